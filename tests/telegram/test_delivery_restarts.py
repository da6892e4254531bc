"""Effects are rows: what is not done is done by the next process, and what waits for its time keeps it."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest
from sqlalchemy import update

from bot.outbox import actions as outbox
from bot.outbox.effects import Delete, Priority
from bot.outbox.tables import OutboxRow
from bot.persistence.database import POSTGRES_POOL, Database
from tests.telegram.post_office import GROUP, OTHER_GROUP, PostOffice, say
from tests.telegram.scripted_api import BROKEN, held


async def test_a_start_takes_up_what_was_left(post: PostOffice) -> None:
    await post.close()
    await post.put_all((say("answer"), Priority.ANSWER), (say("card"), Priority.MODERATION))
    await post.put(Delete(chat_id=GROUP, message_ids=(1,)), say("elsewhere", OTHER_GROUP))
    assert post.api.calls == []
    await post.open()
    await post.delivery.drained()
    assert post.api.texts(GROUP) == ["card", "answer"]
    assert len(post.api.calls) == 4
    await post.restart()
    assert len(post.api.calls) == 4


async def test_what_was_under_way_is_done_again(post: PostOffice) -> None:
    """Nobody knows whether it was sent: a message may repeat, it may not be missing."""
    post.api.plan("sendMessage", held(asyncio.Event()))
    key = await post.put(say("hello"))
    await post.still()
    await post.restart()
    assert post.api.texts() == ["hello", "hello"]
    assert await post.state(key) == "sent"


async def test_what_goes_at_most_once_is_not_done_again(post: PostOffice) -> None:
    post.api.plan("sendMessage", held(asyncio.Event()))
    key = await post.put(say("digest"), at_most_once=True)
    await post.still()
    await post.restart()
    await post.delivery.drained()
    assert post.api.texts() == ["digest"]
    assert await post.state(key) == "unknown"


async def test_an_effect_keeps_its_time(post: PostOffice) -> None:
    key = await post.later(say("in a minute"), 60)
    await post.later(say("in half a minute"), 30)
    assert post.delivery.depth == 0, "nobody waits for what is not due"
    await post.passes(29)
    assert post.api.texts() == []
    await post.passes(2)
    assert post.api.texts() == ["in half a minute"]
    await post.restart()
    await post.passes(27)
    assert await post.state(key) == "pending"
    await post.passes(3)
    assert await post.state(key) == "sent"


async def test_what_came_due_while_nobody_was_there_is_done_at_the_start(post: PostOffice) -> None:
    key = await post.later(say("in a minute"), 60)
    await post.close()
    await post.passes(600)
    await post.open()
    await post.delivery.drained()
    assert await post.state(key) == "sent"


async def test_a_sooner_effect_is_not_held_up_by_a_later_one(post: PostOffice) -> None:
    await post.later(say("tomorrow"), 86_400)
    await post.passes(1)
    await post.later(say("soon"), 5)
    await post.passes(5.1)
    assert post.api.texts() == ["soon"]


async def test_a_stop_keeps_the_rest(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate))
    post.api.plan("deleteMessage", BROKEN)
    keys = [await post.put(say("one")), await post.put(say("two")), await post.put(say("three", OTHER_GROUP))]
    keys.append(await post.put(Delete(chat_id=GROUP, message_ids=(1,))))
    await post.still()
    await post.close()
    assert [await post.state(key) for key in keys] == ["pending", "pending", "sent", "pending"]
    await post.put(say("written while nobody was there"))
    await post.open()
    await post.delivery.drained()
    assert post.api.texts(GROUP) == ["one", "one", "two", "written while nobody was there"]
    assert [await post.state(key) for key in keys] == ["sent"] * 4


async def test_a_stop_lets_what_is_under_way_end(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate))
    keys = [await post.put(say("one")), await post.put(say("two"))]
    await post.still()
    stopping = asyncio.create_task(post.close(timeout=30))
    await post.still()
    assert not stopping.done()
    gate.set()
    await stopping
    assert [await post.state(key) for key in keys] == ["sent", "sent"]
    await post.open()


async def test_a_rolled_back_effect_never_was(post: PostOffice) -> None:
    async def fail() -> None:
        async with post.database.begin() as tx:
            await outbox.put(tx, say("never"), key="never")
            raise LookupError("a bug of somebody else")

    with pytest.raises(LookupError):
        await fail()
    await post.still()
    assert post.api.calls == []


async def test_one_cause_has_one_effect(post: PostOffice) -> None:
    for _ in range(3):
        await post.put(say("once"), key="cause")
    await post.delivery.drained()
    assert post.api.texts() == ["once"]


async def test_a_row_that_nobody_can_read_stops_no_start(post: PostOffice, logs: list[dict[str, Any]]) -> None:
    await post.close()
    cursed, blessed = await post.put(say("from another version")), await post.put(say("from this one"))
    async with post.database.begin() as tx:
        await tx.execute(update(OutboxRow).where(OutboxRow.effect_key == cursed).values(effect='{"type":"Dance"}'))
    await post.open()
    await post.delivery.drained()
    assert [await post.state(key) for key in (cursed, blessed)] == ["pending", "sent"]
    assert any(entry.get("key") == cursed for entry in logs)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lost_connection_to_the_database_loses_nothing(post: PostOffice) -> None:
    """PostgreSQL restarts: every pooled connection is dead, and nothing is sent twice or forgotten."""
    await post.close()
    keys = [await post.put(say("one")), await post.put(say("digest", OTHER_GROUP), at_most_once=True)]
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate), held(gate))
    await post.open()
    await post.still()
    await cut_connections(post.database)
    gate.set()
    await post.passes(10)
    assert [await post.state(key) for key in keys] == ["sent", "sent"]
    assert sorted(post.api.texts()) == ["digest", "one"]


async def cut_connections(database: Database) -> None:
    """End the server's side of every connection that waits in the pool."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(database.engine.connect()) for _ in range(POSTGRES_POOL - 1)]
        pids = [(await one.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one() for one in opened]
    async with database.begin() as tx:
        own = (await tx.execute_driver("SELECT pg_backend_pid()", ())).scalar_one()
        for pid in set(pids) - {own}:
            await tx.execute_driver("SELECT pg_terminate_backend($1)", (pid,))
