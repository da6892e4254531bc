"""What becomes of one occurrence. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum


class RunState(StrEnum):
    """FIRST is no run: it marks when the work was first known, before which nothing was missed."""

    FIRST = "first"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"
    MISSED = "missed"
    UNKNOWN = "unknown"


NEXT: dict[RunState, frozenset[RunState]] = {
    RunState.FIRST: frozenset(),
    RunState.CLAIMED: frozenset({RunState.CLAIMED, RunState.DONE, RunState.FAILED, RunState.UNKNOWN}),
    RunState.FAILED: frozenset({RunState.CLAIMED}),
    RunState.DONE: frozenset(),
    RunState.MISSED: frozenset(),
    RunState.UNKNOWN: frozenset(),
}
"""CLAIMED again: its process is gone and the job bears repeating. FAILED to CLAIMED: a retry."""


def retry_in(attempts: int, pauses: Sequence[timedelta]) -> timedelta | None:
    """How long to wait after failed attempt number `attempts` (1 is the first); None to give up."""
    return pauses[attempts - 1] if attempts <= len(pauses) else None


def after_crash(attempts: int, pauses: Sequence[timedelta], *, idempotent: bool) -> RunState:
    """What becomes of a run whose process is gone: it runs again only if that does no harm and is not what ends processes."""
    if not idempotent:
        return RunState.UNKNOWN
    return RunState.CLAIMED if attempts <= len(pauses) else RunState.FAILED
