"""The webhook is open to the internet: only Telegram's own bodies come in (PRODUCT §4.5)."""

import time
from collections.abc import AsyncIterator
from itertools import count

import pytest
import pytest_asyncio

from tests.bench.corpus import FIRST_NEWCOMER_ID, advertisement, groups
from tests.bench.subject import WEBHOOK_SECRET
from tests.bench.updates import Feed, Person, message, message_feed
from tests.e2e.http_probe import get, post
from tests.e2e.lives import Bot, living_bot
from tests.e2e.server import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TYPE = {"Content-Type": "application/json"}
RIGHT = {**TYPE, SECRET_HEADER: WEBHOOK_SECRET}
PLACE = groups(1, 300)[0]
INTRUDER = Person(FIRST_NEWCOMER_ID + 80_000_000, "闯入者")


class Door:
    """The bot behind its webhook, in one group that a newcomer has just joined."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.message_ids = count(2)
        path = bot.telegram.feeder.chats.webhook["url"].partition("//")[2].partition("/")[2]
        self.address = f"http://127.0.0.1:{bot.port}/{path}"

    def advertising(self) -> Feed:
        return message_feed(advertisement(PLACE, INTRUDER, next(self.message_ids), int(time.time()), 0))

    async def serves(self) -> bool:
        """Whether the newcomer's next advertisement, delivered as Telegram does, is deleted."""
        feed, telegram = self.advertising(), self.bot.telegram
        telegram.feeder.feed(feed)
        deleted = await eventually(lambda: telegram.deleted(PLACE.chat_id, feed.message_id), 15)
        return deleted and await telegram.feeder.wait_confirmed(10)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    async with living_bot(tmp_path_factory.mktemp("webhook"), webhook=True) as bot:
        joined = message(PLACE, INTRUDER, 1, int(time.time()), new_chat_members=[INTRUDER.as_user()])
        bot.telegram.feeder.feed(message_feed(joined))
        assert await bot.telegram.feeder.wait_confirmed(20)
        yield Door(bot)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(TYPE, id="none"),
        pytest.param({**TYPE, SECRET_HEADER: "wrong"}, id="wrong"),
        pytest.param({**TYPE, SECRET_HEADER: WEBHOOK_SECRET[:-1]}, id="the beginning"),
        pytest.param({**TYPE, SECRET_HEADER: ""}, id="empty"),
    ],
)
async def test_body_without_the_secret_is_refused(door: Door, headers: dict[str, str]) -> None:
    forged = door.advertising()

    reply = await post(door.address, forged.encoded(999_000_001), headers)

    assert reply.status in {401, 403}
    assert await door.serves()
    assert not door.bot.telegram.deleted(PLACE.chat_id, forged.message_id), "it was acted on"


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        pytest.param(b'{"update_id":1,"message":{"text":"' + b"a" * 20_000_000 + b'"}}', {413, 0}, id="20 MB"),
        pytest.param(b"update_id=1&message=hello", {200, 400, 415, 422}, id="a form"),
        pytest.param(b"", {200, 400, 411, 422}, id="nothing"),
        pytest.param(b'{"update_id":1,"message":{"te', {200, 400, 422}, id="cut off"),
        pytest.param(b"[1,2,3]", {200, 400, 422}, id="a list"),
        pytest.param(b"\xff\xfe\x00", {200, 400, 422}, id="bytes"),
        pytest.param(b"[" * 100_000, {200, 400, 422}, id="brackets"),
        pytest.param(b'{"a":' * 100_000, {200, 400, 422}, id="braces"),
    ],
)
async def test_bad_body_with_the_secret_does_not_stop_the_next(door: Door, body: bytes, statuses: set[int]) -> None:
    reply = await post(door.address, body, RIGHT)

    assert reply.status in statuses
    assert await door.serves()


async def test_other_ways_to_knock_are_refused(door: Door) -> None:
    assert (await get(door.address)).status in {403, 404, 405}
    assert (await post(door.address + "/../../etc", door.advertising().encoded(5), RIGHT)).status in {403, 404, 405}
    assert await door.serves()
