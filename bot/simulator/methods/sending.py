"""sendMessage and its sisters, one message at a time."""

from typing import Any

from bot.simulator import rich_messages
from bot.simulator.contents import DICE, thrown, venue
from bot.simulator.errors import bad_request
from bot.simulator.files import input_file, media_content
from bot.simulator.methods.outgoing import deliver, prepare
from bot.simulator.methods.request import Method, Request
from bot.simulator.rich_messages import rich_blocks
from bot.simulator.state import Json

_CAPTIONLESS = ("sticker", "video_note")
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
    "cancel",
}


def send_message(request: Request) -> Json:
    """Bot API: sendMessage."""
    content = request.message_text()
    return deliver(request, prepare(request, "text"), content).fields


def send_rich_message(request: Request) -> Json:
    """Bot API: sendRichMessage. Blocks pass through; HTML and Markdown become one paragraph for each line."""
    rich: Any = request.params.structure("rich_message", "rich message")
    if not isinstance(rich, dict):
        raise bad_request("rich message must be non-empty")
    return deliver(request, prepare(request, "rich_message"), rich_content(request, rich)).fields


def rich_content(request: Request, rich: Json) -> Json:
    """Bot API: InputRichMessage as RichMessage content."""
    blocks = rich.get("blocks")
    if blocks is None:
        source = rich.get("html") or rich.get("markdown") or ""
        blocks = rich_blocks(*request.format(str(source), "HTML" if rich.get("html") else "", None))
    if not blocks:
        raise bad_request("rich message must be non-empty")
    return rich_messages.rich_content(blocks, is_rtl=bool(rich.get("is_rtl")))


def _media_method(kind: str) -> Method:
    def send(request: Request) -> Json:
        params = request.params
        outgoing = prepare(request, kind)
        details = {name: params.integer(name) for name in ("width", "height", "duration", "length") if name in params}
        texts = {name: params.text(name) for name in ("title", "performer", "emoji") if name in params}
        stored = input_file(request.telegram, kind, params, kind, {**details, **texts})
        content = media_content(kind, stored)
        if kind not in _CAPTIONLESS:
            content |= request.caption()
        if params.flag("has_spoiler"):
            content["has_media_spoiler"] = True
        return deliver(request, outgoing, content).fields

    return send


def send_location(request: Request) -> Json:
    """Bot API: sendLocation."""
    return deliver(request, prepare(request, "location"), {"location": _location(request)}).fields


def send_venue(request: Request) -> Json:
    """Bot API: sendVenue."""
    content = venue(_location(request), request.params.text("title"), request.params.text("address"))
    return deliver(request, prepare(request, "venue"), content).fields


def send_contact(request: Request) -> Json:
    """Bot API: sendContact."""
    params = request.params
    contact = {"phone_number": params.text("phone_number"), "first_name": params.text("first_name")}
    if not contact["phone_number"]:
        raise bad_request("phone number is empty")
    if not contact["first_name"]:
        raise bad_request("first name is empty")
    contact |= {name: params.text(name) for name in ("last_name", "vcard") if params.text(name)}
    return deliver(request, prepare(request, "contact"), {"contact": contact}).fields


def send_dice(request: Request) -> Json:
    """Bot API: sendDice."""
    emoji = request.params.text("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("wrong emoji specified for the dice")
    return deliver(request, prepare(request, "dice"), thrown(request.telegram, emoji)).fields


def send_chat_action(request: Request) -> bool:
    """Bot API: sendChatAction."""
    if request.params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    request.chat("write")
    return True


def _location(request: Request) -> Json:
    params = request.params
    latitude, longitude = params.number("latitude", 91.0), params.number("longitude", 181.0)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendRichMessage": send_rich_message,
    "sendPhoto": _media_method("photo"),
    "sendDocument": _media_method("document"),
    "sendVideo": _media_method("video"),
    "sendAnimation": _media_method("animation"),
    "sendAudio": _media_method("audio"),
    "sendVoice": _media_method("voice"),
    "sendVideoNote": _media_method("video_note"),
    "sendSticker": _media_method("sticker"),
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
}
