"""Advertisements of newcomers, the cards about them, and what staff do there."""

import pytest

from bot.membership import actions as membership
from bot.simulator.state import Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

HOUR, DAY = 3600, 86_400
AD = "加 薇 abc123，兼职日结 500"


async def advertise(scene: Scene, text: str = AD) -> Json:
    """A newcomer's advertisement."""
    newcomer = await scene.newcomer()
    return await newcomer.says(scene.group, text)


# ---- what goes and what stays


async def test_a_newcomers_advertisement_goes_with_a_card(scene: Scene) -> None:
    message = await advertise(scene)
    assert scene.stage.world.is_deleted(message)
    card = scene.card(1)["text"]
    for part in ("小明", "新人发广告", "「加薇」", AD, "自动", "茶友会"):
        assert part in card
    assert scene.buttons(1) == ["撤销", "延长时间", "封禁", "不是广告", "资料"]
    scene.member.does_not_see("#1", scene.group)


@pytest.mark.parametrize("text", ["来玩 https://t.me/+AbCdEf", "看 shop.example.top", "telegram.me/joinchat/x"])
async def test_newcomers_links_go(scene: Scene, text: str) -> None:
    assert scene.stage.world.is_deleted(await advertise(scene, text))


async def test_a_newcomers_forward_from_a_channel_goes(scene: Scene) -> None:
    owner = scene.stage.world.person("频道主")
    channel = scene.stage.world.channel("好物推荐", owner=owner)
    post = await owner.says(channel, "今日好茶", as_chat=channel)
    newcomer = await scene.newcomer()
    message = await newcomer.forwards(post, scene.group)
    assert scene.stage.world.is_deleted(message)
    assert "好物推荐" in scene.card(1)["text"]
    assert not scene.stage.world.is_deleted(await scene.member.forwards(post, scene.group))


