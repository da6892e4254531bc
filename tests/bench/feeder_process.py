"""The feeder in a process of its own, pinned to a core, driven over a pipe.

A command names an async function of this module's `Station` and its arguments; the answer is its result.
"""

import asyncio
import contextlib
import gc
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tests.bench import corpus
from tests.bench.answers import Chats
from tests.bench.feeder import Feeder
from tests.bench.pushing import Pusher
from tests.bench.updates import Feed


@dataclass(frozen=True, slots=True)
class Measured:
    """One stretch of traffic: how many updates, and the instants of the first delivery and the last confirmation."""

    updates: int
    began: float
    ended: float

    @property
    def per_second(self) -> float:
        return self.updates / (self.ended - self.began)


class Station:
    """What the pipe can ask for; one feeder at a time, renewed by `fresh`."""

    def __init__(self) -> None:
        self.feeder = Feeder(Chats(corpus.OWNER))
        self.pusher: Pusher | None = None
        self.background: set[asyncio.Task[None]] = set()

    async def fresh(self, call_latency: float, poll_latency: float) -> int:
        """A new feeder with nothing in it; returns its port."""
        if self.pusher is not None:
            self.pusher.stop()
            self.pusher = None
        await self.feeder.stop()
        chats = Chats(corpus.OWNER, (corpus.MODERATOR,))
        self.feeder = Feeder(chats, call_latency=call_latency, poll_latency=poll_latency)
        gc.collect()
        gc.freeze()
        return await self.feeder.start()

    async def add(self, traffic: corpus.Traffic, first_message_id: int) -> int:
        """Build and add a corpus without releasing it; returns how many joins stand in front of its messages."""
        joins, messages = corpus.build(traffic, first_message_id=first_message_id)
        self.feeder.add(joins)
        self.feeder.add(messages)
        return len(joins)

    async def add_quiet_groups(self, count: int, first: int) -> int:
        return len(self.feeder.add(corpus.quiet_groups(count, first=first)))

    async def add_feeds(self, feeds: list[Feed]) -> int:
        return len(self.feeder.add(feeds))

    async def push(self, host: str, port: int) -> None:
        """Deliver by webhook from now on."""
        self.pusher = Pusher(self.feeder, host, port)
        self.pusher.start()

    async def run(self, seconds: float, count: int | None = None) -> Measured:
        """Release the next `count` updates (all when absent) and wait until they are confirmed."""
        first = self.feeder.released
        self.feeder.release(count)
        released = self.feeder.released
        if not await self.feeder.wait_confirmed(seconds, released):
            raise TimeoutError(f"{self.feeder.confirmed} of {released} updates confirmed after {seconds} s")
        return Measured(released - first, self.feeder.delivered_at[first], self.feeder.confirmed_at)

    async def run_paced(self, rate: float, seconds: float) -> bool:
        """Release what was added at `rate` a second; True when all was confirmed `seconds` after the last."""
        count = len(self.feeder.feeds) - self.feeder.released
        await self.feeder.release_paced(count, rate)
        return await self.feeder.wait_confirmed(seconds)

    async def wait_poll(self, since: float, seconds: float) -> float | None:
        """The instant of the first getUpdates after `since`, or None."""
        if not await self.feeder.wait_polling(seconds, since):
            return None
        return next(at for at in self.feeder.poll_times if at >= since)

    async def wait_webhook(self, seconds: float) -> float | None:
        """The instant at which the webhook was seen to be set, or None."""
        if not await self.feeder.wait(lambda: bool(self.feeder.chats.webhook), seconds):
            return None
        return time.monotonic()

    async def wait_calls(self, method: str, count: int, seconds: float) -> bool:
        return await self.feeder.wait(lambda: sum(c.method == method for c in self.feeder.calls) >= count, seconds)

    async def deletion_delays(self) -> list[float]:
        """Seconds from the first delivery of a message to the arrival of the first call that deletes it."""
        delivered: dict[tuple[int, int], float] = {}
        for at, feed in zip(self.feeder.delivered_at, self.feeder.feeds, strict=True):
            if feed.message_id:
                delivered[feed.chat_id, feed.message_id] = at
        delays: dict[tuple[int, int], float] = {}
        for call in self.feeder.calls:
            if call.method in {"deletemessage", "deletemessages"}:
                ids = call.params.get("message_ids") or [call.params["message_id"]]
                for key in ((call.params["chat_id"], message_id) for message_id in ids):
                    if key in delivered:
                        delays.setdefault(key, call.at - delivered[key])
        return list(delays.values())

    async def call_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for call in self.feeder.calls:
            counts[call.method] = counts.get(call.method, 0) + 1
        return counts

    async def cpu_seconds(self) -> float:
        """Processor time of the feeder itself: tells whether it was the bottleneck."""
        return time.process_time()


async def _serve(pipe: Connection) -> None:
    station = Station()
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    loop.add_reader(pipe.fileno(), arrived.set)
    while True:
        await arrived.wait()
        arrived.clear()
        while pipe.poll():
            try:
                name, arguments = pipe.recv()
            except EOFError:
                return
            try:
                pipe.send((True, await getattr(station, name)(*arguments)))
            except Exception as error:  # noqa: BLE001 - whatever it is, the driver shall see it
                pipe.send((False, repr(error)))


def _main(pipe: Connection, core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})
    gc.set_threshold(50_000, 20, 100)
    try:
        import uvloop
    except ImportError:
        asyncio.run(_serve(pipe))
    else:
        uvloop.run(_serve(pipe))


class FeederProcess:
    """The driver's end of the pipe: `feeder.ask("fresh", 0.0, 0.0)`."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.port = 0

    def ask(self, name: str, *arguments: Any) -> Any:
        self._pipe.send((name, arguments))
        succeeded, value = self._pipe.recv()
        if not succeeded:
            raise RuntimeError(f"the feeder failed at {name}: {value}")
        return value

    def fresh(self, *, call_latency: float = 0.0, poll_latency: float = 0.0) -> str:
        """Start over; returns the server's address."""
        self.port = self.ask("fresh", call_latency, poll_latency)
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def feeder_process(core: int | None = 1) -> Iterator[FeederProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(theirs, core), daemon=True)
    process.start()
    theirs.close()
    try:
        yield FeederProcess(ours)
    finally:
        ours.close()
        process.terminate()
        process.join(5)
