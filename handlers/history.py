"""/history, and the profile behind a card: what staff know of one person."""

from aiogram import Router
from aiogram.filters import Command

from bot.errors import UserError
from bot.membership.roles import Right
from bot.moderation import queries
from bot.moderation.cases import CaseView
from bot.moderation.history import (
    HistoryButton,
    history_keyboard,
    history_text,
    profile_keyboard,
    profile_text,
)
from bot.moderation.sanction_arguments import sanction_arguments
from bot.telegram.filters import Tapped
from handlers.case_desk import card_tapper, edit_here, voice_of
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here, find_target
from handlers.staff_place import staff_place


def router() -> Router:
    router = Router(name="history")
    router.message.register(on_history, Command("history"))
    router.callback_query.register(on_history_button, Tapped(HistoryButton))
    return router


async def on_history(context: Context) -> None:
    """A person's cases, warnings and restrictions, where staff read."""
    actor = actor_here(context, Right.SEE_STAFF_DATA)
    arguments = sanction_arguments(context.message, takes_duration=False)
    if arguments.target is None:
        raise UserError("sanctions-usage-history")
    target = await find_target(actor, arguments.target)
    if target.user_id is None:
        raise UserError("sanctions-people-only")
    place = await staff_place(actor, UserError("sanctions-staff-only"))
    voice = voice_of(actor)
    async with context.begin() as tx:
        history = await queries.history(tx, actor.community.id, target.user_id, 0)
        text, keyboard = history_text(voice, history), history_keyboard(voice, actor.community.id, history)
        await place.show(tx, context, text, keyboard, context.text("sanctions-history-sent", where=place.where))


async def on_history_button(context: Context, button: HistoryButton) -> None:
    """Another page, or the record behind a profile."""
    actor = await card_tapper(context, button.community)
    voice = voice_of(actor)
    async with context.begin() as tx:
        history = await queries.history(tx, button.community, button.user, button.page)
        text, keyboard = history_text(voice, history), history_keyboard(voice, button.community, history)
        if button.fresh:
            await context.answer(tx, text, public=True, keyboard=keyboard)
        else:
            await edit_here(tx, actor, text, keyboard)
    await context.toast("")


async def profile_from_card(actor: Actor, case: CaseView) -> None:
    """The button 资料."""
    context, user_id = actor.context, case.target.user_id
    if user_id is None:
        raise UserError("refused-button-old")
    voice = voice_of(actor)
    async with context.begin() as tx:
        profile = await queries.profile(tx, case.community_id, user_id, case.target.name)
        text, keyboard = profile_text(voice, profile, tx.now), profile_keyboard(voice, case.community_id, profile)
        await context.answer(tx, text, keyboard=keyboard)
    await context.toast("")
