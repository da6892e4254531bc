"""Members point staff to a message; staff act with one tap; everybody who reported it hears what became of it."""

from datetime import timedelta

import pytest

from tests.handlers.reporting import RUDE, buttons, card, reported, set_up, witness
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

# ---- reporting


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("/report", None),
        ("/report 骂人", "骂人"),
        ("举报", None),
        ("舉報", None),
        ("举报 骂人", "骂人"),
        ("舉報 罵人", "罵人"),
        ("@admin", None),
        ("@admins 有人骂人", "有人骂人"),
        ("快来 @admin 看看", "快来 看看"),
    ],
)
async def test_a_report_reaches_staff(scene: Scene, command: str, why: str | None) -> None:
    reporter = witness(scene)
    await reported(scene, command, by=reporter)
    reporter.sees("已转给群管", scene.group)
    scene.owner.does_not_see("已转给群管", scene.group)
    shown = card(scene)
    for part in ("1 人", "老王", RUDE, "茶友会", "小红", "成立 0", *([why] if why else [])):
        assert part in shown["text"]
    assert buttons(scene, shown) == ["删除", "警告", "禁言 24 小时", "封禁", "不作处理", "恶意举报"]


async def test_a_call_for_staff_without_a_message(scene: Scene) -> None:
    reporter = witness(scene)
    await reporter.says(scene.group, "@admin 群里吵起来了")
    reporter.sees("已通知群管", scene.group)
    called = scene.stage.world.now_of(scene.moderator.sees("成员呼叫群管", scene.staff))
    assert "群里吵起来了" in called["text"]
    assert buttons(scene, called) == ["已处理", "不作处理", "恶意举报"]
    await scene.moderator.taps(called, "已处理")
    reporter.sees("群管已经处理，谢谢", scene.group)


async def test_a_report_without_a_message_is_told_how(scene: Scene) -> None:
    reporter = witness(scene)
    for command in ("/report", "/report 骂人", "举报", "举报 骂人"):
        await reporter.says(scene.group, command)
        reporter.sees("用法：回复要举报的消息", scene.group)
    await reporter.starts(scene.stage.bot)
    await reporter.says(scene.stage.bot, "/report")
    reporter.sees("要在群里使用", scene.stage.bot)
    scene.moderator.does_not_see("被举报：", scene.staff)


async def test_ordinary_talk_is_no_report(scene: Scene) -> None:
    message = await scene.member.says(scene.group, RUDE)
    for talk in ("我要举报你", "举报了也没用", "@administrator 在吗", "a@admin.example"):
        await witness(scene).replies_to(message, talk)
    await scene.moderator.says(scene.staff, "@admin 今天谁值班")
    scene.moderator.does_not_see("被举报：", scene.staff)
    scene.moderator.does_not_see("成员呼叫群管", scene.staff)


async def test_what_cannot_be_reported(scene: Scene) -> None:
    reporter = witness(scene)
    own = await reporter.says(scene.group, "大家好")
    await reporter.replies_to(own, "/report")
    reporter.sees("不能举报自己", scene.group)
    await scene.orders("/warn 插嘴")
    await reporter.replies_to(scene.owner.sees("#1 已警告", scene.group), "/report")
    reporter.sees("这是我发的消息", scene.group)
    await scene.newcomer()
    notice = scene.owner.last(scene.group)
    assert "new_chat_members" in notice
    await reporter.replies_to(notice, "/report")
    reporter.sees("系统提示不能举报", scene.group)
    scene.moderator.does_not_see("被举报：", scene.staff)


async def test_a_community_may_take_no_reports(scene: Scene) -> None:
    await set_up(scene, reports="false")
    reporter = witness(scene)
    await reported(scene, by=reporter)
    reporter.sees("没有开放举报", scene.group)
    scene.moderator.does_not_see("被举报：", scene.staff)


async def test_only_under_the_own_name(scene: Scene) -> None:
    channel = scene.stage.world.channel("好物", owner=witness(scene, "频道主"))
    message = await scene.member.says(scene.group, RUDE)
    poster = scene.stage.world.who(next(iter(channel.members)))
    await poster.replies_to(message, "/report", sender_chat={"id": channel.id, "type": "channel", "title": "好物"})
    scene.moderator.does_not_see("被举报：", scene.staff)


# ---- many reports of one message


async def test_reports_of_one_message_merge_into_one_card(scene: Scene) -> None:
    message = await reported(scene, "/report 骂人")
    for number in range(6):
        await witness(scene, f"路人{number}").replies_to(message, "举报")
    edits = len(scene.stage.telegram.calls_of("editMessageText"))
    assert edits <= 1
    await scene.stage.world.passes(seconds=6)
    shown = card(scene)
    assert "7 人" in shown["text"]
    assert "另有 2 人举报" in shown["text"]
    assert len([one for one in scene.moderator.history(scene.staff) if "被举报：" in one.get("text", "")]) == 1
    assert len(scene.stage.telegram.calls_of("editMessageText")) <= 3


async def test_nobody_reports_a_message_twice(scene: Scene) -> None:
    reporter = witness(scene)
    message = await reported(scene, by=reporter)
    await reporter.replies_to(message, "/report")
    reporter.sees("已经举报过这条消息", scene.group)
    assert "1 人" in card(scene)["text"]


async def test_a_message_that_staff_dealt_with_is_not_reported_again(scene: Scene) -> None:
    message = await reported(scene)
    await scene.moderator.taps(card(scene), "不作处理")
    late = witness(scene, "晚来的")
    await late.replies_to(message, "/report")
    late.sees("群管处理过了", scene.group)


# ---- reputation and limits


