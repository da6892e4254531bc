"""Undo undoes everything a bot can: the whole state before a sanction is compared with the whole state after its undoing.

Left out are the deleted message itself, membership (Telegram lets nobody be put back into a group), and what only records what
happened: cases, acts, the audit log, effects, the index of messages.
"""

from collections.abc import Awaitable, Callable
from itertools import permutations
from typing import Any

import pytest

from bot.persistence.columns import Base
from bot.simulator.state import Json
from tests.databases import import_tables
from tests.handlers.scene import Scene

RECORDS = {
    "audit_entry",
    "case_act",
    "case_message",
    "held_part",
    "job_run",
    "member_notice",
    "message_event",
    "outbox",
    "parked_update",
    "sanction_case",
    "seen_update",
    "server_trait",
}
"""Tables that say what happened. None of them decides what anybody may do now."""
MEMBERSHIP = {"left_at", "joined_at", "via_link", "last_active_at"}
ENDED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "member_warning": lambda row: row["withdrawn_at"] is None,
    "restriction": lambda row: row["lifted_at"] is None,
    "held_message": lambda row: row["state"] == "waiting",
}
"""Rows that still count, of tables that keep those that do not."""

RULES = """
- name: pending
  mode: enforce
  when: {all: [{words: [团购]}]}
  then: [hold]
- name: loud
  mode: enforce
  when: {all: [{words: [吵死]}]}
  then: [delete, mute 2h]
"""


async def state(scene: Scene) -> dict[str, Any]:
    """Everything that counts, in the database and in Telegram."""
    import_tables()
    found: dict[str, Any] = {}
    async with scene.stage.app.database.read() as view:
        for table in Base.metadata.sorted_tables:
            if table.name in RECORDS:
                continue
            rows = [row._asdict() for row in await view.execute(table.select())]
            counts = ENDED.get(table.name)
            found[table.name] = sorted(
                (
                    [(name, value) for name, value in row.items() if name not in MEMBERSHIP]
                    for row in rows
                    if counts is None or counts(row)
                ),
                key=repr,
            )
    telegram = scene.stage.telegram
    found["telegram"] = {
        (chat.id, user_id): _standing(scene, chat.id, user_id)
        for chat in list(telegram.chats.values())
        for user_id in list(chat.members)
    }
    found["channels"] = {chat.id: set(chat.banned_chats) for chat in telegram.chats.values()}
    return found


def _standing(scene: Scene, chat_id: int, user_id: int) -> tuple[str, dict[str, bool], int]:
    member = scene.stage.telegram.member(scene.stage.telegram.chats[chat_id], user_id)
    status = "present or gone" if member.status in ("member", "left") else member.status
    return status, dict(member.permissions), member.until


Sanction = Callable[[Scene, Json], Awaitable[object]]


def command(*texts: str) -> Sanction:
    async def order(scene: Scene, message: Json) -> None:
        for text in texts:
            await scene.moderator.replies_to(message, text)

    return order


def writes(text: str) -> Sanction:
    async def write(scene: Scene, message: Json) -> None:
        await scene.member.says(scene.group, text)

    return write


SANCTIONS: dict[str, tuple[Sanction, int]] = {
    "a deletion": (command("/del 跑题"), 1),
    "a warning": (command("/warn 插嘴"), 1),
    "a mute": (command("/mute 1h"), 1),
    "a mute for good": (command("/mute 永久"), 1),
    "the slow lane": (command("/slowlane 1d"), 1),
    "a kick": (command("/kick"), 1),
    "a ban": (command("/ban"), 1),
    "a timed ban": (command("/ban 7d"), 1),
    "a purge": (command("/purge"), 1),
    "everything of a member": (command("/del all"), 1),
    "a held message": (writes("团购接龙"), 1),
    "a rule that deletes and mutes": (writes("吵死了"), 1),
}


@pytest.fixture
async def set_up(scene: Scene) -> Scene:
    await scene.owner.starts(scene.stage.bot)
    await scene.owner.uploads(scene.stage.bot, "rules.yaml", RULES.encode(), "/import rules")
    return scene


@pytest.mark.parametrize("name", SANCTIONS)
@pytest.mark.parametrize("restricted", [False, True], ids=["free", "restricted before"])
async def test_after_undoing_everything_is_as_before(set_up: Scene, name: str, *, restricted: bool) -> None:
    scene = set_up
    sanction, number = SANCTIONS[name]
    if restricted:
        await scene.owner.restricts(scene.group, scene.member, can_send_messages=True, can_send_photos=True)
    message = await scene.member.says(scene.group, "刷屏")
    before = await state(scene)
    await sanction(scene, message)
    assert await scene.case(number) is not None
    await scene.owner.says(scene.group, f"/undo {number}")
    scene.owner.sees(f"#{number} 已撤销", scene.group)
    assert await state(scene) == before


