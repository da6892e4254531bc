"""Sanctions, their ladder and their undoing, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import ManualClock
from bot.errors import UserError
from bot.membership import actions as membership
from bot.messages import Chat
from bot.moderation import actions, queries
from bot.moderation.sanctions import EVERYTHING, NOTHING, Act, Before, Kind, Place, Target
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import MemberWarning, SanctionCase
from bot.outbox.effects import Ban, Call, Delete, Restrict, Send, Unban
from bot.persistence.database import Database
from tests.moderation.screens import GROUP
from tests.moderation.town import FREE, MODERATOR, STAFF, TARGET, TRANSLATOR, effects, order, settle

SETTINGS = ModerationSettings()
HOUR = timedelta(hours=1)


async def test_a_mute_is_a_case_with_a_restriction(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.mute(tx, order(community, "u1"), tx.now + HOUR)
        assert (case.number, case.kind, case.user_id, case.reason) == (1, Kind.MUTE, 501, "刷屏")
        written = await effects(tx)
    assert written == {
        f"case:{community.id}:1:mute:{GROUP.id}": Restrict(
            chat_id=GROUP.id, user_id=501, permissions=NOTHING, until=int((database.clock.now() + HOUR).timestamp())
        )
    }


async def test_a_repeated_cause_changes_nothing(database: Database) -> None:
    community = await settle(database)
    for _ in range(2):
        async with database.begin() as tx:
            muted = await actions.mute(tx, order(community, "u1"), tx.now + HOUR)
            warned = await actions.warn(tx, order(community, "u2"), SETTINGS)
            banned = await actions.ban(tx, order(community, "u3"), None)
            deleted = await actions.delete_by_hand(tx, order(community, "u4"))
            kicked = await actions.kick(tx, order(community, "u5"))
            numbers = [case.number for case in (muted, warned, banned, deleted, kicked)]
            assert numbers == [1, 2, 3, 4, 5]
            assert len(await effects(tx)) == 4
            assert await tx.scalar(select(func.count()).select_from(SanctionCase)) == 5
            assert await tx.scalar(select(func.count()).select_from(MemberWarning)) == 1


async def test_the_third_warning_mutes_and_the_fifth_bans(database: Database) -> None:
    community = await settle(database)
    done = []
    for number in range(1, 6):
        async with database.begin() as tx:
            case = await actions.warn(tx, order(community, f"u{number}"), SETTINGS)
            done.append((case.warnings, case.consequence, case.until and case.until - tx.now))
    assert done == [
        (1, None, None),
        (2, None, None),
        (3, Kind.MUTE, timedelta(hours=24)),
        (4, Kind.MUTE, timedelta(hours=24)),
        (5, Kind.BAN, None),
    ]
    async with database.begin() as tx:
        kinds = [type(effect) for effect in (await effects(tx)).values()]
    assert kinds == [Restrict, Restrict, Ban]


async def test_warnings_expire(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await actions.warn(tx, order(community, "u1"), SETTINGS)
    await clock.advance(timedelta(days=29))
    async with database.begin() as tx:
        assert (await actions.warn(tx, order(community, "u2"), SETTINGS)).warnings == 2
    await clock.advance(timedelta(days=1))
    async with database.begin() as tx:
        assert (await actions.warn(tx, order(community, "u3"), SETTINGS)).warnings == 2


async def test_a_warning_stays_a_warning_where_the_bot_cannot_mute(database: Database) -> None:
    community = await settle(database)
    basic = (Place(GROUP.id, is_basic=True, before=FREE),)
    strict = replace(SETTINGS, warn_limit=1)
    async with database.begin() as tx:
        powerless = await actions.warn(tx, order(community, "u1"), strict, can_restrict=False)
        in_basic_group = await actions.warn(tx, order(community, "u2", places=basic), strict)
        assert (powerless.consequence, in_basic_group.consequence) == (None, None)
        assert await effects(tx) == {}


async def test_unwarn_takes_the_newest_back(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        first = await actions.warn(tx, order(community, "u1"), SETTINGS)
        second = await actions.warn(tx, order(community, "u2"), SETTINGS)
        lifted = await actions.unwarn(tx, order(community, "u3"))
        assert (lifted.number, lifted.warnings) == (3, 1)
        assert await queries.live_warnings(tx, community.id, 501) == 1
        shown = await queries.case(tx, community.id, second.number)
        assert shown is not None
        assert shown.is_lifted
        assert [case.number for case in await queries.lifted_by(tx, community.id, 3)] == [second.number]
        assert (await actions.unwarn(tx, order(community, "u4"))).warnings == 0
        with pytest.raises(UserError, match="moderation-no-warnings"):
            await actions.unwarn(tx, order(community, "u5"))
        assert first.number == 1


async def test_undoing_a_warning_takes_its_mute_back(database: Database) -> None:
    community = await settle(database)
    before = Before("restricted", {"can_send_messages": True, "can_send_photos": False})
    places = (Place(GROUP.id, before=before),)
    async with database.begin() as tx:
        for number in range(3):
            case = await actions.warn(tx, order(community, f"u{number}", places=places), SETTINGS)
        undone = await actions.undo(tx, case, by=MODERATOR.id)
        assert undone.undone_at == tx.now
        assert await queries.live_warnings(tx, community.id, 501) == 2
        restored = (await effects(tx))[f"{case.key}:undo:{GROUP.id}"]
    assert restored == Restrict(chat_id=GROUP.id, user_id=501, permissions=before.permissions)


async def test_undoing_happens_once(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.ban(tx, order(community, "u1"), None)
        await actions.undo(tx, case, by=MODERATOR.id)
        written = await effects(tx)
    assert written[f"{case.key}:undo:{GROUP.id}"] == Unban(chat_id=GROUP.id, user_id=501)
    async with database.begin() as tx:
        with pytest.raises(UserError, match="moderation-undone-already"):
            await actions.undo(tx, case, by=MODERATOR.id)


BEFORE: dict[str, tuple[Before | None, Kind, object]] = {
    "free before a mute": (FREE, Kind.MUTE, Restrict(chat_id=GROUP.id, user_id=501, permissions=EVERYTHING)),
    "unknown before a mute": (None, Kind.MUTE, Restrict(chat_id=GROUP.id, user_id=501, permissions=EVERYTHING)),
    "limited before a mute": (
        Before("restricted", {"can_send_messages": True}),
        Kind.MUTE,
        Restrict(chat_id=GROUP.id, user_id=501, permissions={"can_send_messages": True}),
    ),
    "limited until long ago": (
        Before("restricted", {"can_send_messages": True}, until=1_000_000_000),
        Kind.MUTE,
        Restrict(chat_id=GROUP.id, user_id=501, permissions=EVERYTHING),
    ),
    "free before a ban": (FREE, Kind.BAN, Unban(chat_id=GROUP.id, user_id=501)),
    "gone before a ban": (Before("left"), Kind.BAN, Unban(chat_id=GROUP.id, user_id=501)),
    "limited before a ban": (
        Before("restricted", {"can_send_messages": True}, until=4_000_000_000),
        Kind.BAN,
        Restrict(chat_id=GROUP.id, user_id=501, permissions={"can_send_messages": True}, until=4_000_000_000),
    ),
    "banned by hand before": (Before("kicked"), Kind.BAN, Ban(chat_id=GROUP.id, user_id=501)),
}


@pytest.mark.parametrize(("before", "kind", "effect"), BEFORE.values(), ids=BEFORE.keys())
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_undo_goes_back_to_what_was_read_before(
    database: Database, before: Before | None, kind: Kind, effect: object
) -> None:
    community = await settle(database)
    act = actions.mute if kind is Kind.MUTE else actions.ban
    async with database.begin() as tx:
        case = await act(tx, order(community, "u1", places=(Place(GROUP.id, before=before),)), None)
        await actions.undo(tx, case, by=MODERATOR.id)
        assert (await effects(tx))[f"{case.key}:undo:{GROUP.id}"] == effect


async def test_undoing_below_a_later_ban_leaves_the_ban(database: Database) -> None:
    """The person stays out; when the ban is undone, too, what was before both comes back."""
    community = await settle(database)
    limited = Before("restricted", {"can_send_messages": True})
    muted = Before("restricted", NOTHING)
    async with database.begin() as tx:
        mute = await actions.mute(tx, order(community, "u1", places=(Place(GROUP.id, before=limited),)), None)
        ban = await actions.ban(tx, order(community, "u2", places=(Place(GROUP.id, before=muted),)), None)
        await actions.undo(tx, mute, by=MODERATOR.id)
        assert f"{mute.key}:undo:{GROUP.id}" not in await effects(tx)
        await actions.undo(tx, ban, by=MODERATOR.id)
        restored = (await effects(tx))[f"{ban.key}:undo:{GROUP.id}"]
    assert restored == Restrict(chat_id=GROUP.id, user_id=501, permissions=limited.permissions)


async def test_a_mute_that_ended_needs_no_restoring(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.mute(tx, order(community, "u1"), tx.now + HOUR)
    await clock.advance(2 * HOUR)
    async with database.begin() as tx:
        undone = await actions.undo(tx, case, by=MODERATOR.id)
        assert undone.undone_at is not None
        assert list(await effects(tx)) == [f"{case.key}:mute:{GROUP.id}"]


async def test_unmute_goes_back_behind_all_mutes(database: Database) -> None:
    community = await settle(database)
    limited = Before("restricted", {"can_send_messages": True})
    muted = Before("restricted", NOTHING)
    async with database.begin() as tx:
        first = await actions.mute(tx, order(community, "u1", places=(Place(GROUP.id, before=limited),)), None)
        await actions.mute(tx, order(community, "u2", places=(Place(GROUP.id, before=muted),)), None)
        lifted = await actions.unmute(tx, order(community, "u3"))
        effect = (await effects(tx))[f"{lifted.key}:unmute:{GROUP.id}"]
        assert effect == Restrict(chat_id=GROUP.id, user_id=501, permissions=limited.permissions)
        assert await queries.live_restrictions(tx, community.id, GROUP.id, TARGET) == []
        shown = await queries.case(tx, community.id, first.number)
        assert shown is not None
        assert [(act.act, act.other_number) for act in shown.acts] == [(Act.LIFTED, lifted.number)]


async def test_unban_of_somebody_banned_by_hand(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        lifted = await actions.unban(tx, order(community, "u1", places=(Place(GROUP.id, before=Before("kicked")),)))
        assert list((await effects(tx)).values()) == [Unban(chat_id=GROUP.id, user_id=501)]
        with pytest.raises(UserError, match="moderation-undo-lifting"):
            await actions.undo(tx, lifted, by=MODERATOR.id)


async def test_a_kick_is_one_call(database: Database) -> None:
    """A ban followed by an unban could be overtaken by each other."""
    community = await settle(database)
    async with database.begin() as tx:
        await actions.kick(tx, order(community, "u1"))
        basic = (Place(-42, is_basic=True, before=FREE),)
        await actions.kick(tx, order(community, "u2", places=basic))
        assert list((await effects(tx)).values()) == [
            Unban(chat_id=GROUP.id, user_id=501, only_if_banned=False),
            Ban(chat_id=-42, user_id=501),
        ]


async def test_a_basic_group_cannot_mute(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        with pytest.raises(UserError, match="refused-supergroup-only"):
            await actions.mute(tx, order(community, "u1", places=(Place(-42, is_basic=True),)), None)


async def test_a_channel_is_banned_as_a_sender(database: Database) -> None:
    community = await settle(database)
    channel = Target("好物推荐", sender_chat_id=-1005)
    async with database.begin() as tx:
        with pytest.raises(UserError, match="moderation-channels-only-ban"):
            await actions.warn(tx, order(community, "u0", target=channel), SETTINGS)
        case = await actions.ban(tx, order(community, "u1", target=channel, places=(Place(GROUP.id),)), None)
        await actions.undo(tx, case, by=MODERATOR.id)
        calls = [effect for effect in (await effects(tx)).values() if isinstance(effect, Call)]
    assert [(call.method, call.parameters["sender_chat_id"]) for call in calls] == [
        ("banChatSenderChat", -1005),
        ("unbanChatSenderChat", -1005),
    ]


async def test_lengthening_happens_once_per_end(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.mute(tx, order(community, "u1"), tx.now + HOUR)
        assert case.until is not None
        end, later = int(case.until.timestamp()), case.until + timedelta(days=1)
        changed = await actions.lengthen(tx, case, by=MODERATOR.id, end=end, until=later)
        assert changed.until == later
        with pytest.raises(UserError, match="moderation-lengthen-late"):
            await actions.lengthen(tx, changed, by=MODERATOR.id, end=end, until=later + HOUR)
        restricted = [effect for effect in (await effects(tx)).values() if isinstance(effect, Restrict)]
        assert [effect.until for effect in restricted] == [end, end + 86_400]
        forever = await actions.lengthen(tx, changed, by=MODERATOR.id, end=end + 86_400, until=None)
        assert forever.until is None
        assert [act.until for act in forever.acts] == [later, None]


async def test_deletion_comes_first_and_is_noted(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.delete_by_hand(tx, order(community, "u1"))
        await actions.send_card(tx, TRANSLATOR, community, case)
        keys = list(await effects(tx))
        written = (await effects(tx)).values()
    assert keys == [f"{case.key}:delete", f"{case.key}:card"]
    assert next(iter(written)) == Delete(chat_id=GROUP.id, message_ids=(7,))


async def test_a_deleted_text_is_posted_again_once(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.delete_by_hand(tx, order(community, "u1"))
        undone = await actions.undo(tx, case, by=MODERATOR.id, is_false_alarm=True)
        assert undone.is_false_alarm
        again = await actions.repost(tx, undone, "…", by=MODERATOR.id)
        assert again.has(Act.REPOSTED)
        with pytest.raises(UserError, match="moderation-reposted-already"):
            await actions.repost(tx, undone, "…", by=MODERATOR.id)
        assert (await effects(tx))[f"{case.key}:repost"] == Send(chat_id=GROUP.id, text="…")


async def test_numbers_count_per_community(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        other = replace(
            community, id=await membership.ensure_chat(tx, Chat(id=-1007, type="supergroup", title="另一个群"))
        )
        assert (await actions.kick(tx, order(community, "u1"))).number == 1
        assert (await actions.kick(tx, order(other, "u2"))).number == 1
        assert (await actions.kick(tx, order(community, "u3"))).number == 2


async def test_a_group_that_becomes_a_supergroup_keeps_its_cases(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.ban(tx, order(community, "u1"), None)
        await actions.send_card(tx, TRANSLATOR, community, case)
        await actions.move_chat(tx, GROUP.id, -1000000000077)
        await actions.move_chat(tx, STAFF.id, -1000000000088)
        moved = await queries.case(tx, community.id, case.number)
        assert moved is not None
        assert (moved.chat_id, moved.card_chat_id) == (-1000000000077, -1000000000088)
        await actions.undo(tx, moved, by=MODERATOR.id)
        assert (await effects(tx))[f"{case.key}:undo:-1000000000077"] == Unban(chat_id=-1000000000077, user_id=501)
