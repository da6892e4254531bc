"""What can be counted about a text: how it looks, and what it does to be answered elsewhere.

`MEASURES` names them in the order of their weights; each is about 0…1. Patterns look at what was read, in which digits are
still themselves.
"""

import math
import re
from collections.abc import Sequence

from bot.text.folding import Rewrite, Technique

_HANDLE = r"(?:@[a-z0-9_]{4,}|(?=[a-z0-9_-]*\d)(?=[a-z0-9_-]*[a-z])[a-z0-9_-]{5,}|\d[\d -]{4,}\d|[a-z]{1,4}\d{3,})"
_LEXEME = r"(?:[加➕+联找私]|微信?|薇|威信|v信?|vx|wx|qq?|扣|口|企鹅|飞机|电报|tg|line|whatsapp|telegram|群|频道|号|名|签|看|点|进)"
_POINTING = (
    r"(?:看|点|进|戳|查|找|瞧|来)(?:看|击|下|一下)?我?的?(?:主页|简介|签名|头像|名字|资料|空间|昵称|个签)|我(?:主页|简介|头像|签名|名字|资料)"
    r"|(?:私聊|私信|联系|滴滴|咨询|找|加|撩|d|dd)我|可?私聊|有意[加联私]|check (?:out )?my (?:bio|profile)|(?:dm|pm|inbox|text|message) me"
)
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("handle", re.compile(r"@[a-z0-9_]{4,}")),
    (
        "link",
        re.compile(r"https?:|www\.|[a-z0-9-]\.(?:com|cc|cn|net|vip|top|xyz|io|me|app|club|site|shop|link)(?![a-z])"),
    ),
    ("invite", re.compile(r"t\.me/|telegram\.(?:me|dog)/|tg://|wa\.me/|discord\.gg|line\.me")),
    ("phone", re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")),
    ("number", re.compile(r"\d{5,}")),
    ("code", re.compile(r"(?<![a-z])[a-z]{1,6}\d{2,}|\d{3,}[a-z]+")),
    ("contact", re.compile(_LEXEME + r"[^a-z0-9，。,]{0,3}" + _HANDLE)),
    ("handle_end", re.compile(_HANDLE + r"\W*$")),
    ("pointing", re.compile(_POINTING)),
    ("split_number", re.compile(r"\d.{0,2}[\u4e00-\u9fff]{1,2}.{0,2}\d|\d{3,}[ -]+\d{3,}")),
    ("money", re.compile(r"\d+ ?(?:元|块|u(?![a-z])|万|千|w(?![a-z])|k(?![a-z])|刀|米|%|倍)")),
    (
        "earning",
        re.compile(
            r"(?:日|月|天|时|一单|单)(?:入|赚|结|赚个|薪|收)?(?:过|上|破)?[\d一二三四五六七八九十百千万]{2,}|日入|月入|日结|稳赚|躺赚|赚钱|搞钱"
        ),
    ),
    ("question", re.compile(r"[?？]|吗|呢|什么|怎么|为啥|谁|哪")),
    ("talk", re.compile(r"[吧啊哈呀嘛了哦]$|哈哈|我们?(?:也|都|就|觉得|昨|今|刚)|你们?(?:也|都|这|的)")),
    ("brackets", re.compile(r"[【】「」《》｜|]")),
    ("repeated", re.compile(r"(.)\1{3,}")),
    ("list", re.compile(r"\n[^\n]{0,40}\n[^\n]{0,40}\n")),
)
_WRITTEN: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("digits", re.compile(r"\d"), 1),
    ("latin", re.compile(r"[A-Za-z]"), 1),
    ("capitals", re.compile(r"[A-Z]"), 1),
    ("chinese", re.compile(r"[\u4e00-\u9fff]"), 1),
    ("emoji", re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"), 1),
    (
        "fancy",
        re.compile(
            r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\u2776-\u2793\U0001d400-\U0001d7ff\U0001f130-\U0001f189]"
        ),
        1,
    ),
    ("invisible", re.compile(r"[\u00ad\u0300-\u036f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]"), 3),
    ("marks", re.compile(r"[!-/:-@\[-`{-~，。！？；：、·•—…～]"), 1),
    ("spaces", re.compile(r"[ \u3000\u00a0]"), 1),
    ("breaks", re.compile(r"\n"), 5),
    ("spaced", re.compile(r"(?<=[\u4e00-\u9fff])[ .·*_/|~-]+(?=[\u4e00-\u9fff])"), 2),
)
MEASURES: tuple[str, ...] = (
    "length", "shortest", "short", "middling", "long", "variety", "pointed_at", "read_otherwise",
    *(name for name, _, _ in _WRITTEN), *(name for name, _ in PATTERNS),
    "contact_and_earning", "contact_no_talk",
)  # fmt: skip


def measures(source: str, read: str, rewrites: Sequence[Rewrite]) -> Sequence[float]:
    """The values of `MEASURES` for a text as written and as read, both excerpts, and what was read otherwise."""
    length = max(len(source), 1)
    found = {name: 1.0 if pattern.search(read) else 0.0 for name, pattern in PATTERNS}
    hidden = sum(one.technique is not Technique.DIGITS for one in rewrites)
    contact = max(found["contact"], found["handle"], found["invite"], found["phone"], found["pointing"])
    return (
        math.log(length + 1) / 5,
        float(length < 4),
        float(length < 8),
        float(length < 16),
        float(length > 60),
        len(set(source)) / length,
        found["pointing"] * (1.0 if length < 30 else 0.3),
        min(hidden, 3) / 3,
        *(min(1.0, len(pattern.findall(source)) * weight / length) for _, pattern, weight in _WRITTEN),
        *found.values(),
        contact * max(found["earning"], found["money"]),
        contact * (1 - max(found["question"], found["talk"])),
    )
