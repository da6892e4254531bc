"""The environment as one frozen `Config`. Nothing else in the project reads `os.environ`.

    config = load()

Every problem is found in one go and raised as `ConfigError`; no secret ever stands in its text or in a repr.
"""

import difflib
import os
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from pydantic import Field, PlainValidator, ValidationError, ValidationInfo
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError
from bot.i18n.negotiation import Language, negotiate

OFFICIAL_API = "https://api.telegram.org"
MASK = "***"


class Address(NamedTuple):
    """Where a server listens; port 0 lets the system choose a free one."""

    host: str
    port: int

    @classmethod
    def read(cls, text: str) -> Self:
        """`host:port` or `[IPv6]:port`. Raises `ValueError`."""
        host, _, port = text.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise ValueError("is not host:port")
        return cls(host.removeprefix("[").removesuffix("]"), int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class SendLimits:
    """Telegram's limits for messages and edits (core.telegram.org/bots/faq, "My bot is hitting limits").

    The FAQ allows about one message a second in a chat with short bursts, 20 a minute in a group, 30 a second overall.
    """

    overall_per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0


@dataclass(frozen=True, slots=True, repr=False)
class Config:
    """What the environment says, checked. `bot_token` is None where the built-in local Telegram is to be used."""

    bot_token: str | None
    telegram_api_url: str
    database_url: str
    webhook_url: str | None
    webhook_secret: str | None
    listen: Address
    owner_ids: frozenset[int]
    language: Language
    timezone: ZoneInfo
    log_level: str
    log_format: str
    metrics_listen: Address | None
    llm_url: str | None
    llm_key: str | None
    llm_model: str | None
    redis_url: str | None
    limits: SendLimits = SendLimits()

    def secrets(self) -> tuple[str, ...]:
        """Every string that must not reach a log, the longest first."""
        found = {self.bot_token, self.webhook_secret, self.llm_key}
        for url in (self.database_url, self.redis_url):
            password = urlsplit(url).password if url else None
            found |= {password, unquote(password)} if password else set()
        return tuple(sorted((secret for secret in found if secret), key=len, reverse=True))

    def __repr__(self) -> str:
        return f"Config({', '.join(f'{field.name}={self._shown(field.name)}' for field in fields(self))})"

    def _shown(self, name: str) -> str:
        value = getattr(self, name)
        if name in ("bot_token", "webhook_secret", "llm_key") and value:
            return MASK
        return repr(without_password(value) if isinstance(value, str) else value)


def without_password(url: str) -> str:
    """`url` with a mask where user and password stand in front of the host."""
    return re.sub("//.*@", f"//{MASK}@", url)


def load(environ: Mapping[str, str] | None = None, env_file: str | Path | None = ".env") -> Config:
    """The configuration from `environ` (default: the process's), then from `env_file` for what is unset or empty.

    Raises `ConfigError` with one line per problem: the variable, what is wrong, what was expected.
    """
    given = os.environ if environ is None else environ
    known: dict[str, Any] = {name: given[name.upper()] for name in _Environment.model_fields if given.get(name.upper())}
    # Notepad puts a byte order mark in front of UTF-8.
    known |= {"_env_file": env_file, "_env_file_encoding": "utf-8-sig"}
    try:
        read = _Environment(**known)
    except ValidationError as error:
        raise ConfigError([_problem(problem) for problem in error.errors(include_url=False)]) from None
    except UnicodeDecodeError:
        raise ConfigError([f"{env_file}: is not UTF-8 text; expected lines such as BOT_TOKEN=123:abc"]) from None
    values = dict(read)
    return Config(language=values.pop("default_language"), timezone=values.pop("default_timezone"), **values)


def _problem(problem: Any) -> str:
    name = problem["loc"][0]
    field: FieldInfo = _Environment.model_fields[name]
    value = problem["input"]
    hidden = field.json_schema_extra is SECRET
    # A password in front of a host is hidden wherever it stands.
    shown = (
        "" if value is None else "the value (not shown) " if hidden else repr(re.sub("//.*@", "//***@", value)) + " "
    )
    return f"{name.upper()}: {shown}{problem['ctx']['error']}; expected {field.description}"


def _token(text: str) -> str:
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{3,}", text):
        raise ValueError("is not a bot token")
    return text


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:  # its text may quote a password
        raise ValueError("is not a URL") from None
    return parts


def _http_url(text: str) -> str:
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not an http(s) URL")
    if parts.username or parts.query or parts.fragment or parts.port == 0 or re.search(r"\s", text):
        raise ValueError("has more than scheme, host, port and path")
    return text.rstrip("/")


def _webhook_url(text: str, info: ValidationInfo) -> str:
    url = _http_url(text)
    if url.startswith("http:") and info.data.get("telegram_api_url") == OFFICIAL_API:
        raise ValueError("is not encrypted, which Telegram's own server demands")
    return url


def _webhook_secret(text: str | None, info: ValidationInfo) -> str | None:
    if text is None:
        if info.data.get("webhook_url"):
            raise ValueError("is missing beside WEBHOOK_URL")
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError("holds other characters or is too long")
    return text


def _database_url(text: str) -> str:
    """SQLAlchemy's URL with the asynchronous driver. Raises `ValueError` for other databases and for one in memory."""
    scheme, _, rest = text.partition("://")
    if scheme in ("sqlite", "sqlite+aiosqlite"):
        path = rest.removeprefix("/").partition("?")[0]
        if not rest.startswith("/") or not path or path == ":memory:":
            raise ValueError("names no file")
        return f"sqlite+aiosqlite://{rest}"
    if scheme in ("postgresql", "postgres", "postgresql+asyncpg"):
        parts = _split(f"postgresql+asyncpg://{rest}")
        if not parts.path.strip("/"):
            raise ValueError("names no database")
        # libpq calls it sslmode, asyncpg ssl; hosting providers hand out libpq's URL.
        query = urlencode([("ssl" if key == "sslmode" else key, value) for key, value in parse_qsl(parts.query)])
        return urlunsplit(parts._replace(query=query))
    raise ValueError("is not a database this bot knows")


def _ids(text: str) -> frozenset[int]:
    words = re.split(r"[\s,;]+", text.strip(" \t,;"))
    if not all(re.fullmatch(r"[1-9][0-9]{0,18}", word) for word in words):
        raise ValueError("is not a list of user ids")
    return frozenset(map(int, words))


def _language(text: str) -> Language:
    language = negotiate(text)
    if language is None:
        raise ValueError("is not a language this bot speaks")
    return language


def _timezone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ValueError, KeyError, OSError):  # OSError: a folder such as "Asia"
        close = difflib.get_close_matches(text, zoneinfo.available_timezones(), n=1, cutoff=0.75)
        hint = f" (did you mean {close[0]}?)" if close else ""
        raise ValueError(f"is not a time zone{hint}") from None


