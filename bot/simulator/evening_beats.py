"""What happens on the busy evening: who does what, and when. Pure; `evening.py` plays it.

Offsets are seconds from the start at normal speed. Whatever is referred to later has a key.
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    """Write a text in the group."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Replies:
    """Answer the message `to`; nothing where it is gone."""

    to: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reacts:
    """React to the message `to`."""

    to: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Edits:
    """Change the message `key`, one's own."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Forwards:
    """Forward a post of the advertisers' channel."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Shows:
    """Send a picture."""

    caption: str
    key: str


@dataclass(frozen=True, slots=True)
class Asks:
    """Open a poll."""

    question: str
    options: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Votes:
    """Vote in the poll `key`."""

    key: str
    option: str


@dataclass(frozen=True, slots=True)
class Taps:
    """Press the bot's newest button in the group with this label, where there is one."""

    label: str


@dataclass(frozen=True, slots=True)
class Joins:
    """Come into the group."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """Go."""


Act = Says | Replies | Reacts | Edits | Forwards | Shows | Asks | Votes | Taps | Joins | Leaves


@dataclass(frozen=True, slots=True)
class Beat:
    """`who` is a key of `CAST` or of the demo's people."""

    at: float
    who: str
    act: Act


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the evening. Regulars are in the group already; the others are new each time."""

    name: str
    language: str = "zh-hans"
    is_regular: bool = False
    is_advertiser: bool = False


CAST = {
    "wang": Part("老王", is_regular=True),
    "fang": Part("阿芳", is_regular=True),
    "yutong": Part("雨桐", is_regular=True),
    "zixuan": Part("子轩", is_regular=True),
    "li": Part("李叔", is_regular=True),
    "mei": Part("美玲", "zh-hant", is_regular=True),
    "leo": Part("Leo", "en", is_regular=True),
    "lin": Part("小林"),
    "nina": Part("Nina", "en"),
    "cat": Part("路过的猫"),
    "spaced": Part("晨曦", is_advertiser=True),
    "wide": Part("每日福利", is_advertiser=True),
    "hidden": Part("小雅", is_advertiser=True),
    "dotted": Part("财源滚滚", is_advertiser=True),
    "emoji": Part("甜甜", is_advertiser=True),
    "sound": Part("暖暖", is_advertiser=True),
    "martian": Part("莪愛尒", is_advertiser=True),
    "invite": Part("阿杰", is_advertiser=True),
    "forward": Part("币圈老刘", is_advertiser=True),
    "edit": Part("阿强", is_advertiser=True),
    "english": Part("Crypto Queen", "en", is_advertiser=True),
}
CHANNEL = "财富快讯"
LENGTH = 480.0

_STORY = (
    Beat(2, "wang", Says("晚上好，今天喝什么？", "evening")),
    Beat(6, "fang", Replies("evening", "刚泡了一壶老白茶，香得很")),
    Beat(9, "yutong", Says("我在喝正山小种🍂", "souchong")),
    Beat(12, "leo", Says("Evening everyone! Just finished a pot of tieguanyin.")),
    Beat(15, "wang", Reacts("souchong", "👍")),
    Beat(18, "zixuan", Says("周五直播几点开始？", "when")),
    Beat(23, "moderator", Replies("when", "晚上八点，链接到时候置顶", "answer")),
    Beat(25, "zixuan", Reacts("answer", "❤")),
    Beat(28, "lin", Joins()),
    Beat(33, "lin", Says("大家好，新来的，请多关照", "hello")),
    Beat(37, "fang", Replies("hello", "欢迎欢迎，喜欢喝什么茶？")),
    Beat(43, "lin", Says("平时喝绿茶多一些")),
    Beat(48, "yutong", Shows("今天的茶汤", "picture")),
    Beat(51, "wang", Reacts("picture", "❤")),
    Beat(53, "mei", Says("好漂亮的顏色，請問是哪一款？", "which")),
    Beat(57, "yutong", Replies("which", "桐木关的正山小种，去年秋天买的")),
    Beat(62, "nina", Joins()),
    Beat(67, "nina", Says("Hi! Is there a starter set for beginners?", "starter")),
    Beat(74, "emma", Replies("starter", "Yes, look for the gaiwan set, it is lovely.")),
    # The wave: within a minute and a half, from accounts that came a moment ago.
    Beat(84, "spaced", Joins()),
    Beat(86, "wide", Joins()),
    Beat(88, "spaced", Says("日入过千不是梦，想了解的加 薇 caifu888", "spaced")),
    Beat(91, "wide", Says("ｖｘ：ｃａｉｆｕ９９９　兼 职 日 结，名额不多", "wide")),
    Beat(93, "hidden", Joins()),
    Beat(94, "dotted", Joins()),
    Beat(96, "wang", Says("怎么突然来了这么多广告", "so many")),
    Beat(98, "hidden", Says("加\u200b薇\u200b信 领\u200b取茶叶试用装，免费包邮", "hidden")),
    Beat(101, "dotted", Says("稳.赚.不.赔，跟着老师上车", "dotted")),
    Beat(104, "emoji", Joins()),
    Beat(107, "emoji", Says("想赚零花钱的姐妹看我🐷页", "emoji")),
    Beat(110, "sound", Joins()),
    Beat(113, "sound", Says("不用出门轻松三万，看煮也", "sound")),
    Beat(116, "invite", Joins()),
    Beat(119, "invite", Says("老茶客交流群，点进来有红包 https://t.me/+Kq7LwPz3RmE5YjZk", "invite")),
    Beat(122, "forward", Joins()),
    Beat(125, "forward", Forwards("🚀 今晚布局，明早翻倍，进频道看策略", "forward")),
    Beat(128, "martian", Joins()),
    Beat(131, "martian", Says("莪們招亻，日結，╋薇", "martian")),
    Beat(134, "english", Joins()),
    Beat(137, "english", Says("Free airdrop! DM me for details, guaranteed profit every day", "english")),
    Beat(140, "edit", Joins()),
    Beat(143, "edit", Says("请问店里几点关门？", "edit")),
    Beat(147, "fang", Replies("emoji", "举报")),
    Beat(150, "moderator", Says("广告我们在处理，大家不要点", "calm")),
    Beat(152, "mei", Reacts("calm", "🙏")),
    Beat(158, "edit", Edits("edit", "请问店里几点关门？兼职看这里 https://rili-jianzhi.top/a")),
    Beat(164, "wang", Says("清净了😄")),
    # A complaint, and what became of it.
    Beat(178, "li", Says("发货太慢了，等了十天还没到", "complaint")),
    Beat(184, "li", Says("上次也是这样，客服也不回")),
    Beat(190, "manager", Replies("complaint", "李叔抱歉，单号私聊发我，我马上去查", "sorry")),
    Beat(196, "li", Says("反馈 发货太慢了，等了十天")),
    Beat(202, "leo", Says("Shipping to Kuala Lumpur took six days for me, just so you know.")),
    Beat(214, "manager", Says("/lottery 30m 3 一斤明前龙井", "lottery")),
    Beat(220, "fang", Taps("参加")),
    Beat(222, "wang", Taps("参加")),
    Beat(224, "yutong", Taps("参加")),
    Beat(227, "lin", Taps("参加")),
    Beat(230, "zixuan", Says("明前龙井！参加参加")),
    Beat(232, "zixuan", Taps("参加")),
    Beat(236, "mei", Says("海外也可以參加嗎？", "abroad")),
    Beat(242, "manager", Replies("abroad", "可以的，邮费我们出")),
    Beat(250, "manager", Asks("周五直播想看什么？", ("龙井怎么泡", "紫砂壶怎么养", "茶园走一圈"), "poll")),
    Beat(255, "wang", Votes("poll", "紫砂壶怎么养")),
    Beat(257, "fang", Votes("poll", "龙井怎么泡")),
    Beat(260, "lin", Votes("poll", "龙井怎么泡")),
    Beat(262, "leo", Votes("poll", "茶园走一圈")),
    Beat(266, "mei", Votes("poll", "茶园走一圈")),
    Beat(276, "fang", Says("签到")),
    Beat(280, "wang", Says("签到")),
    Beat(284, "yutong", Says("排行榜")),
    Beat(292, "lin", Says("绿茶用多少度的水？", "water")),
    Beat(299, "wang", Replies("water", "八十度左右，太烫会发苦", "degrees")),
    Beat(303, "lin", Replies("degrees", "谢谢王哥，学到了")),
    Beat(305, "lin", Reacts("degrees", "🙏")),
    Beat(316, "cat", Joins()),
    Beat(322, "cat", Says("进来看看")),
    Beat(334, "emma", Says("Is the Friday stream in English too?", "stream")),
    Beat(341, "moderator", Replies("stream", "We will put up English captions.")),
    Beat(354, "cat", Leaves()),
    Beat(362, "zixuan", Says("周五直播几点开始？我又忘了", "again")),
    Beat(368, "fang", Replies("again", "八点")),
    Beat(380, "li", Says("收到客服消息了，明天补发，谢谢", "thanks")),
    Beat(384, "manager", Reacts("thanks", "❤")),
    Beat(398, "yutong", Says("新到的岩茶谁试过？", "rock")),
    Beat(405, "wang", Replies("rock", "试了，肉桂不错，水仙一般")),
    Beat(418, "leo", Says("Good night from KL 🌙")),
    Beat(430, "fang", Says("早点休息，晚安")),
    Beat(446, "mei", Says("大家晚安，明天見")),
    Beat(460, "wang", Says("晚安")),
)

_SMALL_TALK = (
    "哈哈哈",
    "确实",
    "同意",
    "今天降温了，多喝热茶",
    "水开了，我先去泡茶",
    "这个杯子真好看",
    "周末有人去茶山吗？",
    "我家孩子也开始喝茶了",
    "上次买的建盏到了，很喜欢",
    "白茶放几年最好喝？",
    "刚下班，歇会儿",
    "外面下雨了，适合喝普洱",
    "Same here!",
    "That sounds delicious.",
    "求推荐一款口粮茶",
    "我一般早上喝红茶，晚上喝熟普",
    "學到了，謝謝分享",
    "明天还要早起",
)
_FACES = ("👍", "❤", "😁", "👏", "🔥")


def beats(seed: int) -> tuple[Beat, ...]:
    """The evening in order. The story is the same for every seed; the small talk around it and the exact seconds differ."""
    chance = random.Random(seed)
    told = [Beat(beat.at + chance.uniform(0.0, 0.9), beat.who, beat.act) for beat in _STORY]
    regulars = [key for key, part in CAST.items() if part.is_regular]
    for number, text in enumerate(chance.sample(_SMALL_TALK, len(_SMALL_TALK))):
        at, key = chance.uniform(10.0, LENGTH - 30.0), f"small talk {number}"
        told.append(Beat(at, chance.choice(regulars), Says(text, key)))
        if chance.random() < 0.5:
            told.append(
                Beat(at + chance.uniform(2.0, 8.0), chance.choice(regulars), Reacts(key, chance.choice(_FACES)))
            )
    return tuple(sorted(told, key=lambda beat: beat.at))
