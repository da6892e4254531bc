"""In order within a chat, side by side across chats; three tries for an update, then it is set aside.

An update whose failure is somebody's absence (the database, the Bot API) is not at fault: it waits, however long.
"""

from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.background import Background
from bot.clock import Clock
from bot.intake.arrival import AlreadySeen, Ticket
from bot.persistence.database import is_outage
from bot.telegram.failures import RETRIED, TelegramFailure

log = structlog.get_logger(__name__)

TRIES = 3
TRY_PAUSES = (0.1, 0.5)
OUTAGE_PAUSES = (0.2, 1.0, 5.0, 15.0)


class Lane:
    """What waits in one chat. `uncommitted` counts plain messages that group commit still holds."""

    __slots__ = ("is_running", "queue", "uncommitted")

    def __init__(self) -> None:
        self.queue: deque[Ticket] = deque()
        self.is_running = False
        self.uncommitted = 0

    @property
    def is_idle(self) -> bool:
        return not self.is_running and not self.queue


class Lanes:
    """The lanes that have something to do; an idle chat costs nothing."""

    def __init__(
        self,
        clock: Clock,
        *,
        plain: Callable[[Ticket, Callable[[BaseException | None], None]], bool],
        handle: Callable[[Ticket], Awaitable[None]],
        set_aside: Callable[[Ticket, Exception], Awaitable[None]],
        committed: Callable[[], Awaitable[None]],
        finished: Callable[[Ticket], None],
    ) -> None:
        self._clock = clock
        self._plain = plain
        self._handle = handle
        self._set_aside = set_aside
        self._committed = committed
        self._finished = finished
        self._lanes: dict[int, Lane] = {}
        self._work = Background()

    @property
    def depth(self) -> int:
        """How many updates wait in lanes."""
        return sum(len(lane.queue) for lane in self._lanes.values())

    def offer(self, ticket: Ticket) -> None:
        """Take `ticket`: at once if it is plain and its lane is idle, else behind what waits there."""
        key = ticket.update.lane
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = Lane()
        if lane.is_idle and self._try_plain(key, lane, ticket):
            return
        lane.queue.append(ticket)
        if not lane.is_running:
            lane.is_running = True
            self._work.start(self._run(key, lane), name="lane")

    async def cancel(self) -> None:
        """Stop where things are; what has no effects yet is delivered again or parked."""
        await self._work.cancel()

    def _try_plain(self, key: int, lane: Lane, ticket: Ticket) -> bool:
        def done(error: BaseException | None) -> None:
            lane.uncommitted -= 1
            if error is not None:
                # The row itself was refused; the slow way has three tries and sets it aside.
                log.warning("plain message not written", update_id=ticket.update.update_id, error=repr(error))
                ticket.goes_slowly = True
                lane.queue.appendleft(ticket)
                if not lane.is_running:
                    lane.is_running = True
                    self._lanes[key] = lane
                    self._work.start(self._run(key, lane), name="lane")
                return
            ticket.is_marked = True
            self._finished(ticket)
            self._drop_if_idle(key, lane)

        if ticket.goes_slowly:
            return False
        lane.uncommitted += 1
        try:
            if self._plain(ticket, done):
                return True
        except Exception:
            # Whatever is wrong with it, the slow way finds it again, where it has three tries and is alone.
            log.exception("plain path failed", update_id=ticket.update.update_id)
        lane.uncommitted -= 1
        return False

    async def _run(self, key: int, lane: Lane) -> None:
        try:
            while lane.queue:
                ticket = lane.queue.popleft()
                if self._try_plain(key, lane, ticket):
                    continue
                if lane.uncommitted:
                    await self._committed()
                await self._see_through(ticket)
        finally:
            lane.is_running = False
            self._drop_if_idle(key, lane)

    async def _see_through(self, ticket: Ticket) -> None:
        structlog.contextvars.bind_contextvars(update_id=ticket.update.update_id, chat_id=ticket.update.chat_id)
        tries = absences = 0
        while True:
            try:
                await self._handle(ticket)
                break
            except AlreadySeen:
                break
            except Exception as error:
                if ticket.is_marked:
                    # A second try would have the same effects again.
                    log.exception("failed after its effects were committed")
                    break
                if is_absence(error):
                    pause = max(OUTAGE_PAUSES[min(absences, len(OUTAGE_PAUSES) - 1)], _retry_after(error))
                    log.warning("waiting", error=repr(error), retry_in=pause)
                    await self._clock.sleep(pause)
                    absences += 1
                    continue
                tries += 1
                log.exception("update failed", attempt=tries)
                if tries == TRIES:
                    await self._give_up(ticket, error)
                    break
                await self._clock.sleep(TRY_PAUSES[tries - 1])
        self._finished(ticket)

    async def _give_up(self, ticket: Ticket, error: Exception) -> None:
        while True:
            try:
                return await self._set_aside(ticket, error)
            except AlreadySeen:
                return None
            except Exception as absence:
                if not is_absence(absence):
                    # Its row or the log holds it; the lane goes on.
                    log.exception("update not set aside")
                    return None
                await self._clock.sleep(OUTAGE_PAUSES[-1])

    def _drop_if_idle(self, key: int, lane: Lane) -> None:
        if lane.is_idle and not lane.uncommitted and self._lanes.get(key) is lane:
            del self._lanes[key]


def _retry_after(error: Exception) -> float:
    return error.retry_after if isinstance(error, TelegramFailure) else 0.0


def is_absence(error: Exception) -> bool:
    """Whether `error` is the absence of the database or the Bot API."""
    return is_outage(error) or (isinstance(error, TelegramFailure) and error.kind in RETRIED)
