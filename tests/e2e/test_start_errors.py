"""A start that cannot succeed says why in words an operator understands, and ends with the right status."""

from pathlib import Path

import pytest

from tests.bench.databases import sqlite_database
from tests.bench.feeder import CONFLICT, Fault
from tests.bench.subject import Subject, Surroundings, bot_command
from tests.bench.updates import BOT_TOKEN, Json
from tests.bench.wire import Request
from tests.e2e.lives import Bot
from tests.e2e.server import Telegram, eventually

SECRET_PART = BOT_TOKEN.partition(":")[2]


def _start(directory: Path, api_url: str = "http://127.0.0.1:9", **variables: str) -> Subject:
    command = bot_command()
    assert command is not None
    surroundings = Surroundings(api_url, sqlite_database(directory).url, extra=variables)
    return Subject(command, surroundings.environment(), directory).start()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BOT_TOKEN", "not-a-token"),
        ("DATABASE_URL", "mysql://root@127.0.0.1/test"),
        ("TELEGRAM_API_URL", "ftp://example.org"),
        ("OWNER_IDS", "5,somebody"),
        ("DEFAULT_LANGUAGE", "tlh"),
        ("DEFAULT_TIMEZONE", "Mars/Olympus"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "papyrus"),
        ("METRICS_LISTEN", "everywhere"),
        ("LISTEN", "127.0.0.1:notaport"),
        ("WEBHOOK_URL", "not a url"),
    ],
)
async def test_wrong_value_is_named_and_the_token_never_shown(tmp_path: Path, variable: str, value: str) -> None:
    subject = _start(tmp_path, **{variable: value})
    try:
        assert await eventually(lambda: subject.exit_status is not None, 30), "it started with a wrong value"
    finally:
        subject.kill()

    assert subject.exit_status in {1, 2}
    assert variable in subject.output()
    assert SECRET_PART not in subject.output()
    assert "Traceback" not in subject.output()


async def test_webhook_without_a_secret_does_not_start(tmp_path: Path) -> None:
    subject = _start(tmp_path, WEBHOOK_URL="https://bot.example.org/hook", LISTEN="127.0.0.1:18443")
    try:
        assert await eventually(lambda: subject.exit_status is not None, 30)
    finally:
        subject.kill()

    assert subject.exit_status in {1, 2}
    assert "WEBHOOK_SECRET" in subject.output()


async def test_token_that_telegram_refuses_ends_the_start(tmp_path: Path, telegram: Telegram) -> None:
    stranger = f"{BOT_TOKEN.partition(':')[0]}:AAanotherTokenThatNobodyKnows000001"
    subject = _start(tmp_path, telegram.feeder.url, BOT_TOKEN=stranger)
    try:
        assert await eventually(lambda: subject.exit_status is not None, 30), subject.output()
    finally:
        subject.kill()

    assert subject.exit_status == 1
    assert "BOT_TOKEN" in subject.output()
    assert stranger not in subject.output()
    assert "Traceback" not in subject.output()


async def test_second_instance_is_explained(bot: Bot, telegram: Telegram) -> None:
    """Another poller with the same token: Telegram answers 409. The log says so, and serving goes on when it is gone."""
    await bot.start()
    telegram.feeder.faults = _conflict
    # The running long poll ends as Telegram would end it.
    telegram.feeder.interrupt_poll()

    explained = await eventually(lambda: "409" in bot.output() or "onflict" in bot.output(), 20)
    assert explained, bot.output()[-2_000:]
    telegram.feeder.faults = None
    assert bot.subject is not None
    if bot.subject.exit_status is None:
        seen = len(telegram.feeder.poll_times)
        assert await eventually(lambda: len(telegram.feeder.poll_times) > seen, 70), "it does not ask again"
    else:
        assert bot.subject.exit_status == 1


def _conflict(request: Request, _params: Json) -> Fault | None:
    body = b'{"ok":false,"error_code":409,"description":"%b"}' % CONFLICT.encode()
    return Fault(raw=body, status=409) if request.method == "getupdates" else None
