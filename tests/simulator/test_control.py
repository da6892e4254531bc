"""The control API, what a page is told, and a world kept in a file."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
import pytest_asyncio

from bot.clock import ManualClock
from bot.simulator import Telegram, World, keeping
from bot.simulator.demo_world import DemoWorld
from bot.simulator.http_server import HttpServer
from bot.simulator.live import LiveView
from bot.simulator.running_clock import RunningClock
from tests.simulator.conftest import Api

CONTROL = "control-token"


class Client:
    """Requests to the control API."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url

    async def post(self, name: str, /, **body: Any) -> Any:
        headers = {"X-Control-Token": CONTROL}
        async with self._session.post(f"{self._url}/control/{name}", json=body, headers=headers) as response:
            return await response.json()

    async def get(self, name: str, /, **query: Any) -> Any:
        params = {**query, "token": CONTROL}
        async with self._session.get(f"{self._url}/control/{name}", params=params) as response:
            return await response.json()

    async def status(self, path: str, **headers: str) -> int:
        async with self._session.get(self._url + path, headers=headers) as response:
            return response.status


@pytest_asyncio.fixture
async def control() -> AsyncIterator[Client]:
    server = HttpServer(Telegram(ManualClock()), control_token=CONTROL)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Client(session, server.url)
    await server.stop()


async def test_a_world_by_http(control: Client) -> None:
    bot = await control.post("bots", name="群管", username="qunguan_bot", token="7:token")
    owner = await control.post("people", name="老板")
    member = await control.post("people", name="小明", username="xiaoming")
    chat = await control.post("chats", kind="supergroup", title="茶友会", owner=owner["id"], bot=bot["id"])
    link = await control.post("links", chat=chat["id"], by=owner["id"], name="海报")
    key = str(chat["id"])
    await control.post("act", act="joins", person=member["id"], chat=key, via=link["invite_link"])
    said = await control.post("act", act="says", person=member["id"], chat=key, text="签到")
    await control.post("act", act="reacts", person=owner["id"], chat=key, message=str(said["message_id"]), emoji=["👍"])
    shown = await control.get("messages", person=member["id"], chat=key)
    assert shown[-1]["fields"]["text"] == "签到"
    assert shown[-1]["reactions"] == [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 1, "mine": False}]
    assert await control.get("messages", person=(await control.post("people", name="外人"))["id"], chat=key) == []
    line = (await control.get("view", person=member["id"]))["chats"][0]
    assert (line["title"], line["status"], line["may_write"], line["members"]) == ("茶友会", "member", True, 3)
    before = (await control.get("time"))["now"]
    assert (await control.post("advance", seconds=3600))["now"] == before + 3600
    assert (await control.post("advance", until_hour=9, utc_offset_minutes=480))["now"] % 86400 == 3600
    await control.post("faults", kind="fail", method="getMe", code=503)
    assert (await control.get("calls"))["calls"] == []


async def test_only_with_the_token_and_only_locally(control: Client) -> None:
    assert await control.status("/control/view?person=1") == 403
    assert await control.status("/control/view?person=1&token=wrong") == 403
    assert await control.status(f"/control/time?token={CONTROL}") == 200
    assert await control.status(f"/control/time?token={CONTROL}", Host="evil.example") == 403
    assert await control.status("/", Host="evil.example") == 403
    assert await control.status("/") == 200


async def test_refusals_and_nonsense_are_answers(control: Client) -> None:
    person = await control.post("people", name="小明")
    for body in (
        {"act": "says", "person": person["id"], "chat": "-1", "text": "x"},
        {"act": "says", "person": 12345, "chat": "-1", "text": "x"},
        {"act": "vanishes", "person": person["id"]},
        {"act": "says", "person": person["id"], "chat": "not a number", "text": "x"},
        {"act": "says", "person": person["id"]},
    ):
        assert set(await control.post("act", **body)) == {"error"}


