"""Phrases of advertisements, hidden in the ways that advertisers use. Its maps are its own, not the product's tables.

for technique, hide in TECHNIQUES.items():
    hidden = hide(phrase, random.Random(seed))
"""

import random
from collections.abc import Callable

PHRASES = (
    "看主页加微信",
    "看我主页",
    "加微信私聊",
    "兼职日结",
    "稳赚不赔",
    "私聊我",
    "合约带单",
    "币圈赚钱",
    "刷单返利",
    "免费看片",
    "看我简介",
    "点我头像",
    "诚招代理",
    "博彩平台",
    "银行卡跑分",
    "注册送彩金",
    "贷款秒批",
    "同城约炮",
    "进群领红包",
    "出售微信号",
)
WITH_LETTERS = (
    "加vx",
    "加wx看资源",
    "usdt承兑",
    "btc带单",
    "tg群发",
    "vip资源",
    "okx返佣",
    "加qq领取",
    "bc机房",
    "app封装",
    "加line聊",
    "trx能量",
    "k线老师",
    "sex视频",
    "porn资源",
    "免费vpn",
    "forex signals",
    "whatsapp me",
    "daily profit",
    "free airdrop",
)
WITH_NUMBERS = (
    "日入3000",
    "月入10000",
    "加微13800138000",
    "日赚500",
    "赚10000",
    "首存100送100",
    "电话13912003400",
    "额度50000",
    "一单1000",
    "佣金2000",
    "扣扣1020304050",
    "联系15010020030",
    "每天1200",
    "工资8000",
    "提现6000",
    "彩金3800",
    "日结1500",
    "充1000送2000",
    "下款30000",
    "返利7000",
)

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u202a\u202e\u2066\u3164\u00ad\u180e"
_TRADITIONAL = str.maketrans(
    "职结稳赚赔约单币圈钱返贷号红领简头点诚银积运营", "職結穩賺賠約單幣圈錢返貸號紅領簡頭點誠銀積運營"
)
_MARTIAN = dict(zip("我主信费免首平台约群女视扣职代彩送", "莪炷訫曊凂渞岼珆箹羣籹眎蔲職笩婇鎹", strict=True))
_HALVES = {
    "加": "力口", "信": "亻言", "私": "禾厶", "聊": "耳卯", "职": "耳只", "结": "纟吉", "赚": "贝兼", "赔": "贝咅", "约": "纟勺",
    "钱": "钅戋", "利": "禾刂", "像": "亻象", "代": "亻弋", "理": "王里", "博": "十尃", "彩": "采彡",
    "跑": "足包", "注": "氵主", "秒": "禾少", "炮": "火包", "群": "君羊", "红": "纟工", "领": "令页", "招": "扌召",
    "稳": "禾急", "简": "竹间", "银": "钅艮", "贷": "代贝",
}  # fmt: skip
_SOUNDS = {
    "看": "坎", "主": "煮注竹猪", "页": "叶液业", "加": "佳迦夹家", "微": "薇威徽", "信": "心芯", "私": "丝思撕", "聊": "撩辽", "职": "值直植",
    "结": "洁节杰", "赚": "撰篆", "钱": "前浅", "单": "丹担", "返": "反", "利": "力丽", "片": "骗篇", "费": "废肺", "简": "减剪", "介": "界届",
    "头": "投偷", "像": "向象", "理": "里礼", "博": "搏勃", "平": "苹瓶", "跑": "炮泡", "注": "柱住", "册": "侧策", "彩": "采菜", "金": "今巾",
    "款": "宽", "贷": "代袋", "约": "悦", "炮": "泡", "群": "裙", "稳": "吻", "合": "河", "币": "必", "圈": "权", "领": "岭", "代": "带", "诚": "成",
    "售": "受", "卡": "咔", "免": "勉", "日": "曰",
}  # fmt: skip
_PINYIN = {
    "看": "kan", "主": "zhu", "页": "ye", "加": "jia", "微": "wei", "信": "xin", "私": "si", "聊": "liao", "职": "zhi", "兼": "jian", "结": "jie",
    "日": "ri", "稳": "wen", "赚": "zhuan", "赔": "pei", "合": "he", "约": "yue", "带": "dai", "单": "dan", "钱": "qian", "刷": "shua", "返": "fan",
    "利": "li", "免": "mian", "费": "fei", "片": "pian", "简": "jian", "介": "jie", "头": "tou", "像": "xiang", "代": "dai", "理": "li", "博": "bo",
    "彩": "cai", "平": "ping", "台": "tai", "卡": "ka", "跑": "pao", "分": "fen", "注": "zhu", "册": "ce", "贷": "dai", "款": "kuan", "炮": "pao",
    "群": "qun", "领": "ling", "出": "chu", "号": "hao",
}  # fmt: skip
_EMOJI = {
    "主": "🐷", "页": "📄🍃", "看": "👀", "加": "➕", "微": "✌🛰", "信": "❤💌", "钱": "💰", "片": "🎬", "卡": "💳", "群": "👗", "赚": "🧱",
    "单": "🥚", "注": "🎋", "点": "👉",
}  # fmt: skip
_SAME_SHAPE = {
    "a": "аα", "c": "сϲ", "e": "е", "i": "і", "o": "оο", "p": "рρ", "s": "ѕ", "x": "хχ", "y": "у", "j": "ј", "v": "ν", "k": "к", "b": "Ь",
    "h": "һ", "d": "ԁ",
}  # fmt: skip
_MATHEMATICAL = (0x1D400, 0x1D434, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D670)


