"""A local Bot API server for one bot: serves prepared updates, answers every call, remembers when each arrived.

Run in the process of a test, or in one of its own through `tests.bench.feeder_process`.
"""

import asyncio
import contextlib
import time
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from tests.bench.answers import Chats, Refused, answer
from tests.bench.updates import BOT_TOKEN, Feed, Json, dump
from tests.bench.wire import HttpConnection, Request

FIRST_UPDATE_ID = 400_000_001
LONGEST_POLL = 50  # seconds; tdlib/telegram-bot-api caps the timeout there
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Outcome(Enum):
    """What became of a call: only DONE ones had their effect."""

    DONE = "done"
    REFUSED = "refused"  # 400 and the like
    FAILED = "failed"  # 500 or 429


class Call(NamedTuple):
    """One call of the bot other than getUpdates; `result` is None unless it took effect.

    One that was not `answered` had its answer lost: the bot cannot know the outcome.
    """

    at: float
    method: str
    params: Json
    outcome: Outcome
    result: Any = None
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong with one call; exactly one field is set."""

    lose_answer: bool = False
    status: int = 0
    retry_after: int = 0
    raw: bytes | None = None


@dataclass(slots=True)
class Poll:
    """A getUpdates request that waits."""

    connection: HttpConnection
    start: int
    limit: int
    earliest: float
    expiry: asyncio.TimerHandle | None = None


@dataclass(eq=False, slots=True)
class Feeder:
    """The server. Updates are added, then released; a released one can be delivered until the bot confirms it.

    `call_latency` and `poll_latency` are the seconds before the answers to calls and to getUpdates leave.
    `faults` may spoil a call.
    """

    chats: Chats
    call_latency: float = 0.0
    poll_latency: float = 0.0
    faults: Callable[[Request, Json], Fault | None] | None = None
    feeds: list[Feed] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    released: int = 0
    confirmed: int = 0
    deliveries: int = 0  # updates sent, repeats included
    delivered_at: "array[float]" = field(default_factory=lambda: array("d"))
    confirmed_at: float = 0.0
    calls: list[Call] = field(default_factory=list)
    poll_times: list[float] = field(default_factory=list)
    port: int = 0
    on_release: Callable[[range], None] | None = None
    _poll: Poll | None = None
    _waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = field(default_factory=list)
    _server: asyncio.Server | None = None
    _connections: set[HttpConnection] = field(default_factory=set)

    async def start(self, port: int = 0) -> int:
        """Listen on 127.0.0.1 and return the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, "127.0.0.1", port, backlog=512)
        self.port = self._server.sockets[0].getsockname()[1]
        return self.port

    async def stop(self) -> None:
        for connection in self._connections:
            connection.drop()
        if self._server is not None:
            self._server.close()
            await asyncio.sleep(0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # --- updates in ------------------------------------------------------------------------------------------------

    def add(self, feeds: Iterable[Feed]) -> range:
        """Append updates without releasing them; returns their positions."""
        first = len(self.feeds)
        for feed in feeds:
            self.bodies.append(feed.encoded(FIRST_UPDATE_ID + len(self.feeds)))
            self.feeds.append(feed)
        added = range(first, len(self.feeds))
        self.delivered_at.extend([0.0] * len(added))
        return added

    def release(self, count: int | None = None) -> None:
        """Make the next `count` updates (all when absent) available."""
        first = self.released
        self.released = len(self.feeds) if count is None else min(first + count, len(self.feeds))
        if self.on_release is not None:
            self.on_release(range(first, self.released))
        self._deliver()

    def feed(self, *feeds: Feed) -> range:
        """Add and release together, so that one answer carries them all."""
        added = self.add(feeds)
        self.release()
        return added

    async def release_paced(self, count: int, rate: float) -> None:
        """Release `count` updates one by one at `rate` a second, on an absolute timetable."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        for number in range(count):
            delay = begin + number / rate - loop.time()
            if delay > 0:
                await asyncio.sleep(delay)
            self.release(1)

    async def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until `condition` holds; it is looked at after every call and confirmation. False when time ran out."""
        if condition():
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (condition, future)
        self._waiting.append(entry)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(future, seconds)
        if entry in self._waiting:
            self._waiting.remove(entry)
        return condition()

    async def wait_confirmed(self, seconds: float, count: int | None = None) -> bool:
        """Wait until `count` updates (every one added so far when absent) were confirmed."""
        wanted = len(self.feeds) if count is None else count
        return await self.wait(lambda: self.confirmed >= wanted, seconds)

    async def wait_polling(self, seconds: float, since: float) -> bool:
        """Wait for a getUpdates request that arrived after the instant `since`."""
        return await self.wait(lambda: bool(self.poll_times) and self.poll_times[-1] >= since, seconds)

    # --- calls out -------------------------------------------------------------------------------------------------

    def _connection(self) -> HttpConnection:
        connection = HttpConnection(self._on_request)
        self._connections = {known for known in self._connections if not known.closed}
        self._connections.add(connection)
        return connection

    def _on_request(self, connection: HttpConnection, request: Request) -> None:
        if request.token != BOT_TOKEN:
            connection.answer(_error(401, "Unauthorized"), 401)
            return
        params = request.parameters()
        fault = self.faults(request, params) if self.faults is not None else None
        if request.method == "getupdates":
            self._on_poll(connection, request, params, fault)
        else:
            self._on_call(connection, request, params, fault)
        self.look()

    def _on_call(self, connection: HttpConnection, request: Request, params: Json, fault: Fault | None) -> None:
        if fault is not None and not fault.lose_answer:
            self.calls.append(Call(request.at, request.method, params, Outcome.FAILED))
            self._later(connection, *_spoilt(fault))
            return
        status, body, call = self.perform(request.at, request.method, params)
        if fault is None:
            self.calls.append(call)
            self._later(connection, body, status)
        else:
            self.calls.append(call._replace(answered=False))
            connection.drop()

    def perform(self, at: float, method: str, params: Json) -> tuple[int, bytes, Call]:
        """Do a call; returns the HTTP status, the body of the answer and the record."""
        try:
            result = answer(self.chats, method, params)
        except Refused as refused:
            body = _error(refused.code, refused.description, **refused.parameters)
            return refused.code, body, Call(at, method, params, Outcome.REFUSED)
        return 200, dump({"ok": True, "result": result}), Call(at, method, params, Outcome.DONE, result)

    def _later(self, connection: HttpConnection, body: bytes, status: int) -> None:
        if not self.call_latency:
            connection.answer(body, status)
            return
        asyncio.get_running_loop().call_later(self.call_latency, connection.answer, body, status)

    # --- getUpdates ------------------------------------------------------------------------------------------------

    def _on_poll(self, connection: HttpConnection, request: Request, params: Json, fault: Fault | None) -> None:
        self.poll_times.append(request.at)
        if self.chats.webhook:
            connection.answer(_error(409, WEBHOOK_ACTIVE), 409)
            return
        if fault is not None and not fault.lose_answer:
            self._later(connection, *_spoilt(fault))
            return
        start = max(params.get("offset", 0) - FIRST_UPDATE_ID, self.confirmed)
        if start > self.confirmed:
            self.confirmed, self.confirmed_at = start, request.at
        if fault is not None:
            connection.drop()
            return
        self.interrupt_poll()
        limit = min(max(params.get("limit", 100), 1), 100)
        self._poll = poll = Poll(connection, start, limit, request.at + self.poll_latency)
        self._deliver()
        if self._poll is poll:
            seconds = max(min(params.get("timeout", 0), LONGEST_POLL), self.poll_latency)
            poll.expiry = asyncio.get_running_loop().call_later(seconds, self._expire, poll)

    def interrupt_poll(self) -> None:
        """Answer the waiting getUpdates with 409, as Telegram does when another one arrives."""
        previous, self._poll = self._poll, None
        if previous is not None:
            if previous.expiry is not None:
                previous.expiry.cancel()
            previous.connection.answer(_error(409, CONFLICT), 409)

    def _expire(self, poll: Poll) -> None:
        if self._poll is poll:
            self._poll = None
            poll.connection.answer(b'{"ok":true,"result":[]}')

    def _deliver(self) -> None:
        poll = self._poll
        if poll is None:
            return
        if poll.connection.closed:
            self._poll = None
            return
        end = min(self.released, poll.start + poll.limit)
        if end <= poll.start:
            return
        now = time.monotonic()
        if now < poll.earliest:
            asyncio.get_running_loop().call_later(poll.earliest - now, self._deliver)
            return
        self._poll = None
        if poll.expiry is not None:
            poll.expiry.cancel()
        poll.connection.answer(b'{"ok":true,"result":[%b]}' % b",".join(self.bodies[poll.start : end]))
        self.delivered(range(poll.start, end), now)

    def delivered(self, positions: range, now: float) -> None:
        """Note that updates left; the first delivery of each counts."""
        self.deliveries += len(positions)
        for position in positions:
            if not self.delivered_at[position]:
                self.delivered_at[position] = now
        self.look()

    def look(self) -> None:
        """Wake those whose condition has come true."""
        for entry in [entry for entry in self._waiting if entry[0]()]:
            self._waiting.remove(entry)
            if not entry[1].done():
                entry[1].set_result(None)


def _error(code: int, description: str, **parameters: int) -> bytes:
    body: Json = {"ok": False, "error_code": code, "description": description}
    return dump({**body, "parameters": parameters} if parameters else body)


def _spoilt(fault: Fault) -> tuple[bytes, int]:
    if fault.raw is not None:
        return fault.raw, fault.status or 200
    if fault.retry_after:
        seconds = fault.retry_after
        return _error(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds), 429
    return _error(fault.status, "Internal Server Error"), fault.status
