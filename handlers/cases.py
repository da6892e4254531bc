"""/case, /undo and the buttons under cards."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import UserError
from bot.i18n.negotiation import first_known
from bot.i18n.translator import Html, isolated
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.roles import Right
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cards import Voice, card_keyboard, card_text, lengthen_keyboard, repost_text
from bot.moderation.cases import CaseButton, CaseView, LengthenButton, can_lengthen
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.settings import LONGEST_SANCTION, ModerationSettings
from bot.outbox.effects import Edit, Keyboard, Send
from bot.persistence.transaction import Transaction
from bot.telegram.failures import TelegramFailure
from bot.telegram.filters import Tapped
from handlers.communities import community_view
from handlers.context import Context
from handlers.notices import tell
from handlers.sanction_targets import Actor, actor_here, places, refuse_protected, require_bot_right

LONGEST_NUMBER = 9


def router() -> Router:
    router = Router(name="cases")
    router.message.register(on_case, Command("case"))
    router.message.register(on_undo, Command("undo"))
    router.callback_query.register(on_case_button, Tapped(CaseButton))
    router.callback_query.register(on_lengthen_button, Tapped(LengthenButton))
    return router


async def on_case(context: Context, command: CommandObject) -> None:
    """Show a case: here in the staff group and in private; asked for in a group, where staff see it."""
    actor = actor_here(context, Right.SEE_STAFF_DATA)
    number = _number(command, "moderation-usage-case")
    case = await _existing(context, actor.community.id, number)
    if context.is_private or actor.community.purpose == "staff":
        async with context.begin() as tx:
            text, keyboard = await _card(tx, _voice(actor), case)
            await context.answer(tx, text, public=True, keyboard=keyboard)
        return
    async with context.services.database.read() as view:
        asker = await roster.person(view, context.sender.id)
    target_chat = actor.community.staff_chat_id
    if target_chat is None:
        if asker is None or asker.reach != "started":
            raise UserError("moderation-case-in-private", number=case.number)
        target_chat = context.sender.id
    async with context.begin() as tx:
        text, keyboard = await _card(tx, _voice(actor), case)
        await context.put(tx, Send(chat_id=target_chat, text=text, keyboard=keyboard), name="card")
        where = "staff" if target_chat == actor.community.staff_chat_id else "private"
        await context.answer(tx, context.text("moderation-case-sent", number=case.number, where=where))


async def on_undo(context: Context, command: CommandObject) -> None:
    actor = actor_here(context)
    case = await _existing(context, actor.community.id, _number(command, "moderation-usage-undo"))
    link = await way_back(actor, case)
    async with context.begin() as tx:
        undone = await moderation.undo(tx, case, by=context.sender.id)
        await _tell_way_back(tx, actor, undone, link)
        await moderation.settle_appeal_of_undone(
            tx, context.services.translator, actor.community, undone, by=context.sender.id
        )
        await moderation.refresh_card(tx, context.services.translator, actor.community, undone)
        await context.answer(tx, context.public_text("moderation-undone", number=case.number), public=True)
        await context.audit(tx, "undo", case=case.number)


async def on_case_button(context: Context, button: CaseButton) -> None:
    act = _ACTS.get(button.act)
    if act is None:
        raise UserError("refused-button-old")
    actor = await card_tapper(context, button.community)
    await act(actor, await _existing(context, button.community, button.number))


async def on_lengthen_button(context: Context, button: LengthenButton) -> None:
    actor = await card_tapper(context, button.community)
    case = await _existing(context, button.community, button.number)
    longer = timedelta(hours=button.hours) if 0 < button.hours <= LONGEST_SANCTION // timedelta(hours=1) else None
    if longer is None and button.hours != 0:
        raise UserError("refused-button-old")
    if case.sanction in (Kind.MUTE, Kind.BAN):
        await _lengthen(actor, case, button, longer)
    else:
        await _mute_author(actor, case, longer)


async def _undo(actor: Actor, case: CaseView, *, is_false_alarm: bool = False) -> None:
    context = actor.context
    link = await way_back(actor, case)
    async with context.begin() as tx:
        undone = await moderation.undo(tx, case, by=context.sender.id, is_false_alarm=is_false_alarm)
        await _tell_way_back(tx, actor, undone, link)
        await moderation.settle_appeal_of_undone(
            tx, context.services.translator, actor.community, undone, by=context.sender.id
        )
        await _show(tx, actor, undone)
        await context.audit(tx, "undo", case=case.number)
    await context.toast(context.label("moderation-undone", number=case.number))


async def _mark_false_alarm(actor: Actor, case: CaseView) -> None:
    if case.rule is None:
        raise UserError("refused-button-old")
    await _undo(actor, case, is_false_alarm=True)


async def _ask_how_long(actor: Actor, case: CaseView) -> None:
    if not can_lengthen(case, actor.context.services.clock.now()):
        raise UserError("moderation-lengthen-late", number=case.number)
    voice = _voice(actor)
    async with actor.context.begin() as tx:
        text, _ = await _card(tx, voice, case)
        await _edit_here(tx, actor, text, lengthen_keyboard(voice, case))
    await actor.context.toast("")


async def _show_again(actor: Actor, case: CaseView) -> None:
    async with actor.context.begin() as tx:
        await _edit_here(tx, actor, *await _card(tx, _voice(actor), case))
    await actor.context.toast("")


async def _ban(actor: Actor, case: CaseView) -> None:
    actor.require(Right.PERMANENT_BAN)
    order = await _order_from(actor, case, "ban")
    async with actor.context.begin() as tx:
        made = await moderation.ban(tx, order, None)
        await _led_to(tx, actor, case, Act.BANNED, made)


async def _mute_author(actor: Actor, case: CaseView, lasting: timedelta | None) -> None:
    """A deletion or a warning grows into a mute, as a case of its own."""
    if not can_lengthen(case, actor.context.services.clock.now()):
        raise UserError("moderation-lengthen-late", number=case.number)
    order = await _order_from(actor, case, "mute")
    async with actor.context.begin() as tx:
        made = await moderation.mute(tx, order, None if lasting is None else tx.now + lasting)
        await _led_to(tx, actor, case, Act.MUTED, made)


async def _lengthen(actor: Actor, case: CaseView, button: LengthenButton, longer: timedelta | None) -> None:
    context = actor.context
    await refuse_protected(actor, case.target)
    until = None if longer is None or case.until is None else case.until + longer
    if until is None:
        actor.require(Right.PERMANENT_BAN)
    elif until - context.services.clock.now() > LONGEST_SANCTION:
        raise UserError("moderation-duration-bounds")
    async with context.begin() as tx:
        changed = await moderation.lengthen(tx, case, by=context.sender.id, end=button.end, until=until)
        await _show(tx, actor, changed)
        await context.audit(tx, "lengthen", case=case.number)
    await context.toast(context.label("moderation-lengthened", number=case.number))


async def _repost(actor: Actor, case: CaseView) -> None:
    context = actor.context
    if case.kind is not Kind.DELETE or case.undone_at is None or not case.text:
        raise UserError("refused-button-old")
    public = Voice(context.services.translator, actor.community.language, actor.community.zone)
    async with context.begin() as tx:
        changed = await moderation.repost(tx, case, repost_text(public, case), by=context.sender.id)
        await _show(tx, actor, changed)
        await context.audit(tx, "repost", case=case.number)
    await context.toast(context.label("moderation-reposted", number=case.number))


_ACTS: dict[str, Callable[[Actor, CaseView], Awaitable[None]]] = {
    "undo": _undo,
    "not_spam": _mark_false_alarm,
    "lengthen": _ask_how_long,
    "back": _show_again,
    "ban": _ban,
    "repost": _repost,
}


async def _order_from(actor: Actor, case: CaseView, act: str) -> Order:
    """A sanction of the same person on the ground of `case`. Raises `UserError` where that is not possible any more."""
    target = case.target
    if not case.has_target or case.undone_at is not None or case.is_lifted:
        raise UserError("refused-button-old")
    await refuse_protected(actor, target)
    where = await places(actor, target)
    await require_bot_right(actor, [place.chat_id for place in where], "can_restrict_members")
    reason = actor.context.services.translator.plain(
        actor.community.language, "moderation-reason-of-case", number=case.number
    )
    return Order(
        community_id=case.community_id,
        chat_id=case.chat_id,
        target=target,
        actor_id=actor.context.sender.id,
        cause=f"{case.key}:{act}",
        reason=reason,
        places=where,
    )


async def _led_to(tx: Transaction, actor: Actor, case: CaseView, act: Act, made: CaseView) -> None:
    """Tell under both cards that `case` led to `made`; a second tap finds it done."""
    context = actor.context
    if case.has(act):
        raise UserError("moderation-done-already", number=made.number)
    changed = await moderation.note_outcome(tx, case, act, by=context.sender.id, made=made)
    await moderation.send_card(tx, context.services.translator, actor.community, made)
    await tell(tx, context, actor.community, made)
    await _show(tx, actor, changed)
    await context.audit(tx, made.kind.value, case=made.number)


async def card_tapper(context: Context, community_id: int) -> Actor:
    """Whoever tapped, in the community of the card. Raises `UserError` elsewhere than in its staff group or in private."""
    community = await _community(context, community_id)
    if not context.is_private and context.chat.id != community.staff_chat_id:
        raise UserError("refused-not-your-button")
    if context.community is not None and context.community.id == community_id:
        role = context.role
    else:
        role = await context.services.directory.role(community_id, context.sender.id)
    actor = Actor(context, community, role)
    actor.require(Right.MODERATE)
    return actor


async def _community(context: Context, community_id: int) -> CommunityView:
    """The community of a card; in private the sender may have chosen another one for talking about."""
    if context.community is not None and context.community.id == community_id:
        return context.community
    async with context.services.database.read() as view:
        community = await community_view(view, context.services, community_id)
    if community is None:
        raise UserError("refused-button-old")
    return community


async def _existing(context: Context, community_id: int, number: int) -> CaseView:
    async with context.services.database.read() as view:
        case = await queries.case(view, community_id, number)
    if case is None:
        raise UserError("moderation-no-case", number=number)
    return case


def _number(command: CommandObject, usage: str) -> int:
    """The number in `/case 12` and `/case #12`. Raises `UserError` with the usage."""
    digits = (command.args or "").strip().removeprefix("#").removeprefix("＃")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise UserError(usage)
    return int(digits)


async def way_back(actor: Actor, case: CaseView) -> str | None:
    """A single-use invite link for somebody who was removed and can be written to; None where that is not so."""
    user_id = case.target.user_id
    if case.sanction not in (Kind.BAN, Kind.KICK) or user_id is None or case.undone_at is not None:
        return None
    services = actor.context.services
    async with services.database.read() as view:
        person = await roster.person(view, user_id)
    if person is None or person.reach != "started":
        return None
    try:
        link = await services.telegram.call("createChatInviteLink", chat_id=case.chat_id, member_limit=1)
    except TelegramFailure:
        return None  # a courtesy: without the right to invite the person comes back by another way
    return str(link["invite_link"])


async def _tell_way_back(tx: Transaction, actor: Actor, case: CaseView, link: str | None) -> None:
    user_id = case.target.user_id
    if link is None or user_id is None:
        return
    person = await roster.person(tx, user_id)
    language = first_known(
        person.language if person else None,
        person.language_code if person else None,
        default=actor.community.language,
    )
    text = actor.context.services.translator.text(
        language, "moderation-way-back", title=isolated(actor.community.title), number=case.number, link=link
    )
    await actor.context.put(tx, Send(chat_id=user_id, text=text), name="way-back")


async def _show(tx: Transaction, actor: Actor, case: CaseView) -> None:
    """Let the card, and the copy of it that was tapped, say what became of the case."""
    await moderation.refresh_card(tx, actor.context.services.translator, actor.community, case)
    message = actor.context.message
    if not await queries.is_card(tx, case, message.chat.id, message.message_id):
        await _edit_here(tx, actor, *await _card(tx, _voice(actor), case))


async def _edit_here(tx: Transaction, actor: Actor, text: Html, keyboard: Keyboard) -> None:
    message = actor.context.message
    edit = Edit(chat_id=message.chat.id, message_id=message.message_id, text=text, keyboard=keyboard)
    await actor.context.put(tx, edit, name="edit")


async def _card(tx: Transaction, voice: Voice, case: CaseView) -> tuple[Html, Keyboard]:
    names = await queries.card_names(tx, case)
    return card_text(voice, case, names), card_keyboard(voice, case, tx.now)


def _voice(actor: Actor) -> Voice:
    ad_words = actor.community.settings.get(ModerationSettings).ad_words
    context = actor.context
    return Voice(context.services.translator, context.public_language, actor.community.zone, ad_words)
