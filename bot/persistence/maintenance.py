"""Connections for work on the whole database: migrations, backups, restores. Each opens its own and closes it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import QunguanError
from bot.persistence.database import is_outage

# Another process may be migrating a large database; the usual seconds are meant for ordinary writes.
SQLITE_WAIT = 600.0
PROBE_WAIT = 5.0
POSTGRES_LOCK = 0x71756E6775616E  # "qunguan": a number that no other program locks in this database


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for another one."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def connection_trouble(error: BaseException) -> str | None:
    """The driver's own words where `error` says that no database can be had; None for any other error.

    Without the statement and its values, which SQLAlchemy adds. Servers name databases and users here, never passwords.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    # A failure to connect has no statement.
    if is_outage(error) or (isinstance(error, DBAPIError) and error.statement is None):
        # SQLAlchemy's asyncpg wrapper puts "<class 'asyncpg.…'>: " in front.
        words = re.sub(r"^<class '[\w.]+'>: ", "", str(cause)).partition("\n")[0]
        return words or type(cause).__name__
    return None


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """A view of one instant, which neither waits for writers nor holds them up. Raises what the driver raises."""
    async with _connected(url, "BEGIN") as connection:
        if connection.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


@asynccontextmanager
async def exclusive(url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction of which there is one at a time, across processes. SQLite checks foreign keys at its end, not within."""
    async with _connected(url, "BEGIN IMMEDIATE") as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRES_LOCK})
        yield connection
        if connection.dialect.name == "sqlite":
            orphans = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
            if orphans:
                raise QunguanError(f"{len(orphans)} rows would refer to nothing, the first in {orphans[0][0]}")


async def probe_write(url: str, wait: float = PROBE_WAIT) -> None:
    """Write to a migrated database and take it back. Raises what the driver raises where that is not possible."""
    async with _connected(url, "BEGIN IMMEDIATE", wait=wait) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        await connection.rollback()


@asynccontextmanager
async def _connected(url: str, begin: str, wait: float = SQLITE_WAIT) -> AsyncIterator[AsyncConnection]:
    engine = _engine(url, begin, wait)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


def _engine(url: str, begin: str, wait: float) -> AsyncEngine:
    file = sqlite_file(url)
    if file is None:
        return create_async_engine(url, poolclass=NullPool)
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, poolclass=NullPool, connect_args={"timeout": wait})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver commits before DDL unless its own transactions are off. Foreign keys stay off while tables are
        # copied and filled; `exclusive` checks them at the end.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine.sync_engine, "begin")
    def send_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
