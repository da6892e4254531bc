"""Read reports and what is known of those who make them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from bot.i18n.negotiation import first_known
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.messages import UserId
from bot.moderation.cards import CardNames
from bot.moderation.queries.cases import CardPlace, card_place
from bot.moderation.reports import REPUTATION, ReportAct, ReportState, ReportView, Reputation, VoiceView
from bot.moderation.tables import Report, ReportVoice
from bot.persistence.transaction import Reading

_COUNT_AS = "times"
_TIMES = func.count().label(_COUNT_AS)


async def report(view: Reading, report_id: int) -> ReportView | None:
    found = await _reports(view, Report.id == report_id)
    return found[0] if found else None


async def report_of_message(view: Reading, chat_id: int, message_id: int) -> ReportView | None:
    """The one report of that message, decided or not."""
    found = await _reports(view, Report.chat_id == chat_id, Report.message_id == message_id)
    return found[0] if found else None


async def open_reports(
    view: Reading, community_id: int, limit: int, *, on_staff: bool | None = None, only_waiting: bool = False
) -> Sequence[ReportView]:
    """Reports that nobody has decided, newest first: all, or only those `on_staff` or not; with `only_waiting` those whose
    card had nowhere to go.
    """
    conditions = [Report.community_id == community_id, Report.state == ReportState.OPEN.value]
    if on_staff is not None:
        conditions.append(Report.is_on_staff.is_(on_staff))
    if only_waiting:
        conditions.append(Report.card_chat_id.is_(None))
    return await _reports(view, *conditions, limit=limit)


async def report_voices(view: Reading, shown: ReportView, limit: int) -> list[VoiceView]:
    """The first who reported it, with their names and what became of their other reports."""
    rows = await view.execute(
        select(ReportVoice.__table__).where(ReportVoice.report_id == shown.id).order_by(ReportVoice.id).limit(limit)
    )
    voices = [VoiceView(row.id, row.user_id, row.text, row.message_id) for row in rows]
    ids = {one.user_id for one in voices}
    names = {person.user_id: person.name for person in await membership.people(view, ids)}
    reputations = await reputations_of(view, shown.community_id, ids)
    return [
        replace(one, name=names.get(one.user_id, ""), reputation=reputations.get(one.user_id, Reputation()))
        for one in voices
    ]


async def reputations_of(view: Reading, community_id: int, user_ids: Collection[UserId]) -> dict[UserId, Reputation]:
    """What became of the reports of `user_ids` in the last 90 days; who made none that was decided is missing."""
    rows = await view.execute(
        select(ReportVoice.user_id, Report.state, _TIMES)
        .join(Report, Report.id == ReportVoice.report_id)
        .where(
            Report.community_id == community_id,
            ReportVoice.user_id.in_(user_ids),
            Report.decided_at > view.now - REPUTATION,
        )
        .group_by(ReportVoice.user_id, Report.state)
    )
    counted: dict[UserId, dict[str, int]] = {}
    for row in rows:
        counted.setdefault(row.user_id, {})[row.state] = row.times
    return {
        user_id: Reputation(
            states.get(ReportState.UPHELD.value, 0),
            states.get(ReportState.DISMISSED.value, 0),
            states.get(ReportState.ABUSIVE.value, 0),
        )
        for user_id, states in counted.items()
    }


async def abusive_reports(view: Reading, community_id: int, user_id: UserId, since: datetime) -> dict[int, datetime]:
    """The person's reports that staff found abusive since then, and when they did."""
    rows = await view.execute(
        select(Report.id, Report.decided_at)
        .join(ReportVoice, ReportVoice.report_id == Report.id)
        .where(
            Report.community_id == community_id,
            ReportVoice.user_id == user_id,
            Report.state == ReportState.ABUSIVE.value,
            Report.decided_at > since,
        )
    )
    return {row.id: row.decided_at for row in rows}


async def reports_since(view: Reading, community_id: int, user_id: UserId, since: datetime) -> int:
    """How often the person has reported something since then."""
    made = (
        select(func.count())
        .select_from(ReportVoice)
        .join(Report, Report.id == ReportVoice.report_id)
        .where(Report.community_id == community_id, ReportVoice.user_id == user_id, ReportVoice.made_at > since)
    )
    return int(await view.scalar(made) or 0)


async def report_place(view: Reading, community: CommunityView, *, on_staff: bool) -> CardPlace | None:
    """Where the card goes: where all cards do; about staff only to an owner, in private. None where it waits."""
    if not on_staff:
        return await card_place(view, community)
    for owner in await membership.reachable_creators(view, community.id):
        language = first_known(owner.language, owner.language_code, default=community.language)
        return CardPlace(owner.user_id, language)
    return None


async def report_names(view: Reading, shown: ReportView) -> CardNames:
    """The group's title and the name of whoever decided."""
    chat = await membership.chat(view, shown.chat_id)
    people = await membership.people(view, {shown.decided_by} if shown.decided_by else set())
    return CardNames(chat.title if chat else "", {one.user_id: one.name for one in people})


async def export_reports_of(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What the person reported, what was reported of the person, and what was decided. Reporters stay unnamed."""
    made = await view.execute(
        select(Report.community_id, ReportVoice.text, ReportVoice.made_at, Report.state)
        .join(Report, Report.id == ReportVoice.report_id)
        .where(ReportVoice.user_id == user_id)
        .order_by(ReportVoice.id)
    )
    about = await view.execute(
        select(Report.community_id, Report.author_name, Report.text, Report.made_at, Report.state, Report.act)
        .where(Report.user_id == user_id)
        .order_by(Report.id)
    )
    decided = await view.execute(
        select(Report.community_id, Report.act, Report.decided_at)
        .where(Report.decided_by == user_id)
        .order_by(Report.id)
    )
    tables = {"reports": made, "reported": about, "decided_reports": decided}
    return {name: [_plain(row) for row in rows] for name, rows in tables.items()}


async def _reports(view: Reading, *conditions: ColumnElement[bool], limit: int = 1) -> list[ReportView]:
    rows = await view.execute(select(Report.__table__).where(*conditions).order_by(Report.id.desc()).limit(limit))
    return [_view(row) for row in rows]


def _view(row: Row[Any]) -> ReportView:
    return ReportView(
        id=row.id,
        community_id=row.community_id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        user_id=row.user_id,
        sender_chat_id=row.sender_chat_id,
        author_name=row.author_name,
        kind=row.kind,
        text=row.text,
        is_call=row.is_call,
        is_on_staff=row.is_on_staff,
        state=ReportState(row.state),
        act=ReportAct(row.act) if row.act else None,
        case_number=row.case_number,
        made_at=row.made_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        voices=row.voices,
        card_at=row.card_at,
        card_chat_id=row.card_chat_id,
    )


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row._asdict().items()
        if value is not None
    }
