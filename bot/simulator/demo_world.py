"""The community of the demo: a tea house's group, its staff group, and people of every role."""

from pathlib import Path

from bot.simulator.keeping import restore
from bot.simulator.people import Person
from bot.simulator.state import Bot, Chat
from bot.simulator.telegram import Telegram
from bot.simulator.world import Settle, World

GROUP, STAFF = "茶友会", "茶友会·管理"
_MODERATOR_RIGHTS = {"can_delete_messages": True, "can_restrict_members": True, "can_pin_messages": True}
_MANAGER_RIGHTS = _MODERATOR_RIGHTS | {"can_change_info": True, "can_invite_users": True, "can_manage_topics": True}

# Said before the bot came: it never hears of these.
_SMALL_TALK = (
    ("owner", "大家好，欢迎来到茶友会！周五晚上有品茶直播。"),
    ("member", "今年的龙井到了吗？"),
    ("moderator", "到了，明前的，店里可以试喝。"),
    ("emma", "Do you ship to Singapore? I loved the oolong last time."),
    ("manager", "Yes, we do, about a week."),
)


class DemoWorld:
    """The demo's chats and people by role. `bot` is its account; its client needs `bot.token`.

    `guest` is the account of a bot of one's own, to be tried against this Telegram under its token.

    Where `kept` names a file of `keeping.save`, the world goes on from there.
    """

    def __init__(self, telegram: Telegram, kept: Path | None = None, settle: Settle | None = None) -> None:
        self.telegram = telegram
        self.world = World(telegram, settle)
        self.people: dict[str, Person] = {}
        self.group: Chat
        self.staff: Chat
        roles = restore(telegram, kept) if kept is not None else None
        self.world.roles = roles or {}
        self._is_new = roles is None
        bots = iter(telegram.bots.values())
        self.bot: Bot = next(bots, None) or self.world.bot("群管", "qunguan_bot")
        self.guest: Bot = next(bots, None) or self.world.bot("我的机器人", "my_own_bot")

    async def populate(self) -> None:
        """Put everybody in their places and add the bot to the group, as its owner would."""
        if not self._is_new:
            return
        owner = self._person("owner", "陈老板", "chen_tea")
        manager = self._person("manager", "林经理", "lin_manager")
        moderator = self._person("moderator", "小周", "xiaozhou")
        member = self._person("member", "小明", "xiaoming")
        emma = self._person("emma", "Emma", "emma_tan", language="en", role="member")
        self._person("newcomer", "新来的小李", None)
        self._person("spammer", "财富顾问", "caifu_888", bio="日入五千，看我主页")
        self.group = self.world.supergroup(GROUP, owner=owner, username="chayouhui", members=[member, emma])
        self.staff = self.world.supergroup(STAFF, owner=owner)
        self.world.add_bot(self.group, owner, self.guest)
        for chat in (self.group, self.staff):
            await owner.promotes(chat, manager, **_MANAGER_RIGHTS)
            await owner.promotes(chat, moderator, **_MODERATOR_RIGHTS)
        for role, text in _SMALL_TALK:
            await self.people[role].says(self.group, text)
        for chat in (self.group, self.staff):
            self.world.add_bot(chat, owner, self.bot)
            await self.world.settle()

    def _person(
        self,
        key: str,
        name: str,
        username: str | None,
        *,
        language: str = "zh-hans",
        role: str | None = None,
        bio: str | None = None,
    ) -> Person:
        person = self.world.person(name, username=username, language=language, bio=bio)
        self.world.roles[person.id] = role or key
        self.people[key] = person
        return person
