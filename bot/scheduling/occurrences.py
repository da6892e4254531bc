"""The instants of a trigger. Pure: nothing here knows what time it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from bot.scheduling.trigger import Calendar, Every, Trigger

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
# 29 February is eight years away across a year such as 2100.
_MOST_DAYS = 8 * 366


def next_due(trigger: Trigger, after: datetime) -> datetime:
    """The first occurrence later than `after`, in UTC."""
    if isinstance(trigger, Every):
        return _EPOCH + ((after - _EPOCH) // trigger.interval + 1) * trigger.interval
    first = after.astimezone(trigger.zone).date() - _DAY
    return min(_nearest(trigger, (first + number * _DAY for number in range(_MOST_DAYS)), lambda due: due > after))


def previous_due(trigger: Trigger, until: datetime) -> datetime:
    """The last occurrence at or before `until`, in UTC."""
    if isinstance(trigger, Every):
        return _EPOCH + (until - _EPOCH) // trigger.interval * trigger.interval
    last = until.astimezone(trigger.zone).date() + _DAY
    return max(_nearest(trigger, (last - number * _DAY for number in range(_MOST_DAYS)), lambda due: due <= until))


def missed(trigger: Trigger, last_due: datetime, now: datetime) -> Iterator[datetime]:
    """The occurrences after `last_due` up to `now`, oldest first."""
    due = next_due(trigger, last_due)
    while due <= now:
        yield due
        due = next_due(trigger, due)


def _nearest(trigger: Calendar, days: Iterable[date], fits: Callable[[datetime], bool]) -> list[datetime]:
    """Occurrences that fit on the first of `days` that has any, and on the day behind it.

    A clock change near midnight, or a day that a zone skips (Samoa, 30 December 2011), moves times of one day past times of
    the next; so the nearest occurrence is looked for on both.
    """
    found: list[datetime] = []
    for day in days:
        is_last = bool(found)
        found += filter(fits, _instants(trigger, day))
        if is_last:
            return found
    raise ValueError(f"{trigger} is never due")


def _instants(trigger: Calendar, day: date) -> list[datetime]:
    if not trigger.is_on(day):
        return []
    # fold=0, the default, is what RFC 5545 wants for skipped and for repeated local times.
    return [datetime.combine(day, at, trigger.zone).astimezone(UTC) for at in trigger.times]
