"""Read what is held for staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.messages import UserId
from bot.moderation.held import Held, Part, WaitingHold
from bot.moderation.tables import HeldMessage, HeldPart, SanctionCase
from bot.persistence.transaction import Reading


async def held(view: Reading, case_id: int) -> Held | None:
    """What the case holds; None where that is gone."""
    row = (await view.execute(select(HeldMessage.__table__).where(HeldMessage.case_id == case_id))).first()
    if row is None:
        return None
    parts = await view.execute(
        select(HeldPart.__table__).where(HeldPart.case_id == case_id).order_by(HeldPart.message_id)
    )
    kept = tuple(Part(part.message_id, part.kind, part.file_id, part.text) for part in parts)
    return Held(row.case_id, row.chat_id, row.thread_id, row.heading, row.state, row.expires_at, kept)


async def holds_waiting(view: Reading, community_id: int) -> int:
    """How many wait for a decision."""
    waiting = select(func.count()).select_from(HeldMessage)
    return int(await view.scalar(waiting.where(*_waits(community_id, view.now))) or 0)


async def waiting_holds(view: Reading, community_id: int, *, skip: int, most: int) -> list[WaitingHold]:
    """The queue, newest first."""
    rows = await view.execute(
        select(
            HeldMessage.case_id,
            HeldMessage.held_at,
            HeldMessage.expires_at,
            SanctionCase.number,
            SanctionCase.target_name,
            SanctionCase.text,
        )
        .join(SanctionCase, SanctionCase.id == HeldMessage.case_id)
        .where(*_waits(community_id, view.now))
        .order_by(HeldMessage.case_id.desc())
        .offset(skip)
        .limit(most)
    )
    found = rows.all()
    kinds: dict[int, list[str]] = {row.case_id: [] for row in found}
    parts = await view.execute(
        select(HeldPart.case_id, HeldPart.kind).where(HeldPart.case_id.in_(kinds)).order_by(HeldPart.message_id)
    )
    for part in parts:
        kinds[part.case_id].append(part.kind)
    return [
        WaitingHold(row.number, row.target_name, row.text, tuple(kinds[row.case_id]), row.held_at, row.expires_at)
        for row in found
    ]


async def export_holds_of(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What is held of a person's messages."""
    rows = await view.execute(
        select(
            HeldMessage.heading, HeldMessage.state, HeldMessage.held_at, HeldPart.kind, HeldPart.file_id, HeldPart.text
        )
        .join(HeldPart, HeldPart.case_id == HeldMessage.case_id)
        .where(HeldMessage.user_id == user_id)
        .order_by(HeldPart.case_id, HeldPart.message_id)
    )
    decided = await view.execute(
        select(HeldMessage.decided_at, HeldMessage.state)
        .where(HeldMessage.decided_by == user_id)
        .order_by(HeldMessage.case_id)
    )
    return {
        "held_messages": [{**row._asdict(), "held_at": row.held_at.isoformat()} for row in rows],
        "decided_holds": [{"state": row.state, "at": row.decided_at.isoformat()} for row in decided],
    }


def _waits(community_id: int, now: datetime) -> tuple[Any, ...]:
    return (
        HeldMessage.community_id == community_id,
        HeldMessage.state == "waiting",
        HeldMessage.expires_at > now,
    )
