"""How conversations about reports begin: somebody reports a message of the member."""

from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene

RUDE = "你们都是骗子"


async def reported(scene: Scene, command: str = "/report", *, by: Person | None = None, text: str = RUDE) -> Json:
    """Somebody reports a message of the member; that message."""
    message = await scene.member.says(scene.group, text)
    await (by or witness(scene)).replies_to(message, command)
    return message


def witness(scene: Scene, name: str = "小红") -> Person:
    return scene.stage.world.member(scene.group, name)


def card(scene: Scene) -> Json:
    """The newest report's card in the staff group, as it is now."""
    return scene.stage.world.now_of(scene.moderator.sees("被举报：", scene.staff))


def buttons(scene: Scene, message: Json) -> list[str]:
    return labels_of(scene.stage.world.stored(message))


async def set_up(scene: Scene, **values: object) -> None:
    """The owner changes settings of reports."""
    await scene.owner.starts(scene.stage.bot)
    lines = "".join(f"  {name}: {value}\n" for name, value in values.items())
    await scene.owner.uploads(scene.stage.bot, "s.yaml", f"reports:\n{lines}".encode(), "/import settings")
