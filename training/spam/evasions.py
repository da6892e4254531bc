"""Ways in which advertisers hide what they write, applied to advertisements and to harmless texts alike: odd is not spam.

The tables are others than those of `tests/text/evasions.py`, by which the result is measured.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from training.spam.corpora import Sample

_SOUNDS = {
    "微": "薇威徽危巍嶶", "信": "芯❤xin星", "加": "➕+伽佳嘉╋咖", "主": "🐷煮猪炷珠", "页": "ye叶夜業頁", "群": "裙峮羣", "聊": "撩廖", "钱": "💰前錢", "赚": "撰賺", "看": "👀堪龛", "点": "奌點典", "频": "頻", "号": "號浩", "私": "丝思司",
    "兼": "蒹", "职": "直", "飞": "✈非", "机": "鸡", "介": "界", "签": "铅", "名": "铭洺茗", "我": "莪窝", "的": "旳", "资": "姿", "源": "原", "福": "蝠", "利": "立", "代": "带岱", "发": "發法", "卡": "咔", "收": "収", "出": "岀黜", "片": "骗偏盘",
    "黄": "皇煌", "买": "荬麦", "卖": "麦", "联": "链", "系": "係", "客": "克", "服": "伏", "网": "冈蛧", "站": "栈", "妹": "魅", "视": "示", "口": "囗叩", "扣": "口寇", "企": "乞启", "鹅": "鹅额", "博": "搏菠", "彩": "采", "免": "勉", "费": "废",
    "需": "须", "要": "邀", "找": "爪", "日": "曰", "月": "曱", "单": "丹", "稳": "吻", "带": "戴",
}  # fmt: skip
_FANCY = (0x1D400, 0x1D434, 0x1D468, 0x1D5A0, 0x1D670, 0x1D4D0, 0x1D5D4, 0x1D63C)
_CYRILLIC = dict(zip("aceopxyABEHKMOPTX", "асеорхуАВЕНКМОРТХ", strict=True))
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"


def sounds(text: str, chance: random.Random) -> str:
    return "".join(chance.choice(_SOUNDS[one]) if one in _SOUNDS and chance.random() < 0.6 else one for one in text)


def spaced(text: str, chance: random.Random) -> str:
    gap = chance.choice((" ", ".", "-", "·", "*", "  ", "_", "/", "、", "~", "|", "+"))
    return (
        gap.join(text)
        if chance.random() < 0.6
        else "".join(one + (gap if chance.random() < 0.5 else "") for one in text)
    )


def invisible(text: str, chance: random.Random) -> str:
    marks = chance.choice(("\u200b", "\u200c\u200d", "\u2060\ufeff", "\u200e\u202c", "\u034f\u0330"))
    share = chance.choice((0.4, 1.0))
    return "".join(one + (chance.choice(marks) if chance.random() < share else "") for one in text)


def mixed(text: str, chance: random.Random) -> str:
    """Another mark after each character."""
    marks = "".join(chance.sample("&%$!?:;<>,'\"=…°¤§•^+#@-.~", chance.randint(2, 9)))
    return "".join(one + chance.choice(marks) for one in text)


def full_width(text: str, _: random.Random) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def fancy(text: str, chance: random.Random) -> str:
    first = chance.choice(_FANCY)
    return "".join(
        chr(first + ord(one) - 65) if "A" <= one <= "Z"
        else chr(first + 26 + ord(one) - 97) if "a" <= one <= "z" and first != 0x1D434
        else _CIRCLED[int(one)] if one.isascii() and one.isdigit() and first % 3 == 0
        else chr(0x1D7CE + int(one)) if one.isascii() and one.isdigit() and first % 3 == 1
        else one
        for one in text
    )  # fmt: skip


def cyrillic(text: str, chance: random.Random) -> str:
    return "".join(_CYRILLIC.get(one, one) if chance.random() < 0.7 else one for one in text)


def fillers(text: str, chance: random.Random) -> str:
    return "".join(one + (chance.choice("░ᚰ☆★♡~^`|ツ๑。") if chance.random() < 0.25 else "") for one in text)


def chinese_digits(text: str, chance: random.Random) -> str:
    table = chance.choice(("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", _CIRCLED, "o１２３４５６７８９"))
    return "".join(
        table[int(one)] if one.isascii() and one.isdigit() and chance.random() < 0.6 else one for one in text
    )


def broken(text: str, chance: random.Random) -> str:
    return "".join(one + ("\n" if chance.random() < 0.3 else "") for one in text)


def emoji(text: str, chance: random.Random) -> str:
    return "".join(one + (chance.choice("🔥💰✅🎁💋👇🌹❤🍎🐰☀") if chance.random() < 0.15 else "") for one in text)


def capitals(text: str, chance: random.Random) -> str:
    return "".join(one.upper() if chance.random() < 0.5 else one for one in text)


def edged(text: str, chance: random.Random) -> str:
    """Some letters before and after, other ones in each copy."""
    letters = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=chance.randint(1, 5)))
    return f"{letters}{text}{letters if chance.random() < 0.5 else ''}"


def cut(text: str, chance: random.Random) -> str:
    """Part of the text, as in messages that are sent in pieces."""
    if len(text) < 8:
        return text
    length = chance.randint(6, max(7, len(text) * 2 // 3))
    start = chance.randint(0, len(text) - length)
    return text[start : start + length]


TECHNIQUES: tuple[Callable[[str, random.Random], str], ...] = (
    sounds, spaced, mixed, invisible, full_width, fancy, cyrillic, fillers, chinese_digits, broken, emoji, capitals,
)  # fmt: skip


def hidden(samples: list[Sample], count: int, seed: int, weight: float) -> list[Sample]:
    """`count` of `samples`, each hidden in one way, some in two. They stay in the groups of those that they were made from."""
    chance = random.Random(seed)
    found = []
    for sample in chance.choices(samples, k=count):
        text = sample.text
        for hide in chance.sample(TECHNIQUES, 1 if chance.random() < 0.75 else 2):
            text = hide(text, chance)
        found.append(replace(sample, text=text, source=f"hidden:{sample.source}", weight=weight))
    return found
