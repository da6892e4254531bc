"""Updates as Telegram would send them, and the same bent at random: the same seed, the same updates."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import msgspec

from bot.simulator import ALL_RIGHTS
from tests.handlers.stage import Stage

Json = Any
ODD_VALUES: tuple[Json, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**53 + 1,
    -(2**63),
    2**56,
    2**64,
    10**30,
    0.5,
    1e308,
    "",
    " ",
    "/",
    "/start case_1",
    "/ban 9999999999999d <b>",
    "/settings",
    "签到",
    "反馈 太慢",
    "case:1:undo",
    "case:99999999999999999999:undo",
    ":::::",
    "\x00",
    "\ud800",
    "\u202e\u200d\ufffe",
    "<b>&amp;</i>",
    "'; DROP TABLE person; --",
    "{ $name } %s {0}",
    "字" * 5_000,
    "a" * 70_000,
    [],
    {},
    [None],
    [[]],
    [{}] * 50,
    {"id": 1},
    {"id": -1001, "type": "supergroup"},
    {"id": 5, "type": "private"},
    "supergroup",
    "creator",
)


async def recorded(stage: Stage) -> list[Json]:
    """The updates of a lively afternoon: joins, talk, advertisements, commands, buttons, files, edits, rights, a move."""
    bodies: list[bytes] = []
    settle = stage.world.settle

    async def record_and_settle() -> None:
        bodies.extend(update.body for update in stage.bot.queue)
        await settle()

    stage.world.settle = record_and_settle
    world, bot = stage.world, stage.bot
    owner = world.person("老板")
    group = world.supergroup("茶友会", owner=owner, bot=bot)
    await record_and_settle()
    staff = world.supergroup("值班室", owner=owner, bot=bot)
    await record_and_settle()
    await owner.starts(bot)
    await owner.says(staff, "/bind")
    member, newcomer = world.member(group, "小明", username="xiaoming"), world.person("新人")
    await newcomer.joins(group, world.link(group, owner))
    said = await member.says(group, "大家好，今天喝什么")
    await newcomer.says(group, "加薇信 abc123 领红包 https://spam.example/x")
    await newcomer.says(group, "<b>好</b>", html=True)
    await member.edits(said, "大家好，今天喝普洱")
    await member.reacts(said, "👍")
    await owner.replies_to(said, "/warn 刷屏")
    await owner.replies_to(said, "/mute 2h 刷屏")
    await owner.says(group, "/unmute @xiaoming")
    await owner.says(group, f"/ban {newcomer.id} 1d")
    await owner.says(group, f"/unban {newcomer.id}")
    for text in ("/rules", "/settings", "/help", "/lang en", "/case 1", "/del", "/nonsense", "/start@other_bot"):
        await owner.says(group, text)
    await member.starts(bot, "privacy")
    for text in ("/privacy", "/lang", "/settings", "/rules", "你好"):
        await member.says(bot, text)
    await owner.says(bot, "/settings")
    await owner.taps("社群")
    await owner.uploads(bot, "settings.yaml", b"community: {}", "/import settings")
    await member.uploads(group, "photo.jpg", b"jpeg", "看图", kind="photo")
    await member.sends(group, contact={"phone_number": "1", "first_name": "客服"})
    await owner.promotes(group, member)
    await owner.demotes(group, member)
    await owner.promotes(group, bot, **ALL_RIGHTS)
    await member.leaves(group)
    await member.blocks(bot)
    small = world.group("小群", owner=owner, bot=bot, admin=True)
    await record_and_settle()
    await owner.says(small, "小群的第一句话")
    await world.upgrade(small)
    stage.world.settle = settle
    return [msgspec.json.decode(body) for body in dict.fromkeys(bodies)]


def bent(originals: list[Json], count: int, seed: int) -> Iterator[bytes]:
    """`count` updates, most of them bent in a place or two, each with a number of its own."""
    chance = random.Random(seed)
    talk = [update for update in originals if not update.get("message", {}).get("text", "/").startswith("/")]
    for number in range(count):
        # As in a group: mostly talk.
        update = copy.deepcopy(chance.choice(talk if chance.random() < 0.85 else originals))
        if chance.random() < 0.97:
            update["update_id"] = 10_000_000 + number
        for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
            _bend(chance, update)
        raw = _encoded(update)
        yield raw if chance.random() < 0.97 else _damaged(chance, raw)


def _bend(chance: random.Random, update: Json) -> None:
    """Change one place of a JSON value, found by a random walk from the top."""
    container: Json = update
    while True:
        keys = list(container) if isinstance(container, dict) else list(range(len(container)))
        if not keys:
            return
        key = chance.choice(keys)
        child = container[key]
        if isinstance(child, dict | list) and child and chance.random() < 0.85:
            container = child
            continue
        break
    deed = chance.randrange(5)
    if deed == 0:
        del container[key]
    elif deed == 1 and isinstance(container, dict):
        container[f"unknown_{key}"] = copy.deepcopy(child)
    elif deed == 2:
        container[key] = [copy.deepcopy(child)]
    elif deed == 3 and isinstance(child, str):
        container[key] = child[: chance.randint(0, len(child))] + chance.choice(("", "\u3000", "\n", "<", "&", "😀"))
    else:
        container[key] = copy.deepcopy(chance.choice(ODD_VALUES))


def _encoded(update: Json) -> bytes:
    import json

    return json.dumps(update, ensure_ascii=True).encode()


def _damaged(chance: random.Random, raw: bytes) -> bytes:
    """The bytes cut, or one of them another."""
    place = chance.randrange(len(raw))
    return raw[:place] if chance.random() < 0.5 else raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :]
