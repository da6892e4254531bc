"""Read runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.persistence.transaction import Reading
from bot.scheduling.actions import Claim, Occurrence
from bot.scheduling.life_cycle import RunState
from bot.scheduling.tables import JobRunRow


@dataclass(frozen=True, slots=True)
class Run:
    """One occurrence as it stands."""

    occurrence: Occurrence
    state: RunState
    attempts: int
    is_late: bool
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Stranded:
    """A run to be looked at again: a failed one whose retry is due, or a claimed one whose process is gone."""

    claim: Claim
    state: RunState


async def last_dues(view: Reading) -> dict[tuple[str, int], datetime]:
    """The newest occurrence of each work (job, community) that is not in the future of a clock that was set back."""
    rows = await view.execute(
        select(JobRunRow.job, JobRunRow.community_id, func.max(JobRunRow.due, type_=JobRunRow.due.type).label("due"))
        .where(JobRunRow.due <= view.now)
        .group_by(JobRunRow.job, JobRunRow.community_id)
    )
    return {(row.job, row.community_id): row.due for row in rows}


async def stranded(view: Reading, jobs: Collection[str]) -> list[Stranded]:
    """Runs of `jobs` whose claim has run out or whose retry is due, oldest first."""
    rows = await view.execute(
        select(
            JobRunRow.job, JobRunRow.community_id, JobRunRow.due, JobRunRow.worker, JobRunRow.attempts, JobRunRow.state
        )
        .where(JobRunRow.wake_at <= view.now, JobRunRow.job.in_(jobs))
        .order_by(JobRunRow.due)
    )
    return [
        Stranded(Claim(Occurrence(row.job, row.community_id, row.due), row.worker, row.attempts), RunState(row.state))
        for row in rows
    ]


async def is_running(view: Reading, occurrence: Occurrence) -> bool:
    """Whether some process is still at another occurrence of the same work."""
    return bool(
        await view.scalar(
            select(JobRunRow.job)
            .where(
                JobRunRow.job == occurrence.job,
                JobRunRow.community_id == occurrence.community_id,
                JobRunRow.due != occurrence.due,
                JobRunRow.state == RunState.CLAIMED,
                JobRunRow.wake_at > view.now,
            )
            .limit(1)
        )
    )


async def runs(view: Reading, job: str, *, most: int = 100) -> list[Run]:
    """The newest runs of `job`, newest first."""
    rows = await view.execute(
        select(
            JobRunRow.community_id,
            JobRunRow.due,
            JobRunRow.state,
            JobRunRow.attempts,
            JobRunRow.is_late,
            JobRunRow.started_at,
            JobRunRow.finished_at,
            JobRunRow.error,
        )
        .where(JobRunRow.job == job, JobRunRow.state != RunState.FIRST)
        .order_by(JobRunRow.due.desc())
        .limit(most)
    )
    return [
        Run(
            Occurrence(job, row.community_id, row.due),
            RunState(row.state),
            row.attempts,
            row.is_late,
            row.started_at,
            row.finished_at,
            row.error,
        )
        for row in rows
    ]
