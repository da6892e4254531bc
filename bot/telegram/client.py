"""Calls to the Bot API: JSON in, JSON out, over HTTP or straight into a local Telegram.

aiogram's own client builds and validates a pydantic model per call (measured: 0.1 s and 5 MB for the first of each kind,
some 100 µs afterwards); what the bot reads of an answer is a field or two, so answers stay plain JSON or become the
structs of `bot.messages`.
"""

import asyncio
import socket
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import aiohttp
import msgspec
import structlog

from bot.messages.decoding import UNREADABLE, read_leniently, read_slowly
from bot.telegram.failures import Failure, TelegramFailure, classify

log = structlog.get_logger(__name__)

CALL_TIMEOUT = 20.0
DOWNLOAD_TIMEOUT = 60.0
MAX_CONNECTIONS = 100


def _plain(value: object) -> str:
    # msgspec knows str, not its subclass Html.
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


_encoder = msgspec.json.Encoder(enc_hook=_plain)


class Upload(msgspec.Struct, frozen=True):
    """A file in a parameter."""

    filename: str
    content: bytes


class Transport(Protocol):
    """How a call reaches a Bot API: the answer's HTTP status and body."""

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], timeout: float | None = None
    ) -> tuple[int, bytes]:
        """Raises `OSError`, `TimeoutError` or `aiohttp.ClientError` where no whole answer came."""
        ...

    async def download(self, token: str, path: str, limit: int) -> bytes:
        """The file at `path`, at most `limit` bytes. Raises `ValueError` for a longer one."""
        ...

    async def close(self) -> None: ...


