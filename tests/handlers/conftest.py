"""Conversations: `stage` is the whole bot beside a local Telegram, on SQLite and on PostgreSQL.

async def test_warning(stage):
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    message = await member.says(group, "……")
    await owner.replies_to(message, "/warn 刷屏")
    member.sees("#1")
"""

from collections.abc import AsyncIterator

import pytest

from bot.clock import ManualClock
from tests.handlers.scene import Scene, set_scene
from tests.handlers.stage import Stage


@pytest.fixture
async def stage(database_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    stage = Stage(database_url, clock)
    await stage.open()
    yield stage
    await stage.close()


@pytest.fixture
async def scene(stage: Stage) -> Scene:
    """A group in order: a staff group, a moderator and a member."""
    return await set_scene(stage)
