"""Erasing a person leaves no trace: no id, name, username or text, in no table, and nobody else's rows are touched."""

import pytest

from bot.persistence.database import Database
from tests.architecture.seeding import Someone, holds_person, seed, tables, traces, unclassified

LEAVING = Someone(1, 7203948571, "潜水的猫", "divingcat", "加薇看图")
STAYING = Someone(2, 6184037295, "晒太阳的狗", "sunnydog", "晚上好呀")


def test_every_wide_number_is_known_to_be_a_person_or_not():
    """Name a new column in tests/architecture/seeding.py: erasing depends on it."""
    assert list(unclassified()) == []


async def test_the_seeds_reach_every_table_that_can_hold_a_person(database: Database):
    async with database.begin() as tx:
        await seed(tx, (LEAVING, STAYING))
        found = await traces(tx, LEAVING)
    personal = {table.name for table in tables() if any(holds_person(column) for column in table.columns)}
    assert {name.split(".")[0] for name in found} == personal


async def test_erasing_leaves_no_trace(database: Database):
    from bot.capabilities import CAPABILITIES

    async with database.begin() as tx:
        await seed(tx, (LEAVING, STAYING))
        before = await traces(tx, STAYING)
    async with database.begin() as tx:
        for capability in CAPABILITIES:
            if capability.forget is not None:
                await capability.forget(tx, LEAVING.user_id)
    async with database.read() as view:
        assert await traces(view, LEAVING) == [], str(await traces(view, LEAVING))
        assert await traces(view, STAYING) == before


async def test_erasing_twice_and_erasing_a_stranger_change_nothing(database: Database):
    from bot.capabilities import CAPABILITIES

    async with database.begin() as tx:
        await seed(tx, (STAYING,))
        before = await traces(tx, STAYING)
        for _ in range(2):
            for capability in CAPABILITIES:
                if capability.forget is not None:
                    await capability.forget(tx, LEAVING.user_id)
        assert await traces(tx, STAYING) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_export_shows_what_is_stored(database: Database):
    """Every capability that stores something personal can say what."""
    from bot.capabilities import CAPABILITIES

    async with database.begin() as tx:
        await seed(tx, (LEAVING, STAYING))
    async with database.read() as view:
        shown = str([await one.export(view, LEAVING.user_id) for one in CAPABILITIES if one.export is not None])
    assert all(mark in shown for mark in LEAVING.marks)
    assert not any(mark in shown for mark in STAYING.marks)
