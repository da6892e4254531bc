"""Reports by members: one per message, however many make it; decided once; told to all who made it."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from bot.errors import UserError
from bot.i18n.translator import Translator
from bot.membership.community import CommunityView
from bot.membership.events import ChatMoved
from bot.messages import ChatId, MessageId, UserId
from bot.moderation import queries
from bot.moderation.actions.cards import voice_at
from bot.moderation.actions.notices import reader_of
from bot.moderation.cards import Voice
from bot.moderation.cases import FORGOTTEN
from bot.moderation.events import ReportUpheld
from bot.moderation.queries import CardPlace
from bot.moderation.report_cards import MOST_VOICES, report_keyboard, report_text
from bot.moderation.reports import (
    LONGEST_WHY,
    ReportAct,
    Reported,
    ReportState,
    ReportView,
    VoiceView,
    next_edit,
    suspended_until,
)
from bot.moderation.settings import ReportSettings
from bot.moderation.tables import Report, ReportVoice
from bot.outbox import actions as outbox
from bot.outbox.effects import Edit, Priority, Send
from bot.persistence.transaction import Reading, Transaction

MOST_SHOWN = 5
"""Of what waited, when there is somewhere to show it."""
MOST_TOLD = 1000
KEPT_FOR = timedelta(days=180)
"""Twice as long as it counts for anybody's reputation."""


async def make_report(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    reported: Reported,
    *,
    by: UserId,
    why: str,
    said_in: MessageId,
) -> ReportView:
    """Write that `by` reports a message, with the message `said_in`; staff get a card, or their card counts one more.

    Raises `UserError` for who has reported it before, and for what staff have dealt with.
    """
    await tx.insert_new(Report, _row(tx, community, reported))
    message = reported.message
    found = await queries.report_of_message(tx, message.chat.id, message.message_id)
    if found is None or not found.is_open:
        raise UserError("reports-handled-already")
    voice = {
        "report_id": found.id,
        "user_id": by,
        "text": why[:LONGEST_WHY],
        "message_id": said_in,
        "made_at": tx.now,
    }
    if not await tx.insert_new(ReportVoice, voice, ReportVoice.id):
        raise UserError("reports-made-already")
    counted = await tx.execute(
        update(Report)
        .where(Report.id == found.id, Report.state == ReportState.OPEN.value)
        .values(voices=Report.voices + 1)
        .returning(Report.voices, Report.card_at, Report.card_chat_id)
    )
    row = counted.first()
    if row is None:
        raise UserError("reports-handled-already")
    made = replace(found, voices=row.voices, card_at=row.card_at, card_chat_id=row.card_chat_id)
    if made.card_chat_id is None:
        await send_report_card(tx, translator, community, made)
    else:
        await _count_on_card(tx, translator, community, made, made.card_chat_id)
    return made


async def send_report_card(
    tx: Transaction, translator: Translator, community: CommunityView, report: ReportView
) -> ChatId | None:
    """Send the card to where it belongs; the chat, None where it waits."""
    place = await queries.report_place(tx, community, on_staff=report.is_on_staff)
    if place is None:
        return None
    voice = voice_at(translator, community, place)
    voices = await queries.report_voices(tx, report, MOST_VOICES)
    card = Send(
        chat_id=place.chat_id,
        text=report_text(voice, report, voices, await queries.report_names(tx, report)),
        keyboard=report_keyboard(voice, report, community.settings.get(ReportSettings).mute_for),
    )
    await outbox.put(tx, card, key=f"{report.key}:card", priority=Priority.TICKET)
    await tx.execute(update(Report).where(Report.id == report.id).values(card_chat_id=place.chat_id, card_at=tx.now))
    return place.chat_id


async def send_waiting_reports(tx: Transaction, translator: Translator, community: CommunityView) -> None:
    """Send the newest cards that had nowhere to go, the oldest of them first."""
    for report in reversed(await queries.open_reports(tx, community.id, MOST_SHOWN, only_waiting=True)):
        await send_report_card(tx, translator, community, report)


async def decide_report(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    report: ReportView,
    act: ReportAct,
    *,
    by: UserId,
    case_number: int | None = None,
) -> ReportView:
    """Write what staff did, and tell the card and everybody who reported it. Raises `UserError` where it was decided before."""
    changed = await tx.execute(
        update(Report)
        .where(Report.id == report.id, Report.state == ReportState.OPEN.value)
        .values(
            state=act.state.value,
            act=act.value,
            case_number=case_number,
            decided_at=tx.now,
            decided_by=by,
        )
    )
    decided = await queries.report(tx, report.id)
    if changed.rowcount == 0 or decided is None:
        raise UserError("reports-decided-already")
    if decided.card_chat_id is not None:
        await _edit_card(tx, translator, community, decided, decided.card_chat_id, name="decided")
    for voice in await queries.report_voices(tx, decided, MOST_TOLD):
        await _tell(tx, translator, community, decided, voice)
        if decided.state is ReportState.UPHELD:
            await tx.publish(
                ReportUpheld(community.id, voice.user_id, report.id, report.chat_id, report.message_id, report.user_id)
            )
    return decided


