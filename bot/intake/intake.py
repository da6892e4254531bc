"""The entrance: raw updates become tickets, tickets go to lanes, batches wait until they may be confirmed."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

from bot.background import Background
from bot.expiring_cache import ExpiringCache
from bot.intake import actions, queries
from bot.intake.arrival import Batch, Ticket
from bot.intake.lanes import Lanes, is_absence
from bot.intake.pipeline import Pipeline
from bot.messages import Update, UpdateId, UserId
from bot.messages.decoding import MalformedUpdate, decode_update
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction

log = structlog.get_logger(__name__)

PARK_AFTER = 2.0
"""Seconds that a batch waits for its slowest lane before that lane's updates are parked as rows and confirmed."""
WATCH_EVERY = 0.5
MOST_AT_ONCE = 500
DONE_IN_MEMORY = 20_000
DONE_LIFE = 3600.0


class Counters(Protocol):
    """What the metrics want to know."""

    def update_received(self, kind: str) -> None: ...
    def update_refused(self, reason: str) -> None: ...
    def update_parked(self) -> None: ...
    def update_set_aside(self) -> None: ...


class Intake:
    """One bot's stream of updates."""

    def __init__(
        self,
        bot_id: UserId,
        database: Database,
        pipeline: Pipeline,
        counters: Counters,
        tell_operator: Callable[[Transaction, Update, str], Awaitable[None]],
    ) -> None:
        self._bot_id = bot_id
        self._database = database
        self._clock = database.clock
        self._pipeline = pipeline
        self._counters = counters
        self._tell_operator = tell_operator
        self._arrived: deque[Ticket] = deque()
        self._wake = asyncio.Event()
        self._under_way: dict[UpdateId, Ticket] = {}
        self._done: ExpiringCache[UpdateId, bool] = ExpiringCache(DONE_IN_MEMORY, DONE_LIFE, self._clock.monotonic)
        self._nothing_under_way = asyncio.Event()
        self._nothing_under_way.set()
        self._open: dict[Batch, float] = {}
        self._has_open = asyncio.Event()
        self._work = Background()
        self.lanes = Lanes(
            self._clock,
            plain=pipeline.plain,
            handle=pipeline.handle,
            set_aside=self._set_aside,
            committed=pipeline.writer.drain,
            finished=self._finished,
        )

    async def start(self) -> None:
        """Take up what an earlier process parked, then whatever is submitted."""
        await self._pipeline.remember()
        self._pipeline.writer.start()
        self._work.start(self._run(), name="intake")
        self._work.start(self._watch(), name="parking")
        async with self._database.begin() as tx:
            await actions.unpark_seen(tx, self._bot_id)
            left = await queries.parked(tx, self._bot_id)
        for one in left:
            self._admit(one.raw, Batch(), is_parked=True)

    async def stop(self, timeout: float) -> None:
        """Finish what is under way within `timeout` seconds; the rest is parked already or comes again."""
        drained = asyncio.ensure_future(self.drained())
        await asyncio.wait({drained}, timeout=timeout)
        if drained.cancel():
            log.warning("stopping with updates under way", count=len(self._under_way))
        await self._work.cancel()
        await self.lanes.cancel()
        await self._pipeline.writer.stop(timeout)

    @property
    def under_way(self) -> int:
        """How many updates have arrived and not had their effects."""
        return len(self._under_way)

    async def drained(self) -> None:
        """Wait until every update that arrived has had its effects."""
        await self._nothing_under_way.wait()

    async def accept(self, raws: Sequence[bytes]) -> None:
        """Take raw updates; return when all of them may be confirmed to Telegram."""
        batch = Batch()
        for raw in raws:
            self._admit(raw, batch)
        if batch.is_settled:
            return
        self._open[batch] = self._clock.monotonic()
        self._has_open.set()
        try:
            await batch.settled()
        finally:
            del self._open[batch]

    def refuse(self, reason: str) -> None:
        """Count something that came in and was no update."""
        self._counters.update_refused(reason)

    def _admit(self, raw: bytes, batch: Batch, *, is_parked: bool = False) -> None:
        try:
            update = decode_update(raw)
        except MalformedUpdate as error:
            # Telegram would send it again for ever: it is confirmed, counted and logged, and the next one is served.
            self._counters.update_refused("malformed")
            log.warning("update refused", update_id=error.update_id, reason=error.reason[:300])
            return
        self._counters.update_received(update.kind)
        if self._done.get(update.update_id):
            self._counters.update_refused("repeated")
            return
        ticket = self._under_way.get(update.update_id)
        if ticket is None:
            ticket = self._under_way[update.update_id] = Ticket(raw, update, is_parked=is_parked, is_kept=is_parked)
            self._nothing_under_way.clear()
            self._arrived.append(ticket)
            self._wake.set()
        if not ticket.is_kept:
            ticket.join(batch)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._arrived:
                tickets = [self._arrived.popleft() for _ in range(min(MOST_AT_ONCE, len(self._arrived)))]
                await self._prepare([ticket.update for ticket in tickets])
                for ticket in tickets:
                    self.lanes.offer(ticket)

    async def _prepare(self, updates: Sequence[Update]) -> None:
        pause = 0.2
        while True:
            try:
                return await self._pipeline.prepare(updates)
            except Exception as error:
                if not is_absence(error):
                    # Not prepared is only slower: each update is prepared again in its lane, where it fails alone.
                    log.exception("batch not prepared", updates=len(updates))
                    return None
                log.warning("database away", error=repr(error))
                await self._clock.sleep(pause)
                pause = min(pause * 2, 5.0)

    async def _watch(self) -> None:
        """Park what is slow. One watch for all batches: a timer for each cost as much as the update."""
        while True:
            if not self._open:
                self._has_open.clear()
                await self._has_open.wait()
            await self._clock.sleep(WATCH_EVERY)
            now = self._clock.monotonic()
            for batch, since in list(self._open.items()):
                if now - since >= PARK_AFTER:
                    await self._park(batch)

    async def _park(self, batch: Batch) -> None:
        tickets = [ticket for ticket in batch.waiting.values() if not ticket.is_marked]
        if not tickets:
            return
        for ticket in tickets:
            ticket.is_parked = True  # from here on its unit removes the row
        try:
            async with self._database.begin() as tx:
                await actions.park(tx, self._bot_id, {ticket.update.update_id: ticket.raw for ticket in tickets})
        except Exception:
            # Nothing is confirmed then, and the next round tries again.
            log.exception("updates not parked", count=len(tickets))
            return
        log.warning("slow lanes: updates parked", count=len(tickets))
        for ticket in tickets:
            ticket.is_kept = True
            self._counters.update_parked()
            ticket.done()
        await self._unpark([ticket.update.update_id for ticket in tickets if ticket.is_marked])

    async def _unpark(self, update_ids: Sequence[UpdateId]) -> None:
        """Remove rows of updates that had their effects while they were being parked."""
        if not update_ids:
            return
        try:
            async with self._database.begin() as tx:
                await actions.unpark(tx, self._bot_id, update_ids)
        except Exception:
            log.exception("rows not removed: the next start does it", count=len(update_ids))

    async def _set_aside(self, ticket: Ticket, error: Exception) -> None:
        self._counters.update_set_aside()
        async with self._pipeline.bare_unit(ticket) as tx:
            await actions.set_aside(tx, self._bot_id, ticket.update.update_id, ticket.raw, repr(error))
            await self._tell_operator(tx, ticket.update, type(error).__name__)
        log.error("update set aside", update_id=ticket.update.update_id, error=repr(error))

    def _finished(self, ticket: Ticket) -> None:
        self._under_way.pop(ticket.update.update_id, None)
        self._done.put(ticket.update.update_id, True)
        ticket.done()
        if not self._under_way:
            self._nothing_under_way.set()
