"""Long polling over a scripted Bot API: the offset moves only past what is committed; nothing ends the loop but a bad token."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.intake.polling import Polling, Unauthorized
from bot.messages.update import UPDATE_KINDS
from bot.telegram.client import Client
from tests.intake.house import House, command, message
from tests.telegram.scripted_api import BROKEN, TOKEN, Answer, error, flood, held, lost

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def updates(*raws: bytes) -> Answer:
    return Answer(200, b'{"ok":true,"result":[' + b",".join(raws) + b"]}")


class Poller:
    """A running `Polling`; what the server answers is planned at `house.api`, then it keeps the line open."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.polls_heard = 0
        self.polling = Polling(Client(house.api, TOKEN), house.intake, house.clock, self._heard)
        self.task: asyncio.Task[None] | None = None

    def plan(self, *answers: Answer) -> None:
        self.house.api.plan("getUpdates", *answers, held(asyncio.Event()))

    async def run(self, seconds: float = 0.0) -> None:
        """Poll for so long."""
        if self.task is None:
            self.task = asyncio.create_task(self.polling.run())
        await self.house.passes(seconds)

    @property
    def asked(self) -> list[tuple[int | None, int]]:
        """Offset and limit of each call."""
        return [(call.params.get("offset"), call.params["limit"]) for call in self.house.api.of("getUpdates")]

    @property
    def offsets(self) -> list[int | None]:
        return [offset for offset, _ in self.asked]

    def _heard(self) -> None:
        self.polls_heard += 1


@pytest.fixture
async def poller(database_url: str, clock: ManualClock) -> AsyncIterator[Poller]:
    poller = Poller(await House(database_url, clock).open())
    yield poller
    if poller.task is not None:
        poller.task.cancel()
        await asyncio.gather(poller.task, return_exceptions=True)
    await poller.house.close(timeout=0.0)


async def test_the_offset_follows_what_is_committed(poller: Poller) -> None:
    poller.plan(updates(message(10), message(11)), updates(message(12)))
    await poller.run()
    assert poller.offsets == [None, 12, 13]
    assert await poller.house.messages() == [10, 11, 12]
    assert poller.polls_heard == 2


async def test_the_offset_waits_for_a_slow_update(poller: Poller) -> None:
    poller.house.gates[11] = asyncio.Event()
    poller.plan(updates(message(10), command(11)))
    await poller.run(1.5)
    assert poller.offsets == [None]
    poller.house.gates[11].set()
    await poller.run()
    assert poller.offsets == [None, 12]


async def test_the_offset_moves_on_when_a_slow_update_is_parked(poller: Poller) -> None:
    poller.house.gates[10] = asyncio.Event()
    poller.plan(updates(command(10)), updates(message(11, chat_id=-5)))
    await poller.run(2.1)
    assert poller.offsets == [None, 11, 12]
    assert await poller.house.parked() == [10]
    assert await poller.house.messages() == [11]


async def test_it_asks_for_every_kind_it_knows(poller: Poller) -> None:
    poller.plan()
    await poller.run()
    (call,) = poller.house.api.of("getUpdates")
    assert call.params == {"limit": 100, "timeout": 30, "allowed_updates": list(UPDATE_KINDS)}
    assert {"chat_member", "message_reaction"} <= set(UPDATE_KINDS), "Telegram sends them only when asked"


@pytest.mark.parametrize("failure", [BROKEN, lost(), error(409, "Conflict: terminated by other getUpdates request")])
async def test_it_comes_back_after_growing_pauses(poller: Poller, failure: Answer) -> None:
    poller.plan(*[failure] * 4, updates(message(10)))
    await poller.run(8.4)
    assert len(poller.offsets) == 4
    await poller.run(0.2)
    assert poller.offsets[-1] == 11
    instants = [round(call.at - 1000, 2) for call in poller.house.api.of("getUpdates")]
    assert instants == [0, 0.5, 1.5, 3.5, 8.5, 8.5]
    assert {limit for _, limit in poller.asked} == {100}


async def test_the_pause_starts_small_again(poller: Poller) -> None:
    poller.plan(BROKEN, BROKEN, updates(message(10)), BROKEN, updates(message(11)))
    await poller.run(2.1)
    assert await poller.house.messages() == [10, 11]


async def test_a_429_is_obeyed(poller: Poller) -> None:
    poller.plan(flood(40), updates(message(10)))
    await poller.run(39)
    assert len(poller.offsets) == 1
    await poller.run(2)
    assert await poller.house.messages() == [10]


