"""/held and its buttons: what was taken from the group waits here, one tap each."""

from typing import Literal

from aiogram import Router
from aiogram.filters import Command

from bot.errors import UserError
from bot.i18n.lists import listed
from bot.i18n.translator import Html, escape, isolated
from bot.membership.roles import Right
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cards import Voice, shortened
from bot.moderation.cases import CaseView
from bot.moderation.held import HeldButton, WaitingHold
from bot.moderation.names import shown_name
from bot.moderation.sanctions import Act, Kind
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Reading
from bot.telegram.filters import Tapped
from handlers import bans
from handlers.case_desk import card_tapper, edit_here, existing, led_to, order_from, show, voice_of
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here, bot_holds
from handlers.staff_place import staff_place

PAGE = 5
MOST_SHOWN = 200
"""Characters of each."""


def router() -> Router:
    router = Router(name="holds")
    router.message.register(on_held, Command("held"))
    router.callback_query.register(on_held_button, Tapped(HeldButton))
    return router


async def on_held(context: Context) -> None:
    """The queue, newest first."""
    actor = actor_here(context, Right.SEE_STAFF_DATA)
    place = await staff_place(actor, UserError("sanctions-staff-only"))
    async with context.begin() as tx:
        text, keyboard = await _queue(tx, voice_of(actor), actor.community.id, 0)
        await place.show(tx, context, text, keyboard, context.text("sanctions-held-sent", where=place.where))


async def on_held_button(context: Context, button: HeldButton) -> None:
    """Decide about one of the queue, or turn the page; the queue is shown as it is then."""
    actor = await card_tapper(context, button.community)
    case = await existing(context, button.community, button.number) if button.act != "show" else None
    async with context.begin() as tx:
        if case is not None and button.act == "release":
            case = await moderation.undo(tx, case, by=context.sender.id)
            await moderation.review_rule(tx, context.services.translator, actor.community, case)
        elif case is not None:
            await moderation.drop_held(tx, case, by=context.sender.id)
            case = await queries.case_by_id(tx, case.id)
        if case is not None:
            await moderation.refresh_card(tx, context.services.translator, actor.community, case)
            await context.audit(tx, button.act, case=case.number)
        await edit_here(tx, actor, *await _queue(tx, voice_of(actor), actor.community.id, button.page))
    await context.toast(context.label(f"sanctions-held-{button.act}", number=button.number))


async def release_from_card(actor: Actor, case: CaseView) -> None:
    """The button 放行: undoing by another name."""
    context = actor.context
    _require_held(case)
    async with context.begin() as tx:
        case = await moderation.undo(tx, case, by=context.sender.id)
        await moderation.review_rule(tx, context.services.translator, actor.community, case)
        await show(tx, actor, case)
        await context.audit(tx, "release", case=case.number)
    await context.toast(context.label("sanctions-held-release", number=case.number))


async def drop_from_card(actor: Actor, case: CaseView) -> None:
    """The button 丢弃."""
    context = actor.context
    _require_held(case)
    async with context.begin() as tx:
        await moderation.drop_held(tx, case, by=context.sender.id)
        await show(tx, actor, await queries.case_by_id(tx, case.id) or case)
        await context.audit(tx, "drop", case=case.number)
    await context.toast(context.label("sanctions-held-drop", number=case.number))


async def warn_from_card(actor: Actor, case: CaseView) -> None:
    """The button 警告: the message stays away and its author is warned, as a case of its own."""
    _require_held(case)
    order = await order_from(actor, case, "warn", right=None)
    settings = actor.community.settings.get(ModerationSettings)
    chat_ids = [place.chat_id for place in order.places]
    can_restrict = await bot_holds(actor, chat_ids, "can_restrict_members")
    async with actor.context.begin() as tx:
        may_ban = not bans.needs_second(actor) and not await bans.are_suspended(tx, actor)
        made = await moderation.warn(tx, order, settings, can_restrict=can_restrict, may_ban=may_ban)
        await bans.watch(tx, actor, made)
        await led_to(tx, actor, case, Act.WARNED, made)


def _require_held(case: CaseView) -> None:
    if case.kind is not Kind.HOLD:
        raise UserError("refused-button-old")


async def _queue(view: Reading, voice: Voice, community_id: int, page: int) -> tuple[Html, Keyboard]:
    total = await queries.holds_waiting(view, community_id)
    if total == 0:
        return voice.text("sanctions-held-none"), ()
    pages = -(-total // PAGE)
    page = min(page, pages - 1)
    waiting = await queries.waiting_holds(view, community_id, skip=page * PAGE, most=PAGE)
    lines = [voice.text("sanctions-held-title", count=total), *(_line(voice, one) for one in waiting)]
    rows: list[tuple[Button, ...]] = [
        (
            _button(voice, community_id, page, "release", one.number),
            _button(voice, community_id, page, "drop", one.number),
        )
        for one in waiting
    ]
    if pages > 1:
        lines.append(voice.text("sanctions-page", page=page + 1, pages=pages))
        turn = [(page - 1, "sanctions-button-newer")] if page > 0 else []
        turn += [(page + 1, "sanctions-button-older")] if page + 1 < pages else []
        rows.append(tuple(_turn(voice, community_id, to, label) for to, label in turn))
    return Html("\n".join(lines)), tuple(rows)


def _line(voice: Voice, one: WaitingHold) -> Html:
    kinds = [voice.text(f"sanctions-kind-{kind}") for kind in dict.fromkeys(one.kinds) if kind in KINDS]
    return voice.text(
        "sanctions-held-line",
        number=one.number,
        name=isolated(shown_name(one.target_name, voice.ad_words)),
        shows="media" if kinds else "text",
        kinds=listed(voice.translator, voice.language, kinds) if kinds else Html(""),
        text=escape(shortened(one.text, MOST_SHOWN)),
        until=voice.moment(one.expires_at),
    )


KINDS = ("photo", "animation", "document", "video", "sticker", "voice", "video_note", "audio", "poll", "contact")
"""Those that have a name in the locale files."""


def _button(voice: Voice, community_id: int, page: int, act: Literal["release", "drop"], number: int) -> Button:
    label = voice.translator.plain(voice.language, f"sanctions-button-{act}-one", number=number)
    data = HeldButton(community=community_id, number=number, act=act, page=page).pack()
    return Button(label, data=data)


def _turn(voice: Voice, community_id: int, page: int, label: str) -> Button:
    return Button(voice.label(label), data=HeldButton(community=community_id, number=0, act="show", page=page).pack())