async def test_a_page_hears_only_what_its_person_may_see(
    world: World, api: Api, group: Any, member: Any, owner: Any
) -> None:
    mine, other = LiveView(world.telegram, member.id), LiveView(world.telegram, owner.id)
    await api.sendMessage(
        chat_id=group.id, text="你有 5 分", ephemeral_message_parameters={"receiver_user_id": member.id}
    )
    await owner.says(group, "大家好")
    await member.leaves(group)
    await owner.says(group, "他走了")
    heard = [mine.queue.get_nowait() for _ in range(mine.queue.qsize())]
    assert [event["message"]["fields"].get("text") for event in heard if event["kind"] == "message"][:2] == [
        "你有 5 分",
        "大家好",
    ]
    assert heard[-1]["line"]["status"] == "left"
    texts = [
        e["message"]["fields"].get("text")
        for e in (other.queue.get_nowait() for _ in range(other.queue.qsize()))
        if "message" in e
    ]
    assert texts == ["大家好", None, "他走了"]
    mine.close()
    await owner.says(group, "没人听")
    assert mine.queue.empty()


async def test_events_arrive_over_http(control: Client) -> None:
    person = await control.post("people", name="小明")
    chat = await control.post("chats", kind="supergroup", title="茶友会", owner=person["id"])
    params = {"person": person["id"], "token": CONTROL}
    async with control._session.get(f"{control._url}/control/events", params=params) as response:
        await response.content.readuntil(b"\n\n")
        await control.post("act", act="says", person=person["id"], chat=str(chat["id"]), text="<script>")
        async with asyncio.timeout(5):
            event = msgspec.json.decode((await response.content.readuntil(b"\n\n")).removeprefix(b"data: ").strip())
    assert event["message"]["fields"]["text"] == "<script>"


async def test_a_world_goes_on_from_its_file(tmp_path: Path, clock: ManualClock) -> None:
    telegram = Telegram(clock)
    demo = DemoWorld(telegram)
    await demo.populate()
    member = demo.people["member"]
    said = await member.says(demo.group, "记得我")
    await member.reacts(said, "👍")
    await member.starts(demo.bot)
    await member.uploads(demo.group, "a.txt", b"a")
    file = tmp_path / "world"
    keeping.save(telegram, demo.world.roles, file)
    assert keeping.saved_at(file) == clock.now()
    again = Telegram(clock)
    kept = DemoWorld(again, file)
    await kept.populate()
    for name in ("users", "bots", "chats", "private_chats", "files", "polls", "counters"):
        assert getattr(again, name) == getattr(telegram, name), name
    assert kept.world.roles == demo.world.roles
    assert kept.world.who(member.id).sees("记得我")["message_id"] == said["message_id"]
    file.write_bytes(b"something else")
    assert keeping.saved_at(file) is None


async def test_a_night_passes_at_once_for_what_wakes_every_second() -> None:
    clock, woken = RunningClock(), 0

    async def restless() -> None:
        nonlocal woken
        while True:
            await clock.sleep(1)
            woken += 1

    task = asyncio.create_task(restless())
    await asyncio.sleep(0)
    started = clock.now()
    await clock.advance(17 * 3600)
    assert (clock.now() - started).total_seconds() == pytest.approx(17 * 3600, abs=5)
    assert 500 <= woken <= 600
    task.cancel()


async def test_a_running_clock_can_be_put_forward() -> None:
    clock = RunningClock()
    started = clock.now()
    woken: list[str] = []

    async def sleeper(name: str, hours: float) -> None:
        await clock.sleep(hours * 3600)
        woken.append(f"{name} after {round((clock.now() - started).total_seconds() / 3600)} h")

    tasks = [asyncio.create_task(sleeper("late", 5)), asyncio.create_task(sleeper("early", 1))]
    await asyncio.sleep(0)
    await clock.advance(2 * 3600)
    assert woken == ["early after 1 h"]
    await clock.advance(4 * 3600)
    await asyncio.gather(*tasks)
    assert woken == ["early after 1 h", "late after 5 h"]
    assert (clock.now() - started).total_seconds() >= 6 * 3600
