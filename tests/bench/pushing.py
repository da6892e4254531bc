"""Webhook delivery as Telegram does it: at most 40 connections, one update in flight per queue, retries until 200."""

import asyncio
import contextlib
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

from tests.bench.feeder import Feeder

SHORTEST_RETRY = 0.05  # Telegram doubles from one second to a minute; tests cannot wait that long
LONGEST_RETRY = 0.5


class PushConnection(asyncio.Protocol):
    """Client side of one connection to the bot; carries one update at a time."""

    __slots__ = ("buffer", "position", "pusher", "transport")

    def __init__(self, pusher: "Pusher") -> None:
        self.pusher = pusher
        self.buffer = b""
        self.position = -1
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def send(self, position: int, head: bytes, body: bytes) -> None:
        assert self.transport is not None
        self.position = position
        self.transport.write(head % len(body) + body)

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        head_end = self.buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = self.buffer[:head_end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        end = head_end + 4 + length
        if len(self.buffer) < end:
            return
        body, self.buffer = self.buffer[head_end + 4 : end], self.buffer[end:]
        position, self.position = self.position, -1
        closing = b"connection: close" in head
        if closing and self.transport is not None:
            self.transport.close()
        self.pusher.on_answer(None if closing else self, position, int(head[9:12]), body)

    def connection_lost(self, exc: Exception | None) -> None:
        self.pusher.on_lost(self, self.position)


@dataclass(eq=False, slots=True)
class Pusher:
    """Pushes what the feeder releases to the bot at `host:port`, under the path and secret of its setWebhook."""

    feeder: Feeder
    host: str
    port: int
    connections: int = 40
    statuses: dict[int, int] = field(default_factory=dict)
    _queues: dict[int, deque[int]] = field(default_factory=dict)
    _ready: deque[int] = field(default_factory=deque)
    _idle: list[PushConnection] = field(default_factory=list)
    _open: int = 0
    _failures: int = 0
    _stopped: bool = False
    _opening: set[asyncio.Task[None]] = field(default_factory=set)
    _resting: bool = False

    def start(self) -> None:
        self.feeder.on_release = self._on_release

    def stop(self) -> None:
        self._stopped = True
        self.feeder.on_release = None
        for task in self._opening:
            task.cancel()
        for connection in self._idle:
            if connection.transport is not None:
                connection.transport.abort()

    def _on_release(self, positions: range) -> None:
        for position in positions:
            queue = self.feeder.feeds[position].queue
            if queue in self._queues:
                self._queues[queue].append(position)
            else:
                self._queues[queue] = deque((position,))
                self._ready.append(queue)
        self._pump()

    def _pump(self) -> None:
        webhook = self.feeder.chats.webhook
        if self._stopped or self._resting or not self._ready:
            return
        if not webhook:
            self._rest()
            return
        head = self._head(webhook)
        while self._ready and self._idle:
            connection = self._idle.pop()
            if connection.transport is None or connection.transport.is_closing():
                continue
            position = self._queues[self._ready.popleft()][0]
            connection.send(position, head, self.feeder.bodies[position])
            self.feeder.delivered(range(position, position + 1), time.monotonic())
        for _ in range(min(len(self._ready), self.connections - self._open)):
            self._open += 1
            task = asyncio.get_running_loop().create_task(self._connect())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    def _head(self, webhook: dict[str, str]) -> bytes:
        path = urlsplit(webhook["url"]).path or "/"
        secret = webhook.get("secret_token")
        lines = [f"POST {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Content-Type: application/json"]
        if secret:
            lines.append(f"X-Telegram-Bot-Api-Secret-Token: {secret}")
        return "\r\n".join([*lines, "Content-Length: %d", "", ""]).encode()

    async def _connect(self) -> None:
        try:
            _, connection = await asyncio.get_running_loop().create_connection(
                lambda: PushConnection(self), self.host, self.port
            )
        except OSError:
            self._open -= 1
            self._rest()
            return
        self._failures = 0
        self._idle.append(connection)
        self._pump()

    def _rest(self) -> None:
        """Try again a little later, later each time."""
        if self._resting or self._stopped:
            return
        self._resting = True
        delay = min(SHORTEST_RETRY * 2**self._failures, LONGEST_RETRY)
        self._failures = min(self._failures + 1, 10)
        asyncio.get_running_loop().call_later(delay, self._resume)

    def _resume(self) -> None:
        self._resting = False
        self._pump()

    def on_answer(self, connection: PushConnection | None, position: int, status: int, body: bytes) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if connection is not None:
            self._idle.append(connection)
        if position >= 0:
            self._settle(position, status, body)
        self._pump()

    def _settle(self, position: int, status: int, body: bytes) -> None:
        queue = self.feeder.feeds[position].queue
        if status != 200:
            asyncio.get_running_loop().call_later(SHORTEST_RETRY, self._retry, queue)
            return
        waiting = self._queues[queue]
        waiting.popleft()
        if waiting:
            self._ready.append(queue)
        else:
            del self._queues[queue]
        self.feeder.confirmed += 1
        self.feeder.confirmed_at = time.monotonic()
        if body[:1] == b"{":
            self._call_in_answer(body)
        self.feeder.look()

    def _call_in_answer(self, body: bytes) -> None:
        """A webhook answer may carry a method call; its result is not seen by the bot."""
        with contextlib.suppress(ValueError):
            params = json.loads(body)
            if method := params.pop("method", None):
                self.feeder.calls.append(self.feeder.perform(time.monotonic(), method.lower(), params)[2])

    def _retry(self, queue: int) -> None:
        self._ready.append(queue)
        self._pump()

    def on_lost(self, connection: PushConnection, position: int) -> None:
        self._open -= 1
        if connection in self._idle:
            self._idle.remove(connection)
        if position >= 0 and not self._stopped:
            asyncio.get_running_loop().call_later(SHORTEST_RETRY, self._retry, self.feeder.feeds[position].queue)