async def test_greetings_and_the_links_of_members_stay(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    hello = await newcomer.says(scene.group, "大家好，我是新来的")
    link = await scene.member.says(scene.group, "资料在 https://example.com/tea")
    ad = await scene.member.says(scene.group, AD)
    assert not any(scene.stage.world.is_deleted(one) for one in (hello, link, ad))
    assert await scene.case(1) is None


async def test_a_newcomer_is_one_for_three_days_and_five_messages(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    for _ in range(5):
        await newcomer.says(scene.group, "好茶")
    assert scene.stage.world.is_deleted(await newcomer.says(scene.group, "看 example.com"))
    await scene.stage.world.passes(days=3, seconds=1)
    assert not scene.stage.world.is_deleted(await newcomer.says(scene.group, "看 example.com"))


async def test_an_edit_is_looked_at_again(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    message = await newcomer.says(scene.group, "大家好")
    await newcomer.edits(message, AD)
    assert scene.stage.world.is_deleted(message)
    assert AD in scene.card(1)["text"]


async def test_a_command_with_an_advertisement_goes_too(scene: Scene) -> None:
    assert scene.stage.world.is_deleted(await advertise(scene, f"/start {AD}"))


async def test_a_fresh_administrator_may_post_links(scene: Scene) -> None:
    helper = await scene.newcomer("助手")
    await scene.owner.promotes(scene.group, helper, can_pin_messages=True)
    assert not scene.stage.world.is_deleted(await helper.says(scene.group, "看 example.com"))


async def test_a_bot_granted_moderator_may_too(scene: Scene) -> None:
    helper = await scene.newcomer("助手", username="zhu_shou")
    await helper.says(scene.group, "大家好")
    await scene.owner.says(scene.group, "/role @zhu_shou 群管")
    assert not scene.stage.world.is_deleted(await helper.says(scene.group, "看 example.com"))


async def test_without_a_staff_group_the_owner_gets_the_card(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.starts(stage.bot)
    newcomer = stage.world.person("小明")
    await newcomer.joins(group)
    await newcomer.says(group, AD)
    owner.sees("处理 #1", stage.bot)
    await owner.taps("撤销")
    assert "已撤销" in stage.world.now_of(owner.sees("处理 #1\n", stage.bot))["text"]


# ---- buttons


async def test_a_card_names_somebody_of_whom_the_bot_knows_only_the_tap(scene: Scene) -> None:
    await advertise(scene)
    async with scene.stage.app.database.begin() as tx:
        await membership.forget(tx, scene.moderator.id)
    await scene.moderator.taps("撤销")
    assert "阿群 已撤销" in scene.card(1)["text"]


async def test_undo_of_a_deletion_and_posting_again(scene: Scene) -> None:
    await advertise(scene)
    await scene.moderator.taps("撤销")
    assert scene.moderator.toasts[-1] == "#1 已撤销"
    assert "阿群 已撤销" in scene.card(1)["text"]
    assert scene.buttons(1) == ["重新发布"]
    await scene.moderator.taps("重新发布")
    again = scene.member.sees("此前被误删", scene.group)
    assert AD in again["text"]
    assert "小明" in again["text"]
    assert scene.buttons(1) == []


async def test_a_false_alarm_is_noted(scene: Scene) -> None:
    await advertise(scene)
    await scene.moderator.taps("不是广告")
    case = await scene.case(1)
    assert case is not None
    assert case.is_false_alarm
    assert "不是广告" in scene.card(1)["text"]


async def test_what_is_done_is_not_done_twice(scene: Scene) -> None:
    await advertise(scene)
    await scene.moderator.says(scene.staff, "/case 1")
    copy = scene.moderator.last(scene.staff)
    await scene.moderator.says(scene.staff, "/undo 1")
    await scene.owner.taps(copy, "撤销")
    assert scene.owner.toasts[-1] == "#1 之前已经撤销。"
    await scene.owner.taps(copy, "封禁")
    assert "失效" in scene.owner.toasts[-1]


async def test_ban_from_a_card(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    await newcomer.says(scene.group, AD)
    await scene.moderator.taps(scene.card(1), "封禁")
    assert scene.status(newcomer) == "kicked"
    assert "已封禁（#2）" in scene.card(1)["text"]
    assert "永久封禁" in scene.card(2)["text"]
    assert "依据 #1" in scene.card(2)["text"]
    assert "封禁" not in scene.buttons(1)
    await scene.moderator.taps(scene.card(2), "撤销")
    assert scene.status(newcomer) == "left"


async def test_a_deletion_grows_into_a_mute(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    await newcomer.says(scene.group, AD)
    await scene.moderator.taps(scene.card(1), "延长时间")
    assert scene.buttons(1) == ["+1 小时", "+1 天", "+7 天", "+30 天", "永久", "返回"]
    await scene.moderator.taps("+1 天")
    assert (scene.status(newcomer), scene.until(newcomer)) == ("restricted", DAY)
    assert "已禁言（#2）" in scene.card(1)["text"]


async def test_a_mute_is_lengthened_once_per_tap_that_counts(scene: Scene) -> None:
    await scene.orders("/mute 1h 吵")
    await scene.moderator.taps(scene.card(1), "延长时间")
    menu = scene.card(1)
    await scene.moderator.taps(menu, "+1 天")
    assert scene.until() == HOUR + DAY
    assert "延长至" in scene.card(1)["text"]
    assert scene.buttons(1) == ["撤销", "延长时间", "封禁", "资料", "删除全部消息"]
    await scene.moderator.taps("延长时间")
    await scene.moderator.taps("返回")
    assert scene.buttons(1) == ["撤销", "延长时间", "封禁", "资料", "删除全部消息"]
    await scene.moderator.taps("延长时间")
    await scene.moderator.taps("永久")
    assert (scene.status(), scene.until()) == ("restricted", 0)


async def test_undo_of_a_mute_gives_back_what_was_before(scene: Scene) -> None:
    await scene.orders("/mute 1h")
    await scene.moderator.taps(scene.card(1), "撤销")
    assert scene.status() == "member"
    assert await scene.member.says(scene.group, "谢谢") is not None


async def test_a_banned_person_gets_a_way_back(scene: Scene) -> None:
    await scene.member.starts(scene.stage.bot)
    await scene.orders("/ban")
    await scene.moderator.says(scene.group, "/undo #1")
    scene.moderator.sees("#1 已撤销", scene.group)
    told = scene.member.sees("撤销了对你的处理（#1）", scene.stage.bot)
    await scene.member.opens(told["text"].split("：")[-1])
    assert scene.status() == "member"


async def test_an_owner_of_two_communities_acts_on_both_from_private(stage: Stage) -> None:
    """The card belongs to its community, whichever one the owner talks about in private."""
    group, owner = await stage.group()
    other = stage.world.supergroup("读书会", owner=owner, bot=stage.bot)
    await owner.starts(stage.bot)
    for chat in (group, other):
        newcomer = stage.world.person("小明")
        await newcomer.joins(chat)
        await newcomer.says(chat, AD)
    cards = [one for one in owner.history(stage.bot) if "处理 #1\n" in one.get("text", "")]
    assert len(cards) == 2
    for card in cards:
        await owner.taps(card, "撤销")
        assert "已撤销" in stage.world.now_of(card)["text"]


async def test_buttons_are_for_staff_only(scene: Scene) -> None:
    await advertise(scene)
    stranger = scene.stage.world.member(scene.staff, "路人")
    await stranger.taps(scene.card(1), "撤销")
    assert "权限" in stranger.toasts[-1]
    case = await scene.case(1)
    assert case is not None
    assert case.undone_at is None
    await scene.moderator.taps(scene.card(1), "撤销")
    case = await scene.case(1)
    assert case is not None
    assert case.undone_at is not None


async def test_staff_of_another_community_cannot_reach_a_case(scene: Scene) -> None:
    await advertise(scene)
    world = scene.stage.world
    stranger = world.person("外人")
    other = world.supergroup("读书会", owner=stranger, bot=scene.stage.bot)
    await scene.stage.settle()
    await stranger.says(other, "/case 1")
    stranger.sees("没有处理 #1", other)
    await stranger.joins(scene.staff)
    await stranger.taps(scene.card(1), "撤销")
    assert "权限" in stranger.toasts[-1]


async def test_a_moderator_cannot_ban_upwards_from_a_card(scene: Scene) -> None:
    newcomer = await scene.newcomer()
    await newcomer.says(scene.group, AD)
    await scene.owner.promotes(scene.group, newcomer)
    await scene.moderator.taps(scene.card(1), "封禁")
    assert "角色不低于你" in scene.moderator.toasts[-1]
    assert scene.status(newcomer) == "administrator"


# ---- /case, /undo


@pytest.mark.parametrize("command", ["/case 1", "/case #1", "/case ＃1"])
async def test_a_case_is_shown_to_staff(scene: Scene, command: str) -> None:
    await scene.orders("/warn 插嘴")
    await scene.moderator.says(scene.staff, command)
    card = scene.moderator.last(scene.staff)
    assert "处理 #1" in card["text"]
    assert "插嘴" in card["text"]


async def test_asked_for_in_the_group_the_card_goes_to_staff(scene: Scene) -> None:
    await scene.orders("/warn 插嘴")
    before = len(scene.moderator.history(scene.staff))
    await scene.moderator.says(scene.group, "/case 1")
    scene.moderator.sees("处理 #1 已发到管理群", scene.group)
    assert len(scene.moderator.history(scene.staff)) == before + 1
    scene.member.does_not_see("操作：", scene.group)


async def test_a_copy_of_a_card_changes_with_the_card(scene: Scene) -> None:
    await scene.orders("/mute 1h")
    original = scene.card(1)
    await scene.moderator.says(scene.staff, "/case 1")
    copy = scene.moderator.last(scene.staff)
    await scene.moderator.taps(copy, "撤销")
    for shown in (original, copy):
        assert "阿群 已撤销" in scene.stage.world.now_of(shown)["text"]


@pytest.mark.parametrize("command", ["/case", "/case abc", "/case -1", "/case 1 2", "/undo", "/undo ²"])
async def test_a_strange_number_is_answered_with_the_usage(scene: Scene, command: str) -> None:
    await scene.moderator.says(scene.staff, command)
    scene.moderator.sees("用法：", scene.staff)


async def test_a_case_that_is_not(scene: Scene) -> None:
    for command in ("/case 99", "/undo 99"):
        await scene.moderator.says(scene.staff, command)
        scene.moderator.sees("没有处理 #99", scene.staff)


async def test_undo_of_a_lifting_is_refused(scene: Scene) -> None:
    await scene.orders("/mute 1h")
    await scene.moderator.says(scene.group, "/unmute @lao_wang")
    await scene.moderator.says(scene.group, "/undo 2")
    scene.moderator.sees("没有可撤销的", scene.group)


@pytest.mark.parametrize(
    "data", ["case:1:1:explode", "case:9:1:undo", "case:1:1", "case:x:1:undo", "longer:1:1:0:99999"]
)
async def test_forged_buttons_do_nothing(scene: Scene, data: str) -> None:
    await scene.orders("/mute 1h")
    card = scene.card(1)
    stored = scene.stage.world.stored(card)
    stored.fields = {**stored.fields, "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}}
    await scene.moderator.taps(stored.fields, "x")
    case = await scene.case(1)
    assert case is not None
    assert case.undone_at is None
    assert scene.until() == HOUR
