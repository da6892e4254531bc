"""A small community and a client that speaks to the in-process door."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from bot.clock import ManualClock
from bot.simulator import ApiError, Bot, Chat, InProcess, Person, Telegram, World
from bot.telegram.deferred import build_all


class Api:
    """`await api.sendMessage(chat_id=…, text=…)`: the result, or ApiError as Telegram answered it."""

    def __init__(self, telegram: Telegram, bot: Bot) -> None:
        self._door, self._bot = InProcess(telegram), bot

    def __getattr__(self, method: str) -> Callable[..., Awaitable[Any]]:
        async def call(**params: Any) -> Any:
            status, body = await self._door.call(self._bot.token, method, params)
            answer = msgspec.json.decode(body)
            if answer["ok"]:
                assert status == 200
                return answer["result"]
            assert status == answer["error_code"]
            raise ApiError(status, answer["description"], answer.get("parameters"))

        return call

    async def updates(self, kind: str | None = None) -> list[Any]:
        """Everything that waits, confirmed; of one kind if named."""
        updates = await self.getUpdates()
        if updates:
            await self.getUpdates(offset=updates[-1]["update_id"] + 1)
        return [update[kind] for update in updates if kind in update] if kind else updates


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def world(clock: ManualClock) -> World:
    return World(Telegram(clock))


@pytest.fixture
def bot(world: World) -> Bot:
    return world.bot()


@pytest.fixture
def api(world: World, bot: Bot) -> Api:
    return Api(world.telegram, bot)


@pytest.fixture
def owner(world: World) -> Person:
    return world.person("老板")


@pytest.fixture
def group(world: World, owner: Person, bot: Bot) -> Chat:
    return world.supergroup("茶友会", owner=owner, bot=bot)


@pytest.fixture
def member(world: World, group: Chat) -> Person:
    return world.member(group, "小明", username="xiaoming")


def refused(reason: str) -> Any:
    """`with refused("message text is empty"):`: exactly this description, after the usual prefix."""
    return pytest.raises(ApiError, match=rf"^(Bad Request|Forbidden|Conflict): {re.escape(reason)}$")


async def turns() -> None:
    """Let tasks that were just started reach what they wait for."""
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture(scope="session", autouse=True)
def built_aiogram() -> None:
    """Other tests of this process may have imported aiogram with its models deferred; here they are used as models."""
    from aiogram.types import Message

    if not Message.__pydantic_complete__:
        build_all()
