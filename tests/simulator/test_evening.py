"""The busy evening: what the bot makes of it, and its controls."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import ManualClock
from bot.simulator import ApiError, Telegram, keeping
from bot.simulator.demo_world import DemoWorld
from bot.simulator.evening import Evening
from bot.simulator.evening_beats import CAST, LENGTH, Joins, Says, beats
from bot.simulator.pictures import cup_of_tea
from tests.handlers.stage import Stage
from tests.simulator.conftest import Api

ADVERTISEMENTS = {key for key, part in CAST.items() if part.is_advertiser}
CAUGHT = {"spaced", "wide", "hidden", "dotted", "emoji", "invite", "forward", "edit", "english"}
"""What goes today. The others hide behind readings that no rule looks for yet; add them here when one does."""


class Quiet:
    """An evening in a world without a bot."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.demo = DemoWorld(Telegram(clock))
        self.evening = Evening(self.demo)

    async def passes(self, seconds: float) -> None:
        await self.clock.advance(seconds)
        await self.evening.rests()


@pytest_asyncio.fixture
async def quiet(clock: ManualClock) -> AsyncIterator[Quiet]:
    quiet = Quiet(clock)
    await quiet.demo.populate()
    yield quiet
    await quiet.evening.stop()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_wave_vanishes_and_talk_stays(database_url: str, clock: ManualClock) -> None:
    stage = Stage(database_url, clock)
    await stage.open()
    demo = DemoWorld(stage.telegram, settle=stage.settle)
    await demo.populate()
    await stage.settle()
    evening = Evening(demo)
    evening.start(20)
    while evening.state == "playing":
        await evening.rests()
        await clock.advance(1)
    await stage.settle()
    gone = {key for key, message in evening.messages.items() if key and demo.world.is_deleted(message)}
    assert gone == CAUGHT
    cards = [message for message in demo.people["moderator"].history(demo.staff) if "处理 #" in message.get("text", "")]
    assert len(cards) == len(CAUGHT)
    await stage.close()


async def test_it_is_the_same_for_a_seed_and_has_everything() -> None:
    assert beats(7) == beats(7)
    assert beats(7) != beats(8)
    for seed in range(20):
        told = beats(seed)
        assert [beat.at for beat in told] == sorted(beat.at for beat in told)
        assert told[-1].at <= LENGTH
        keys = [beat.act.key for beat in told if hasattr(beat.act, "key") and beat.act.key]
        assert keys.index("edit") < len(keys) - 1 - keys[::-1].index("edit"), "written, then edited"
        for advertiser in ADVERTISEMENTS:
            own = [beat.act for beat in told if beat.who == advertiser]
            assert isinstance(own[0], Joins), "nobody writes before coming"
        assert sum(isinstance(beat.act, Says) for beat in told) > 40


async def test_everything_said_arrives_and_the_evening_ends(quiet: Quiet) -> None:
    heard: list[str] = []
    quiet.demo.telegram.watchers.append(
        lambda kind, chat, what: heard.append(what["state"]) if kind == "evening" else None
    )
    quiet.evening.start(5)
    with pytest.raises(ApiError, match="being played"):
        quiet.evening.start()
    while quiet.evening.state == "playing":
        await quiet.passes(1)
    assert quiet.clock.monotonic() - 1000.0 == pytest.approx(LENGTH / 5, abs=3)
    assert set(quiet.evening.messages) >= ADVERTISEMENTS
    poll = quiet.demo.world.now_of(quiet.evening.messages["poll"])["poll"]
    assert poll["total_voter_count"] == 5
    assert quiet.evening.status() == {"state": "idle", "speed": 5, "position": LENGTH, "length": LENGTH}
    assert (heard[0], heard[-1]) == ("playing", "idle")


async def test_pausing_and_changing_the_speed(quiet: Quiet) -> None:
    evening = quiet.evening
    evening.start()
    await evening.rests()
    await quiet.passes(1)
    assert evening.status()["position"] == 1
    evening.pause()
    await quiet.passes(3600)
    assert (evening.status()["position"], evening.status()["state"]) == (1, "paused")
    with pytest.raises(ApiError, match="paused"):
        evening.pause()
    evening.set_speed(20)
    evening.resume()
    await quiet.passes(0)
    await quiet.passes(0.04)
    assert evening.status()["position"] == pytest.approx(1.8)
    for speed in (0, -1, 21, float("nan")):
        with pytest.raises(ApiError, match="speed"):
            evening.set_speed(speed)
    await evening.stop()
    assert evening.status()["state"] == "idle"


async def test_a_second_evening_has_the_same_regulars_and_new_strangers(quiet: Quiet) -> None:
    telegram, counts = quiet.demo.telegram, []
    for _ in range(2):
        quiet.evening.start(20)
        while quiet.evening.state == "playing":
            await quiet.passes(1)
        counts.append(len(telegram.users))
    strangers = sum(not part.is_regular for part in CAST.values())
    assert counts[1] - counts[0] == strangers


async def test_people_tap_what_the_bot_offers(quiet: Quiet) -> None:
    """The lottery's button, once a bot answers the manager's command with one."""
    api = Api(quiet.demo.telegram, quiet.demo.bot)
    await api.updates()
    button = {"inline_keyboard": [[{"text": "参加（0）", "callback_data": "join"}]]}
    await api.sendMessage(chat_id=quiet.demo.group.id, text="抽奖", reply_markup=button)
    quiet.evening.start(20)
    while quiet.evening.state == "playing":
        await quiet.passes(1)
    tapped = await api.updates("callback_query")
    assert {query["from"]["first_name"] for query in tapped} == {"阿芳", "老王", "雨桐", "小林", "子轩"}


async def test_an_evening_in_a_kept_world(quiet: Quiet, tmp_path: Path) -> None:
    quiet.evening.start(20)
    while quiet.evening.state == "playing":
        await quiet.passes(1)
    keeping.save(quiet.demo.telegram, quiet.demo.world.roles, tmp_path / "world")
    again = DemoWorld(Telegram(quiet.clock), tmp_path / "world")
    await again.populate()
    assert again.people.keys() == quiet.demo.people.keys()
    assert (again.group.title, again.staff.title) == (quiet.demo.group.title, quiet.demo.staff.title)
    evening = Evening(again)
    evening.start(20)
    while evening.state == "playing":
        await quiet.clock.advance(1)
        await evening.rests()
    assert again.people["member"].sees("周五直播想看什么？", again.group)


async def test_who_was_removed_keeps_silent(quiet: Quiet) -> None:
    evening, demo = quiet.evening, quiet.demo
    evening.start(1)
    while evening.status()["position"] < 87:
        await quiet.passes(0.5)
    advertiser = next(user for user in demo.telegram.users.values() if user.first_name == CAST["spaced"].name)
    await demo.people["moderator"].bans(demo.group, demo.world.who(advertiser.id))
    while evening.state == "playing":
        await quiet.passes(1)
    assert "spaced" not in evening.messages
    assert "wide" in evening.messages


def test_the_picture_is_one() -> None:
    assert cup_of_tea(8, 6).startswith(b"\x89PNG\r\n\x1a\n")
