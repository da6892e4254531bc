"""Boosts: what Premium members give their chats. Bot API: ChatBoost, Message.sender_boost_count, .boost_added."""

from bot.simulator.delivery import announce_to_admins
from bot.simulator.errors import bad_request
from bot.simulator.messages import post_service
from bot.simulator.state import Chat, Json
from bot.simulator.telegram import Telegram

_LASTS = 30 * 86400  # a boost of a Premium subscription is renewed monthly


def boost(telegram: Telegram, chat: Chat, user_id: int, count: int) -> None:
    """Somebody boosts the chat: an update for each boost, one service message in groups."""
    member = chat.members.get(user_id)
    if member is None or not member.is_present:
        raise bad_request("USER_NOT_PARTICIPANT")
    for _ in range(count):
        member.boosts.append(telegram.now())
        newest = boosts_of(telegram, chat, user_id)[-1]
        announce_to_admins(telegram, chat, "chat_boost", {"chat": telegram.chat_json(chat), "boost": newest})
    if chat.is_group:
        post_service(telegram, chat, user_id, {"boost_added": {"boost_count": count}})


def boosts_of(telegram: Telegram, chat: Chat, user_id: int) -> list[Json]:
    """Bot API: ChatBoost array, oldest first."""
    member = chat.members.get(user_id)
    source = {"source": "premium", "user": telegram.user_json(user_id)}
    return [
        {
            "boost_id": f"{chat.id}_{user_id}_{number}",
            "add_date": added_at,
            "expiration_date": added_at + _LASTS,
            "source": source,
        }
        for number, added_at in enumerate(member.boosts if member else ())
    ]
