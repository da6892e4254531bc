"""How often a rule is right, by what staff made of its decisions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LAST = 50
"""Decisions that count; what was longer ago says little about today's advertisements."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A case of the rule, or a hit that staff judged. `is_reversed`: undone, not spam, an appeal that was upheld, a mistake."""

    at: datetime
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Precision:
    """Of `decided` decisions `reversed` were taken back. A case that nobody objected to counts as right."""

    decided: int
    reversed: int

    @property
    def percent(self) -> int:
        """Rounded down, so that a rule that fell below a figure never seems to have reached it."""
        return 100 if self.decided == 0 else 100 * (self.decided - self.reversed) // self.decided


def precision(decisions: Sequence[Decision]) -> Precision:
    return Precision(len(decisions), sum(one.is_reversed for one in decisions))


def falls_back(found: Precision, *, least_percent: int, least_decisions: int) -> bool:
    """Whether a rule with that record may not enforce any more. `least_percent` 0: it always may."""
    kept = found.decided - found.reversed
    return found.decided >= least_decisions and 100 * kept < least_percent * found.decided
