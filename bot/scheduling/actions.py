"""Write runs. Every change of state is one conditional statement, so that of two processes one wins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.orm import aliased

from bot.persistence.transaction import Transaction
from bot.scheduling.life_cycle import NEXT, RunState
from bot.scheduling.tables import JobRunRow


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of one job; `community_id` is 0 for work that is no community's."""

    job: str
    community_id: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to run an occurrence. `attempt` counts from 1; whoever holds an older one has lost it."""

    occurrence: Occurrence
    worker: str
    attempt: int


async def register(tx: Transaction, works: Collection[tuple[str, int]]) -> None:
    """Note that jobs (name, community) are known from now on: what was due before was not missed."""
    await tx.insert_new(
        JobRunRow,
        [
            {"job": job, "community_id": community_id, "due": tx.now, "state": RunState.FIRST, "finished_at": tx.now}
            for job, community_id in works
        ],
    )


async def claim(
    tx: Transaction, occurrence: Occurrence, worker: str, *, lease: timedelta, is_late: bool = False
) -> Claim | None:
    """Take an occurrence that nobody took; None if somebody did."""
    row = _row(occurrence) | {
        "state": RunState.CLAIMED,
        "attempts": 1,
        "worker": worker,
        "is_late": is_late,
        "started_at": tx.now,
        "wake_at": tx.now + lease,
    }
    return Claim(occurrence, worker, 1) if await tx.insert_new(JobRunRow, row, JobRunRow.job) else None


async def reclaim(
    tx: Transaction, previous: Claim, worker: str, *, lease: timedelta, is_late: bool = False
) -> Claim | None:
    """Take over a failed run, or one whose process is gone; None if somebody else was quicker."""
    changed = await tx.execute(
        _held(previous, RunState.CLAIMED)
        .where(JobRunRow.wake_at <= tx.now)
        .values(
            state=RunState.CLAIMED,
            attempts=previous.attempt + 1,
            worker=worker,
            is_late=is_late,
            started_at=tx.now,
            wake_at=tx.now + lease,
            error=None,
        )
    )
    return Claim(previous.occurrence, worker, previous.attempt + 1) if changed.rowcount else None


async def miss(tx: Transaction, occurrence: Occurrence) -> bool:
    """Note an occurrence that is too late to run; False if it was known."""
    row = _row(occurrence) | {"state": RunState.MISSED, "is_late": True, "finished_at": tx.now}
    return bool(await tx.insert_new(JobRunRow, row, JobRunRow.job))


async def finish(tx: Transaction, held: Claim) -> bool:
    """Mark the run as done; False if `held` was lost meanwhile and the transaction must not commit."""
    return await _settle(tx, held, RunState.DONE)


async def fail(tx: Transaction, held: Claim, error: str, *, retry_in: timedelta | None) -> bool:
    """Mark the run as failed, to be tried again after `retry_in`; None gives up."""
    return await _settle(tx, held, RunState.FAILED, error=error[:500], wake_at=tx.now + retry_in if retry_in else None)


async def give_up(tx: Transaction, stranded: Claim, state: RunState) -> bool:
    """Leave a run whose process is gone as failed or unknown; False if somebody else was quicker."""
    return await _settle(tx, stranded, state, error="its process ended in the middle")


async def hand_over(tx: Transaction, held: Claim) -> bool:
    """Let the claim run out now: this process stops before the run ends."""
    return bool((await tx.execute(_held(held, RunState.DONE).values(wake_at=tx.now))).rowcount)


async def renew(tx: Transaction, held: Claim, *, lease: timedelta) -> None:
    """Say that the holder is alive and still at it."""
    await tx.execute(_held(held, RunState.DONE).values(wake_at=tx.now + lease))


async def forget_before(tx: Transaction, instant: datetime) -> int:
    """Remove settled runs older than `instant`; how many. The newest of each work stays: it says what was missed since."""
    newer = aliased(JobRunRow)
    has_newer = exists(
        select(newer.job).where(
            newer.job == JobRunRow.job,
            newer.community_id == JobRunRow.community_id,
            newer.due > JobRunRow.due,
        )
    )
    gone = await tx.execute(delete(JobRunRow).where(JobRunRow.wake_at.is_(None), JobRunRow.due < instant, has_newer))
    return gone.rowcount


async def _settle(tx: Transaction, held: Claim, state: RunState, **values: Any) -> bool:
    settled = _held(held, state).values({"state": state, "wake_at": None, "finished_at": tx.now} | values)
    return bool((await tx.execute(settled)).rowcount)


def _held(held: Claim, becomes: RunState) -> Any:
    """An UPDATE of the run while `held` holds it and its life cycle lets it become that."""
    sources = [state for state, targets in NEXT.items() if becomes in targets]
    return update(JobRunRow).where(
        and_(
            JobRunRow.job == held.occurrence.job,
            JobRunRow.community_id == held.occurrence.community_id,
            JobRunRow.due == held.occurrence.due,
            JobRunRow.worker == held.worker,
            JobRunRow.attempts == held.attempt,
            JobRunRow.state.in_(sources),
        )
    )


def _row(occurrence: Occurrence) -> dict[str, Any]:
    return {"job": occurrence.job, "community_id": occurrence.community_id, "due": occurrence.due}
