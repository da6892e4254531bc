"""A group becomes a supergroup: everything of it goes along, in whatever order Telegram tells."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from bot.clock import ManualClock
from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.membership.roles import Role
from bot.moderation.settings import ModerationSettings
from bot.outbox import actions as outbox
from bot.outbox.effects import Priority, Send
from bot.settings import actions as settings
from bot.settings.actions import Source
from bot.simulator import Person
from bot.simulator.state import Chat
from tests.handlers.stage import Stage
from tests.standstill import pass_time

ORDERS = {
    "old group first": ("to", "from", "talk"),
    "new group first": ("from", "to", "talk"),
    "talk, then the old group": ("talk", "to", "from"),
    "talk, then the new group": ("talk", "from", "to"),
    "talk in between": ("to", "talk", "from"),
    "only the old group tells": ("to", "talk"),
    "only the new group tells": ("talk", "from"),
}


class Moving(Stage):
    """A basic group with a history, and the updates of its move in any order."""

    old: Chat
    new: Chat
    owner: Person
    member: Person
    community_id: int

    async def prepare(self) -> None:
        self.owner = self.world.person("老板")
        await self.owner.starts(self.bot)
        self.old = self.world.group("小群", owner=self.owner, bot=self.bot, admin=True)
        await self.settle()
        self.member = self.world.member(self.old, "小明")
        said = await self.member.says(self.old, "大家好")
        await self.owner.replies_to(said, "/warn 刷屏")
        async with self.app.database.begin() as tx:
            self.community_id = await membership.ensure_chat(tx, self.chat(self.old))
            await settings.change(
                tx, self.app.services.schema, self.community_id, "moderation.warn_limit", 7, by=1, source=Source.CHAT
            )
            await membership.grant_role(tx, self.community_id, self.member.id, Role.MODERATOR)
            later = Send(chat_id=self.old.id, text="提醒")
            await outbox.put(tx, later, key="later", priority=Priority.ANSWER, after=timedelta(hours=1))
        await self.settle()

    @staticmethod
    def chat(chat: Chat) -> Any:
        from bot.messages import Chat as BotChat

        return BotChat(id=chat.id, type=chat.type, title=chat.title)

    async def move(self, order: tuple[str, ...]) -> None:
        """The group is upgraded; the bot hears of it in this order, a message of the new group among it."""
        settle, self.world.settle = self.world.settle, _nothing
        self.new = await self.world.upgrade(self.old)
        await self.member.says(self.new, "搬好了吗")
        heard: dict[str, bytes] = {}
        for update in list(self.bot.queue):
            message = msgspec.json.decode(update.body).get("message", {})
            notices = {"migrate_to_chat_id": "to", "migrate_from_chat_id": "from", "text": "talk"}
            heard |= {name: update.body for field, name in notices.items() if field in message}
        self.bot.queue.clear()
        self.world.settle = settle
        for name in order:
            await self.app.intake.accept([heard[name]])
        await self.settle()


async def _nothing() -> None:
    """The bot hears nothing yet."""


@pytest.fixture
async def stage(database_url: str, clock: ManualClock) -> AsyncIterator[Moving]:
    stage = Moving(database_url, clock)
    await stage.open()
    await stage.prepare()
    yield stage
    await stage.close()


async def assert_everything_went_along(stage: Moving) -> None:
    view = await stage.app.contexts.of_chat(stage.new.id)
    assert view is not None
    assert (view.id, view.purpose, view.chat_type) == (stage.community_id, "group", "supergroup")
    assert view.settings.get(ModerationSettings).warn_limit == 7
    assert await stage.app.contexts.of_chat(stage.old.id) is None
    async with stage.app.database.read() as reading:
        chats = await roster.chats_of(reading, stage.community_id)
        standing = await roster.standing(reading, stage.community_id, stage.member.id)
    assert [chat.chat_id for chat in chats] == [stage.new.id]
    assert standing.granted is Role.MODERATOR


@pytest.mark.parametrize(
    ("database_url", "order"),
    [("sqlite", order) for order in ORDERS.values()] + [("postgresql", ORDERS["talk, then the new group"])],
    indirect=["database_url"],
    ids=[*ORDERS, "postgresql"],
)
async def test_everything_goes_along(stage: Moving, order: tuple[str, ...]) -> None:
    await stage.move(order)
    await assert_everything_went_along(stage)
    said = await stage.world.member(stage.new, "小红").says(stage.new, "大家好")
    await stage.member.replies_to(said, "/warn 刷屏")
    stage.owner.sees("#2", stage.new)
    await pass_time(stage.app.database, 3600)
    stage.member.sees("提醒", stage.new)


async def test_it_goes_along_over_a_restart(stage: Moving) -> None:
    await stage.move(ORDERS["old group first"])
    await stage.restart()
    await assert_everything_went_along(stage)
    await pass_time(stage.app.database, 3600)
    stage.member.sees("提醒", stage.new)


async def test_the_first_refused_call_may_tell_too(stage: Moving) -> None:
    """Delivery hears of the move before the notices do, which change nothing then."""
    settle, stage.world.settle = stage.world.settle, _nothing
    stage.new = await stage.world.upgrade(stage.old)
    async with stage.app.database.begin() as tx:
        await outbox.put(tx, Send(chat_id=stage.old.id, text="在路上"), key="on the way")
    await stage.app.delivery.drained()
    stage.member.sees("在路上", stage.new)
    await assert_everything_went_along(stage)
    stage.world.settle = settle
    await stage.settle()
    await assert_everything_went_along(stage)


async def test_what_the_first_words_counted_is_not_lost(stage: Moving) -> None:
    await stage.move(ORDERS["talk, then the old group"])
    async with stage.app.database.read() as view:
        said = await roster.messages_of(view, stage.community_id, stage.member.id, view.now - timedelta(days=1))
    assert {message.text for message in said} == {"大家好", "搬好了吗"}


async def test_old_cases_can_be_undone_in_the_new_group(stage: Moving) -> None:
    rude = stage.world.member(stage.old, "小黑")
    said = await rude.says(stage.old, "滚")
    await stage.owner.replies_to(said, "/ban 骂人")
    assert stage.world.status(stage.old, rude) == "kicked"
    await stage.move(ORDERS["old group first"])
    await stage.owner.says(stage.new, "/undo 2")
    stage.owner.sees("#2", stage.new)
    async with stage.app.database.read() as view:
        from bot.intake import queries

        assert await queries.set_aside_count(view) == 0


async def test_a_staff_group_that_moves_stays_the_staff_group(stage: Moving) -> None:
    group = stage.world.supergroup("大群", owner=stage.owner, bot=stage.bot)
    await stage.settle()
    async with stage.app.database.begin() as tx:
        community_id = await membership.ensure_chat(tx, stage.chat(group))
        await membership.bind_staff_group(tx, community_id, stage.old.id)
    await stage.move(ORDERS["talk, then the old group"])
    said = await stage.world.member(group, "小黄").says(group, "大家好")
    await stage.owner.replies_to(said, "/warn 刷屏")
    stage.owner.sees("处理 #1", stage.new)
    view = await stage.app.contexts.of_chat(stage.new.id)
    assert view is not None
    assert (view.purpose, view.id) == ("staff", community_id)
