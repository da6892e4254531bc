"""Write what became of updates."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError

from bot.intake.arrival import AlreadySeen
from bot.intake.tables import ParkedUpdate, SeenUpdate, SetAsideUpdate
from bot.messages import UpdateId, UserId
from bot.persistence.bulk import BulkInsert, RangeLookup
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction

WIDE_GAP = 100
_NEAR = RangeLookup(SeenUpdate, ("bot_id", "update_id"), ("update_id",))
_SEEN = BulkInsert(SeenUpdate, ("bot_id", "update_id", "at"))


async def mark_seen(tx: Transaction, bot_id: UserId, update_ids: Sequence[UpdateId]) -> set[UpdateId]:
    """Mark updates as having their effects in this transaction; those of them that had none before.

    Raises what the driver raises where another process marks one in the same moment: the transaction has no effect then.
    """
    seen = {row[0] for close in _close_together(update_ids) for row in await _NEAR.rows(tx, bot_id, close)}
    new = [update_id for update_id in update_ids if update_id not in seen]
    await _SEEN.write(tx, [(bot_id, update_id, tx.now) for update_id in new])
    return set(new)


async def mark_new(tx: Transaction, bot_id: UserId, update_ids: Sequence[UpdateId]) -> None:
    """Mark updates that nobody expects to be marked already, without asking. Where one is, the transaction fails."""
    await _SEEN.write(tx, [(bot_id, update_id, tx.now) for update_id in update_ids])


@asynccontextmanager
async def marking(database: Database) -> AsyncIterator[Transaction]:
    """A transaction for `mark_new`. Raises `AlreadySeen` where the update was marked before."""
    try:
        async with database.begin() as tx:
            yield tx
    except IntegrityError as error:
        # SQLite names the columns, PostgreSQL the constraint: both with the table.
        if SeenUpdate.__tablename__ in str(error.orig):
            raise AlreadySeen from None
        raise


def _close_together(update_ids: Sequence[UpdateId]) -> list[list[UpdateId]]:
    """The ids in runs without wide gaps, so that a range over each holds little else."""
    runs: list[list[UpdateId]] = []
    for update_id in sorted(update_ids):
        if not runs or update_id - runs[-1][-1] > WIDE_GAP:
            runs.append([])
        runs[-1].append(update_id)
    return runs


async def park(tx: Transaction, bot_id: UserId, updates: Mapping[UpdateId, bytes]) -> None:
    """Keep updates that wait, so that Telegram may forget them."""
    await tx.insert_new(
        ParkedUpdate,
        [
            {"bot_id": bot_id, "update_id": update_id, "raw": raw, "parked_at": tx.now}
            for update_id, raw in updates.items()
        ],
    )


async def unpark(tx: Transaction, bot_id: UserId, update_ids: Sequence[UpdateId]) -> None:
    """These have had their effects."""
    await tx.execute(delete(ParkedUpdate).where(ParkedUpdate.bot_id == bot_id, ParkedUpdate.update_id.in_(update_ids)))


async def unpark_seen(tx: Transaction, bot_id: UserId) -> None:
    """Drop parked updates that have had their effects: a crash, or another connection, came in between."""
    seen = select(SeenUpdate.update_id).where(SeenUpdate.bot_id == bot_id)
    await tx.execute(delete(ParkedUpdate).where(ParkedUpdate.bot_id == bot_id, ParkedUpdate.update_id.in_(seen)))


async def set_aside(tx: Transaction, bot_id: UserId, update_id: UpdateId, raw: bytes, error: str) -> None:
    """Give up on an update: keep it for the operator, and let the lane go on."""
    await tx.insert_new(
        SetAsideUpdate,
        {"bot_id": bot_id, "update_id": update_id, "raw": raw, "error": error[:2000], "at": tx.now},
    )


async def forget_before(tx: Transaction, instant: datetime) -> int:
    """Remove marks older than `instant`; how many."""
    gone = await tx.execute(delete(SeenUpdate).where(SeenUpdate.at < instant))
    return gone.rowcount


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Raw updates may name the person: what waits or was set aside and holds the id is removed."""
    for table in (ParkedUpdate, SetAsideUpdate):
        rows = await tx.execute(_holding(table))
        named = [row.update_id for row in rows if str(user_id).encode() in row.raw]
        if named:
            await tx.execute(delete(table).where(table.update_id.in_(named)))


def _holding(table: type[ParkedUpdate] | type[SetAsideUpdate]) -> Select[int, bytes]:
    return select(table.update_id, table.raw)
