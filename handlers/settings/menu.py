"""/settings: menus generated from the schema, in the private chat or in the group, and the text that is typed for them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.errors import UserError
from bot.i18n.translator import Html
from bot.membership import queries as roster
from bot.outbox.effects import Button, Call, Delete, Edit
from bot.persistence.transaction import Transaction
from bot.settings import actions, queries
from bot.settings.actions import Change, Source
from bot.settings.fields import Kind, Knob
from bot.settings.words import split_words
from handlers.context import Context
from handlers.settings import pages
from handlers.settings.buttons import Act, Entry, SettingsButton
from handlers.settings.desk import Desk, Page, is_typed, open_desk, read_desk, require_right, settings_url

DIALOGUE = "settings.value"
SHOWN_CHANGES = 10


async def on_settings(context: Context) -> None:
    if context.is_anonymous_administrator:
        await _send_to_private(context)
    else:
        desk = await open_desk(context, context.here.id)
        await _send(context, pages.groups_page(desk))


async def on_settings_link(context: Context, rest: str) -> None:
    """The deep link `set_<community>` or `set_<community>_<knob>`."""
    number, _, token = rest.partition("_")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise UserError("start-link-unknown")
    desk = await open_desk(context, int(number))
    knob = desk.schema.with_token(token)
    if knob is None:
        await _send(context, pages.groups_page(desk))
    elif is_typed(knob) and knob.kind is not Kind.WORDS:
        async with context.begin() as tx:
            await _expect(context, tx, desk, knob, Entry.SET)
            await _answer(context, tx, pages.prompt_page(desk, knob, Entry.SET))
    else:
        await _send(context, pages.knob_page(desk, knob))


async def on_settings_button(context: Context, button: SettingsButton) -> None:
    if button.person != context.sender.id:
        raise UserError("refused-not-your-button")
    desk = await open_desk(context, button.community)
    toast = await _TAPS[button.act](context, desk, button)
    await context.toast(toast)


async def on_settings_value(context: Context) -> None:
    """The text that was asked for. One that does not fit is refused, and the question stays open."""
    asked = context.dialogue or {}
    knob = context.services.schema.knobs.get(str(asked.get("knob")))
    if knob is None:
        raise UserError("refused-button-old")
    community_id = int(asked["community"])
    await require_right(context, community_id)
    async with context.begin() as tx:
        desk = await read_desk(context, tx, community_id)
        value = _typed(desk, knob, Entry(asked["entry"]), context.message.body)
        done = await _change(context, tx, desk, knob, value)
        await context.done(tx)
        desk = await read_desk(context, tx, community_id)
        await _answer(context, tx, pages.knob_page(desk, knob, _note(desk, done)))


async def _turn_page(context: Context, desk: Desk, button: SettingsButton) -> str:
    group = desk.schema.group_with_token(button.subject)
    if group is not None:
        first = int(button.value) if button.value.isdecimal() else 0
        page = pages.group_page(desk, group, first)
    else:
        page = pages.groups_page(desk)
    async with context.begin() as tx:
        await _show(context, tx, page)
    return ""


async def _show_knob(context: Context, desk: Desk, button: SettingsButton) -> str:
    page = pages.knob_page(desk, desk.knob_of(button))
    async with context.begin() as tx:
        await _show(context, tx, page)
    return ""


async def _put(context: Context, desk: Desk, button: SettingsButton) -> str:
    knob = desk.knob_of(button)
    value = _tapped(knob, button.value)
    async with context.begin() as tx:
        done = await _change(context, tx, desk, knob, value)
        desk = await read_desk(context, tx, desk.community_id)
        in_its_group = knob.kind is Kind.BOOL
        await _show(context, tx, pages.page_of(desk, knob) if in_its_group else pages.knob_page(desk, knob))
    return _toast(desk, done)


async def _reset(context: Context, desk: Desk, button: SettingsButton) -> str:
    knob = desk.knob_of(button)
    async with context.begin() as tx:
        done = await actions.reset(
            tx, desk.schema, desk.community_id, knob.key, by=context.sender.id, source=Source.CHAT
        )
        desk = await read_desk(context, tx, desk.community_id)
        await _show(context, tx, pages.knob_page(desk, knob))
    return _toast(desk, done)


async def _ask_text(context: Context, desk: Desk, button: SettingsButton) -> str:
    knob = desk.knob_of(button)
    if not context.is_private or not is_typed(knob) or button.value not in set(Entry):
        raise UserError("refused-button-old")
    entry = Entry(button.value)
    async with context.begin() as tx:
        await _show(context, tx, pages.prompt_page(desk, knob, entry))
        await _expect(context, tx, desk, knob, entry)
    return ""


async def _show_changes(context: Context, desk: Desk, button: SettingsButton) -> str:
    async with context.begin() as tx:
        changes = await queries.changes(tx, desk.community_id, SHOWN_CHANGES)
        people = await roster.people(tx, {change.by for change in changes if change.by is not None})
        names = {person.user_id: person.name for person in people}
        await _show(context, tx, pages.changes_page(desk, changes, names))
    return ""


async def _close(context: Context, desk: Desk, button: SettingsButton) -> str:
    message = context.message
    async with context.begin() as tx:
        await _end_question(context, tx)
        if message.ephemeral_message_id:
            alone = {
                "chat_id": context.chat.id,
                "receiver_user_id": context.sender.id,
                "ephemeral_message_id": message.ephemeral_message_id,
            }
            await context.put(
                tx, Call(chat_id=context.chat.id, method="deleteEphemeralMessage", parameters=alone), name="menu"
            )
        else:
            await context.put(tx, Delete(chat_id=context.chat.id, message_ids=(message.message_id,)), name="menu")
    return ""


_TAPS: dict[Act, Callable[[Context, Desk, SettingsButton], Awaitable[str]]] = {
    Act.PAGE: _turn_page,
    Act.KNOB: _show_knob,
    Act.PUT: _put,
    Act.RESET: _reset,
    Act.TYPE: _ask_text,
    Act.CHANGES: _show_changes,
    Act.CLOSE: _close,
}
"""What each tap does; the answer is its toast."""


async def _send_to_private(context: Context) -> None:
    """Nobody knows which administrator asks: the private chat tells."""
    button = Button(
        context.services.translator.plain(context.public_language, "settings-button-private"),
        url=settings_url(context, context.here.id),
    )
    async with context.begin() as tx:
        await context.answer(tx, context.public_text("settings-anonymous"), public=True, keyboard=((button,),))


async def _change(context: Context, tx: Transaction, desk: Desk, knob: Knob, value: Any) -> Change:
    return await actions.change(
        tx, desk.schema, desk.community_id, knob.key, value, by=context.sender.id, source=Source.CHAT
    )


def _tapped(knob: Knob, text: str) -> Any:
    """The value that a button carries. Raises `UserError` for one that no button of this knob has."""
    try:
        match knob.kind:
            case Kind.BOOL:
                return {"0": False, "1": True}[text]
            case Kind.INTEGER:
                return int(text)
            case Kind.DURATION:
                return timedelta(seconds=int(text))
            case Kind.CHOICE | Kind.LANGUAGE | Kind.TIMEZONE:
                return text
            case _:
                raise UserError("refused-button-old")
    except (ValueError, KeyError, OverflowError):
        raise UserError("refused-button-old") from None


def _typed(desk: Desk, knob: Knob, entry: Entry, text: str) -> Any:
    if entry is Entry.SET:
        return desk.schema.parse(knob.key, text)
    present: tuple[str, ...] = desk.settings.value(knob.key)
    if entry is Entry.ADD:
        return tuple(dict.fromkeys((*present, *split_words(text))))
    # A phrase may be typed as a line of its own, without quotes.
    unwanted = {*split_words(text), *(line.strip() for line in text.splitlines())}
    return tuple(word for word in present if word not in unwanted)


async def _expect(context: Context, tx: Transaction, desk: Desk, knob: Knob, entry: Entry) -> None:
    await context.expect(tx, DIALOGUE, {"community": desk.community_id, "knob": knob.key, "entry": entry.value})


async def _end_question(context: Context, tx: Transaction) -> None:
    """A tap elsewhere in the menu takes back the question that waits for text."""
    if context.dialogue is not None and "knob" in context.dialogue:
        await context.done(tx)


async def _send(context: Context, page: Page) -> None:
    async with context.begin() as tx:
        await _answer(context, tx, page)


async def _answer(context: Context, tx: Transaction, page: Page) -> None:
    await context.answer(tx, page.text, keyboard=page.keyboard)


async def _show(context: Context, tx: Transaction, page: Page) -> None:
    """Turn the message under the tapped button into `page`."""
    message = context.message
    await _end_question(context, tx)
    edit = Edit(
        chat_id=context.chat.id,
        message_id=message.ephemeral_message_id or message.message_id,
        ephemeral_for=context.sender.id if message.ephemeral_message_id else None,
        text=page.text,
        keyboard=page.keyboard,
    )
    await context.put(tx, edit, name="menu")


def _note(desk: Desk, done: Change) -> Html:
    return desk.text("settings-unchanged") if done.is_none else pages.changed_line(desk, done.key, done.old, done.new)


def _toast(desk: Desk, done: Change) -> str:
    knob = desk.schema.knob(done.key)
    shown = desk.schema.show(done.key, done.new)
    value = desk.context.label(shown.key, **shown.arguments)
    return desk.context.label("settings-toast", label=desk.text(knob.label), value=value)
