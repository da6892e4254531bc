"""Transactions: one now, all or nothing, news inside and announcements after; on both databases."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import asyncpg
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.clock import ManualClock
from bot.events import Event
from bot.membership.tables import Community, CommunityNumber, MovedChat, Person
from bot.persistence.database import Database, is_outage
from bot.persistence.transaction import Reading, Transaction


async def count(view: Reading) -> int:
    return int(await view.scalar(select(func.count()).select_from(Community)))


async def found(tx: Transaction, title: str = "茶友会") -> None:
    await tx.execute(tx.insert(Community), {"title": title, "created_at": tx.now})


class Abort(Exception):
    pass


async def test_a_transaction_commits_when_its_block_ends_well(database):
    async with database.begin() as tx:
        await found(tx)
    async with database.read() as view:
        assert await count(view) == 1


async def test_an_error_rolls_everything_back_and_announces_nothing(database):
    heard: list[object] = []
    database.commit_hooks.append(heard.extend)

    async def fail() -> None:
        async with database.begin() as tx:
            await found(tx)
            tx.announce("sent")
            raise Abort

    with pytest.raises(Abort):
        await fail()
    async with database.read() as view:
        assert await count(view) == 0
    assert heard == []


async def test_a_cancelled_transaction_is_rolled_back_and_leaves_the_next_one_its_turn(database):
    inside = asyncio.Event()

    async def linger() -> None:
        async with database.begin() as tx:
            await found(tx)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with database.begin() as tx:
        assert await count(tx) == 0


async def test_announcements_follow_the_commit_in_order(database):
    heard: list[object] = []

    def hook(items: Sequence[object]) -> None:
        heard.extend(items)

    database.commit_hooks.append(hook)
    async with database.begin() as tx:
        tx.announce("first")
        tx.announce("second")
        assert heard == []
    assert heard == ["first", "second"]


async def test_everything_in_a_transaction_happens_at_one_instant(database, clock):
    async with database.begin() as tx:
        begun = tx.now
        await clock.advance(5)
        assert tx.now == begun == clock.now() - timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Founded(Event):
    title: str


async def tell(database: Database, event: Event) -> None:
    async with database.begin() as tx:
        await found(tx)
        await tx.publish(event)


async def test_news_is_heard_in_order_inside_the_transaction(database_url, clock):
    heard: list[str] = []

    async def first(tx: Transaction, event: Founded) -> None:
        heard.append(f"first {event.title} {await count(tx)}")

    async def second(_tx: Transaction, event: Founded) -> None:
        heard.append(f"second {event.title}")
        if event.title == "bad":
            raise Abort

    database = Database(database_url, clock, {Founded: (first, second)})
    await tell(database, Founded("good"))
    with pytest.raises(Abort):
        await tell(database, Founded("bad"))
    async with database.read() as view:
        assert await count(view) == 1, "a subscriber's error undoes what made the news"
    await database.close()
    assert heard == ["first good 1", "second good", "first bad 2", "second bad"]


async def test_many_writers_at_once_lose_no_increment(database):
    async with database.begin() as tx:
        await found(tx)
        await tx.execute(tx.insert(CommunityNumber), {"community_id": 1, "kind": "case", "last": 0})

    async def add() -> None:
        async with database.begin() as tx:
            await tx.execute(update(CommunityNumber).values(last=CommunityNumber.last + 1))

    await asyncio.gather(*(add() for _ in range(50)))
    async with database.read() as view:
        assert await view.scalar(select(CommunityNumber.last)) == 50


async def test_readers_do_not_wait_for_a_writer_and_see_what_was_committed(database):
    async with database.begin() as tx:
        await found(tx)
    async with database.begin() as tx:
        await found(tx)
        async with database.read() as view:
            assert await count(view) == 1
    async with database.read() as view:
        assert await count(view) == 2


async def test_more_readers_than_connections_take_turns(database):
    async def read() -> int:
        async with database.read() as view:
            return await count(view)

    assert await asyncio.gather(*(read() for _ in range(40))) == [0] * 40


async def test_insert_new_says_what_was_new(database):
    rows = [{"old_chat_id": number, "new_chat_id": -number, "moved_at": database.clock.now()} for number in (1, 2)]
    async with database.begin() as tx:
        assert len(await tx.insert_new(MovedChat, rows[0], MovedChat.old_chat_id)) == 1
        assert [row.old_chat_id for row in await tx.insert_new(MovedChat, rows, MovedChat.old_chat_id)] == [2]
        assert await tx.insert_new(MovedChat, rows, MovedChat.old_chat_id) == []


async def test_foreign_keys_hold(database):
    with pytest.raises(IntegrityError):
        async with database.begin() as tx:
            await tx.execute(tx.insert(CommunityNumber), {"community_id": 77, "kind": "case", "last": 1})


async def test_ids_of_telegram_are_64_bits_wide(database):
    async with database.begin() as tx:
        for number in (2**63 - 1, -(2**63)):
            await tx.execute(tx.insert(Person), {"user_id": number, "seen_at": tx.now})
        assert set((await tx.execute(select(Person.user_id))).scalars()) == {2**63 - 1, -(2**63)}


INSTANTS = [
    ("UTC", datetime(2026, 3, 2, 2, 0, 0, 123456, tzinfo=UTC)),
    ("another offset is the same instant", datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))),
    ("long ago", datetime(1970, 1, 1, tzinfo=UTC)),
    ("far away", datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
]


@pytest.mark.parametrize("instant", [case[1] for case in INSTANTS], ids=[case[0] for case in INSTANTS])
async def test_instants_come_back_as_they_were_in_utc(database, instant):
    async with database.begin() as tx:
        await tx.execute(tx.insert(Community), {"title": "", "created_at": instant})
        stored = await tx.scalar(select(Community.created_at))
        assert await tx.scalar(select(Community.id).where(Community.created_at == instant)) is not None
    assert stored == instant
    assert stored.tzinfo is UTC


async def test_a_naive_instant_is_refused(database):
    with pytest.raises(StatementError, match="naive"):
        async with database.begin() as tx:
            await tx.execute(tx.insert(Community), {"title": "", "created_at": datetime(2026, 3, 2)})  # noqa: DTZ001


async def test_ping_answers(database):
    await database.ping()


async def test_a_missing_folder_is_made_for_sqlite(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/new/folder/qunguan.db", ManualClock())
    await database.ping()
    await database.close()
    assert database.path is not None
    assert database.path.exists()


def wrapped(kind: type, cause: BaseException) -> BaseException:
    return kind("SELECT 1", {}, cause)


ERRORS = [
    ("SQLite locked", wrapped(OperationalError, sqlite3.OperationalError("database is locked")), True),
    ("SQLite disk full", wrapped(OperationalError, sqlite3.OperationalError("database or disk is full")), True),
    ("SQLite syntax", wrapped(OperationalError, sqlite3.OperationalError('near "FORM": syntax error')), False),
    ("SQLite no table", wrapped(OperationalError, sqlite3.OperationalError("no such table: x")), False),
    ("PostgreSQL starting", wrapped(OperationalError, asyncpg.CannotConnectNowError("starting up")), True),
    ("PostgreSQL shut down", wrapped(OperationalError, asyncpg.AdminShutdownError("terminating")), True),
    ("PostgreSQL full", wrapped(OperationalError, asyncpg.TooManyConnectionsError("sorry")), True),
    ("PostgreSQL syntax", wrapped(ProgrammingError, asyncpg.PostgresSyntaxError("syntax error")), False),
    ("unique", wrapped(IntegrityError, sqlite3.IntegrityError("UNIQUE constraint failed")), False),
    ("refused", ConnectionRefusedError(), True),
    ("no connection free", PoolTimeoutError(), True),
    ("a bug", KeyError("x"), False),
]


@pytest.mark.parametrize(("error", "expected"), [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS])
def test_an_outage_is_told_from_a_wrong_statement(error: BaseException, expected: bool):
    assert is_outage(error) is expected


async def test_a_wrong_statement_is_no_outage_on_either_database(database):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which class is the driver's business
        async with database.begin() as tx:
            await tx.execute(text("SELECT * FROM nowhere"))
    assert not is_outage(caught.value)
