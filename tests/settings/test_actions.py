"""Changes, their log and their news, on both databases."""

import json
from datetime import timedelta

import pytest

from bot.errors import UserError
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from bot.settings import actions, queries
from bot.settings.actions import Change, Source
from bot.settings.events import SettingsChanged
from tests.settings.knobs import SCHEMA

COMMUNITY, OTHER = 1, 2
MANAGER, COLLEAGUE = 4_503_599_627_370_495, 42


async def change(tx: Transaction, key: str, value: object, *, by: int = MANAGER, community: int = COMMUNITY) -> Change:
    return await actions.change(tx, SCHEMA, community, key, value, by=by, source=Source.CHAT)


async def test_a_change_is_stored_logged_and_told(database: Database) -> None:
    news: list[SettingsChanged] = []

    async def listen(_: Transaction, event: SettingsChanged) -> None:
        news.append(event)

    database.subscribers = {SettingsChanged: [listen]}
    async with database.begin() as tx:
        done = await change(tx, "gate.wait", timedelta(hours=1))
    async with database.read() as view:
        assert await queries.values(view, COMMUNITY) == {"gate.wait": 3600}
        (line,) = await queries.changes(view, COMMUNITY)
    assert done == Change("gate.wait", timedelta(minutes=2), timedelta(hours=1))
    assert (line.key, line.old, line.new, line.by, line.source) == ("gate.wait", None, 3600, MANAGER, "chat")
    assert line.at == database.clock.now()
    assert news == [SettingsChanged(COMMUNITY)]


async def test_every_kind_is_stored_and_read_back(database: Database) -> None:
    wanted = {
        "gate.is_open": False,
        "gate.tries": 7,
        "gate.wait": timedelta(days=7),
        "gate.method": "off",
        "gate.names": ("广告", '🐷 "quoted"'),
        "gate.question": "多行\n问题",
        "gate.opens_at": SCHEMA.parse("gate.opens_at", "23:59"),
        "gate.zone": "Asia/Taipei",
        "gate.language": "en",
        "gate.log_chat": -1001234567890,
    }
    async with database.begin() as tx:
        for key, value in wanted.items():
            await change(tx, key, value)
    async with database.read() as view:
        snapshot = SCHEMA.snapshot(await queries.values(view, COMMUNITY))
    assert {key: snapshot.value(key) for key in wanted} == wanted


async def test_a_false_or_empty_value_is_a_value(database: Database) -> None:
    async with database.begin() as tx:
        await change(tx, "gate.names", ())
        await change(tx, "gate.is_open", False)
        await change(tx, "gate.names", ("加薇",))
    async with database.read() as view:
        assert await queries.values(view, COMMUNITY) == {"gate.names": ["加薇"], "gate.is_open": False}
        assert [(line.old, line.new) for line in await queries.changes(view, COMMUNITY)] == [
            ([], ["加薇"]),
            (None, False),
            (None, []),
        ]


async def test_the_value_it_has_changes_nothing(database: Database) -> None:
    async with database.begin() as tx:
        same_as_default = await change(tx, "gate.tries", 3)
        await change(tx, "gate.tries", 7)
        again = await change(tx, "gate.tries", 7, by=COLLEAGUE)
    assert same_as_default.is_none
    assert again.is_none
    async with database.read() as view:
        assert len(await queries.changes(view, COMMUNITY)) == 1


async def test_a_value_out_of_bounds_is_refused_and_nothing_happens(database: Database) -> None:
    async def change_twice() -> None:
        async with database.begin() as tx:
            await change(tx, "gate.tries", 7)
            await change(tx, "gate.tries", 99)

    with pytest.raises(UserError):
        await change_twice()
    async with database.read() as view:
        assert await queries.values(view, COMMUNITY) == {}
        assert await queries.changes(view, COMMUNITY) == []


async def test_reset_gives_the_default_back(database: Database) -> None:
    async with database.begin() as tx:
        await change(tx, "gate.tries", 7)
        back = await actions.reset(tx, SCHEMA, COMMUNITY, "gate.tries", by=COLLEAGUE, source=Source.PANEL)
        nothing = await actions.reset(tx, SCHEMA, COMMUNITY, "gate.wait", by=COLLEAGUE, source=Source.PANEL)
    assert back == Change("gate.tries", 7, 3)
    assert nothing.is_none
    async with database.read() as view:
        assert await queries.values(view, COMMUNITY) == {}
        newest, _ = await queries.changes(view, COMMUNITY)
    assert (newest.old, newest.new, newest.by, newest.source) == (7, None, COLLEAGUE, "panel")


async def test_communities_do_not_mix(database: Database) -> None:
    async with database.begin() as tx:
        await change(tx, "gate.tries", 7)
        await change(tx, "gate.tries", 9, community=OTHER)
        await change(tx, "shop.price", 0, community=OTHER)
    async with database.read() as view:
        assert await queries.values_of(view, [COMMUNITY, OTHER, 3]) == {
            COMMUNITY: {"gate.tries": 7},
            OTHER: {"gate.tries": 9, "shop.price": 0},
            3: {},
        }
        assert await queries.values_of(view, []) == {}
        assert len(await queries.changes(view, COMMUNITY)) == 1


async def test_the_log_shows_the_newest_first_up_to_a_limit(database: Database) -> None:
    async with database.begin() as tx:
        for price in (20, 30, 40):
            await change(tx, "shop.price", price)
    async with database.read() as view:
        assert [line.new for line in await queries.changes(view, COMMUNITY, limit=2)] == [40, 30]


async def test_erasing_a_person_keeps_the_change_without_the_name(database: Database) -> None:
    async with database.begin() as tx:
        await change(tx, "gate.tries", 7)
        await change(tx, "shop.price", 0, by=COLLEAGUE)
        await actions.forget(tx, MANAGER)
    async with database.read() as view:
        assert [line.by for line in await queries.changes(view, COMMUNITY)] == [COLLEAGUE, None]
        assert await queries.export(view, MANAGER) == {"setting_changes": []}
        assert SCHEMA.snapshot(await queries.values(view, COMMUNITY)).value("gate.tries") == 7


async def test_a_person_may_see_what_is_stored_of_them(database: Database) -> None:
    async with database.begin() as tx:
        await change(tx, "gate.names", ("加薇",))
        await change(tx, "shop.price", 0, by=COLLEAGUE)
    async with database.read() as view:
        stored = await queries.export(view, MANAGER)
    (line,) = json.loads(json.dumps(stored))["setting_changes"]
    assert (line["community_id"], line["key"], line["value"]) == (COMMUNITY, "gate.names", ["加薇"])
