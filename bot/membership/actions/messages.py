"""The index of messages, and what counting them does to standings."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from bot.membership.actions.people import meet
from bot.membership.tables import Member, MessageEvent
from bot.messages import ChatId, IncomingMessage, MessageId, User, UserId
from bot.persistence.bulk import BulkInsert, do_nothing
from bot.persistence.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordedMessage:
    """A message of a community's group. `counts`: written by a person and left standing by the screen; `goes`: the bot
    removes it in the same transaction. `answers`: whose words it answers, where that counts for them; `deeds`: what its author
    does in it for the first time.
    """

    community_id: int
    message: IncomingMessage
    counts: bool = True
    goes: bool = False
    answers: UserId | None = None
    deeds: int = 0


async def record_messages(tx: Transaction, records: Sequence[RecordedMessage], people: Iterable[User]) -> None:
    """Index `records` and count them for their authors. The caller hands each message over once (by its update).

    `people` are the authors whose name or language the caller has not handed over before.
    """
    await meet(tx, people)
    if not records:
        return
    await _INDEX.write(tx, [_row(record, tx.now) for record in records])
    counted: Counter[tuple[int, int]] = Counter()
    for record in records:
        if record.counts and record.message.is_by_person and record.message.sender is not None:
            counted[record.community_id, record.message.sender.id] += 1
    # Sorted, so that concurrent writers lock in one order.
    await _COUNT.write(
        tx,
        [
            (community_id, user_id, messages, tx.now, tx.now, False)
            for (community_id, user_id), messages in sorted(counted.items())
        ],
    )
    await _note_standing(tx, records)


async def _note_standing(tx: Transaction, records: Sequence[RecordedMessage]) -> None:
    """What messages say of people besides their number: whose words they answer, and what was done for the first time."""
    replies: Counter[tuple[int, int]] = Counter()
    deeds: dict[tuple[int, int], int] = {}
    for record in records:
        if not record.counts:
            continue
        if record.answers is not None:
            replies[record.community_id, record.answers] += 1
        if record.deeds and record.message.sender is not None:
            key = (record.community_id, record.message.sender.id)
            deeds[key] = deeds.get(key, 0) | record.deeds
    keys = sorted(replies.keys() | deeds.keys())
    if keys:
        rows = [(*key, 0, tx.now, False, replies[key], deeds.get(key, 0)) for key in keys]
        await _STANDING.write(tx, rows)


async def record_edit(tx: Transaction, message: IncomingMessage) -> None:
    """Keep the newest text beside the first one."""
    await tx.execute(
        update(MessageEvent)
        .where(MessageEvent.chat_id == message.chat.id, MessageEvent.message_id == message.message_id)
        .values(edited_text=message.body, edited_at=tx.now)
    )


async def mark_deleted(tx: Transaction, chat_id: ChatId, message_ids: Sequence[MessageId]) -> None:
    """Note that the bot removed these messages."""
    await tx.execute(
        update(MessageEvent)
        .where(MessageEvent.chat_id == chat_id, MessageEvent.message_id.in_(message_ids))
        .values(deleted_at=tx.now)
    )


async def forget_messages_before(
    tx: Transaction, instant: datetime, *, only: int | None = None, except_for: Collection[int] = ()
) -> int:
    """Remove index rows older than `instant`, of community `only` or of all but `except_for`; how many."""
    statement = delete(MessageEvent).where(MessageEvent.sent_at < instant)
    if only is not None:
        statement = statement.where(MessageEvent.community_id == only)
    elif except_for:
        statement = statement.where(MessageEvent.community_id.not_in(except_for))
    gone = await tx.execute(statement)
    return gone.rowcount


def hidden_addresses(message: IncomingMessage) -> str | None:
    """The addresses behind words of `message`, a line each; None where there are none."""
    return "\n".join(entity.url for entity in message.spans if entity.url) or None


def _add_to_count(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=[Member.community_id, Member.user_id],
        set_={"messages": Member.messages + insert.excluded.messages, "last_active_at": insert.excluded.last_active_at},
    )


def _add_to_standing(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=[Member.community_id, Member.user_id],
        set_={
            "replies": Member.replies + insert.excluded.replies,
            "deeds": Member.deeds.bitwise_or(insert.excluded.deeds),
        },
    )


_STANDING = BulkInsert(
    Member,
    ("community_id", "user_id", "messages", "first_seen_at", "is_trusted", "replies", "deeds"),
    _add_to_standing,
)
_COUNT = BulkInsert(
    Member, ("community_id", "user_id", "messages", "first_seen_at", "last_active_at", "is_trusted"), _add_to_count
)
_INDEX = BulkInsert(
    MessageEvent,
    (
        "chat_id",
        "message_id",
        "community_id",
        "user_id",
        "sender_chat_id",
        "thread_id",
        "media_group_id",
        "kind",
        "text",
        "hidden",
        "sent_at",
        "deleted_at",
    ),
    do_nothing,
)


def _row(record: RecordedMessage, now: datetime) -> tuple[Any, ...]:
    message = record.message
    return (
        message.chat.id,
        message.message_id,
        record.community_id,
        message.sender.id if message.sender else None,
        message.sender_chat.id if message.sender_chat else None,
        message.message_thread_id,
        message.media_group_id[:64] if message.media_group_id else None,
        message.kind,
        message.body,
        hidden_addresses(message) if message.entities or message.caption_entities else None,
        message.sent_at,
        now if record.goes else None,
    )
