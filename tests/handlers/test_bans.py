"""Safeguards around bans: a second moderator, and the alarm about many."""

import pytest

from bot.simulator import Person
from bot.simulator.state import Json
from tests.handlers.scene import Scene

DAY = 86_400
RIGHTS = {"can_restrict_members": True, "can_delete_messages": True}


async def second_moderator(scene: Scene) -> Person:
    person = await scene.administrator("小管", **RIGHTS)
    await person.joins(scene.staff)
    return person


async def test_a_ban_for_good_waits_for_a_second_moderator(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    second = await second_moderator(scene)
    await scene.orders("/ban 广告")
    scene.member.sees("#1 提议永久封禁 老王，等另一位群管确认；在此之前禁言，原因：广告", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", DAY)
    assert scene.buttons(1) == ["确认封禁", "撤销", "资料"]
    await scene.moderator.taps(scene.card(1), "确认封禁")
    assert "要由另一位群管确认" in scene.moderator.toasts[-1]
    assert scene.status() == "restricted"
    await second.taps(scene.card(1), "确认封禁")
    assert second.toasts[-1] == "已封禁（#2）"
    assert (scene.status(), scene.until()) == ("kicked", 0)
    assert "小管 确认封禁（#2）" in scene.card(1)["text"]
    assert scene.buttons(1) == []
    await second.taps(scene.card(2), "撤销")
    assert scene.status() == "left"


async def test_a_proposal_is_taken_back(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    await scene.orders("/ban")
    await scene.moderator.taps(scene.card(1), "撤销")
    assert scene.status() == "member"
    assert scene.buttons(1) == []


async def test_a_proposal_ends_after_a_day(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    second = await second_moderator(scene)
    await scene.orders("/ban")
    card = scene.card(1)
    await scene.passes(days=1, seconds=1)
    assert scene.status() == "member"
    await second.taps(card, "确认封禁")
    assert "已经结束" in second.toasts[-1]
    assert await scene.case(2) is None


async def test_the_owner_and_timed_bans_wait_for_nobody(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    await scene.orders("/ban 7d")
    assert (scene.status(), scene.until()) == ("kicked", 7 * DAY)
    await scene.moderator.taps(scene.card(1), "延长时间")
    await scene.moderator.taps("永久")
    assert "要两人确认" in scene.moderator.toasts[-1]
    assert scene.until() == 7 * DAY
    other = scene.stage.world.member(scene.group, "小红")
    message = await other.says(scene.group, "广告")
    await scene.owner.replies_to(message, "/ban")
    assert scene.status(other) == "kicked"


async def test_a_ban_from_a_card_waits_too(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    second = await second_moderator(scene)
    await scene.orders("/warn")
    await scene.moderator.taps(scene.card(1), "封禁")
    assert scene.status() == "restricted"
    assert "提议封禁（#2）" in scene.card(1)["text"]
    await second.taps(scene.card(2), "确认封禁")
    assert scene.status() == "kicked"


async def test_the_ladder_does_not_get_round_the_second_moderator(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True, "moderation.ban_after": 2})
    await scene.orders("/warn")
    await scene.orders("/warn")
    scene.member.sees("#3 提议永久封禁 老王", scene.group)
    assert scene.status() == "restricted"
    case = await scene.case(2)
    assert case is not None
    assert case.consequence is None


async def test_a_hidden_administrator_has_to_show_the_name(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    hidden = await scene.administrator("隐身", anonymous=True)
    await scene.orders("/ban", by=hidden)
    hidden.sees("请用自己的账号操作", scene.group)
    assert (scene.status(), await scene.case(1)) == ("member", None)


async def test_members_confirm_nothing(scene: Scene) -> None:
    await scene.configure({"moderation.two_person_bans": True})
    await scene.orders("/ban")
    stranger = scene.stage.world.member(scene.staff, "路人")
    await stranger.taps(scene.card(1), "确认封禁")
    assert "权限" in stranger.toasts[-1]
    assert scene.status() == "restricted"


# ---- many bans


async def ban_many(scene: Scene, count: int, *, by: Person | None = None, command: str = "/ban") -> list[Person]:
    people = [scene.stage.world.member(scene.group, f"成员{number}") for number in range(count)]
    for person in people:
        message = await person.says(scene.group, "早")
        await (by or scene.moderator).replies_to(message, command)
    return people


@pytest.fixture
async def alarm(scene: Scene) -> Json:
    """The alarm after the third ban of the moderator."""
    await scene.owner.starts(scene.stage.bot)
    await scene.configure({"moderation.ban_alarm_count": 3})
    await ban_many(scene, 3)
    return scene.moderator.sees("注意：阿群 在 10 分钟内封禁了 3 人，最近一次是 #3", scene.staff)


async def test_many_bans_are_told_to_staff_and_to_the_owner(scene: Scene, alarm: Json) -> None:
    scene.owner.sees("注意：阿群", scene.stage.bot)
    await ban_many(scene, 2)
    told = [one for one in scene.owner.history(scene.stage.bot) if "注意：阿群" in one.get("text", "")]
    assert len(told) == 1


async def test_bans_far_apart_raise_no_alarm(scene: Scene) -> None:
    await scene.configure({"moderation.ban_alarm_count": 3})
    for _ in range(4):
        await ban_many(scene, 1)
        await scene.stage.world.passes(minutes=6)
    scene.moderator.does_not_see("注意：", scene.staff)


async def test_a_suspended_moderator_bans_nobody_until_the_owner_lifts_it(scene: Scene, alarm: Json) -> None:
    second = await second_moderator(scene)
    await scene.moderator.taps(alarm, "暂停其封禁权限")
    assert "说的是你自己" in scene.moderator.toasts[-1]
    await second.taps(alarm, "暂停其封禁权限")
    assert "小管 暂停了其封禁权限" in scene.stage.world.now_of(alarm)["text"]
    await scene.orders("/ban")
    scene.moderator.sees("你的封禁权限已暂停", scene.group)
    await scene.orders("/warn")
    await scene.moderator.taps(scene.card(4), "封禁")
    assert "已暂停" in scene.moderator.toasts[-1]
    assert scene.status() == "member"
    await second.taps(alarm, "恢复其封禁权限")
    assert "权限" in second.toasts[-1]
    mine = scene.owner.sees("注意：阿群", scene.stage.bot)
    await scene.owner.taps(mine, "恢复其封禁权限")
    assert "老板 恢复了其封禁权限" in scene.stage.world.now_of(alarm)["text"]
    await scene.orders("/ban")
    assert scene.status() == "kicked"


async def test_suspending_twice_and_lifting_nothing(scene: Scene, alarm: Json) -> None:
    mine = scene.owner.sees("注意：阿群", scene.stage.bot)
    before = dict(scene.stage.world.stored(mine).fields)
    await scene.owner.taps(mine, "暂停其封禁权限")
    stored = scene.stage.world.stored(mine)
    stored.fields = before
    await scene.owner.taps(mine, "暂停其封禁权限")
    assert "已经暂停" in scene.owner.toasts[-1]


async def test_the_ladder_does_not_get_round_a_suspension(scene: Scene, alarm: Json) -> None:
    second = await second_moderator(scene)
    await second.taps(alarm, "暂停其封禁权限")
    await scene.configure({"moderation.ban_after": 2})
    await scene.orders("/warn")
    await scene.orders("/warn")
    scene.moderator.sees("你的封禁权限已暂停", scene.group)
    assert scene.status() == "member"


async def test_nobody_suspends_the_owner(scene: Scene) -> None:
    await scene.configure({"moderation.ban_alarm_count": 2})
    await ban_many(scene, 2, by=scene.owner)
    alarm = scene.moderator.sees("注意：老板", scene.staff)
    await scene.moderator.taps(alarm, "暂停其封禁权限")
    assert "角色不低于你" in scene.moderator.toasts[-1]
