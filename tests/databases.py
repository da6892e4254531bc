"""Empty databases with every table, quickly: a copied SQLite file, a truncated PostgreSQL database per test process."""

import asyncio
import importlib
import os
import secrets
import shutil
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, create_engine, delete, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

Result = TypeVar("Result")
ROOT = Path(__file__).parents[1]
DATABASES = ("sqlite", "postgresql")
PREFIX = "qunguan_test_"
# The server of the issue trusts the users root and postgres; the first that answers is taken.
DEFAULT_SERVERS = (
    "postgresql+asyncpg://root@127.0.0.1:5432/test",
    "postgresql+asyncpg://root@127.0.0.1:5432/postgres",
    "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres",
)
CONNECT_TIMEOUT = 5.0


def is_table_module(file: Path) -> bool:
    """Whether `file` declares mapped classes: a capability's tables.py, or a file of its folder tables/."""
    return file.stem == "tables" or file.parent.name == "tables"


def import_tables() -> list[str]:
    """Import every module with mapped classes, so that `Base.metadata` is complete; their names."""
    files = (file for file in sorted((ROOT / "bot").rglob("*.py")) if is_table_module(file))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    for name in names:
        importlib.import_module(name)
    return names


def create_tables(connection: Connection) -> None:
    """All tables, marked as being at the newest migration, so that a start of the application migrates nothing."""
    from bot.persistence.columns import Base

    import_tables()
    Base.metadata.create_all(connection)
    head = newest_migration()
    if head is not None:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})


def newest_migration() -> str | None:
    """The revision that the models stand for; None while there is no migration."""
    from alembic.script import ScriptDirectory

    if not (ROOT / "migrations" / "env.py").exists():
        return None
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


class SqliteTemplate:
    """One file with all tables, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.db"
        engine = create_engine(f"sqlite:///{self._file}")
        with engine.begin() as connection:
            create_tables(connection)
        engine.dispose()

    def copy_to(self, file: Path) -> str:
        """The URL of a fresh database in `file`."""
        shutil.copyfile(self._file, file)
        return sqlite_url(file)


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


class ServerMissing(Exception):
    """No PostgreSQL server answers; the text says which were tried."""


class PostgresDatabase:
    """One database of this test process, with all tables; removed by `close`.

    The connection that it keeps open tells other test runs that the database is in use: what nobody is connected to was
    left behind by a killed run and is dropped by the next.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        try:
            self.server = self._run(_find_server())
        except ServerMissing:
            self._loop.close()
            raise
        self.url, self._connection = self._run(_create_database(self.server))
        self._run(_create_all(self.url))
        self._empty = self._run(self._emptying_statement())

    def empty(self) -> str:
        """Remove all rows, start all sequences at one; the URL."""
        self._run(self._connection.execute(self._empty))
        return self.url.render_as_string(hide_password=False)

    def create_bare(self) -> str:
        """The URL of one more database without any table, for migrations and restores; drop it with `drop`."""
        url, connection = self._run(_create_database(self.server))
        self._run(connection.close())
        return url.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._run(_drop_database(self.server, make_url(url).database or ""))

    def close(self) -> None:
        self._run(self._connection.close())
        self._run(_drop_database(self.server, self.url.database or ""))
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)

    async def _emptying_statement(self) -> str:
        """DELETE instead of TRUNCATE: with few rows it is ten times faster, since no file is made anew."""
        from bot.persistence.columns import Base

        deletes = [f"{delete(table)};" for table in reversed(Base.metadata.sorted_tables)]
        sequences = await self._connection.fetch(
            "SELECT quote_ident(sequencename) AS name FROM pg_sequences WHERE schemaname = 'public'"
        )
        restarts = [f"SELECT setval('{row['name']}', 1, false);" for row in sequences]
        return "\n".join([*deletes, *restarts])


async def _find_server() -> URL:
    given = os.environ.get("TEST_DATABASE_URL")
    candidates = (given,) if given else DEFAULT_SERVERS
    refusals = []
    for candidate in candidates:
        url = make_url(candidate)
        try:
            connection = await _connect(url)
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            refusals.append(f"{url}: {error or type(error).__name__}")
        else:
            await connection.close()
            return url
    raise ServerMissing("; ".join(refusals))


async def _connect(url: URL) -> asyncpg.Connection:
    return await asyncpg.connect(
        host=url.host,
        port=url.port,
        user=url.username,
        password=url.password,
        database=url.database,
        timeout=CONNECT_TIMEOUT,
    )


async def _create_database(server: URL) -> tuple[URL, asyncpg.Connection]:
    """A new database and an open connection to it. Another run may drop it before the connection stands: then once more."""
    url = server.set(database=PREFIX + secrets.token_hex(4))
    admin = await _connect(server)
    try:
        await _drop_abandoned(admin)
        await admin.execute(f'CREATE DATABASE "{url.database}" TEMPLATE template0')
        # Tests need no durability across power cuts, only speed.
        await admin.execute(f'ALTER DATABASE "{url.database}" SET synchronous_commit = off')
        return url, await _connect(url)
    except asyncpg.InvalidCatalogNameError:
        return await _create_database(server)
    finally:
        await admin.close()


async def _drop_abandoned(admin: asyncpg.Connection) -> None:
    if not await admin.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return  # reading a directory's age needs a superuser; elsewhere the operator tidies
    rows = await admin.fetch(
        "SELECT datname FROM pg_database WHERE datname LIKE $1"
        " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = pg_database.datname)"
        # A database that was just made has a young directory and nobody connected yet.
        " AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - interval '10 minutes'",
        PREFIX.replace("_", r"\_") + "%",
    )
    for row in rows:
        with suppress(asyncpg.PostgresError):  # somebody else was quicker, or it is in use after all
            await admin.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}"')


async def _drop_database(server: URL, name: str) -> None:
    admin = await _connect(server)
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await admin.close()


async def _create_all(url: URL) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(create_tables)
    await engine.dispose()
