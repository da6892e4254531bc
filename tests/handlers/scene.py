"""A group with a staff group, a moderator and a member, for conversations about order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.membership.community import CommunityView
from bot.moderation import queries
from bot.moderation.cases import CaseView
from bot.settings import actions as settings
from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Chat, Json
from handlers.communities import community_view
from tests.handlers.stage import Stage


@dataclass(slots=True)
class Scene:
    """The stage set. `moderator` is an administrator who may restrict and delete, and no more."""

    stage: Stage
    group: Chat
    staff: Chat
    owner: Person
    moderator: Person
    member: Person

    async def administrator(self, name: str, **rights: bool) -> Person:
        """Somebody whom the owner has just made an administrator, with these rights or all."""
        person = self.stage.world.member(self.group, name)
        await self.owner.promotes(self.group, person, **rights)
        return person

    async def newcomer(self, name: str = "小明", **details: str) -> Person:
        """Somebody whom the bot saw join a moment ago."""
        person = self.stage.world.person(name, **details)
        await person.joins(self.group)
        return person

    async def orders(self, command: str, text: str = "刷屏刷屏", *, by: Person | None = None) -> Json:
        """The moderator answers a message of the member with `command`; that message."""
        message = await self.member.says(self.group, text)
        await (by or self.moderator).replies_to(message, command)
        return message

    async def configure(self, values: Mapping[str, Any]) -> None:
        """Change settings of the community, by key."""
        app = self.stage.app
        async with app.database.begin() as tx:
            for key, value in values.items():
                schema = app.services.schema
                await settings.change(tx, schema, 1, key, value, by=self.owner.id, source=settings.Source.CHAT)

    async def community(self) -> CommunityView:
        """The community as the bot sees it now."""
        async with self.stage.app.database.read() as view:
            found = await community_view(view, self.stage.app.services, 1)
        assert found is not None
        return found

    async def passes(self, **duration: float) -> None:
        """Time goes by, and recurring work is done."""
        runner = self.stage.app.runner
        await runner.tick()  # the first one only notes from when on work is due
        await self.stage.world.passes(**duration)
        await runner.tick()
        await runner.drain()
        await self.stage.settle()

    def status(self, person: Person | None = None) -> str:
        return self.stage.world.status(self.group, person or self.member)

    def until(self, person: Person | None = None) -> int:
        """Until when somebody is restricted or banned, in seconds from now; 0 for good."""
        until = self.stage.telegram.member(self.group, (person or self.member).id).until
        return until - int(self.stage.clock.now().timestamp()) if until else 0

    def card(self, number: int) -> Json:
        """The newest card of a case in the staff group."""
        return self.stage.world.now_of(self.moderator.sees(f"处理 #{number}\n", self.staff))

    def buttons(self, number: int) -> list[str]:
        return labels_of(self.stage.world.stored(self.card(number)))

    async def case(self, number: int) -> CaseView | None:
        async with self.stage.app.database.read() as view:
            return await queries.case(view, 1, number)


async def set_scene(stage: Stage) -> Scene:
    """茶友会 with its staff group, where owner and moderator are."""
    group, owner = await stage.group()
    staff = stage.world.supergroup("值班室", owner=owner, bot=stage.bot)
    await stage.settle()
    await owner.says(staff, "/bind")
    rights = {"can_restrict_members": True, "can_delete_messages": True}
    moderator = stage.world.member(group, "阿群")
    await owner.promotes(group, moderator, **rights)
    await moderator.joins(staff)
    await moderator.says(group, "大家早")
    member = stage.world.member(group, "老王", username="lao_wang")
    await member.says(group, "大家好")
    return Scene(stage, group, staff, owner, moderator, member)
