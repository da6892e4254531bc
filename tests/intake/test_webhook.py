"""The door for Telegram: nobody gets in without the secret, and 200 means that the effects are committed."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import ManualClock
from bot.intake.webhook import BODY_LIMIT, SECRET_HEADER, Webhook
from tests.intake.house import House, command, message

SECRET = "a-secret_of-the-door"
PATH = "/telegram/hook"


class Door:
    """A listening webhook and a caller."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.heard = 0
        self.webhook = Webhook(f"https://bot.example.org{PATH}", SECRET, house.intake, self._heard)
        self.session = aiohttp.ClientSession()
        self.url = ""

    async def open(self) -> None:
        await self.webhook.start("127.0.0.1", 0)
        assert self.webhook._runner is not None
        host, port = self.webhook._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def post(self, body: Any, secret: str | None = SECRET, path: str = PATH) -> int:
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        async with self.session.post(self.url + path, data=body, headers=headers) as answer:
            return answer.status

    async def close(self) -> None:
        await self.session.close()
        await self.webhook.stop()

    def _heard(self) -> None:
        self.heard += 1


@pytest.fixture
async def door(database_url: str, clock: ManualClock) -> AsyncIterator[Door]:
    house = await House(database_url, clock).open()
    door = Door(house)
    await door.open()
    yield door
    await door.close()
    await house.close(timeout=0.0)


async def test_200_means_committed(door: Door) -> None:
    assert await door.post(message(1)) == 200
    assert await door.house.messages() == [1]
    assert await door.post(command(2)) == 200
    assert await door.house.effects() == ["done:2"]
    assert door.heard == 2


async def test_200_waits_for_the_effects(door: Door) -> None:
    door.house.gates[1] = gate = asyncio.Event()
    calling = asyncio.create_task(door.post(command(1)))
    await door.house.arrived[1].wait()
    assert not calling.done()
    gate.set()
    assert await calling == 200
    assert await door.house.effects() == ["done:1"]


async def test_a_slow_update_is_parked_and_answered(door: Door) -> None:
    door.house.gates[1] = asyncio.Event()
    calling = asyncio.create_task(door.post(command(1)))
    await door.house.arrived[1].wait()
    await door.house.passes(2.1)
    assert await calling == 200
    assert await door.house.parked() == [1]


async def test_a_second_call_for_the_same_update_changes_nothing(door: Door) -> None:
    assert [await door.post(command(1)) for _ in range(3)] == [200] * 3
    assert (door.house.done, await door.house.effects()) == ([1], ["done:1"])


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + " x", SECRET.upper(), SECRET[:-1], "错" * 3, "\udcff"])
async def test_without_the_secret_nobody_gets_in(door: Door, secret: str | None) -> None:
    assert await door.post(message(1), secret=secret) == 403
    assert (await door.house.messages(), door.heard) == ([], 0)
    assert door.house.counted.refused == {"webhook: secret": 1}


async def test_other_paths_and_methods_are_not_there(door: Door) -> None:
    assert await door.post(message(1), path="/") == 404
    async with door.session.get(door.url + PATH) as answer:
        assert answer.status == 405


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65_536):
        yield b" " * 65_536


@pytest.mark.parametrize("is_announced", [True, False])
async def test_too_large_a_body_is_refused(door: Door, is_announced: bool) -> None:
    body = io.BytesIO(b" " * (BODY_LIMIT + 1)) if is_announced else chunks(2 * BODY_LIMIT)
    assert await door.post(body) == 413
    assert door.house.counted.refused == {"webhook: too large": 1}
    assert await door.post(message(2)) == 200


@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b"null", b'"{}"', b"a=b"])
async def test_what_is_no_json_object_is_refused(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert door.house.counted.refused == {"webhook: not an update": 1}


@pytest.mark.parametrize(
    "body", [b"{", b"{}", b'{"update_id":"x"}', b'{"update_id":1,"message":{"text":5}}', b'{"a":' * 1000]
)
async def test_a_malformed_update_is_confirmed_or_it_would_come_for_ever(door: Door, body: bytes) -> None:
    assert await door.post(body) == 200
    assert door.house.counted.refused == {"malformed": 1}


async def test_kinds_that_nobody_knows_are_confirmed(door: Door) -> None:
    assert await door.post(b'{"update_id":1,"telepathy":{}}') == 200
    assert await door.house.seen() == [1]


async def test_many_calls_at_once(door: Door) -> None:
    calls = [door.post(command(n, chat_id=-n % 5 - 1) if n % 5 == 0 else message(n)) for n in range(1, 101)]
    assert set(await asyncio.gather(*calls)) == {200}
    assert await door.house.seen() == list(range(1, 101))
    assert len(await door.house.effects()) == 20


async def test_while_stopping_telegram_is_asked_to_come_again(door: Door) -> None:
    door.house.gates[1] = gate = asyncio.Event()
    calling = asyncio.create_task(door.post(command(1)))
    await door.house.arrived[1].wait()
    door.webhook.refuse_new()
    assert await door.post(message(2)) == 503
    assert await door.post(message(2), secret="wrong") == 403
    gate.set()
    assert await calling == 200, "what was let in is finished"
    assert await door.house.seen() == [1]
