"""The slow lane: text stays, links and media are withheld."""

import pytest

from bot.simulator import ApiError
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

HOUR, DAY = 3600, 86_400


def permissions(scene: Scene) -> dict[str, bool]:
    return dict(scene.stage.telegram.member(scene.group, scene.member.id).permissions)


async def test_media_and_links_are_withheld_and_text_is_not(scene: Scene) -> None:
    await scene.orders("/slowlane 2h 总发链接")
    scene.member.sees("#1 已把 老王 放入慢车道 2 小时，期间只能发文字，原因：总发链接", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", 2 * HOUR)
    assert not scene.stage.world.is_deleted(await scene.member.says(scene.group, "还能说话"))
    with pytest.raises(ApiError):
        await scene.member.uploads(scene.group, "a.jpg", b"x", kind="photo")
    link = await scene.member.says(scene.group, "看 https://shop.example.com/x")
    assert scene.stage.world.is_deleted(link)
    assert "在慢车道里不能发链接" in scene.card(2)["text"]
    allowed = await scene.member.says(scene.group, "看 https://zh.wikipedia.org/wiki/茶")
    assert not scene.stage.world.is_deleted(allowed)


async def test_an_edit_that_adds_a_link_goes_too(scene: Scene) -> None:
    await scene.orders("/slowlane")
    message = await scene.member.says(scene.group, "大家好")
    await scene.member.edits(message, "大家好 shop.example.com")
    assert scene.stage.world.is_deleted(message)


async def test_it_ends_by_itself(scene: Scene) -> None:
    await scene.orders("/slowlane")
    assert scene.until() == DAY
    await scene.stage.world.passes(days=1, seconds=1)
    assert not scene.stage.world.is_deleted(await scene.member.says(scene.group, "看 https://shop.example.com"))


@pytest.mark.parametrize("how", ["/slowlane off", "undo", "/slowlane 关闭"])
async def test_it_is_lifted(scene: Scene, how: str) -> None:
    await scene.orders("/slowlane 永久")
    if how == "undo":
        await scene.moderator.taps(scene.card(1), "撤销")
    else:
        await scene.orders(how)
        scene.member.sees("#2 老王 已离开慢车道", scene.group)
        assert "已解除（#2）" in scene.card(1)["text"]
    assert scene.status() == "member"
    assert not scene.stage.world.is_deleted(await scene.member.says(scene.group, "看 https://shop.example.com"))


async def test_it_is_lengthened(scene: Scene) -> None:
    await scene.orders("/slowlane 1h")
    await scene.moderator.taps(scene.card(1), "延长时间")
    await scene.moderator.taps("+1 天")
    assert scene.until() == HOUR + DAY
    assert permissions(scene)["can_send_messages"]
    await scene.stage.world.passes(hours=2)
    assert scene.stage.world.is_deleted(await scene.member.says(scene.group, "看 https://shop.example.com"))


async def test_a_mute_on_top_ends_and_the_slow_lane_goes_on(scene: Scene) -> None:
    """Telegram keeps one restriction per person, and the shorter one would end the longer one."""
    await scene.orders("/slowlane 7d")
    slow = permissions(scene)
    await scene.orders("/mute 1h")
    assert not permissions(scene)["can_send_messages"]
    await scene.passes(hours=1, minutes=2)
    assert permissions(scene) == slow
    assert scene.until() > 6 * DAY


async def test_unmute_and_leaving_the_slow_lane_leave_each_other_alone(scene: Scene) -> None:
    await scene.orders("/slowlane 7d")
    slow = permissions(scene)
    await scene.orders("/unmute")
    scene.moderator.sees("只是在慢车道", scene.group)
    message = await scene.member.says(scene.group, "好")
    await scene.moderator.replies_to(message, "/mute 1d")
    await scene.moderator.replies_to(message, "/slowlane off")
    assert not permissions(scene)["can_send_messages"]
    await scene.moderator.replies_to(message, "/unmute")
    assert scene.status() == "member"
    await scene.moderator.replies_to(message, "/slowlane 7d")
    await scene.moderator.replies_to(message, "/mute 1d")
    await scene.moderator.replies_to(message, "/unmute")
    assert permissions(scene) == slow


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/slowlane -1d", "看不懂时长"),
        ("/slowlane 99999w", "1 分钟到 366 天"),
        ("/slowlane 5s", "1 分钟到 366 天"),
        ("/slowlane 0", "看不懂时长"),
        ("/slowlane off", "对方不在慢车道"),
    ],
)
async def test_what_makes_no_sense_does_nothing(scene: Scene, command: str, answer: str) -> None:
    await scene.orders(command)
    scene.moderator.sees(answer, scene.group)
    assert (scene.status(), await scene.case(1)) == ("member", None)


async def test_members_may_not_and_nobody_acts_upwards(scene: Scene) -> None:
    message = await scene.owner.says(scene.group, "通知")
    await scene.member.replies_to(message, "/slowlane 1h")
    scene.member.sees("权限", scene.group)
    await scene.moderator.replies_to(message, "/slowlane 1h")
    scene.moderator.sees("角色不低于你", scene.group)
    await scene.moderator.says(scene.group, "/slowlane")
    scene.moderator.sees("用法：回复", scene.group)
    assert await scene.case(1) is None


async def test_whoever_is_muted_is_unmuted_first(scene: Scene) -> None:
    message = await scene.orders("/mute 1h")
    await scene.moderator.replies_to(message, "/slowlane 1d")
    scene.moderator.sees("请先解除禁言", scene.group)
    assert scene.until() == HOUR


@pytest.mark.parametrize("command", ["/slowlane 1h", "/mute 1h", "/warn", "/kick"])
async def test_whoever_has_left_is_not_there(scene: Scene, command: str) -> None:
    message = await scene.member.says(scene.group, "再见")
    await scene.member.leaves(scene.group)
    await scene.moderator.replies_to(message, command)
    scene.moderator.sees("对方不在群里", scene.group)
    assert (scene.status(), await scene.case(1)) == ("left", None)


async def test_a_basic_group_has_none(stage: Stage) -> None:
    owner, member = stage.world.person("老板"), stage.world.person("老王")
    group = stage.world.group("茶友会", owner=owner, bot=stage.bot, members=[member], admin=True)
    await stage.settle()
    message = await member.says(group, "早")
    await owner.replies_to(message, "/slowlane")
    owner.sees("请先把群升级为超级群", group)


@pytest.mark.parametrize(("kind", "status"), [("slow_lane", "restricted"), ("kick", "left")])
async def test_the_ladder_has_a_rung_of_the_communitys_own(scene: Scene, kind: str, status: str) -> None:
    await scene.configure({"moderation.rung_kind": kind, "moderation.rung_after": 2})
    await scene.orders("/warn")
    assert scene.status() == "member"
    await scene.orders("/warn")
    assert scene.status() == status
    case = await scene.case(2)
    assert case is not None
    assert case.consequence == kind
    await scene.moderator.taps(scene.card(2), "撤销")
    assert scene.status() == ("left" if kind == "kick" else "member")
