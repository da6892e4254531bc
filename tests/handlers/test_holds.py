"""Messages that are held for review: the card, the queue, and what becomes of them."""

import pytest

from bot.simulator import Person
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from tests.handlers.scene import Scene

RULES = """
- name: pending
  mode: enforce
  when:
    any:
      - words: [团购]
      - media: [photo, sticker, document]
  then: [hold]
  explain: 团购要先审核
"""


@pytest.fixture
async def held(scene: Scene) -> Scene:
    """A community whose rule holds talk of 团购, and all pictures."""
    await scene.owner.starts(scene.stage.bot)
    await scene.owner.uploads(scene.stage.bot, "rules.yaml", RULES.encode(), "/import rules")
    return scene


def gone(scene: Scene, message: Json) -> bool:
    return scene.stage.world.is_deleted(message)


async def queue(scene: Scene, by: Person | None = None) -> Json:
    """The newest queue in the staff group."""
    await (by or scene.moderator).says(scene.staff, "/held")
    return scene.moderator.last(scene.staff)


def labels(scene: Scene, message: Json) -> list[str]:
    return labels_of(scene.stage.world.stored(message))


async def test_a_message_is_held_with_a_card(held: Scene) -> None:
    message = await held.member.says(held.group, "今晚 <团购> 接龙")
    assert gone(held, message)
    card = held.card(1)["text"]
    for part in ("老王", "待审", "团购要先审核", "今晚 <团购> 接龙", "自动"):
        assert part in card
    assert held.buttons(1) == ["放行", "丢弃", "警告", "封禁", "资料"]


async def test_release_posts_it_as_a_quote_of_its_author(held: Scene) -> None:
    message = await held.member.says(held.group, "今晚 <b>团购</b> & 接龙", html=True)
    await held.moderator.taps("放行")
    assert held.moderator.toasts[-1] == "#1 已放行"
    posted = held.member.sees("审核后发布", held.group)
    assert posted["text"] == "老王 的消息，审核后发布：\n今晚 团购 & 接龙"
    assert {"bold", "blockquote"} <= {entity["type"] for entity in posted["entities"]}
    assert gone(held, message)
    assert "阿群 已放行" in held.card(1)["text"]
    assert held.buttons(1) == []
    case = await held.case(1)
    assert case is not None
    assert case.undone_at is not None


async def test_release_of_a_picture_and_of_a_sticker(held: Scene) -> None:
    await held.member.uploads(held.group, "a.jpg", b"x", "看 <图>", kind="photo")
    await held.moderator.taps("放行")
    picture = held.member.last(held.group)
    assert "photo" in picture
    assert picture["caption"] == "老王 的消息，审核后发布：\n看 <图>"
    await held.member.uploads(held.group, "a.webp", b"y", kind="sticker")
    await held.moderator.taps(held.card(2), "放行")
    held.member.sees("老王 的消息，审核后发布：", held.group)
    assert "sticker" in held.member.last(held.group)


async def test_an_album_is_one_case_and_comes_back_as_one(held: Scene) -> None:
    album = await held.member.sends_album(held.group, b"1", b"2", b"3", caption="三张")
    assert all(gone(held, one) for one in album)
    assert await held.case(2) is None
    await held.moderator.taps("放行")
    back = [one for one in held.member.history(held.group) if one.get("media_group_id")][-3:]
    assert len(back) == 3
    assert len({one["media_group_id"] for one in back}) == 1
    assert back[0]["caption"] == "老王 的消息，审核后发布：\n三张"


