"""Natural batching: one writer commits whatever queued while its last commit ran.

No timer: an idle writer commits a lone item at once, a busy one takes up to `MOST` together (measured at 2,000 items/s:
p50 0.4 ms, against 28 ms with a 50 ms window).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from bot.persistence.database import Database, is_outage
from bot.persistence.transaction import Transaction

Item = TypeVar("Item")
MOST = 500
OUTAGE_PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries while the database is away; the last one repeats."""

log = structlog.get_logger(__name__)


class GroupCommit(Generic[Item]):
    """Writes items in the order they were submitted, many to a transaction.

    `apply(tx, items)` writes a batch. An outage is waited out; a batch that fails otherwise is tried again one by one, so
    that one bad item fails alone. `on_commit(items, seconds)` is told of each commit.
    """

    def __init__(
        self,
        database: Database,
        apply: Callable[[Transaction, Sequence[Item]], Awaitable[None]],
        on_commit: Callable[[int, float], None] | None = None,
    ) -> None:
        self._database = database
        self._apply = apply
        self._on_commit = on_commit
        self._queue: deque[tuple[Item, Callable[[BaseException | None], None]]] = deque()
        self._wake = asyncio.Event()
        self._submitted = 0
        self._finished = 0
        self._barriers: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._queue)

    def submit(self, item: Item, done: Callable[[BaseException | None], None]) -> None:
        """Queue `item`; `done(None)` is called after its commit, `done(error)` if it cannot be written."""
        self._queue.append((item, done))
        self._submitted += 1
        self._wake.set()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="group-commit")

    async def drain(self) -> None:
        """Wait until everything submitted so far is committed or refused."""
        if self._finished < self._submitted:
            barrier: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._barriers.append((self._submitted, barrier))
            await barrier

    async def stop(self, timeout: float) -> None:
        """Commit what is queued, then end; after `timeout` seconds end anyway, for the database may stay away."""
        if self._task is not None:
            drained = asyncio.ensure_future(self.drain())
            await asyncio.wait({drained}, timeout=timeout)
            if drained.cancel():
                log.warning("stopping with items uncommitted", items=self._submitted - self._finished)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            while self._queue:
                batch = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
                await self._write(batch)
            self._wake.clear()

    async def _write(self, batch: list[tuple[Item, Callable[[BaseException | None], None]]]) -> None:
        error = await self._try_commit([item for item, _ in batch])
        if error is not None and len(batch) > 1:
            for one in batch:
                await self._write([one])
            return
        for _, done in batch:
            _tell(done, error)
        self._finished += len(batch)
        while self._barriers and self._barriers[0][0] <= self._finished:
            barrier = self._barriers.popleft()[1]
            if not barrier.done():  # whoever waited may be gone
                barrier.set_result(None)

    async def _try_commit(self, items: Sequence[Item]) -> Exception | None:
        attempt = 0
        loop = asyncio.get_running_loop()
        while True:
            started = loop.time()
            try:
                async with self._database.begin() as tx:
                    await self._apply(tx, items)
            except Exception as error:  # noqa: BLE001 - sorted here: an outage is waited out, the rest goes to the item
                if not is_outage(error):
                    return error
                pause = OUTAGE_PAUSES[min(attempt, len(OUTAGE_PAUSES) - 1)]
                attempt += 1
                log.warning("database away", error=str(error), items=len(items), retry_in=pause)
                await self._database.clock.sleep(pause)
            else:
                if self._on_commit is not None:
                    self._on_commit(len(items), loop.time() - started)
                return None


def _tell(done: Callable[[BaseException | None], None], error: BaseException | None) -> None:
    try:
        done(error)
    except Exception:
        # The item is committed all the same, and everybody else's wait behind it.
        log.exception("submitter failed to listen")
