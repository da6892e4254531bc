"""/rules: what a community asks of its members, for everybody to see."""

from aiogram import Router
from aiogram.filters import Command

from bot.i18n.translator import Html, escape, isolated
from bot.membership.roles import Right, may
from bot.membership.settings import MembershipSettings
from bot.outbox.effects import Button, Keyboard
from bot.telegram.filters import Words
from handlers.context import Context
from handlers.settings import setting_url

WORDS = ("群规", "群規")


def router() -> Router:
    router = Router(name="rules")
    router.message.register(on_rules, Command("rules"))
    router.message.register(on_rules, Words(*WORDS))
    return router


async def on_rules(context: Context) -> None:
    text = context.public_text("rules-text", title=isolated(context.here.title), rules=_rules(context))
    async with context.begin() as tx:
        await context.answer(tx, text, public=True, keyboard=_hint(context))


def _rules(context: Context) -> Html:
    own = context.here.settings.get(MembershipSettings).rules_text.strip()
    return escape(own) if own else context.public_text("rules-default")


def _hint(context: Context) -> Keyboard:
    """Managers change the text in the settings; members see no button that refuses them."""
    if not may(context.role, Right.CHANGE_SETTINGS):
        return ()
    url = setting_url(context, "membership.rules_text")
    label = context.services.translator.plain(context.public_language, "rules-button-change")
    return ((Button(label, url=url),),)
