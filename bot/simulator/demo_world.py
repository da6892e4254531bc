"""The community of the demo: a tea house's group, its staff group, and people of every role."""

from dataclasses import dataclass
from pathlib import Path

from bot.simulator.keeping import restore
from bot.simulator.people import Person
from bot.simulator.state import Bot, Chat
from bot.simulator.telegram import Telegram
from bot.simulator.world import Settle, World

GROUP, STAFF = "茶友会", "茶友会·管理"
_GROUP_NAME = "chayouhui"
_MODERATOR_RIGHTS = {"can_delete_messages": True, "can_restrict_members": True, "can_pin_messages": True}
_MANAGER_RIGHTS = _MODERATOR_RIGHTS | {"can_change_info": True, "can_invite_users": True, "can_manage_topics": True}


@dataclass(frozen=True, slots=True)
class _Part:
    """Somebody of the demo. `role` is what the page calls them, where it is not the key."""

    name: str
    username: str | None = None
    language: str = "zh-hans"
    role: str | None = None
    bio: str | None = None


_CAST = {
    "owner": _Part("陈老板", "chen_tea"),
    "manager": _Part("林经理", "lin_manager"),
    "moderator": _Part("小周", "xiaozhou"),
    "member": _Part("小明", "xiaoming"),
    "emma": _Part("Emma", "emma_tan", language="en", role="member"),
    "newcomer": _Part("新来的小李"),
    "spammer": _Part("财富顾问", "caifu_888", bio="日入五千，看我主页"),
}

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
        """Put everybody in their places and add the bot to the group, as its owner would. A kept world is there already."""
        if not self._is_new:
            self._find()
            return
        for key, one in _CAST.items():
            person = self.world.person(one.name, username=one.username, language=one.language, bio=one.bio)
            self.world.roles[person.id] = one.role or key
            self.people[key] = person
        owner, manager, moderator = (self.people[key] for key in ("owner", "manager", "moderator"))
        members = [self.people["member"], self.people["emma"]]
        self.group = self.world.supergroup(GROUP, owner=owner, username=_GROUP_NAME, members=members)
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
        await owner.says(self.staff, "/bind")

    def _find(self) -> None:
        """The chats and people of a kept world: those that were made first."""
        self.people = {key: self.world.who(user_id) for key, user_id in zip(_CAST, self.world.roles, strict=False)}
        supergroups = [chat for chat in self.telegram.chats.values() if chat.type == "supergroup"]
        self.group, self.staff = supergroups[:2]
