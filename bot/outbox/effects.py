"""Effects: frozen descriptions of Bot API calls. Text is Telegram HTML, already escaped by the translator."""

from enum import IntEnum
from typing import Any, Literal

from msgspec import Struct

from bot.messages import ChatId, MessageId, UserId


class Priority(IntEnum):
    """Who goes first where Telegram's limits make effects wait (PRODUCT §4.3)."""

    MODERATION = 0
    TICKET = 1
    ANSWER = 2
    DIGEST = 3
    CAMPAIGN = 4


class Button(Struct, frozen=True):
    """An inline button: exactly one of `data` (packed `ButtonData`), `url`, and `start`: the payload of a deep link to this
    bot, whose name only the performer knows.
    """

    text: str
    data: str | None = None
    url: str | None = None
    start: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


class Send(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """A text message.

    `alone_for` makes it quiet: an ephemeral message to that person where the server knows them, else a reply that is
    removed after `remove_after` seconds (None: stays). `secret` ones never try an ephemeral message on a server that has
    not shown that it knows them. `otherwise` says what comes instead of the ephemeral message: that reply, the same text
    in the person's private chat, or nothing.
    """

    chat_id: ChatId
    text: str
    reply_to: MessageId | None = None
    thread_id: int | None = None
    keyboard: Keyboard = ()
    silent: bool = False
    alone_for: UserId | None = None
    callback_query_id: str | None = None
    remove_after: float | None = None
    secret: bool = False
    preview: bool = False
    otherwise: Literal["reply", "private", "nothing"] = "reply"


class SendDocument(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """A small file made by the bot (YAML, JSON, CSV): at most 8 MB, since it lives in the row. `content` is base64 in JSON."""

    chat_id: ChatId
    filename: str
    content: bytes
    caption: str = ""
    reply_to: MessageId | None = None


class Edit(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """A new text and keyboard for a message of the bot. `sent_by` names the effect that sent it, where its id is not known yet."""

    chat_id: ChatId
    text: str
    message_id: MessageId | None = None
    sent_by: str | None = None
    ephemeral_for: UserId | None = None
    keyboard: Keyboard = ()


class Delete(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Messages gone; at most 100 ids (Bot API, deleteMessages)."""

    chat_id: ChatId
    message_ids: tuple[MessageId, ...]


class Restrict(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Permissions of a member of a supergroup; `until` in Unix seconds, None for good."""

    chat_id: ChatId
    user_id: UserId
    permissions: dict[str, bool]
    until: int | None = None


class Ban(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Out of the chat and kept out; `until` in Unix seconds, None for good."""

    chat_id: ChatId
    user_id: UserId
    until: int | None = None
    revoke_messages: bool = False


class Unban(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """May come back. `only_if_banned=False` removes a present member without a ban (a kick)."""

    chat_id: ChatId
    user_id: UserId
    only_if_banned: bool = True


class Call(Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Any other method, as the Bot API names it. `chat_id` says whose turn and pause it obeys."""

    chat_id: ChatId
    method: str
    parameters: dict[str, Any]
    counts_as_send: bool = False


Effect = Send | SendDocument | Edit | Delete | Restrict | Ban | Unban | Call
Outcome = Literal["sent", "refused", "unknown"]


def is_send(effect: Effect) -> bool:
    """Whether it counts against Telegram's message limits; the rest obeys a 429 only."""
    return isinstance(effect, Send | SendDocument | Edit) or (isinstance(effect, Call) and effect.counts_as_send)
