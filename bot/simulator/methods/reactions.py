"""Reactions of the bot, and taking away those of others."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import require_right
from bot.simulator.reactions import react, reactor_key
from bot.simulator.state import Chat, Message


def set_message_reaction(request: Request) -> bool:
    """Bot API: setMessageReaction, "bots can set up to one reaction per message"."""
    chat = request.chat("write")
    message = request.message(chat, "message to react")
    given: Any = request.params.structure("reaction", "reaction types") or []
    if not isinstance(given, list):
        raise bad_request("REACTION_INVALID")
    group_id = message.fields.get("media_group_id")
    if group_id is not None:
        # "If the message belongs to a media group, the reaction is set to the first non-deleted message in the group".
        message = next(one for one in chat.messages.values() if one.fields.get("media_group_id") == group_id)
    react(request.telegram, chat, message, request.me, given)
    return True


def delete_message_reaction(request: Request) -> bool:
    """Bot API: deleteMessageReaction."""
    chat = _moderated(request)
    message = request.message(chat, "message")
    _withdraw(request, chat, message)
    return True


def delete_all_message_reactions(request: Request) -> bool:
    """Bot API: deleteAllMessageReactions, all recent ones of one actor."""
    chat = _moderated(request)
    for message in list(chat.messages.values()):
        _withdraw(request, chat, message)
    return True


def _moderated(request: Request) -> Chat:
    chat = request.chat("write")
    if not chat.is_group:
        raise bad_request("method is available only for groups and supergroups")
    require_right(
        request.telegram, chat, request.me, "can_delete_messages", "not enough rights to delete reactions in the chat"
    )
    return chat


def _withdraw(request: Request, chat: Chat, message: Message) -> None:
    params = request.params
    user_id, actor_chat_id = params.integer("user_id"), params.integer("actor_chat_id")
    if not user_id and not actor_chat_id:
        raise bad_request("user_id or actor_chat_id must be specified")
    if message.reactions.pop(reactor_key(user_id, actor_chat_id), None) is not None:
        request.telegram.changed("edited", chat, message.fields)


METHODS: dict[str, Method] = {
    "setMessageReaction": set_message_reaction,
    "deleteMessageReaction": delete_message_reaction,
    "deleteAllMessageReactions": delete_all_message_reactions,
}
