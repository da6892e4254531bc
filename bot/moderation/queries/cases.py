"""Read cases, warnings and what holds people."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from msgspec import convert
from sqlalchemy import ColumnElement, Row, func, or_, select

from bot.i18n.negotiation import Language, first_known
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.messages import ChatId, MessageId, UserId
from bot.moderation.cards import CardNames
from bot.moderation.cases import ActView, CaseView
from bot.moderation.rules.verdict import Finding
from bot.moderation.sanctions import Act, Before, Kind, Target, before_from_json
from bot.moderation.tables import CaseAct, MemberWarning, PseudonymKey, Restriction, SanctionCase
from bot.outbox import queries as effects
from bot.persistence.transaction import Reading

SHOWN_AT_START = 5


@dataclass(frozen=True, slots=True)
class LiveRestriction:
    """A mute or ban in one chat that has not been lifted and has not ended."""

    case_id: int
    number: int
    kind: Kind
    before: Before | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where cards of a community go, and the language that is read there."""

    chat_id: ChatId
    language: Language


async def case(view: Reading, community_id: int, number: int) -> CaseView | None:
    """The case `number` of the community, with what was done about it."""
    return await _case(view, SanctionCase.community_id == community_id, SanctionCase.number == number)


async def case_of_cause(view: Reading, cause: str) -> CaseView | None:
    """The case that `cause` led to."""
    return await _case(view, SanctionCase.cause == cause)


async def case_by_id(view: Reading, case_id: int) -> CaseView | None:
    return await _case(view, SanctionCase.id == case_id)


async def lifted_by(view: Reading, community_id: int, number: int) -> list[CaseView]:
    """The cases that the lifting `number` ended."""
    rows = await view.execute(
        select(CaseAct.case_id)
        .join(SanctionCase, SanctionCase.id == CaseAct.case_id)
        .where(
            SanctionCase.community_id == community_id,
            CaseAct.act == Act.LIFTED.value,
            CaseAct.other_number == number,
        )
        .order_by(CaseAct.case_id)
    )
    found = [await case_by_id(view, row.case_id) for row in rows.all()]
    return [one for one in found if one is not None]


async def live_warnings(view: Reading, community_id: int, user_id: UserId) -> int:
    """How many warnings of the person count now."""
    counted = select(func.count()).select_from(MemberWarning)
    return int(await view.scalar(counted.where(*await live_warning(view, community_id, user_id))) or 0)


async def live_warning(view: Reading, community_id: int, user_id: UserId) -> tuple[ColumnElement[bool], ...]:
    """The condition that picks the person's warnings which count now."""
    return (
        MemberWarning.community_id == community_id,
        MemberWarning.user_id.in_(await identities(view, user_id)),
        MemberWarning.withdrawn_at.is_(None),
        MemberWarning.expires_at > view.now,
    )


async def live_restrictions(
    view: Reading, community_id: int, chat_id: ChatId, target: Target, kind: Kind | None = None
) -> list[LiveRestriction]:
    """What holds `target` in `chat_id` by cases of the community, oldest first; only mutes or bans with `kind`."""
    statement = (
        select(Restriction.case_id, SanctionCase.number, Restriction.kind, Restriction.before, Restriction.until)
        .join(SanctionCase, SanctionCase.id == Restriction.case_id)
        .where(
            SanctionCase.community_id == community_id,
            Restriction.chat_id == chat_id,
            await is_target(view, target),
            Restriction.lifted_at.is_(None),
            or_(Restriction.until.is_(None), Restriction.until > view.now),
        )
        .order_by(Restriction.case_id)
    )
    if kind is not None:
        statement = statement.where(Restriction.kind == kind.value)
    return [
        LiveRestriction(row.case_id, row.number, Kind(row.kind), before_from_json(row.before), row.until)
        for row in await view.execute(statement)
    ]


FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what has none, where an instant must stand."""


async def slow_until(view: Reading, community_id: int, target: Target) -> datetime | None:
    """Until when cases of the community withhold links and media from the person in any of its chats; None: they do not."""
    rows = await view.execute(
        select(Restriction.until)
        .join(SanctionCase, SanctionCase.id == Restriction.case_id)
        .where(
            SanctionCase.community_id == community_id,
            Restriction.kind == Kind.SLOW_LANE.value,
            await is_target(view, target),
            Restriction.lifted_at.is_(None),
            or_(Restriction.until.is_(None), Restriction.until > view.now),
        )
    )
    return max((row.until or FOR_GOOD for row in rows), default=None)


async def is_target(view: Reading, target: Target) -> ColumnElement[bool]:
    """The condition that picks the cases of `target`."""
    if target.user_id is None:
        return SanctionCase.sender_chat_id == target.sender_chat_id
    return SanctionCase.user_id.in_(await identities(view, target.user_id))


async def identities(view: Reading, user_id: UserId) -> list[int]:
    """The ids under which the person may stand in rows: the own one, and the pseudonym after an erasure."""
    key: str | None = await view.scalar(select(PseudonymKey.key))
    return [user_id] if key is None else [user_id, pseudonym(key, user_id)]


def pseudonym(key: str, user_id: UserId) -> int:
    """A keyed hash of the id as a negative number of 56 bits: no id of a person is negative."""
    digest = hmac.new(bytes.fromhex(key), str(user_id).encode(), hashlib.sha256).digest()
    return -1 - int.from_bytes(digest[:7], "big")


async def card_place(view: Reading, community: CommunityView) -> CardPlace | None:
    """The staff group; without one the private chat of an owner who started the bot; None where cards wait."""
    if community.staff_chat_id is not None:
        return CardPlace(community.staff_chat_id, community.language)
    for owner in await membership.reachable_creators(view, community.id):
        language = first_known(owner.language, owner.language_code, default=community.language)
        return CardPlace(owner.user_id, language)
    return None


async def card_names(view: Reading, shown: CaseView) -> CardNames:
    """The group's title and the names of the staff on the card."""
    chat = await membership.chat(view, shown.chat_id)
    ids = {act.actor_id for act in shown.acts} | ({shown.actor_id} if shown.actor_id else set())
    people = [await membership.person(view, user_id) for user_id in sorted(ids)]
    return CardNames(chat.title if chat else "", {one.user_id: one.name for one in people if one is not None})


def card_key(shown: CaseView) -> str:
    """The key of the effect that sends the card."""
    return f"{shown.key}:card"


async def is_card(view: Reading, shown: CaseView, chat_id: ChatId, message_id: MessageId) -> bool:
    """Whether that message is the card of the case, and not a copy that `/case` made."""
    sent = await effects.sent_message(view, card_key(shown))
    return sent is not None and (sent.chat_id, sent.message_id) == (chat_id, message_id)


async def waiting_cases(view: Reading, community_id: int, limit: int = SHOWN_AT_START) -> list[CaseView]:
    """The newest cases whose card had nowhere to go, oldest of them first: for the owner's /start."""
    rows = await view.execute(
        select(SanctionCase.__table__)
        .where(
            SanctionCase.community_id == community_id,
            SanctionCase.card_chat_id.is_(None),
            SanctionCase.kind.in_([kind.value for kind in Kind if not kind.lifts]),
        )
        .order_by(SanctionCase.id.desc())
        .limit(limit)
    )
    return [view_of(row, ()) for row in reversed(list(rows))]


async def _case(view: Reading, *conditions: ColumnElement[bool]) -> CaseView | None:
    row = (await view.execute(select(SanctionCase.__table__).where(*conditions))).first()
    if row is None:
        return None
    acts = await view.execute(select(CaseAct.__table__).where(CaseAct.case_id == row.id).order_by(CaseAct.id))
    return view_of(row, tuple(ActView(Act(act.act), act.actor_id, act.at, act.until, act.other_number) for act in acts))


def view_of(row: Row[Any], acts: tuple[ActView, ...]) -> CaseView:
    return CaseView(
        id=row.id,
        community_id=row.community_id,
        number=row.number,
        chat_id=row.chat_id,
        message_id=row.message_id,
        user_id=row.user_id,
        sender_chat_id=row.sender_chat_id,
        target_name=row.target_name,
        actor_id=row.actor_id,
        kind=Kind(row.kind),
        consequence=Kind(row.consequence) if row.consequence else None,
        rule=row.rule,
        rule_version=row.rule_version,
        reason=row.reason,
        text=row.text,
        findings=tuple(convert(row.evidence, list[Finding])),
        warnings=row.warnings,
        count=row._asdict()["count"],  # a row has a method of that name
        until=row.until,
        created_at=row.created_at,
        undone_at=row.undone_at,
        is_false_alarm=row.is_false_alarm,
        card_chat_id=row.card_chat_id,
        acts=acts,
    )
