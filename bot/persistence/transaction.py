"""A transaction: one `now`, Core statements, news for whoever subscribed, effects announced after the commit."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, Dialect, Executable, Insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.events import Event

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
Subscriber = Callable[["Transaction", Any], Awaitable[None]]
Flush = Callable[["Transaction", list[Any]], Awaitable[None]]
Subscribers = Mapping[type[Event], Sequence[Subscriber]]


class Reading:
    """A consistent view for queries. `now` is the one instant of everything done in it."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection = connection
        self.now = now

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._connection.dialect.name

    @property
    def driver_dialect(self) -> Dialect:
        """For statements that are compiled once and executed by `execute_driver`."""
        return self._connection.dialect

    def quoted(self, name: str) -> str:
        """A name as it stands in SQL."""
        return self._connection.dialect.identifier_preparer.quote(name)

    async def execute_driver(self, sql: str, parameters: Any) -> CursorResult[Any]:
        """Execute SQL of the dialect at hand; a list of tuples is one execution for each. See `bot.persistence.bulk`."""
        return await self._connection.exec_driver_sql(sql, parameters)

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        return await self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Parameters | None = None) -> Any:
        """First column of the first row, or None."""
        return (await self._connection.execute(statement, parameters)).scalar()


class Transaction(Reading):
    """A `Reading` that may write. Commits when its block ends well, rolls back otherwise."""

    def __init__(self, connection: AsyncConnection, now: datetime, subscribers: Subscribers) -> None:
        super().__init__(connection, now)
        self._subscribers = subscribers
        self.announced: list[object] = []
        self._gathered: dict[Flush, list[Any]] = {}

    async def write_driver(self, sql: str, parameters: Any) -> None:
        """Execute a write whose outcome nobody reads. On SQLite it travels with the next statement or the commit, and
        raises there what it raises.
        """
        if self.dialect == "sqlite":
            connection: Any = self._connection.sync_connection
            connection.connection.dbapi_connection.later(sql, parameters)
        else:
            await self._connection.exec_driver_sql(sql, parameters)

    async def publish(self, event: Event) -> None:
        """Tell the capabilities above; they write in this same transaction, in the order of `capabilities.py`."""
        for subscriber in self._subscribers.get(type(event), ()):
            await subscriber(self, event)

    def gather(self, flush: Flush, item: object) -> None:
        """Hand `item` to `flush` at the end of the transaction, together with all others gathered for it: many rows that
        nobody reads before are one statement.
        """
        self._gathered.setdefault(flush, []).append(item)

    async def finish(self) -> None:
        """Write what was gathered; the owner of the transaction calls it before the commit."""
        while self._gathered:
            flush = next(iter(self._gathered))
            await flush(self, self._gathered.pop(flush))

    def announce(self, item: object) -> None:
        """Hand `item` to the commit hooks of the database, after the commit and only then."""
        self.announced.append(item)

    def insert(self, table: Any) -> "postgresql.Insert | sqlite.Insert":
        """An INSERT of the dialect at hand, which knows `on_conflict_do_nothing` and `on_conflict_do_update` (the same on both)."""
        if self.dialect == "postgresql":
            # Imported here: 60 ms and 3 MB that a start on SQLite does without.
            from sqlalchemy.dialects import postgresql

            return postgresql.insert(table)
        return sqlite.insert(table)

    async def insert_new(self, table: Any, values: Parameters, *returning: Any) -> list[Any]:
        """Insert what is not there yet; rows of `returning` columns for those that were new, in no order."""
        statement: Insert = self.insert(table).on_conflict_do_nothing()
        if returning:
            return list((await self.execute(statement.returning(*returning), values)).all())
        await self.execute(statement, values)
        return []
