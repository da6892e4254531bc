"""The traffic of the benchmarks: invented, repeatable from a seed, shaped like real group chat.

The plain corpus reproduces the mean size of 581 bytes that was measured over real group updates (facts/limits.md §1).
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tests.bench.updates import Feed, Group, Json, Person, command_message, join_feed, message, message_feed

FIRST_GROUP_ID = -1_001_500_000_000
FIRST_MEMBER_ID = 5_100_000_000
FIRST_NEWCOMER_ID = 6_900_000_000
OWNER = Person(5_000_000_001, "老王", "owner_wang")
MODERATOR = Person(5_000_000_002, "小管", "mod_xiaoguan")

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏鑫宇浩然子涵雨欣"
_OPENINGS = (
    "今天",
    "刚才",
    "昨天晚上",
    "早上",
    "其实",
    "我觉得",
    "话说",
    "有没有人知道",
    "请问",
    "哈哈",
    "说真的",
    "对了",
    "",
)
_SUBJECTS: tuple[str, ...] = (
    "这个版本",
    "新到的耳机",
    "我家猫",
    "楼上说的办法",
    "公司食堂",
    "周末的比赛",
    "那本小说",
    "这趟地铁",
    "杭州的天气",
)
_SUBJECTS += (
    "群里的照片",
    "我买的键盘",
    "第三章的作业",
    "这家面馆",
    "上次的更新",
    "孩子的数学题",
    "阳台上的番茄",
    "那部电影",
)
_PREDICATES: tuple[str, ...] = (
    "比我想的好用多了",
    "还是有点小问题",
    "已经修好了",
    "排队要半个小时",
    "看得我都饿了",
    "下雨就特别堵",
    "真的很安静",
)
_PREDICATES += (
    "要不要一起去看看",
    "比去年贵了一点",
    "我试了三次才成功",
    "说明书写得不太清楚",
    "第二天就长出来了",
    "客服回得挺快",
)
_CLOSINGS = (
    "，你们呢？",
    "。",
    "！",
    "，谢谢大家",
    "～",
    "，等下发图",
    "，先睡了",
    "，有空再聊",
    "",
    "😂",
    "，周五再说",
    "，明白了",
)
_SHORT = (
    "好的",
    "哈哈哈",
    "收到",
    "可以",
    "同意楼上",
    "？？？",
    "没问题",
    "辛苦了",
    "早",
    "晚安",
    "👍",
    "不会吧",
    "真的假的",
    "在吗",
)
_SITES = (
    "https://zh.wikipedia.org/wiki/%E6%9D%AD%E5%B7%9E",
    "https://github.com/aiogram/aiogram/issues",
    "https://b23.tv/q8Zr1",
)
ADVERTISEMENTS = (
    "加薇 abc{n} 兼职日结，一天三百",
    "兼职日结 {n} 名额，加薇 kk{n} 详聊",
    "进群领福利 https://t.me/+abcdef{n}",
)


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a corpus contains. Shares are parts of 1 and replace plain messages."""

    updates: int
    groups: int = 20
    members: int = 1_000
    command_share: float = 0.0
    advertisement_share: float = 0.0
    seed: int = 20261122


def groups(count: int, first: int = 0) -> list[Group]:
    return [Group(FIRST_GROUP_ID - number, f"同城生活群 {number + 1}") for number in range(first, first + count)]


def members(count: int, seed: int = 7) -> list[Person]:
    chooser = random.Random(seed)
    return [_person(chooser, FIRST_MEMBER_ID + number * 37, number) for number in range(count)]


def newcomer(number: int) -> Person:
    return Person(FIRST_NEWCOMER_ID + number, f"新人{number:05d}", None)


def _person(chooser: random.Random, user_id: int, number: int) -> Person:
    name = chooser.choice(_SURNAMES) + "".join(chooser.sample(_GIVEN, chooser.randint(1, 2)))
    username = f"user_{number:04d}_{chooser.randrange(36**3)}" if chooser.random() < 0.7 else None
    return Person(user_id, name, username, chooser.choice(("zh-hans", "zh-hans", "zh-hans", "zh-hant", "en")))


def sentence(chooser: random.Random) -> str:
    """A chat line of 1 to some 120 characters, most of them short."""
    if chooser.random() < 0.22:
        return chooser.choice(_SHORT)
    clauses = 1 + (chooser.random() < 0.3) + 2 * (chooser.random() < 0.06)
    return "".join(
        chooser.choice(_OPENINGS) + chooser.choice(_SUBJECTS) + chooser.choice(_PREDICATES) + chooser.choice(_CLOSINGS)
        for _ in range(clauses)
    )


