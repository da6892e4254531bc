"""Members point staff to a message; staff act with one tap; everybody who reported it hears what became of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.moderation import queries
from bot.moderation.events import ReportUpheld
from bot.persistence.transaction import Transaction
from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

DAY = 86_400
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


# ---- acting


@pytest.mark.parametrize(
    ("label", "line", "status"),
    [
        ("删除", "已删除消息（#1）", "member"),
        ("警告", "已警告（#1）", "member"),
        ("禁言 24 小时", "已禁言（#1）", "restricted"),
        ("封禁", "已封禁（#1）", "kicked"),
    ],
)
async def test_acting_makes_a_case_and_tells_the_reporters(scene: Scene, label: str, line: str, status: str) -> None:
    reachable, other = witness(scene), witness(scene, "小刚")
    await reachable.starts(scene.stage.bot)
    message = await reported(scene, by=reachable)
    await other.replies_to(message, "举报")
    await scene.stage.world.passes(seconds=4)
    await scene.moderator.taps(card(scene), label)
    assert scene.stage.world.is_deleted(message)
    assert scene.status() == status
    if status == "restricted":
        assert scene.until() == DAY
    assert line in card(scene)["text"]
    assert "2 人" in card(scene)["text"]
    assert buttons(scene, card(scene)) == []
    case = await scene.case(1)
    assert case is not None
    assert (case.reason, case.actor_id) == ("成员举报", scene.moderator.id)
    assert "处理 #1\n" in scene.card(1)["text"]
    reachable.sees("你举报的内容群管已经处理", scene.stage.bot)
    other.sees("你举报的内容群管已经处理", scene.group)
    scene.owner.does_not_see("你举报的内容", scene.group)


async def test_the_cause_of_the_case_names_the_report(scene: Scene) -> None:
    await reported(scene)
    await scene.moderator.taps(card(scene), "警告")
    async with scene.stage.app.database.read() as view:
        case = await queries.case_of_cause(view, "report:1:warn")
    assert case is not None
    assert case.number == 1


async def test_upheld_reports_are_news(scene: Scene) -> None:
    heard: list[ReportUpheld] = []

    async def hear(tx: Transaction, event: ReportUpheld) -> None:
        heard.append(event)

    subscribers: dict[type, Sequence[object]] = dict(scene.stage.app.database.subscribers)
    scene.stage.app.database.subscribers = subscribers | {ReportUpheld: [hear]}  # type: ignore[assignment]
    first, second = witness(scene), witness(scene, "小刚")
    message = await reported(scene, by=first)
    await second.replies_to(message, "举报")
    await scene.moderator.taps(card(scene), "删除")
    assert [one.user_id for one in heard] == [first.id, second.id]
    assert {(one.community_id, one.message_id, one.author_id) for one in heard} == {
        (1, message["message_id"], scene.member.id)
    }
    await reported(scene, text="还是骗子")
    await scene.moderator.taps(card(scene), "不作处理")
    assert len(heard) == 2


async def test_dismissing(scene: Scene) -> None:
    reporter = witness(scene)
    message = await reported(scene, by=reporter)
    await scene.moderator.taps(card(scene), "不作处理")
    reporter.sees("这次不作处理", scene.group)
    assert "阿群 不作处理" in card(scene)["text"]
    assert not scene.stage.world.is_deleted(message)
    assert await scene.case(1) is None


async def test_the_second_tap_finds_it_done(scene: Scene) -> None:
    await reported(scene)
    before = card(scene)
    await scene.moderator.says(scene.staff, "/reports")
    await scene.moderator.taps("1")
    copy = scene.moderator.last(scene.staff)
    await scene.moderator.taps(before, "不作处理")
    await scene.owner.taps(copy, "封禁")
    assert scene.owner.toasts[-1] == "这个举报已经有人处理过。"
    assert scene.status() == "member"
    assert buttons(scene, scene.stage.world.now_of(copy)) == []


async def test_whoever_is_not_staff_acts_on_nothing(scene: Scene) -> None:
    await reported(scene)
    stranger = scene.stage.world.member(scene.staff, "路人")
    await stranger.taps(card(scene), "封禁")
    assert "权限" in stranger.toasts[-1]
    assert scene.status() == "member"


@pytest.mark.parametrize("data", ["report:1:explode", "report:9:ban", "report:1:handled:1", "report:1:handled"])
async def test_forged_buttons_sanction_nobody(scene: Scene, data: str) -> None:
    await reported(scene)
    stored = scene.stage.world.stored(card(scene))
    stored.fields = {**stored.fields, "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}}
    await scene.moderator.taps(stored.fields, "x")
    assert scene.status() == "member"
    assert await scene.case(1) is None


async def test_without_the_right_nothing_is_half_done(scene: Scene) -> None:
    await reported(scene)
    await scene.owner.promotes(scene.group, scene.stage.world.telegram.bots[scene.stage.bot.id], can_pin_messages=True)  # type: ignore[arg-type]
    await scene.moderator.taps(card(scene), "封禁")
    assert "封禁用户" in scene.moderator.toasts[-1]
    assert "已封禁" not in card(scene)["text"]
    assert await scene.case(1) is None


async def test_a_channel_that_posts_can_be_reported(scene: Scene) -> None:
    await scene.owner.starts(scene.stage.bot)
    await scene.owner.uploads(scene.stage.bot, "s.yaml", b"channels:\n  posting: allow\n", "/import settings")
    channel = scene.stage.world.channel("好物推荐", owner=witness(scene, "频道主"))
    poster = scene.stage.world.who(next(iter(channel.members)))
    message = await poster.says(scene.group, "快来买茶", as_chat=channel)
    await witness(scene, "小刚").replies_to(message, "/report")
    assert buttons(scene, card(scene)) == ["删除", "封禁", "不作处理", "恶意举报"]
    await scene.moderator.taps(card(scene), "封禁")
    assert scene.stage.telegram.calls_of("banChatSenderChat")


# ---- reports about staff


async def test_reports_about_staff_go_to_the_owner(scene: Scene) -> None:
    await scene.owner.starts(scene.stage.bot)
    message = await scene.moderator.says(scene.group, "闭嘴")
    await witness(scene).replies_to(message, "/report 态度差")
    scene.moderator.does_not_see("被举报：", scene.staff)
    shown = scene.owner.sees("被举报：", scene.stage.bot)
    assert "态度差" in shown["text"]
    await scene.moderator.says(scene.staff, "/reports")
    scene.moderator.sees("没有待处理", scene.staff)
    await scene.owner.says(scene.stage.bot, "/reports")
    scene.owner.sees("举报 阿群", scene.stage.bot)
    await scene.owner.taps(shown, "删除")
    assert "管理员" in scene.owner.toasts[-1] or scene.stage.world.is_deleted(message)


async def test_a_report_about_staff_waits_for_the_owner(scene: Scene) -> None:
    message = await scene.moderator.says(scene.group, "闭嘴")
    await witness(scene).replies_to(message, "/report")
    scene.moderator.does_not_see("被举报：", scene.staff)
    await scene.owner.starts(scene.stage.bot)
    scene.owner.sees("被举报：", scene.stage.bot)


async def test_an_anonymous_administrator_can_be_reported_to_the_owner(scene: Scene) -> None:
    await scene.owner.starts(scene.stage.bot)
    message = await scene.moderator.says(scene.group, "闭嘴", as_chat=scene.group)
    await witness(scene).replies_to(message, "/report")
    shown = scene.owner.sees("被举报：", scene.stage.bot)
    assert buttons(scene, shown) == ["删除", "不作处理", "恶意举报"]


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
