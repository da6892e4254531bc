"""Strangers get nothing: forged buttons, commands without the right, other bots' commands, HTML in names."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bench.corpus import MODERATOR, OWNER, groups, members
from tests.bench.feeder import Call
from tests.bench.updates import (
    BOT_USER,
    Feed,
    Group,
    Json,
    Person,
    callback_feed,
    command_message,
    message,
    message_feed,
    private_message,
)
from tests.e2e.lives import Bot, living_bot
from tests.e2e.server import Telegram, eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
STRANGER = members(9)[8]
TARGET = Person(5_200_000_001, "被点名的人")
ACTS = (
    "restrictchatmember",
    "banchatmember",
    "unbanchatmember",
    "deletemessage",
    "deletemessages",
    "setchatpermissions",
)
_fresh = count(400)


@dataclass(frozen=True, slots=True)
class Place:
    """A group in which a test happens."""

    telegram: Telegram
    group: Group

    def commands(self, author: Person, text: str, message_id: int, target: Person = TARGET) -> None:
        """Have `author` give a command as a reply to what `target` said just before."""
        now = int(time.time())
        said = message(self.group, target, message_id - 1, now, text="随便说说")
        command = command_message(self.group, author, message_id, now, text, reply_to=said)
        self.telegram.feeder.feed(message_feed(said), message_feed(command))

    async def moderates(self, text: str, message_id: int, target: Person = TARGET) -> str:
        """Have the moderator give a command; the text of the answer with a case number."""
        before = len(self.answers())
        self.commands(MODERATOR, text, message_id, target)
        assert await eventually(lambda: len(self.answers()) > before, 20), self.telegram.texts()
        return self.answers()[before]

    def answers(self) -> list[str]:
        return [text for text in self.telegram.texts(self.group.chat_id) if "#" in text]

    def acts(self, *methods: str) -> list[Call]:
        return self.telegram.calls(*methods, chat_id=self.group.chat_id)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def living(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with living_bot(tmp_path_factory.mktemp("strangers")) as bot:
        yield bot


@pytest.fixture
def place(living: Bot) -> Place:
    return Place(living.telegram, groups(1, next(_fresh))[0])


@pytest.mark.parametrize("command", ["/ban", "/mute 1h", "/kick", "/del", "/warn", "/unban"])
async def test_member_without_the_right_does_nothing(place: Place, command: str) -> None:
    place.commands(STRANGER, command, 11)

    answer = await place.moderates("/warn 刷屏", 21)

    assert "#1" in answer, "the stranger's command made a case"
    assert [call for call in place.acts(*ACTS) if call.params.get("user_id") == TARGET.user_id] == []
    assert not place.telegram.deleted(place.group.chat_id, 10)


async def test_nobody_acts_on_staff_and_other_bots_commands_are_not_ours(place: Place) -> None:
    place.commands(MODERATOR, "/ban", 11, target=OWNER)
    place.commands(MODERATOR, "/ban@another_bot", 21)

    answer = await place.moderates(f"/mute@{BOT_USER['username']} 1h 刷屏", 31)

    assert "#1" in answer
    assert place.acts("banchatmember") == []
    assert await eventually(lambda: len(place.acts("restrictchatmember")) == 1, 10)


async def test_timed_mute_is_a_restriction_with_an_end(place: Place) -> None:
    began = time.time()

    answer = await place.moderates("/mute 1h 刷屏", 11)

    assert await eventually(lambda: bool(place.acts("restrictchatmember")), 10)
    (call,) = place.acts("restrictchatmember")
    assert call.params["user_id"] == TARGET.user_id
    assert began + 3_590 <= call.params["until_date"] <= time.time() + 3_610
    assert not any(call.params["permissions"].values())
    assert "#1" in answer
    assert TARGET.first_name in answer


@pytest.mark.parametrize("name", ["<b>加粗</b>", "</a><i>", "&lt;&amp;", "a<b & c>d", '"><script>'])
async def test_html_in_a_name_is_shown_as_it_is(place: Place, name: str) -> None:
    answer = await place.moderates("/warn 刷屏", 11, target=Person(5_200_000_009, name))

    assert name in answer


async def test_forged_buttons_do_nothing(place: Place, tmp_path: Path) -> None:
    """A bot of its own: where the owner has several communities, /bind has to ask which."""
    async with living_bot(tmp_path) as bot:
        await _forge(Place(bot.telegram, place.group), groups(1, 399)[0])


async def _forge(place: Place, staff: Group) -> None:
    telegram = place.telegram
    telegram.feeder.feed(*_bind(place.group, staff))
    await place.moderates("/mute 1h 刷屏", 11)
    await eventually(lambda: bool(_buttons(telegram)), 5)
    acts = len(telegram.calls(*ACTS))
    now = int(time.time())
    pressed = message(place.group, Person(BOT_USER["id"], "群管"), 900, now, text="按钮")
    invented = ["undo:1", "case:1:undo", "u:1", "settings", "::::", "x" * 64, "ban:5200000001", "../../etc/passwd", "1"]
    for number, data in enumerate([*invented, *(data for data, _ in _buttons(telegram))]):
        telegram.feeder.feed(callback_feed(pressed, STRANGER, f"77{number}", data))
        for below, (_, original) in enumerate(_buttons(telegram)[:3]):
            telegram.feeder.feed(callback_feed(original, STRANGER, f"88{number}{below}", data))

    assert await telegram.feeder.wait_confirmed(20)
    await place.moderates("/warn 再次", 31)

    after = [call for call in telegram.calls(*ACTS)[acts:] if call.params.get("user_id")]
    assert after == [], "a stranger's forged button acted"


def _bind(group: Group, staff: Group) -> list[Feed]:
    """The owner opens a chat with the bot and makes another group the staff group."""
    now = int(time.time())
    first = message(group, members(1)[0], 5, now, text="早上好")
    opened = private_message(OWNER, 1, now, "/start")
    bound = command_message(staff, OWNER, 6, now, "/bind")
    return [message_feed(first), message_feed(opened), message_feed(bound)]


def _buttons(telegram: Telegram) -> list[tuple[str, Json]]:
    """The data of every button the bot has shown, with the message it stands under."""
    found = []
    for call in telegram.calls("sendmessage"):
        for row in (call.params.get("reply_markup") or {}).get("inline_keyboard", []):
            found += [(button["callback_data"], call.result) for button in row if "callback_data" in button]
    return found
