"""The environment: every variable, every refusal by name, no secret in any text."""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config import Address, Config, SendLimits, load
from bot.errors import ConfigError
from bot.i18n.negotiation import Language

TOKEN = "123456:AAE_secret-part"
NEEDED_BESIDE: dict[str, dict[str, str]] = {
    "WEBHOOK_URL": {"WEBHOOK_SECRET": "s-e_c1"},
    "LLM_URL": {"LLM_MODEL": "qwen"},
}


def read(**environ: str) -> Config:
    return load(environ, None)


def problems(**environ: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(**environ)
    return caught.value.problems


def test_nothing_set_is_enough() -> None:
    assert read() == Config(
        bot_token=None,
        telegram_api_url="https://api.telegram.org",
        database_url="sqlite+aiosqlite:///data/qunguan.db",
        webhook_url=None,
        webhook_secret=None,
        listen=Address("127.0.0.1", 8443),
        owner_ids=frozenset(),
        language=Language.ZH_HANS,
        timezone=ZoneInfo("Asia/Shanghai"),
        log_level="INFO",
        log_format="text",
        metrics_listen=None,
        llm_url=None,
        llm_key=None,
        llm_model=None,
        redis_url=None,
        limits=SendLimits(30.0, 1.0, 3, 20.0),
    )


ACCEPTED: list[tuple[str, str, str, Any]] = [
    ("BOT_TOKEN", TOKEN, "bot_token", TOKEN),
    ("BOT_TOKEN", "42:TEST", "bot_token", "42:TEST"),
    ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", "telegram_api_url", "http://127.0.0.1:8081"),
    ("TELEGRAM_API_URL", "https://example.org/api", "telegram_api_url", "https://example.org/api"),
    ("DATABASE_URL", "sqlite:///x.db", "database_url", "sqlite+aiosqlite:///x.db"),
    ("DATABASE_URL", "sqlite+aiosqlite:////srv/x.db", "database_url", "sqlite+aiosqlite:////srv/x.db"),
    ("DATABASE_URL", "postgresql://u@h/d", "database_url", "postgresql+asyncpg://u@h/d"),
    ("DATABASE_URL", "postgres://u:p@h:5432/d", "database_url", "postgresql+asyncpg://u:p@h:5432/d"),
    ("DATABASE_URL", "postgresql+asyncpg://u@h/d", "database_url", "postgresql+asyncpg://u@h/d"),
    (
        "DATABASE_URL",
        "postgresql://u@h/d?sslmode=require",
        "database_url",
        "postgresql+asyncpg://u@h/d?ssl=require",
    ),
    ("WEBHOOK_URL", "https://example.org/hook", "webhook_url", "https://example.org/hook"),
    ("LISTEN", "0.0.0.0:80", "listen", Address("0.0.0.0", 80)),
    ("LISTEN", "[::1]:8443", "listen", Address("::1", 8443)),
    ("METRICS_LISTEN", "localhost:0", "metrics_listen", Address("localhost", 0)),
    ("OWNER_IDS", "1, 2 3;4,", "owner_ids", frozenset({1, 2, 3, 4})),
    ("OWNER_IDS", "7000000000", "owner_ids", frozenset({7_000_000_000})),
    ("DEFAULT_LANGUAGE", "zh-TW", "language", Language.ZH_HANT),
    ("DEFAULT_LANGUAGE", "en", "language", Language.EN),
    ("DEFAULT_TIMEZONE", "Europe/Berlin", "timezone", ZoneInfo("Europe/Berlin")),
    ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
    ("LOG_FORMAT", "JSON", "log_format", "json"),
    ("LLM_URL", "https://llm.example.org/v1/", "llm_url", "https://llm.example.org/v1"),
    ("LLM_KEY", "sk-ü", "llm_key", "sk-ü"),
    ("REDIS_URL", "redis://:pw@h:6379/0", "redis_url", "redis://:pw@h:6379/0"),
    ("WEBHOOK_SECRET", "x" * 256, "webhook_secret", "x" * 256),
]


@pytest.mark.parametrize(("variable", "value", "field", "expected"), ACCEPTED)
def test_accepted(variable: str, value: str, field: str, expected: object) -> None:
    assert getattr(read(**{variable: value}, **NEEDED_BESIDE.get(variable, {})), field) == expected


REFUSED: list[tuple[str, str]] = [
    *(("BOT_TOKEN", value) for value in ("abc", ":abcdef", "12:", "12:ab", "12:abc def", "١٢:abcdef")),
    *(
        ("TELEGRAM_API_URL", value)
        for value in ("api.telegram.org", "ftp://x", "http://", "http://x:port", "http://u:p@x", "http://x/?a=1")
    ),
    *(
        ("DATABASE_URL", value)
        for value in (
            "mysql://u:p@h/d",
            "sqlite://",
            "sqlite:///",
            "sqlite:///:memory:",
            "postgresql://h",
            "x.db",
            "postgresql://u:p/w@h/d",
            "postgresql://[h/d",
        )
    ),
    *(("WEBHOOK_URL", value) for value in ("example.org", "http://example.org", "https://example.org/#x")),
    *(("WEBHOOK_SECRET", value) for value in ("has space", "ü", "x" * 257, "a/b")),
    *(("LISTEN", value) for value in ("8443", ":8443", "host", "host:port", "host:70000", "host:-1", "host:²")),
    *(("OWNER_IDS", value) for value in ("me", "1,x", "-5", "0", "1.5", "@me", "1" * 30)),
    *(("DEFAULT_LANGUAGE", value) for value in ("fr", "chinese", "tlh")),
    *(("DEFAULT_TIMEZONE", value) for value in ("Asia/Shangai", "Asia", "../etc/passwd", "/etc/passwd", "UTC+8", "\0")),
    *(("LOG_LEVEL", value) for value in ("LOUD", "10")),
    *(("LOG_FORMAT", value) for value in ("xml",)),
    *(("METRICS_LISTEN", value) for value in ("9100", "everywhere")),
    *(("LLM_URL", value) for value in ("llm", "unix:///x")),
    *(("REDIS_URL", value) for value in ("localhost:6379", "http://h")),
]


@pytest.mark.parametrize(("variable", "value"), REFUSED)
def test_refused_by_name_with_what_was_expected(variable: str, value: str) -> None:
    [problem] = problems(**{variable: value}, **NEEDED_BESIDE.get(variable, {}))
    assert re.match(rf"{variable}: .+; expected .+", problem)


@pytest.mark.parametrize("variable", sorted({variable for variable, *_ in ACCEPTED}))
def test_empty_is_unset(variable: str) -> None:
    assert read(**{variable: ""}) == read()


def test_all_problems_at_once() -> None:
    found = problems(BOT_TOKEN="x", LISTEN="x", OWNER_IDS="x", LOG_LEVEL="x")
    assert [problem.partition(":")[0] for problem in found] == ["BOT_TOKEN", "LISTEN", "OWNER_IDS", "LOG_LEVEL"]


def test_misspelt_zone_is_guessed() -> None:
    [problem] = problems(DEFAULT_TIMEZONE="Asia/Shangai")
    assert problem == (
        "DEFAULT_TIMEZONE: 'Asia/Shangai' is not a time zone (did you mean Asia/Shanghai?); "
        "expected an IANA name such as Asia/Shanghai"
    )


@pytest.mark.parametrize(("given", "missing"), [("WEBHOOK_URL", "WEBHOOK_SECRET"), ("LLM_URL", "LLM_MODEL")])
def test_what_belongs_together_is_asked_for(given: str, missing: str) -> None:
    [problem] = problems(**{given: "https://example.org"})
    assert problem.startswith(f"{missing}: is missing beside {given}; expected")


def test_a_wrong_webhook_url_is_one_problem_not_two() -> None:
    assert len(problems(WEBHOOK_URL="nonsense")) == 1


def test_plain_http_webhook_only_for_an_own_server() -> None:
    hook = {"WEBHOOK_URL": "http://127.0.0.1:9/hook", "WEBHOOK_SECRET": "s"}
    assert read(TELEGRAM_API_URL="http://127.0.0.1:8081", **hook).webhook_url == "http://127.0.0.1:9/hook"
    assert problems(**hook) != []


SECRETS = {
    "BOT_TOKEN": TOKEN,
    "WEBHOOK_SECRET": "hook-key",
    "LLM_KEY": "sk-key",
    "DATABASE_URL": "postgresql://user:p%40ss-word@host/name",
    "REDIS_URL": "redis://:red-pass@host",
}
PARTS = ("AAE_secret-part", "hook-key", "sk-key", "p%40ss-word", "p@ss-word", "red-pass")


def test_repr_hides_secrets_and_shows_the_rest() -> None:
    config = read(**SECRETS, LISTEN="127.0.0.1:99")
    for text in (repr(config), str(config), f"{config}"):
        assert not [part for part in PARTS if part in text]
        assert "99" in text
        assert "@host/name" in text
        assert "bot_token=***" in text


def test_secrets_are_known_to_whoever_masks_them() -> None:
    config = read(**SECRETS)
    assert set(config.secrets()) == {TOKEN, "hook-key", "sk-key", "p%40ss-word", "p@ss-word", "red-pass"}
    assert list(config.secrets()) == sorted(config.secrets(), key=len, reverse=True)
    assert read().secrets() == ()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BOT_TOKEN", "123456:AAE secret-part"),
        ("WEBHOOK_SECRET", "my secret"),
        ("DATABASE_URL", "mysql://user:my-secret@host/name"),
        ("DATABASE_URL", "postgresql://user:my/secret@host/name"),
        ("DATABASE_URL", "postgresql://user:my-secret@[host/name"),
        ("TELEGRAM_API_URL", "https://user:my-secret@host"),
        ("REDIS_URL", "http://user:my-secret@host"),
    ],
)
def test_no_secret_in_a_refusal(variable: str, value: str) -> None:
    assert "secret" not in "\n".join(problems(**{variable: value})).replace("WEBHOOK_SECRET", "")


