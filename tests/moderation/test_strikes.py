"""What sanctions do to graded trust, and the nightly weighing."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert

from bot.clock import ManualClock
from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.roles import Role, role_of
from bot.membership.tables import Member
from bot.moderation import actions
from bot.moderation.jobs import EARNED_TRUST, JOBS
from bot.moderation.settings import ModerationSettings
from bot.moderation.trust import STRIKE_LIFE
from bot.persistence.database import Database
from bot.scheduling.runner import Runner
from bot.settings.tables import SettingRow
from tests.moderation.town import TARGET, order, settle

REGULAR = TARGET.user_id or 0


async def member(database: Database, community: CommunityView, days: int = 90, **values: Any) -> None:
    """小明 as a regular."""
    async with database.begin() as tx:
        row = {
            "community_id": community.id,
            "user_id": REGULAR,
            "first_seen_at": tx.now - timedelta(days=days),
            "messages": 500,
            "replies": 40,
            "is_trusted": False,
        }
        await tx.execute(insert(Member), row | values)
        await tx.execute(
            insert(SettingRow),
            {"community_id": community.id, "key": EARNED_TRUST, "value": True, "changed_at": tx.now},
        )


async def night(database: Database, clock: ManualClock) -> None:
    """The night's work is done."""
    runner = Runner(database, clock, [job for job in JOBS if job.name == "moderation.trust"])
    await runner.tick()
    await clock.advance(timedelta(days=1))
    await runner.tick()
    await runner.drain()


async def role(database: Database, community: CommunityView) -> Role:
    async with database.read() as view:
        return role_of(await roster.standing(view, community.id, REGULAR), None, view.now)


async def test_a_welcome_regular_becomes_trusted(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    await member(database, community)
    await night(database, clock)
    assert await role(database, community) is Role.TRUSTED


async def test_nobody_becomes_trusted_unless_the_community_wants_it(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    await member(database, community)
    async with database.begin() as tx:
        await tx.execute(delete(SettingRow))
    await night(database, clock)
    assert await role(database, community) is Role.MEMBER


async def test_time_without_words_earns_nothing(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    await member(database, community, messages=40)
    await night(database, clock)
    assert await role(database, community) is Role.MEMBER


async def test_a_sanction_suspends_what_was_earned_and_undoing_it_gives_it_back(
    database: Database, clock: ManualClock
) -> None:
    community = await settle(database)
    await member(database, community)
    await night(database, clock)
    async with database.begin() as tx:
        case = await actions.warn(tx, order(community, "a"), ModerationSettings())
    assert await role(database, community) is Role.MEMBER
    async with database.begin() as tx:
        await actions.undo(tx, case, by=1)
    assert await role(database, community) is Role.TRUSTED


async def test_trust_that_staff_gave_is_not_taken_by_a_sanction_or_by_night(
    database: Database, clock: ManualClock
) -> None:
    community = await settle(database)
    await member(database, community, messages=3)
    async with database.begin() as tx:
        await membership.set_trust(tx, community.id, REGULAR, trusted=True)
        await actions.warn(tx, order(community, "a"), ModerationSettings())
    await night(database, clock)
    assert await role(database, community) is Role.TRUSTED


async def test_old_sanctions_lapse(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    await member(database, community)
    async with database.begin() as tx:
        await actions.warn(tx, order(community, "a"), ModerationSettings())
    await clock.advance(STRIKE_LIFE)
    await night(database, clock)
    async with database.read() as view:
        assert (await roster.standing(view, community.id, REGULAR)).strikes == 0
    assert await role(database, community) is Role.TRUSTED


async def test_what_was_earned_goes_where_the_community_wants_it_no_more(
    database: Database, clock: ManualClock
) -> None:
    community = await settle(database)
    await member(database, community)
    await night(database, clock)
    async with database.begin() as tx:
        await tx.execute(delete(SettingRow))
    await night(database, clock)
    assert await role(database, community) is Role.MEMBER