async def test_false_reports_cost_the_right(scene: Scene) -> None:
    reporter = witness(scene)
    for number in range(3):
        await reported(scene, by=reporter, text=f"消息 {number}")
        await scene.moderator.taps(card(scene), "恶意举报")
        scene.stage.clock.jump(timedelta(hours=1))
    reporter.sees("因为次数过多", scene.group)
    await reported(scene, by=reporter, text="又一条")
    reporter.sees("多次被认定为恶意", scene.group)
    scene.moderator.does_not_see("又一条", scene.staff)
    scene.stage.clock.jump(timedelta(days=7))
    await reported(scene, by=reporter, text="一周以后")
    assert "恶意 3" in card(scene)["text"]


async def test_false_reports_are_told(scene: Scene) -> None:
    reporter = witness(scene)
    await reported(scene, by=reporter)
    await scene.moderator.taps(card(scene), "恶意举报")
    reporter.sees("是恶意举报", scene.group)
    reporter.does_not_see("因为次数过多", scene.group)


async def test_the_card_shows_the_reporters_reputation(scene: Scene) -> None:
    reporter = witness(scene)
    for label in ("删除", "删除", "不作处理"):
        await reported(scene, by=reporter)
        await scene.moderator.taps(card(scene), label)
    await reported(scene, by=reporter)
    assert "成立 2，未成立 1，恶意 0" in card(scene)["text"]
    scene.stage.clock.jump(timedelta(days=91))
    await reported(scene, by=reporter)
    assert "成立 0，未成立 0，恶意 0" in card(scene)["text"]


async def test_five_reports_in_ten_minutes(scene: Scene) -> None:
    reporter = witness(scene)
    for number in range(6):
        await reported(scene, by=reporter, text=f"消息 {number}")
    reporter.sees("短时间内最多举报 5 次", scene.group)
    scene.moderator.does_not_see("消息 5", scene.staff)
    scene.stage.clock.jump(timedelta(minutes=10))
    await reported(scene, by=reporter, text="过了十分钟")
    assert "过了十分钟" in card(scene)["text"]


# ---- /reports


async def test_what_waits_page_by_page(scene: Scene) -> None:
    for number in range(7):
        await reported(scene, by=witness(scene, f"路人{number}"), text=f"消息 {number}")
        scene.stage.clock.jump(timedelta(minutes=1))
    await scene.orders("/mute 2h")
    await scene.member.starts(scene.stage.bot, "appeal_1_1")
    await scene.member.says(scene.stage.bot, "误会")
    await scene.moderator.says(scene.staff, "/reports")
    listed = scene.moderator.last(scene.staff)
    assert "8 项" in listed["text"]
    assert "1. 申诉 #1 老王：误会" in listed["text"]
    assert "2. 举报 老王：消息 6（1 人）" in listed["text"]
    assert buttons(scene, listed) == ["1", "2", "3", "4", "5", "较早"]
    await scene.moderator.taps(listed, "较早")
    listed = scene.stage.world.now_of(listed)
    assert buttons(scene, listed) == ["6", "7", "8", "较新"]
    await scene.moderator.taps(listed, "8")
    assert "消息 0" in scene.moderator.last(scene.staff)["text"]
    await scene.moderator.taps(scene.moderator.last(scene.staff), "不作处理")
    await scene.moderator.taps(listed, "较新")
    assert "7 项" in scene.stage.world.now_of(listed)["text"]


async def test_asked_for_in_the_group_the_list_goes_to_staff(scene: Scene) -> None:
    await reported(scene)
    await scene.moderator.says(scene.group, "/reports")
    scene.moderator.sees("待处理列表已发到管理群", scene.group)
    scene.moderator.sees("1. 举报 老王", scene.staff)
    scene.member.does_not_see("1. 举报", scene.group)
    await scene.member.says(scene.group, "/reports")
    scene.member.sees("权限", scene.group)


async def test_nothing_waits(scene: Scene) -> None:
    await scene.moderator.says(scene.staff, "/reports")
    scene.moderator.sees("没有待处理的举报和申诉", scene.staff)


async def test_without_a_staff_group_reports_wait_for_the_owner(stage: Stage) -> None:
    group, owner = await stage.group()
    member, reporter = stage.world.member(group, "老王"), stage.world.member(group, "小红")
    for number in range(7):
        message = await member.says(group, f"消息 {number}")
        await reporter.replies_to(message, "/report")
        stage.clock.jump(timedelta(minutes=5))
    await owner.starts(stage.bot)
    shown = [one["text"] for one in owner.history(stage.bot) if "被举报：" in one.get("text", "")]
    assert [text.split("消息 ")[1][0] for text in shown] == ["2", "3", "4", "5", "6"]
    await owner.says(stage.bot, "/reports")
    owner.sees("7 项", stage.bot)
    await owner.taps(owner.sees("内容：消息 6", stage.bot), "禁言 24 小时")
    assert stage.world.status(group, member) == "restricted"


async def test_a_new_staff_group_gets_what_waited(stage: Stage) -> None:
    group, owner = await stage.group()
    member, reporter = stage.world.member(group, "老王"), stage.world.member(group, "小红")
    message = await member.says(group, RUDE)
    await reporter.replies_to(message, "/report")
    staff = stage.world.supergroup("值班室", owner=owner, bot=stage.bot)
    await stage.settle()
    await owner.says(staff, "/bind")
    owner.sees("被举报：", staff)


# ---- erasing


async def test_an_erased_author_leaves_nothing_to_act_on(scene: Scene) -> None:
    await reported(scene)
    await scene.member.starts(scene.stage.bot)
    await scene.member.says(scene.stage.bot, "/privacy")
    await scene.member.taps("清除我的数据")
    await scene.member.taps("确认清除")
    await scene.moderator.taps(card(scene), "封禁")
    assert "失效" in scene.moderator.toasts[-1]
