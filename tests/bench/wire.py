"""HTTP/1.1 as far as bots speak it, on bare asyncio protocols: quick enough not to be what a benchmark measures."""

import asyncio
import json
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, unquote

from tests.bench.updates import Json

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
REASONS |= {429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}

# Parameters that clients sending forms write as JSON text, and those that are numbers.
NESTED = frozenset(
    [
        "reply_markup",
        "permissions",
        "message_ids",
        "allowed_updates",
        "commands",
        "scope",
        "reply_parameters",
        "entities",
        "caption_entities",
        "ephemeral_message_parameters",
        "link_preview_options",
        "options",
        "reaction",
        "media",
        "rights",
        "menu_button",
    ]
)
NUMBERS = frozenset(
    [
        "user_id",
        "message_id",
        "until_date",
        "offset",
        "limit",
        "timeout",
        "message_thread_id",
        "sender_chat_id",
        "max_connections",
        "ephemeral_message_id",
        "reply_to_message_id",
        "from_chat_id",
    ]
)


class Request(NamedTuple):
    """One call as it arrived; `at` is `time.monotonic()`, which all processes of a machine share."""

    at: float
    token: str
    method: str
    query: str
    content_type: str
    body: bytes

    def parameters(self) -> Json:
        """The parameters, whatever the encoding: nested ones parsed, numeric ones as numbers."""
        values: Json = dict(parse_qsl(self.query, keep_blank_values=True)) if self.query else {}
        if self.body:
            values.update(_body_parameters(self.content_type, self.body))
        for key, value in values.items():
            if isinstance(value, str):
                values[key] = _typed(key, value)
        return values


def _body_parameters(content_type: str, body: bytes) -> Json:
    if content_type.startswith("application/json"):
        return dict(json.loads(body))
    if content_type.startswith("multipart/form-data"):
        parsed = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
        parts = [part for part in parsed.walk() if not part.is_multipart()]
        return {str(part.get_param("name", header="content-disposition")): _part_text(part) for part in parts}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _part_text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _typed(key: str, value: str) -> object:
    try:
        if key in NESTED:
            return json.loads(value)
        if key in NUMBERS or (key == "chat_id" and not value.startswith("@")):
            return int(value)
    except ValueError:
        return value
    return value


class HttpConnection(asyncio.Protocol):
    """Server side of one connection. Calls `on_request(connection, request)`; the answer may come later."""

    __slots__ = ("buffer", "closed", "expects_continue", "on_request", "transport")

    def __init__(self, on_request: Callable[["HttpConnection", Request], None]) -> None:
        self.on_request = on_request
        self.buffer = b""
        self.closed = False
        self.expects_continue = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self.buffer = self.buffer + data if self.buffer else data
        while self.buffer and not self.closed:
            head_end = self.buffer.find(b"\r\n\r\n")
            if head_end < 0:
                return
            head = self.buffer[:head_end].decode("latin-1")
            headers = dict(_header(line) for line in head.split("\r\n")[1:])
            body_start = head_end + 4
            if headers.get("expect") and not self.expects_continue and self.transport:
                self.expects_continue = True
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            if headers.get("transfer-encoding", "").lower() == "chunked":
                chunked = _unchunk(self.buffer, body_start)
                if chunked is None:
                    return
                body, end = chunked
            else:
                end = body_start + int(headers.get("content-length", 0))
                if len(self.buffer) < end:
                    return
                body = self.buffer[body_start:end]
            self.buffer = self.buffer[end:]
            self.expects_continue = False
            path, _, query = head.split(" ", 2)[1].partition("?")
            token, _, method = unquote(path).removeprefix("/bot").partition("/")
            self.on_request(self, Request(at, token, method.lower(), query, headers.get("content-type", ""), body))

    def answer(self, body: bytes, status: int = 200, content_type: bytes = b"application/json") -> None:
        if self.closed or self.transport is None or self.transport.is_closing():
            return
        head = b"HTTP/1.1 %d %b\r\nServer: feeder\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n"
        self.transport.write(head % (status, REASONS.get(status, "Error").encode(), content_type, len(body)) + body)

    def drop(self) -> None:
        """Close without an answer, as a broken network does."""
        if self.transport is not None:
            self.transport.abort()


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _unchunk(data: bytes, position: int) -> tuple[bytes, int] | None:
    """The body of a chunked message and where it ends, or None while it is incomplete."""
    parts: list[bytes] = []
    while (line_end := data.find(b"\r\n", position)) >= 0:
        size = int(data[position:line_end].split(b";")[0], 16)
        start = line_end + 2
        if len(data) < start + size + 2:
            return None
        if size == 0:
            return b"".join(parts), start + 2
        parts.append(data[start : start + size])
        position = start + size + 2
    return None
