"""Inline mode: what people send by way of a bot, and bots that are called into chats as guests.

Bot API: Inline mode; Bot API 10.0: guest mode (`guest_message`, answerGuestQuery).
"""

import base64
import struct

import msgspec

from bot.simulator.delivery import push
from bot.simulator.entities import slice_utf16
from bot.simulator.errors import bad_request
from bot.simulator.state import Bot, Chat, GuestQuery, InlineQuery, Json, Message, User
from bot.simulator.telegram import Telegram

# Bot API does not publish how long a query waits; clients give up about then.
_TOO_LATE = 60.0
_IDENTIFIER = struct.Struct("<qqi")


def ask(telegram: Telegram, bot: Bot, user_id: int, query: str, chat: Chat) -> InlineQuery:
    """Somebody types `@bot query` into a chat's field."""
    if not bot.supports_inline_queries:
        raise bad_request("BOT_INLINE_DISABLED")
    number = str(6_000_000_000_000_000_000 + telegram.serial())
    asked = InlineQuery(number, bot.id, user_id, query[:256], telegram.time())
    telegram.inline_queries[number] = asked
    is_own = chat.type == "private" and chat.bot_id == bot.id
    payload: Json = {
        "id": number,
        "from": telegram.user_json(user_id),
        "query": asked.query,
        "offset": "",
        "chat_type": "sender" if is_own else chat.type,
    }
    push(telegram, bot, "inline_query", msgspec.json.encode(payload), f"inline{user_id}")
    return asked


def call_guests(telegram: Telegram, chat: Chat, message: Message) -> None:
    """Hand a message that names guest bots to them, where they are no members."""
    text = str(message.fields.get("text") or message.fields.get("caption") or "")
    for entity in message.fields.get("entities") or message.fields.get("caption_entities") or ():
        if entity["type"] != "mention":
            continue
        named = telegram.usernames.get(slice_utf16(text, entity["offset"] + 1, entity["length"] - 1).lower())
        bot = telegram.bots.get(named.id) if isinstance(named, User) else None
        if bot is not None and bot.supports_guest_queries and bot not in telegram.bots_in(chat):
            number = str(7_000_000_000_000_000_000 + telegram.serial())
            telegram.guest_queries[number] = GuestQuery(number, bot.id, chat, message, telegram.time())
            payload = msgspec.json.encode({**message.fields, "guest_query_id": number})
            push(telegram, bot, "guest_message", payload, f"guest{chat.id}")


def guest_caller(message: Message) -> Json:
    """The fields that name who called a guest bot."""
    sender_chat = message.fields.get("sender_chat")
    if sender_chat is not None:
        return {"guest_bot_caller_chat": sender_chat}
    return {"guest_bot_caller_user": message.fields["from"]}


def waiting(telegram: Telegram, query: InlineQuery | GuestQuery | None, bot_id: int) -> bool:
    """Whether this bot may still answer the query."""
    return query is not None and query.bot_id == bot_id and telegram.time() - query.asked_at <= _TOO_LATE


def inline_message_id(chat: Chat, message: Message) -> str:
    """Bot API: inline_message_id, which names a message to the bot it came through, without chat and number."""
    packed = _IDENTIFIER.pack(chat.bot_id or 0, chat.id, message.id)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def inline_message(telegram: Telegram, identifier: str, bot_id: int) -> tuple[Chat, Message]:
    """The message behind an identifier, if it came through this bot."""
    try:
        packed = base64.urlsafe_b64decode(identifier + "=" * (-len(identifier) % 4))
        side, chat_id, message_id = _IDENTIFIER.unpack(packed)
    except (ValueError, struct.error):
        raise bad_request("invalid inline message identifier specified") from None
    chat = telegram.private_chats.get((side, chat_id)) if side else telegram.chats.get(chat_id)
    message = chat.messages.get(message_id) if chat is not None else None
    if chat is None or message is None or inline_bot_id(message) != bot_id:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message


def inline_bot_id(message: Message) -> int | None:
    """The bot that owns a message's buttons and may edit it as an inline message; None for all other messages."""
    fields = message.fields
    if "via_bot" in fields:
        return int(fields["via_bot"]["id"])
    is_guest = "guest_bot_caller_user" in fields or "guest_bot_caller_chat" in fields
    return message.sender_id if is_guest else None
