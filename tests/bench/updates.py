"""Telegram updates as the Bot API writes them: plain dictionaries, and their JSON with non-ASCII characters escaped."""

import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

BOT_ID = 7_000_000_001
BOT_TOKEN = f"{BOT_ID}:AAbenchAndEndToEndTokenOfNobody0001"
BOT_USER: Json = {"id": BOT_ID, "is_bot": True, "first_name": "群管", "username": "qunguan_bench_bot"}


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram account."""

    user_id: int
    first_name: str
    username: str | None = None
    language_code: str = "zh-hans"

    def as_user(self) -> Json:
        user: Json = {"id": self.user_id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        user["language_code"] = self.language_code
        return user


@dataclass(frozen=True, slots=True)
class Group:
    """A supergroup; `chat_id` is the Bot API's negative form."""

    chat_id: int
    title: str

    def as_chat(self) -> Json:
        return {"id": self.chat_id, "title": self.title, "type": "supergroup"}


@dataclass(frozen=True, slots=True)
class Feed:
    """One update ready to be delivered.

    `queue` is the key under which Telegram's webhook delivery keeps order: the chat for messages, the person for
    joins and buttons (tdlib/telegram-bot-api, `Client.cpp: add_update`). `body` lacks the update id, see `encoded`,
    unless it is to be sent `verbatim`.
    """

    body: bytes
    queue: int
    chat_id: int = 0
    message_id: int = 0
    verbatim: bool = False

    def encoded(self, update_id: int) -> bytes:
        if self.verbatim:
            return self.body
        return b'{"update_id":%d%b%b' % (update_id, b"," if len(self.body) > 2 else b"", self.body[1:])


def dump(value: Any) -> bytes:
    """JSON as the Bot API server sends it: compact, non-ASCII as \\u escapes."""
    return json.dumps(value, separators=(",", ":")).encode()


def message(group: Group, author: Person, message_id: int, date: int, **content: Any) -> Json:
    """A message without its update; `content` is `text=…`, `caption=…`, `reply_to_message=…` and so on."""
    return {
        "message_id": message_id,
        "from": author.as_user(),
        "chat": group.as_chat(),
        "date": date,
        **content,
    }


def message_feed(written: Json, kind: str = "message") -> Feed:
    chat_id = written["chat"]["id"]
    return Feed(dump({kind: written}), chat_id, chat_id, written["message_id"])


def command_message(
    group: Group, author: Person, message_id: int, date: int, text: str, reply_to: Json | None = None
) -> Json:
    """A slash command with its entity; `reply_to` is the message it answers."""
    command = text.split(maxsplit=1)[0]
    content: Json = {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]}
    if reply_to is not None:
        content["reply_to_message"] = {key: value for key, value in reply_to.items() if key != "reply_to_message"}
    return message(group, author, message_id, date, **content)


def private_message(author: Person, message_id: int, date: int, text: str) -> Json:
    written: Json = {
        "message_id": message_id,
        "from": author.as_user(),
        "chat": {"id": author.user_id, "first_name": author.first_name, "type": "private"},
        "date": date,
        "text": text,
    }
    if text.startswith("/"):
        written["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return written


def join_feed(group: Group, person: Person, date: int) -> Feed:
    """The `chat_member` update of a person who joins by themselves."""
    user = person.as_user()
    change = {
        "chat": group.as_chat(),
        "from": user,
        "date": date,
        "old_chat_member": {"user": user, "status": "left"},
        "new_chat_member": {"user": user, "status": "member"},
    }
    return Feed(dump({"chat_member": change}), person.user_id, group.chat_id)


def bot_added_feed(group: Group, adder: Person, date: int) -> Feed:
    """The `my_chat_member` update of the bot becoming administrator of a group."""
    change = {
        "chat": group.as_chat(),
        "from": adder.as_user(),
        "date": date,
        "old_chat_member": {"user": BOT_USER, "status": "left"},
        "new_chat_member": administrator(BOT_USER, **ALL_RIGHTS),
    }
    return Feed(dump({"my_chat_member": change}), group.chat_id, group.chat_id)


def callback_feed(pressed: Json, presser: Person, callback_id: str, data: str) -> Feed:
    """A tap on a button of the message `pressed`."""
    query = {
        "id": callback_id,
        "from": presser.as_user(),
        "message": pressed,
        "chat_instance": "-3141592653589793238",
        "data": data,
    }
    return Feed(dump({"callback_query": query}), presser.user_id, pressed["chat"]["id"])


RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
)
ALL_RIGHTS = dict.fromkeys(RIGHTS, True)
MODERATOR_RIGHTS = dict.fromkeys(("can_manage_chat", "can_delete_messages", "can_restrict_members"), True)


def administrator(user: Json, **rights: bool) -> Json:
    """A `ChatMemberAdministrator`; rights not named are absent."""
    return {
        "user": user,
        "status": "administrator",
        "can_be_edited": False,
        "is_anonymous": False,
        **{right: rights.get(right, False) for right in RIGHTS},
    }


def creator(user: Json) -> Json:
    return {"user": user, "status": "creator", "is_anonymous": False}
