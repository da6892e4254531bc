"""Fixtures for everybody: a clock that is advanced by hand, and real databases.

    async def test_x(database): …                                             runs on SQLite and on PostgreSQL
    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)       runs on one of them

`database_url` has all tables and no rows; `bare_database_url` has nothing at all, for migrations. Where no PostgreSQL server
answers those tests are skipped aloud; under CI=true that is a failure.
"""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from bot.clock import ManualClock
from bot.persistence.database import Database
from tests.databases import DATABASES, PostgresDatabase, ServerMissing, SqliteTemplate, sqlite_url

# A traceback with all its locals is megabytes here; a failing test shows its own.
structlog.configure(
    wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ],
)

SKIPPED = "PostgreSQL tests"

# Time limits measure the machine and not the code; a failing example is printed, not kept in a folder.
settings.register_profile("qunguan", deadline=None, database=None, print_blob=True)
settings.load_profile("qunguan")


@pytest.fixture
def clock() -> ManualClock:
    """Stands at Monday 2 March 2026, 10:00 in Shanghai."""
    return ManualClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[PostgresDatabase | ServerMissing]:
    """This process's own database; the reason where there is no server."""
    try:
        database = PostgresDatabase()
    except ServerMissing as missing:
        yield missing
        return
    yield database
    database.close()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with all tables and no rows."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        return template.copy_to(tmp_path / "qunguan.db")
    return _postgres(request).empty()


@pytest.fixture(params=DATABASES)
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "bare.db")
        return
    postgres = _postgres(request)
    url = postgres.create_bare()
    yield url
    postgres.drop(url)


@pytest.fixture
async def database(database_url: str, clock: ManualClock) -> AsyncIterator[Database]:
    """An open database with all tables and no rows, on `clock`."""
    database = Database(database_url, clock)
    yield database
    await database.close()


def _postgres(request: pytest.FixtureRequest) -> PostgresDatabase:
    database: PostgresDatabase | ServerMissing = request.getfixturevalue("postgres_database")
    if isinstance(database, ServerMissing):
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs PostgreSQL (TEST_DATABASE_URL): {database}", pytrace=False)
        pytest.skip(f"{SKIPPED}: {database}")
    return database


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud what was not tested: in quiet mode a skip is one letter."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if SKIPPED in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("=", f"{len(skipped)} {SKIPPED} SKIPPED: no server answered", yellow=True, bold=True)
        terminalreporter.write_line("Set TEST_DATABASE_URL=postgresql+asyncpg://user@host:5432/database to run them.")