@pytest.mark.parametrize("kind", ["ban", "slow_lane", "kick", "mute"])
async def test_a_warning_takes_what_it_brought_along(set_up: Scene, kind: str) -> None:
    scene = set_up
    knobs: dict[str, Any] = {"moderation.warn_limit": 20, "moderation.ban_after": 50}
    knobs |= {
        "ban": {"moderation.ban_after": 2},
        "mute": {"moderation.warn_limit": 2},
    }.get(kind, {"moderation.rung_kind": kind, "moderation.rung_after": 2})
    await scene.configure(knobs)
    message = await scene.member.says(scene.group, "刷屏")
    await scene.moderator.replies_to(message, "/warn")
    before = await state(scene)
    await scene.moderator.replies_to(message, "/warn")
    case = await scene.case(2)
    assert case is not None
    assert case.consequence == kind
    await scene.moderator.says(scene.group, "/undo 2")
    assert await state(scene) == before


async def test_a_confirmed_proposal(set_up: Scene) -> None:
    scene = set_up
    await scene.configure({"moderation.two_person_bans": True})
    second = await scene.administrator("小管", can_restrict_members=True)
    await second.joins(scene.staff)
    await second.says(scene.group, "/case 99")  # the list of administrators is read anew
    message = await scene.member.says(scene.group, "刷屏")
    before = await state(scene)
    await scene.moderator.replies_to(message, "/ban")
    await second.taps(scene.card(1), "确认封禁")
    await second.taps(scene.card(2), "撤销")
    assert await state(scene) == before


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
async def test_overlapping_sanctions_undone_in_any_order(set_up: Scene, order: tuple[int, ...]) -> None:
    scene = set_up
    await scene.owner.restricts(scene.group, scene.member, can_send_messages=True, can_send_photos=True)
    message = await scene.member.says(scene.group, "刷屏")
    before = await state(scene)
    for text in ("/slowlane 7d", "/mute 1d", "/ban"):
        await scene.moderator.replies_to(message, text)
    assert scene.status() == "kicked"
    for number in order:
        await scene.moderator.says(scene.group, f"/undo {number}")
    assert await state(scene) == before


async def test_undoing_one_leaves_the_others(set_up: Scene) -> None:
    scene = set_up
    message = await scene.member.says(scene.group, "刷屏")
    await scene.moderator.replies_to(message, "/slowlane 7d")
    slow = await state(scene)
    await scene.moderator.replies_to(message, "/mute 1d")
    await scene.moderator.says(scene.group, "/undo 2")
    assert await state(scene) == slow


async def test_a_channel_that_was_banned(set_up: Scene) -> None:
    scene = set_up
    channel = scene.stage.world.channel("好物推荐", owner=scene.member)
    await scene.configure({"channels.posting": "allow"})
    message = await scene.member.says(scene.group, "看频道", as_chat=channel)
    before = await state(scene)
    await scene.moderator.replies_to(message, "/ban")
    assert await state(scene) != before
    await scene.moderator.says(scene.group, "/undo 1")
    assert await state(scene) == before


@pytest.mark.parametrize("name", [name for name in SANCTIONS if "held" not in name and "rule" not in name])
async def test_a_second_undo_is_refused_and_changes_nothing(set_up: Scene, name: str) -> None:
    scene = set_up
    sanction, number = SANCTIONS[name]
    message = await scene.member.says(scene.group, "刷屏")
    await sanction(scene, message)
    await scene.moderator.says(scene.group, f"/undo {number}")
    once = await state(scene)
    await scene.moderator.says(scene.group, f"/undo {number}")
    scene.moderator.sees(f"#{number} 之前已经撤销", scene.group)
    assert await state(scene) == once


async def test_a_kick_does_not_wash_a_mute_away(set_up: Scene) -> None:
    scene = set_up
    message = await scene.member.says(scene.group, "刷屏")
    await scene.moderator.replies_to(message, "/mute 7d")
    before = await state(scene)
    await scene.moderator.replies_to(message, "/kick")
    await scene.passes(minutes=2)
    await scene.member.joins(scene.group)
    after = await state(scene)
    key = (scene.group.id, scene.member.id)
    assert after["telegram"][key] == before["telegram"][key]


async def test_a_text_that_a_rule_removed_with_a_mute_comes_back_too(set_up: Scene) -> None:
    scene = set_up
    await scene.member.says(scene.group, "吵死了")
    await scene.moderator.taps(scene.card(1), "撤销")
    assert scene.status() == "member"
    await scene.moderator.taps("重新发布")
    assert "吵死了" in scene.member.sees("此前被误删", scene.group)["text"]
