"""What a handler works with: who asks, where, with what rights, and the ways to answer.

A handler reads, opens one transaction with `context.begin()`, writes and answers in it, and leaves. The transaction
carries the mark that this update has had its effects; a redelivered update never gets there. Network calls (rights,
`context.services.telegram`) come before it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.errors import NotAllowed, UserError
from bot.i18n.negotiation import Language, first_known
from bot.i18n.translator import Argument, Html
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.membership.roles import Right, Role, may
from bot.messages import CallbackQuery, Chat, IncomingMessage, Update, User
from bot.outbox import actions as outbox
from bot.outbox.effects import Effect, Keyboard, Priority, Send, SendDocument
from bot.persistence.transaction import Transaction
from bot.telegram import actions as dialogues
from bot.telegram.services import Services

QUIET_REPLY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Context:
    """One update, seen by its handler. `community` is the bound one in a staff group, the chosen one in private, or None."""

    services: Services
    update: Update
    chat: Chat
    sender: User
    community: CommunityView | None
    chosen_language: str | None
    unit: Callable[[], AbstractAsyncContextManager[Transaction]]
    role: Role
    """The sender's role in `community`; OWNER for operators, MEMBER where there is no community."""
    is_anonymous_administrator: bool = False
    dialogue: dict[str, Any] | None = None
    """What `expect` stored, in the handler of an `Expecting` filter."""

    @property
    def message(self) -> IncomingMessage:
        """The message, or for a button the message under it. Raises `UserError` where a button's message is gone."""
        message = (
            self.update.message
            or self.update.edited_message
            or (self.tap.message if self.update.callback_query else None)
        )
        if message is None:
            raise UserError("refused-message-gone")
        return message

    @property
    def tap(self) -> CallbackQuery:
        """The button tap of a callback handler."""
        if self.update.callback_query is None:
            raise LookupError("not a button")
        return self.update.callback_query

    @property
    def is_private(self) -> bool:
        return self.chat.is_private

    @property
    def here(self) -> CommunityView:
        """The community. Raises `UserError` where there is none (a private chat of a person without one)."""
        if self.community is None:
            raise UserError("refused-no-community")
        return self.community

    @property
    def public_language(self) -> Language:
        """The language of what everybody sees here: the group's, in private the person's."""
        return self.own_language if self.is_private or self.community is None else self.community.language

    @property
    def own_language(self) -> Language:
        """The language of what the sender alone sees: /lang, else the account's, else the group's."""
        group = self.community.language if self.community else self.services.config.language
        return first_known(self.chosen_language, self.sender.language_code, default=group)

    def text(self, key: str, /, **arguments: Argument) -> Html:
        """A message in the sender's own language."""
        return self.services.translator.text(self.own_language, key, **arguments)

    def public_text(self, key: str, /, **arguments: Argument) -> Html:
        """A message in the language of what everybody sees here."""
        return self.services.translator.text(self.public_language, key, **arguments)

    def label(self, key: str, /, **arguments: Argument) -> str:
        """A button label or toast in the sender's own language."""
        return self.services.translator.plain(self.own_language, key, **arguments)

    def require(self, right: Right) -> None:
        """Raise `NotAllowed` unless the sender holds `right` here. The refusal is answered and written to the audit log."""
        if not may(self.role, right):
            raise NotAllowed(right.value)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """The handler's transaction, which also marks the update as done."""
        async with self.unit() as tx:
            yield tx

    def key(self, name: str) -> str:
        """An effect key for what this update causes."""
        return f"update:{self.services.bot.id}:{self.update.update_id}:{name}"

    async def answer(
        self,
        tx: Transaction,
        text: Html,
        *,
        public: bool = False,
        keyboard: Keyboard = (),
        name: str = "answer",
        secret: bool = False,
    ) -> None:
        """Reply to the sender: for everybody with `public`, else for the sender alone.

        Alone means: in private simply a message; in a group an ephemeral message, or a reply that is removed after the
        community's quiet time unless it carries buttons.
        """
        quiet = not public and not self.is_private
        message = self.update.message
        effect = Send(
            chat_id=self.chat.id,
            text=text,
            reply_to=message.message_id if message and message.message_id and not self.is_private else None,
            thread_id=self.thread_id,
            keyboard=keyboard,
            alone_for=self.sender.id if quiet else None,
            callback_query_id=self.update.callback_query.id if quiet and self.update.callback_query else None,
            remove_after=self.quiet_seconds if quiet and not keyboard else None,
            secret=secret,
        )
        await self.put(tx, effect, name=name)

    @property
    def quiet_seconds(self) -> float:
        """After how many seconds a reply for one person is removed where ephemeral messages are unknown."""
        return self.community.quiet_for.total_seconds() if self.community else QUIET_REPLY.total_seconds()

    @property
    def thread_id(self) -> int | None:
        message = self.update.message or (self.update.callback_query.message if self.update.callback_query else None)
        return message.message_thread_id if message is not None and message.is_topic_message else None

    async def send_file(
        self, tx: Transaction, filename: str, content: bytes, caption: Html, *, name: str = "file"
    ) -> None:
        """Send a small file to the chat of the update."""
        await self.put(
            tx, SendDocument(chat_id=self.chat.id, filename=filename, content=content, caption=caption), name=name
        )

    async def put(self, tx: Transaction, effect: Effect, *, name: str, priority: Priority = Priority.ANSWER) -> None:
        """Any effect, keyed by this update and `name`."""
        await outbox.put(tx, effect, key=self.key(name), priority=priority)

    async def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer the tapped button, directly: Telegram waits only seconds for it and losing it costs nothing."""
        await self.services.telegram.answer_tap(self.tap.id, text, alert=alert)

    async def expect(self, tx: Transaction, dialogue: str, data: dict[str, Any]) -> None:
        """Hand the sender's next plain message in this private chat to the `Expecting(dialogue)` handler."""
        await dialogues.expect(tx, self.chat.id, self.sender.id, dialogue, data)

    async def done(self, tx: Transaction) -> None:
        """End the dialogue."""
        await dialogues.end(tx, self.chat.id, self.sender.id)

    async def audit(self, tx: Transaction, act: str, **detail: str | int) -> None:
        """Write what was done into the audit log."""
        await membership.audit(
            tx,
            user_id=self.sender.id,
            act=act,
            outcome="done",
            community_id=self.community.id if self.community else None,
            chat_id=self.chat.id,
            detail=detail,
        )
