"""Whatever a server sends, the next update is served: one bot per database lives through every bad update."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.bench.corpus import groups
from tests.bench.feeder import Fault
from tests.bench.subject import free_port
from tests.e2e.bad_updates import BAD_ANSWERS, BAD_ITEMS, BAD_UPDATES, bad_feed, bad_item
from tests.e2e.door import Door
from tests.e2e.http_probe import get
from tests.e2e.lives import living_bot
from tests.e2e.server import Once

pytestmark = pytest.mark.asyncio(loop_scope="module")
FUZZED = 1_000  # `python -m tests.bench fuzz` takes ten thousand


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def living(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    if request.param == "postgresql" and not request.getfixturevalue("postgresql"):
        pytest.skip("no PostgreSQL server at TEST_DATABASE_URL")
    port = free_port()
    extra = {"METRICS_LISTEN": f"127.0.0.1:{port}"}
    async with living_bot(tmp_path_factory.mktemp("bad_input"), request.param, extra=extra) as bot:
        yield Door(bot, f"http://127.0.0.1:{port}")


@pytest_asyncio.fixture(loop_scope="module")
async def door(living: Door) -> Door:
    """The bot, started again where the test before ended it."""
    living.bot.telegram.feeder.faults = None
    if living.bot.subject is None or living.bot.subject.exit_status is not None:
        await living.bot.start()
    return living


@pytest.mark.parametrize("name", BAD_UPDATES)
async def test_bad_update_does_not_stop_the_next(door: Door, name: str) -> None:
    place = groups(1, 6_000 + list(BAD_UPDATES).index(name))[0]

    assert await door.serves_after(bad_feed(BAD_UPDATES[name], place)), door.bot.output()[-3_000:]


@pytest.mark.parametrize("name", BAD_ITEMS)
async def test_what_is_no_update_does_not_stop_the_next(door: Door, name: str) -> None:
    place = groups(1, 7_000)[0]

    assert await door.serves_after(bad_item(BAD_ITEMS[name], place)), door.bot.output()[-3_000:]


@pytest.mark.parametrize("name", BAD_ANSWERS)
async def test_bad_answer_to_getupdates_is_asked_again(door: Door, name: str) -> None:
    assert await door.serves_after()
    door.bot.telegram.feeder.faults = once = Once("getupdates", Fault(raw=BAD_ANSWERS[name]))

    assert await door.serves_after(), door.bot.output()[-3_000:]
    assert await door.serves_after(), door.bot.output()[-3_000:]
    assert once.happened_at


async def test_bot_is_healthy_after_all_that_and_has_counted_it(door: Door) -> None:
    assert await door.serves_after(bad_feed(BAD_UPDATES["kind is a number"], groups(1, 7_100)[0]))

    health = await get(door.metrics_url + "/healthz")
    metrics = await get(door.metrics_url + "/metrics")
    assert health.status == 200
    counted = [line for line in metrics.text.splitlines() if not line.startswith("#") and "refused_updates" in line]
    assert any(float(line.rpartition(" ")[2]) > 0 for line in counted), metrics.text


async def test_bent_updates_leave_no_lane_stuck(door: Door) -> None:
    bent = await door.endures(FUZZED, seed=20261122, seconds=60)

    assert bent.unconfirmed == 0, door.bot.output()[-3_000:]
    assert bent.stuck_groups == []
    assert bent.alive
