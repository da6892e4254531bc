"""The way through an export: one chat (`messages` at the top), or a whole account (`chats` and `left_chats`)."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import msgspec

from bot.desktop_export.conversion import Conversion, Entry
from bot.desktop_export.peers import channel_id
from bot.desktop_export.problems import MalformedJson, NotAnExport
from bot.desktop_export.shapes import CHANNELS, GROUPS, ExportedMessage
from bot.desktop_export.slices import BYTE, Slices
from bot.messages import Chat
from bot.messages.decoding import UNREADABLE, read_leniently

__all__ = ["Entry", "ExportReader"]

LISTS = ("chats", "left_chats")
# Telegram Desktop writes control characters as \x0B, which is no JSON. An even number of backslashes before it is text.
_NO_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
_decoder = msgspec.json.Decoder(ExportedMessage)


class ExportReader:
    """Reads `file` from its beginning, once. While `entries` runs, the counts grow.

    `unreadable`: entries of `messages` that are nothing a bot receives; `skipped_chats`: those that are no groups.
    """

    def __init__(self, file: BinaryIO, zone: ZoneInfo) -> None:
        self._file = file
        self._zone = zone
        self._slices: Slices | None = None
        self.unreadable = 0
        self.skipped_chats = 0

    @property
    def position(self) -> int:
        """Bytes that have been read."""
        return self._slices.position if self._slices is not None else 0

    def entries(self) -> Iterator[Entry]:
        """All messages of all groups, chat by chat, in their order. Raises `ExportProblem`."""
        slices = self._slices = Slices(self._file)
        first = slices.peek()
        if first != "{":
            raise NotAnExport(_what_else(first))
        found = False
        chat: dict[str, Any] = {}
        for key in slices.members():
            if key == "messages" and slices.peek() == "[":
                found = True
                yield from self._messages(slices, chat)
            elif key in LISTS and slices.peek() == "{":
                found = True
                yield from self._chats(slices)
            else:
                _keep(slices, key, chat)
        slices.finish()
        if not found:
            raise NotAnExport("this JSON is no export of Telegram Desktop: it has neither messages nor chats")

    def _chats(self, slices: Slices) -> Iterator[Entry]:
        for key in slices.members():
            if key != "list" or slices.peek() != "[":
                slices.skip()
                continue
            for _ in slices.items():
                if slices.peek() != "{":
                    slices.skip()
                    continue
                chat: dict[str, Any] = {}
                for member in slices.members():
                    if member == "messages" and slices.peek() == "[":
                        yield from self._messages(slices, chat)
                    else:
                        _keep(slices, member, chat)

    def _messages(self, slices: Slices, told: dict[str, Any]) -> Iterator[Entry]:
        chat = _chat(told)
        if chat is None:
            self.skipped_chats += 1
            for _ in slices.items():
                slices.skip()
            return
        conversion = Conversion(chat, self._zone)
        for _ in slices.items():
            start = slices.position
            raw = slices.raw()
            exported = _decoded(raw, start)
            entry = conversion.entry(exported) if exported is not None else None
            if entry is None:
                self.unreadable += 1
            else:
                yield entry


def _keep(slices: Slices, key: str, chat: dict[str, Any]) -> None:
    """`name`, `type` and `id` stand before `messages`."""
    if key in ("name", "type", "id") and slices.peek() not in ("{", "["):
        start = slices.position
        try:
            chat[key] = msgspec.json.decode(slices.raw())
        except (msgspec.DecodeError, UnicodeError) as error:
            raise MalformedJson(start, str(error)) from None
    else:
        slices.skip()


def _chat(told: dict[str, Any]) -> Chat | None:
    """The group that messages were written in; None for a chat that is no group. A kind that nobody knows is taken for one."""
    kind = told.get("type")
    number = told.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**52:
        number = 1
    name = told.get("name") if isinstance(told.get("name"), str) else None
    if kind in CHANNELS or kind in ("saved_messages", "replies", "personal_chat", "bot_chat", "verify_codes"):
        return None
    api_kind = GROUPS.get(kind or "", "supergroup")
    return Chat(id=-number if api_kind == "group" else channel_id(number), type=api_kind, title=name)


def _decoded(raw: bytes, start: int) -> ExportedMessage | None:
    """The message in `raw`; None where it is JSON of another shape. Raises `MalformedJson`."""
    try:
        if b"\\u0000" not in raw:
            return _decoder.decode(raw)
    except msgspec.ValidationError:
        return None
    except UNREADABLE as error:
        problem: Exception = error
    else:
        problem = ValueError("NUL")
    try:
        return read_leniently(_decoder, _NO_ESCAPE.sub(_escaped, raw).replace(b"\\u0000", b""))
    except msgspec.ValidationError:
        return None
    except UNREADABLE:
        found = BYTE.search(str(problem))
        reason = BYTE.sub("", str(problem)).strip()
        raise MalformedJson(start + (int(found[1]) if found else 0), reason) from None


def _escaped(found: re.Match[bytes]) -> bytes:
    return found[1] + (b"" if found[2] == b"00" else b"\\u00" + found[2])


def _what_else(first: str) -> str:
    if not first:
        return "the file is empty"
    if first == "<":
        return "this is an export in HTML: export again in Telegram Desktop with the format “Machine-readable JSON”"
    return "this is no export of Telegram Desktop: result.json begins with {"
