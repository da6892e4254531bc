"""What conversations about rules share."""

from bot.moderation import queries
from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene


async def asks(scene: Scene, text: str, *, by: Person | None = None) -> str:
    """The answer to what the owner, or somebody else, writes in private."""
    person = by or scene.owner
    await person.starts(scene.stage.bot)
    await person.says(scene.stage.bot, text)
    return str(person.last(scene.stage.bot).get("text", ""))


def shown(scene: Scene, *, by: Person | None = None) -> str:
    """What the newest message in private says now."""
    return str(scene.stage.world.now_of((by or scene.owner).last(scene.stage.bot))["text"])


def buttons(scene: Scene, message: Json | None = None) -> list[str]:
    """Under the newest message in the owner's private chat."""
    return labels_of(scene.stage.world.stored(message or scene.owner.last(scene.stage.bot)))


async def modes(scene: Scene, community_id: int = 1) -> dict[str, str]:
    """What is stored, with modes."""
    async with scene.stage.app.database.read() as view:
        return {one.name: one.mode.value for one in await queries.stored_rules(view, community_id)}


async def chat(scene: Scene, *texts: str, by: Person | None = None) -> list[Json]:
    return [await (by or scene.member).says(scene.group, text) for text in texts]
