"""/purge, /del all and the button behind it: many messages at once."""

from bot.simulator.state import Json
from tests.handlers.scene import Scene

DAY = 86_400


def gone(scene: Scene, *messages: Json) -> list[bool]:
    return [scene.stage.world.is_deleted(message) for message in messages]


async def test_a_stretch_is_removed_up_to_the_command(scene: Scene) -> None:
    before = await scene.member.says(scene.group, "留下")
    first = await scene.member.says(scene.group, "吵一")
    second = await scene.member.says(scene.group, "吵二")
    command = await scene.moderator.replies_to(first, "/purge")
    assert gone(scene, before, first, second, command) == [False, True, True, True]
    scene.moderator.sees("#1 已清理 2 条消息", scene.group)
    card = scene.card(1)["text"]
    assert "清理 3 条消息" in card
    assert "对象" not in card
    assert scene.buttons(1) == ["撤销"]


async def test_the_answer_is_quiet(scene: Scene) -> None:
    first = await scene.member.says(scene.group, "吵")
    await scene.moderator.replies_to(first, "/purge")
    await scene.stage.world.passes(seconds=31)
    scene.member.does_not_see("已清理", scene.group)


async def test_it_goes_by_hundreds(scene: Scene) -> None:
    first = await scene.member.says(scene.group, "第一条")
    for number in range(149):
        await scene.member.says(scene.group, f"第 {number} 条")
    scene.stage.telegram.calls.clear()
    await scene.moderator.replies_to(first, "/purge")
    calls = scene.stage.telegram.calls_of("deleteMessages")
    assert [len(call.params["message_ids"]) for call in calls] == [100, 51]
    scene.moderator.sees("#1 已清理 150 条消息", scene.group)


async def test_beyond_the_bound_nothing_goes(scene: Scene) -> None:
    await scene.configure({"moderation.purge_most": 3})
    messages = [await scene.member.says(scene.group, f"第 {number} 条") for number in range(4)]
    await scene.moderator.replies_to(messages[0], "/purge")
    scene.moderator.sees("一次最多清理 3 条。没有删除任何消息", scene.group)
    assert gone(scene, *messages) == [False] * 4
    await scene.moderator.replies_to(messages[2], "/purge")
    assert gone(scene, *messages[2:]) == [True, True]


async def test_old_messages_are_beyond_telegrams_reach(scene: Scene) -> None:
    first = await scene.member.says(scene.group, "旧的")
    await scene.stage.world.passes(hours=48)
    await scene.moderator.replies_to(first, "/purge")
    scene.moderator.sees("超过 48 小时", scene.group)
    assert gone(scene, first) == [False]


async def test_what_superiors_and_the_linked_channel_wrote_stays(scene: Scene) -> None:
    first = await scene.member.says(scene.group, "吵")
    notice = await scene.owner.says(scene.group, "通知")
    own = await scene.moderator.says(scene.group, "别吵")
    await scene.moderator.replies_to(first, "/purge")
    assert gone(scene, first, notice, own) == [True, False, True]
    scene.moderator.sees("留下 1 条你不能处理的", scene.group)


async def test_who_may_purge_and_where(scene: Scene) -> None:
    first = await scene.member.says(scene.group, "吵")
    await scene.member.replies_to(first, "/purge")
    scene.member.sees("权限", scene.group)
    await scene.moderator.says(scene.group, "/purge")
    scene.moderator.sees("用法：回复要清理的第一条消息", scene.group)
    await scene.moderator.says(scene.staff, "/purge")
    scene.moderator.sees("在群里使用", scene.staff)
    assert gone(scene, first) == [False]
    assert await scene.case(1) is None


async def test_in_a_topic_only_that_topic_goes(scene: Scene) -> None:
    world = scene.stage.world
    forum = world.supergroup("论坛", owner=scene.owner, bot=scene.stage.bot, forum=True)
    await scene.stage.settle()
    member = world.member(forum, "小红")
    topic, other = world.topic(forum, "茶", scene.owner), world.topic(forum, "酒", scene.owner)
    first = await member.says(forum, "茶一", topic=topic.id)
    elsewhere = await member.says(forum, "酒一", topic=other.id)
    second = await member.says(forum, "茶二", topic=topic.id)
    await scene.owner.replies_to(first, "/purge")
    assert gone(scene, first, elsewhere, second) == [True, False, True]


async def test_undone_the_purged_texts_can_be_posted_again(scene: Scene) -> None:
    other = scene.stage.world.member(scene.group, "小红")
    first = await scene.member.says(scene.group, "你好 <b>")
    await scene.member.says(scene.group, "在吗")
    await other.says(scene.group, "在")
    await scene.moderator.replies_to(first, "/purge")
    await scene.moderator.taps("撤销")
    assert scene.buttons(1) == ["重新发布"]
    await scene.moderator.taps("重新发布")
    again = scene.member.sees("以下消息此前被删除", scene.group)["text"]
    assert again.split("\n")[1:6] == ["老王", "你好 <b>", "在吗", "小红", "在"]
    assert scene.buttons(1) == []


# ---- everything of one member


async def test_everything_of_a_member_goes(scene: Scene) -> None:
    old = await scene.member.says(scene.group, "前天")
    await scene.stage.world.passes(hours=49)
    first = await scene.member.says(scene.group, "昨天")
    other = await scene.moderator.says(scene.group, "别人的")
    await scene.stage.world.passes(hours=20)
    last = await scene.member.says(scene.group, "今天")
    await scene.moderator.replies_to(last, "/del all 广告")
    assert gone(scene, old, first, other, last) == [False, True, False, True]
    scene.moderator.sees("#1 已删除 老王 最近 48 小时的 2 条消息，原因：广告", scene.group)


async def test_the_button_behind_a_ban(scene: Scene) -> None:
    messages = [await scene.member.says(scene.group, f"第 {number} 条") for number in range(3)]
    await scene.moderator.replies_to(messages[0], "/ban")
    assert gone(scene, *messages) == [False] * 3
    await scene.moderator.taps(scene.card(1), "删除全部消息")
    assert gone(scene, *messages) == [True] * 3
    assert "已删除全部消息（#2）" in scene.card(1)["text"]
    assert "删除全部消息" not in scene.buttons(1)
    assert "条消息" in scene.card(2)["text"]


async def test_nothing_is_left_to_delete(scene: Scene) -> None:
    message = await scene.member.says(scene.group, "早")
    await scene.moderator.replies_to(message, "/mute 1h")
    await scene.stage.world.passes(hours=49)
    await scene.moderator.taps(scene.card(1), "删除全部消息")
    assert "没有留下的消息" in scene.moderator.toasts[-1]
    assert await scene.case(2) is None


async def test_nobody_clears_upwards(scene: Scene) -> None:
    notice = await scene.owner.says(scene.group, "通知")
    await scene.moderator.replies_to(notice, "/del all")
    scene.moderator.sees("角色不低于你", scene.group)
    message = await scene.member.says(scene.group, "早")
    await scene.member.replies_to(message, "/del all")
    scene.member.sees("权限", scene.group)
    assert gone(scene, notice, message) == [False, False]
    await scene.moderator.replies_to(message, "/del 全部")
    assert gone(scene, message) == [True]
