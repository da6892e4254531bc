"""What moderators order, and what the group sees of it."""

import pytest

from bot.simulator import Person
from bot.simulator.state import Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage

HOUR, DAY = 3600, 86_400


# ---- /mute


async def test_a_mute_by_reply(scene: Scene) -> None:
    await scene.orders("/mute 2h 反复刷屏")
    scene.member.sees("#1 已禁言 老王 2 小时，原因：反复刷屏", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", 2 * HOUR)


async def test_a_mute_without_a_duration_lasts_an_hour(scene: Scene) -> None:
    await scene.orders("/mute")
    scene.member.sees("#1 已禁言 老王 1 小时", scene.group)
    assert scene.until() == HOUR


@pytest.mark.parametrize("how", ["username", "id", "mention"])
async def test_a_person_can_be_named(scene: Scene, how: str) -> None:
    match how:
        case "username":
            await scene.moderator.says(scene.group, "/mute @lao_wang 1d 吵")
        case "id":
            await scene.moderator.says(scene.group, f"/mute {scene.member.id} 1d 吵")
        case _:
            entities = [{"type": "text_mention", "offset": 6, "length": 2, "user": user_of(scene.member)}]
            await scene.moderator.says(scene.group, "/mute 老王 1d 吵", entities=entities)
    scene.member.sees("#1 已禁言 老王 1 天，原因：吵", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", DAY)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/mute -1d", "看不懂时长"),
        ("/mute 99999w", "1 分钟到 366 天"),
        ("/mute 5s", "1 分钟到 366 天"),
        ("/mute 0", "看不懂时长"),
    ],
)
async def test_a_strange_duration_does_nothing(scene: Scene, command: str, answer: str) -> None:
    await scene.orders(command)
    scene.moderator.sees(answer, scene.group)
    assert (scene.status(), await scene.case(1)) == ("member", None)


async def test_without_a_target_the_usage_is_told(scene: Scene) -> None:
    for name in ("warn", "unwarn", "mute", "unmute", "kick", "ban", "unban", "del"):
        await scene.moderator.says(scene.group, f"/{name}")
        scene.moderator.sees("用法：回复", scene.group)
        assert f"/{name}" in scene.moderator.last(scene.group)["text"]
    assert await scene.case(1) is None


async def test_in_a_basic_group_the_upgrade_is_asked_for(stage: Stage) -> None:
    owner = stage.world.person("老板")
    member = stage.world.person("老王")
    group = stage.world.group("茶友会", owner=owner, bot=stage.bot, members=[member], admin=True)
    await stage.settle()
    message = await member.says(group, "刷屏")
    await owner.replies_to(message, "/mute 1h")
    owner.sees("请先把群升级为超级群", group)
    assert stage.world.status(group, member) == "member"


