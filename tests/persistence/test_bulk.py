"""Many rows at once write and find what SQLAlchemy's own statements would."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.intake.tables import SeenUpdate
from bot.membership.tables import MessageEvent
from bot.persistence.bulk import SQLITE_PARAMETERS, BulkInsert, PairLookup, RangeLookup, do_nothing
from bot.persistence.database import Database

AT = datetime(2026, 3, 2, 2, 0, 0, 123456, tzinfo=UTC)
SEEN = ("bot_id", "update_id", "at")


async def rows(database: Database, table: Any) -> list[tuple[Any, ...]]:
    async with database.read() as view:
        return [tuple(row) for row in await view.execute(select(table.__table__))]


async def write(database: Database, insert: BulkInsert, rows: list[tuple[Any, ...]]) -> None:
    async with database.begin() as tx:
        await insert.write(tx, rows)


async def test_values_come_back_as_they_were(database: Database) -> None:
    columns = ("chat_id", "message_id", "community_id", "user_id", "kind", "text", "sent_at")
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    await write(
        database,
        BulkInsert(MessageEvent, columns),
        [
            (-(2**52), 1, 1, 2**52, "text", "你好 'quoted' \\ %s $1 ? {x}", AT),
            (-(2**52), 2, 1, None, "photo", "", shanghai),
        ],
    )
    async with database.read() as view:
        found = [tuple(row) for row in await view.execute(select(*(getattr(MessageEvent, name) for name in columns)))]
    assert sorted(found, key=lambda row: row[1]) == [
        (-(2**52), 1, 1, 2**52, "text", "你好 'quoted' \\ %s $1 ? {x}", AT),
        (-(2**52), 2, 1, None, "photo", "", AT),
    ]


async def test_no_rows_are_no_statement(database: Database) -> None:
    await write(database, BulkInsert(SeenUpdate, SEEN), [])
    assert await rows(database, SeenUpdate) == []


async def test_more_rows_than_one_statement_takes(database: Database) -> None:
    count = SQLITE_PARAMETERS // 3 + 10
    await write(database, BulkInsert(SeenUpdate, SEEN), [(1, number, AT) for number in range(count)])
    assert len(await rows(database, SeenUpdate)) == count


async def test_what_is_there_stays_where_it_is_asked_for(database: Database) -> None:
    insert = BulkInsert(SeenUpdate, SEEN, do_nothing)
    await write(database, insert, [(1, 1, AT), (1, 2, AT)])
    await write(database, insert, [(1, 2, AT + timedelta(days=1)), (1, 3, AT), (1, 3, AT)])
    assert sorted(await rows(database, SeenUpdate)) == [(1, 1, AT), (1, 2, AT), (1, 3, AT)]


async def test_a_conflict_nobody_asked_for_is_raised(database: Database) -> None:
    insert = BulkInsert(SeenUpdate, SEEN)
    await write(database, insert, [(1, 1, AT)])
    with pytest.raises(DBAPIError):
        await write(database, insert, [(1, 2, AT), (1, 1, AT)])
    assert await rows(database, SeenUpdate) == [(1, 1, AT)]


async def test_naive_instants_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="naive"):
        await write(database, BulkInsert(SeenUpdate, SEEN), [(1, 1, AT.replace(tzinfo=None))])


async def test_pairs_are_found(database: Database) -> None:
    insert = BulkInsert(SeenUpdate, SEEN)
    await write(database, insert, [(bot, number, AT) for bot in (1, 2) for number in range(50)])
    lookup = PairLookup(SeenUpdate, ("bot_id", "update_id"), ("update_id", "at"))
    async with database.read() as view:
        assert await lookup.rows(view, []) == []
        found = await lookup.rows(view, [(1, 7), (2, 7), (3, 7), (1, 99), (2, 49)])
    assert sorted(found) == [(7, AT), (7, AT), (49, AT)]


async def test_a_range_holds_what_is_asked_for(database: Database) -> None:
    await write(database, BulkInsert(SeenUpdate, SEEN), [(bot, n, AT) for bot in (1, 2) for n in range(0, 50, 5)])
    lookup = RangeLookup(SeenUpdate, ("bot_id", "update_id"), ("update_id",))
    async with database.read() as view:
        assert sorted(await lookup.rows(view, 1, [12, 10, 20])) == [(10,), (15,), (20,)]
        assert await lookup.rows(view, 3, [1]) == []
