"""/rule as managers use it: make, look, try, enable, change, bring back."""

from bot.membership import queries as roster
from bot.moderation import queries
from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene


async def says(scene: Scene, text: str, by: Person | None = None) -> str:
    """What a manager writes in private; the text of the answer."""
    person = by or scene.owner
    await person.starts(scene.stage.bot)
    await person.says(scene.stage.bot, text)
    return str(person.last(scene.stage.bot)["text"])


async def stored(scene: Scene) -> dict[str, str]:
    """The stored rules with their modes."""
    async with scene.stage.app.database.read() as view:
        return {one.name: one.mode.value for one in await queries.stored_rules(view, 1)}


def labels(scene: Scene, person: Person) -> list[str]:
    return labels_of(scene.stage.world.stored(person.last(scene.stage.bot)))


async def test_words_make_a_rule_that_observes(scene: Scene) -> None:
    answer = await says(scene, '/rule add words 加薇 "buy now" 兼职日结')
    assert "已建立规则 w1" in answer
    assert "buy now" in answer
    assert await stored(scene) == {"w1": "observe"}
    assert labels(scene, scene.owner)[:1] == ["启用"]


async def test_the_answer_says_what_it_would_have_done(scene: Scene) -> None:
    for text in ("今晚团购", "明天再说", "团 购 接龙"):
        await scene.member.says(scene.group, text)
    answer = await says(scene, "/rule add words 团购")
    assert "会处理 2 次，涉及 1 人，其中 0 人发言超过 100 条" in answer
    assert "老王：团 购 接龙" in answer


async def test_enabling_in_one_tap(scene: Scene) -> None:
    await says(scene, "/rule add words 团购")
    kept = await scene.member.says(scene.group, "今晚团购")
    await scene.owner.taps("启用")
    assert await stored(scene) == {"w1": "enforce"}
    gone = await scene.member.says(scene.group, "今晚团购来了")
    assert not scene.stage.world.is_deleted(kept)
    assert scene.stage.world.is_deleted(gone)
    assert scene.card(1)["text"]
