"""The HTTP door: `/bot<token>/<method>` and `/file/bot<token>/<path>` as api.telegram.org has them.

Any Bot API client works against it, e.g. aiogram with `TelegramAPIServer.from_base(server.url)`.
"""

from typing import Any

import msgspec
from aiohttp import BodyPartReader, web

from bot.simulator.control import ControlApi
from bot.simulator.door import perform
from bot.simulator.evening import Evening
from bot.simulator.files import MAX_DOWNLOAD
from bot.simulator.parameters import Upload
from bot.simulator.telegram import Telegram
from bot.simulator.webhooks import WebhookSender
from bot.simulator.world import World

# Bot API: Sending files, "50 MB max size for other types of files".
MAX_UPLOAD = 50 * 1024 * 1024
_JSON = "application/json"


class HttpServer:
    """Serves one Telegram. With a `control_token` there is a control API under /control and the chat page at /."""

    def __init__(
        self,
        telegram: Telegram,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        control_token: str | None = None,
        world: World | None = None,
        evening: Evening | None = None,
    ) -> None:
        self.telegram = telegram
        self.url = ""
        self._host, self._port = host, port
        self._webhooks = WebhookSender(telegram)
        # Multipart adds a little to a file of the full size.
        self.application = web.Application(client_max_size=MAX_UPLOAD + 64 * 1024)
        self.application.router.add_route("*", "/bot{token}/{method}", self._call)
        self.application.router.add_get("/file/bot{token}/{path:.+}", self._file)
        if control_token is not None:
            ControlApi(world or World(telegram), control_token, evening).attach(self.application)
        self._runner = web.AppRunner(self.application, access_log=None, handle_signals=False, shutdown_timeout=0.5)

    async def start(self) -> str:
        """Listen; returns the address without a slash at its end."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        await self._webhooks.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self.url

    async def stop(self) -> None:
        """Close every connection; long polls end."""
        for terminate in list(self.telegram.pollers.values()):
            terminate()
        await self._webhooks.stop()
        await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        if ":" not in token:
            return _refused(404, "Not Found")
        try:
            params = await _params(request)
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, "Request Entity Too Large")
        except (msgspec.DecodeError, ValueError):
            return _refused(400, "Bad Request: can't parse request body")
        try:
            status, body = await perform(self.telegram, token, method, params)
        except ConnectionResetError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        headers = {"Retry-After": _retry_after(body)} if status == 429 else None
        return web.Response(body=body, status=status, content_type=_JSON, headers=headers)

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self.telegram.tokens:
            return _refused(404, "Not Found")
        path = request.match_info["path"]
        stored = next((one for one in self.telegram.files.values() if one.path == path), None)
        if stored is None or len(stored.content) > MAX_DOWNLOAD:
            return _refused(404, "Not Found")
        return web.Response(body=stored.content, content_type=stored.mime_type or "application/octet-stream")


async def _params(request: web.Request) -> dict[str, Any]:
    """Arguments from the query string and the body, the body winning."""
    params: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return params
    if request.content_type == _JSON:
        given = msgspec.json.decode(await request.read() or b"{}")
        if not isinstance(given, dict):
            raise ValueError("an object is expected")
        return params | given
    if request.content_type == "multipart/form-data":
        return params | await _multipart(request)
    if request.content_type == "application/x-www-form-urlencoded":
        return params | dict(await request.post())
    await request.read()
    return params


async def _multipart(request: web.Request) -> dict[str, Any]:
    params: dict[str, Any] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(1 << 18):
            size += len(chunk)
            if size > MAX_UPLOAD:
                raise web.HTTPRequestEntityTooLarge(MAX_UPLOAD, size)
            content += chunk
        if part.filename is not None:
            params[part.name] = Upload(part.filename, bytes(content), part.headers.get("Content-Type"))
        else:
            params[part.name] = content.decode("utf-8", "replace")
    return params


def _refused(code: int, description: str) -> web.Response:
    body = msgspec.json.encode({"ok": False, "error_code": code, "description": description})
    return web.Response(body=body, status=code, content_type=_JSON)


def _retry_after(body: bytes) -> str:
    answer: Any = msgspec.json.decode(body)
    return str(answer.get("parameters", {}).get("retry_after", 1))
