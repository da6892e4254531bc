"""Values of knobs by kind: read from text, checked, stored as JSON, shown. An unfit one is refused with what was expected."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.settings.durations import DurationWithoutUnit, in_largest_unit, parse_duration
from bot.settings.knobs import Kind, Knob
from bot.settings.words import split_words

MOST_CHARACTERS_OF_A_WORD = 100
_WIDEST_INTEGER = 2**53
"""JSON readers elsewhere keep integers exact up to here; ids of chats have 52 bits."""

_YES = {"on", "yes", "true", "1", "开", "開", "开启", "開啟", "是"}
_NO = {"off", "no", "false", "0", "关", "關", "关闭", "關閉", "否"}
# 9:30, 09:30, 9点, 9点半, 21點30分
_TIME_OF_DAY = re.compile(r"(\d{1,2})(?:\s*:\s*(\d{2})|\s*[点點时時]\s*(?:(半)|(\d{1,2})\s*分?)?)")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a value reads: a message of the locale files (`key` or `key.attribute`) and its arguments."""

    key: str
    arguments: dict[str, str | int] = field(default_factory=dict)


def parse(knob: Knob, text: str) -> Any:
    """The value that `text` means. Raises `UserError` with a sentence saying what was expected."""
    try:
        value = _READERS[knob.kind](unicodedata.normalize("NFC", text).strip())
    except DurationWithoutUnit:
        raise UserError("settings-expected-duration-unit") from None
    except ValueError:
        raise expectation(knob) from None
    return checked(knob, value)


def checked(knob: Knob, value: Any) -> Any:
    """The same value, if it is one of this knob. Raises `UserError` with a sentence saying what was expected."""
    if not _is_of_kind(knob.kind, value) or not _is_within(knob, value):
        raise expectation(knob)
    return value


def to_json(knob: Knob, value: Any) -> Any:
    """What is stored for `value`."""
    match knob.kind:
        case Kind.DURATION:
            return round(value.total_seconds())
        case Kind.WORDS:
            return list(value)
        case Kind.TIME:
            return f"{value:%H:%M}"
        case _:
            return value


def from_json(knob: Knob, stored: Any) -> Any:
    """The value that is stored. Raises `UserError` where that is none of this knob."""
    try:
        match knob.kind:
            case Kind.DURATION if _is_integer(stored):
                value: Any = timedelta(seconds=stored)
            case Kind.WORDS if isinstance(stored, list):
                value = tuple(stored)
            case Kind.TIME if isinstance(stored, str):
                value = time.fromisoformat(stored)
            case _:
                value = stored
    except (ValueError, OverflowError):
        raise expectation(knob) from None
    return checked(knob, value)


def shown(knob: Knob, value: Any) -> Shown:
    """How `value` reads in a menu."""
    match knob.kind:
        case Kind.BOOL:
            return Shown("settings-value-on" if value else "settings-value-off")
        case Kind.INTEGER:
            return Shown("settings-value-number", {"count": value, "unit": knob.unit.value})
        case Kind.DURATION:
            count, unit = in_largest_unit(value)
            return Shown(f"duration-{unit}", {"count": count})
        case Kind.CHOICE | Kind.LANGUAGE:
            return Shown(f"{knob.label}.choice-{value}")
        case Kind.WORDS if value:
            return Shown("settings-value-words", {"count": len(value)})
        case Kind.TIME:
            return Shown("settings-value-text", {"text": f"{value:%H:%M}"})
        case Kind.TIMEZONE if not value:
            return Shown("settings-value-server-zone")
        case _:
            return Shown("settings-value-text", {"text": str(value)}) if value else Shown("settings-value-none")


def expectation(knob: Knob) -> UserError:
    """The refusal that says what `knob` takes."""
    match knob.kind:
        case Kind.INTEGER:
            return UserError("settings-expected-integer", low=knob.low, high=knob.high, unit=knob.unit.value)
        case Kind.DURATION:
            low, low_unit = in_largest_unit(knob.low)
            high, high_unit = in_largest_unit(knob.high)
            return UserError("settings-expected-duration", low=low, low_unit=low_unit, high=high, high_unit=high_unit)
        case Kind.CHOICE | Kind.LANGUAGE:
            return UserError("settings-expected-choice", choices=", ".join(knob.choices))
        case Kind.WORDS:
            return UserError("settings-expected-words", most=knob.most, characters=MOST_CHARACTERS_OF_A_WORD)
        case Kind.TEXT:
            return UserError("settings-expected-text", most=knob.most)
        case _:
            return UserError(f"settings-expected-{knob.kind.value}")


def _is_of_kind(kind: Kind, value: Any) -> bool:
    match kind:
        case Kind.BOOL:
            return isinstance(value, bool)
        case Kind.INTEGER | Kind.CHAT:
            return _is_integer(value)
        case Kind.DURATION:
            return isinstance(value, timedelta)
        case Kind.TIME:
            return isinstance(value, time) and value.tzinfo is None and value == value.replace(second=0, microsecond=0)
        case Kind.WORDS:
            return isinstance(value, tuple) and all(isinstance(word, str) and _is_text(word) for word in value)
        case _:
            return isinstance(value, str) and _is_text(value)


def _is_within(knob: Knob, value: Any) -> bool:
    match knob.kind:
        case Kind.INTEGER | Kind.DURATION:
            return bool(knob.low <= value <= knob.high)
        case Kind.CHOICE | Kind.LANGUAGE:
            return bool(value in knob.choices)
        case Kind.WORDS:
            return len(value) <= knob.most and all(0 < len(word) <= MOST_CHARACTERS_OF_A_WORD for word in value)
        case Kind.TEXT:
            return len(value) <= knob.most
        case Kind.TIMEZONE:
            return bool(value == knob.default) or _is_zone(value)
        case Kind.CHAT:
            return bool(abs(value) <= _WIDEST_INTEGER)
        case _:
            return True


def _is_zone(name: str) -> bool:
    # Asked for by name: listing all of them opens 600 files, 0.1 s.
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; no key at all; a folder
        return False
    return True


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(text: str) -> bool:
    # Neither database stores NUL, and half a surrogate pair is no UTF-8.
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _read_bool(text: str) -> bool:
    word = text.lower()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _read_integer(text: str) -> int:
    # int() alone would also take 1_000; the length keeps it from reading a megabyte of digits.
    if not re.fullmatch(r"[+\-−]?\d{1,16}", text):
        raise ValueError(text)
    return int(text.replace("−", "-"))


def _read_duration(text: str) -> timedelta:
    duration = parse_duration(text)
    if duration is None:
        raise ValueError(text)
    return duration


def _read_time(text: str) -> time:
    found = _TIME_OF_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        raise ValueError(text)
    hour, minutes, half, minutes_after = found.groups()
    return time(int(hour), 30 if half else int(minutes or minutes_after or 0))


def _read_zone(text: str) -> str:
    name = text.replace(" ", "_")
    return next((one for one in (name, name.title(), name.upper()) if _is_zone(one)), name)


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.BOOL: _read_bool,
    Kind.INTEGER: _read_integer,
    Kind.DURATION: _read_duration,
    Kind.CHOICE: str,
    Kind.WORDS: split_words,
    Kind.TEXT: str,
    Kind.TIME: _read_time,
    Kind.TIMEZONE: _read_zone,
    Kind.LANGUAGE: str,
    Kind.CHAT: _read_integer,
}
