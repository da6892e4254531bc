"""What a message of an export carries besides text, as fields of the Bot API. Pure."""

from typing import Any

from bot.desktop_export.shapes import ExportedMessage
from bot.desktop_export.texts import text_of
from bot.messages import Contact, Media, Poll, PollOption
from bot.messages.content import InlineButton, InlineKeyboard

FILES = {
    "sticker": "sticker",
    "video_message": "video_note",
    "voice_message": "voice",
    "animation": "animation",
    "video_file": "video",
    "audio_file": "audio",
}
"""Values of `media_type`, and the Bot API's fields. A file without one is a document."""
# "(File not included. Change data exporting settings to download.)" and its like stand where a path would.
_NO_PATH = "("


def media_of(exported: ExportedMessage) -> dict[str, Any]:
    """Fields of `IncomingMessage` by name; empty for a message of words alone."""
    carried: dict[str, Any] = {}
    if exported.photo is not None:
        carried["photo"] = [_file(exported.photo, exported)]
    elif exported.file is not None or exported.media_type is not None:
        carried[FILES.get(exported.media_type or "", "document")] = _file(exported.file, exported)
    if isinstance(exported.contact_information, dict):
        carried["contact"] = _contact(exported.contact_information)
    if exported.place_name is not None:
        carried["venue"] = {"title": _text(exported.place_name), "address": _text(exported.address)}
    elif exported.location_information is not None:
        carried["location"] = _table(exported.location_information)
    if isinstance(exported.poll, dict):
        carried["poll"] = _poll(exported.poll)
    if isinstance(exported.todo_list, dict):
        carried["checklist"] = _checklist(exported.todo_list)
    if exported.game_title is not None:
        carried["game"] = {"title": _text(exported.game_title), "description": _text(exported.game_description)}
    for field, value in (
        ("invoice", exported.invoice_information),
        ("giveaway", exported.giveaway_information),
    ):
        if value is not None:
            carried[field] = _table(value)
    if exported.paid_stars_amount is not None:
        carried["paid_media"] = {}
    return carried


def keyboard_of(exported: ExportedMessage) -> InlineKeyboard | None:
    """The buttons under the message."""
    rows = exported.inline_bot_buttons
    if not isinstance(rows, list):
        return None
    keyboard = [[_button(one) for one in row if isinstance(one, dict)] for row in rows if isinstance(row, list)]
    return InlineKeyboard(inline_keyboard=keyboard) if any(keyboard) else None


def _file(path: Any, exported: ExportedMessage) -> Media:
    # One file keeps one path in an export, so the path tells copies of it.
    unique = path if isinstance(path, str) and not path.startswith(_NO_PATH) else ""
    duration = exported.duration_seconds
    return Media(
        file_id="",
        file_unique_id=unique,
        file_name=exported.file_name if isinstance(exported.file_name, str) else None,
        mime_type=exported.mime_type,
        duration=duration if isinstance(duration, int) and duration >= 0 else None,
        emoji=exported.sticker_emoji,
    )


def _contact(told: dict[str, Any]) -> Contact:
    return Contact(
        phone_number=_text(told.get("phone_number")),
        first_name=_text(told.get("first_name")),
        last_name=_text(told.get("last_name")) or None,
    )


def _poll(told: dict[str, Any]) -> Poll:
    answers = told.get("answers")
    options = [
        PollOption(text=_text(answer.get("text")))
        for answer in (answers if isinstance(answers, list) else ())
        if isinstance(answer, dict)
    ]
    return Poll(id="", question=_text(told.get("question")), options=options, is_closed=bool(told.get("closed")))


def _checklist(told: dict[str, Any]) -> dict[str, Any]:
    answers = told.get("answers")
    tasks = [
        {"text": _text(one.get("text"))}
        for one in (answers if isinstance(answers, list) else ())
        if isinstance(one, dict)
    ]
    return {"title": _text(told.get("title")), "tasks": tasks}


def _button(told: dict[str, Any]) -> InlineButton:
    address = told.get("data") if told.get("type") == "url" else None
    return InlineButton(text=_text(told.get("text")), url=address if isinstance(address, str) else None)


def _text(value: Any) -> str:
    return text_of(value)[0] if value is not None else ""


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
