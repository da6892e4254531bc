"""/lang: the language in which the bot speaks with a person."""

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import UserError
from bot.i18n.negotiation import Language, first_known, negotiate
from bot.i18n.translator import Html
from bot.membership import actions as membership
from bot.membership.roles import Right, may
from bot.outbox.buttons import ButtonData, Word
from bot.outbox.effects import Button, Keyboard
from bot.telegram.filters import Tapped, Words
from handlers.context import Context

AUTO = "auto"
ASK = "ask"
WORDS = ("语言", "語言")


class LanguageButton(ButtonData, frozen=True, kw_only=True):
    """`choice`: a language, `auto`, or `ask` for the question itself."""

    PREFIX = "lang"
    choice: Word


def router() -> Router:
    router = Router(name="language")
    router.message.register(on_language, Command("lang"))
    router.message.register(on_language, Words(*WORDS))
    router.callback_query.register(on_language_button, Tapped(LanguageButton))
    return router


async def on_language(context: Context, command: CommandObject) -> None:
    wanted = (command.args or "").strip()
    if wanted:
        await _choose(context, wanted)
    elif context.is_private:
        await _ask(context)
    else:
        await _tell(context)


async def on_language_button(context: Context, button: LanguageButton) -> None:
    if not context.is_private:
        raise UserError("refused-in-private-only")
    if button.choice == ASK:
        await _ask(context)
    else:
        await _choose(context, button.choice)
    await context.toast("")


async def _ask(context: Context) -> None:
    key = "language-current" if context.chosen_language else "language-current-auto"
    text = context.text(key, language=_name(context, context.own_language))
    async with context.begin() as tx:
        await context.answer(tx, text, keyboard=_buttons(context))


async def _tell(context: Context) -> None:
    lines = [context.text("language-usage", language=_name(context, context.own_language))]
    if may(context.role, Right.CHANGE_SETTINGS):
        lines.append(context.text("language-group-hint"))
    async with context.begin() as tx:
        await context.answer(tx, Html("\n".join(lines)))


async def _choose(context: Context, wanted: str) -> None:
    chosen = None if wanted.casefold() == AUTO else negotiate(wanted)
    if chosen is None and wanted.casefold() != AUTO:
        raise UserError("language-unknown")
    # The answer speaks the new language already; `context` still holds the old one.
    language = chosen or _account_language(context)
    translator = context.services.translator
    key = "language-chosen" if chosen else "language-follows"
    text = translator.text(language, key, language=translator.text(language, f"language-name.{language.value}"))
    async with context.begin() as tx:
        await membership.choose_language(tx, context.sender.id, chosen.value if chosen else None)
        await context.answer(tx, text)


def _account_language(context: Context) -> Language:
    group = context.community.language if context.community else context.services.config.language
    return first_known(context.sender.language_code, default=group)


def _name(context: Context, language: Language) -> Html:
    return context.text(f"language-name.{language.value}")


def _buttons(context: Context) -> Keyboard:
    languages = tuple(
        Button(context.label(f"language-name.{language.value}"), data=LanguageButton(choice=language.value).pack())
        for language in Language
    )
    follow = Button(context.label("language-button-auto"), data=LanguageButton(choice=AUTO).pack())
    return (languages, (follow,))