def invisible(phrase: str, chance: random.Random) -> str:
    return "".join(one + chance.choice(_INVISIBLE) * chance.randint(1, 2) for one in phrase)


def spaced(phrase: str, chance: random.Random) -> str:
    return chance.choice((" ", "  ", "\u3000", "\u00a0", "\u2009")).join(phrase)


def dotted(phrase: str, chance: random.Random) -> str:
    return "".join(one + chance.choice(".·•・") for one in phrase)


def punctuated(phrase: str, chance: random.Random) -> str:
    return "".join(one + chance.choice("-*_~|/@#^+=") for one in phrase)[:-1]


def broken(phrase: str, _: random.Random) -> str:
    return "\n".join(phrase)


def traditional(phrase: str, chance: random.Random) -> str:
    """In traditional characters, some of them underlined."""
    return "".join(one + chance.choice(("", "\u035f")) for one in phrase.translate(_TRADITIONAL))


def martian(phrase: str, _: random.Random) -> str:
    return "".join(_MARTIAN.get(one, one) for one in phrase)


def halved(phrase: str, chance: random.Random) -> str:
    return _some(phrase, _HALVES, chance, whole=True)


def homophones(phrase: str, chance: random.Random) -> str:
    return _some(phrase, _SOUNDS, chance)


def pinyin(phrase: str, chance: random.Random) -> str:
    return _some(phrase, _PINYIN, chance, whole=True)


def emoji(phrase: str, chance: random.Random) -> str:
    return _some(phrase, _EMOJI, chance)


def lookalikes(phrase: str, chance: random.Random) -> str:
    """One letter of another script."""
    return _some(phrase, _SAME_SHAPE, chance)


def fancy_letters(phrase: str, chance: random.Random) -> str:
    """Mathematical, circled, squared or full-width letters."""
    first = chance.choice((*_MATHEMATICAL, 0x24B6, 0x1F130, 0x1F150, 0x1F170, 0xFF21))
    return "".join(
        chr(first + ord(one.upper()) - ord("A")) if one.isascii() and one.isalpha() else one for one in phrase
    )


def letters_for_digits(phrase: str, _: random.Random) -> str:
    return phrase.replace("0", "o")


def strange_digits(phrase: str, chance: random.Random) -> str:
    """Circled, full-width, mathematical and Arabic digits."""
    return "".join(_digit(one, chance) if one.isdigit() else one for one in phrase)


ANY = (invisible, spaced, dotted, punctuated, broken)
"""What hides any phrase."""
CHINESE: tuple[Callable[[str, random.Random], str], ...] = (traditional, martian, halved, homophones, pinyin, emoji)
LETTERS = (lookalikes, fancy_letters)
NUMBERS = (letters_for_digits, strange_digits)


def hidden() -> list[tuple[str, str, str]]:
    """`(technique, phrase, the phrase hidden)`: every technique with twenty phrases, each hidden in three ways."""
    lists = [(ANY, PHRASES), (CHINESE, PHRASES), (LETTERS, WITH_LETTERS), (NUMBERS, WITH_NUMBERS)]
    return [
        (hide.__name__, phrase, hide(phrase, random.Random(f"{hide.__name__} {phrase} {turn}")))
        for techniques, phrases in lists
        for hide in techniques
        for phrase in phrases
        for turn in range(3)
    ]


def _some(phrase: str, table: dict[str, str], chance: random.Random, *, whole: bool = False) -> str:
    """At least one and at most a third of the characters replaced, by one of the table's characters or all of them."""
    places = [place for place, one in enumerate(phrase) if one in table]
    chosen = set(chance.sample(places, min(len(places), chance.randint(1, max(1, len(phrase) // 3))))) if places else ()
    return "".join(
        (table[one] if whole else chance.choice(table[one])) if place in chosen else one
        for place, one in enumerate(phrase)
    )


def _digit(digit: str, chance: random.Random) -> str:
    number = int(digit)
    forms = [chr(0xFF10 + number), chr(0x1D7CE + number), chr(0x660 + number), f"{digit}\ufe0f\u20e3"]
    return chance.choice([*forms, chr(0x2460 + number - 1), chr(0x2776 + number - 1)] if number else forms)
