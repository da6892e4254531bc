"""Logs: one line per event on stderr, as text or JSON, with the update's context and without secrets.

    configure("INFO", "json", config.secrets())
    log = structlog.get_logger(__name__)
    with structlog.contextvars.bound_contextvars(update_id=7, chat_id=-100):
        log.info("case opened", case=12)

The standard library's loggers (aiogram, aiohttp, SQLAlchemy, alembic) take the same way, so a token in one of their URLs or
tracebacks is masked too.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, TextIO
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"
# Shorter ones would blot out ordinary words and guard nothing.
SHORTEST_SECRET = 4
_ANY_TOKEN = r"(?<=/bot)\d+:[\w-]+"  # noqa: S105 - a pattern
_QUIET = {
    "alembic": logging.WARNING,  # `database migrated` says it all
    "aiogram.event": logging.WARNING,  # a line per update
    "aiohttp.access": logging.WARNING,
    "aiosqlite": logging.INFO,  # at DEBUG it prints statements with people's messages
    "apscheduler": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}


def configure(level: str, log_format: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Set up structlog and the standard library's logging. `level` as in LOG_LEVEL, `log_format` text or json."""
    out = stream or sys.stderr
    threshold = logging.getLevelNamesMapping()[level]
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(log_format, secrets, is_terminal=out.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(threshold)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(threshold, least))
    logging.captureWarnings(True)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class Masking:
    """A processor that blots out `secrets`, and whatever stands in the token's place of a Bot API URL."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spellings = {
            spelling
            for secret in secrets
            if len(secret) >= SHORTEST_SECRET
            for spelling in (secret, quote(secret, safe=""), repr(secret)[1:-1])
        }
        longest_first = sorted(spellings, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, longest_first), _ANY_TOKEN]))

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {key: self.masked(value) for key, value in event.items()}

    def masked(self, value: Any) -> Any:
        """`value` without secrets; objects other than numbers, texts and containers become their masked repr."""
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return self._pattern.sub(MASK, value)
            case Mapping():
                return {self.masked(key): self.masked(item) for key, item in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.masked(item) for item in value]
            case _:
                return self._pattern.sub(MASK, repr(value))


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(log_format: str, secrets: Iterable[str], *, is_terminal: bool) -> logging.Formatter:
    rendering: list[Processor] = (
        [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer(ensure_ascii=False)]
        if log_format == "json"
        else [
            _without_control_characters,
            structlog.dev.ConsoleRenderer(
                colors=is_terminal, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
            ),
        ]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            # The traceback becomes text before the mask sees it. Never with locals: they hold people's messages.
            structlog.processors.format_exc_info,
            Masking(secrets),
            *rendering,
        ],
    )


# A name like "\x1b[2J" must not steer the operator's terminal. Line breaks and tabs stay for tracebacks.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


def _without_control_characters(
    _logger: WrappedLogger, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = value.translate(_VISIBLE)
    return event
