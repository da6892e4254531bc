"""/history and the profile behind a card."""

import pytest

from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene
from tests.handlers.stage import Stage


def labels(scene: Scene, message: Json) -> list[str]:
    return labels_of(scene.stage.world.stored(message))


async def record(scene: Scene) -> str:
    await scene.moderator.says(scene.staff, "/history @lao_wang")
    return str(scene.moderator.last(scene.staff)["text"])


async def test_the_record_of_somebody_new_is_empty(scene: Scene) -> None:
    assert await record(scene) == f"老王 的记录（{scene.member.id}）\n有效警告 0 次，处理 0 次"


async def test_cases_warnings_and_what_holds_now(scene: Scene) -> None:
    await scene.orders("/warn 插嘴")
    await scene.orders("/warn")
    await scene.orders("/slowlane 7d")
    await scene.orders("/mute 1d")
    await scene.moderator.taps(scene.card(2), "撤销")
    text = await record(scene)
    lines = text.split("\n")
    assert lines[1] == "有效警告 1 次，处理 4 次"
    assert lines[2].startswith("慢车道中（#3，茶友会）：")
    assert lines[3].startswith("禁言中（#4，茶友会）：")
    assert [line[:2] for line in lines[4:]] == ["#4", "#3", "#2", "#1"]
    assert "（已撤销）" in lines[6]
    assert "警告（第 1 次）" in lines[7]


async def test_pages(scene: Scene) -> None:
    for _ in range(10):
        await scene.orders("/del")
    await record(scene)
    shown = scene.moderator.last(scene.staff)
    assert "第 1 页，共 2 页" in shown["text"]
    assert labels(scene, shown) == ["较早 ›"]
    await scene.moderator.taps(shown, "较早 ›")
    now = scene.stage.world.now_of(shown)["text"]
    assert "第 2 页，共 2 页" in now
    assert ("\n#2 " in now, "\n#3 " in now) == (True, False)
    await scene.moderator.taps(shown, "‹ 较新")
    assert "\n#10 " in scene.stage.world.now_of(shown)["text"]


@pytest.mark.parametrize("how", ["reply", "id", "username"])
async def test_asked_for_in_the_group_it_goes_to_staff(scene: Scene, how: str) -> None:
    message = await scene.orders("/warn 插嘴")
    if how == "reply":
        await scene.moderator.replies_to(message, "/history")
    else:
        target = str(scene.member.id) if how == "id" else "@lao_wang"
        await scene.moderator.says(scene.group, f"/history {target}")
    scene.moderator.sees("记录已发到管理群", scene.group)
    assert "有效警告 1 次" in scene.moderator.sees("老王 的记录", scene.staff)["text"]
    scene.member.does_not_see("的记录（", scene.group)


async def test_without_a_staff_group_it_goes_to_the_private_chat(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "老王")
    message = await member.says(group, "早")
    await owner.replies_to(message, "/history")
    owner.sees("请先和我私聊并点开始", group)
    await owner.starts(stage.bot)
    await owner.replies_to(message, "/history")
    owner.sees("记录已发到你的私聊", group)
    owner.sees("老王 的记录", stage.bot)


async def test_members_may_not_and_strangers_are_unknown(scene: Scene) -> None:
    await scene.member.says(scene.group, f"/history {scene.moderator.id}")
    scene.member.sees("权限", scene.group)
    for command, answer in (
        ("/history", "用法"),
        ("/history @nobody_here", "没有找到这个人"),
        ("/history 999999999999", "没有找到这个人"),
        ("/history -1001234567890", "只能用于个人"),
    ):
        await scene.moderator.says(scene.staff, command)
        scene.moderator.sees(answer, scene.staff)
    await record(scene)
    stranger = scene.stage.world.member(scene.staff, "路人")
    await scene.orders("/warn")
    await stranger.taps(scene.card(1), "资料")
    assert "权限" in stranger.toasts[-1]


async def test_somebody_who_left_has_a_record(scene: Scene) -> None:
    await scene.orders("/warn")
    await scene.member.leaves(scene.group)
    assert "处理 1 次" in await record(scene)


# ---- profile


async def test_a_profile_says_who_that_is(scene: Scene) -> None:
    newcomer = await scene.newcomer("小明", username="xiao_ming")
    await scene.stage.world.passes(days=2)
    message = await newcomer.says(scene.group, "早")
    await scene.moderator.replies_to(message, "/warn 吵")
    await scene.moderator.taps(scene.card(1), "资料")
    shown = scene.moderator.sees("名字：", scene.staff)
    assert shown["text"].split("\n") == [
        "名字：小明",
        "用户名：xiao_ming",
        f"ID：{newcomer.id}",
        "来了 2 天",
        "发言 1 条，处理 1 次",
    ]
    assert shown["entities"][-1]["user"]["id"] == newcomer.id
    await scene.moderator.taps(shown, "处理记录")
    assert "有效警告 1 次" in scene.moderator.sees("小明 的记录", scene.staff)["text"]


async def test_an_advertising_name_is_masked(scene: Scene) -> None:
    newcomer = await scene.newcomer("加薇 abc123", username="xiao_ming")
    message = await newcomer.says(scene.group, "早")
    await scene.moderator.replies_to(message, "/warn")
    await scene.moderator.taps(scene.card(1), "资料")
    assert scene.moderator.sees("名字：", scene.staff)["text"].split("\n")[0] == "名字：加＊＊＊"
    await scene.moderator.says(scene.staff, f"/history {newcomer.id}")
    scene.moderator.sees("加＊＊＊ 的记录", scene.staff)


async def test_a_forged_page_shows_nothing_of_others(scene: Scene) -> None:
    await scene.orders("/warn")
    card = scene.card(1)
    stored = scene.stage.world.stored(card)
    for data in ("history:9:1:0:0", "history:1:x:0:0", "history:1:1:0"):
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
        stored.fields = {**stored.fields, "reply_markup": keyboard}
        await scene.moderator.taps(stored.fields, "x")
    scene.moderator.does_not_see("的记录", scene.staff)


async def test_reports_and_appeals_are_counted(scene: Scene) -> None:
    message = await scene.member.says(scene.group, "刷屏刷屏")
    other = scene.stage.world.member(scene.group, "小红")
    await other.replies_to(message, "/report 刷屏")
    assert "被举报 1 次，申诉 0 次" in await record(scene)