async def test_a_conflict_is_explained(poller: Poller, logs: list[dict[str, Any]]) -> None:
    poller.plan(error(409, "Conflict: can't use getUpdates method while webhook is active"))
    await poller.run()
    assert [entry["log_level"] for entry in logs] == ["error"]
    assert "another process" in logs[0]["event"]


async def test_a_wrong_token_ends_it(poller: Poller) -> None:
    poller.plan(error(401, "Unauthorized"))
    await poller.run()
    assert poller.task is not None
    with pytest.raises(Unauthorized):
        await poller.task


# ---- bad answers


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"null", b"[]", b'{"ok":true,"result":{}}', b'{"ok":true,"result":7}', b'{"ok":false}', b"{}"],
)
async def test_an_answer_that_is_none_is_counted_and_asked_again(poller: Poller, body: bytes) -> None:
    poller.plan(Answer(200, body or b" "), updates(message(10)))
    await poller.run(0.6)
    assert await poller.house.messages() == [10]
    assert poller.house.counted.refused == {"unreadable answer": 1}
    assert poller.asked == [(None, 100), (None, 1), (11, 100)]


async def test_an_update_that_nobody_can_read_is_skipped_after_its_tries(poller: Poller) -> None:
    """A body that is cut off, or nested without end: alone it spoils only itself."""
    unreadable = Answer(200, b'{"ok":true,"result":[{"update_id":10,"message":{"a":' + b"[" * 5000)
    poller.plan(*[unreadable] * 4, updates(message(11)))
    await poller.run(10)
    assert poller.asked == [(None, 100), (None, 1), (None, 1), (None, 1), (11, 1), (12, 100)]
    assert await poller.house.messages() == [11]


async def test_network_trouble_takes_no_try_from_an_update(poller: Poller) -> None:
    cut = Answer(200, b'{"ok":true,"result":[{"update_id":10,')
    poller.plan(*[BROKEN] * 6, cut, updates(message(10)))
    await poller.run(60)
    assert await poller.house.messages() == [10]


async def test_one_bad_update_spoils_no_other(poller: Poller) -> None:
    bad = b'{"update_id":11,"message":{"message_id":"x"}}'
    poller.plan(updates(message(10), bad, b'{"odd":"\\ud83d"}', message(12)))
    await poller.run()
    assert await poller.house.messages() == [10, 12]
    assert poller.house.counted.refused == {"malformed": 2}
    assert poller.offsets[-1] == 13


async def test_updates_without_a_number_are_asked_for_seldom(poller: Poller, logs: list[dict[str, Any]]) -> None:
    poller.plan(updates(b'{"message":{}}'), updates(b"7"))
    await poller.run(29)
    assert poller.offsets == [None]
    await poller.run(2)
    assert poller.offsets == [None, None]
    assert "updates without an update_id cannot be confirmed" in [entry["event"] for entry in logs]


async def test_numbers_in_texts_are_no_update_numbers(poller: Poller) -> None:
    poller.plan(updates(message(10, 'look: "update_id": 99999 and {"update_id":88888}')))
    await poller.run()
    assert poller.offsets == [None, 11]


async def test_a_server_that_does_not_wait_is_not_hammered(poller: Poller) -> None:
    poller.house.api.plan("getUpdates", *[updates()] * 5000)
    await poller.run(60)
    assert len(poller.offsets) < 400
    poller.house.api._plans.clear()
    poller.plan(updates(message(10)))
    await poller.run(1)
    assert await poller.house.messages() == [10]


# ---- the end


async def test_stopping_confirms_what_is_settled(poller: Poller) -> None:
    poller.plan(updates(message(10)))
    await poller.run()
    assert poller.task is not None
    poller.task.cancel()
    poller.house.api._plans.clear()
    poller.house.api.plan("getUpdates", updates())
    await poller.polling.confirm()
    assert poller.house.api.calls[-1].params == {"offset": 11, "limit": 1, "timeout": 0}


async def test_stopping_without_anything_to_confirm_asks_nothing(poller: Poller) -> None:
    await poller.polling.confirm()
    assert poller.house.api.calls == []


async def test_a_last_confirmation_that_fails_is_no_error(poller: Poller) -> None:
    poller.plan(updates(message(10)))
    await poller.run()
    poller.house.api._plans.clear()
    poller.house.api.plan("getUpdates", lost())
    await poller.polling.confirm()
