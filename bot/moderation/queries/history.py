"""Read a person's record, and which messages a case removed."""

from sqlalchemy import ColumnElement, func, or_, select

from bot.membership import queries as membership
from bot.membership.queries import MessageView
from bot.messages import UserId
from bot.moderation.cases import CaseView
from bot.moderation.history import PAGE, History, Holding, Profile
from bot.moderation.queries.cases import identities, live_warnings, view_of
from bot.moderation.sanctions import Kind
from bot.moderation.tables import Appeal, CaseMessage, Report, Restriction, SanctionCase
from bot.persistence.transaction import Reading


async def history(view: Reading, community_id: int, user_id: UserId, page: int) -> History:
    """What is known of the person, with the cases of `page` (the last one where there are not so many)."""
    total = await cases_about(view, community_id, user_id)
    page = min(page, max(0, -(-total // PAGE) - 1))
    rows = await view.execute(
        select(SanctionCase.__table__)
        .where(SanctionCase.community_id == community_id, SanctionCase.user_id.in_(await identities(view, user_id)))
        .order_by(SanctionCase.id.desc())
        .offset(page * PAGE)
        .limit(PAGE)
    )
    cases = tuple(view_of(row, ()) for row in rows)
    person = await membership.person(view, user_id)
    return History(
        user_id=user_id,
        name=person.name if person is not None else next((case.target_name for case in cases), ""),
        warnings=await live_warnings(view, community_id, user_id),
        holdings=await _holdings(view, community_id, user_id),
        cases=cases,
        total=total,
        page=page,
        reports=await _count(view, Report.community_id == community_id, Report.user_id == user_id),
        appeals=await _count(view, Appeal.community_id == community_id, Appeal.user_id == user_id),
    )


async def profile(view: Reading, community_id: int, user_id: UserId, name: str) -> Profile:
    """Who the person is; `name` where the roster has none."""
    person = await membership.person(view, user_id)
    presence = await membership.presence(view, community_id, user_id)
    return Profile(
        user_id=user_id,
        name=person.name if person is not None and person.name else name,
        username=person.username if person is not None else None,
        since=(presence.joined_at or presence.first_seen_at) if presence is not None else None,
        messages=presence.messages if presence is not None else 0,
        cases=await cases_about(view, community_id, user_id),
    )


async def cases_about(view: Reading, community_id: int, user_id: UserId) -> int:
    """How many cases there are about the person."""
    counted = select(func.count()).where(
        SanctionCase.community_id == community_id, SanctionCase.user_id.in_(await identities(view, user_id))
    )
    return int(await view.scalar(counted) or 0)


async def swept_messages(view: Reading, case: CaseView) -> list[MessageView]:
    """Those of the messages that a purge removed which the index still has, oldest first."""
    rows = await view.execute(select(CaseMessage.chat_id, CaseMessage.message_id).where(CaseMessage.case_id == case.id))
    ids: dict[int, list[int]] = {}
    for row in rows:
        ids.setdefault(row.chat_id, []).append(row.message_id)
    found = [one for chat_id in ids for one in await membership.messages_among(view, chat_id, ids[chat_id])]
    return sorted(found, key=lambda one: (one.sent_at, one.message_id))


async def _count(view: Reading, *conditions: ColumnElement[bool]) -> int:
    return int(await view.scalar(select(func.count()).where(*conditions)) or 0)


async def _holdings(view: Reading, community_id: int, user_id: UserId) -> tuple[Holding, ...]:
    rows = await view.execute(
        select(SanctionCase.number, Restriction.kind, Restriction.until, Restriction.chat_id)
        .join(SanctionCase, SanctionCase.id == Restriction.case_id)
        .where(
            SanctionCase.community_id == community_id,
            SanctionCase.user_id.in_(await identities(view, user_id)),
            Restriction.lifted_at.is_(None),
            or_(Restriction.until.is_(None), Restriction.until > view.now),
        )
        .order_by(Restriction.case_id, Restriction.chat_id)
    )
    found = rows.all()
    chats = {chat.chat_id: chat.title for chat in await membership.known_chats(view, {row.chat_id for row in found})}
    return tuple(Holding(row.number, Kind(row.kind), row.until, chats.get(row.chat_id, "")) for row in found)
