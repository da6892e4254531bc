"""Turns at the overall message limit: the most urgent waiter goes first, and no slot is taken before it is free."""

import asyncio
import heapq
import itertools

from bot.clock import Clock
from bot.messages import ChatId
from bot.telegram.limits import Limits


class Turns:
    """Hands out the slots of the overall limit by priority, then by arrival. A chat waits for one turn at a time."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._order = itertools.count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._of_chat: dict[ChatId, tuple[int, asyncio.Future[None]]] = {}
        self._giver: asyncio.Task[None] | None = None

    async def take(self, chat_id: ChatId, priority: int) -> None:
        """Return when it is the turn of `chat_id` to send; the slot is counted."""
        if not self._waiting and self._limits.wait_for_all(self._clock.monotonic()) == 0.0:
            self._limits.take_overall(self._clock.monotonic())
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line_up(chat_id, priority, turn)
        if self._giver is None or self._giver.done():
            self._giver = asyncio.create_task(self._give(), name="send-turns")
        try:
            await turn
        finally:
            self._of_chat.pop(chat_id, None)

    def hurry(self, chat_id: ChatId, priority: int) -> None:
        """Something more urgent than what `chat_id` waits with has arrived there."""
        waits = self._of_chat.get(chat_id)
        if waits is not None and priority < waits[0]:
            self._line_up(chat_id, priority, waits[1])

    async def stop(self) -> None:
        """Give nothing any more."""
        if self._giver is not None:
            self._giver.cancel()
            await asyncio.gather(self._giver, return_exceptions=True)

    def _line_up(self, chat_id: ChatId, priority: int, turn: asyncio.Future[None]) -> None:
        self._of_chat[chat_id] = (priority, turn)
        heapq.heappush(self._waiting, (priority, next(self._order), turn))

    async def _give(self) -> None:
        while self._waiting:
            if self._waiting[0][
                2
            ].done():  # its sender was cancelled, or had its turn by a more urgent place in the line
                heapq.heappop(self._waiting)
                continue
            wait = self._limits.wait_for_all(self._clock.monotonic())
            if wait > 0:
                await self._clock.sleep(wait)
                continue
            self._limits.take_overall(self._clock.monotonic())
            heapq.heappop(self._waiting)[2].set_result(None)
