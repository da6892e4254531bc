"""Counts appear for Prometheus; the health page says whether the bot works."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import MOST_SERIES, Metrics
from bot.metrics_server import MetricsServer


def test_every_count_appears() -> None:
    metrics = Metrics()
    metrics.update_received("message")
    metrics.update_received("message")
    metrics.update_refused("malformed")
    metrics.update_parked()
    metrics.update_set_aside()
    metrics.committed(7, 0.002)
    metrics.effect_performed("Send", "sent")
    metrics.telegram_refused("blocked")
    metrics.job_ran("digest", "done")
    metrics.watch(lane_depth=lambda: 3, busy_lanes=lambda: 2, outbox_depth=lambda: 5, outbox_oldest_seconds=lambda: 1.5)
    assert {
        "updates": metrics.value("qunguan_updates_total", kind="message"),
        "refused": metrics.value("qunguan_refused_updates_total", reason="malformed"),
        "parked": metrics.value("qunguan_parked_updates_total"),
        "set aside": metrics.value("qunguan_set_aside_updates_total"),
        "commits": metrics.value("qunguan_commit_items_count"),
        "items": metrics.value("qunguan_commit_items_sum"),
        "seconds": metrics.value("qunguan_commit_seconds_sum"),
        "effects": metrics.value("qunguan_effects_total", method="Send", outcome="sent"),
        "errors": metrics.value("qunguan_telegram_errors_total", **{"class": "blocked"}),
        "jobs": metrics.value("qunguan_job_runs_total", job="digest", outcome="done"),
        "lanes": metrics.value("qunguan_lane_depth"),
        "busy": metrics.value("qunguan_busy_lanes"),
        "outbox": metrics.value("qunguan_outbox_depth"),
        "oldest": metrics.value("qunguan_outbox_oldest_seconds"),
    } == {
        "updates": 2,
        "refused": 1,
        "parked": 1,
        "set aside": 1,
        "commits": 1,
        "items": 7,
        "seconds": 0.002,
        "effects": 1,
        "errors": 1,
        "jobs": 1,
        "lanes": 3,
        "busy": 2,
        "outbox": 5,
        "oldest": 1.5,
    }


def test_prometheus_can_read_it() -> None:
    metrics = Metrics()
    metrics.update_received('odd "kind"\n')
    text = generate_latest(metrics.registry).decode()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert families["qunguan_updates"].samples[0].labels == {"kind": 'odd "kind"\n'}
    assert "process_resident_memory_bytes" in families


def test_two_applications_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.update_parked()
    assert other.value("qunguan_parked_updates_total") == 0


def test_labels_do_not_grow_without_end() -> None:
    metrics = Metrics()
    for number in range(MOST_SERIES + 50):
        metrics.update_refused(f"reason {number:04}")
    text = generate_latest(metrics.registry).decode()
    assert text.count("qunguan_refused_updates_total{") == MOST_SERIES + 1
    assert metrics.value("qunguan_refused_updates_total", reason="other") == 50


# ---- the server

Get = Callable[[str], Awaitable[tuple[int, str]]]


class Surroundings:
    """What the health page asks, to be changed by a test."""

    def __init__(self) -> None:
        self.heard_ago: float | None = 1.25
        self.trouble: Exception | None = None
        self.hangs = False

    async def ping(self) -> None:
        if self.hangs:
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def surroundings() -> Surroundings:
    return Surroundings()


@pytest.fixture
async def get(surroundings: Surroundings) -> AsyncIterator[Get]:
    async for one in _serving(surroundings, 120.0):
        yield one


async def _serving(surroundings: Surroundings, most_silence: float | None) -> AsyncIterator[Get]:
    server = MetricsServer(
        Metrics(),
        ping=surroundings.ping,
        heard_ago=lambda: surroundings.heard_ago,
        most_silence=most_silence,
        ping_within=0.05,
    )
    port = await server.start("127.0.0.1", 0)
    async with aiohttp.ClientSession() as session:

        async def ask(path: str) -> tuple[int, str]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as response:
                return response.status, await response.text()

        yield ask
    await server.stop()


async def test_metrics_page(get: Get) -> None:
    status, text = await get("/metrics")
    assert status == 200
    assert "qunguan_parked_updates_total 0.0" in text


async def test_healthy(get: Get) -> None:
    assert await get("/healthz") == (
        200,
        '{"status": "ok", "database": "ok", "updates": "ok", "seconds_since_updates": 1.2}',
    )


async def test_ill_without_a_database(get: Get, surroundings: Surroundings) -> None:
    surroundings.trouble = OSError("postgresql://user:password@host")
    status, text = await get("/healthz")
    assert status == 503
    assert '"database": "OSError"' in text
    assert "password" not in text


async def test_ill_while_the_database_hangs(get: Get, surroundings: Surroundings) -> None:
    surroundings.hangs = True
    status, text = await get("/healthz")
    assert status == 503
    assert "no answer within" in text


@pytest.mark.parametrize(("heard_ago", "said"), [(121.0, "silent"), (None, "none heard")])
async def test_polling_bot_is_ill_when_it_hears_nothing(
    get: Get, surroundings: Surroundings, heard_ago: float | None, said: str
) -> None:
    surroundings.heard_ago = heard_ago
    status, text = await get("/healthz")
    assert status == 503
    assert f'"updates": "{said}"' in text


@pytest.mark.parametrize("heard_ago", [99_999.0, None])
async def test_webhook_may_be_silent(surroundings: Surroundings, heard_ago: float | None) -> None:
    surroundings.heard_ago = heard_ago
    async for get in _serving(surroundings, None):
        assert (await get("/healthz"))[0] == 200


@pytest.mark.parametrize("path", ["/", "/metrics/x", "/debug"])
async def test_nothing_else_is_served(get: Get, path: str) -> None:
    assert (await get(path))[0] == 404
