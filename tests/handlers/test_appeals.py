"""People hear what was done to them, say something against it once, and staff decide with one tap."""

from datetime import timedelta

import pytest

from bot.moderation import queries
from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

HOUR, DAY = 3600, 86_400
AD = "加 薇 abc123，兼职日结 500"
WHY = "我没有刷屏，是网络卡了重复发送"


async def appeal(scene: Scene, text: str = WHY, number: int = 1) -> None:
    """The member follows the link and writes why."""
    await scene.member.starts(scene.stage.bot, f"appeal_1_{number}")
    await scene.member.says(scene.stage.bot, text)


def card(scene: Scene, number: int = 1) -> Json:
    """The appeal's card in the staff group, as it is now."""
    return scene.stage.world.now_of(scene.moderator.sees(f"申诉 · #{number}\n", scene.staff))


def buttons(scene: Scene, message: Json) -> list[str]:
    return labels_of(scene.stage.world.stored(message))


# ---- being told


async def test_whoever_started_the_bot_is_told_in_private(scene: Scene) -> None:
    scene.stage.telegram.supports_ephemeral = False
    await scene.member.starts(scene.stage.bot)
    await scene.orders("/mute 2h 反复刷屏")
    told = scene.member.sees("#1", scene.stage.bot)
    for part in ("茶友会", "禁言至", "反复刷屏"):
        assert part in told["text"]
    assert buttons(scene, told) == ["申诉"]
    line = scene.member.sees("#1 已禁言", scene.group)
    assert buttons(scene, line) == []


async def test_in_the_group_alone_where_the_server_can(scene: Scene) -> None:
    await scene.member.says(scene.group, "/settings")  # a refusal for one person: the server shows that it can
    await scene.orders("/warn 插嘴")
    told = scene.member.sees("有一条处理（#1）", scene.group)
    assert told.get("ephemeral_message_id")
    scene.moderator.does_not_see("有一条处理（#1）", scene.group)
    assert buttons(scene, scene.member.sees("#1 已警告", scene.group)) == []
    await scene.member.taps(told, "申诉")
    scene.member.sees("请用一条消息说明理由", scene.stage.bot)


