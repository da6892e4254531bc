"""`/metrics` for Prometheus and `/healthz` for whoever restarts the process, on METRICS_LISTEN."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.metrics import Metrics

PING_SECONDS = 2.0
MOST_SILENCE = 120.0
"""Seconds without an answered poll until the bot counts as ill: two polls of 50 s and their pauses."""


class MetricsServer:
    """Serves until stopped.

    `ping` asks the database and raises what it raises. `heard_ago` gives the seconds since the last answered poll or
    accepted webhook, None before the first; only a polling bot is ill when it hears nothing (`most_silence` None: never).
    """

    def __init__(
        self,
        metrics: Metrics,
        *,
        ping: Callable[[], Awaitable[None]],
        heard_ago: Callable[[], float | None],
        most_silence: float | None = MOST_SILENCE,
        ping_within: float = PING_SECONDS,
    ) -> None:
        self._metrics = metrics
        self._ping = ping
        self._heard_ago = heard_ago
        self._most_silence = most_silence
        self._ping_within = ping_within
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; the port, which the system chose if it was 0. Raises `OSError` where the address is taken."""
        self._runner = web.AppRunner(self.application(), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def application(self) -> web.Application:
        """The two pages."""
        application = web.Application()
        application.router.add_get("/metrics", self._on_metrics)
        application.router.add_get("/healthz", self._on_health)
        return application

    async def _on_metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _on_health(self, _request: web.Request) -> web.Response:
        database, heard_ago = await self._database_state(), self._heard_ago()
        hears = self._most_silence is None or (heard_ago is not None and heard_ago <= self._most_silence)
        is_ok = database == "ok" and hears
        body = {
            "status": "ok" if is_ok else "ill",
            "database": database,
            "updates": "ok" if hears else "none heard" if heard_ago is None else "silent",
            "seconds_since_updates": None if heard_ago is None else round(heard_ago, 1),
        }
        return web.Response(text=json.dumps(body), content_type="application/json", status=200 if is_ok else 503)

    async def _database_state(self) -> str:
        try:
            await asyncio.wait_for(self._ping(), self._ping_within)
        except TimeoutError:
            return f"no answer within {self._ping_within:g} s"
        except Exception as error:  # noqa: BLE001 - whatever the driver raises; its text may hold the URL
            return type(error).__name__
        return "ok"