async def test_a_mute_for_good(scene: Scene) -> None:
    await scene.orders("/mute 永久 太吵")
    scene.member.sees("#1 已永久禁言 老王，原因：太吵", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", 0)


# ---- who may, and on whom


async def test_a_member_may_not_and_it_is_noted(scene: Scene) -> None:
    other = scene.stage.world.member(scene.group, "小红")
    message = await other.says(scene.group, "早")
    for command in ("/mute 1h", "/warn", "/ban", "/kick", "/del", "/unban", "/undo 1", "/case 1"):
        await scene.member.replies_to(message, command)
        scene.member.sees("权限", scene.group)
    assert scene.status(other) == "member"
    assert not scene.stage.world.is_deleted(message)
    await scene.moderator.replies_to(message, "/mute 1h")
    assert scene.status(other) == "restricted"


async def test_nobody_acts_upwards(scene: Scene) -> None:
    colleague = await scene.administrator("阿管", can_restrict_members=True)
    helper = await scene.administrator("助手", can_pin_messages=True)
    await scene.owner.promotes(scene.group, scene.member, can_restrict_members=True)
    for person, answer in (
        (scene.owner, "角色不低于你"),
        (colleague, "角色不低于你"),
        (scene.member, "角色不低于你"),
        (helper, "Telegram 管理员"),
        (scene.moderator, "不能处理你自己"),
    ):
        message = await person.says(scene.group, "你好")
        await scene.moderator.replies_to(message, "/ban")
        scene.moderator.sees(answer, scene.group)
    assert await scene.case(1) is None


async def test_the_bot_does_not_act_on_itself(scene: Scene) -> None:
    await scene.member.says(scene.group, "/rules")
    rules = scene.member.sees("群规", scene.group)
    await scene.moderator.replies_to(rules, "/mute 1h")
    scene.moderator.sees("不能处理机器人自己", scene.group)


async def test_somebody_unknown(scene: Scene) -> None:
    for target in ("@nobody_here", "999999999999"):
        await scene.moderator.says(scene.group, f"/ban {target}")
        scene.moderator.sees("没有找到这个人", scene.group)


async def test_an_anonymous_administrator_is_a_moderator(scene: Scene) -> None:
    hidden = await scene.administrator("隐身", anonymous=True)
    await scene.orders("/mute 1h", by=hidden)
    assert scene.status() == "restricted"
    assert "匿名管理员" in scene.card(1)["text"]
    message = await hidden.says(scene.group, "通知")
    await scene.moderator.replies_to(message, "/ban")
    scene.moderator.sees("匿名", scene.group)


async def test_the_lacking_right_is_named(stage: Stage) -> None:
    owner = stage.world.person("老板")
    group = stage.world.supergroup("茶友会", owner=owner, bot=stage.bot, bot_rights={"can_delete_messages": True})
    member = stage.world.member(group, "老王")
    await stage.settle()
    message = await member.says(group, "刷屏")
    for command in ("/mute 1h", "/ban", "/kick"):
        await owner.replies_to(message, command)
        owner.sees("我没有「封禁用户」的管理员权限", group)
    for _ in range(3):
        await owner.replies_to(message, "/warn")
    owner.sees("#3 已警告 老王（第 3 次）", group)
    owner.sees("没能继续处理", group)
    await owner.replies_to(message, "/del")
    assert stage.world.is_deleted(message)


# ---- /warn


async def test_the_third_warning_mutes_in_the_same_answer(scene: Scene) -> None:
    await scene.orders("/warn 插嘴")
    scene.member.sees("#1 已警告 老王（第 1 次），原因：插嘴", scene.group)
    await scene.orders("/warn")
    assert scene.status() == "member"
    await scene.orders("/warn")
    scene.member.sees("#3 已警告 老王（第 3 次），并禁言 1 天", scene.group)
    assert (scene.status(), scene.until()) == ("restricted", DAY)


async def test_a_warning_is_taken_back(scene: Scene) -> None:
    await scene.orders("/warn")
    await scene.orders("/unwarn")
    scene.member.sees("#2 已撤回 老王 的一次警告，还有 0 次有效", scene.group)
    assert "已解除（#2）" in scene.card(1)["text"]
    assert scene.buttons(1) == []
    await scene.orders("/unwarn")
    scene.moderator.sees("没有有效的警告", scene.group)


# ---- /kick, /ban


async def test_a_kicked_person_may_come_back(scene: Scene) -> None:
    await scene.orders("/kick 歇一歇")
    scene.moderator.sees("#1 已将 老王 移出群聊，原因：歇一歇", scene.group)
    assert scene.status() == "left"
    await scene.member.joins(scene.group)
    assert scene.status() == "member"


async def test_somebody_who_is_gone_is_not_kicked(scene: Scene) -> None:
    message = await scene.member.says(scene.group, "再见")
    await scene.member.leaves(scene.group)
    await scene.moderator.replies_to(message, "/kick")
    scene.moderator.sees("对方不在群里", scene.group)


async def test_a_ban_is_for_good_unless_timed(scene: Scene) -> None:
    await scene.orders("/ban 广告")
    scene.moderator.sees("#1 已永久封禁 老王，原因：广告", scene.group)
    assert (scene.status(), scene.until()) == ("kicked", 0)
    await scene.moderator.says(scene.group, f"/unban {scene.member.id}")
    scene.moderator.sees("#2 已解除 老王 的封禁", scene.group)
    assert scene.status() == "left"
    await scene.member.joins(scene.group)
    await scene.orders("/ban 7d")
    assert (scene.status(), scene.until()) == ("kicked", 7 * DAY)


async def test_what_does_not_hold_is_not_lifted(scene: Scene) -> None:
    await scene.orders("/unmute")
    scene.moderator.sees("对方没有被禁言", scene.group)
    await scene.orders("/unban")
    scene.moderator.sees("对方没有被封禁", scene.group)


async def test_unmute_gives_back_what_was_before(scene: Scene) -> None:
    await scene.owner.restricts(scene.group, scene.member, can_send_messages=True, can_send_photos=True)
    before = dict(scene.stage.telegram.member(scene.group, scene.member.id).permissions)
    await scene.orders("/mute 1h")
    await scene.moderator.says(scene.group, "/unmute @lao_wang")
    scene.moderator.sees("#2 已解除 老王 的禁言", scene.group)
    assert scene.stage.telegram.member(scene.group, scene.member.id).permissions == before


async def test_a_channel_that_posts_is_banned_as_such(scene: Scene) -> None:
    await scene.configure({"channels.posting": "allow"})
    channel = scene.stage.world.channel("好物推荐", owner=scene.member)
    message = await scene.member.says(scene.group, "看频道", as_chat=channel)
    await scene.moderator.replies_to(message, "/mute 1h")
    scene.moderator.sees("只能删除消息或封禁", scene.group)
    await scene.moderator.replies_to(message, "/ban 1d")
    scene.moderator.sees("频道只能永久封禁", scene.group)
    await scene.moderator.replies_to(message, "/ban")
    scene.moderator.sees("#1 已永久封禁 好物推荐", scene.group)
    await scene.moderator.says(scene.group, f"/unban {channel.id}")
    scene.moderator.sees("#2 已解除", scene.group)


# ---- /del


async def test_a_message_is_deleted_with_a_case(scene: Scene) -> None:
    message = await scene.orders("/del 跑题")
    assert scene.stage.world.is_deleted(message)
    scene.moderator.sees("#1 已删除 老王 的消息，原因：跑题", scene.group)
    assert "刷屏刷屏" in scene.card(1)["text"]


async def test_staff_tidy_up_behind_the_bot_but_not_behind_each_other(scene: Scene) -> None:
    await scene.member.says(scene.group, "/rules")
    rules = scene.member.sees("群规", scene.group)
    await scene.moderator.replies_to(rules, "/del")
    assert scene.stage.world.is_deleted(rules)
    notice = await scene.owner.says(scene.group, "通知")
    await scene.moderator.replies_to(notice, "/del")
    scene.moderator.sees("角色不低于你", scene.group)
    assert not scene.stage.world.is_deleted(notice)


# ---- from elsewhere


async def test_in_the_staff_group_the_card_is_the_answer(scene: Scene) -> None:
    await scene.moderator.says(scene.staff, "/mute @lao_wang 2h 吵")
    assert (scene.status(), scene.until()) == ("restricted", 2 * HOUR)
    assert "老王" in scene.card(1)["text"]
    scene.member.does_not_see("#1", scene.group)


async def test_in_private_too(scene: Scene) -> None:
    await scene.moderator.starts(scene.stage.bot)
    await scene.moderator.says(scene.stage.bot, "/ban @lao_wang")
    scene.moderator.sees("#1 已永久封禁 老王", scene.stage.bot)
    assert scene.status() == "kicked"


async def test_a_redelivered_command_acts_once(scene: Scene) -> None:
    message = await scene.member.says(scene.group, "刷屏")
    await scene.moderator.replies_to(message, "/warn")
    await scene.stage.restart()
    await scene.moderator.replies_to(message, "/warn")
    case = await scene.case(2)
    assert case is not None
    assert case.warnings == 2
    assert await scene.case(3) is None


async def test_answers_follow_the_groups_language(stage: Stage) -> None:
    owner = stage.world.person("Boss", language="en")
    group = stage.world.supergroup("Tea", owner=owner, bot=stage.bot)
    member = stage.world.member(group, "Tom", language="zh-hans")
    await stage.settle()
    message = await member.says(group, "flooding")
    await owner.replies_to(message, "/mute 1h flooding")
    member.sees("#1 Muted Tom for 1 hour. Reason: flooding", group)


async def test_markup_in_names_and_reasons_is_text(scene: Scene) -> None:
    wild = scene.stage.world.member(scene.group, "<b>坏</b>")
    message = await wild.says(scene.group, "<i>x</i>")
    await scene.moderator.replies_to(message, "/mute 1h <a href='x'>y</a>")
    wild.sees("#1 已禁言 <b>坏</b> 1 小时，原因：<a href='x'>y</a>", scene.group)


def user_of(person: Person) -> Json:
    return {"id": person.id, "is_bot": False, "first_name": "老王"}