def _log_level(text: str) -> str:
    return _one_of(text.upper(), "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def _log_format(text: str) -> str:
    return _one_of(text.lower(), "text", "json")


def _one_of(text: str, *choices: str) -> str:
    if text not in choices:
        raise ValueError("is not one of them")
    return text


def _llm_model(text: str | None, info: ValidationInfo) -> str | None:
    if text is None and info.data.get("llm_url"):
        raise ValueError("is missing beside LLM_URL")
    return text


def _redis_url(text: str) -> str:
    if _split(text).scheme not in ("redis", "rediss", "unix"):
        raise ValueError("is not a Redis URL")
    return text


def _as_is(text: str) -> str:
    return text


SECRET: JsonDict = {"secret": True}
"""Marks a field whose value never stands in an error's text: keys, and URLs that carry a password."""


class _Environment(BaseSettings):
    """The variables by name; `description` is what an error says was expected. Order matters: a field may look at those above."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, enable_decoding=False, extra="ignore", validate_default=False
    )

    bot_token: Annotated[str | None, PlainValidator(_token)] = Field(
        None, description="the token from @BotFather, digits:letters", json_schema_extra=SECRET
    )
    telegram_api_url: Annotated[str, PlainValidator(_http_url)] = Field(
        OFFICIAL_API, description=f"the address of a Bot API server such as {OFFICIAL_API}"
    )
    database_url: Annotated[str, PlainValidator(_database_url)] = Field(
        "sqlite+aiosqlite:///data/qunguan.db",
        description="sqlite+aiosqlite:///path/to/file.db or postgresql+asyncpg://user:password@host/name",
        json_schema_extra=SECRET,
    )
    webhook_url: Annotated[str | None, PlainValidator(_webhook_url)] = Field(
        None, description="a public https address such as https://bot.example.com/telegram"
    )
    webhook_secret: Annotated[str | None, PlainValidator(_webhook_secret)] = Field(
        None, description="1 to 256 of A-Z a-z 0-9 _ -", json_schema_extra=SECRET, validate_default=True
    )
    listen: Annotated[Address, PlainValidator(Address.read)] = Field(
        # Plain HTTP: a reverse proxy with the certificate stands in front of it, as a rule on the same machine.
        Address("127.0.0.1", 8443),
        description="host:port such as 127.0.0.1:8443",
    )
    owner_ids: Annotated[frozenset[int], PlainValidator(_ids)] = Field(
        frozenset(), description="Telegram user ids, separated by commas or spaces"
    )
    default_language: Annotated[Language, PlainValidator(_language)] = Field(
        Language.ZH_HANS, description="zh-Hans, zh-Hant or en"
    )
    default_timezone: Annotated[ZoneInfo, PlainValidator(_timezone)] = Field(
        ZoneInfo("Asia/Shanghai"), description="an IANA name such as Asia/Shanghai"
    )
    log_level: Annotated[str, PlainValidator(_log_level)] = Field(
        "INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL"
    )
    log_format: Annotated[str, PlainValidator(_log_format)] = Field("text", description="text or json")
    metrics_listen: Annotated[Address | None, PlainValidator(Address.read)] = Field(
        None, description="host:port such as 127.0.0.1:9100"
    )
    llm_url: Annotated[str | None, PlainValidator(_http_url)] = Field(
        None, description="the base address of an OpenAI-compatible API such as https://llm.example.com/v1"
    )
    llm_key: Annotated[str | None, PlainValidator(_as_is)] = Field(
        None, description="the key of that API", json_schema_extra=SECRET
    )
    llm_model: Annotated[str | None, PlainValidator(_llm_model)] = Field(
        None, description="the name of a model of that API", validate_default=True
    )
    redis_url: Annotated[str | None, PlainValidator(_redis_url)] = Field(
        None, description="redis://host:6379/0", json_schema_extra=SECRET
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`load` hands the environment in, so that tests can hand in another one."""
        return init_settings, dotenv_settings
