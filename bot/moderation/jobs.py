"""Recurring work of moderation."""

from datetime import time

from bot.moderation import actions
from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Daily


async def forget_ended_sanctions(run: JobRun) -> None:
    """What was kept of erased people because a sanction was live goes when that has ended."""
    async with run.begin() as tx:
        await actions.forget_ended(tx)


JOBS = (Job("moderation.forget", Daily(at=time(3, 50)), forget_ended_sanctions, idempotent=True),)
