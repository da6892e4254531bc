"""SQLAlchemy's aiosqlite dialect with one hop to the connection's thread per statement instead of four.

As shipped, a SELECT crosses to the thread for opening a cursor, executing, fetching and closing, some 50 µs each, while the
statement itself takes ten. Here the four happen in one visit. Registered as `sqlite+onehop`; `Database` uses it for every
`sqlite+aiosqlite` URL. Streaming results keep the dialect's own cursor.
"""

import collections
import sqlite3
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+onehop"


class OneHopCursor(AsyncAdapt_aiosqlite_cursor):
    """Executes, fetches everything and closes in one visit to the thread."""

    __slots__ = ("_description", "_lastrowid", "_rowcount")

    def __init__(self, adapt_connection: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection  # noqa: SLF001 - as the base class does
        self._rows = collections.deque()
        self._description: Any = None
        self._rowcount = -1
        self._lastrowid: Any = None

    @property
    def description(self) -> Any:
        return self._description

    @property
    def rowcount(self) -> int:
        return self._rowcount

    @property
    def lastrowid(self) -> Any:
        return self._lastrowid

    def execute(self, operation: Any, parameters: Any = None) -> None:
        self._visit("execute", operation, () if parameters is None else parameters)

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        self._visit("executemany", operation, seq_of_parameters)

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """The cursor of the thread is closed already."""

    def _visit(self, method: str, operation: Any, parameters: Any) -> None:
        adapted: OneHopConnection = self._adapt_connection  # type: ignore[assignment]
        connection: Any = self._connection
        before = adapted.take_before()

        def visit() -> tuple[Any, int, Any, list[Any]]:
            opened = connection._conn  # noqa: SLF001 - aiosqlite's own way
            for statement, values in before:
                opened.execute(statement, values)
            cursor: sqlite3.Cursor = opened.cursor()
            try:
                getattr(cursor, method)(operation, parameters)
                rows = cursor.fetchall() if cursor.description else []
                return cursor.description, cursor.rowcount, cursor.lastrowid, rows
            finally:
                cursor.close()

        try:
            visited = await_(connection._execute(visit))  # noqa: SLF001
        except Exception as error:  # noqa: BLE001 - the dialect raises it again as its own
            adapted._handle_exception(error)  # noqa: SLF001
        self._description, self._rowcount, self._lastrowid, rows = visited
        self._rows = collections.deque(rows)


class OneHopConnection(AsyncAdapt_aiosqlite_connection):
    """Sends BEGIN with the first statement of a transaction, and COMMIT or ROLLBACK only where one is open.

    What `later` takes goes with the next statement, or with the COMMIT: a batch of writes is one visit to the thread.
    """

    __slots__ = ("_before", "_is_open", "_is_reading")
    _cursor_cls = OneHopCursor  # type: ignore[assignment]

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._before: list[tuple[str, Any]] = []
        self._is_open = False
        self._is_reading = False

    def begin_with(self, statement: str) -> None:
        """A transaction begins with the next statement."""
        self._before = [(statement, ())]
        self._is_reading = statement == "BEGIN"

    def later(self, statement: str, values: Any) -> None:
        """Execute a write whose outcome nobody reads, before whatever comes next. It raises there what it raises."""
        self._before.append((statement, values))

    def take_before(self) -> list[tuple[str, Any]]:
        """What has to be sent before the next statement, once."""
        before, self._before = self._before, []
        self._is_open = self._is_open or bool(before)
        return before

    def cursor(self, server_side: bool = False) -> Any:
        if server_side:
            for statement, values in self.take_before():
                await_(self._connection.execute(statement, values))
        return super().cursor(server_side)

    def commit(self) -> None:
        if len(self._before) > 1 or (self._before and self._is_open):
            self._commit_with(self.take_before())
        elif self._is_open:
            super().commit()
        self._before, self._is_open = [], False

    def rollback(self) -> None:
        was_open, self._is_open, self._before = self._is_open, False, []
        if was_open and self._is_reading:
            # Nobody waits for the end of a view, and the thread comes to it before anything else.
            self._connection._tx.put_nowait((None, self._connection._conn.rollback))  # noqa: SLF001
        elif was_open:
            super().rollback()

    def _commit_with(self, before: list[tuple[str, Any]]) -> None:
        connection: Any = self._connection

        def visit() -> None:
            opened = connection._conn  # noqa: SLF001
            for statement, values in before:
                opened.execute(statement, values)
            opened.commit()

        try:
            await_(connection._execute(visit))  # noqa: SLF001
        except Exception as error:  # noqa: BLE001 - the dialect raises it again as its own
            self._handle_exception(error)


class _Dbapi(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arguments: Any, **options: Any) -> OneHopConnection:
        opened = super().connect(*arguments, **options)
        return OneHopConnection(self, opened._connection)  # noqa: SLF001


class OneHopDialect(SQLiteDialect_aiosqlite):
    """`begin_statement` is an argument of `create_async_engine`: BEGIN, or BEGIN IMMEDIATE for writers."""

    driver = "onehop"
    supports_statement_cache = True

    def __init__(self, begin_statement: str = "BEGIN", **options: Any) -> None:
        super().__init__(**options)
        self._begin_statement = begin_statement

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.begin_with(self._begin_statement)

    @classmethod
    def import_dbapi(cls) -> _Dbapi:
        return _Dbapi(__import__("aiosqlite"), sqlite3)


def register() -> None:
    """Let SQLAlchemy know `sqlite+onehop`; saying it again changes nothing."""
    registry.register("sqlite.onehop", __name__, "OneHopDialect")
