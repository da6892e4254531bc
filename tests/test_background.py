"""Tasks that nobody awaits: held, ended in order, their errors logged."""

import asyncio
from typing import Any

from bot.background import Background
from tests.log_capture import logs

__all__ = ["logs"]


async def fail() -> None:
    raise LookupError("a bug")


async def test_work_runs_and_leaves(logs: list[dict[str, Any]]) -> None:
    background = Background()
    gate = asyncio.Event()
    task = background.start(gate.wait(), name="work")
    assert len(background) == 1
    gate.set()
    await task
    await asyncio.sleep(0)
    assert (len(background), logs) == (0, [])


async def test_an_error_is_logged_with_the_name_of_the_work(logs: list[dict[str, Any]]) -> None:
    background = Background()
    background.start(fail(), name="cursed")
    await background.drain(1.0)
    assert [(entry["event"], entry["task"]) for entry in logs] == [("background task failed", "cursed")]
    assert len(background) == 0


async def test_draining_ends_in_time(logs: list[dict[str, Any]]) -> None:
    background = Background()
    background.start(asyncio.Event().wait(), name="endless")
    assert await background.drain(0.0) == 1
    await background.cancel()
    assert (len(background), logs) == (0, [])
    assert await background.drain(0.0) == 0


async def test_cancelling_ends_what_work_started_too() -> None:
    background = Background()

    async def parent() -> None:
        background.start(asyncio.Event().wait(), name="child")
        await asyncio.Event().wait()

    background.start(parent(), name="parent")
    await asyncio.sleep(0)
    await background.cancel()
    assert len(background) == 0
