"""From an update to its aiogram handler, by look-up tables made once from the routers.

aiogram itself offers a message to every handler in turn (150 commands cost a plain message 1.3 ms); here a plain message
costs one character comparison and two dictionary look-ups. Handlers, their registration and the passing of arguments by
name are aiogram's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, CommandObject

from bot.messages import IncomingMessage, Update
from bot.messages.update import UPDATE_KINDS
from bot.outbox.buttons import ButtonData
from bot.telegram.filters import Captioned, Expecting, Mentioning, Tapped, Words

# A username in a text: Latin letters, digits and underscores, so that what stands beside it in Chinese ends it.
_NAME = re.compile(r"(?<![A-Za-z0-9_@./])@[A-Za-z0-9_]+")
LONGEST_WORD = 16
"""Characters of the longest plain-word trigger, so that longer texts need no look-up. Checked when the tables are made."""


@dataclass(frozen=True, slots=True)
class Match:
    """A handler and what it may take besides the context."""

    handler: HandlerObject
    command: CommandObject | None = None
    button: ButtonData | None = None

    @property
    def name(self) -> str:
        """What was asked for, for logs and the audit log."""
        return getattr(self.handler.callback, "__name__", "handler")

    async def call(self, context: Any) -> None:
        await self.handler.call(context, command=self.command, button=self.button)


@dataclass(slots=True)
class Feed:
    """The tables. `bot_username` decides whether `/start@somebody` is for this bot."""

    bot_username: str = ""
    commands: dict[str, HandlerObject] = field(default_factory=dict)
    words: dict[str, HandlerObject] = field(default_factory=dict)
    openings: dict[str, HandlerObject] = field(default_factory=dict)
    mentions: dict[str, HandlerObject] = field(default_factory=dict)
    dialogues: dict[str, HandlerObject] = field(default_factory=dict)
    captions: dict[str, HandlerObject] = field(default_factory=dict)
    buttons: dict[str, tuple[HandlerObject, type[ButtonData]]] = field(default_factory=dict)
    kinds: dict[str, list[HandlerObject]] = field(default_factory=dict)

    def asks(self, message: IncomingMessage) -> Match | None:
        """The handler of a command or plain word in `message`; None for talk."""
        text = message.text
        if not text:
            return self._captioned(message) if message.caption else None
        if text[0] == "/":
            return self._command(text)
        match = self._word(text)
        if match is None and "@" in text and not message.chat.is_private:
            return self._mention(text)
        return match

    def answers(self, dialogue: str) -> Match | None:
        """The handler that waits for the answer to `dialogue`."""
        handler = self.dialogues.get(dialogue)
        return Match(handler) if handler else None

    def taps(self, data: str) -> Match | None:
        """The handler of a button; None for data that no button of this bot has."""
        found = self.buttons.get(data.partition(":")[0])
        if found is None:
            return None
        handler, data_type = found
        button = data_type.unpack(data)
        return Match(handler, button=button) if button is not None else None

    def happens(self, update: Update) -> list[Match]:
        """The handlers of an update that is neither message nor button."""
        return [Match(handler) for handler in self.kinds.get(update.kind, ())]

    def _command(self, text: str) -> Match | None:
        if text[1:2].isspace():
            return None
        # Any white space ends the name: a new line, and the wide space that Chinese keyboards give.
        head, *rest = text[1:].split(maxsplit=1) or [""]
        name, _, addressee = head.partition("@")
        if addressee and addressee.casefold() != self.bot_username.casefold():
            return None
        handler = self.commands.get(name.casefold())
        if handler is None:
            return None
        arguments = rest[0].rstrip() if rest else None
        return Match(handler, CommandObject("/", name.casefold(), addressee or None, arguments))

    def _word(self, text: str) -> Match | None:
        text = text.strip()
        if len(text) <= LONGEST_WORD:
            handler = self.words.get(text)
            if handler is not None:
                return Match(handler, CommandObject("", text, None, None))
        beginning = text[: LONGEST_WORD + 1]
        head = next(iter(beginning.split(maxsplit=1)), "")
        if len(head) == len(beginning) or (handler := self.openings.get(head)) is None:
            return None
        return Match(handler, CommandObject("", head, None, text[len(head) :].strip() or None))

    def _mention(self, text: str) -> Match | None:
        for found in _NAME.finditer(text):
            handler = self.mentions.get(found[0].casefold())
            if handler is not None:
                rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
                return Match(handler, CommandObject("", found[0].casefold(), None, rest or None))
        return None

    def _captioned(self, message: IncomingMessage) -> Match | None:
        caption = (message.caption or "").strip()
        if not caption.startswith("/"):
            return None
        for opening, handler in self.captions.items():
            if caption == opening or caption.startswith(opening + " "):
                return Match(handler, CommandObject("/", opening[1:], None, caption[len(opening) :].strip() or None))
        return None


def make_feed(routers: Sequence[Router], bot_username: str) -> Feed:
    """Read the tables out of `routers`. Raises `ValueError` for two handlers of one name and for unknown filters."""
    feed = Feed(bot_username)
    for root in routers:
        for router in root.chain_tail:
            for kind, observer in router.observers.items():
                for handler in observer.handlers:
                    _register(feed, kind, handler)
    return feed


def _register(feed: Feed, kind: str, handler: HandlerObject) -> None:
    filters = [one.callback for one in handler.filters or ()]
    if kind not in UPDATE_KINDS:
        raise ValueError(f"{_name(handler)}: the bot does not ask Telegram for {kind}")
    if kind not in ("message", "callback_query"):
        if filters:
            raise ValueError(f"{_name(handler)}: {kind} handlers take no filter")
        feed.kinds.setdefault(kind, []).append(handler)
        return
    if len(filters) != 1:
        raise ValueError(f"{_name(handler)}: exactly one filter says what a {kind} handler is for")
    match filters[0]:
        case Command() as command:
            if patterns := [name for name in command.commands if not isinstance(name, str)]:
                raise ValueError(f"{_name(handler)}: {patterns} cannot be looked up")
            _add(feed.commands, [str(name).casefold() for name in command.commands], handler)
        case Words() as words:
            if too_long := [word for word in words.words if len(word) > LONGEST_WORD]:
                raise ValueError(f"{too_long}: longer than {LONGEST_WORD}")
            _add(feed.openings if words.with_text else feed.words, words.words, handler)
        case Mentioning() as mentioning:
            _add(feed.mentions, [name.casefold() for name in mentioning.names], handler)
        case Expecting() as expecting:
            _add(feed.dialogues, [expecting.dialogue], handler)
        case Captioned() as captioned:
            _add(feed.captions, [captioned.caption], handler)
        case Tapped() as tapped:
            prefix = tapped.data_type.PREFIX
            if not prefix or prefix in feed.buttons:
                raise ValueError(f"button prefix {prefix!r} is missing or taken")
            feed.buttons[prefix] = (handler, tapped.data_type)
        case other:
            raise ValueError(f"{_name(handler)}: {other!r} cannot be looked up")


def _add(table: dict[str, HandlerObject], names: Sequence[str], handler: HandlerObject) -> None:
    for name in names:
        if name in table:
            raise ValueError(f"{name!r} has two handlers: {_name(table[name])} and {_name(handler)}")
        table[name] = handler


def _name(handler: HandlerObject) -> str:
    return getattr(handler.callback, "__qualname__", repr(handler.callback))