# ---- .env


def write(folder: Path, content: bytes) -> Path:
    (folder / ".env").write_bytes(content)
    return folder / ".env"


def test_env_file_fills_what_is_unset(tmp_path: Path) -> None:
    file = write(tmp_path, b"BOT_TOKEN=1:file\nLOG_LEVEL=DEBUG\nUNKNOWN=1\n# comment\nOWNER_IDS='5 6'\nLISTEN=\n")
    config = load({"LOG_LEVEL": "ERROR", "BOT_TOKEN": ""}, file)
    assert (config.bot_token, config.log_level, config.owner_ids) == ("1:file", "ERROR", frozenset({5, 6}))
    assert config.listen == Address("127.0.0.1", 8443)


def test_env_file_of_notepad(tmp_path: Path) -> None:
    assert load({}, write(tmp_path, b"\xef\xbb\xbfBOT_TOKEN=1:file\r\nLOG_FORMAT=json\r\n")).bot_token == "1:file"


def test_env_file_is_checked_like_the_environment(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DEFAULT_TIMEZONE: 'Mars' is not a time zone"):
        load({}, write(tmp_path, b"DEFAULT_TIMEZONE=Mars\n"))


def test_env_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load({}, write(tmp_path, b"LOG_LEVEL=\xff\xfe\n"))


def test_missing_env_file_is_no_problem(tmp_path: Path) -> None:
    assert load({}, tmp_path / ".env") == read()


def test_example_file_names_every_variable_and_changes_nothing() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {variable for variable, *_ in ACCEPTED} | {"LLM_MODEL"}
    assert load({}, example) == read()


def test_config_is_frozen() -> None:
    with pytest.raises(AttributeError):
        read().bot_token = "1:abc"  # type: ignore[misc]
