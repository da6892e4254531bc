"""Housekeeping of what updates and effects leave behind."""

from datetime import time, timedelta

from bot.intake import actions
from bot.outbox import actions as outbox
from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Daily

SEEN_FOR = timedelta(days=8)
"""Telegram keeps undelivered updates for a day; ids restart at random after a quiet week."""
EFFECTS_FOR = timedelta(days=30)
"""So long a case can still find the message of its card."""


async def forget_done(run: JobRun) -> None:
    """Remove marks of updates and rows of effects that nobody will ask for again."""
    async with run.begin() as tx:
        await actions.forget_before(tx, run.now - SEEN_FOR)
        await outbox.forget_before(tx, run.now - EFFECTS_FOR)


JOBS = (Job("intake.forget_done", Daily(at=time(4, 10)), forget_done, idempotent=True),)
