"""What is held for staff, and how it is posted again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.i18n.translator import Html, escape
from bot.messages import ChatId, IncomingMessage, MessageId
from bot.moderation.markup import html_of, quoted
from bot.moderation.readable import readable
from bot.outbox.buttons import ButtonData, RowId
from bot.outbox.effects import Call, Effect, Send

KEPT_FOR = timedelta(days=7)
"""After the decision, so that dropping can be undone."""
MOST_TEXT = 3500
MOST_CAPTION = 900
"""Characters; with the author's name they stay below Telegram's 4,096 and 1,024."""
MOST_IN_ALBUM = 10

_METHODS = {
    "photo": "sendPhoto",
    "animation": "sendAnimation",
    "document": "sendDocument",
    "video": "sendVideo",
    "sticker": "sendSticker",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "audio": "sendAudio",
}
_WITHOUT_CAPTION = ("sticker", "video_note")
_ALBUMS = ({"photo", "video"}, {"document"}, {"audio"})
"""Kinds that one album may hold (Bot API, sendMediaGroup)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of what is held. `kind` as in `IncomingMessage.kind`; `file_id` empty where it has no file; `text` HTML."""

    message_id: MessageId
    kind: str
    file_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What a case of kind `hold` holds; `state`: waiting | released | dropped; `heading` names the author, as HTML."""

    case_id: int
    chat_id: ChatId
    thread_id: MessageId | None
    heading: str
    state: str
    expires_at: datetime
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WaitingHold:
    """A line of the queue. `kinds` of its messages; `text` as it was written."""

    number: int
    target_name: str
    text: str
    kinds: tuple[str, ...]
    held_at: datetime
    expires_at: datetime


class HeldButton(ButtonData, frozen=True, kw_only=True):
    """In the queue of `community`: decide about the case `number`, or (`show`) turn to `page`, counted from 0."""

    PREFIX = "held"
    community: RowId
    number: RowId
    act: Literal["release", "drop", "show"]
    page: RowId


def part_of(message: IncomingMessage) -> Part:
    """What of `message` is kept."""
    kind = message.kind
    file_id = _file_id(message)
    if message.body:
        text = html_of(message.body, message.spans, MOST_CAPTION if file_id else MOST_TEXT)
    else:
        text = escape(readable(message)[:MOST_TEXT])
    return Part(message.message_id, kind, file_id, text)


def reposts(held: Held) -> list[Effect]:
    """The calls that post what is held again, as a quote that names its author."""
    files = [part for part in held.parts if part.file_id and part.kind in _METHODS]
    words = [part.text for part in held.parts if part.text]
    captioned = [part for part in files if part.kind not in _WITHOUT_CAPTION]
    text = Html(f"{held.heading}\n{quoted(Html(chr(10).join(words)))}".rstrip())
    if not captioned or sum(map(len, words)) > MOST_TEXT:
        said: list[Effect] = [Send(chat_id=held.chat_id, text=text, thread_id=held.thread_id)]
        return said + [_file(held, part) for part in files]
    if 1 < len(captioned) <= MOST_IN_ALBUM and any({part.kind for part in files} <= kinds for kinds in _ALBUMS):
        return [_album(held, captioned, text)]
    first, *others = captioned
    rest = [part for part in files if part.kind in _WITHOUT_CAPTION]
    return [_file(held, first, text), *(_file(held, part) for part in [*others, *rest])]


def _file(held: Held, part: Part, caption: str = "") -> Call:
    parameters = _place(held) | {part.kind: part.file_id}
    if caption:
        parameters |= {"caption": caption, "parse_mode": "HTML"}
    return Call(chat_id=held.chat_id, method=_METHODS[part.kind], parameters=parameters, counts_as_send=True)


def _album(held: Held, parts: Sequence[Part], caption: str) -> Call:
    media: list[dict[str, Any]] = [{"type": part.kind, "media": part.file_id} for part in parts]
    media[0] |= {"caption": caption, "parse_mode": "HTML"}
    return Call(
        chat_id=held.chat_id, method="sendMediaGroup", parameters=_place(held) | {"media": media}, counts_as_send=True
    )


def _place(held: Held) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": held.chat_id}
    return place if held.thread_id is None else place | {"message_thread_id": held.thread_id}


def _file_id(message: IncomingMessage) -> str:
    """Of the largest size of a photo, or of the one file."""
    if message.photo:
        return message.photo[-1].file_id
    media = getattr(message, message.kind, None) if message.kind in _METHODS else None
    return media.file_id if media is not None else ""
