"""Changing and deleting messages that one person sees. Bot API 10.2: editEphemeralMessage…, deleteEphemeralMessage."""

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.messages import remove
from bot.simulator.methods.editing import edit, new_caption, new_media, new_text
from bot.simulator.methods.request import Method, Request
from bot.simulator.state import Chat, Message


def edit_ephemeral_message_text(request: Request) -> bool:
    chat, message = _own(request, "message to edit")
    edit(request, chat, message, new_text(request, message))
    return True


def edit_ephemeral_message_caption(request: Request) -> bool:
    chat, message = _own(request, "message to edit")
    edit(request, chat, message, new_caption(request, message))
    return True


def edit_ephemeral_message_media(request: Request) -> bool:
    chat, message = _own(request, "message to edit")
    edit(request, chat, message, new_media(request))
    return True


def edit_ephemeral_message_reply_markup(request: Request) -> bool:
    chat, message = _own(request, "message to edit")
    edit(request, chat, message, {}, stamp=False)
    return True


def delete_ephemeral_message(request: Request) -> bool:
    chat, message = _own(request, "message to delete")
    remove(request.telegram, chat, message)
    return True


def _own(request: Request, what: str) -> tuple[Chat, Message]:
    if not request.telegram.supports_ephemeral:
        raise ApiError(404, "Not Found")
    chat = request.chat("edit")
    receiver_id = request.params.user_id("receiver_user_id")
    message = chat.ephemerals.get(request.params.integer("ephemeral_message_id"))
    if message is None or message.receiver_id != receiver_id or message.sender_id != request.me:
        raise bad_request(f"{what} not found")
    return chat, message


METHODS: dict[str, Method] = {
    "editEphemeralMessageText": edit_ephemeral_message_text,
    "editEphemeralMessageCaption": edit_ephemeral_message_caption,
    "editEphemeralMessageMedia": edit_ephemeral_message_media,
    "editEphemeralMessageReplyMarkup": edit_ephemeral_message_reply_markup,
    "deleteEphemeralMessage": delete_ephemeral_message,
}
