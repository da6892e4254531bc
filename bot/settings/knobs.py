"""What a knob is: its kind, unit, bounds and default, declared on the field of a settings dataclass."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, TypeVar

Value = TypeVar("Value")

MOST_WORDS = 500
MOST_CHARACTERS = 1000
LANGUAGE_CHOICES = ("auto", "zh-Hans", "zh-Hant", "en")


class Kind(StrEnum):
    """What kind of value a knob holds; it decides how the value is typed, stored, shown and set by buttons."""

    BOOL = "bool"
    INTEGER = "integer"
    DURATION = "duration"
    """A timedelta of whole seconds."""
    CHOICE = "choice"
    WORDS = "words"
    """A tuple of distinct words or phrases."""
    TEXT = "text"
    TIME = "time"
    """A local time of day, to the minute."""
    TIMEZONE = "timezone"
    """An IANA name; empty where the default is: the server's zone."""
    LANGUAGE = "language"
    """A choice of `auto` and the languages."""
    CHAT = "chat"
    """A chat id; 0 for none."""


class Unit(StrEnum):
    """What an integer counts. The value is the selector of the locale message `settings-value-number`."""

    NONE = "none"
    TIMES = "times"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MESSAGES = "messages"
    CHARACTERS = "characters"
    PEOPLE = "people"
    POINTS = "points"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """One setting. `key` is `group.field`, given by the schema; `most` limits words, or the characters of a text."""

    kind: Kind
    default: Any
    unit: Unit = Unit.NONE
    low: Any = None
    high: Any = None
    choices: tuple[str, ...] = ()
    most: int = 0
    key: str = ""

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]

    @property
    def field(self) -> str:
        return self.key.partition(".")[2]

    @property
    def label(self) -> str:
        """Its message in the locale files; `.help` and `.choice-…` are attributes of it."""
        return f"setting-{self.group}-{self.field}"


def knob(
    default: Value,
    *,
    unit: Unit = Unit.NONE,
    low: Value | None = None,
    high: Value | None = None,
    choices: tuple[str, ...] = (),
    kind: Kind | None = None,
    most: int | None = None,
) -> Value:
    """A dataclass field that is a knob. The kind follows from the default's type unless it is given.

    Integers and durations need `low` and `high`. `most` limits the number of words, or the characters of a text.
    """
    kind = kind or _kind_of(default, choices)
    if kind is Kind.LANGUAGE:
        choices = LANGUAGE_CHOICES
    if most is None:
        most = MOST_WORDS if kind is Kind.WORDS else MOST_CHARACTERS
    declared = Knob(kind=kind, default=default, unit=unit, low=low, high=high, choices=choices, most=most)
    return field(default=default, metadata={Knob: declared})


def _kind_of(default: object, choices: tuple[str, ...]) -> Kind:
    if choices:
        return Kind.CHOICE
    for of_type, kind in _KINDS:
        if isinstance(default, of_type):
            return kind
    raise TypeError(f"no kind of knob holds {default!r}")


# In order: bool is a subclass of int.
_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, Kind.BOOL),
    (int, Kind.INTEGER),
    (timedelta, Kind.DURATION),
    (time, Kind.TIME),
    (tuple, Kind.WORDS),
    (str, Kind.TEXT),
)
