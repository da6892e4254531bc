"""/start: who the bot is, what one can do here, and the deep links that begin there."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import UserError
from bot.i18n.translator import isolated
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Transaction
from handlers.communities import CommunityButton
from handlers.context import Context
from handlers.help import HelpButton
from handlers.language import LanguageButton

DeepLink = Callable[[Context, str], Awaitable[None]]
"""What a payload does, given what stands behind its prefix and the underscore."""

# Asked for at once when somebody adds the bot through the button (core.telegram.org/api/links, bot links).
WANTED_RIGHTS = "delete_messages+restrict_members+invite_users+pin_messages"


Greeting = Callable[[Context, Transaction], Awaitable[None]]
"""What else somebody is told at /start in private, such as what waited for that."""


def router(deep_links: Mapping[str, DeepLink] | None = None, greetings: Sequence[Greeting] = ()) -> Router:
    """`deep_links`: by prefix, such as `setup` for https://t.me/<bot>?start=setup_-100123."""
    links = dict(deep_links or {})

    async def on_start(context: Context, command: CommandObject) -> None:
        payload = (command.args or "").strip()
        if not context.is_private:
            await _answer_in_group(context, payload)
        elif payload:
            await _follow(context, payload, links, greetings)
        else:
            await _greet(context, greetings)

    router = Router(name="start")
    router.message.register(on_start, Command("start"))
    return router


async def _answer_in_group(context: Context, payload: str) -> None:
    # Telegram itself sends `/start@bot setup` when somebody adds the bot through a link: the arrival speaks already.
    if not payload:
        async with context.begin() as tx:
            await context.answer(tx, context.text("start-in-group"))


async def _follow(context: Context, payload: str, links: Mapping[str, DeepLink], greetings: Sequence[Greeting]) -> None:
    prefix, _, rest = payload.partition("_")
    link = links.get(prefix)
    if link is None:
        await _greet(context, greetings)
    else:
        await link(context, rest)


async def _greet(context: Context, greetings: Sequence[Greeting]) -> None:
    hello = context.text("start-hello", bot=isolated(context.services.bot.name))
    async with context.begin() as tx:
        await context.answer(tx, hello, keyboard=_first_buttons(context))
        for greeting in greetings:
            await greeting(context, tx)


def _first_buttons(context: Context) -> Keyboard:
    return (
        (Button(context.label("start-button-add"), url=add_to_group_url(context)),),
        (
            Button(context.label("start-button-communities"), data=CommunityButton(id=0).pack()),
            Button(context.label("start-button-help"), data=HelpButton().pack()),
        ),
        (Button(context.label("start-button-language"), data=LanguageButton(choice="ask").pack()),),
    )


def add_to_group_url(context: Context) -> str:
    """Telegram's dialog for adding the bot to a group."""
    return f"https://t.me/{context.services.bot.username}?startgroup=setup&admin={WANTED_RIGHTS}"


def deep_link_number(rest: str) -> int:
    """The chat id in a payload. Raises `UserError` for anything else."""
    digits = rest.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise UserError("start-link-unknown")
    return int(rest)
