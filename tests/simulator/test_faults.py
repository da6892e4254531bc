"""What goes wrong on demand."""

import asyncio

import pytest

from bot.clock import ManualClock
from bot.simulator import ApiError, Bot, Chat, InProcess, Person, World
from tests.simulator.conftest import Api, turns


async def test_planned_refusals_hit_their_method_and_then_end(api: Api, world: World, group: Chat) -> None:
    world.telegram.faults.fail("sendMessage", 502, times=2)
    for _ in range(2):
        with pytest.raises(ApiError, match="Bad Gateway") as refusal:
            await api.sendMessage(chat_id=group.id, text="x")
        assert refusal.value.code == 502
    await api.getMe()
    await api.sendMessage(chat_id=group.id, text="x")
    world.telegram.faults.flood("sendMessage", 7)
    with pytest.raises(ApiError) as refusal:
        await api.sendMessage(chat_id=group.id, text="x")
    assert refusal.value.parameters == {"retry_after": 7}
    assert [call.ok for call in world.telegram.calls_of("sendMessage")] == [False, False, True, False]


async def test_a_reset_takes_no_effect_a_lost_answer_does(api: Api, world: World, group: Chat, member: Person) -> None:
    world.telegram.faults.reset("sendMessage")
    with pytest.raises(ConnectionResetError):
        await api.sendMessage(chat_id=group.id, text="一")
    member.does_not_see("一")
    world.telegram.faults.lose("sendMessage")
    with pytest.raises(ConnectionResetError):
        await api.sendMessage(chat_id=group.id, text="二")
    member.sees("二")
    world.telegram.faults.clear()
    await api.sendMessage(chat_id=group.id, text="三")


async def test_slow_answers_and_a_clients_patience(world: World, bot: Bot, clock: ManualClock) -> None:
    world.telegram.faults.delay = 5
    door = InProcess(world.telegram)
    calling = asyncio.create_task(door.call(bot.token, "getMe", {}))
    await turns()
    await clock.advance(4)
    assert not calling.done()
    await clock.advance(1)
    assert (await calling)[0] == 200
    with pytest.raises(TimeoutError):
        await door.call(bot.token, "getMe", {}, timeout=0.001)


async def test_updates_come_twice(api: Api, world: World, group: Chat, member: Person) -> None:
    await api.updates()
    world.telegram.faults.doubled_share = 1.0
    await member.says(group, "签到")
    updates = await api.getUpdates()
    assert len(updates) == 2
    assert updates[0] == updates[1]


async def test_the_call_log(api: Api, world: World, group: Chat) -> None:
    sent = await api.sendMessage(chat_id=group.id, text="x", reply_markup='{"inline_keyboard":[]}')
    (call,) = world.telegram.calls_of("sendMessage")
    assert call.params["reply_markup"] == {"inline_keyboard": []}
    assert call.result == sent
    assert world.telegram.sent_to(group.id) == [sent]
