"""Which update reaches which bot, and the queues they wait in.

Sources: Bot API, Getting updates; bots/features#privacy-mode; limits of the queue from telegram-bot-api (`Client.cpp`, add_update).
"""

import re

import msgspec

from bot.simulator.entities import slice_utf16
from bot.simulator.state import Bot, Chat, Json, Message, QueuedUpdate
from bot.simulator.telegram import Telegram

# Bot API: getUpdates.allowed_updates, "all except chat_member, message_reaction and message_reaction_count (default)".
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
UPDATE_KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "subscription",
        "stopped_message_generation",
    }
)
_KEPT_FOR = (
    24 * 3600.0
)  # Bot API: "incoming updates are stored until the bot receives them, but not longer than 24 hours"
_CALLBACK_KEPT_FOR = 150.0  # Client.cpp: callback queries are of no use later
_COMMAND = re.compile(r"^/[A-Za-z0-9_]{1,64}(?:@([A-Za-z0-9_]+))?")


def push(telegram: Telegram, bot: Bot, kind: str, payload: bytes, lane: str) -> None:
    """Queue one encoded update for a bot, if it asked for this kind."""
    wanted = bot.allowed_updates
    if (kind not in wanted) if wanted is not None else (kind in NOT_BY_DEFAULT):
        return
    keep = _CALLBACK_KEPT_FOR if kind == "callback_query" else _KEPT_FOR
    body = b'{"update_id":%d,"%b":%b}' % (bot.next_update_id, kind.encode(), payload)
    bot.queue.append(QueuedUpdate(bot.next_update_id, kind, lane, body, telegram.time() + keep))
    bot.next_update_id += 1
    for wake in telegram.wakers.get(bot.id, ()):
        wake()


def announce(telegram: Telegram, chat: Chat, message: Message, *, edited: bool = False) -> None:
    """Tell every bot that may see it about a new or edited message."""
    readers = [bot for bot in telegram.bots_in(chat) if _may_read(telegram, bot, chat, message, edited=edited)]
    telegram.changed("edited" if edited else "message", chat, message.fields)
    if not readers:
        return
    kind = ("edited_" if edited else "") + ("channel_post" if chat.type == "channel" else "message")
    payload = msgspec.json.encode(message.fields)
    for bot in readers:
        push(telegram, bot, kind, payload, f"message{chat.id}")


def announce_to_admins(
    telegram: Telegram, chat: Chat, kind: str, payload: Json, *, right: str | None = None, without: Bot | None = None
) -> None:
    """Tell administrator bots (with a right, if named) about a change of members, requests or reactions."""
    encoded = msgspec.json.encode(payload)
    for bot in telegram.bots_in(chat):
        member = telegram.member(chat, bot.id)
        if (
            bot is not without
            and member.status == "administrator"
            and (right is None or member.rights.get(right, False))
        ):
            push(telegram, bot, kind, encoded, f"{kind}{chat.id}")


def _may_read(telegram: Telegram, bot: Bot, chat: Chat, message: Message, *, edited: bool) -> bool:
    if message.ephemeral_id is not None:
        return message.bot_id == bot.id and message.sender_id != bot.id
    if message.sender_id == bot.id:
        return message.is_service  # own messages do not come back, own service messages do
    if message.is_service:
        return True
    sender_is_bot = message.sender_id in telegram.bots
    if chat.type in ("private", "channel"):
        return True
    if sender_is_bot:
        # Bots FAQ: "bots will not be able to see messages from other bots". A guest bot's message is its caller's
        # doing and names them (Message.guest_bot_caller_user), which would be of no use to nobody.
        is_guest = "guest_bot_caller_user" in message.fields or "guest_bot_caller_chat" in message.fields
        return is_guest and telegram.member(chat, bot.id).status == "administrator"
    return _passes_privacy(telegram, bot, chat, message.fields)


def _passes_privacy(telegram: Telegram, bot: Bot, chat: Chat, fields: Json) -> bool:
    """Privacy mode: administrators and bots without it read everything, others what is meant for them."""
    if bot.reads_all_messages or telegram.member(chat, bot.id).status == "administrator":
        return True
    replied = fields.get("reply_to_message")
    if replied and replied.get("from", {}).get("id") == bot.id:
        return True
    if fields.get("via_bot", {}).get("id") == bot.id:
        return True
    text = fields.get("text") or fields.get("caption") or ""
    username = (bot.user.username or "").lower()
    command = _COMMAND.match(text)
    if command is not None:
        named = command.group(1)
        return named.lower() == username if named else _is_last_bot(telegram, bot, chat)
    for entity in fields.get("entities") or fields.get("caption_entities") or ():
        if entity["type"] == "mention":
            mention = slice_utf16(text, entity["offset"], entity["length"])
            if mention[1:].lower() == username:
                return True
        elif entity["type"] == "text_mention" and entity["user"]["id"] == bot.id:
            return True
    return False


def _is_last_bot(telegram: Telegram, bot: Bot, chat: Chat) -> bool:
    """Features, privacy mode: "general commands if the bot was the last bot to send a message to the group"."""
    if len(telegram.bots_in(chat)) == 1:
        return True
    for message in reversed(chat.messages.values()):
        if message.sender_id in telegram.bots:
            return message.sender_id == bot.id
    return True
