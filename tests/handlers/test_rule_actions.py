"""What enforcing rules do to messages and people, and that observing ones do nothing."""

from datetime import timedelta
from typing import Any

import pytest

from bot.moderation import actions, queries
from bot.moderation.rules.model import Action, ActionKind, Condition, Mode, Rule, Scope, When, Who
from bot.moderation.rules.stored import Act
from bot.simulator.state import Json
from tests.handlers.scene import Scene

DELETE, WARN, HOLD = Action(ActionKind.DELETE), Action(ActionKind.WARN), Action(ActionKind.HOLD)
HOUR = 3600


async def enact(scene: Scene, *then: Action, name: str = "w1", word: str = "团购", **fields: Any) -> None:
    """Store a rule; the next message meets it."""
    values: dict[str, Any] = {"mode": Mode.ENFORCE, "when": When(any=(Condition(words=(word,)),)), "then": then}
    async with scene.stage.app.database.begin() as tx:
        rule = Rule(name=name, **(values | fields))
        await actions.save_rule(tx, 1, rule, Act.ADDED, by=scene.owner.id)


async def says(scene: Scene, text: str = "来团 购啦") -> Json:
    return await scene.member.says(scene.group, text)


def is_gone(scene: Scene, message: Json) -> bool:
    return scene.stage.world.is_deleted(message)


async def test_a_stored_rule_holds_from_the_next_message_on(scene: Scene) -> None:
    assert not is_gone(scene, await says(scene))
    await enact(scene, DELETE)
    assert is_gone(scene, await says(scene))
    async with scene.stage.app.database.begin() as tx:
        await actions.remove_rule(tx, 1, "w1", by=scene.owner.id)
    assert not is_gone(scene, await says(scene))


async def test_the_case_names_rule_version_and_evidence(scene: Scene) -> None:
    await enact(scene, DELETE)
    await enact(scene, DELETE, word="拼团")
    await says(scene, "一起拼 团吧")
    case = await scene.case(1)
    assert (case.rule, case.rule_version, case.actor_id) == ("w1", 2, None)
    assert [(finding.span, finding.reading) for finding in case.findings] == [((2, 5), "拼团")]
    assert "规则 w1" in scene.card(1)["text"]


async def test_the_explanation_is_shown_to_staff(scene: Scene) -> None:
    await enact(scene, DELETE, explain="群里不发<团购>")
    await says(scene)
    assert "群里不发&lt;团购&gt;" in scene.card(1)["text"] or "群里不发<团购>" in scene.card(1)["text"]


async def test_warnings_climb_the_ladder(scene: Scene) -> None:
    await enact(scene, DELETE, WARN)
    for _ in range(2):
        assert is_gone(scene, await says(scene))
    assert scene.status() == "member"
    assert is_gone(scene, await says(scene))
    assert (scene.status(), scene.until()) == ("restricted", 24 * HOUR)
    assert "警告（第 3 次），禁言至" in scene.card(3)["text"]


async def test_warning_alone_leaves_the_message(scene: Scene) -> None:
    await enact(scene, WARN)
    assert not is_gone(scene, await says(scene))
    assert "警告（第 1 次）" in scene.card(1)["text"]


async def test_mute(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.MUTE, timedelta(hours=2)))
    assert is_gone(scene, await says(scene))
    assert (scene.status(), scene.until()) == ("restricted", 2 * HOUR)
    await scene.moderator.taps(scene.card(1), "撤销")
    assert scene.status() == "member"


async def test_mute_lasts_as_long_as_the_community_says(scene: Scene) -> None:
    await enact(scene, Action(ActionKind.MUTE))
    assert not is_gone(scene, await says(scene))
    assert scene.until() == HOUR


async def test_slow_lane(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.SLOW_LANE, timedelta(hours=3)))
    assert is_gone(scene, await says(scene))
    assert (scene.status(), scene.until()) == ("restricted", 3 * HOUR)
    assert not is_gone(scene, await says(scene, "还能说话"))


async def test_kick(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.KICK))
    assert is_gone(scene, await says(scene))
    assert scene.status() == "left"


async def test_ban(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.BAN, timedelta(days=7)))
    assert is_gone(scene, await says(scene))
    assert (scene.status(), scene.until()) == ("kicked", 7 * 24 * HOUR)


