"""What recurs: a job, its targets, and one run of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.persistence.database import Database
from bot.persistence.transaction import Reading, Transaction
from bot.scheduling import actions
from bot.scheduling.trigger import Trigger


class ClaimLost(Exception):
    """Another process took this run over, because this one was silent for too long; what it wrote is rolled back."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One run of a job. `due` is when it should have begun, `now` when it did; `community_id` where the job has targets."""

    name: str
    due: datetime
    now: datetime
    is_late: bool
    attempt: int
    community_id: int | None
    zone: ZoneInfo
    database: Database
    claim: actions.Claim

    @property
    def key(self) -> str:
        """The cause of what this occurrence does, the same at every attempt: for effect keys."""
        return f"job:{self.name}:{self.community_id or 0}:{self.due:%Y-%m-%dT%H:%M:%SZ}"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """The transaction that has the effects of this occurrence, and marks it as done. Raises `ClaimLost`."""
        async with self.database.begin() as tx:
            yield tx
            if not await actions.finish(tx, self.claim):
                raise ClaimLost(self.key)


@dataclass(frozen=True, slots=True)
class Target:
    """A community that a job runs for: by the job's trigger or one of its own, in `zone` or that of the trigger."""

    community_id: int
    zone: ZoneInfo | None = None
    trigger: Trigger | None = None


Run = Callable[[JobRun], Awaitable[None]]
Targets = Callable[[Reading], Awaitable[Sequence[Target]]]


@dataclass(frozen=True, slots=True)
class Job:
    """Recurring work. `name` is its identity in the rows: `capability.what`, never reused for other work.

    After downtime the newest missed occurrence runs once, marked late; with `run_late=False` it is only noted. Late is what
    begins more than `grace` after its time. A failed run is tried again after each of `retry_after`. `idempotent` says that
    running again after a crash in the middle does no harm, as is so when all effects are in `JobRun.begin`; without it such
    a run is marked unknown and left.
    """

    name: str
    trigger: Trigger
    run: Run
    targets: Targets | None = None
    run_late: bool = True
    grace: timedelta = timedelta(minutes=1)
    idempotent: bool = False
    retry_after: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
    time_limit: timedelta = timedelta(minutes=30)

    def is_late(self, due: datetime, now: datetime) -> bool:
        """Whether a run that begins at `now` has to be marked late."""
        return now - due > self.grace
