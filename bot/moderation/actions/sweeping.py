"""Many messages removed at once, as one case."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import insert

from bot.membership import actions as membership
from bot.messages import ChatId, MessageId
from bot.moderation.actions.cases import open_case
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind, Order
from bot.moderation.tables import CaseMessage
from bot.outbox import actions as outbox
from bot.outbox.effects import Delete, Priority
from bot.persistence.transaction import Transaction

MOST_A_CALL = 100
"""Ids (Bot API, deleteMessages)."""


async def purge(tx: Transaction, order: Order, message_ids: Sequence[MessageId]) -> CaseView:
    """Remove a stretch of `order.chat_id`; the case counts the messages."""
    return await _sweep(tx, order, Kind.PURGE, [(order.chat_id, message_id) for message_id in message_ids])


async def clear(tx: Transaction, order: Order, messages: Sequence[tuple[ChatId, MessageId]]) -> CaseView:
    """Remove `messages`, which `order.target` wrote, wherever they stand; the case counts them."""
    return await _sweep(tx, order, Kind.CLEAR, messages)


async def _sweep(tx: Transaction, order: Order, kind: Kind, messages: Sequence[tuple[ChatId, MessageId]]) -> CaseView:
    places = sorted(set(messages))
    case, is_new = await open_case(tx, order, kind, count=len(places))
    if not is_new or not places:
        return case
    rows = [{"case_id": case.id, "chat_id": chat_id, "message_id": message_id} for chat_id, message_id in places]
    await tx.execute(insert(CaseMessage), rows)
    for chat_id, group in groupby(places, key=lambda place: place[0]):
        ids = [message_id for _, message_id in group]
        for start in range(0, len(ids), MOST_A_CALL):
            chunk = tuple(ids[start : start + MOST_A_CALL])
            await outbox.put(
                tx,
                Delete(chat_id=chat_id, message_ids=chunk),
                key=f"{case.key}:delete:{chat_id}:{chunk[0]}",
                priority=Priority.MODERATION,
            )
            await membership.mark_deleted(tx, chat_id, chunk)
    return case