def _content(chooser: random.Random, earlier: Json | None) -> Json:
    """What a plain message holds: mostly text, some replies, links of members, pictures and stickers."""
    kind = chooser.random()
    if kind < 0.04:
        sizes = [_file(chooser, "AgACAgUAAx", width=width, height=width * 3 // 4) for width in (90, 320, 800, 1280)]
        return {"photo": sizes, "caption": sentence(chooser)}
    if kind < 0.08:
        sticker = {
            "width": 512,
            "height": 512,
            "emoji": "😄",
            "set_name": "cats",
            "is_animated": False,
            "is_video": False,
        }
        thumbnail = _file(chooser, "AAMCAgADGQ", width=128, height=128)
        return {"sticker": {**sticker, "type": "regular", "thumbnail": thumbnail, **_file(chooser, "CAACAgIAAx")}}
    text = sentence(chooser)
    if kind < 0.10:
        link = chooser.choice(_SITES)
        offset = len(text.encode("utf-16-le")) // 2 + 1
        return {"text": f"{text} {link}", "entities": [{"type": "url", "offset": offset, "length": len(link)}]}
    if kind < 0.41 and earlier is not None:
        answered = {key: value for key, value in earlier.items() if key != "reply_to_message"}
        return {"text": text, "reply_to_message": answered}
    return {"text": text}


def _file(chooser: random.Random, prefix: str, **size: int) -> Json:
    unique = f"{chooser.getrandbits(240):060x}"
    file = {"file_id": prefix + unique, "file_unique_id": unique[-16:], "file_size": chooser.randint(900, 190_000)}
    return {**file, **size}


class Corpus(NamedTuple):
    """Joins are to be delivered first: they are of the newcomers who advertise among the messages."""

    joins: list[Feed]
    messages: list[Feed]


def build(traffic: Traffic, *, first_message_id: int = 1_000, until: int | None = None) -> Corpus:
    """The corpus, ending at the instant `until` (now when absent), ten updates a second."""
    chooser = random.Random(traffic.seed)
    places, people = groups(traffic.groups), members(traffic.members)
    now = int(time.time()) if until is None else until
    message_ids = [first_message_id] * traffic.groups
    last: list[Json | None] = [None] * traffic.groups
    joins: list[Feed] = []
    feeds: list[Feed] = []
    newcomers = 0
    for position in range(traffic.updates):
        at = int(chooser.triangular(0, traffic.groups, 0))  # a few groups do most of the talking
        group, message_id, date = places[at], message_ids[at], now - (traffic.updates - position) // 10
        message_ids[at] += 1
        lot = chooser.random()
        if lot < traffic.advertisement_share:
            person = newcomer(newcomers)
            joins.append(join_feed(group, person, now - 7_200 - newcomers % 36_000))
            feeds.append(message_feed(advertisement(group, person, message_id, date, newcomers)))
            newcomers += 1
            continue
        if lot < traffic.advertisement_share + traffic.command_share:
            command = chooser.choice(("/rules", "/help", "/start@some_other_bot"))
            feeds.append(message_feed(command_message(group, chooser.choice(people), message_id, date, command)))
            continue
        written = message(group, chooser.choice(people), message_id, date, **_content(chooser, last[at]))
        last[at] = written
        feeds.append(message_feed(written))
    return Corpus(joins, feeds)


def advertisement(group: Group, person: Person, message_id: int, date: int, number: int) -> Json:
    """What a newcomer's advertisement looks like: one of three kinds, or a forward from a channel."""
    kind = number % (len(ADVERTISEMENTS) + 1)
    if kind < len(ADVERTISEMENTS):
        text = ADVERTISEMENTS[kind].format(n=number)
        content: Json = {"text": text}
        start = text.find("https://")
        if start >= 0:
            content["entities"] = [{"type": "url", "offset": start, "length": len(text) - start}]
        return message(group, person, message_id, date, **content)
    channel = {
        "id": -1_001_990_000_000 - number % 50,
        "title": "优惠频道",
        "username": "deals_channel",
        "type": "channel",
    }
    origin = {"type": "channel", "chat": channel, "message_id": 10 + number, "date": date - 600}
    return message(group, person, message_id, date, text="今晚有活动，名额不多", forward_origin=origin)


def quiet_groups(count: int, *, first: int = 100, until: int | None = None) -> Iterator[Feed]:
    """One message in each of `count` groups that were not seen before, each by a person of its own."""
    chooser = random.Random(count)
    now = int(time.time()) if until is None else until
    for number, group in enumerate(groups(count, first)):
        author = Person(FIRST_MEMBER_ID + 100_000_000 + number, chooser.choice(_SURNAMES) + chooser.choice(_GIVEN))
        yield message_feed(message(group, author, 10, now, text=sentence(chooser)))
