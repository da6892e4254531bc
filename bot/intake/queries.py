"""Read what became of updates."""

from dataclasses import dataclass

from sqlalchemy import func, select

from bot.intake.tables import ParkedUpdate, SetAsideUpdate
from bot.messages import UpdateId, UserId
from bot.persistence.transaction import Reading


@dataclass(frozen=True, slots=True)
class Parked:
    update_id: UpdateId
    raw: bytes


async def parked(view: Reading, bot_id: UserId) -> list[Parked]:
    """What waits, in the order it was parked: what a start takes up before anything new."""
    rows = await view.execute(
        select(ParkedUpdate.update_id, ParkedUpdate.raw)
        .where(ParkedUpdate.bot_id == bot_id)
        .order_by(ParkedUpdate.parked_at, ParkedUpdate.update_id)
    )
    return [Parked(row.update_id, row.raw) for row in rows]


async def set_aside_count(view: Reading) -> int:
    """How many updates were set aside and are still kept."""
    return int(await view.scalar(select(func.count()).select_from(SetAsideUpdate)) or 0)
