"""Housekeeping of the message index."""

from datetime import time, timedelta

from bot.membership import actions
from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Daily
from bot.settings import queries as stored_settings
from bot.settings.settings import CommunitySettings

MESSAGE_DAYS = "community.message_days"


async def forget_messages(run: JobRun) -> None:
    """Remove index rows older than each community's `message_days`."""
    async with run.begin() as tx:
        own = await stored_settings.everywhere(tx, MESSAGE_DAYS)
        for community_id, days in own.items():
            await actions.forget_messages_before(tx, run.now - timedelta(days=days), only=community_id)
        usual = run.now - timedelta(days=CommunitySettings().message_days)
        await actions.forget_messages_before(tx, usual, except_for=own)


JOBS = (Job("membership.forget_messages", Daily(at=time(4, 20)), forget_messages, idempotent=True),)
