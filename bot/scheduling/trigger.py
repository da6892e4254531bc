"""When recurring work is due: frozen descriptions. `occurrences.py` computes the instants.

Local times obey RFC 5545, 3.3.5: one that a clock change skips is taken with the offset before the change (02:30 becomes
03:30), one that happens twice is the first of the two.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC_ZONE = ZoneInfo("UTC")


class Weekday(IntEnum):
    """As `date.weekday()` counts."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Every:
    """At whole multiples of `interval` since 1970 in UTC, so that every process finds the same instants."""

    interval: timedelta

    def __post_init__(self) -> None:
        if self.interval < timedelta(seconds=1):
            raise ValueError(f"interval {self.interval} is shorter than a second")


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at a local time."""

    at: time
    zone: ZoneInfo = UTC_ZONE

    def __post_init__(self) -> None:
        _require_local(self.at)

    @property
    def times(self) -> tuple[time, ...]:
        return (self.at,)

    def is_on(self, day: date) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on one day at a local time."""

    on: Weekday
    at: time
    zone: ZoneInfo = UTC_ZONE

    def __post_init__(self) -> None:
        _require_local(self.at)

    @property
    def times(self) -> tuple[time, ...]:
        return (self.at,)

    def is_on(self, day: date) -> bool:
        return day.weekday() == self.on


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on one day (1 … 31; a shorter month has it on its last day) at a local time."""

    day: int
    at: time
    zone: ZoneInfo = UTC_ZONE

    def __post_init__(self) -> None:
        _require_local(self.at)
        if not 1 <= self.day <= 31:
            raise ValueError(f"day {self.day} is not in 1 … 31")

    @property
    def times(self) -> tuple[time, ...]:
        return (self.at,)

    def is_on(self, day: date) -> bool:
        return day.day == min(self.day, monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Cron:
    """The five fields of crontab(5): minute, hour, day of month, month, day of week (0 and 7 are Sunday), no names.

    Where both days are restricted, either one matches. Raises `ValueError` for what is no such expression or never happens.
    """

    expression: str
    zone: ZoneInfo = UTC_ZONE

    def __post_init__(self) -> None:
        _parsed(self.expression)

    @property
    def times(self) -> tuple[time, ...]:
        return _parsed(self.expression).times

    def is_on(self, day: date) -> bool:
        return _parsed(self.expression).is_on(day)


Calendar = Daily | Weekly | Monthly | Cron
Trigger = Every | Calendar


def in_zone(trigger: Trigger, zone: ZoneInfo) -> Trigger:
    """The same local times in another zone; an interval knows no zone."""
    return trigger if isinstance(trigger, Every) else replace(trigger, zone=zone)


def _require_local(at: time) -> None:
    if at.tzinfo is not None:
        raise ValueError(f"{at} carries an offset: the trigger's zone gives it")


@dataclass(frozen=True, slots=True)
class _CronFields:
    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    needs_both_days: bool

    def is_on(self, day: date) -> bool:
        on_day, on_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        on_both = on_day and on_weekday if self.needs_both_days else on_day or on_weekday
        return day.month in self.months and on_both


# Lowest and highest value of each field.
_CRON_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_LEAP_YEAR = 2024


@lru_cache(maxsize=256)
def _parsed(expression: str) -> _CronFields:
    fields = expression.split()
    if len(fields) != len(_CRON_BOUNDS):
        raise ValueError(f"{expression!r} has {len(fields)} fields, not 5")
    minutes, hours, days, months, weekdays = (
        _values(field, low, high) for field, (low, high) in zip(fields, _CRON_BOUNDS, strict=True)
    )
    is_free = "*" in (fields[2], fields[4])
    if is_free and min(days) > max(monthrange(_LEAP_YEAR, month)[1] for month in months):
        raise ValueError(f"{expression!r} never happens")
    return _CronFields(
        times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
        days=days,
        months=months,
        weekdays=frozenset(weekday % 7 for weekday in weekdays),
        needs_both_days=is_free,
    )


def _values(field: str, low: int, high: int) -> frozenset[int]:
    """The values of one field: `*`, `5`, `1-5`, `*/15`, `8-18/2`, and lists of these."""
    values: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        start, end = (low, high) if span == "*" else (int(first), int(last or (high if step else first)))
        if not low <= start <= end <= high or (step and int(step) < 1):
            raise ValueError(f"{field!r} is not within {low}-{high}")
        values.update(range(start, end + 1, int(step or 1)))
    return frozenset(values)
