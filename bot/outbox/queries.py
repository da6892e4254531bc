"""Read effects."""

from dataclasses import dataclass

import msgspec
import structlog
from sqlalchemy import func, select

from bot.messages import ChatId, MessageId
from bot.outbox.actions import PendingEffect
from bot.outbox.effects import Effect, Priority
from bot.outbox.tables import OutboxRow
from bot.persistence.transaction import Reading

log = structlog.get_logger(__name__)

_decoder: msgspec.json.Decoder[Effect] = msgspec.json.Decoder(Effect)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where an effect's message stands."""

    chat_id: ChatId
    message_id: MessageId


async def pending(view: Reading) -> list[PendingEffect]:
    """Everything that still has to be performed, oldest first: what a start finds."""
    rows = await view.execute(
        select(
            OutboxRow.id,
            OutboxRow.effect_key,
            OutboxRow.effect,
            OutboxRow.priority,
            OutboxRow.not_before,
            OutboxRow.at_most_once,
            OutboxRow.attempts,
        )
        .where(OutboxRow.state == "pending")
        .order_by(OutboxRow.id)
    )
    found = []
    for row in rows:
        try:
            effect = _decoder.decode(row.effect)
        except msgspec.MsgspecError as error:
            # Written by another version. One effect lost is less than a bot that does not start.
            log.error("effect unreadable, left where it is", key=row.effect_key, error=str(error))
            continue
        priority = Priority(row.priority)
        found.append(
            PendingEffect(row.id, row.effect_key, effect, priority, row.not_before, row.at_most_once, row.attempts)
        )
    return found


async def sent_message(view: Reading, key: str) -> SentMessage | None:
    """The message that the effect `key` sent; None while it waits or if it was refused."""
    row = (
        await view.execute(
            select(OutboxRow.chat_id, OutboxRow.message_id).where(
                OutboxRow.effect_key == key, OutboxRow.state == "sent", OutboxRow.message_id.is_not(None)
            )
        )
    ).first()
    return SentMessage(row.chat_id, row.message_id) if row else None


async def is_pending(view: Reading, key: str) -> bool:
    """Whether the effect `key` still waits to be performed."""
    found = await view.scalar(select(OutboxRow.id).where(OutboxRow.effect_key == key, OutboxRow.state == "pending"))
    return found is not None


async def depth(view: Reading) -> int:
    """How many effects wait."""
    return int(await view.scalar(select(func.count()).where(OutboxRow.state == "pending")) or 0)
