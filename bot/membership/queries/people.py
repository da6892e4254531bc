"""People and their standings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.membership.roles import Role, Standing
from bot.membership.tables import AuditEntry, ChatAdministrator, GroupChat, Member, MessageEvent, Person
from bot.messages import UserId
from bot.persistence.bulk import PairLookup
from bot.persistence.transaction import Reading

NOBODY = Standing()
# Built once: it stands between an advertisement and its deletion, and building it takes as long as executing it.
_REACHABLE = (
    select(ChatAdministrator.member, *Person.__table__.columns)
    .join(GroupChat, GroupChat.chat_id == ChatAdministrator.chat_id)
    .join(Person, Person.user_id == ChatAdministrator.user_id)
    .where(GroupChat.community_id == bindparam("community"), GroupChat.purpose == "group", Person.reach == "started")
    .order_by(GroupChat.chat_id)
)
_ONE = select(Person.__table__).where(Person.user_id == bindparam("person"))
_STANDINGS = PairLookup(
    Member,
    ("community_id", "user_id"),
    (
        "community_id",
        "user_id",
        "joined_at",
        "messages",
        "granted_role",
        "is_trusted",
        "slow_until",
        "first_seen_at",
        "replies",
        "strikes",
        "deeds",
        "is_trust_earned",
    ),
)


@dataclass(frozen=True, slots=True)
class PersonView:
    """An account as last seen; `language` chosen with /lang, `language_code` the account's own."""

    user_id: UserId
    name: str
    username: str | None
    language: str | None
    language_code: str | None
    reach: str
    chosen_community_id: int | None = None
    chosen_at: datetime | None = None


async def person(view: Reading, user_id: UserId) -> PersonView | None:
    return _person((await view.execute(_ONE, {"person": user_id})).first())


async def people(view: Reading, user_ids: Collection[UserId]) -> list[PersonView]:
    """Those of `user_ids` that were seen."""
    rows = await view.execute(select(Person.__table__).where(Person.user_id.in_(user_ids)).order_by(Person.user_id))
    return [found for row in rows if (found := _person(row)) is not None]


async def by_username(view: Reading, username: str) -> PersonView | None:
    """Who had that @username when last seen; the @ may be there or not."""
    folded = username.removeprefix("@").casefold()
    rows = await view.execute(
        select(Person.__table__).where(Person.username_folded == folded).order_by(Person.seen_at.desc())
    )
    return _person(rows.first())


async def standing(view: Reading, community_id: int, user_id: UserId) -> Standing:
    """The person's standing; the empty one for somebody never seen."""
    return (await standings(view, [(community_id, user_id)])).get((community_id, user_id), NOBODY)


async def standings(view: Reading, keys: Collection[tuple[int, UserId]]) -> dict[tuple[int, UserId], Standing]:
    """Standings by (community, user), in one query; who was never seen is missing."""
    return {(row[0], row[1]): _standing(*row[2:]) for row in await _STANDINGS.rows(view, sorted(keys))}


def _standing(
    joined_at: datetime | None,
    messages: int,
    granted: int | None,
    is_trusted: bool,
    slow_until: datetime | None,
    first_seen_at: datetime,
    replies: int,
    strikes: int,
    deeds: int,
    is_trust_earned: bool,
) -> Standing:
    return Standing(
        joined_at=joined_at,
        messages=messages,
        granted=None if granted is None else Role(granted),
        # What was earned holds only while nothing speaks against it.
        is_trusted=bool(is_trusted) and not (is_trust_earned and strikes > 0),
        slow_until=slow_until,
        first_seen_at=first_seen_at,
        replies=replies,
        strikes=strikes,
        deeds=deeds,
    )


@dataclass(frozen=True, slots=True)
class Presence:
    """How long somebody has been here and how much was written. `joined_at` only where the bot saw the join."""

    first_seen_at: datetime
    joined_at: datetime | None
    left_at: datetime | None
    messages: int


async def presence(view: Reading, community_id: int, user_id: UserId) -> Presence | None:
    """None for somebody never seen in the community."""
    rows = await view.execute(
        select(Member.first_seen_at, Member.joined_at, Member.left_at, Member.messages).where(
            Member.community_id == community_id, Member.user_id == user_id
        )
    )
    row = rows.first()
    return Presence(row.first_seen_at, row.joined_at, row.left_at, row.messages) if row else None


async def reachable_creators(view: Reading, community_id: int) -> list[PersonView]:
    """The creators of the community's groups whom the bot can write to in private."""
    rows = await view.execute(_REACHABLE, {"community": community_id})
    found = [_person(row) for row in rows if row.member.get("status") == "creator"]
    return [one for one in found if one is not None]


async def members_of(view: Reading, community_id: int) -> int:
    """How many people the roster holds who have not left."""
    rows = await view.execute(
        select(Member.user_id).where(Member.community_id == community_id, Member.left_at.is_(None))
    )
    return len(rows.all())


async def export(view: Reading, user_id: UserId) -> dict[str, Any]:
    """Everything the roster stores about a person, as JSON-ready values."""
    person_row = (await view.execute(select(Person.__table__).where(Person.user_id == user_id))).first()
    members = await view.execute(select(Member.__table__).where(Member.user_id == user_id))
    messages = await view.execute(
        select(MessageEvent.__table__).where(MessageEvent.user_id == user_id).order_by(MessageEvent.sent_at)
    )
    audits = await view.execute(select(AuditEntry.__table__).where(AuditEntry.user_id == user_id))
    return {
        "person": _plain(person_row) if person_row else None,
        "memberships": [_plain(row) for row in members],
        "messages": [_plain(row) for row in messages],
        "audit": [_plain(row) for row in audits],
    }


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._asdict().items()
        if value is not None
    }


def _person(row: Row[Any] | None) -> PersonView | None:
    if row is None:
        return None
    return PersonView(
        row.user_id,
        row.name,
        row.username,
        row.language,
        row.language_code,
        row.reach,
        row.chosen_community_id,
        row.chosen_at,
    )
