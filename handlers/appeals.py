"""An appeal: the person concerned writes one text in private, staff decide under a card with one tap."""

from datetime import timedelta

from aiogram import Router

from bot.errors import UserError
from bot.i18n.translator import Html, isolated
from bot.membership.community import CommunityView
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.appeal_cards import appeal_keyboard, appeal_text
from bot.moderation.appeals import (
    LONGEST_TEXT,
    AppealButton,
    AppealCancelButton,
    AppealState,
    AppealView,
    can_be_appealed,
    has_ended,
    read_payload,
)
from bot.moderation.cards import CardNames, Voice, reason_of, what_was_done
from bot.moderation.cases import CaseView
from bot.moderation.settings import AppealSettings, ModerationSettings
from bot.outbox.effects import Button, Edit, Send
from bot.persistence.transaction import Reading, Transaction
from bot.telegram.filters import Expecting, Tapped
from handlers.case_desk import card_tapper, way_back
from handlers.communities import community_view
from handlers.context import Context
from handlers.sanction_targets import Actor

DIALOGUE = "appeals.text"


def router() -> Router:
    router = Router(name="appeals")
    router.message.register(on_appeal_text, Expecting(DIALOGUE))
    router.callback_query.register(on_appeal_button, Tapped(AppealButton))
    router.callback_query.register(on_appeal_cancel, Tapped(AppealCancelButton))
    return router


async def on_appeal_link(context: Context, rest: str) -> None:
    """The deep link `appeal_<community>_<case>`: asks the person concerned, and nobody else, for one text."""
    named = read_payload(rest)
    if named is None:
        raise UserError("start-link-unknown")
    async with context.services.database.read() as view:
        community, case = await _case_of_sender(context, view, *named)
        await _refuse_late(view, community, case)
    voice = Voice(context.services.translator, context.own_language, community.zone)
    reason = reason_of(voice, case)
    text = context.text(
        "appeals-ask",
        number=case.number,
        title=isolated(community.title),
        what=what_was_done(voice, case),
        why="given" if reason else "none",
        reason=reason,
        most=LONGEST_TEXT,
    )
    cancel = AppealCancelButton(community=case.community_id, number=case.number).pack()
    async with context.begin() as tx:
        await context.expect(tx, DIALOGUE, {"community": case.community_id, "number": case.number})
        await context.answer(tx, text, keyboard=((Button(context.label("button-cancel"), data=cancel),),))


async def on_appeal_text(context: Context) -> None:
    asked = context.dialogue or {}
    text = (context.message.text or "").strip()
    if not text:
        raise UserError("appeals-text-only")
    if len(text) > LONGEST_TEXT:
        raise UserError("appeals-text-long", most=LONGEST_TEXT, count=len(text))
    async with context.begin() as tx:
        community, case = await _case_of_sender(context, tx, int(asked["community"]), int(asked["number"]))
        await _refuse_late(tx, community, case)
        settings = community.settings.get(AppealSettings)
        made = await moderation.make_appeal(tx, case, context.sender.id, text, settings)
        await moderation.send_appeal_card(tx, context.services.translator, community, made, case)
        await context.done(tx)
        await context.answer(tx, context.text("appeals-received", number=case.number))


async def on_appeal_cancel(context: Context, button: AppealCancelButton) -> None:
    if not context.is_private:
        raise UserError("refused-in-private-only")
    asked = context.dialogue or {}
    async with context.begin() as tx:
        if (asked.get("community"), asked.get("number")) == (button.community, button.number):
            await context.done(tx)
        text = context.text("appeals-cancelled", number=button.number)
        await context.put(
            tx, Edit(chat_id=context.chat.id, message_id=context.message.message_id, text=text), name="edit"
        )
    await context.toast("")


async def on_appeal_button(context: Context, button: AppealButton) -> None:
    async with context.services.database.read() as view:
        appeal = await queries.appeal(view, button.appeal)
        case = await queries.case_by_id(view, appeal.case_id) if appeal is not None else None
    if appeal is None or case is None:
        raise UserError("refused-button-old")
    actor = await card_tapper(context, appeal.community_id)
    if button.act == "show":
        await _show(actor, appeal, case)
        return
    if not appeal.is_open:
        raise UserError("appeals-decided-already", number=case.number)
    match button.act:
        case "uphold":
            await _decide(actor, appeal, case, AppealState.UPHELD)
        case "overturn":
            await _decide(actor, appeal, case, AppealState.OVERTURNED)
        case "shorten":
            await _decide(actor, appeal, case, AppealState.SHORTENED, timedelta(hours=button.hours))
        case _:
            raise UserError("refused-button-old")


