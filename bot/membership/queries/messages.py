"""The index of messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.membership.tables import MessageEvent
from bot.messages import ChatId, MessageId, UserId
from bot.persistence.transaction import Reading


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as it first arrived."""

    chat_id: ChatId
    message_id: MessageId
    user_id: UserId | None
    kind: str
    text: str
    sent_at: datetime
    thread_id: int | None


async def message(view: Reading, chat_id: ChatId, message_id: MessageId) -> MessageView | None:
    rows = await view.execute(
        select(MessageEvent.__table__).where(MessageEvent.chat_id == chat_id, MessageEvent.message_id == message_id)
    )
    row = rows.first()
    return _view(row) if row else None


async def messages_of(view: Reading, community_id: int, user_id: UserId, since: datetime) -> Sequence[MessageView]:
    """What the person wrote in the community since `since` and the bot has not removed, oldest first."""
    rows = await view.execute(
        select(MessageEvent.__table__)
        .where(
            MessageEvent.community_id == community_id,
            MessageEvent.user_id == user_id,
            MessageEvent.sent_at >= since,
            MessageEvent.deleted_at.is_(None),
        )
        .order_by(MessageEvent.sent_at)
    )
    return [_view(row) for row in rows]


def _view(row: Row[Any]) -> MessageView:
    return MessageView(row.chat_id, row.message_id, row.user_id, row.kind, row.text, row.sent_at, row.thread_id)
