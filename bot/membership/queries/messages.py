"""The index of messages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select

from bot.membership.past_message import PastMessage
from bot.membership.roles import Role, Standing
from bot.membership.tables import Member, MessageEvent
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
    sender_chat_id: ChatId | None = None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A message as the windows of the last minutes need it."""

    community_id: int
    chat_id: ChatId
    thread_id: int | None
    message_id: MessageId
    user_id: UserId | None
    sender_chat_id: ChatId | None
    sent_at: datetime
    media_group_id: str | None
    text: str
    is_deleted: bool


async def message(view: Reading, chat_id: ChatId, message_id: MessageId) -> MessageView | None:
    rows = await view.execute(
        select(MessageEvent.__table__).where(MessageEvent.chat_id == chat_id, MessageEvent.message_id == message_id)
    )
    row = rows.first()
    return _view(row) if row else None


async def first_text(view: Reading, chat_id: ChatId, message_id: MessageId) -> str | None:
    """What a message said when it first arrived, and on lines below it the addresses behind its words; None where it is not
    in the index.
    """
    rows = await view.execute(
        select(MessageEvent.text, MessageEvent.hidden).where(
            MessageEvent.chat_id == chat_id, MessageEvent.message_id == message_id
        )
    )
    row = rows.first()
    return None if row is None else f"{row.text}\n{row.hidden}" if row.hidden else str(row.text)


async def written_since(view: Reading, since: datetime, limit: int) -> list[WrittenMessage]:
    """The last `limit` messages of all groups since then, oldest first."""
    rows = await view.execute(
        select(
            MessageEvent.community_id,
            MessageEvent.chat_id,
            MessageEvent.thread_id,
            MessageEvent.message_id,
            MessageEvent.user_id,
            MessageEvent.sender_chat_id,
            MessageEvent.sent_at,
            MessageEvent.media_group_id,
            MessageEvent.text,
            MessageEvent.deleted_at,
        )
        .where(MessageEvent.sent_at >= since)
        .order_by(MessageEvent.sent_at.desc(), MessageEvent.message_id.desc())
        .limit(limit)
    )
    return [_written(row) for row in rows][::-1]


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


async def messages_between(
    view: Reading,
    chat_id: ChatId,
    first: MessageId,
    last: MessageId,
    *,
    topic: tuple[int | None] | None,
    limit: int,
) -> list[MessageView]:
    """The messages of a stretch of a chat that the bot has not removed, both ends included, oldest first; those of one
    `topic` (its thread, None for the general one), or all.
    """
    statement = (
        select(MessageEvent.__table__)
        .where(
            MessageEvent.chat_id == chat_id,
            MessageEvent.message_id.between(first, last),
            MessageEvent.deleted_at.is_(None),
        )
        .order_by(MessageEvent.message_id)
        .limit(limit)
    )
    if topic is not None:
        statement = statement.where(MessageEvent.thread_id.is_not_distinct_from(topic[0]))
    return [_view(row) for row in await view.execute(statement)]


async def messages_among(view: Reading, chat_id: ChatId, message_ids: Collection[MessageId]) -> list[MessageView]:
    """Those of `message_ids` that the index still has, oldest first."""
    rows = await view.execute(
        select(MessageEvent.__table__)
        .where(MessageEvent.chat_id == chat_id, MessageEvent.message_id.in_(message_ids))
        .order_by(MessageEvent.message_id)
    )
    return [_view(row) for row in rows]


async def past_messages(
    view: Reading, community_id: int, since: datetime, before: PastMessage | None, limit: int
) -> list[PastMessage]:
    """The messages of the community's people and channels since then, newest first, from the one after `before` on."""
    statement = (
        select(
            MessageEvent.chat_id,
            MessageEvent.message_id,
            MessageEvent.user_id,
            MessageEvent.sender_chat_id,
            MessageEvent.thread_id,
            MessageEvent.kind,
            MessageEvent.text,
            MessageEvent.edited_text,
            MessageEvent.sent_at,
            Member.joined_at,
            Member.messages,
            Member.granted_role,
            Member.is_trusted,
        )
        .outerjoin(
            Member, and_(Member.community_id == MessageEvent.community_id, Member.user_id == MessageEvent.user_id)
        )
        .where(MessageEvent.community_id == community_id, MessageEvent.sent_at >= since)
    )
    if before is not None:
        same_chat = and_(MessageEvent.chat_id == before.chat_id, MessageEvent.message_id < before.message_id)
        same_moment = and_(
            MessageEvent.sent_at == before.sent_at, or_(MessageEvent.chat_id < before.chat_id, same_chat)
        )
        statement = statement.where(or_(MessageEvent.sent_at < before.sent_at, same_moment))
    rows = await view.execute(
        statement.order_by(
            MessageEvent.sent_at.desc(), MessageEvent.chat_id.desc(), MessageEvent.message_id.desc()
        ).limit(limit)
    )
    return [_past(row) for row in rows]


async def texts_of(view: Reading, keys: Collection[tuple[ChatId, MessageId]]) -> dict[tuple[ChatId, MessageId], str]:
    """What those of the messages say that are still in the index, as they stood last; some tens at a time."""
    if not keys:
        return {}
    wanted = [and_(MessageEvent.chat_id == chat, MessageEvent.message_id == message) for chat, message in keys]
    rows = await view.execute(
        select(MessageEvent.chat_id, MessageEvent.message_id, MessageEvent.text, MessageEvent.edited_text).where(
            or_(*wanted)
        )
    )
    return {(row.chat_id, row.message_id): row.edited_text or row.text for row in rows}


def _past(row: Row[Any]) -> PastMessage:
    standing = Standing(
        joined_at=row.joined_at,
        messages=row.messages or 0,
        granted=None if row.granted_role is None else Role(row.granted_role),
        is_trusted=bool(row.is_trusted),
    )
    return PastMessage(
        row.chat_id,
        row.message_id,
        row.user_id,
        row.sender_chat_id,
        row.thread_id,
        row.kind,
        row.edited_text or row.text,
        row.sent_at,
        standing,
    )


def _view(row: Row[Any]) -> MessageView:
    return MessageView(
        row.chat_id,
        row.message_id,
        row.user_id,
        row.kind,
        row.text,
        row.sent_at,
        row.thread_id,
        row.sender_chat_id,
        is_deleted=row.deleted_at is not None,
    )


def _written(row: Row[Any]) -> WrittenMessage:
    return WrittenMessage(
        row.community_id,
        row.chat_id,
        row.thread_id,
        row.message_id,
        row.user_id,
        row.sender_chat_id,
        row.sent_at,
        row.media_group_id,
        row.text,
        is_deleted=row.deleted_at is not None,
    )
