"""What owners and operators are told in private: a right that the bot lacks, an update that it could not handle."""

import zlib
from collections.abc import Collection

import msgspec

from bot.i18n.negotiation import Language, first_known
from bot.i18n.translator import Translator, isolated
from bot.membership import queries as roster
from bot.messages import ChatId, Update, UserId
from bot.outbox import actions as outbox
from bot.outbox.effects import Ban, Call, Delete, Edit, Effect, Priority, Restrict, Send, SendDocument, Unban
from bot.outbox.events import EffectRefused
from bot.persistence.transaction import Transaction
from bot.telegram.failures import Failure

_NEEDED_RIGHT: dict[type[Effect], str] = {
    Delete: "can_delete_messages",
    Restrict: "can_restrict_members",
    Ban: "can_restrict_members",
    Unban: "can_restrict_members",
    Send: "can_send_messages",
    SendDocument: "can_send_messages",
    Edit: "can_send_messages",
    Call: "other",
}


class Notices:
    """Writes notices as effects, each once by its cause."""

    def __init__(self, translator: Translator, operators: Collection[UserId], default: Language) -> None:
        self._translator = translator
        self._operators = operators
        self._default = default

    async def on_refused(self, tx: Transaction, event: EffectRefused) -> None:
        """Subscriber: tell the owner once which right is missing, until the bot's rights change."""
        if event.failure != Failure.NO_RIGHTS or event.effect.chat_id > 0:
            return
        chat = await roster.chat(tx, event.effect.chat_id)
        if chat is None:
            return
        right = _NEEDED_RIGHT[type(event.effect)]
        if chat.bot_member is not None and getattr(chat.bot_member, right, False):
            return  # Telegram says the same of messages that are too old to delete
        standing = zlib.crc32(msgspec.json.encode(chat.bot_member))
        await self._tell(
            tx,
            await roster.owners_of(tx, chat.community_id),
            key=f"no-rights:{chat.chat_id}:{right}:{standing:x}",
            message="notice-no-rights",
            chat=isolated(chat.title),
            right=right,
        )

    async def set_aside(self, tx: Transaction, update: Update, error: str) -> None:
        """Tell the operators that an update failed three times, and whoever waits for an answer in the private chat."""
        await self._tell(
            tx,
            self._operators,
            key=f"set-aside:{update.update_id}",
            message="notice-set-aside",
            update=str(update.update_id),
            error=error,
        )
        message = update.message
        if message is not None and message.chat.is_private and message.sender is not None:
            await self._tell(tx, [message.sender.id], key=f"went-wrong:{update.update_id}", message="went-wrong")

    async def _tell(
        self, tx: Transaction, user_ids: Collection[UserId], *, key: str, message: str, **arguments: str
    ) -> None:
        for person in await roster.people(tx, user_ids):
            if person.reach != "started":
                continue
            language = first_known(person.language, person.language_code, default=self._default)
            chat_id: ChatId = person.user_id
            await outbox.put(
                tx,
                Send(chat_id=chat_id, text=self._translator.text(language, message, **arguments)),
                key=f"{key}:{person.user_id}",
                priority=Priority.ANSWER,
            )
