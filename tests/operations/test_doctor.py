"""The doctor names what is wrong and what to do, for every check."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, text

from bot.clock import ManualClock
from bot.config import Config, load
from bot.doctor import account, machine, storage
from bot.doctor.checks import Api, examine
from bot.doctor.findings import Finding, bad, good
from bot.membership.queries import ChatView
from bot.membership.tables import Community, GroupChat
from bot.persistence import migrations
from bot.persistence.maintenance import exclusive, sqlite_file
from bot.telegram.failures import Failure, TelegramFailure

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ME = {
    "id": 42,
    "first_name": "群管",
    "username": "qunguan_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
}
ALL_RIGHTS = {"status": "administrator", **dict.fromkeys(account.RIGHTS, True)}
Answers = Mapping[str, Any]


class Calls:
    """A Bot API that answers from a table; a `TelegramFailure` in it is raised."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.made: list[str] = []

    async def __call__(self, method: str, **parameters: Any) -> Any:
        self.made.append(method)
        answer = self.answers[method]
        if callable(answer):
            answer = answer(**parameters)
        if isinstance(answer, TelegramFailure):
            raise answer
        return answer


def failure(kind: Failure, description: str = "it says", code: int = 400) -> TelegramFailure:
    return TelegramFailure(kind, "method", description, code=code)


def chat(purpose: str = "group", *, is_forum: bool = False, title: str = "群") -> ChatView:
    return ChatView(-1001, 1, purpose, "supergroup", title, is_forum, None, None)


# ---- lines


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (good("clock", "0 s away"), "ok  clock: 0 s away"),
        (bad("clock", "9 s away", "set it"), "!!  clock: 9 s away → set it"),
        (good("group \x1b[2J\n", "all"), "ok  group ?[2J?: all"),
        (good("group 群 🐷", "all"), "ok  group 群 🐷: all"),
    ],
)
def test_line(finding: Finding, line: str) -> None:
    assert finding.line == line


# ---- the account


async def test_token_is_good() -> None:
    finding, me = await account.token(Calls({"getMe": ME}))
    assert finding == good("token", "@qunguan_bot (群管, id 42)")
    assert me == ME


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (failure(Failure.UNAUTHORIZED, code=401), "@BotFather"),
        (failure(Failure.REFUSED, "Not Found", code=404), "@BotFather"),
        (failure(Failure.NETWORK, code=0), "TELEGRAM_API_URL"),
        (failure(Failure.SERVER, code=502), "TELEGRAM_API_URL"),
        (failure(Failure.TOO_MANY, code=429), "in a minute"),
    ],
)
async def test_token_is_refused(refusal: TelegramFailure, expected: str) -> None:
    finding, me = await account.token(Calls({"getMe": refusal}))
    assert not finding.ok
    assert expected in str(finding.remedy)
    assert me is None


OWN = "https://example.org/own-path"


@pytest.mark.parametrize(
    ("info", "own_url", "wrong"),
    [
        ({"url": ""}, None, {}),
        ({"url": "https://other.org/x"}, None, {"updates": "other.org takes the updates"}),
        ({"url": OWN}, OWN, {}),
        ({"url": ""}, OWN, {"updates": "no webhook is set"}),
        ({"url": "https://other.org/x"}, OWN, {"updates": "at other.org, not at WEBHOOK_URL"}),
        ({"url": "https://example.org/other-path"}, OWN, {"updates": "not at WEBHOOK_URL"}),
        ({"url": OWN, "pending_update_count": 1000}, OWN, {}),
        ({"url": OWN, "pending_update_count": 1001}, OWN, {"backlog": "1,001 updates wait"}),
        ({"url": "", "pending_update_count": 5000}, None, {"backlog": "5,000 updates wait"}),
        (
            {"url": OWN, "last_error_date": NOW.timestamp() - 60, "last_error_message": "Connection refused"},
            OWN,
            {"delivery": "Connection refused"},
        ),
        ({"url": OWN, "last_error_date": NOW.timestamp() - 7200, "last_error_message": "old"}, OWN, {}),
        ({"url": "", "last_error_date": NOW.timestamp() - 60}, None, {}),
        (failure(Failure.NETWORK, "no answer"), None, {"updates": "no answer"}),
    ],
)
async def test_webhook(info: Any, own_url: str | None, wrong: dict[str, str]) -> None:
    findings = [finding async for finding in account.webhook(Calls({"getWebhookInfo": info}), own_url, NOW)]
    assert {finding.name for finding in findings if not finding.ok} == set(wrong)
    for finding in findings:
        assert wrong.get(finding.name, "") in finding.text
        assert "path" not in finding.line


