"""Read what stands against people."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.messages import UserId
from bot.moderation.tables import SanctionCase
from bot.moderation.trust import STRIKES
from bot.persistence.transaction import Reading


async def strikes_since(view: Reading, since: datetime) -> dict[int, dict[UserId, int]]:
    """By community, how many sanctions since then stand against whom."""
    counted = (
        select(SanctionCase.community_id, SanctionCase.user_id, func.count())
        .where(
            SanctionCase.created_at >= since,
            SanctionCase.undone_at.is_(None),
            SanctionCase.user_id > 0,
            SanctionCase.kind.in_([kind.value for kind in STRIKES]),
        )
        .group_by(SanctionCase.community_id, SanctionCase.user_id)
    )
    rows = await view.execute(counted)
    strikes: dict[int, dict[UserId, int]] = {}
    found: list[tuple[Any, ...]] = [tuple(row) for row in rows]
    for community_id, user_id, count in found:
        strikes.setdefault(community_id, {})[user_id] = count
    return strikes
