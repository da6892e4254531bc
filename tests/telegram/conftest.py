"""`post`: a running delivery on SQLite and on PostgreSQL, without limits of its own."""

from collections.abc import AsyncIterator

import pytest

from bot.persistence.database import Database
from tests.log_capture import logs
from tests.telegram.post_office import PostOffice

__all__ = ["logs", "post"]


@pytest.fixture
async def post(database: Database) -> AsyncIterator[PostOffice]:
    office = PostOffice(database)
    await office.open()
    yield office
    await office.close()
