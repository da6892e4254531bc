"""Logs carry the update, keep secrets, and cannot steer a terminal."""

import io
import json
import logging
import warnings
from typing import Any

import pytest
import structlog

from bot.logs import Masking, configure

TOKEN = "123456:AAE_token-part"
PASSWORD = "p@ss 'word\""
SECRETS = (TOKEN, PASSWORD, "abc")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def set_up(log_format: str, level: str = "INFO", out: io.StringIO | None = None) -> io.StringIO:
    out = out or io.StringIO()
    configure(level, log_format, SECRETS, out)
    return out


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_json_line() -> None:
    out = set_up("json")
    structlog.get_logger("bot.some").info("case opened", case=12, name="群")
    [line] = lines(out)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"message": "case opened", "level": "info", "logger": "bot.some", "case": 12, "name": "群"}


def test_text_line() -> None:
    out = set_up("text")
    structlog.get_logger("bot.some").info("case opened", case=12)
    assert "[info     ] case opened [bot.some] case=12\n" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_colours_only_on_a_terminal() -> None:
    out = set_up("text", out=Terminal())
    structlog.get_logger().info("hello")
    assert "\x1b[" in out.getvalue()


@pytest.mark.parametrize("name", ["bot.some", "aiogram", "sqlalchemy.pool"])
def test_context_is_on_every_line(name: str) -> None:
    out = set_up("json")
    with structlog.contextvars.bound_contextvars(update_id=7, chat_id=-100):
        logging.getLogger(name).warning("from %s", "stdlib")
        structlog.get_logger(name).warning("from structlog")
    structlog.get_logger(name).warning("outside")
    inside, inside_too, outside = lines(out)
    assert (inside["message"], inside["update_id"], inside["chat_id"]) == ("from stdlib", 7, -100)
    assert (inside_too["update_id"], inside_too["chat_id"]) == (7, -100)
    assert "update_id" not in outside


@pytest.mark.parametrize(
    ("level", "name", "logged", "appears"),
    [
        ("INFO", "bot.some", logging.DEBUG, False),
        ("DEBUG", "bot.some", logging.DEBUG, True),
        ("ERROR", "bot.some", logging.WARNING, False),
        ("DEBUG", "aiogram.event", logging.INFO, False),
        ("DEBUG", "aiogram.event", logging.WARNING, True),
        ("DEBUG", "aiogram.dispatcher", logging.DEBUG, True),
        ("DEBUG", "aiosqlite", logging.DEBUG, False),
        ("DEBUG", "sqlalchemy.engine", logging.INFO, False),
        ("ERROR", "aiogram.event", logging.WARNING, False),
        ("INFO", "alembic.runtime.migration", logging.INFO, False),
    ],
)
def test_levels(level: str, name: str, logged: int, appears: bool) -> None:
    out = set_up("text", level)
    logging.getLogger(name).log(logged, "something")
    assert bool(out.getvalue()) is appears


def test_structlog_obeys_the_level_too() -> None:
    out = set_up("text", "WARNING")
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    assert "quiet" not in out.getvalue()
    assert "loud" in out.getvalue()


def test_warnings_are_logged() -> None:
    out = set_up("json")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old thing", stacklevel=1)
    assert "old thing" in lines(out)[0]["message"]


# ---- secrets


def _raise_with_secrets() -> None:
    cause = OSError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    raise ValueError({"password": PASSWORD}, TOKEN) from cause


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("logger", ["structlog", "stdlib"])
def test_traceback_keeps_secrets(log_format: str, logger: str) -> None:
    out = set_up(log_format)
    try:
        _raise_with_secrets()
    except ValueError as error:
        if logger == "structlog":
            structlog.get_logger().exception("failed", error=error, url=f"/bot{TOKEN}/x")
        else:
            logging.getLogger("x").exception("failed %s", TOKEN)
    text = out.getvalue()
    assert "_raise_with_secrets" in text
    assert "OSError" in text
    for part in ("AAE_token-part", "p@ss", "word"):
        assert part not in text.replace("password", "")


def _raise_beside_a_message() -> None:
    message = "private words"
    raise ValueError(len(message))


def test_traceback_shows_no_locals() -> None:
    out = set_up("text", out=Terminal())
    try:
        _raise_beside_a_message()
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "_raise_beside_a_message" in out.getvalue()
    assert out.getvalue().count("private words") == 0


class Holder:
    def __repr__(self) -> str:
        return f"Holder({TOKEN})"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (TOKEN, "***"),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot***/getMe"),
        ("https://api.telegram.org/file/bot99:other-token/x.jpg", "https://api.telegram.org/file/bot***/x.jpg"),
        ("postgresql://u:p%40ss%20%27word%22@h", "postgresql://u:***@h"),
        (repr(PASSWORD), '"***"'),
        ({"a": [TOKEN, {"b": (PASSWORD,)}]}, {"a": ["***", {"b": ["***"]}]}),
        ({TOKEN: 1}, {"***": 1}),
        (Holder(), "Holder(***)"),
        (ValueError(TOKEN), "ValueError('***')"),
        ("abc is too short to be a secret", "abc is too short to be a secret"),
        (123456, 123456),
        (None, None),
        (True, True),
        (1.5, 1.5),
        ("群里的消息", "群里的消息"),
    ],
)
def test_masked(value: object, shown: object) -> None:
    found = Masking(SECRETS).masked(value)
    if isinstance(shown, str) and shown.startswith('"'):  # Python chooses the quotes
        found = f'"{found[1:-1]}"'
    assert found == shown


def test_longer_secret_wins_over_one_inside_it() -> None:
    assert Masking(["12345", "1234567"]).masked("x1234567x12345x") == "x***x***x"


def test_no_secrets_to_mask() -> None:
    assert Masking([]).masked("plain") == "plain"


def test_names_cannot_steer_the_terminal() -> None:
    out = set_up("text")
    structlog.get_logger().info("joined \x1b[2J", name="\x1b]0;x\x07\x9b1m", other="a\r\nb")
    text = out.getvalue()
    assert not [letter for letter in text.rstrip("\n") if not letter.isprintable()]
