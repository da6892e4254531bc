"""Messages of one exported chat as the bot would have received them. Pure.

An export leaves out what the Bot API has: who is a bot or an administrator, parts of one album, threads, what was edited or
deleted. What follows from the messages around is filled in: threads from replies, albums from the same second, answered
people from the last messages.
"""

from collections import OrderedDict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.desktop_export.media import keyboard_of, media_of
from bot.desktop_export.peers import is_channel, peer_id
from bot.desktop_export.shapes import ExportedMessage
from bot.desktop_export.texts import text_of
from bot.messages import Chat, ChatId, ExternalReply, IncomingMessage, MessageId, MessageOrigin, User
from bot.messages.chats import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, TELEGRAM_SERVICE

REMEMBERED = 20_000
"""Messages whose author is known when somebody answers them."""
JOINS = frozenset({"join_group_by_link", "join_group_by_request"})
_ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})
_ALBUM_SECONDS = 1
_LATEST = 2**32 - 1


class Entry(Struct, frozen=True, gc=False):
    """A message and what the Bot API has no field for. `added`: names of people whom somebody else brought in, whose ids the
    export does not tell; `removes`: its author took somebody else out; `is_by_bot`: only bots can write such a message.
    """

    message: IncomingMessage
    is_edited: bool = False
    added: tuple[str, ...] = ()
    removes: bool = False
    is_by_bot: bool = False


class _Known(Struct, gc=False):
    """What is remembered of a message."""

    date: int
    sender: User | None
    sender_chat: Chat | None
    thread_id: MessageId | None
    is_post: bool
    is_service: bool