async def right_lost_until(
    view: Reading, community_id: int, user_id: UserId, settings: ReportSettings
) -> datetime | None:
    """Until when the person may report nothing; None where that is not so."""
    within = timedelta(days=settings.abusive_days)
    abusive = await queries.abusive_reports(view, community_id, user_id, view.now - within)
    return suspended_until(
        abusive, view.now, limit=settings.abusive_limit, within=within, lasting=settings.suspended_for
    )


async def follow_chat_of_reports(tx: Transaction, event: ChatMoved) -> None:
    """Subscriber: messages keep no number when a group becomes a supergroup."""
    old, new = event.old_chat_id, event.new_chat_id
    await tx.execute(
        update(Report).where(Report.chat_id == old, Report.message_id > 0).values(message_id=-Report.message_id)
    )
    await tx.execute(update(Report).where(Report.chat_id == old).values(chat_id=new))
    await tx.execute(update(Report).where(Report.card_chat_id == old).values(card_chat_id=new))


async def forget_in_reports(tx: Transaction, user_id: UserId) -> None:
    """Erase the person as author, as reporter, and as whoever decided."""
    await tx.execute(delete(ReportVoice).where(ReportVoice.user_id == user_id))
    # What was decided stays without its text; what was open has no subject any more.
    is_author = Report.user_id == user_id
    await tx.execute(delete(Report).where(is_author, or_(Report.is_call, Report.state == ReportState.OPEN.value)))
    await tx.execute(update(Report).where(is_author).values(user_id=None, author_name="", text=""))
    await tx.execute(update(Report).where(Report.decided_by == user_id).values(decided_by=FORGOTTEN))
    await tx.execute(update(Report).where(Report.card_chat_id == user_id).values(card_chat_id=None))


async def forget_old_reports(tx: Transaction) -> int:
    """Remove what was decided long ago; how many reports."""
    gone = await tx.execute(delete(Report).where(Report.decided_at < tx.now - KEPT_FOR))
    return gone.rowcount


def _row(tx: Transaction, community: CommunityView, reported: Reported) -> dict[str, object]:
    message, author = reported.message, reported.author
    return {
        "community_id": community.id,
        "chat_id": message.chat.id,
        "message_id": message.message_id,
        "thread_id": message.message_thread_id if message.is_topic_message else None,
        "user_id": author.user_id,
        "sender_chat_id": author.sender_chat_id,
        "author_name": author.name[:200],
        "kind": message.kind,
        "text": reported.text,
        "is_call": reported.is_call,
        "is_on_staff": reported.is_on_staff,
        "state": ReportState.OPEN.value,
        "made_at": tx.now,
        "voices": 0,
    }


async def _count_on_card(
    tx: Transaction, translator: Translator, community: CommunityView, report: ReportView, chat_id: ChatId
) -> None:
    """Edit the card as soon as it may be: delivery makes one edit of all that are due then."""
    at = next_edit(report.card_at, tx.now)
    await tx.execute(update(Report).where(Report.id == report.id).values(card_at=at))
    await _edit_card(tx, translator, community, report, chat_id, name=str(report.voices), after=at - tx.now)


async def _edit_card(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    report: ReportView,
    chat_id: ChatId,
    *,
    name: str,
    after: timedelta = timedelta(),
) -> None:
    place = await queries.report_place(tx, community, on_staff=report.is_on_staff)
    if place is None or place.chat_id != chat_id:
        place = CardPlace(chat_id, community.language)
    voice = voice_at(translator, community, place)
    voices = await queries.report_voices(tx, report, MOST_VOICES)
    edit = Edit(
        chat_id=chat_id,
        sent_by=f"{report.key}:card",
        text=report_text(voice, report, voices, await queries.report_names(tx, report)),
        keyboard=report_keyboard(voice, report, community.settings.get(ReportSettings).mute_for),
    )
    await outbox.put(tx, edit, key=f"{report.key}:card:{name}", priority=Priority.TICKET, after=after)


async def _tell(
    tx: Transaction, translator: Translator, community: CommunityView, report: ReportView, one: VoiceView
) -> None:
    """Say quietly what became of the report: in private, else in the group for this person alone."""
    reader = await reader_of(tx, community, one.user_id)
    voice = Voice(translator, reader.language, community.zone)
    settings = community.settings.get(ReportSettings)
    until = None
    if report.state is ReportState.ABUSIVE:
        until = await right_lost_until(tx, community.id, one.user_id, settings)
    if until is not None:
        text = voice.text("reports-told-suspended", until=voice.moment(until))
    else:
        text = voice.text(f"reports-told-{report.state.value}")
    if reader.is_reachable:
        told = Send(chat_id=one.user_id, text=text, silent=True)
    else:
        told = Send(
            chat_id=report.chat_id,
            text=text,
            thread_id=report.thread_id,
            reply_to=one.message_id,
            alone_for=one.user_id,
            remove_after=community.quiet_for.total_seconds(),
            silent=True,
        )
    await outbox.put(tx, told, key=f"{report.key}:told:{one.id}", priority=Priority.ANSWER)
