"""deleteMessage and deleteMessages."""

from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.messages import remove
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import has_right
from bot.simulator.state import Chat, Message

_TWO_DAYS = 48 * 3600  # Bot API: deleteMessage, "only if it was sent less than 48 hours ago"


def delete_message(request: Request) -> bool:
    """Bot API: deleteMessage."""
    chat = request.chat("write")
    message = request.message(chat, "message to delete")
    refusal = _refusal(request, chat, message)
    if refusal is not None:
        raise refusal
    remove(request.telegram, chat, message)
    return True


def delete_messages(request: Request) -> bool:
    """Bot API: deleteMessages, 1-100 identifiers; missing ones are skipped, one undeletable stops all."""
    chat = request.chat("write")
    identifiers: Any = request.params.structure("message_ids", "message identifiers")
    if not isinstance(identifiers, list):
        raise bad_request("expected an Array of message identifiers")
    if not identifiers:
        raise bad_request("message identifiers are not specified")
    if len(identifiers) > 100:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(one, int) or (isinstance(one, str) and one.isdigit()) for one in identifiers):
        raise bad_request("invalid message identifier specified")
    found = [chat.messages[int(one)] for one in dict.fromkeys(identifiers) if int(one) in chat.messages]
    for message in found:
        refusal = _refusal(request, chat, message)
        if refusal is not None:
            raise refusal
    for message in found:
        remove(request.telegram, chat, message)
    return True


def _refusal(request: Request, chat: Chat, message: Message) -> ApiError | None:
    telegram = request.telegram
    member = telegram.member(chat, request.me)
    if message.is_undeletable:
        return bad_request("message can't be deleted")
    mine = message.sender_id == request.me
    if chat.type == "private":
        allowed = True
    elif chat.type == "channel":
        allowed = has_right(member, "can_delete_messages") or (mine and has_right(member, "can_post_messages"))
    elif chat.type == "group":
        allowed = mine or member.status == "administrator"
    else:
        allowed = (mine and not message.is_service) or has_right(member, "can_delete_messages")
    if not allowed:
        return bad_request("message can't be deleted")
    age = telegram.time() - message.sent_at
    too_old = age >= _TWO_DAYS
    if "dice" in message.fields and chat.type == "private":
        too_old = age < _TWO_DAYS / 2 or too_old
    return bad_request("message can't be deleted for everyone") if too_old else None


METHODS: dict[str, Method] = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
