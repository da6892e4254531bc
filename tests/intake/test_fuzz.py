"""Ten thousand updates that no Telegram would send: no crash, no stuck lane, and the next ordinary message is served."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.intake import queries
from bot.messages import Update
from tests.handlers.stage import Stage
from tests.intake.bent_updates import ODD_VALUES, bent, recorded
from tests.standstill import standstill

BENT = {"sqlite": 8_000, "postgresql": 500}
MADE_UP = 1_500
SEED = 20_261_122
AT_ONCE = 250


@pytest.fixture
async def stage(database_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    stage = Stage(database_url, clock)
    await stage.open()
    yield stage
    await stage.close()


async def feed(stage: Stage, raws: Sequence[bytes]) -> None:
    """Hand over updates; time passes while something waits for its next try."""
    accepting = asyncio.create_task(stage.app.intake.accept(raws))
    while not accepting.done() or stage.app.intake.under_way or stage.app.delivery.depth:
        await standstill(stage.app.database)
        await stage.clock.advance(0.5)
    await accepting


async def assert_it_still_serves(stage: Stage, logs: list[dict[str, Any]]) -> None:
    app = stage.app
    assert app.intake.under_way == app.intake.lanes.depth == app.delivery.depth == 0
    assert not app.intake.lanes._lanes
    assert [entry for entry in logs if entry["event"] in ("background task failed", "outcome not recorded")] == []
    group, owner = await stage.group("另一个群")
    await owner.says(group, "/rules")
    owner.sees("群规", group)


async def test_bent_updates(stage: Stage, logs: list[dict[str, Any]]) -> None:
    originals = await recorded(stage)
    assert len(originals) > 40
    count = BENT[stage.app.database.url.get_backend_name()]
    raws = list(bent(originals, count, SEED))
    for first in range(0, count, AT_ONCE):
        await feed(stage, raws[first : first + AT_ONCE])
    async with stage.app.database.read() as view:
        aside = await queries.set_aside_count(view)
    errors = [entry["error"] for entry in logs if entry["event"] == "update set aside"]
    assert aside == 0, errors
    await assert_it_still_serves(stage, logs)


# ---- updates made up from the types


def like(kind: msgspec.inspect.Type, depth: int = 0) -> st.SearchStrategy[Any]:
    """Mostly values that fit `kind`, sometimes anything."""
    key = (id(kind), depth)
    if key not in KNOWN:
        fits = fitting(kind, depth)
        KNOWN[key] = st.one_of(fits, fits, fits, st.sampled_from(ODD_VALUES))
    return KNOWN[key]


def fitting(kind: msgspec.inspect.Type, depth: int) -> st.SearchStrategy[Any]:
    match kind:
        case msgspec.inspect.StructType(fields=fields):
            needed = {field.encode_name: like(field.type, depth + 1) for field in fields if field.required}
            others = [field for field in fields if not field.required]
            if depth > 1 or not others:
                return st.fixed_dictionaries(needed)
            some = st.lists(st.sampled_from(others), max_size=2)
            return some.flatmap(
                lambda chosen: st.fixed_dictionaries(
                    needed | {field.encode_name: like(field.type, depth + 1) for field in chosen}
                )
            )
        case msgspec.inspect.UnionType(types=types):
            return st.one_of([fitting(one, depth) for one in types])
        case msgspec.inspect.IntType():
            return st.one_of(st.integers(0, 50), st.integers(-(2**53), 2**53))
        case msgspec.inspect.StrType():
            return st.one_of(st.sampled_from(["supergroup", "private", "member", "/rules", "好"]), st.text(max_size=20))
        case msgspec.inspect.BoolType():
            return st.booleans()
        case msgspec.inspect.ListType(item_type=item):
            return st.lists(fitting(item, depth + 1), max_size=2)
        case msgspec.inspect.NoneType():
            return st.none()
        case _:
            return st.just({})


KNOWN: dict[tuple[int, int], st.SearchStrategy[Any]] = {}
UPDATE = msgspec.inspect.type_info(Update)
assert isinstance(UPDATE, msgspec.inspect.StructType)
made_up = st.sampled_from([field for field in UPDATE.fields if field.name != "update_id"]).flatmap(
    lambda field: like(field.type).map(lambda value: {field.encode_name: value})
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_updates_made_up_from_the_types(stage: Stage, logs: list[dict[str, Any]]) -> None:
    numbers = itertools.count(20_000_000)
    batches: list[list[bytes]] = []

    @given(st.lists(made_up, min_size=20, max_size=20))
    @settings(
        max_examples=MADE_UP // 20,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    def make(updates: list[Any]) -> None:
        batches.append([_encoded({"update_id": next(numbers)} | update) for update in updates])

    make()
    for batch in batches:
        await feed(stage, batch)
    assert sum(map(len, batches)) >= MADE_UP
    await assert_it_still_serves(stage, logs)


def _encoded(update: Any) -> bytes:
    import json

    return json.dumps(update, ensure_ascii=True).encode()
