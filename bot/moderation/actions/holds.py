"""Messages taken from a group until staff decide: held, released, dropped, and dropped by time."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from bot.errors import UserError
from bot.i18n.translator import Translator
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.messages import ChatId, IncomingMessage, UserId
from bot.moderation import queries
from bot.moderation.actions.cards import send_card
from bot.moderation.actions.cases import note_act, open_case
from bot.moderation.cards import Voice, target_name
from bot.moderation.cases import FORGOTTEN, CaseView
from bot.moderation.held import KEPT_FOR, part_of, reposts
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import HeldMessage, HeldPart
from bot.outbox import actions as outbox
from bot.outbox.effects import Delete, Priority
from bot.persistence.transaction import Transaction


async def hold_message(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    messages: Sequence[IncomingMessage],
    order: Order,
    *,
    is_marked: bool = False,
) -> CaseView:
    """Take `messages` (one, or parts of an album) from their chat until staff decide; the case, whose card goes to staff.

    `order.cause` stands for the message or for the album: parts that come later under the same cause join what is held, and
    go its way where that was decided. `order.target.text` is what people read of it. `is_marked`: the index of messages says
    already that they are removed.
    """
    settings = community.settings.get(ModerationSettings)
    case, is_new = await open_case(tx, order, Kind.HOLD, until=tx.now + settings.hold_for)
    if is_new:
        await tx.execute(insert(HeldMessage), _row(tx, translator, community, case, messages[0], settings.hold_for))
    known = await queries.held(tx, case.id)
    if known is None or known.state == "released":
        return case
    for message in messages:
        part = part_of(message)
        row = {"case_id": case.id, "message_id": part.message_id, "kind": part.kind, "text": part.text}
        await tx.insert_new(HeldPart, row | {"file_id": part.file_id})
        await outbox.put(
            tx,
            Delete(chat_id=case.chat_id, message_ids=(part.message_id,)),
            key=f"{case.key}:delete:{part.message_id}",
            priority=Priority.MODERATION,
        )
    if not is_marked:
        await membership.mark_deleted(tx, case.chat_id, [message.message_id for message in messages])
    if is_new:
        await send_card(tx, translator, community, case)
    return case


async def post_held(tx: Transaction, case: CaseView, *, by: UserId) -> None:
    """Post what `case` holds again, also where it was dropped. Raises `UserError` where it is gone or was posted before."""
    if not await _decide(tx, case, "released", ("waiting", "dropped"), by):
        raise UserError("moderation-held-gone", number=case.number)
    held = await queries.held(tx, case.id)
    if held is None:
        raise LookupError(f"{case.key} holds nothing")
    for number, effect in enumerate(reposts(held)):
        await outbox.put(tx, effect, key=f"{case.key}:release:{number}", priority=Priority.MODERATION)


async def drop_held(tx: Transaction, case: CaseView, *, by: UserId) -> None:
    """Leave what `case` holds out of the group. Raises `UserError` where that was decided before."""
    if not await drop_if_waiting(tx, case, by=by):
        raise UserError("moderation-held-decided", number=case.number)


async def drop_if_waiting(tx: Transaction, case: CaseView, *, by: UserId) -> bool:
    """The same where it still waits; whether it did."""
    if case.kind is not Kind.HOLD or not await _decide(tx, case, "dropped", ("waiting",), by):
        return False
    await note_act(tx, case.id, Act.DROPPED, by)
    return True


async def expire_holds(tx: Transaction) -> int:
    """Drop what nobody decided in time, and forget what was decided long ago; how many were dropped."""
    dropped = await tx.execute(
        update(HeldMessage)
        .where(HeldMessage.state == "waiting", HeldMessage.expires_at <= tx.now)
        .values(state="dropped", decided_at=tx.now)
    )
    old = select(HeldMessage.case_id).where(HeldMessage.decided_at < tx.now - KEPT_FOR)
    await tx.execute(delete(HeldPart).where(HeldPart.case_id.in_(old)))
    await tx.execute(delete(HeldMessage).where(HeldMessage.decided_at < tx.now - KEPT_FOR))
    return dropped.rowcount


async def forget_held(tx: Transaction, user_id: UserId) -> None:
    """Erase what is held of the person, and who decided."""
    own = select(HeldMessage.case_id).where(HeldMessage.user_id == user_id)
    await tx.execute(delete(HeldPart).where(HeldPart.case_id.in_(own)))
    await tx.execute(delete(HeldMessage).where(HeldMessage.user_id == user_id))
    await tx.execute(update(HeldMessage).where(HeldMessage.decided_by == user_id).values(decided_by=FORGOTTEN))


async def move_holds(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """A basic group became a supergroup: what is released goes there."""
    await tx.execute(update(HeldMessage).where(HeldMessage.chat_id == old).values(chat_id=new))


async def _decide(tx: Transaction, case: CaseView, state: str, states: tuple[str, ...], by: UserId) -> bool:
    changed = await tx.execute(
        update(HeldMessage)
        .where(HeldMessage.case_id == case.id, HeldMessage.state.in_(states))
        .values(state=state, decided_at=tx.now, decided_by=by)
    )
    return changed.rowcount > 0


def _row(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    case: CaseView,
    message: IncomingMessage,
    lasting: timedelta,
) -> dict[str, object]:
    voice = Voice(translator, community.language, community.zone, community.settings.get(ModerationSettings).ad_words)
    return {
        "case_id": case.id,
        "community_id": case.community_id,
        "chat_id": case.chat_id,
        "thread_id": message.message_thread_id if message.is_topic_message else None,
        "user_id": case.user_id,
        "heading": voice.text("sanctions-released", name=target_name(voice, case)),
        "state": "waiting",
        "held_at": tx.now,
        "expires_at": tx.now + lasting,
    }
