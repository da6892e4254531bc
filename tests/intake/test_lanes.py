"""Lanes: in order within a chat, side by side across chats; three tries, then the next one; absences are waited out."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.intake.arrival import AlreadySeen, Ticket
from bot.intake.lanes import Lanes
from bot.messages import Chat, IncomingMessage, Update
from bot.telegram.failures import Failure, TelegramFailure

Done = Callable[[BaseException | None], None]
AWAY = ConnectionRefusedError("the database is away")


def ticket(update_id: int, chat_id: int = -1) -> Ticket:
    message = IncomingMessage(message_id=update_id, date=0, chat=Chat(id=chat_id, type="supergroup"), text="a")
    return Ticket(b"{}", Update(update_id=update_id, message=message))


class Shop:
    """Lanes whose work a test scripts: `fails[update_id]` are raised one after another, `takes[update_id]` seconds pass."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.fails: dict[int, list[Exception]] = {}
        self.fails_aside: dict[int, list[Exception]] = {}
        self.takes: dict[int, float] = {}
        self.plain: set[int] = set()
        self.submitted: list[tuple[Ticket, Done]] = []
        self.tried: list[int] = []
        self.served: dict[int, list[int]] = defaultdict(list)
        self.aside: list[tuple[int, str]] = []
        self.finished: list[int] = []
        self._barriers: list[tuple[int, asyncio.Event]] = []
        self._committed = 0
        self.lanes = Lanes(
            clock,
            plain=self._plain,
            handle=self._handle,
            set_aside=self._set_aside,
            committed=self._drain,
            finished=lambda done: self.finished.append(done.update.update_id),
        )

    def offer(self, *tickets: Ticket) -> None:
        for one in tickets:
            self.lanes.offer(one)

    async def still(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)

    async def passes(self, seconds: float) -> None:
        await self.still()
        await self.clock.advance(seconds)

    def commit(self, error: Exception | None = None, *, number: int = 1) -> None:
        """The group commit writes the next items."""
        for _ in range(number):
            done_ticket, done = self.submitted.pop(0)
            if error is None:
                self.served[done_ticket.update.lane].append(done_ticket.update.update_id)
            self._committed += 1
            done(error)
        for due, event in self._barriers:
            if due <= self._committed:
                event.set()

    def _plain(self, one: Ticket, done: Done) -> bool:
        if one.update.update_id not in self.plain:
            return False
        self.submitted.append((one, done))
        return True

    async def _drain(self) -> None:
        event = asyncio.Event()
        self._barriers.append((self._committed + len(self.submitted), event))
        if self.submitted:
            await event.wait()

    async def _handle(self, one: Ticket) -> None:
        number = one.update.update_id
        self.tried.append(number)
        if number in self.takes:
            await self.clock.sleep(self.takes[number])
        if self.fails.get(number):
            raise self.fails[number].pop(0)
        self.served[one.update.lane].append(number)
        one.is_marked = True

    async def _set_aside(self, one: Ticket, error: Exception) -> None:
        if self.fails_aside.get(one.update.update_id):
            raise self.fails_aside[one.update.update_id].pop(0)
        self.aside.append((one.update.update_id, type(error).__name__))


@pytest.fixture
def shop(clock: ManualClock) -> Shop:
    return Shop(clock)


async def test_order_within_a_chat_under_200_chats_with_random_delays(shop: Shop) -> None:
    chance = random.Random(7)
    numbers = iter(range(1, 10_000))
    offered: dict[int, list[int]] = defaultdict(list)
    for _ in range(3000):
        one = ticket(next(numbers), -chance.randint(1, 200))
        offered[one.update.lane].append(one.update.update_id)
        if chance.random() < 0.5:
            shop.takes[one.update.update_id] = chance.choice((0.001, 0.01, 0.2))
        if chance.random() < 0.01:
            shop.fails[one.update.update_id] = [LookupError("once")]
        shop.offer(one)
        if chance.random() < 0.1:
            await shop.passes(chance.random() * 0.05)
    await shop.passes(60)
    assert shop.served == offered
    assert shop.lanes.depth == 0
    assert not shop.lanes._lanes, "an idle chat costs nothing"


async def test_chats_do_not_wait_for_each_other(shop: Shop) -> None:
    shop.takes[1] = 1000
    shop.offer(ticket(1, -1), ticket(2, -1), *(ticket(number, -number) for number in range(3, 50)))
    await shop.still()
    assert sorted(shop.finished) == list(range(3, 50))
    assert shop.lanes.depth == 1
    await shop.passes(1001)
    assert shop.finished[-2:] == [1, 2]


async def test_three_tries_then_set_aside_and_the_next_is_served(shop: Shop) -> None:
    shop.fails[1] = [LookupError("always")] * 99
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    assert (shop.tried, shop.aside) == ([1], [])
    await shop.passes(1)
    assert shop.tried == [1, 1, 1, 2]
    assert shop.aside == [(1, "LookupError")]
    assert shop.finished == [1, 2]


async def test_two_failures_are_forgiven(shop: Shop) -> None:
    shop.fails[1] = [LookupError("once"), ValueError("twice")]
    shop.offer(ticket(1))
    await shop.passes(1)
    assert (shop.served[-1], shop.aside) == ([1], [])


