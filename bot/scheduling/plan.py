"""What is due next, in memory. Pure: the rows decide, the plan only says where to look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.scheduling.occurrences import next_due, previous_due
from bot.scheduling.trigger import Trigger

Work = tuple[str, int]
"""A job by name, and the community it runs for (0 for none)."""


@dataclass(slots=True)
class _Planned:
    trigger: Trigger
    next: datetime


class Plan:
    """The next occurrence of each work."""

    def __init__(self) -> None:
        self._planned: dict[Work, _Planned] = {}

    def replace(self, wanted: Mapping[Work, Trigger], known: Mapping[Work, datetime], now: datetime) -> list[Work]:
        """Plan exactly what is `wanted`; the works that count from `now`, since they are new or have a new trigger.

        `known` has the last occurrence of works that ran before this process; nothing that was due before a work was wanted
        at that time counts as missed.
        """
        fresh: list[Work] = []
        planned: dict[Work, _Planned] = {}
        for work, trigger in wanted.items():
            before = self._planned.get(work)
            if before is not None and before.trigger == trigger:
                planned[work] = before
            elif before is None and work in known:
                planned[work] = _Planned(trigger, next_due(trigger, known[work]))
            else:
                planned[work] = _Planned(trigger, next_due(trigger, now))
                fresh.append(work)
        self._planned = planned
        return fresh

    def due(self, now: datetime) -> list[tuple[Work, datetime]]:
        """Works with an occurrence up to `now`, the newest of each, in the order in which they were due."""
        waiting = [(planned.next, work) for work, planned in self._planned.items() if planned.next <= now]
        return [(work, previous_due(self._planned[work].trigger, now)) for _, work in sorted(waiting)]

    def settled(self, work: Work, due: datetime) -> None:
        """The occurrence `due`, and what was missed before it, needs no more thought."""
        planned = self._planned.get(work)
        if planned is not None and planned.next <= due:
            planned.next = next_due(planned.trigger, due)

    def trigger(self, work: Work) -> Trigger | None:
        """Its trigger; None where it is no longer wanted."""
        planned = self._planned.get(work)
        return planned.trigger if planned is not None else None

    def next(self) -> datetime | None:
        """When to look again; None where nothing is planned."""
        return min((planned.next for planned in self._planned.values()), default=None)
