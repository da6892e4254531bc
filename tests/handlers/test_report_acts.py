"""What staff do about reports with one tap, and what becomes of it for author and reporters."""

from collections.abc import Sequence

import pytest

from bot.moderation import queries
from bot.moderation.events import ReportUpheld
from bot.persistence.transaction import Transaction
from tests.handlers.reporting import buttons, card, reported, witness
from tests.handlers.scene import Scene

DAY = 86_400

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
