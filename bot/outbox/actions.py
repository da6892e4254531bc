"""Write effects, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import String, bindparam, case, delete, or_, update

from bot.messages import ChatId, MessageId, UserId
from bot.outbox.effects import Effect, Priority
from bot.outbox.tables import OutboxRow
from bot.persistence.bulk import BulkInsert, do_nothing
from bot.persistence.transaction import Transaction


def _plain(value: object) -> str:
    # msgspec knows str, not its subclass Html.
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


_encoder = msgspec.json.Encoder(enc_hook=_plain)
_decoder: msgspec.json.Decoder[Effect] = msgspec.json.Decoder(Effect)


@dataclass(frozen=True, slots=True)
class PendingEffect:
    """An effect that is written and waits to be performed; announced to delivery after the commit."""

    id: int
    key: str
    effect: Effect
    priority: Priority
    not_before: datetime
    at_most_once: bool
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class EffectOutcome:
    """What became of an effect. `state` as in `OutboxRow`; `message_id` of what was sent."""

    id: int
    state: str
    message_id: MessageId | None = None
    ephemeral_message_id: int | None = None
    error: str | None = None


async def put(
    tx: Transaction,
    effect: Effect,
    *,
    key: str,
    priority: Priority = Priority.ANSWER,
    after: timedelta = timedelta(0),
    at_most_once: bool = False,
) -> None:
    """Write `effect` under `key`, its cause, with the commit of `tx`; nothing happens where that key was written before."""
    tx.gather(_flush, _Put(key, effect, priority, tx.now + after, at_most_once))


async def put_first(tx: Transaction, effect: Effect, *, key: str, priority: Priority = Priority.ANSWER) -> bool:
    """Write `effect` now; False if its key was written before and nothing happened."""
    return await _write(tx, [_Put(key, effect, priority, tx.now, at_most_once=False)]) > 0


@dataclass(frozen=True, slots=True)
class _Put:
    key: str
    effect: Effect
    priority: Priority
    not_before: datetime
    at_most_once: bool


async def _flush(tx: Transaction, puts: list[_Put]) -> None:
    await _write(tx, puts)


async def _write(tx: Transaction, puts: list[_Put]) -> int:
    """Write what has no row yet, and hand it to delivery; how many."""
    written = {one.key: (one, _encoder.encode(one.effect)) for one in reversed(puts)}  # the first of a key counts
    rows = [
        (
            one.key,
            one.effect.chat_id,
            int(one.priority),
            text.decode(),
            "pending",
            one.at_most_once,
            0,
            tx.now,
            one.not_before,
        )
        for one, text in reversed(written.values())
    ]
    new = await _NEW.write_returning(tx, rows)
    for effect_id, key in sorted(new):
        one, text = written[key]
        # What is performed now is what a restart would read.
        tx.announce(
            PendingEffect(effect_id, key, _decoder.decode(text), one.priority, one.not_before, one.at_most_once)
        )
    return len(new)


_NEW = BulkInsert(
    OutboxRow,
    (
        "effect_key",
        "chat_id",
        "priority",
        "effect",
        "state",
        "at_most_once",
        "attempts",
        "created_at",
        "not_before",
    ),
    do_nothing,
    returning=("id", "effect_key"),
)


async def settle(tx: Transaction, outcomes: Sequence[EffectOutcome]) -> None:
    """Record what became of effects; repeating changes nothing.

    What was sent or refused has no reader any more and names people: its text goes. An unknown one is kept, to be offered again.
    """
    state = bindparam("new_state", type_=String)
    await tx.execute(
        update(OutboxRow)
        .where(OutboxRow.id == bindparam("row_id"))
        .values(
            state=state,
            effect=case((state == "unknown", OutboxRow.effect), else_=""),
            message_id=bindparam("new_message_id"),
            ephemeral_message_id=bindparam("new_ephemeral_id"),
            error=bindparam("new_error"),
            done_at=tx.now,
        ),
        [
            {
                "row_id": outcome.id,
                "new_state": outcome.state,
                "new_message_id": outcome.message_id,
                "new_ephemeral_id": outcome.ephemeral_message_id,
                "new_error": outcome.error[:500] if outcome.error else None,
            }
            for outcome in outcomes
        ],
    )


async def mark_attempt(tx: Transaction, effect_id: int) -> None:
    """Note before an at-most-once effect is tried, so that a crash in between is seen as an unknown outcome."""
    await tx.execute(update(OutboxRow).where(OutboxRow.id == effect_id).values(attempts=OutboxRow.attempts + 1))


async def move_chat(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """A group became a supergroup: what waits for the old id goes to the new one (delivery follows the move too)."""
    await tx.execute(
        update(OutboxRow).where(OutboxRow.chat_id == old, OutboxRow.state == "pending").values(chat_id=new)
    )


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Remove what was sent to the person, and what names one and never found out whether it was sent."""
    is_about = or_(OutboxRow.chat_id == user_id, OutboxRow.effect.contains(str(user_id)))
    await tx.execute(delete(OutboxRow).where(OutboxRow.state != "pending", is_about))


async def forget_before(tx: Transaction, instant: datetime) -> int:
    """Remove done effects older than `instant`; how many."""
    gone = await tx.execute(delete(OutboxRow).where(OutboxRow.state != "pending", OutboxRow.done_at < instant))
    return gone.rowcount
