"""Pinned messages."""

from bot.simulator.errors import bad_request
from bot.simulator.messages import post_service, without_reply
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import require_right
from bot.simulator.state import Chat

_REFUSAL = "not enough rights to manage pinned messages in the chat"


def pin_chat_message(request: Request) -> bool:
    """Bot API: pinChatMessage."""
    chat = request.chat("write")
    message = request.message(chat, "message to pin")
    _require_pinning(request, chat)
    if message.is_service:
        raise bad_request("message can't be pinned")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        thread_id = message.fields.get("message_thread_id", 0)
        post_service(
            request.telegram, chat, request.me, {"pinned_message": without_reply(message.fields)}, thread_id=thread_id
        )
    return True


def unpin_chat_message(request: Request) -> bool:
    """Bot API: unpinChatMessage; without an id the most recent one."""
    chat = request.chat("write")
    if "message_id" in request.params:
        message_id = request.message(chat, "message to unpin").id
    elif chat.pinned:
        message_id = max(chat.pinned)
    else:
        raise bad_request("message to unpin not found")
    _require_pinning(request, chat)
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        request.telegram.changed("chat", chat, {"pinned": list(chat.pinned)})
    return True


def unpin_all_chat_messages(request: Request) -> bool:
    """Bot API: unpinAllChatMessages."""
    chat = request.chat("write")
    _require_pinning(request, chat)
    chat.pinned.clear()
    request.telegram.changed("chat", chat, {"pinned": []})
    return True


def unpin_all_forum_topic_messages(request: Request) -> bool:
    """Bot API: unpinAllForumTopicMessages."""
    chat = request.chat("write")
    _require_pinning(request, chat)
    thread_id = request.params.integer("message_thread_id")
    kept = [one for one in chat.pinned if chat.messages[one].fields.get("message_thread_id") != thread_id]
    chat.pinned[:] = kept
    return True


def _require_pinning(request: Request, chat: Chat) -> None:
    if chat.type == "private":
        return
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    require_right(request.telegram, chat, request.me, right, _REFUSAL)


METHODS: dict[str, Method] = {
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
}
