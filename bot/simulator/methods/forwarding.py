"""forwardMessage(s) and copyMessage(s)."""

from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.messages import CONTENT_KINDS, content_kind, content_of, origin_of
from bot.simulator.methods.outgoing import Outgoing, deliver, prepare
from bot.simulator.methods.request import Method, Request, caption_content
from bot.simulator.state import Chat, Json, Message

# tdlib/telegram-bot-api#897: one text for every reason.
_NOT_FORWARDED = "the message can't be forwarded"
_NOT_COPIED = "the message can't be copied"


def forward_message(request: Request) -> Json:
    """Bot API: forwardMessage."""
    source = request.chat("read", "from_chat_id")
    message = request.message(source, "message to forward")
    return _forward(request, message).fields


def forward_messages(request: Request) -> list[Json]:
    """Bot API: forwardMessages; what can't be found or forwarded is skipped."""
    found = _several(request, "messages to forward not found")
    return [{"message_id": _forward(request, message).id} for message in found]


def copy_message(request: Request) -> Json:
    """Bot API: copyMessage."""
    source = request.chat("read", "from_chat_id")
    message = request.message(source, "message to copy")
    if not _copyable(message) or _is_protected(message):
        raise bad_request(_NOT_COPIED)
    content = content_of(message)
    if "caption" in request.params and "text" not in content:
        for name in ("caption", "caption_entities"):
            content.pop(name, None)
        content |= request.caption()
    return {"message_id": deliver(request, _envelope(request, content, _NOT_COPIED), content).id}


def copy_messages(request: Request) -> list[Json]:
    """Bot API: copyMessages."""
    copies = []
    for message in _several(request, "messages to copy not found"):
        if not _copyable(message):
            continue
        content = content_of(message)
        if request.params.flag("remove_caption"):
            content = {name: value for name, value in content.items() if not name.startswith("caption")}
            content |= caption_content("", [])
        outgoing = _envelope(request, content, _NOT_COPIED, buttons=False)
        copies.append({"message_id": deliver(request, outgoing, content).id})
    return copies


def _several(request: Request, refusal: str) -> list[Message]:
    source: Chat = request.chat("read", "from_chat_id")
    identifiers: Any = request.params.structure("message_ids", "message identifiers")
    if not isinstance(identifiers, list) or not identifiers:
        raise bad_request("message identifiers are not specified")
    if len(identifiers) > 100:
        raise bad_request("too many message identifiers specified")
    found = [source.messages[int(one)] for one in identifiers if int(one) in source.messages]
    found = [message for message in found if _copyable(message) and not _is_protected(message)]
    if not found:
        raise bad_request(refusal)
    return found


def _forward(request: Request, message: Message) -> Message:
    if message.is_service or _is_protected(message):
        raise bad_request(_NOT_FORWARDED)
    content = content_of(message)
    outgoing = _envelope(request, content, _NOT_FORWARDED, buttons=False)
    return deliver(request, outgoing, {"forward_origin": origin_of(request.telegram, message), **content})


def _envelope(request: Request, content: Json, refusal: str, *, buttons: bool = True) -> Outgoing:
    """A kind of content that the chat forbids is refused like any other message that can't go (`Client.cpp`)."""
    try:
        return prepare(request, content_kind(content), buttons=buttons)
    except ApiError as error:
        if "not enough rights to send" in error.description:
            raise bad_request(refusal) from error
        raise


def _copyable(message: Message) -> bool:
    return not message.is_service and any(kind in message.fields for kind in CONTENT_KINDS)


def _is_protected(message: Message) -> bool:
    return bool(message.fields.get("has_protected_content"))


METHODS: dict[str, Method] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
