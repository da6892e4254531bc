"""Sees every effect through: at once after its commit, within Telegram's limits, until it has an outcome.

Deletions, restrictions and bans go out side by side and obey only a 429 of their chat. Messages and edits wait in their
chat's queue, the more urgent first, for the chat's and the overall bucket. What got no answer is tried again.
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.background import Background
from bot.config import SendLimits
from bot.membership import actions as membership
from bot.messages import ChatId
from bot.outbox import actions, queries
from bot.outbox.actions import EffectOutcome, PendingEffect
from bot.outbox.effects import Delete, Edit, Effect, Priority, Send, is_send
from bot.outbox.events import EffectRefused, EffectSent
from bot.persistence.database import Database
from bot.persistence.group_commit import GroupCommit
from bot.persistence.transaction import Transaction
from bot.telegram.failures import Failure
from bot.telegram.limits import Limits
from bot.telegram.performer import Again, Performer, Settled
from bot.telegram.turns import Turns

log = structlog.get_logger(__name__)

SIDE_BY_SIDE = 64
"""Calls at once that are no messages; below the client's connections, so that messages find one too."""
CHATS_PER_SWEEP = 256
SAME_MOMENT = timedelta(seconds=0.1)
"""Edits of one message that are due within it: the newest says all that the others would."""

Observer = Callable[[Settled], None]


