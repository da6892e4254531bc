"""Rules judged by what staff make of their decisions, and compared with the ones that act."""

from tests.handlers.rule_talk import asks, buttons, chat, modes, shown
from tests.handlers.scene import Scene


async def enabled(scene: Scene, words: str = "团购") -> None:
    await asks(scene, f"/rule add words {words}")
    await scene.owner.taps("启用")


async def test_a_rule_that_errs_too_often_observes_again(scene: Scene) -> None:
    await enabled(scene)
    await chat(scene, *(f"第 {number} 次团购" for number in range(5)))
    await scene.moderator.taps(scene.card(1), "撤销")
    assert await modes(scene) == {"w1": "enforce"}
    await scene.moderator.taps(scene.card(2), "不是广告")
    assert await modes(scene) == {"w1": "observe"}
    card = scene.moderator.sees("规则 w1 已改为观察", scene.staff)
    assert "最近 5 次处理里有 2 次被撤回，准确率 60%，低于 70%" in card["text"]
    [kept] = await chat(scene, "还有团购")
    assert not scene.stage.world.is_deleted(kept)


async def test_staff_may_enable_it_again(scene: Scene) -> None:
    await enabled(scene)
    await chat(scene, *(f"第 {number} 次团购" for number in range(5)))
    await scene.owner.says(scene.group, "/undo 1")
    await scene.owner.says(scene.group, "/undo 2")
    card = scene.owner.sees("规则 w1 已改为观察", scene.staff)
    await scene.stage.world.passes(minutes=1)
    await scene.moderator.taps(card, "启用")
    assert await modes(scene) == {"w1": "observe"}
    await scene.owner.taps(card, "启用")
    assert await modes(scene) == {"w1": "enforce"}
    await scene.moderator.taps(scene.card(3), "撤销")
    assert await modes(scene) == {"w1": "enforce"}
    assert "自动改为观察" in await asks(scene, "/rule versions w1")


async def test_too_few_decisions_say_nothing(scene: Scene) -> None:
    await enabled(scene)
    await chat(scene, *(f"第 {number} 次团购" for number in range(4)))
    for number in (1, 2, 3, 4):
        await scene.owner.says(scene.group, f"/undo {number}")
    assert await modes(scene) == {"w1": "enforce"}
    assert "准确率 0%（最近 4 次里撤回 4 次）" in await asks(scene, "/rule w1")


async def test_the_figure_is_the_communitys(scene: Scene) -> None:
    await enabled(scene)
    settings = b"moderation: {least_precision: 0}\n"
    await scene.owner.uploads(scene.stage.bot, "settings.yaml", settings, "/import settings")
    await chat(scene, *(f"第 {number} 次团购" for number in range(6)))
    for number in range(1, 7):
        await scene.owner.says(scene.group, f"/undo {number}")
    assert await modes(scene) == {"w1": "enforce"}


async def test_a_rule_of_the_preset_falls_back_too(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    for number in range(5):
        await newcomer.says(scene.group, f"看 {number}.example.com")
    for number in (1, 2):
        await scene.owner.says(scene.group, f"/undo {number}")
    assert await modes(scene) == {"newcomer_links": "observe"}


async def test_comparing_lists_what_only_this_rule_found(scene: Scene) -> None:
    await enabled(scene)
    await asks(scene, "/rule add words 接龙")
    await chat(scene, "来接龙", "团购接龙", "没事")
    text = await asks(scene, "/rule compare w2")
    assert "有 1 条消息只有它命中" in text
    assert "老王：来接龙" in text
    assert "团购接龙" not in text


async def test_observed_hits_are_judged_and_count(scene: Scene) -> None:
    await asks(scene, "/rule add words 接龙")
    await chat(scene, "来接龙", "又接龙")
    await asks(scene, "/rule compare w1")
    [wrong, right] = [label for label in buttons(scene) if label.endswith("是误判")]
    await scene.owner.taps(wrong)
    assert scene.owner.toasts[-1] == "已记为误判"
    assert "✗" in shown(scene)
    await scene.owner.taps(right.replace("是误判", "判得对"))
    assert "✓" in shown(scene)
    assert "准确率 50%（最近 2 次里撤回 1 次）" in await asks(scene, "/rule w1")


async def test_a_new_version_is_compared_with_the_one_before(scene: Scene) -> None:
    await chat(scene, "来接龙", "又团购", "没事")
    await asks(scene, "/rule add words 接龙")
    await asks(scene, "/rule edit w1 words 团购")
    text = await asks(scene, "/rule compare w1")
    assert "不再命中的有 1 条。\n· 老王：来接龙" in text
    assert "新命中的有 1 条。\n· 老王：又团购" in text


async def test_hits_are_listed_page_by_page(scene: Scene) -> None:
    await asks(scene, "/rule add words 接龙")
    await chat(scene, *(f"接龙 {number}" for number in range(7)))
    await asks(scene, "/rule w1")
    await scene.owner.taps("对比")
    assert "接龙 6" in shown(scene)
    assert "接龙 1" not in shown(scene)
    await scene.owner.taps("›")
    assert "接龙 1" in shown(scene)


async def test_trying_shows_samples(scene: Scene) -> None:
    await chat(scene, "来接龙")
    await asks(scene, "/rule add words 接龙")
    assert "老王：来接龙" in await asks(scene, "/rule test w1")
    await chat(scene, "又接龙")
    await scene.owner.taps("试一试")
    assert "会处理 2 次" in shown(scene)
