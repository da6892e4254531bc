"""JSON in, structs out; what cannot be read is refused with a reason and never stops the rest."""

import json
import re
from typing import Any, NoReturn, TypeVar

import msgspec

from bot.messages.update import Update

MAX_TEXT = 65_536
"""UTF-16 texts of Telegram end at 4,096 units; what is far beyond is cut before anything looks at it."""

UNREADABLE = (ValueError, OverflowError, RecursionError, msgspec.MsgspecError)
"""What reading JSON from outside raises: no JSON, numbers without end, nesting without end, the wrong shape."""
Read = TypeVar("Read")

_update_decoder = msgspec.json.Decoder(Update)
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(-?\d{1,18})(?!\d)')


class MalformedUpdate(ValueError):
    """An update that cannot be read. `update_id` is known where it could be found in the bytes."""

    def __init__(self, update_id: int | None, reason: str) -> None:
        super().__init__(reason)
        self.update_id = update_id
        self.reason = reason


class _Envelope(msgspec.Struct):
    """Body of an answer to getUpdates; each update stays bytes, so that one bad update spoils only itself."""

    ok: bool
    result: list[msgspec.Raw] = []


_envelope_decoder: msgspec.json.Decoder[_Envelope] = msgspec.json.Decoder(_Envelope)


def split_updates(body: bytes) -> list[bytes]:
    """The updates of a getUpdates answer as JSON bytes. Raises `MalformedUpdate` for a body that is no such answer."""
    try:
        envelope = read_leniently(_envelope_decoder, body)
    except UNREADABLE as error:
        _refuse(body, error)
    if not envelope.ok:
        _refuse(body, ValueError("not ok"))
    return [bytes(raw) for raw in envelope.result]


def read_leniently(decoder: msgspec.json.Decoder[Read], body: bytes) -> Read:
    """What `decoder` makes of `body`, if need be without what JSON allows and UTF-8 does not. Raises one of `UNREADABLE`."""
    try:
        return decoder.decode(body)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeError):
        return decoder.decode(msgspec.json.encode(read_slowly(body)))


def read_slowly(body: bytes) -> Any:
    """The JSON value in `body`, without NUL, lone surrogates and endless texts. Raises one of `UNREADABLE`."""
    return _cleaned(json.loads(body.decode("utf-8", "replace")))


def decode_update(raw: bytes) -> Update:
    """The update in `raw`. Raises `MalformedUpdate`."""
    # NUL is legal JSON and no database text; half a surrogate pair is JSON that UTF-8 cannot carry. Both are rare and
    # go the slow way. Texts of a megabyte are cut there too.
    if b"\\u0000" in raw or len(raw) > MAX_TEXT:
        return _decode_slowly(raw)
    try:
        return _update_decoder.decode(raw)
    except msgspec.ValidationError as error:
        _refuse(raw, error)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return _decode_slowly(raw)


def _decode_slowly(raw: bytes) -> Update:
    try:
        return msgspec.convert(read_slowly(raw), Update)
    except UNREADABLE as error:
        _refuse(raw, error)


def _cleaned(value: Any) -> Any:
    """The same JSON value without NUL, lone surrogates and endless texts."""
    if isinstance(value, str):
        return value[:MAX_TEXT].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    return value


def _refuse(raw: bytes, error: Exception) -> NoReturn:
    found = _UPDATE_ID.search(raw)
    raise MalformedUpdate(int(found[1]) if found else None, f"{type(error).__name__}: {error}") from error
