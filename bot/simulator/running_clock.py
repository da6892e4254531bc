"""A clock that runs like the machine's and can be put forward, for the demo: "next morning" in a second."""

import asyncio
import heapq
import itertools
import time
from datetime import UTC, datetime, timedelta

_MOST_STOPS = 600  # on the way when the clock is put forward: a night in strides of a minute and a half


class RunningClock:
    """Real time plus what was skipped. Sleepers wake early when the clock is put forward, in order, each at its own instant
    or one stride later."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta() if start is None else start - datetime.now(UTC)
        self._skipped = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def monotonic(self) -> float:
        return time.monotonic() + self._skipped

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        wake = loop.create_future()
        heapq.heappush(self._sleepers, (self.monotonic() + seconds, next(self._order), wake))
        timer = loop.call_later(seconds, _wake, wake)
        try:
            await wake
        finally:
            timer.cancel()
            wake.cancel()

    async def advance(self, by: timedelta | float) -> None:
        """Put the clock forward, in some hundred stops: a stop for everything that wakes each second would take long."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        target = self.monotonic() + seconds
        stride = seconds / _MOST_STOPS
        while self._sleepers and self._sleepers[0][0] <= target:
            if self._sleepers[0][2].done():
                heapq.heappop(self._sleepers)
                continue
            stop = min(target, max(self._sleepers[0][0], self.monotonic() + stride))
            self._skip(stop - self.monotonic())
            while self._sleepers and self._sleepers[0][0] <= stop:
                _wake(heapq.heappop(self._sleepers)[2])
            for _ in range(20):  # a woken task may wake others or wait for a thread
                await asyncio.sleep(0)
        self._skip(target - self.monotonic())

    def _skip(self, seconds: float) -> None:
        if seconds > 0:
            self._skipped += seconds
            self._ahead += timedelta(seconds=seconds)


def _wake(wake: asyncio.Future[None]) -> None:
    if not wake.done():
        wake.set_result(None)
