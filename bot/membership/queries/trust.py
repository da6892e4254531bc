"""Members whose trust is weighed at night."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from bot.membership.tables import Member
from bot.messages import UserId
from bot.persistence.transaction import Reading


@dataclass(frozen=True, slots=True)
class WeighedMember:
    """`since`: the join that the bot saw, or the first message. `is_earned`: graded trust made this member trusted."""

    community_id: int
    user_id: UserId
    since: datetime
    messages: int
    replies: int
    strikes: int
    is_earned: bool


async def members_to_weigh(view: Reading, communities: Collection[int], least_messages: int) -> list[WeighedMember]:
    """Everybody with earned trust, and those of `communities` who may have earned it: present, not trusted, with that many
    messages.
    """
    rows = await view.execute(
        select(Member.__table__)
        .where(
            or_(
                Member.is_trust_earned.is_(True),
                (Member.community_id.in_(communities))
                & Member.is_trusted.is_(False)
                & Member.left_at.is_(None)
                & (Member.messages >= least_messages),
            )
        )
        .order_by(Member.community_id, Member.user_id)
    )
    return [
        WeighedMember(
            row.community_id,
            row.user_id,
            row.joined_at or row.first_seen_at,
            row.messages,
            row.replies,
            row.strikes,
            bool(row.is_trust_earned),
        )
        for row in rows
    ]


async def struck_communities(view: Reading) -> set[int]:
    """The communities in which anything is noted against anybody."""
    rows = await view.execute(select(Member.community_id).where(Member.strikes != 0).distinct())
    return {row.community_id for row in rows}