async def _decide(
    actor: Actor, appeal: AppealView, case: CaseView, state: AppealState, step: timedelta = timedelta()
) -> None:
    context, translator = actor.context, actor.context.services.translator
    if state is AppealState.SHORTENED and step <= timedelta():
        raise UserError("refused-button-old")
    link = await way_back(actor, case) if state is AppealState.OVERTURNED else None
    async with context.begin() as tx:
        by = context.sender.id
        # Somebody may have taken it back without looking at the appeal.
        if state is AppealState.OVERTURNED and case.undone_at is None:
            case = await moderation.undo(tx, case, by=by, is_false_alarm=case.rule is not None)
            await moderation.review_rule(tx, translator, actor.community, case)
        elif state is AppealState.SHORTENED:
            case = await moderation.shorten(tx, case, by=by, until=tx.now + step)
        decided = await moderation.decide_appeal(
            tx, translator, actor.community, appeal, case, state, by=by, way_back=link
        )
        await moderation.refresh_card(tx, translator, actor.community, case)
        await _edit_copy(tx, actor, decided, case)
        await context.audit(tx, f"appeal_{state.value}", case=case.number)
    await context.toast(context.label(f"appeals-toast-{state.value}", number=case.number))


async def _show(actor: Actor, appeal: AppealView, case: CaseView) -> None:
    """The card again, where it was asked for."""
    context = actor.context
    async with context.begin() as tx:
        text = await _text(tx, actor, appeal, case)
        keyboard = appeal_keyboard(_voice(actor), appeal, case, tx.now)
        await context.put(tx, Send(chat_id=context.chat.id, text=text, keyboard=keyboard), name="card")
    await context.toast("")


async def _edit_copy(tx: Transaction, actor: Actor, appeal: AppealView, case: CaseView) -> None:
    """The message under the finger, where it is another one than the card."""
    message = actor.context.message
    edit = Edit(
        chat_id=message.chat.id,
        message_id=message.message_id,
        text=await _text(tx, actor, appeal, case),
        keyboard=appeal_keyboard(_voice(actor), appeal, case, tx.now),
    )
    await actor.context.put(tx, edit, name="edit")


async def _text(view: Reading, actor: Actor, appeal: AppealView, case: CaseView) -> Html:
    names = await queries.card_names(view, case)
    people = dict(names.people)
    if appeal.decided_by == actor.context.sender.id:
        people[actor.context.sender.id] = actor.context.sender.name
    return appeal_text(_voice(actor), appeal, case, CardNames(names.group, people))


def _voice(actor: Actor) -> Voice:
    ad_words = actor.community.settings.get(ModerationSettings).ad_words
    context = actor.context
    return Voice(context.services.translator, context.public_language, actor.community.zone, ad_words)


async def _case_of_sender(
    context: Context, view: Reading, community_id: int, number: int
) -> tuple[CommunityView, CaseView]:
    """The case, if it is about the sender. Raises `UserError`; a stranger does not learn whether there is such a case."""
    community = await community_view(view, context.services, community_id)
    case = await queries.case(view, community_id, number)
    if community is None or case is None or case.target.user_id != context.sender.id or not can_be_appealed(case):
        raise UserError("appeals-not-yours", number=number)
    return community, case


async def _refuse_late(view: Reading, community: CommunityView, case: CaseView) -> None:
    """Raises `UserError` for a case that has had its appeal or holds no more, and where appeals are switched off."""
    settings = community.settings.get(AppealSettings)
    if not settings.appeals:
        raise UserError("appeals-off")
    earlier = await queries.appeal_of_case(view, case.id)
    if earlier is not None:
        raise UserError("appeals-made-already" if earlier.is_open else "appeals-had", number=case.number)
    if case.undone_at is not None:
        raise UserError("appeals-undone", number=case.number)
    warning_until = await queries.warning_until(view, case.id)
    if has_ended(case, view.now, warning_until=warning_until, within=timedelta(days=settings.within)):
        raise UserError("appeals-ended", number=case.number)
    since = view.now - timedelta(days=7)
    if await queries.appeals_since(view, community.id, case.target.user_id or 0, since) >= settings.per_week:
        raise UserError("appeals-too-many", count=settings.per_week)
