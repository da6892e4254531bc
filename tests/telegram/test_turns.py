"""Turns at the overall limit: by priority, then by arrival, never more than allowed."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.config import SendLimits
from bot.telegram.limits import Limits
from bot.telegram.turns import Turns


class Sending:
    """Chats that want a turn; `given` are those that had theirs, with the instant."""

    def __init__(self, per_second: float) -> None:
        self.clock = ManualClock()
        self.turns = Turns(Limits(SendLimits(overall_per_second=per_second)), self.clock)
        self.given: list[tuple[int, float]] = []

    async def wants(self, chat_id: int, priority: int) -> "asyncio.Task[None]":
        async def take() -> None:
            await self.turns.take(chat_id, priority)
            self.given.append((chat_id, self.clock.monotonic() - 1000))

        task = asyncio.create_task(take())
        await asyncio.sleep(0)
        return task

    @property
    def order(self) -> list[int]:
        return [chat_id for chat_id, _ in self.given]


async def test_free_slots_are_taken_at_once() -> None:
    sending = Sending(3)
    for chat_id in range(3):
        await sending.wants(chat_id, 4)
    assert sending.order == [0, 1, 2]


async def test_the_urgent_goes_first_then_who_came_first() -> None:
    sending = Sending(1)
    await sending.wants(0, 4)
    for chat_id, priority in ((1, 4), (2, 0), (3, 2), (4, 2), (5, 0)):
        await sending.wants(chat_id, priority)
    await sending.clock.advance(10)
    assert sending.given == [(0, 0.0), (2, 1.0), (5, 2.0), (3, 3.0), (4, 4.0), (1, 5.0)]


async def test_who_waits_with_something_idle_can_be_hurried() -> None:
    """A staff group whose digest waits behind a campaign gets a case card: it goes by the card's priority."""
    sending = Sending(1)
    for chat_id in range(5):
        await sending.wants(chat_id, 3)
    sending.turns.hurry(4, 0)
    sending.turns.hurry(4, 2)
    sending.turns.hurry(99, 0)
    await sending.clock.advance(10)
    assert sending.given == [(0, 0.0), (4, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)]


async def test_who_gave_up_costs_no_slot() -> None:
    sending = Sending(1)
    tasks = [await sending.wants(chat_id, 2) for chat_id in range(4)]
    tasks[1].cancel()
    await sending.clock.advance(10)
    assert sending.given == [(0, 0.0), (2, 1.0), (3, 2.0)]


async def test_stopping_ends_what_waits_for_the_clock() -> None:
    sending = Sending(1)
    tasks = [await sending.wants(chat_id, 2) for chat_id in range(3)]
    await sending.turns.stop()
    await sending.clock.advance(10)
    assert sending.order == [0]
    for task in tasks:
        task.cancel()


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 0.4)), min_size=1, max_size=60))
def test_never_more_than_allowed_and_nobody_is_forgotten(wishes: list[tuple[int, float]]) -> None:
    async def scenario() -> list[tuple[int, float]]:
        sending = Sending(5)
        for chat_id, (priority, gap) in enumerate(wishes):
            await sending.clock.advance(gap)
            await sending.wants(chat_id, priority)
        await sending.clock.advance(60)
        return sending.given

    given_turns = asyncio.run(scenario())
    assert sorted(chat_id for chat_id, _ in given_turns) == list(range(len(wishes)))
    instants = [at for _, at in given_turns]
    for start in instants:
        assert sum(start <= other < start + 1 - 1e-6 for other in instants) <= 5