@pytest.mark.parametrize(
    "absence",
    [AWAY, TelegramFailure(Failure.NETWORK, "getChat", ""), TelegramFailure(Failure.SERVER, "getChat", "", code=500)],
)
async def test_an_absence_is_waited_out_without_counting(shop: Shop, absence: Exception) -> None:
    shop.fails[1] = [LookupError("its own"), *[absence] * 20, LookupError("its own")]
    shop.offer(ticket(1), ticket(2), ticket(3, -2))
    await shop.passes(100)
    assert shop.finished == [3], "the other chat goes on"
    await shop.passes(400)
    assert shop.served[-1] == [1, 2]
    assert shop.aside == []


async def test_a_429_of_a_handler_is_obeyed(shop: Shop) -> None:
    shop.fails[1] = [TelegramFailure(Failure.TOO_MANY, "getChat", "", code=429, retry_after=60)]
    shop.offer(ticket(1))
    await shop.passes(59)
    assert shop.tried == [1]
    await shop.passes(2)
    assert shop.served[-1] == [1]


async def test_what_was_seen_before_is_over(shop: Shop) -> None:
    shop.fails[1] = [AlreadySeen()]
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    assert (shop.finished, shop.aside, shop.served[-1]) == ([1, 2], [], [2])


async def test_nothing_is_done_again_after_its_commit(shop: Shop, logs: list[dict[str, Any]]) -> None:
    """A handler that fails behind its transaction would warn the member twice."""
    one = ticket(1)
    one.is_marked = True
    for error in (LookupError("a bug"), AWAY):
        shop.fails[1] = [error]
        shop.offer(one)
        await shop.passes(100)
    assert shop.tried == [1, 1]
    assert shop.finished == [1, 1]
    assert [entry["event"] for entry in logs] == ["failed after its effects were committed"] * 2


async def test_setting_aside_waits_for_the_database(shop: Shop) -> None:
    shop.fails[1] = [LookupError("always")] * 3
    shop.fails_aside[1] = [AWAY] * 3
    shop.offer(ticket(1), ticket(2))
    await shop.passes(40)
    assert (shop.aside, shop.finished) == ([], [])
    await shop.passes(10)
    assert (shop.aside, shop.finished) == ([(1, "LookupError")], [1, 2])


@pytest.mark.parametrize("error", [LookupError("a bug"), AlreadySeen()])
async def test_a_lane_survives_a_failed_setting_aside(shop: Shop, error: Exception) -> None:
    shop.fails[1] = [LookupError("always")] * 3
    shop.fails_aside[1] = [error]
    shop.offer(ticket(1), ticket(2))
    await shop.passes(10)
    assert shop.finished == [1, 2]


# ---- the plain path


async def test_plain_messages_wait_for_nobody(shop: Shop) -> None:
    shop.plain = {1, 2, 3}
    shop.offer(ticket(1), ticket(2), ticket(3, -2))
    assert len(shop.submitted) == 3
    assert shop.finished == []
    shop.commit(number=3)
    assert shop.finished == [1, 2, 3]
    assert not shop.lanes._lanes


async def test_a_command_waits_for_the_plain_messages_before_it(shop: Shop) -> None:
    shop.plain = {1, 2, 4}
    shop.offer(ticket(1), ticket(2), ticket(3), ticket(4), ticket(5))
    await shop.still()
    assert shop.tried == []
    shop.commit(number=2)
    await shop.still()
    assert shop.tried == [3]
    assert [one.update.update_id for one, _ in shop.submitted] == [4]
    shop.commit()
    await shop.still()
    assert shop.served[-1] == [1, 2, 3, 4, 5]


async def test_a_plain_message_waits_for_the_command_before_it(shop: Shop) -> None:
    shop.plain, shop.takes = {2}, {1: 5}
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    assert shop.submitted == []
    await shop.passes(6)
    shop.commit()
    assert shop.served[-1] == [1, 2]


async def test_a_row_that_was_refused_goes_the_slow_way(shop: Shop) -> None:
    shop.plain = {1, 2, 3}
    shop.fails[2] = [LookupError("always")] * 99
    shop.offer(ticket(1), ticket(2), ticket(3))
    shop.commit()
    shop.commit(ValueError("the row is refused"))
    shop.commit()
    await shop.passes(10)
    assert sorted(shop.finished) == [1, 2, 3]
    assert shop.tried == [2, 2, 2]
    assert shop.aside == [(2, "LookupError")]
    assert not shop.lanes._lanes


async def test_a_refused_row_is_not_tried_the_plain_way_again(shop: Shop) -> None:
    """Its lane is busy: it once went round between group commit and lane until that lane fell silent."""
    shop.plain, shop.takes = {1}, {2: 5}
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    shop.commit(ValueError("the row is refused"))
    shop.offer(ticket(3))
    await shop.passes(10)
    assert shop.submitted == []
    assert sorted(shop.served[-1]) == [1, 2, 3]


async def test_a_plain_path_that_fails_is_the_slow_path(shop: Shop) -> None:
    def fail(one: Ticket, done: Done) -> bool:
        raise LookupError("a bug")

    shop.lanes._plain = fail
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    assert shop.served[-1] == [1, 2]


async def test_cancelling_leaves_what_is_not_done(shop: Shop) -> None:
    shop.takes = {1: 5}
    shop.offer(ticket(1), ticket(2))
    await shop.still()
    await shop.lanes.cancel()
    assert (shop.finished, shop.served) == ([], {})
