"""Changing messages that the bot sent."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.inline import inline_message
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.messages import MEDIA_KINDS, change
from bot.simulator.methods.albums import input_media
from bot.simulator.methods.request import Method, Request
from bot.simulator.methods.sending import rich_content
from bot.simulator.permissions import has_right
from bot.simulator.state import Chat, Json, Message

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_CAPTIONED = ("animation", "audio", "document", "photo", "video", "voice")
_TEXT_FIELDS = ("text", "entities", "link_preview_options", "rich_message")
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(request: Request) -> Json | bool:
    """Bot API: editMessageText."""
    chat, message = _editable(request)
    return _edited(request, chat, message, new_text(request, message))


def edit_message_caption(request: Request) -> Json | bool:
    """Bot API: editMessageCaption."""
    chat, message = _editable(request)
    return _edited(request, chat, message, new_caption(request, message))


def edit_message_media(request: Request) -> Json | bool:
    """Bot API: editMessageMedia."""
    chat, message = _editable(request)
    return _edited(request, chat, message, new_media(request))


def edit_message_reply_markup(request: Request) -> Json | bool:
    """Bot API: editMessageReplyMarkup."""
    chat, message = _editable(request)
    return _edited(request, chat, message, {}, stamp=False)


def new_text(request: Request, message: Message) -> Json:
    """The content of a text edit."""
    if "text" not in message.fields and "rich_message" not in message.fields:
        raise bad_request("there is no text in the message to edit")
    rich: Any = request.params.structure("rich_message", "rich message")
    content = rich_content(request, rich) if rich else request.message_text()
    return dict.fromkeys(_TEXT_FIELDS) | content


def new_caption(request: Request, message: Message) -> Json:
    """The content of a caption edit."""
    if not any(kind in message.fields for kind in _CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return dict.fromkeys(_CAPTION_FIELDS) | request.caption()


def new_media(request: Request) -> Json:
    """The content of a media edit."""
    item: Any = request.params.structure("media", "InputMedia")
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    gone = (*MEDIA_KINDS, *_CAPTION_FIELDS, *_TEXT_FIELDS, "has_media_spoiler")
    return dict.fromkeys(gone) | input_media(request, item)


def edit(request: Request, chat: Chat, message: Message, content: Json, *, stamp: bool = True) -> Message:
    """Apply an edit with its new buttons; without `reply_markup` the buttons go."""
    raw = request.params.structure("reply_markup", "reply keyboard markup")
    content = {**content, "reply_markup": inline_keyboard(raw) if raw else None}
    if all(message.fields.get(name) == value for name, value in content.items()):
        raise bad_request(_NOT_MODIFIED)
    change(request.telegram, chat, message, content, announced=False, stamp=stamp)
    return message


def _edited(request: Request, chat: Chat, message: Message, content: Json, *, stamp: bool = True) -> Json | bool:
    """Bot API: "if the edited message is not an inline message, the edited Message is returned, otherwise True"."""
    fields = edit(request, chat, message, content, stamp=stamp).fields
    return True if "inline_message_id" in request.params else fields


def _editable(request: Request) -> tuple[Chat, Message]:
    if "inline_message_id" in request.params:
        return inline_message(request.telegram, request.params.text("inline_message_id"), request.me)
    chat = request.chat("edit")
    if not request.params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = request.message(chat, "message to edit")
    if message.sender_id != request.me or message.is_service or "forward_origin" in message.fields:
        # Bot API: in channels administrators with can_edit_messages may edit the posts of others.
        may = chat.type == "channel" and has_right(request.telegram.member(chat, request.me), "can_edit_messages")
        if not may:
            raise bad_request("message can't be edited")
    return chat, message


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