class Delivery:
    """The one performer of a bot's effects. `observe` hears of each outcome, for the metrics."""

    def __init__(
        self, performer: Performer, database: Database, limits: SendLimits, observe: Observer | None = None
    ) -> None:
        self._performer = performer
        self._database = database
        self._clock = database.clock
        self._limits = Limits(limits)
        self._turns = Turns(self._limits, self._clock)
        self._observe = observe
        self._order = itertools.count()
        self._queues: dict[ChatId, list[tuple[int, int, PendingEffect]]] = {}
        self._later: list[tuple[float, int, PendingEffect]] = []
        self._later_changed = asyncio.Event()
        self._in_hand: dict[int, datetime] = {}
        self._edits: dict[_Place, dict[int, datetime]] = {}
        self._nothing_in_hand = asyncio.Event()
        self._nothing_in_hand.set()
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)
        self._work = Background()
        self._outcomes: GroupCommit[Settled] = GroupCommit(database, self._settle)
        self._swept = 0

    @property
    def depth(self) -> int:
        """How many effects are due and have no outcome yet."""
        return len(self._in_hand)

    @property
    def oldest_seconds(self) -> float:
        """How long the oldest effect has been due; 0 where none waits."""
        if not self._in_hand:
            return 0.0
        return max(0.0, (self._clock.now() - min(self._in_hand.values())).total_seconds())

    async def start(self) -> None:
        """Take up what an earlier process left, and everything that is committed from now on."""
        self._outcomes.start()
        self._work.start(self._wake_later(), name="effects-later")
        self._database.commit_hooks.append(self._on_commit)
        async with self._database.read() as view:
            left = await queries.pending(view)
        for pending in left:
            if pending.at_most_once and pending.attempts:
                unknown = EffectOutcome(pending.id, "unknown", error="the process ended while it was sent")
                self._hold(pending)
                self._end(Settled(pending, unknown))
            elif pending.id not in self._in_hand:
                self._take(pending)

    async def stop(self, timeout: float) -> None:
        """Finish what is due, within `timeout` seconds; the rest stays as rows for the next start."""
        self._database.commit_hooks.remove(self._on_commit)
        drained = self._work.start(self.drained(), name="effects-drained")
        await asyncio.wait({drained}, timeout=timeout)
        await self._work.cancel()
        await self._turns.stop()
        await self._outcomes.stop(timeout)

    async def drained(self) -> None:
        """Wait until every due effect has an outcome that is written. Effects for later are not waited for."""
        await self._nothing_in_hand.wait()

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            if isinstance(item, PendingEffect):
                self._take(item)

    def _take(self, pending: PendingEffect) -> None:
        place = _edited_place(pending.effect)
        if place is not None:
            self._edits.setdefault(place, {})[pending.id] = pending.not_before
        wait = (pending.not_before - self._clock.now()).total_seconds()
        if wait > 0:
            self._wait(pending, wait)
        else:
            self._hold(pending)
            self._dispatch(pending)

    def _hold(self, pending: PendingEffect) -> None:
        self._in_hand[pending.id] = pending.not_before
        self._nothing_in_hand.clear()

    def _wait(self, pending: PendingEffect, seconds: float) -> None:
        heapq.heappush(self._later, (self._clock.monotonic() + seconds, next(self._order), pending))
        self._later_changed.set()

    async def _wake_later(self) -> None:
        while True:
            self._later_changed.clear()
            while self._later and self._later[0][0] <= self._clock.monotonic():
                pending = heapq.heappop(self._later)[2]
                self._hold(pending)
                self._dispatch(pending)
            if not self._later:
                await self._later_changed.wait()
                continue
            nap = asyncio.ensure_future(self._clock.sleep(self._later[0][0] - self._clock.monotonic()))
            changed = asyncio.ensure_future(self._later_changed.wait())
            try:
                await asyncio.wait({nap, changed}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                nap.cancel()
                changed.cancel()

    def _dispatch(self, pending: PendingEffect) -> None:
        if not is_send(pending.effect):
            self._work.start(self._beside(pending), name="effect")
            return
        chat_id = pending.effect.chat_id
        queue = self._queues.get(chat_id)
        if queue is None:
            queue = self._queues[chat_id] = []
            self._work.start(self._in_turn(chat_id, queue), name="chat-queue")
        _line_up(queue, pending)
        self._turns.hurry(chat_id, pending.priority)

    async def _beside(self, pending: PendingEffect) -> None:
        while (pause := self._limits.wait_for_pause(pending.effect.chat_id, self._clock.monotonic())) > 0:
            await self._clock.sleep(pause)
        async with self._side_by_side:
            result = await self._performer.perform(pending)
        self._follow_up(result)

    async def _in_turn(self, chat_id: ChatId, queue: list[tuple[int, int, PendingEffect]]) -> None:
        await asyncio.sleep(0)  # effects of one transaction arrive together: the most urgent of them goes first
        while queue:
            if self._is_overtaken(queue[0][2]):
                overtaken = heapq.heappop(queue)[2]
                self._end(Settled(overtaken, EffectOutcome(overtaken.id, "sent", error="a newer edit comes now")))
                continue
            wait = self._limits.wait_for_send(chat_id, self._clock.monotonic())
            if wait > 0:
                await self._clock.sleep(wait)
                continue
            await self._turns.take(chat_id, queue[0][0])
            if self._limits.wait_for_pause(chat_id, self._clock.monotonic()) > 0:
                continue  # the chat got a 429 while it waited for its turn
            self._limits.take(chat_id, self._clock.monotonic())
            result = await self._performer.perform(heapq.heappop(queue)[2])
            if isinstance(result, Again) and result.keeps_place:
                _line_up(queue, result.pending)
                await self._clock.sleep(result.seconds)
            else:
                self._follow_up(result)
        del self._queues[chat_id]
        self._swept += 1
        if self._swept % CHATS_PER_SWEEP == 0:
            self._limits.forget_idle(self._clock.monotonic())

    def _is_overtaken(self, pending: PendingEffect) -> bool:
        """Whether another edit of the same message is due at this moment, too: a count that many people move at once."""
        place = _edited_place(pending.effect)
        edits = self._edits.get(place) if place is not None else None
        if edits is None or len(edits) == 1 or pending.attempts:
            return False  # one whose answer was lost may have happened: it keeps its place
        soon = self._clock.now() + SAME_MOMENT
        return any(other > pending.id and due <= soon for other, due in edits.items())

    def _follow_up(self, result: Settled | Again) -> None:
        if isinstance(result, Settled):
            self._end(result)
            return
        if result.pause_chat:
            self._limits.pause(result.pending.effect.chat_id, result.seconds, self._clock.monotonic())
        if result.seconds > 0 and not result.pause_chat:
            # It stays in hand while it waits: a stop should wait for it, too.
            self._wait(result.pending, result.seconds)
        else:
            self._dispatch(result.pending)

    def _end(self, settled: Settled) -> None:
        place = _edited_place(settled.pending.effect)
        if place is not None and (edits := self._edits.get(place)) is not None:
            edits.pop(settled.pending.id, None)
            if not edits:
                del self._edits[place]
        if self._observe is not None:
            self._observe(settled)
        self._record(settled)

    def _record(self, settled: Settled) -> None:
        self._outcomes.submit(settled, lambda error: self._recorded(settled, error))

    def _recorded(self, settled: Settled, error: BaseException | None) -> None:
        if error is not None:
            log.error("outcome not recorded", key=settled.pending.key, news=settled.is_news, error=repr(error))
            if settled.is_news:
                # Whoever heard of it failed. The outcome stands all the same, or a restart would perform it again.
                self._record(replace(settled, is_news=False))
                return
        self._in_hand.pop(settled.pending.id, None)
        if not self._in_hand:
            self._nothing_in_hand.set()

    async def _settle(self, tx: Transaction, batch: Sequence[Settled]) -> None:
        await actions.settle(tx, [settled.outcome for settled in batch])
        for settled in batch:
            effect, outcome = settled.pending.effect, settled.outcome
            if not settled.is_news:
                continue
            if settled.failure is not None:
                await self._settle_refusal(tx, settled)
            elif outcome.state == "sent":
                if isinstance(effect, Send) and effect.remove_after and outcome.message_id:
                    await actions.put(
                        tx,
                        Delete(chat_id=effect.chat_id, message_ids=(outcome.message_id,)),
                        key=f"{settled.pending.key}:remove",
                        priority=Priority.ANSWER,
                        after=timedelta(seconds=effect.remove_after),
                    )
                await tx.publish(EffectSent(settled.pending.key, effect, outcome.message_id))

    async def _settle_refusal(self, tx: Transaction, settled: Settled) -> None:
        failure, effect = settled.failure, settled.pending.effect
        if failure is None:
            return
        if failure.kind is Failure.BLOCKED and effect.chat_id > 0:
            await membership.mark_reach(tx, effect.chat_id, "blocked")
        await tx.publish(EffectRefused(settled.pending.key, effect, failure.kind.value, failure.description))


_Place = tuple[ChatId, int | None, str | int | None]


def _edited_place(effect: Effect) -> _Place | None:
    """Which message `effect` edits, None where it is no edit."""
    if not isinstance(effect, Edit):
        return None
    return effect.chat_id, effect.ephemeral_for, effect.message_id or effect.sent_by


def _line_up(queue: list[tuple[int, int, PendingEffect]], pending: PendingEffect) -> None:
    """Rows are numbered as they are written: the number says who came first, also after a wait."""
    heapq.heappush(queue, (pending.priority, pending.id, pending))
