"""Updates by webhook: 200 only after the effects are committed or parked. Without the secret nobody gets in."""

import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.intake.intake import Intake

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header (Bot API, setWebhook)
CALLS_END_WITHIN = 5.0
"""Seconds that open calls have at a stop; what is not confirmed then comes again."""
BODY_LIMIT = 1024 * 1024
"""Bytes. Telegram's updates stay far below; what is larger is not from Telegram."""


class Webhook:
    """The HTTP door for Telegram. `on_update` hears of each call, for /healthz."""

    def __init__(self, url: str, secret: str, intake: Intake, on_update: Callable[[], None]) -> None:
        self.path = urlsplit(url).path or "/"
        self._secret = secret
        self._intake = intake
        self._on_update = on_update
        self._runner: web.AppRunner | None = None
        self._is_stopping = False

    async def start(self, host: str, port: int) -> None:
        """Listen on `host`:`port`."""
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post(self.path, self._receive)
        self._runner = web.AppRunner(
            application, access_log=None, handle_signals=False, shutdown_timeout=CALLS_END_WITHIN
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, backlog=1024).start()

    def refuse_new(self) -> None:
        """Answer 503 from now on: Telegram keeps what it has and tries again."""
        self._is_stopping = True

    async def stop(self) -> None:
        """Let open calls end, then close the door."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return self._refused("secret", 403)
        if self._is_stopping:
            return web.Response(status=503)
        if (request.content_length or 0) > BODY_LIMIT:
            return self._refused("too large", 413)
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return self._refused("too large", 413)
        if not body.lstrip().startswith(b"{"):
            return self._refused("not an update", 400)
        self._on_update()
        await self._intake.accept([body])
        return web.Response()

    def _refused(self, reason: str, status: int) -> web.Response:
        self._intake.refuse(f"webhook: {reason}")
        log.warning("webhook call refused", reason=reason)
        return web.Response(status=status)
