"""/report, 举报 and @admin: members point staff to a message; what staff do about it with one tap."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import UserError
from bot.i18n.dates import show_moment
from bot.membership.community import CommunityView
from bot.membership.roles import Right, Role
from bot.messages import IncomingMessage
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cases import CaseView
from bot.moderation.readable import readable
from bot.moderation.report_cards import MOST_VOICES, report_keyboard, report_text
from bot.moderation.reports import ReportAct, ReportButton, Reported, ReportListButton, ReportView
from bot.moderation.sanction_arguments import replied_to
from bot.moderation.sanctions import Order, Place
from bot.moderation.settings import ModerationSettings, ReportSettings
from bot.outbox.effects import Send
from bot.persistence.transaction import Transaction
from bot.telegram.filters import Mentioning, Tapped, Words
from handlers import report_list
from handlers.bans import impose_ban, watch
from handlers.case_desk import card_tapper, edit_here, voice_of
from handlers.context import Context
from handlers.notices import tell
from handlers.sanction_targets import Actor, bot_holds, places, refuse_higher, refuse_protected, require_bot_right

WORDS = ("举报", "舉報")
CALLS = ("@admin", "@admins")


def router() -> Router:
    router = Router(name="reports")
    router.message.register(on_report, Command("report"))
    router.message.register(on_report, Words(*WORDS))
    router.message.register(on_report, Words(*WORDS, with_text=True))
    router.message.register(on_call_for_staff, Mentioning(*CALLS))
    router.message.register(report_list.on_reports, Command("reports"))
    router.callback_query.register(on_report_button, Tapped(ReportButton))
    router.callback_query.register(report_list.on_list_button, Tapped(ReportListButton))
    return router


async def on_report(context: Context, command: CommandObject) -> None:
    subject = replied_to(context.message)
    if context.is_private or context.here.purpose != "group":
        raise UserError("refused-in-group-only")
    if subject is None:
        raise UserError("reports-usage")
    await _report(context, context.here, subject, command.args or "")


async def on_call_for_staff(context: Context, command: CommandObject) -> None:
    """@admin as a reply reports the message; alone it calls for staff. Where only staff read, it is talk."""
    community = context.community
    if community is None or community.purpose != "group":
        return
    subject = replied_to(context.message)
    if subject is not None:
        await _report(context, community, subject, command.args or "")
    else:
        await _report(context, community, context.message, "", is_call=True)


async def on_report_button(context: Context, button: ReportButton) -> None:
    async with context.services.database.read() as view:
        report = await queries.report(view, button.report)
    if report is None:
        raise UserError("refused-button-old")
    actor = await card_tapper(context, report.community_id)
    if report.is_on_staff and actor.role is not Role.OWNER:
        raise UserError("reports-owner-only")
    if button.act == "show":
        await _show(actor, report)
        return
    act = next((one for one in ReportAct if one.value == button.act), None)
    if act is None:
        raise UserError("refused-button-old")
    if not report.is_open:
        await _show_decided(actor, report)
        return
    await (_SANCTIONS.get(act) or _close)(actor, report, act)


async def _report(
    context: Context, community: CommunityView, subject: IncomingMessage, why: str, *, is_call: bool = False
) -> None:
    if not context.message.is_by_person:
        raise UserError("reports-own-name")
    if not is_call:
        _refuse_subject(context, subject)
    if not community.settings.get(ReportSettings).reports:
        raise UserError("reports-off")
    on_staff = not is_call and await _is_staff(context, community, subject)
    reported = Reported(subject, readable(subject), is_call=is_call, is_on_staff=on_staff)
    async with context.begin() as tx:
        await _refuse_reporter(tx, context, community)
        await moderation.make_report(
            tx,
            context.services.translator,
            community,
            reported,
            by=context.sender.id,
            why=why,
            said_in=context.message.message_id,
        )
        await context.answer(tx, context.text("reports-call-made" if is_call else "reports-made"))


def _refuse_subject(context: Context, subject: IncomingMessage) -> None:
    """Raises `UserError` for what cannot be reported."""
    if subject.kind == "service":
        raise UserError("reports-service")
    if subject.is_automatic_forward:
        raise UserError("moderation-target-linked")
    if subject.sender is None:
        raise UserError("refused-person-unknown")
    if subject.sender.id == context.services.bot.id:
        raise UserError("reports-bot")
    if subject.sender.id == context.sender.id and subject.sender_chat is None:
        raise UserError("reports-self")


async def _is_staff(context: Context, community: CommunityView, subject: IncomingMessage) -> bool:
    """Whether those who would see the card are colleagues of the author: administrators and whoever may moderate."""
    if subject.is_anonymous_administrator:
        return True
    if subject.sender is None or not subject.is_by_person:
        return False
    directory = context.services.directory
    if subject.sender.id in await directory.administrators(context.chat.id):
        return True
    return (await directory.role(community.id, subject.sender.id)).is_staff


async def _refuse_reporter(tx: Transaction, context: Context, community: CommunityView) -> None:
    """Raises `UserError` for who has lost the right for a time, or reports too much at once."""
    settings = community.settings.get(ReportSettings)
    until = await moderation.right_lost_until(tx, community.id, context.sender.id, settings)
    if until is not None:
        shown = show_moment(context.services.translator, context.own_language, until, community.zone)
        raise UserError("reports-suspended", until=shown)
    since = tx.now - settings.most_within
    if await queries.reports_since(tx, community.id, context.sender.id, since) >= settings.most:
        raise UserError("reports-too-many", count=settings.most)


async def _close(actor: Actor, report: ReportView, act: ReportAct) -> None:
    """The report is decided, and nobody is sanctioned."""
    async with actor.context.begin() as tx:
        await _decide(tx, actor, report, act)
    await actor.context.toast(actor.context.label(f"reports-toast-{act.value}"))


async def _delete(actor: Actor, report: ReportView, act: ReportAct) -> None:
    if report.target.message_id is None:
        raise UserError("refused-message-gone")
    if report.target.user_id is not None:
        await refuse_higher(actor, report.target.user_id)
    await require_bot_right(actor, [report.chat_id], "can_delete_messages")
    order = _order(actor, report, act, (Place(report.chat_id),))

    async def make(tx: Transaction) -> CaseView:
        return await moderation.delete_by_hand(tx, order)

    await _sanction(actor, report, act, make)


async def _warn(actor: Actor, report: ReportView, act: ReportAct) -> None:
    settings = actor.community.settings.get(ModerationSettings)
    order = await _order_against_author(actor, report, act)
    can_restrict = await bot_holds(actor, [place.chat_id for place in order.places], "can_restrict_members")

    async def make(tx: Transaction) -> CaseView:
        case = await moderation.warn(tx, order, settings, can_restrict=can_restrict)
        await watch(tx, actor, case)
        return case

    await _sanction(actor, report, act, make)


async def _mute(actor: Actor, report: ReportView, act: ReportAct) -> None:
    lasting = actor.community.settings.get(ReportSettings).mute_for
    order = await _order_against_author(actor, report, act)
    await require_bot_right(actor, [place.chat_id for place in order.places], "can_restrict_members")

    async def make(tx: Transaction) -> CaseView:
        return await moderation.mute(tx, order, tx.now + lasting)

    await _sanction(actor, report, act, make)


async def _ban(actor: Actor, report: ReportView, act: ReportAct) -> None:
    actor.require(Right.PERMANENT_BAN)
    order = await _order_against_author(actor, report, act)
    await require_bot_right(actor, [place.chat_id for place in order.places], "can_restrict_members")

    async def make(tx: Transaction) -> CaseView:
        return await impose_ban(tx, actor, order, None)

    await _sanction(actor, report, act, make)


_SANCTIONS: dict[ReportAct, Callable[[Actor, ReportView, ReportAct], Awaitable[None]]] = {
    ReportAct.DELETE: _delete,
    ReportAct.WARN: _warn,
    ReportAct.MUTE: _mute,
    ReportAct.BAN: _ban,
}


async def _sanction(
    actor: Actor, report: ReportView, act: ReportAct, make: Callable[[Transaction], Awaitable[CaseView]]
) -> None:
    """Make the case, take the message away with it, and decide the report: all of it or, for a second tap, nothing."""
    context, translator = actor.context, actor.context.services.translator
    removes = act is not ReportAct.DELETE and report.target.message_id is not None
    removes = removes and await bot_holds(actor, [report.chat_id], "can_delete_messages")
    async with context.begin() as tx:
        case = await make(tx)
        if removes:
            await moderation.delete_message(tx, case)
        await _decide(tx, actor, report, act, case.number)
        await moderation.send_card(tx, translator, actor.community, case)
        await tell(tx, context, actor.community, case)
        await context.audit(tx, case.kind.value, case=case.number)
    await context.toast(context.label(f"reports-toast-{act.value}", number=case.number))


async def _order_against_author(actor: Actor, report: ReportView, act: ReportAct) -> Order:
    target = report.target
    if target.user_id is None and target.sender_chat_id is None:
        raise UserError("moderation-target-anonymous")
    await refuse_protected(actor, target)
    return _order(actor, report, act, await places(actor, target))


def _order(actor: Actor, report: ReportView, act: ReportAct, where: tuple[Place, ...]) -> Order:
    reason = actor.context.services.translator.plain(actor.community.language, "reports-reason")
    return Order(
        community_id=report.community_id,
        chat_id=report.chat_id,
        target=report.target,
        actor_id=actor.context.sender.id,
        cause=f"{report.key}:{act.value}",
        reason=reason,
        places=where,
    )


async def _decide(
    tx: Transaction, actor: Actor, report: ReportView, act: ReportAct, case_number: int | None = None
) -> None:
    context = actor.context
    decided = await moderation.decide_report(
        tx,
        context.services.translator,
        actor.community,
        report,
        act,
        by=context.sender.id,
        case_number=case_number,
    )
    await _edit_copy(tx, actor, decided)
    await context.audit(tx, f"report_{act.value}", report=report.id)


async def _show(actor: Actor, report: ReportView) -> None:
    """The card again, where it was asked for."""
    context, voice = actor.context, voice_of(actor)
    async with context.begin() as tx:
        names = await queries.report_names(tx, report)
        text = report_text(voice, report, await queries.report_voices(tx, report, MOST_VOICES), names)
        keyboard = report_keyboard(voice, report, _mute_for(actor))
        await context.put(tx, Send(chat_id=context.chat.id, text=text, keyboard=keyboard), name="card")
    await context.toast("")


async def _show_decided(actor: Actor, report: ReportView) -> None:
    """A tap under a card that missed its last edit: it says now what became of the report."""
    async with actor.context.begin() as tx:
        await _edit_copy(tx, actor, report)
    await actor.context.toast(actor.context.label("reports-decided-already"), alert=True)


async def _edit_copy(tx: Transaction, actor: Actor, report: ReportView) -> None:
    voice = voice_of(actor)
    names = await queries.report_names(tx, report)
    text = report_text(voice, report, await queries.report_voices(tx, report, MOST_VOICES), names)
    await edit_here(tx, actor, text, report_keyboard(voice, report, _mute_for(actor)))


def _mute_for(actor: Actor) -> timedelta:
    return actor.community.settings.get(ReportSettings).mute_for
