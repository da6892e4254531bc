"""Reactions to messages and the updates they make."""

from typing import Any

from bot.simulator.delivery import announce_to_admins
from bot.simulator.errors import bad_request
from bot.simulator.permissions import permitted
from bot.simulator.state import Chat, Json, Message
from bot.simulator.telegram import Telegram

MAX_DIFFERENT = 11  # ChatFullInfo.max_reaction_count

# Bot API: ReactionTypeEmoji.emoji.
EMOJI = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


def is_reaction(given: Any) -> bool:
    """Whether this is a ReactionType that exists."""
    if not isinstance(given, dict):
        return False
    if given.get("type") == "emoji":
        return given.get("emoji") in EMOJI
    return given.get("type") == "custom_emoji" and bool(given.get("custom_emoji_id"))


def reactor_key(user_id: int, actor_chat_id: int = 0) -> tuple[str, int]:
    """Who reacted: a person or a chat."""
    return ("chat", actor_chat_id) if actor_chat_id else ("user", user_id)


def react(telegram: Telegram, chat: Chat, message: Message, user_id: int, reaction: list[Json]) -> None:
    """Somebody changes their reaction. Bot API: message_reaction tells who, message_reaction_count (channels) only how many."""
    member = telegram.member(chat, user_id)
    if chat.is_group and not permitted(chat, member, "can_react_to_messages"):
        raise bad_request("not enough rights to react to messages in the chat")
    _require_possible(telegram, chat, message, user_id, reaction)
    anonymous = member.is_anonymous and chat.is_group
    key = reactor_key(user_id, chat.id if anonymous else 0)
    old = message.reactions.get(key, [])
    if old == reaction:
        return
    if reaction:
        message.reactions[key] = reaction
    else:
        message.reactions.pop(key, None)
    telegram.changed("edited", chat, message.fields)
    payload: Json = {"chat": telegram.chat_json(chat), "message_id": message.id, "date": telegram.now()}
    if chat.type == "channel":
        announce_to_admins(telegram, chat, "message_reaction_count", payload | {"reactions": counted(message)})
        return
    if user_id in telegram.bots:
        return  # Update.message_reaction: "the update isn't received for reactions set by bots"
    payload |= {"actor_chat": telegram.chat_json(chat)} if anonymous else {"user": telegram.user_json(user_id)}
    payload |= {"old_reaction": old, "new_reaction": reaction}
    announce_to_admins(telegram, chat, "message_reaction", payload)


def _require_possible(telegram: Telegram, chat: Chat, message: Message, user_id: int, reaction: list[Json]) -> None:
    """Bot API: setMessageReaction, ReactionTypeEmoji, ChatFullInfo.available_reactions and .max_reaction_count."""
    if message.is_service or not all(is_reaction(one) for one in reaction):
        raise bad_request("REACTION_INVALID")
    # Clients: one reaction, three with Premium. Bots count as people without it.
    if len(reaction) > (3 if telegram.users[user_id].is_premium else 1):
        raise bad_request("REACTIONS_TOO_MANY")
    present = [one["type"] for one in counted(message)]
    allowed = chat.available_reactions
    for one in reaction:
        # "A custom emoji reaction can be used if it is either already present on the message or explicitly allowed".
        is_allowed = one in allowed if allowed is not None else one["type"] == "emoji"
        if one not in present and not is_allowed:
            raise bad_request("REACTION_INVALID")
    if len(present) + sum(one not in present for one in reaction) > MAX_DIFFERENT:
        raise bad_request("REACTIONS_TOO_MANY")


def counted(message: Message) -> list[Json]:
    """Bot API: ReactionCount array."""
    totals: dict[str, Json] = {}
    for reaction in message.reactions.values():
        for one in reaction:
            key = str(one.get("emoji") or one.get("custom_emoji_id"))
            totals.setdefault(key, {"type": one, "total_count": 0})["total_count"] += 1
    return list(totals.values())