class Conversion:
    """Takes the messages of `chat` in their order. `zone`: of the computer that wrote an export without `date_unixtime`."""

    def __init__(self, chat: Chat, zone: ZoneInfo) -> None:
        self._chat = chat
        self._zone = zone
        self._known: OrderedDict[MessageId, _Known] = OrderedDict()
        self._people: OrderedDict[int, User] = OrderedDict()
        self._album: tuple[MessageId, int, int] | None = None

    def entry(self, exported: ExportedMessage) -> Entry | None:
        """The message; None for one without content that can be read (`unsupported`) or without a date."""
        at = self._date(exported)
        if at is None or exported.type == "unsupported":
            return None
        if exported.type == "service":
            return self._service(exported, at)
        return self._message(exported, at)

    def _message(self, exported: ExportedMessage, at: int) -> Entry:
        text, entities = text_of(exported.text or exported.text_entities or "")
        carried = media_of(exported)
        body: dict[str, Any] = {"caption": text or None, "caption_entities": entities} if carried else {}
        if not carried and text:
            body = {"text": text, "entities": entities}
        sender, sender_chat, is_post = self._author(exported)
        keyboard = keyboard_of(exported)
        answered = exported.reply_to_message_id
        thread_id = None
        reply, external = None, None
        if answered is not None:
            if exported.reply_to_peer_id is not None:
                external = _external(exported.reply_to_peer_id, answered)
            else:
                reply, thread_id = self._answered(answered)
        origin = None if is_post else _origin(exported)
        message = IncomingMessage(
            message_id=exported.id,
            date=at,
            chat=self._chat,
            sender=sender,
            sender_chat=sender_chat,
            message_thread_id=thread_id,
            is_automatic_forward=is_post,
            reply_to_message=reply,
            external_reply=external,
            forward_origin=origin,
            via_bot=_bot(exported.via_bot),
            media_group_id=self._media_group(exported, carried, at),
            reply_markup=keyboard,
            **body,
            **carried,
        )
        self._remember(message, thread_id, is_post=is_post)
        is_by_bot = keyboard is not None and exported.via_bot is None and origin is None and sender_chat is None
        return Entry(message, is_edited=exported.edited is not None, is_by_bot=is_by_bot)

    def _service(self, exported: ExportedMessage, at: int) -> Entry:
        actor = self._person(peer_id(exported.actor_id), exported.actor)
        members = exported.members if isinstance(exported.members, list) else []
        names = [name for name in members if isinstance(name, str)]
        joined, left, added, removes = None, None, [], False
        if exported.action in JOINS and actor is not None:
            joined = [actor]
        elif exported.action in ("invite_members", "create_group"):
            added = [name for name in names if name != exported.actor]
            if actor is not None and exported.action == "invite_members" and len(added) < len(names):
                joined = [actor]
        elif exported.action == "remove_members":
            removes = exported.actor not in names
            left = actor if not removes else None
        message = IncomingMessage(
            message_id=exported.id,
            date=at,
            chat=self._chat,
            sender=actor,
            new_chat_members=joined,
            left_chat_member=left,
            new_chat_title=exported.title if isinstance(exported.title, str) else None,
        )
        self._album = None
        # A topic is the thread of the message that made it.
        self._remember(message, exported.id if exported.action == "topic_created" else None, is_post=False)
        return Entry(message, added=tuple(added), removes=removes)

    def _date(self, exported: ExportedMessage) -> int | None:
        told = exported.date_unixtime
        try:
            if told is not None:
                at = int(told)
            elif exported.date is not None:
                read = datetime.fromisoformat(exported.date)
                at = int((read if read.tzinfo else read.replace(tzinfo=self._zone)).timestamp())
            else:
                return None
        except (ValueError, OverflowError):
            return None
        return at if 0 <= at <= _LATEST else None

    def _author(self, exported: ExportedMessage) -> tuple[User | None, Chat | None, bool]:
        """Sender, sender chat, and whether the message is a post that the linked channel sent on into the group."""
        author_id = peer_id(exported.from_id)
        name = exported.from_name
        if author_id is None or author_id > 0:
            return self._person(author_id, name), None, False
        if author_id == self._chat.id:
            return User(id=GROUP_ANONYMOUS_BOT, first_name="Group", is_bot=True), self._chat, False
        channel = Chat(id=author_id, type="channel" if is_channel(author_id) else "group", title=name)
        source = peer_id(exported.forwarded_from_id)
        if source == author_id or (source is None and name and exported.forwarded_from == name):
            return User(id=TELEGRAM_SERVICE, first_name="Telegram"), channel, True
        return User(id=CHANNEL_BOT, first_name="Channel", is_bot=True), channel, False

    def _person(self, user_id: int | None, name: str | None) -> User | None:
        if user_id is None or user_id <= 0:
            return None
        known = self._people.get(user_id)
        if known is None or known.first_name != (name or ""):
            known = self._people[user_id] = User(id=user_id, first_name=name or "")
            if len(self._people) > REMEMBERED:
                self._people.popitem(last=False)
        return known

    def _answered(self, message_id: MessageId) -> tuple[IncomingMessage | None, MessageId | None]:
        """The message that is answered, and the thread that the answer is in."""
        known = self._known.get(message_id)
        if known is None:
            return None, None
        if known.is_service and known.thread_id == message_id:
            return None, message_id  # written in a topic, no answer to anybody
        thread_id = message_id if known.is_post else known.thread_id
        answered = IncomingMessage(
            message_id=message_id,
            date=known.date,
            chat=self._chat,
            sender=known.sender,
            sender_chat=known.sender_chat,
            is_automatic_forward=known.is_post,
            text=None if known.is_service else "",
        )
        return answered, thread_id

    def _remember(self, message: IncomingMessage, thread_id: MessageId | None, *, is_post: bool) -> None:
        self._known[message.message_id] = _Known(
            message.date,
            message.sender,
            message.sender_chat,
            thread_id,
            is_post,
            message.kind == "service",
        )
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _media_group(self, exported: ExportedMessage, carried: dict[str, Any], at: int) -> str | None:
        """What stands for the album: its first message. A file that comes alone is an album of one."""
        author = peer_id(exported.from_id)
        if author is None or not _ALBUM_KINDS & carried.keys():
            self._album = None
            return None
        album = self._album
        if album is not None and album[1] == author and at - album[2] <= _ALBUM_SECONDS and not exported.text:
            self._album = album[0], author, at
            return str(album[0])
        self._album = exported.id, author, at
        return str(exported.id)


def _origin(exported: ExportedMessage) -> MessageOrigin | None:
    if exported.forwarded_from == "" and exported.forwarded_from_id is None:
        return None
    name = exported.forwarded_from if isinstance(exported.forwarded_from, str) else None
    source = peer_id(exported.forwarded_from_id)
    if source is None:
        # Exports before 2024 do not tell whether it is a person or a channel.
        return MessageOrigin(type="hidden_user", sender_user_name=name)
    if source > 0:
        return MessageOrigin(type="user", sender_user=User(id=source, first_name=name or ""))
    kind = "channel" if is_channel(source) else "chat"
    chat = Chat(id=source, type="channel" if kind == "channel" else "group", title=name)
    return MessageOrigin(type=kind, chat=chat) if kind == "channel" else MessageOrigin(type=kind, sender_chat=chat)


def _external(peer: str | int, message_id: MessageId) -> ExternalReply | None:
    source: ChatId | None = peer_id(peer)
    if source is None:
        return None
    if source > 0:
        return ExternalReply(origin=MessageOrigin(type="user", sender_user=User(id=source)), message_id=message_id)
    chat = Chat(id=source, type="channel" if is_channel(source) else "group")
    return ExternalReply(origin=MessageOrigin(type="channel", chat=chat), chat=chat, message_id=message_id)


def _bot(username: str | None) -> User | None:
    return None if not username else User(id=0, first_name=username, username=username.lstrip("@"), is_bot=True)
