"""Standings of people in a community."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select, update

from bot.membership.events import StandingChanged
from bot.membership.roles import Role
from bot.membership.tables import Member
from bot.messages import UserId
from bot.persistence.transaction import Transaction


async def record_join(
    tx: Transaction, community_id: int, user_id: UserId, at: datetime, *, via_link: str | None = None
) -> None:
    """The bot saw `user_id` join at `at`. An older or repeated notice of the same join changes nothing."""
    await _ensure(tx, community_id, user_id)
    await tx.execute(
        update(Member)
        .where(
            Member.community_id == community_id,
            Member.user_id == user_id,
            # Telegram tells of a join twice (chat_member and a service message), within the same second or the next.
            or_(Member.joined_at.is_(None), Member.left_at.is_not(None), Member.left_at > Member.joined_at),
        )
        .values(joined_at=at, left_at=None, via_link=via_link[:255] if via_link else Member.via_link)
    )
    await tx.publish(StandingChanged(community_id, user_id))


async def record_leave(tx: Transaction, community_id: int, user_id: UserId, at: datetime) -> None:
    """`user_id` left or was removed at `at`."""
    await _ensure(tx, community_id, user_id)
    await tx.execute(
        update(Member).where(Member.community_id == community_id, Member.user_id == user_id).values(left_at=at)
    )
    await tx.publish(StandingChanged(community_id, user_id))


async def grant_role(tx: Transaction, community_id: int, user_id: UserId, role: Role | None) -> None:
    """Give a bot-only role, or take it back with None."""
    await _set(tx, community_id, user_id, granted_role=None if role is None else int(role))


async def set_trust(tx: Transaction, community_id: int, user_id: UserId, *, trusted: bool) -> None:
    """Trust a person, or stop."""
    await _set(tx, community_id, user_id, is_trusted=trusted, is_trust_earned=False)


async def set_slow_until(tx: Transaction, community_id: int, user_id: UserId, until: datetime | None) -> None:
    """Until then links and media are withheld from the person; None: no more."""
    await _set(tx, community_id, user_id, slow_until=until)


async def note_strike(tx: Transaction, community_id: int, user_id: UserId, by: int = 1) -> None:
    """A sanction stands against the person (`by` 1), or was taken back (-1). Suspends trust that was earned, or restores it."""
    changed = await tx.execute(
        update(Member)
        .where(Member.community_id == community_id, Member.user_id == user_id, Member.strikes + by >= 0)
        .values(strikes=Member.strikes + by)
    )
    if changed.rowcount:
        await tx.publish(StandingChanged(community_id, user_id))


async def set_strikes(tx: Transaction, community_id: int, strikes: Mapping[UserId, int]) -> None:
    """How many sanctions stand against whom; against nobody else in the community."""
    rows = await tx.execute(
        select(Member.user_id, Member.strikes).where(
            Member.community_id == community_id, or_(Member.strikes != 0, Member.user_id.in_(strikes))
        )
    )
    for row in rows.all():
        standing = strikes.get(row.user_id, 0)
        if standing != row.strikes:
            await tx.execute(
                update(Member)
                .where(Member.community_id == community_id, Member.user_id == row.user_id)
                .values(strikes=standing)
            )
            await tx.publish(StandingChanged(community_id, row.user_id))


async def earn_trust(tx: Transaction, community_id: int, user_id: UserId, *, earned: bool) -> bool:
    """Graded trust makes the person trusted, or no more; whether that changed anything. Trust that staff gave stays as it is."""
    changed = await tx.execute(
        update(Member)
        .where(
            Member.community_id == community_id,
            Member.user_id == user_id,
            Member.is_trusted.is_(not earned),
            Member.is_trust_earned.is_(not earned),
        )
        .values(is_trusted=earned, is_trust_earned=earned)
    )
    if changed.rowcount:
        await tx.publish(StandingChanged(community_id, user_id))
    return bool(changed.rowcount)


async def _set(tx: Transaction, community_id: int, user_id: UserId, **values: object) -> None:
    await _ensure(tx, community_id, user_id)
    await tx.execute(
        update(Member).where(Member.community_id == community_id, Member.user_id == user_id).values(**values)
    )
    await tx.publish(StandingChanged(community_id, user_id))


async def _ensure(tx: Transaction, community_id: int, user_id: UserId) -> None:
    await tx.insert_new(
        Member,
        {"community_id": community_id, "user_id": user_id, "first_seen_at": tx.now, "messages": 0, "is_trusted": False},
    )
