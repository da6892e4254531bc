"""The local Telegram's HTTP door: updates a second over getUpdates, and how soon a person's message is delivered.

The server has one core to itself; whoever polls is on the other. Once the messages wait already, once people write them on the
server's core meanwhile, which is what a busy demo does.
"""

import http.client
import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tests.bench.door_process import town_process
from tests.bench.figures import Figure, median, percentile
from tests.bench.stage import SUBJECT_CORE, Stage
from tests.bench.updates import BOT_TOKEN

UPDATES = 30_000
WRITTEN = 10_000
SAID = 300
TARGET = 3_000  # a second, on one core
TARGET_P99 = 100.0  # milliseconds; what the chat page promises its readers


class _Update(msgspec.Struct):
    update_id: int


class _Answer(msgspec.Struct):
    ok: bool
    result: list[_Update] = []


class Poller:
    """A client that does nothing with what it gets."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self._offset = 0

    def poll(self, timeout: int = 10) -> int:
        """One getUpdates; how many came."""
        body = json.dumps({"offset": self._offset, "timeout": timeout, "limit": 100})
        headers = {"Content-Type": "application/json"}
        self._connection.request("POST", f"/bot{BOT_TOKEN}/getUpdates", body, headers)
        answer = msgspec.json.decode(self._connection.getresponse().read(), type=_Answer)
        if answer.result:
            self._offset = answer.result[-1].update_id + 1
        return len(answer.result)

    def take(self, count: int) -> float:
        """Poll until so many came and are confirmed; the instant of the end."""
        seen = 0
        while seen < count:
            got = self.poll()
            if not got:
                raise TimeoutError(f"{seen} of {count} updates were delivered")
            seen += got
        self.poll(timeout=0)
        return time.monotonic()


def run(stage: Stage) -> list[Figure]:
    waiting, written, delays, busy = [], [], [], []
    core = SUBJECT_CORE if (os.cpu_count() or 1) > 1 else None
    for _ in range(stage.rounds):
        with town_process(core) as ask:
            poller = Poller(ask("open"))
            count = stage.scaled(UPDATES)
            ask("fill", count)
            began = time.monotonic()
            waiting.append(count / (poller.take(count) - began))
            count = stage.scaled(WRITTEN)
            cpu, began = ask("cpu_seconds"), ask("talk", count)
            ended = poller.take(count)
            written.append(count / (ended - began))
            busy.append((ask("cpu_seconds") - cpu) / (ended - began))
            delays += _delays(ask, poller, stage.scaled(SAID))
    p50, p99 = percentile(delays, 0.5) * 1_000, percentile(delays, 0.99) * 1_000
    rounds = "rounds: " + " ".join(f"{speed:,.0f}" for speed in waiting)
    notes = f"server core {max(busy):.0%} busy; rounds: " + " ".join(f"{speed:,.0f}" for speed in written)
    said = f"{len(delays)} messages, worst {max(delays) * 1_000:.1f} ms"
    return [
        Figure("door", "updates/s delivered, waiting", median(waiting), "/s", TARGET, at_least=True, note=rounds),
        Figure("door", "updates/s written and delivered", median(written), "/s", TARGET, at_least=True, note=notes),
        Figure("door", "a person's message to its delivery p50", p50, "ms", note=said),
        Figure("door", "a person's message to its delivery p99", p99, "ms", TARGET_P99),
    ]


def _delays(ask: Callable[..., Any], poller: Poller, count: int) -> list[float]:
    """Seconds from a message to its arrival at a client that waits in a long poll."""
    delays: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        for _ in range(count):
            arriving = pool.submit(_arrival, poller)
            time.sleep(0.002)  # until the poll waits at the server
            said_at = ask("say")
            delays.append(arriving.result(30) - said_at)
    return delays


def _arrival(poller: Poller) -> float:
    if poller.poll() != 1:
        raise TimeoutError("one update was expected")
    return time.monotonic()
