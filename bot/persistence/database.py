"""The database by its URL: SQLite in WAL mode, or PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.clock import Clock
from bot.persistence import sqlite_driver
from bot.persistence.transaction import Reading, Subscribers, Transaction

CommitHook = Callable[[Sequence[object]], None]

# A second process (a backup, a command line) may hold the write lock for a moment.
SQLITE_BUSY_TIMEOUT = 10.0
SQLITE_READERS = 4
_SQLITE_OUTAGES = ("locked", "busy", "disk", "full", "unable to open", "I/O")
POSTGRES_POOL = 10


class Database:
    """Engine, write lock and commit hooks of one database.

    SQLite has one writer: writes queue on a lock here instead of on SQLite's busy handler, which polls. PostgreSQL needs
    none. `commit_hooks` get what transactions announced, after their commit.
    """

    def __init__(self, url: str, clock: Clock, subscribers: Subscribers | None = None) -> None:
        self.url = make_url(url)
        self.clock = clock
        self.subscribers: Subscribers = subscribers or {}
        self.commit_hooks: list[CommitHook] = []
        self._turn = asyncio.Lock()
        if self.is_sqlite:
            _make_parent(self.url)
            self._writer = _sqlite_engine(self.url, pool_size=1, begin="BEGIN IMMEDIATE")
            self._reader = _sqlite_engine(self.url, pool_size=SQLITE_READERS, begin="BEGIN")
        else:
            self._writer = create_async_engine(
                self.url, pool_size=POSTGRES_POOL, max_overflow=0, pool_pre_ping=False, pool_recycle=1800
            )
            self._reader = self._writer

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def engine(self) -> AsyncEngine:
        """The writing engine, for migrations and copies."""
        return self._writer

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that writes. No network call belongs inside: every other writer waits for it."""
        if self.is_sqlite:
            async with self._turn, self._writer.begin() as connection:
                tx = Transaction(connection, self.clock.now(), self.subscribers)
                yield tx
                await tx.finish()
        else:
            async with self._writer.begin() as connection:
                tx = Transaction(connection, self.clock.now(), self.subscribers)
                yield tx
                await tx.finish()
        if tx.announced:
            for hook in self.commit_hooks:
                hook(tx.announced)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reading]:
        """A consistent view that never waits for a writer."""
        async with self._reader.connect() as connection:
            yield Reading(connection, self.clock.now())

    async def ping(self) -> None:
        """Raise what the driver raises when the database does not answer."""
        async with self._reader.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def is_outage(error: BaseException) -> bool:
    """Whether `error` says that the database is away, busy or full (waiting helps) rather than that a statement is wrong."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        cause = error.orig
        if isinstance(cause, sqlite3.OperationalError):
            return any(sign in str(cause) for sign in _SQLITE_OUTAGES)
        # SQLSTATE classes: 08 connection, 40 deadlock or conflict of two transactions, 53 resources, 57 operator
        # intervention (postgresql.org, appendix A).
        state = getattr(cause, "sqlstate", None) or ""
        return state[:2] in ("08", "40", "53", "57") or isinstance(error, InterfaceError)
    return isinstance(error, OSError | TimeoutError | PoolTimeoutError)


def _sqlite_engine(url: URL, *, pool_size: int, begin: str) -> AsyncEngine:
    sqlite_driver.register()
    engine = create_async_engine(
        url.set(drivername=sqlite_driver.DRIVER),
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"timeout": SQLITE_BUSY_TIMEOUT},
        begin_statement=begin,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes too late and is never IMMEDIATE: it is switched off, and the dialect sends ours.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",  # a power cut may lose the last commits, never corrupt (sqlite.org/pragma.html)
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-8000",
            "journal_size_limit=67108864",
            # Four times the default: a page that many messages touch is written back once for all of them.
            "wal_autocheckpoint=4000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _make_parent(url: URL) -> None:
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