async def test_dropped_it_stays_away_until_that_is_undone(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.moderator.taps("丢弃")
    assert "阿群 已丢弃" in held.card(1)["text"]
    held.member.does_not_see("审核后发布", held.group)
    assert held.buttons(1) == ["撤销", "警告", "封禁", "资料"]
    await held.moderator.taps("撤销")
    held.member.sees("审核后发布", held.group)


@pytest.mark.parametrize(("button", "status", "kind"), [("警告", "member", "warn"), ("封禁", "kicked", "ban")])
async def test_the_author_is_sanctioned_from_the_card(held: Scene, button: str, status: str, kind: str) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.moderator.taps(held.card(1), button)
    assert held.status() == status
    case = await held.case(2)
    assert case is not None
    assert case.kind == kind
    assert "已丢弃" in held.card(1)["text"]
    assert "（#2）" in held.card(1)["text"]
    held.member.does_not_see("审核后发布", held.group)


async def test_nobody_decides_and_it_is_dropped_silently(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.passes(hours=47)
    assert "待审 1 条" in (await queue(held))["text"]
    before = len(held.member.history(held.group))
    await held.passes(hours=2)
    assert (await queue(held))["text"] == "没有等待审核的消息。"
    assert len(held.member.history(held.group)) == before
    await held.moderator.taps(held.card(1), "丢弃")
    assert "已经处理过" in held.moderator.toasts[-1]


async def test_the_queue_shows_the_newest_first_with_one_tap_each(held: Scene) -> None:
    for number in range(7):
        await held.member.says(held.group, f"团购第 {number} 单")
    shown = await queue(held)
    assert shown["text"].startswith("待审 7 条，新的在前\n#7 老王：团购第 6 单")
    assert "第 1 页，共 2 页" in shown["text"]
    assert labels(held, shown)[:2] == ["放行 #7", "丢弃 #7"]
    await held.moderator.taps(shown, "较早 ›")
    assert labels(held, shown) == ["放行 #2", "丢弃 #2", "放行 #1", "丢弃 #1", "‹ 较新"]
    await held.moderator.taps(shown, "放行 #1")
    held.member.sees("团购第 0 单", held.group)
    assert "待审 6 条" in held.stage.world.now_of(shown)["text"]
    assert "阿群 已放行" in held.card(1)["text"]
    await held.moderator.taps(shown, "丢弃 #2")
    assert held.moderator.toasts[-1] == "#2 已丢弃"
    assert "待审 5 条" in held.stage.world.now_of(shown)["text"]
    assert "第 1 页" not in held.stage.world.now_of(shown)["text"]


async def test_what_is_decided_is_not_decided_twice(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    shown = await queue(held)
    card = held.card(1)
    await held.owner.taps(shown, "放行 #1")
    await held.moderator.taps(card, "放行") if "放行" in held.buttons(1) else None
    await held.moderator.says(held.staff, "/undo 1")
    held.moderator.sees("#1 之前已经撤销", held.staff)
    assert len([one for one in held.member.history(held.group) if "审核后发布" in one.get("text", "")]) == 1


async def test_members_see_and_decide_nothing(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.member.says(held.group, "/held")
    held.member.sees("权限", held.group)
    stranger = held.stage.world.member(held.staff, "路人")
    await stranger.taps(held.card(1), "放行")
    assert "权限" in stranger.toasts[-1]
    shown = await queue(held)
    await stranger.taps(shown, "放行 #1")
    assert "权限" in stranger.toasts[-1]
    held.member.does_not_see("审核后发布", held.group)


async def test_asked_for_in_the_group_the_queue_goes_to_staff(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.moderator.says(held.group, "/held")
    held.moderator.sees("待审的消息已发到管理群", held.group)
    held.moderator.sees("待审 1 条", held.staff)
    held.member.does_not_see("待审 1 条", held.group)


async def test_erasing_takes_what_is_held_along(held: Scene) -> None:
    await held.member.says(held.group, "团购接龙")
    await held.member.starts(held.stage.bot)
    await held.member.says(held.stage.bot, "/privacy")
    await held.member.taps("清除我的数据")
    await held.member.taps("清除")
    assert (await queue(held))["text"] == "没有等待审核的消息。"
    await held.moderator.taps(held.card(1), "放行")
    assert "不再保留" in held.moderator.toasts[-1]