def test_joining() -> None:
    assert account.joining(ME).ok
    assert account.joining({}).ok
    assert "/setjoingroups" in account.joining({"can_join_groups": False}).line


@pytest.mark.parametrize(
    ("sees_all", "everywhere", "ok"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_privacy(sees_all: bool, everywhere: bool, ok: bool) -> None:
    me = {"can_read_all_group_messages": sees_all}
    assert account.privacy(me, is_administrator_everywhere=everywhere).ok is ok


@pytest.mark.parametrize(
    ("where", "member", "said"),
    [
        (chat(), ALL_RIGHTS, "ok  group 群: all rights"),
        (
            chat(),
            {**ALL_RIGHTS, "can_delete_messages": False, "can_pin_messages": False},
            "!!  group 群: lacks: delete messages, pin messages → grant",
        ),
        (chat(), {"status": "administrator"}, "!!  group 群: lacks: delete messages, ban users, invite users"),
        (chat(), {"status": "member"}, "!!  group 群: the bot is no administrator"),
        (chat(), {"status": "left"}, "ok  group 群: the bot is no longer there"),
        (chat(), {"status": "kicked"}, "ok  group 群: the bot is no longer there"),
        (chat(), {"status": "unknown", "description": "why"}, "!!  group 群: Telegram does not say: why"),
        (chat("staff"), {"status": "administrator"}, "ok  group 群: all rights"),
        (chat("staff", is_forum=True), {"status": "administrator"}, "!!  group 群: lacks: manage topics"),
        (chat("staff", is_forum=True), {"status": "administrator", "can_manage_topics": True}, "ok"),
        (chat("staff"), {"status": "member"}, "!!  group 群: the bot is no administrator"),
        (chat(title=""), ALL_RIGHTS, "ok  group -1001: all rights"),
    ],
)
def test_rights(where: ChatView, member: Mapping[str, Any], said: str) -> None:
    assert account.rights(where, member).line.startswith(said)


async def test_standing_that_telegram_does_not_tell() -> None:
    gone = Calls({"getChatMember": failure(Failure.KICKED)})
    assert [member["status"] for _, member in await account.standings(gone, 42, [chat()])] == ["left"]
    silent = Calls({"getChatMember": failure(Failure.NETWORK)})
    assert [member["status"] for _, member in await account.standings(silent, 42, [chat()])] == ["unknown"]


# ---- the machine


@pytest.mark.parametrize(("seconds", "ok"), [(0, True), (5, True), (-5, True), (6, False), (-3600, False)])
def test_clock(seconds: int, ok: bool) -> None:
    assert machine.clock(NOW, NOW + timedelta(seconds=seconds)).ok is ok


def test_clock_without_comparison() -> None:
    assert machine.clock(NOW, None).ok


def test_timezones_are_there() -> None:
    assert machine.timezones(ZoneInfo("Asia/Shanghai")).ok


def test_disk_asks_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    assert str(tmp_path) in machine.disk(tmp_path / "not" / "yet").text


@pytest.mark.parametrize(
    ("content", "ok", "said"),
    [
        ("MemTotal: 9 kB\nMemAvailable:  2048000 kB\n", True, "2,000 MB"),
        ("MemAvailable: 20480 kB\n", False, "20 MB"),
        ("MemTotal: 9 kB\n", True, "does not say"),
        ("MemAvailable: x\n", True, "does not say"),
        (None, True, "does not say"),
    ],
)
def test_memory(tmp_path: Path, content: str | None, ok: bool, said: str) -> None:
    file = tmp_path / "meminfo"
    if content is not None:
        file.write_text(content)
    finding = machine.memory(file)
    assert finding.ok is ok
    assert said in finding.text


# ---- the database


async def look(url: str) -> list[str]:
    return [finding.line async for finding in storage.database(url)]


async def test_database_before_the_first_start(tmp_path: Path) -> None:
    [line] = await look(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    assert line.startswith("ok")
    assert not (tmp_path / "x.db").exists()


async def test_migrated_database(bare_database_url: str) -> None:
    await migrations.upgrade(bare_database_url)
    lines = await look(bare_database_url)
    assert [line[:2] for line in lines] == ["ok"] * 3
    assert migrations.head() in lines[1]


async def test_bare_database(bare_database_url: str) -> None:
    async with exclusive(bare_database_url):
        pass
    assert (await look(bare_database_url))[-1] == "ok  schema: nothing there yet; the first start makes it"


async def test_database_of_a_newer_version(bare_database_url: str) -> None:
    await migrations.upgrade(bare_database_url)
    async with exclusive(bare_database_url) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '29990101_x'"))
    assert [line[:2] for line in await look(bare_database_url)] == ["ok", "!!", "ok"]


async def test_database_server_that_does_not_answer() -> None:
    [line] = await look("postgresql+asyncpg://somebody:pass-word@127.0.0.1:1/name")
    assert line.startswith("!!  database: does not answer: ")
    assert "DATABASE_URL" in line
    assert "pass-word" not in line


async def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database" * 1000)
    [line] = await look(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    assert line.startswith("!!  database: does not answer: ")


async def test_locked_database(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    await migrations.upgrade(url)
    async with exclusive(url):
        finding = await storage.writing(url, sqlite_file(url), wait=0.01)
    assert not finding.ok
    assert "locked" in finding.text


# ---- all together


def config(url: str, **environ: str) -> Config:
    return load({"DATABASE_URL": url, **environ}, None)


async def _add_groups(url: str, count: int) -> None:
    await migrations.upgrade(url)
    async with exclusive(url) as connection:
        await connection.execute(insert(Community), {"id": 1, "title": "x", "created_at": NOW})
        rows = [
            {
                "chat_id": -1000 - number,
                "community_id": 1,
                "purpose": ("group", "staff", "channel")[number % 3],
                "type": "supergroup",
                "title": f"群 {number}",
                "created_at": NOW,
            }
            for number in range(count)
        ]
        await connection.execute(insert(GroupChat), rows)


async def _server_time() -> datetime | None:
    return NOW


async def run(config: Config, calls: Calls | None) -> dict[str, Finding]:
    api = None if calls is None else Api(calls, _server_time)
    return {finding.name: finding async for finding in examine(config, api, ManualClock(NOW))}


async def test_everything_is_well(bare_database_url: str) -> None:
    await _add_groups(bare_database_url, 3)
    calls = Calls({"getMe": ME, "getWebhookInfo": {"url": ""}, "getChatMember": ALL_RIGHTS})
    found = await run(config(bare_database_url), calls)
    assert [finding.line for finding in found.values() if not finding.ok] == []
    assert {"group 群 0", "group 群 1"} <= set(found)
    assert "group 群 2" not in found  # the linked channel


async def test_privacy_mode_is_no_trouble_where_the_bot_is_administrator_everywhere(bare_database_url: str) -> None:
    await _add_groups(bare_database_url, 2)
    me = {**ME, "can_read_all_group_messages": False}
    calls = Calls({"getMe": me, "getWebhookInfo": {"url": ""}, "getChatMember": ALL_RIGHTS})
    assert (await run(config(bare_database_url), calls))["privacy mode"].ok
    calls = Calls({"getMe": me, "getWebhookInfo": {"url": ""}, "getChatMember": {"status": "member"}})
    assert not (await run(config(bare_database_url), calls))["privacy mode"].ok


async def test_without_a_token(tmp_path: Path) -> None:
    found = await run(config(f"sqlite:///{tmp_path / 'x.db'}"), None)
    assert [name for name, finding in found.items() if not finding.ok] == ["token"]


async def test_wrong_token_ends_the_questions_to_telegram(tmp_path: Path) -> None:
    calls = Calls({"getMe": failure(Failure.UNAUTHORIZED)})
    found = await run(config(f"sqlite:///{tmp_path / 'x.db'}"), calls)
    assert calls.made == ["getMe"]
    assert {"token", "time zones", "disk", "memory"} <= set(found)


async def test_groups_are_not_asked_about_while_the_database_is_away() -> None:
    calls = Calls({"getMe": ME, "getWebhookInfo": {"url": ""}})
    found = await run(config("postgresql://somebody@127.0.0.1:1/name"), calls)
    assert [name for name, finding in found.items() if not finding.ok] == ["database"]


async def test_many_groups_are_not_all_asked_about(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    await _add_groups(url, 3 * account.MOST_CHATS)
    calls = Calls({"getMe": ME, "getWebhookInfo": {"url": ""}, "getChatMember": ALL_RIGHTS})
    found = await run(config(url), calls)
    assert calls.made.count("getChatMember") == account.MOST_CHATS
    assert found["groups"].text == f"{2 * account.MOST_CHATS} known, the first {account.MOST_CHATS} were asked about"
