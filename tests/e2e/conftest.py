"""A Telegram and a bot process for each test; what a failed bot said is attached to the failure."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bench.databases import Database, postgresql_available
from tests.bench.subject import bot_command
from tests.e2e.lives import Bot, database_of
from tests.e2e.server import Telegram

HERE = Path(__file__).parent
IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session", autouse=True)
def _there_is_a_bot() -> None:
    """Without a program to start, say so aloud; under CI that is a failure."""
    if bot_command() is None:
        (pytest.fail if IN_CI else pytest.skip)("the bot cannot be started: neither qunguan nor bot/__main__.py")


@pytest.fixture(scope="session")
def postgresql() -> bool:
    available = postgresql_available()
    if not available and IN_CI:
        pytest.fail("CI without a PostgreSQL server")
    return available


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[Telegram]:
    server = Telegram()
    await server.feeder.start()
    yield server
    await server.feeder.stop()


@pytest_asyncio.fixture
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite, or what the test asks for by indirect parameter: "sqlite" or "postgresql"."""
    kind = getattr(request, "param", "sqlite")
    if kind == "postgresql" and not request.getfixturevalue("postgresql"):
        pytest.skip("no PostgreSQL server at TEST_DATABASE_URL")
    async with database_of(kind, tmp_path) as made:
        yield made


@pytest.fixture
def bot(request: pytest.FixtureRequest, telegram: Telegram, database: Database, tmp_path: Path) -> Iterator[Bot]:
    """A bot that is not started yet; `bot.webhook = True` before the start makes it take webhooks."""
    made = Bot(telegram, database, tmp_path)
    yield made
    made.bury()
    if getattr(request.node, "report_failed", False):
        print(made.output()[-8_000:])


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call":
        item.report_failed = report.failed  # type: ignore[attr-defined]
