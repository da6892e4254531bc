"""Read alarms about bans, and whose bans are suspended."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select

from bot.messages import UserId
from bot.moderation.alarms import Alarm
from bot.moderation.queries.cases import identities
from bot.moderation.sanctions import Kind
from bot.moderation.tables import BanAlarm, SanctionCase
from bot.persistence.transaction import Reading


async def bans_by(view: Reading, community_id: int, actor_id: UserId, within: timedelta) -> int:
    """How many people the moderator banned in the time that ends now, undone ones and those of warnings counted."""
    counted = select(func.count()).where(
        SanctionCase.community_id == community_id,
        SanctionCase.actor_id == actor_id,
        SanctionCase.created_at > view.now - within,
        or_(SanctionCase.kind == Kind.BAN.value, SanctionCase.consequence == Kind.BAN.value),
    )
    return int(await view.scalar(counted) or 0)


async def ban_alarm(view: Reading, community_id: int, user_id: UserId) -> Alarm | None:
    """The newest alarm about the moderator."""
    found = await view.execute(
        select(BanAlarm.__table__)
        .where(BanAlarm.community_id == community_id, BanAlarm.user_id.in_(await identities(view, user_id)))
        .order_by(BanAlarm.raised_at.desc())
    )
    row = found.first()
    if row is None:
        return None
    return Alarm(
        community_id,
        user_id,
        row.number,
        row.bans,
        row.suspended_at,
        row.suspended_by,
        row.lifted_at,
        row.lifted_by,
    )


async def are_bans_suspended(view: Reading, community_id: int, user_id: UserId) -> bool:
    """Whether the moderator may ban nobody until the owner lifts it."""
    alarm = await ban_alarm(view, community_id, user_id)
    return alarm is not None and alarm.is_suspended


async def export_alarms_of(view: Reading, user_id: UserId) -> dict[str, Any]:
    """Alarms about a person, and what the person decided about others'."""
    ids = await identities(view, user_id)
    about = await view.execute(select(BanAlarm.__table__).where(BanAlarm.user_id.in_(ids)))
    decided = await view.execute(
        select(BanAlarm.community_id, BanAlarm.suspended_at, BanAlarm.lifted_at).where(
            or_(BanAlarm.suspended_by == user_id, BanAlarm.lifted_by == user_id)
        )
    )
    return {
        "ban_alarms": [
            {"community_id": row.community_id, "bans": row.bans, "raised_at": row.raised_at.isoformat()}
            for row in about
        ],
        "decided_alarms": [{"community_id": row.community_id} for row in decided],
    }
