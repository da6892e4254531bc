"""/case, /undo and the buttons under cards."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import UserError
from bot.membership import queries as roster
from bot.membership.roles import Right
from bot.moderation import actions as moderation
from bot.moderation.cards import Voice, lengthen_keyboard, repost_text
from bot.moderation.cases import SWEEPS, TIMED, CaseButton, CaseView, LengthenButton, can_lengthen, can_repost
from bot.moderation.sanctions import Act, Kind
from bot.moderation.settings import LONGEST_SANCTION, ModerationSettings
from bot.persistence.transaction import Transaction
from bot.telegram.filters import Tapped
from handlers import bans, history, holds, sweeping
from handlers.case_desk import (
    card,
    card_tapper,
    edit_here,
    existing,
    led_to,
    order_from,
    show,
    tell_way_back,
    voice_of,
    way_back,
)
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here, refuse_protected
from handlers.staff_place import staff_place

LONGEST_NUMBER = 9


def router() -> Router:
    router = Router(name="cases")
    router.message.register(on_case, Command("case"))
    router.message.register(on_undo, Command("undo"))
    router.callback_query.register(on_case_button, Tapped(CaseButton))
    router.callback_query.register(on_lengthen_button, Tapped(LengthenButton))
    for part in (history, holds, sweeping, bans):
        router.include_router(part.router())
    return router


async def on_case(context: Context, command: CommandObject) -> None:
    """Show a case: here in the staff group and in private; asked for in a group, where staff see it."""
    actor = actor_here(context, Right.SEE_STAFF_DATA)
    number = _number(command, "moderation-usage-case")
    case = await existing(context, actor.community.id, number)
    place = await staff_place(actor, UserError("moderation-case-in-private", number=case.number))
    async with context.begin() as tx:
        text, keyboard = await card(tx, voice_of(actor), case)
        went = context.text("moderation-case-sent", number=case.number, where=place.where)
        await place.show(tx, context, text, keyboard, went)


async def on_undo(context: Context, command: CommandObject) -> None:
    actor = actor_here(context)
    case = await existing(context, actor.community.id, _number(command, "moderation-usage-undo"))
    link = await way_back(actor, case)
    async with context.begin() as tx:
        undone = await moderation.undo(tx, case, by=context.sender.id)
        await tell_way_back(tx, actor, undone, link)
        await moderation.settle_appeal_of_undone(
            tx, context.services.translator, actor.community, undone, by=context.sender.id
        )
        await moderation.review_rule(tx, context.services.translator, actor.community, undone)
        await moderation.refresh_card(tx, context.services.translator, actor.community, undone)
        await context.answer(tx, context.public_text("moderation-undone", number=case.number), public=True)
        await context.audit(tx, "undo", case=case.number)


async def on_case_button(context: Context, button: CaseButton) -> None:
    act = _ACTS.get(button.act)
    if act is None:
        raise UserError("refused-button-old")
    actor = await card_tapper(context, button.community)
    await act(actor, await existing(context, button.community, button.number))


async def on_lengthen_button(context: Context, button: LengthenButton) -> None:
    actor = await card_tapper(context, button.community)
    case = await existing(context, button.community, button.number)
    longer = timedelta(hours=button.hours) if 0 < button.hours <= LONGEST_SANCTION // timedelta(hours=1) else None
    if longer is None and button.hours != 0:
        raise UserError("refused-button-old")
    if case.sanction in TIMED:
        await _lengthen(actor, case, button, longer)
    else:
        await _mute_author(actor, case, longer)


async def _undo(actor: Actor, case: CaseView, *, is_false_alarm: bool = False) -> None:
    context = actor.context
    link = await way_back(actor, case)
    async with context.begin() as tx:
        undone = await moderation.undo(tx, case, by=context.sender.id, is_false_alarm=is_false_alarm)
        await tell_way_back(tx, actor, undone, link)
        await moderation.settle_appeal_of_undone(
            tx, context.services.translator, actor.community, undone, by=context.sender.id
        )
        await moderation.review_rule(tx, context.services.translator, actor.community, undone)
        await show(tx, actor, undone)
        await context.audit(tx, "undo", case=case.number)
    await context.toast(context.label("moderation-undone", number=case.number))


async def _mark_false_alarm(actor: Actor, case: CaseView) -> None:
    if case.rule is None:
        raise UserError("refused-button-old")
    await _undo(actor, case, is_false_alarm=True)


async def _ask_how_long(actor: Actor, case: CaseView) -> None:
    if not can_lengthen(case, actor.context.services.clock.now()):
        raise UserError("moderation-lengthen-late", number=case.number)
    voice = voice_of(actor)
    async with actor.context.begin() as tx:
        text, _ = await card(tx, voice, case)
        await edit_here(tx, actor, text, lengthen_keyboard(voice, case))
    await actor.context.toast("")


async def _show_again(actor: Actor, case: CaseView) -> None:
    async with actor.context.begin() as tx:
        await edit_here(tx, actor, *await card(tx, voice_of(actor), case))
    await actor.context.toast("")


async def _mute_author(actor: Actor, case: CaseView, lasting: timedelta | None) -> None:
    """A deletion or a warning grows into a mute, as a case of its own."""
    if not can_lengthen(case, actor.context.services.clock.now()):
        raise UserError("moderation-lengthen-late", number=case.number)
    order = await order_from(actor, case, "mute")
    async with actor.context.begin() as tx:
        made = await moderation.mute(tx, order, None if lasting is None else tx.now + lasting)
        await led_to(tx, actor, case, Act.MUTED, made)


async def _lengthen(actor: Actor, case: CaseView, button: LengthenButton, longer: timedelta | None) -> None:
    context = actor.context
    await refuse_protected(actor, case.target)
    until = None if longer is None or case.until is None else case.until + longer
    if until is None:
        actor.require(Right.PERMANENT_BAN)
        if case.sanction is Kind.BAN and bans.needs_second(actor):
            raise UserError("sanctions-lengthen-second")
    elif until - context.services.clock.now() > LONGEST_SANCTION:
        raise UserError("moderation-duration-bounds")
    async with context.begin() as tx:
        if case.sanction is Kind.BAN and await bans.are_suspended(tx, actor):
            raise UserError("sanctions-bans-suspended")
        changed = await moderation.lengthen(tx, case, by=context.sender.id, end=button.end, until=until)
        await show(tx, actor, changed)
        await context.audit(tx, "lengthen", case=case.number)
    await context.toast(context.label("moderation-lengthened", number=case.number))


async def _repost(actor: Actor, case: CaseView) -> None:
    context = actor.context
    if not can_repost(case):
        raise UserError("refused-button-old")
    ad_words = actor.community.settings.get(ModerationSettings).ad_words
    public = Voice(context.services.translator, actor.community.language, actor.community.zone, ad_words)
    async with context.begin() as tx:
        if case.kind not in SWEEPS and not await _is_gone(tx, case):
            raise UserError("sanctions-not-deleted", number=case.number)
        text = await sweeping.swept_quote(tx, public, case) if case.kind in SWEEPS else repost_text(public, case)
        changed = await moderation.repost(tx, case, text, by=context.sender.id)
        await show(tx, actor, changed)
        await context.audit(tx, "repost", case=case.number)
    await context.toast(context.label("moderation-reposted", number=case.number))


async def _is_gone(tx: Transaction, case: CaseView) -> bool:
    """Whether the bot removed the message of the case, as far as the index still knows."""
    message = await roster.message(tx, case.chat_id, case.message_id or 0)
    return message is None or message.is_deleted


_ACTS: dict[str, Callable[[Actor, CaseView], Awaitable[None]]] = {
    "undo": _undo,
    "not_spam": _mark_false_alarm,
    "lengthen": _ask_how_long,
    "back": _show_again,
    "ban": bans.ban_from_card,
    "confirm": bans.confirm_from_card,
    "release": holds.release_from_card,
    "drop": holds.drop_from_card,
    "warn": holds.warn_from_card,
    "clear": sweeping.clear_from_card,
    "profile": history.profile_from_card,
    "repost": _repost,
}


def _number(command: CommandObject, usage: str) -> int:
    """The number in `/case 12` and `/case #12`. Raises `UserError` with the usage."""
    digits = (command.args or "").strip().removeprefix("#").removeprefix("＃")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise UserError(usage)
    return int(digits)
