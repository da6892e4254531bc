"""/privacy: what is stored about a person, handed out or erased by that person, in private."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from aiogram import Router
from aiogram.filters import Command

from bot.errors import UserError
from bot.membership.export_file import export_file
from bot.messages import UserId
from bot.outbox.buttons import ButtonData, Word
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Reading, Transaction
from bot.telegram.filters import Tapped, Words
from handlers.context import Context

WORDS = ("隐私", "隱私")
MOST_BYTES = 8_000_000
"""Past this an export does not fit into an effect's row; three years of one busy person's messages are smaller."""


class Holder(Protocol):
    """A capability, as far as this page asks: what it holds about a person, and how it forgets."""

    @property
    def name(self) -> str: ...
    @property
    def forget(self) -> Callable[[Transaction, UserId], Awaitable[None]] | None: ...
    @property
    def export(self) -> Callable[[Reading, UserId], Awaitable[dict[str, Any]]] | None: ...


class PrivacyButton(ButtonData, frozen=True, kw_only=True):
    """`act`: export | erase (asks) | erased (does it) | keep."""

    PREFIX = "priv"
    act: Word


def router(holders: Callable[[], Iterable[Holder]]) -> Router:
    """`holders` is asked when somebody taps: the list of capabilities contains this router."""

    async def on_privacy_button(context: Context, button: PrivacyButton) -> None:
        if not context.is_private:
            raise UserError("refused-in-private-only")
        if button.act == "export":
            await _export(context, holders())
        elif button.act == "erase":
            await _ask(context)
        elif button.act == "erased":
            await _erase(context, holders())
        elif button.act == "keep":
            async with context.begin() as tx:
                await context.answer(tx, context.text("privacy-kept"))
        else:
            raise UserError("refused-button-old")
        await context.toast("")

    router = Router(name="privacy")
    router.message.register(on_privacy, Command("privacy"))
    router.message.register(on_privacy, Words(*WORDS))
    router.callback_query.register(on_privacy_button, Tapped(PrivacyButton))
    return router


async def on_privacy(context: Context) -> None:
    async with context.begin() as tx:
        if context.is_private:
            await context.answer(tx, context.text("privacy-text"), keyboard=_choices(context))
        else:
            url = f"https://t.me/{context.services.bot.username}?start=privacy"
            keyboard = ((Button(context.label("privacy-button-open"), url=url),),)
            await context.answer(tx, context.text("privacy-in-private"), keyboard=keyboard)


async def on_privacy_link(context: Context, rest: str) -> None:
    """The deep link `privacy`."""
    await on_privacy(context)


async def _export(context: Context, holders: Iterable[Holder]) -> None:
    async with context.services.database.read() as view:
        stored = {
            holder.name: await holder.export(view, context.sender.id) for holder in holders if holder.export is not None
        }
        day = view.now.astimezone(context.services.config.timezone).date()
    file = export_file(context.sender.id, day, stored)
    if len(file.content) > MOST_BYTES:
        raise UserError("privacy-export-failed")
    async with context.begin() as tx:
        await context.send_file(tx, file.name, file.content, context.text("privacy-exported"))


async def _ask(context: Context) -> None:
    keyboard = (
        (_button(context, "privacy-button-erase-yes", "erased"),),
        (_button(context, "button-cancel", "keep"),),
    )
    async with context.begin() as tx:
        await context.answer(tx, context.text("privacy-ask-erase"), keyboard=keyboard)


async def _erase(context: Context, holders: Iterable[Holder]) -> None:
    async with context.begin() as tx:
        for holder in holders:
            if holder.forget is not None:
                await holder.forget(tx, context.sender.id)
        await context.answer(tx, context.text("privacy-erased"))


def _choices(context: Context) -> Keyboard:
    return ((_button(context, "privacy-button-export", "export"), _button(context, "privacy-button-erase", "erase")),)


def _button(context: Context, label: str, act: str) -> Button:
    return Button(context.label(label), data=PrivacyButton(act=act).pack())