async def test_whoever_cannot_be_reached_finds_the_link_under_the_public_line(scene: Scene) -> None:
    await scene.orders("/ban 广告")
    line = scene.owner.sees("#1 已永久封禁", scene.group)
    assert buttons(scene, line) == ["申诉"]
    assert line["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/qunguan_bot?start=appeal_1_1"
    await scene.member.opens("https://t.me/qunguan_bot?start=appeal_1_1")
    await scene.member.says(scene.stage.bot, WHY)
    assert WHY in card(scene)["text"]


async def test_told_in_the_own_language(scene: Scene) -> None:
    await scene.member.starts(scene.stage.bot)
    await scene.member.says(scene.stage.bot, "/lang en")
    await scene.orders("/ban 2d")
    told = scene.member.sees("There is a case about you", scene.stage.bot)
    assert buttons(scene, told) == ["Appeal"]


async def test_nobody_is_told_where_the_community_does_not_want_it(scene: Scene) -> None:
    await scene.member.starts(scene.stage.bot)
    await scene.owner.starts(scene.stage.bot)
    await scene.owner.uploads(scene.stage.bot, "s.yaml", b"appeals:\n  tell_sanctions: false\n", "/import settings")
    await scene.orders("/mute 2h")
    scene.member.does_not_see("有一条处理", scene.stage.bot)


async def test_a_deletion_by_a_rule_is_told_once_an_hour(scene: Scene) -> None:
    scene.stage.telegram.supports_ephemeral = False
    newcomer = await scene.newcomer()
    await newcomer.starts(scene.stage.bot)
    told = lambda: [m for m in newcomer.history(scene.stage.bot) if "有一条处理" in m["text"]]  # noqa: E731
    for _ in range(2):
        await newcomer.says(scene.group, AD)
    assert len(told()) == 1
    scene.stage.clock.jump(timedelta(minutes=61))
    await newcomer.says(scene.group, AD)
    assert len(told()) == 2


async def test_a_deletion_by_a_rule_makes_no_noise_for_strangers(scene: Scene) -> None:
    scene.stage.telegram.supports_ephemeral = False
    newcomer = await scene.newcomer()
    await newcomer.says(scene.group, AD)
    newcomer.does_not_see("有一条处理")
    scene.owner.does_not_see("有一条处理", scene.group)


# ---- appealing


async def test_an_appeal_reaches_staff(scene: Scene) -> None:
    await scene.orders("/mute 2h 反复刷屏")
    await appeal(scene)
    scene.member.sees("已收到 #1 的申诉", scene.stage.bot)
    shown = card(scene)
    for part in ("老王", "禁言至", "反复刷屏", "阿群", WHY):
        assert part in shown["text"]
    assert buttons(scene, shown) == ["维持", "撤销处理", "缩短为 1 小时"]


async def test_a_mention_of_staff_in_an_appeal_is_part_of_it(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene, "请 @admin 再看看")
    assert "请 @admin 再看看" in card(scene)["text"]
    scene.moderator.does_not_see("成员呼叫群管", scene.staff)


async def test_cancelling_an_appeal(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    await scene.member.taps("取消")
    scene.member.sees("已取消", scene.stage.bot)
    await scene.member.says(scene.stage.bot, WHY)
    scene.moderator.does_not_see("申诉 ·", scene.staff)
    await appeal(scene)
    assert WHY in card(scene)["text"]


async def test_only_the_person_concerned_may_appeal(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    stranger = scene.stage.world.member(scene.group, "路人")
    await stranger.starts(scene.stage.bot, "appeal_1_1")
    stranger.sees("你没有可以申诉的处理 #1", scene.stage.bot)
    await stranger.starts(scene.stage.bot, "appeal_1_99")
    stranger.sees("你没有可以申诉的处理 #99", scene.stage.bot)
    await stranger.says(scene.stage.bot, WHY)
    scene.moderator.does_not_see("申诉 ·", scene.staff)


@pytest.mark.parametrize("payload", ["appeal_1", "appeal_x_1", "appeal_1_1_1", "appeal_9999999999_1"])
async def test_a_forged_link_leads_nowhere(scene: Scene, payload: str) -> None:
    await scene.orders("/mute 2h")
    await scene.member.starts(scene.stage.bot, payload)
    scene.member.sees("链接", scene.stage.bot)
    scene.member.does_not_see("请用一条消息说明理由", scene.stage.bot)


async def test_one_appeal_per_case(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    scene.member.sees("#1 已经申诉过，正在等", scene.stage.bot)
    await scene.moderator.taps(card(scene), "维持")
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    scene.member.sees("已经申诉过一次", scene.stage.bot)


async def test_three_appeals_a_week(scene: Scene) -> None:
    for number in range(1, 5):
        await scene.orders("/del")
        await appeal(scene, number=number)
    scene.member.sees("一周最多申诉 3 次", scene.stage.bot)
    scene.moderator.does_not_see("申诉 · #4", scene.staff)
    scene.stage.clock.jump(timedelta(days=7))
    await scene.orders("/mute 2h")
    await appeal(scene, number=5)
    assert card(scene, 5)


async def test_what_has_ended_cannot_be_appealed(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    scene.stage.clock.jump(timedelta(hours=3))
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    scene.member.sees("#1 已经到期或解除", scene.stage.bot)
    await scene.orders("/warn 插嘴")
    await scene.moderator.says(scene.group, "/unwarn @lao_wang")
    await scene.member.starts(scene.stage.bot, "appeal_1_2")
    scene.member.sees("#2 已经到期或解除", scene.stage.bot)
    await scene.orders("/mute 2h")
    await scene.moderator.says(scene.group, "/undo 4")
    await scene.member.starts(scene.stage.bot, "appeal_1_4")
    scene.member.sees("#4 已经撤销", scene.stage.bot)


async def test_what_ends_while_somebody_writes_is_refused_too(scene: Scene) -> None:
    await scene.orders("/mute 30m")
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    scene.stage.clock.jump(timedelta(minutes=40))
    await scene.member.says(scene.stage.bot, WHY)
    scene.member.sees("#1 已经到期或解除", scene.stage.bot)


async def test_an_appeal_is_one_text_of_some_length(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    await scene.member.uploads(scene.stage.bot, "a.jpg", b"x", kind="photo")
    scene.member.sees("请用文字说明理由", scene.stage.bot)
    await scene.member.says(scene.stage.bot, "长" * 1001)
    scene.member.sees("写了 1001 字", scene.stage.bot)
    await scene.member.says(scene.stage.bot, "<b>长</b>" * 100)
    assert "&lt;" not in card(scene)["text"]
    assert "<b>长</b>" in card(scene)["text"]


async def test_a_community_may_take_no_appeals(scene: Scene) -> None:
    await scene.owner.starts(scene.stage.bot)
    await scene.owner.uploads(scene.stage.bot, "s.yaml", b"appeals:\n  appeals: false\n", "/import settings")
    await scene.orders("/ban")
    assert buttons(scene, scene.owner.sees("#1 已永久封禁", scene.group)) == []
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    scene.member.sees("没有开放申诉", scene.stage.bot)


# ---- deciding


async def test_upholding(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    await scene.moderator.taps(card(scene), "维持")
    assert scene.moderator.toasts[-1] == "#1 维持原处理"
    scene.member.sees("#1 的申诉有了结果：维持原处理", scene.stage.bot)
    assert "阿群 决定：维持" in card(scene)["text"]
    assert buttons(scene, card(scene)) == []
    assert scene.status() == "restricted"


async def test_overturning_undoes_everything(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    await scene.moderator.taps(card(scene), "撤销处理")
    scene.member.sees("#1 的申诉有了结果：处理已撤销", scene.stage.bot)
    assert scene.status() == "member"
    assert "决定：撤销处理" in card(scene)["text"]
    assert "已撤销" in scene.card(1)["text"]


async def test_overturning_a_ban_brings_a_link_back(scene: Scene) -> None:
    await scene.orders("/ban")
    await appeal(scene)
    await scene.moderator.taps(card(scene), "撤销处理")
    told = scene.member.sees("链接只能用一次", scene.stage.bot)
    await scene.member.opens(told["text"].split("：")[-1])
    assert scene.status() == "member"


async def test_an_overturned_case_of_a_rule_teaches_the_rule(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    await newcomer.says(scene.group, AD)
    await newcomer.starts(scene.stage.bot, "appeal_1_1")
    await newcomer.says(scene.stage.bot, WHY)
    await scene.moderator.taps(card(scene), "撤销处理")
    case = await scene.case(1)
    assert case is not None
    assert case.is_false_alarm
    async with scene.stage.app.database.read() as view:
        examples = await queries.rule_examples(view, 1)
    assert [AD] in examples.values()


async def test_shortening(scene: Scene) -> None:
    await scene.orders("/ban")
    await appeal(scene)
    assert buttons(scene, card(scene)) == ["维持", "撤销处理", "缩短为 7 天"]
    await scene.moderator.taps(card(scene), "缩短为 7 天")
    assert (scene.status(), scene.until()) == ("kicked", 7 * DAY)
    scene.member.sees("处理缩短至", scene.stage.bot)
    assert "缩短至" in scene.card(1)["text"]


async def test_the_second_tap_finds_it_done(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    before = card(scene)
    await scene.moderator.taps(before, "维持")
    old = {**before, "reply_markup": before["reply_markup"]}
    stored = scene.stage.world.stored(old)
    stored.fields = old
    await scene.owner.taps(old, "撤销处理")
    assert scene.owner.toasts[-1] == "#1 的申诉已经有人处理过。"
    assert scene.status() == "restricted"


async def test_whoever_is_not_staff_decides_nothing(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    stranger = scene.stage.world.member(scene.staff, "路人")
    await stranger.taps(card(scene), "撤销处理")
    assert "权限" in stranger.toasts[-1]
    assert scene.status() == "restricted"


@pytest.mark.parametrize(
    "data", ["appeal:1:explode:0", "appeal:9:uphold:0", "appeal:1:shorten:0", "appeal:1:shorten:999999"]
)
async def test_forged_buttons_do_nothing(scene: Scene, data: str) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    stored = scene.stage.world.stored(card(scene))
    stored.fields = {**stored.fields, "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}}
    await scene.moderator.taps(stored.fields, "x")
    assert (scene.status(), scene.until()) == ("restricted", 2 * HOUR)
    async with scene.stage.app.database.read() as view:
        made = await queries.appeal(view, 1)
    assert made is not None
    assert made.is_open


async def test_a_case_taken_back_by_command_answers_the_appeal(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    await scene.moderator.says(scene.group, "/undo 1")
    scene.member.sees("#1 的申诉有了结果：处理已撤销", scene.stage.bot)
    assert buttons(scene, card(scene)) == []


# ---- without a staff group


async def test_the_owner_decides_in_private(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.starts(stage.bot)
    member = stage.world.member(group, "老王")
    message = await member.says(group, "刷屏刷屏")
    await owner.replies_to(message, "/mute 2h")
    await member.starts(stage.bot, "appeal_1_1")
    await member.says(stage.bot, WHY)
    await owner.taps(owner.sees("申诉 · #1", stage.bot), "撤销处理")
    assert stage.world.status(group, member) == "member"


async def test_an_appeal_waits_for_the_owner(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "老王")
    message = await member.says(group, "刷屏刷屏")
    await owner.replies_to(message, "/mute 2h")
    await member.starts(stage.bot, "appeal_1_1")
    await member.says(stage.bot, WHY)
    await owner.starts(stage.bot)
    shown = owner.sees("申诉 · #1", stage.bot)
    await owner.starts(stage.bot)
    assert len([m for m in owner.history(stage.bot) if "申诉 · #1" in m["text"]]) == 1
    await owner.taps(shown, "维持")
    member.sees("维持原处理", stage.bot)


async def erased(scene: Scene, person: Person) -> None:
    await person.says(scene.stage.bot, "/privacy")
    await person.taps("清除我的数据")
    await person.taps("确认清除")


async def test_after_an_erasure_the_card_decides_nothing_more(scene: Scene) -> None:
    await scene.orders("/mute 2h")
    await appeal(scene)
    await erased(scene, scene.member)
    await scene.moderator.taps(card(scene), "维持")
    assert "失效" in scene.moderator.toasts[-1]
