"""Recurring work of moderation."""

from datetime import time, timedelta

from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.moderation import actions, queries
from bot.moderation.trust import EARNED_FROM, FULL_MESSAGES, STRIKE_LIFE, Record, earns_the_role
from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Daily, Every
from bot.settings import queries as stored_settings

HITS_FOR = timedelta(days=90)
DRAFTS_FOR = timedelta(days=7)
EARNED_TRUST = "membership.earned_trust"
# Below that, no time and no answers make up for it: trust is at most the root of this share.
LEAST_MESSAGES = int(EARNED_FROM**2 * FULL_MESSAGES)


async def forget_ended_sanctions(run: JobRun) -> None:
    """What was kept of erased people because a sanction was live goes when that has ended."""
    async with run.begin() as tx:
        await actions.forget_ended(tx)


async def settle_ended(run: JobRun) -> None:
    """What a sanction lay upon holds again when that has ended."""
    async with run.begin() as tx:
        await actions.settle_ended(tx)


async def forget_old_reports(run: JobRun) -> None:
    """Reports that count for nobody's reputation any more."""
    async with run.begin() as tx:
        await actions.forget_old_reports(tx)


async def expire_holds(run: JobRun) -> None:
    """What nobody decided in time is dropped."""
    async with run.begin() as tx:
        await actions.expire_holds(tx)


async def weigh_trust(run: JobRun) -> None:
    """Let old sanctions lapse; give the role `trusted` to whose graded trust earns it, where the community wants that."""
    async with run.begin() as tx:
        strikes = await queries.strikes_since(tx, run.now - STRIKE_LIFE)
        for community_id in sorted(strikes.keys() | await roster.struck_communities(tx)):
            await membership.set_strikes(tx, community_id, strikes.get(community_id, {}))
        chosen = await stored_settings.everywhere(tx, EARNED_TRUST)
        wanting = {community_id for community_id, wants in chosen.items() if wants}
        for member in await roster.members_to_weigh(tx, wanting, LEAST_MESSAGES):
            days = (run.now - member.since) / timedelta(days=1)
            record = Record(days, member.messages, member.replies, member.strikes)
            wants = member.community_id in wanting
            if member.is_earned and not wants:
                await membership.earn_trust(tx, member.community_id, member.user_id, earned=False)
            elif not member.is_earned and earns_the_role(record):
                await membership.earn_trust(tx, member.community_id, member.user_id, earned=True)


async def forget_findings(run: JobRun) -> None:
    """What rules found long ago, and what somebody never chose of, is of no use."""
    async with run.begin() as tx:
        await actions.forget_old_findings(tx, run.now - HITS_FOR, run.now - DRAFTS_FOR)


JOBS = (
    Job("moderation.forget", Daily(at=time(3, 50)), forget_ended_sanctions, idempotent=True),
    Job("moderation.endings", Every(timedelta(minutes=1)), settle_ended, idempotent=True),
    Job("moderation.holds", Every(timedelta(minutes=5)), expire_holds, idempotent=True),
    Job("moderation.findings", Daily(at=time(4, 0)), forget_findings, idempotent=True),
    Job("moderation.reports", Daily(at=time(3, 55)), forget_old_reports, idempotent=True),
    Job("moderation.trust", Daily(at=time(4, 5)), weigh_trust, idempotent=True),
)
