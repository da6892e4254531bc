"""Recurring work of the scheduler itself."""

from datetime import time, timedelta

from bot.scheduling import actions
from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Daily

KEPT_FOR = timedelta(days=60)
"""Long enough to ask what became of a monthly digest."""


async def forget_old_runs(run: JobRun) -> None:
    """Remove settled runs nobody asks about any more."""
    async with run.begin() as tx:
        await actions.forget_before(tx, run.now - KEPT_FOR)


RETENTION = Job("scheduling.retention", Daily(at=time(3, 40)), forget_old_runs, idempotent=True)
JOBS = (RETENTION,)
