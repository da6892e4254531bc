"""The alarm about many bans by one moderator, and the suspension of further ones."""

from datetime import timedelta

from sqlalchemy import and_, delete, or_, update

from bot.errors import UserError
from bot.i18n.negotiation import first_known
from bot.i18n.translator import Translator
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.messages import UserId
from bot.moderation import queries
from bot.moderation.actions.cards import voice_at
from bot.moderation.alarms import Alarm, alarm_keyboard, alarm_text
from bot.moderation.cases import FORGOTTEN, CaseView
from bot.moderation.queries import CardPlace
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import BanAlarm
from bot.outbox import actions as outbox
from bot.outbox.effects import Edit, Priority, Send
from bot.persistence.transaction import Transaction


async def watch_bans(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> None:
    """Tell the staff group and the owner where the moderator who made `case` bans many people; once within the time watched."""
    settings = community.settings.get(ModerationSettings)
    within = timedelta(minutes=settings.ban_alarm_minutes)
    if case.actor_id is None:
        return
    bans = await queries.bans_by(tx, community.id, case.actor_id, within)
    if bans < settings.ban_alarm_count:
        return
    row = {
        "community_id": community.id,
        "user_id": case.actor_id,
        "number": case.number,
        "bans": bans,
        "raised_at": tx.now,
    }
    raising = tx.insert(BanAlarm).values(row)
    raised = raising.on_conflict_do_update(
        index_elements=[BanAlarm.community_id, BanAlarm.user_id],
        set_={
            "number": case.number,
            "bans": bans,
            "raised_at": tx.now,
            "suspended_at": None,
            "suspended_by": None,
            "lifted_at": None,
            "lifted_by": None,
        },
        where=and_(
            BanAlarm.raised_at <= tx.now - within,
            or_(BanAlarm.suspended_at.is_(None), BanAlarm.lifted_at.is_not(None)),
        ),
    ).returning(BanAlarm.number)
    if (await tx.execute(raised)).first() is not None:
        await _tell(tx, translator, community, Alarm(community.id, case.actor_id, case.number, bans))


async def suspend_bans(
    tx: Transaction, translator: Translator, community: CommunityView, user_id: UserId, *, by: UserId
) -> None:
    """Let the moderator ban nobody until the owner lifts it. Raises `UserError` where that is so already."""
    changed = await tx.execute(
        update(BanAlarm)
        .where(
            BanAlarm.community_id == community.id,
            BanAlarm.user_id == user_id,
            or_(BanAlarm.suspended_at.is_(None), BanAlarm.lifted_at.is_not(None)),
        )
        .values(suspended_at=tx.now, suspended_by=by, lifted_at=None, lifted_by=None)
    )
    if changed.rowcount == 0:
        raise UserError("sanctions-alarm-suspended-already")
    await _show(tx, translator, community, user_id)


async def lift_suspension(
    tx: Transaction, translator: Translator, community: CommunityView, user_id: UserId, *, by: UserId
) -> None:
    """Let the moderator ban again. Raises `UserError` where nothing is suspended."""
    changed = await tx.execute(
        update(BanAlarm)
        .where(
            BanAlarm.community_id == community.id,
            BanAlarm.user_id == user_id,
            BanAlarm.suspended_at.is_not(None),
            BanAlarm.lifted_at.is_(None),
        )
        .values(lifted_at=tx.now, lifted_by=by)
    )
    if changed.rowcount == 0:
        raise UserError("sanctions-alarm-not-suspended")
    await _show(tx, translator, community, user_id)


async def forget_alarms(tx: Transaction, user_id: UserId, mark: int) -> None:
    """Erase the person. While a suspension holds, `mark` stands for the id: erasing is no way out of that either."""
    is_suspended = and_(BanAlarm.suspended_at.is_not(None), BanAlarm.lifted_at.is_(None))
    await tx.execute(delete(BanAlarm).where(BanAlarm.user_id == user_id, ~is_suspended))
    await tx.execute(update(BanAlarm).where(BanAlarm.user_id == user_id).values(user_id=mark))
    await tx.execute(update(BanAlarm).where(BanAlarm.suspended_by == user_id).values(suspended_by=FORGOTTEN))
    await tx.execute(update(BanAlarm).where(BanAlarm.lifted_by == user_id).values(lifted_by=FORGOTTEN))


async def _tell(tx: Transaction, translator: Translator, community: CommunityView, alarm: Alarm) -> None:
    for name, place in await _places(tx, community):
        voice = voice_at(translator, community, place)
        send = Send(
            chat_id=place.chat_id,
            text=alarm_text(voice, alarm, await _names(tx, alarm), _minutes(community)),
            keyboard=alarm_keyboard(voice, alarm),
        )
        await outbox.put(tx, send, key=f"{alarm.key}:{name}", priority=Priority.MODERATION)


async def _show(tx: Transaction, translator: Translator, community: CommunityView, user_id: UserId) -> None:
    """Let the alarm say what was done about it."""
    alarm = await queries.ban_alarm(tx, community.id, user_id)
    if alarm is None:
        return
    moment = alarm.lifted_at or alarm.suspended_at or tx.now
    for name, place in await _places(tx, community):
        voice = voice_at(translator, community, place)
        edit = Edit(
            chat_id=place.chat_id,
            sent_by=f"{alarm.key}:{name}",
            text=alarm_text(voice, alarm, await _names(tx, alarm), _minutes(community)),
            keyboard=alarm_keyboard(voice, alarm),
        )
        state = "suspended" if alarm.is_suspended else "lifted"
        await outbox.put(tx, edit, key=f"{alarm.key}:{name}:{state}:{moment.timestamp()}", priority=Priority.MODERATION)


async def _places(tx: Transaction, community: CommunityView) -> list[tuple[str, CardPlace]]:
    """The staff group, and the private chats of owners who started the bot, with the names of their messages."""
    found = []
    if community.staff_chat_id is not None:
        found.append(("staff", CardPlace(community.staff_chat_id, community.language)))
    for owner in await roster.reachable_creators(tx, community.id):
        language = first_known(owner.language, owner.language_code, default=community.language)
        found.append((f"owner{owner.user_id}", CardPlace(owner.user_id, language)))
    return list(dict(found).items())


async def _names(tx: Transaction, alarm: Alarm) -> dict[UserId, str]:
    ids = {alarm.user_id, alarm.suspended_by, alarm.lifted_by} - {None}
    return {one.user_id: one.name for one in await roster.people(tx, [user_id for user_id in ids if user_id])}


def _minutes(community: CommunityView) -> int:
    return community.settings.get(ModerationSettings).ban_alarm_minutes