async def test_hold(scene: Scene) -> None:
    await enact(scene, HOLD)
    assert is_gone(scene, await says(scene))
    case = await scene.case(1)
    assert (case.kind.value, case.rule, case.rule_version) == ("hold", "w1", 1)


async def test_notify(scene: Scene) -> None:
    await enact(scene, Action(ActionKind.NOTIFY))
    assert not is_gone(scene, await says(scene))
    assert "只通知群管" in scene.card(1)["text"]
    assert scene.status() == "member"


async def test_what_leaves_the_message_leaves_the_command(scene: Scene) -> None:
    """A rule that only tells staff does not swallow what the message asks for."""
    await enact(scene, Action(ActionKind.NOTIFY), word="rules")
    await scene.member.says(scene.group, "/rules")
    assert (await scene.case(1)).kind.value == "notify"
    scene.member.sees("群规", scene.group)


async def test_the_stronger_of_two_rules_is_the_case(scene: Scene) -> None:
    await enact(scene, DELETE)
    await enact(scene, Action(ActionKind.MUTE, timedelta(hours=2)), name="w2", word="来团")
    assert is_gone(scene, await says(scene))
    case = await scene.case(1)
    assert (case.rule, case.kind.value) == ("w2", "mute")
    assert {finding.reading for finding in case.findings} == {"来团", "团购"}


async def test_observing_writes_a_row_and_does_nothing_else(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.BAN), mode=Mode.OBSERVE)
    message = await says(scene)
    assert not is_gone(scene, message)
    assert scene.status() == "member"
    async with scene.stage.app.database.read() as view:
        [hit] = await queries.rule_hits(view, 1, "w1", 1, alone=True)
        assert await queries.case(view, 1, 1) is None
    assert (hit.message_id, hit.user_id, hit.enforced_by) == (message["message_id"], scene.member.id, None)


async def test_observing_is_told_which_rule_acted(scene: Scene) -> None:
    await enact(scene, DELETE, name="w2", mode=Mode.OBSERVE)
    await enact(scene, DELETE)
    await says(scene)
    async with scene.stage.app.database.read() as view:
        [hit] = await queries.rule_hits(view, 1, "w2", 1, alone=False)
    assert hit.enforced_by == "w1"


async def test_an_observed_command_is_still_carried_out(scene: Scene) -> None:
    await enact(scene, DELETE, word="rules", mode=Mode.OBSERVE)
    await scene.member.says(scene.group, "/rules")
    scene.member.sees("群规", scene.group)
    async with scene.stage.app.database.read() as view:
        assert await queries.rule_hit_count(view, 1, "w1", 1, alone=True) == 1


async def test_staff_are_never_judged(scene: Scene) -> None:
    await enact(scene, DELETE, Action(ActionKind.BAN))
    for person in (scene.owner, scene.moderator, await scene.administrator("管家", can_pin_messages=True)):
        assert not is_gone(scene, await person.says(scene.group, "来团购啦"))


async def test_an_edit_is_judged_once_per_rule(scene: Scene) -> None:
    await enact(scene, DELETE)
    message = await says(scene, "大家好")
    await scene.member.edits(message, "大家好，团购")
    assert is_gone(scene, message)
    assert (await scene.case(1)).text == "大家好，团购"


async def test_without_the_right_to_restrict_the_message_goes_alone(scene: Scene) -> None:
    await scene.owner.promotes(scene.group, scene.stage.bot, can_delete_messages=True)
    await enact(scene, DELETE, Action(ActionKind.BAN))
    assert is_gone(scene, await says(scene))
    assert scene.status() == "member"
    assert (await scene.case(1)).kind.value == "delete"


async def test_newcomers_only(scene: Scene) -> None:
    await enact(scene, DELETE, scope=Scope(who=Who.NEWCOMERS))
    assert not is_gone(scene, await says(scene))
    newcomer = await scene.newcomer()
    assert is_gone(scene, await newcomer.says(scene.group, "来团购啦"))


@pytest.mark.parametrize("text", ["大家好", "今天团建"])
async def test_others_are_left_alone(scene: Scene, text: str) -> None:
    await enact(scene, DELETE)
    assert not is_gone(scene, await says(scene, text))
