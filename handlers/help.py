"""/help: the commands that work here, for whoever asks."""

from aiogram import Router
from aiogram.filters import Command

from bot.i18n.lists import listed
from bot.i18n.negotiation import Language
from bot.i18n.translator import Html
from bot.membership.roles import Role
from bot.outbox.buttons import ButtonData
from bot.telegram.command_menu import Place, commands_for
from bot.telegram.filters import Tapped, Words
from handlers.context import Context

WORDS = ("帮助", "幫助")
# Chinese words work in every language; whoever reads English finds them in the groups they are in.
_SIMPLIFIED = ("帮助", "群规", "举报", "语言", "隐私", "设置")
PLAIN_WORDS = {
    Language.ZH_HANS: _SIMPLIFIED,
    Language.ZH_HANT: ("幫助", "群規", "舉報", "語言", "隱私", "設定"),
    Language.EN: _SIMPLIFIED,
}
"""Words that do what a command does, as /help names them."""
_SECTIONS = {
    Role.RESTRICTED: "help-section-member",
    Role.MODERATOR: "help-section-moderator",
    Role.MANAGER: "help-section-manager",
    Role.OWNER: "help-section-owner",
}


class HelpButton(ButtonData, frozen=True, kw_only=True):
    """The same as /help."""

    PREFIX = "help"


def router() -> Router:
    router = Router(name="help")
    router.message.register(on_help, Command("help"))
    router.message.register(on_help, Words(*WORDS))
    router.callback_query.register(on_help, Tapped(HelpButton))
    return router


async def on_help(context: Context) -> None:
    async with context.begin() as tx:
        await context.answer(tx, help_text(context))
    if context.update.callback_query is not None:
        await context.toast("")


def help_text(context: Context) -> Html:
    """Every command of the sender's role that works at this place, a line each, under the role it belongs to."""
    place = place_of(context)
    available = commands_for(context.role, place)
    parts = [context.text("help-title", place=place.name.lower() if place.name else "")]
    for role, title in _SECTIONS.items():
        lines = [
            context.text("help-line", command=one.name, summary=context.text(one.key))
            for one in available
            if one.role is role
        ]
        if lines:
            parts.append(Html("\n".join([context.text(title), *lines])))
    words = [Html(word) for word in PLAIN_WORDS[context.own_language]]
    parts.append(context.text("help-words", words=listed(context.services.translator, context.own_language, words)))
    if place is Place.GROUP:
        parts.append(context.text("help-more-in-private"))
    return Html("\n\n".join(parts))


def place_of(context: Context) -> Place:
    """Where the update happened."""
    if context.is_private:
        return Place.PRIVATE
    return Place.STAFF if context.community is not None and context.community.purpose == "staff" else Place.GROUP
