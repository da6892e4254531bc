"""Read appeals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from bot.messages import UserId
from bot.moderation.appeals import AppealState, AppealView
from bot.moderation.tables import Appeal, MemberNotice, MemberWarning
from bot.persistence.transaction import Reading


async def appeal(view: Reading, appeal_id: int) -> AppealView | None:
    found = await _appeals(view, Appeal.id == appeal_id)
    return found[0] if found else None


async def appeal_of_case(view: Reading, case_id: int) -> AppealView | None:
    """The one appeal against that case, decided or not."""
    found = await _appeals(view, Appeal.case_id == case_id)
    return found[0] if found else None


async def appeals_since(view: Reading, community_id: int, user_id: UserId, since: datetime) -> int:
    """How often the person has appealed since then."""
    made = select(func.count()).where(
        Appeal.community_id == community_id, Appeal.user_id == user_id, Appeal.made_at > since
    )
    return int(await view.scalar(made) or 0)


async def open_appeals(
    view: Reading, community_id: int, limit: int, *, only_waiting: bool = False
) -> Sequence[AppealView]:
    """Appeals that nobody has decided, newest first; with `only_waiting` those whose card had nowhere to go."""
    conditions = [Appeal.community_id == community_id, Appeal.state == AppealState.OPEN.value]
    if only_waiting:
        conditions.append(Appeal.card_chat_id.is_(None))
    return await _appeals(view, *conditions, limit=limit)


async def warning_until(view: Reading, case_id: int) -> datetime | None:
    """Until when the warning of that case counts; None where it was withdrawn or there is none."""
    until: datetime | None = await view.scalar(
        select(MemberWarning.expires_at).where(MemberWarning.case_id == case_id, MemberWarning.withdrawn_at.is_(None))
    )
    return until


async def export_appeals_of(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What is stored of the person's appeals, and when somebody was last told of a deletion."""
    made = await view.execute(
        select(Appeal.community_id, Appeal.text, Appeal.state, Appeal.made_at, Appeal.decided_at)
        .where(Appeal.user_id == user_id)
        .order_by(Appeal.id)
    )
    decided = await view.execute(
        select(Appeal.community_id, Appeal.state, Appeal.decided_at)
        .where(Appeal.decided_by == user_id)
        .order_by(Appeal.id)
    )
    told = await view.execute(
        select(MemberNotice.community_id, MemberNotice.told_at).where(MemberNotice.user_id == user_id)
    )
    tables = {"appeals": made, "decided_appeals": decided, "notices": told}
    return {name: [_plain(row) for row in rows] for name, rows in tables.items()}


async def _appeals(view: Reading, *conditions: ColumnElement[bool], limit: int = 1) -> list[AppealView]:
    rows = await view.execute(select(Appeal.__table__).where(*conditions).order_by(Appeal.id.desc()).limit(limit))
    return [
        AppealView(
            id=row.id,
            case_id=row.case_id,
            community_id=row.community_id,
            user_id=row.user_id,
            text=row.text,
            state=AppealState(row.state),
            made_at=row.made_at,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            until=row.until,
            card_chat_id=row.card_chat_id,
        )
        for row in rows
    ]


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._asdict().items()
        if value is not None
    }
