"""Databases that live as long as one measurement or test: a SQLite file, or a fresh PostgreSQL database."""

import asyncio
import contextlib
import os
import sqlite3
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql+asyncpg://root@127.0.0.1:5432/test")


@dataclass(frozen=True, slots=True)
class Database:
    """An address as the bot takes it, and a way to read behind its back."""

    url: str

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run one SELECT."""
        if self.is_sqlite:
            path = self.url.partition(":///")[2]
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
                return connection.execute(query).fetchall()
        connection = await asyncpg.connect(_plain(self.url))
        try:
            return [tuple(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()

    async def count(self, table: str) -> int | None:
        """Rows of a table, or None where there is no such table."""
        try:
            return int((await self.rows(f'SELECT count(*) FROM "{table}"'))[0][0])  # noqa: S608 - our own names
        except (sqlite3.OperationalError, asyncpg.UndefinedTableError):
            return None

    def count_sync(self, table: str) -> int | None:
        """The same for callers without an event loop."""
        return asyncio.run(self.count(table))


def sqlite_database(directory: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{directory / 'qunguan.db'}")


def postgresql_available() -> bool:
    async def probe() -> None:
        await (await asyncpg.connect(_plain(SERVER), timeout=5)).close()

    try:
        with ThreadPoolExecutor(1) as pool:  # so that it can be asked inside a running loop too
            pool.submit(asyncio.run, probe()).result()
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    return True


@contextlib.asynccontextmanager
async def postgresql_database() -> AsyncIterator[Database]:
    """A new database on the test server, dropped at the end."""
    name = f"qunguan_{uuid.uuid4().hex[:12]}"
    await _administer(f'CREATE DATABASE "{name}"')
    try:
        yield Database(urlsplit(SERVER)._replace(path=f"/{name}").geturl())
    finally:
        await _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def postgresql_database_sync() -> Iterator[Database]:
    """The same for callers without an event loop."""
    name = f"qunguan_{uuid.uuid4().hex[:12]}"
    asyncio.run(_administer(f'CREATE DATABASE "{name}"'))
    try:
        yield Database(urlsplit(SERVER)._replace(path=f"/{name}").geturl())
    finally:
        asyncio.run(_administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


async def _administer(statement: str) -> None:
    connection = await asyncpg.connect(_plain(SERVER))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)