class HttpTransport:
    """A Bot API server at `base_url`, such as https://api.telegram.org."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], timeout: float | None = None
    ) -> tuple[int, bytes]:
        url = f"{self._base}/bot{token}/{method}"
        limit = aiohttp.ClientTimeout(total=timeout or CALL_TIMEOUT)
        if any(isinstance(value, Upload) for value in params.values()):
            request = self._connected().post(url, data=_form(params), timeout=limit)
        else:
            headers = {"Content-Type": "application/json"}
            request = self._connected().post(url, data=_encoder.encode(params), headers=headers, timeout=limit)
        async with request as response:
            return response.status, await response.read()

    async def download(self, token: str, path: str, limit: int) -> bytes:
        address = f"{self._base}/file/bot{token}/{path}"
        async with self._connected().get(address, timeout=aiohttp.ClientTimeout(total=DOWNLOAD_TIMEOUT)) as response:
            if response.status != 200:
                raise aiohttp.ClientError(f"HTTP {response.status}")
            content = await response.content.read(limit + 1)
            while len(content) <= limit and (more := await response.content.read(limit + 1 - len(content))):
                content += more
        if len(content) > limit:
            raise ValueError(f"file over {limit} bytes")
        return content

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=MAX_CONNECTIONS, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)
        return self._session


class _Parameters(msgspec.Struct):
    retry_after: float = 0.0
    migrate_to_chat_id: int | None = None


class _Answer(msgspec.Struct):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    error_code: int = 0
    parameters: _Parameters | None = None


_answer_decoder: msgspec.json.Decoder[_Answer] = msgspec.json.Decoder(_Answer)
_NOT_CONNECTED = (aiohttp.ClientConnectorError, ConnectionRefusedError, socket.gaierror)


class Client:
    """One bot's calls. `on_failure(failure)` hears of each that fails, for the metrics."""

    def __init__(
        self, transport: Transport, token: str, on_failure: Callable[[TelegramFailure], None] | None = None
    ) -> None:
        self._transport = transport
        self._token = token
        self._on_failure = on_failure

    async def call(self, method: str, **parameters: Any) -> Any:
        """The decoded result of `method`; parameters that are None are left out. Raises `TelegramFailure`."""
        raw = await self.call_raw(method, parameters)
        try:
            return msgspec.json.decode(raw)
        except UNREADABLE:
            # The call took effect: an odd letter or number in the answer must not look like a failure.
            return read_slowly(raw)

    async def read(self, kind: type[Any], method: str, **parameters: Any) -> Any:
        """The result of `method` as `kind` of `bot.messages`. Raises `TelegramFailure`, also for a result that does not fit."""
        raw = await self.call_raw(method, parameters)
        try:
            return msgspec.json.decode(raw, type=kind)
        except UNREADABLE as error:
            raise self._failed(TelegramFailure(Failure.SERVER, method, f"unreadable answer: {error}")) from error

    async def call_raw(self, method: str, parameters: Mapping[str, Any], timeout: float | None = None) -> bytes:
        """The result of `method` as JSON bytes. Raises `TelegramFailure`."""
        status, body = await self._exchange(method, parameters, timeout)
        return self._result(method, status, body)

    async def poll(self, parameters: Mapping[str, Any], timeout: float) -> bytes:
        """The whole answer to getUpdates as bytes, unread: one bad update must not hide the others. Raises `TelegramFailure`."""
        status, body = await self._exchange("getUpdates", parameters, timeout)
        if status != 200:
            self._result("getUpdates", status, body)
        return body

    async def _exchange(self, method: str, parameters: Mapping[str, Any], timeout: float | None) -> tuple[int, bytes]:
        present = {name: value for name, value in parameters.items() if value is not None}
        try:
            return await self._transport.call(self._token, method, present, timeout)
        except (OSError, TimeoutError, aiohttp.ClientError, asyncio.IncompleteReadError) as error:
            # The error's text may hold the address with the token.
            failure = TelegramFailure(
                Failure.NETWORK, method, type(error).__name__, never_arrived=isinstance(error, _NOT_CONNECTED)
            )
            raise self._failed(failure) from None

    def _result(self, method: str, status: int, body: bytes) -> bytes:
        try:
            answer = read_leniently(_answer_decoder, body)
        except UNREADABLE:
            kind = Failure.SERVER if status >= 500 else Failure.NETWORK
            raise self._failed(TelegramFailure(kind, method, f"HTTP {status}, not JSON", code=status)) from None
        if answer.ok:
            return bytes(answer.result)
        code = answer.error_code or status
        extra = answer.parameters or _Parameters()
        kind = Failure.MIGRATED if extra.migrate_to_chat_id else classify(code, answer.description)
        raise self._failed(
            TelegramFailure(
                kind,
                method,
                answer.description,
                code=code,
                retry_after=extra.retry_after,
                migrate_to=extra.migrate_to_chat_id,
            )
        )

    async def answer_tap(self, callback_query_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a tapped button. Losing it costs the person a spinner, so a failure is only logged."""
        try:
            await self.call(
                "answerCallbackQuery",
                callback_query_id=callback_query_id,
                text=text[:200] or None,
                show_alert=alert or None,
            )
        except TelegramFailure as failure:
            log.info("tap not answered", error=failure.description)

    async def download(self, file_id: str, limit: int) -> bytes:
        """The content of a file that somebody sent, at most `limit` bytes. Raises `TelegramFailure`, `ValueError`."""
        found = await self.call("getFile", file_id=file_id)
        if int(found.get("file_size") or 0) > limit:
            raise ValueError(f"file over {limit} bytes")
        try:
            return await self._transport.download(self._token, str(found.get("file_path", "")), limit)
        except (OSError, TimeoutError, aiohttp.ClientError) as error:
            raise self._failed(TelegramFailure(Failure.NETWORK, "download", type(error).__name__)) from None

    async def close(self) -> None:
        await self._transport.close()

    def _failed(self, failure: TelegramFailure) -> TelegramFailure:
        if self._on_failure is not None:
            self._on_failure(failure)
        return failure


def _form(params: Mapping[str, Any]) -> aiohttp.FormData:
    # Quoted, a Chinese file name arrives as %E8%AE%BE… and is shown so.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        if isinstance(value, Upload):
            filename = "".join(letter for letter in value.filename if letter.isprintable())
            form.add_field(name, value.content, filename=filename)
        else:
            form.add_field(name, value if isinstance(value, str) else _encoder.encode(value).decode())
    return form
