"""The texts that the classifier learns from, as they lie in the folder of data, each with where it is from."""

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.text.folding import fold, read


@dataclass(frozen=True, slots=True)
class Sample:
    """A text. `source`: the corpus; `group`: texts that resemble each other have the same, so that none of them is learnt from
    while another is tested; `weight`: how much it counts in training.
    """

    text: str
    is_spam: bool
    source: str
    group: int = 0
    weight: float = 1.0


ADVERTISING = ("tg_danmaku", "sms_a", "sms_en")
HARMLESS = ("hard_question", "weibo_zhihu_cold", "faq", "shop", "chat", "weibo", "car", "airline", "gov")
_WEIGHTS = {"sms_a": 0.4, "sms_en": 1.0, "tg_danmaku": 1.0}
# Labelled as advertisements by the source's moderators, but only rude: nothing is offered and nobody is to be reached.
_RUDE = re.compile(
    "日你|操你|草你|艹|你妈|妈的|妈逼|傻逼|傻b|煞笔|沙比|屌|鸡巴|jb|几把|逼|性交|奶头|乳|骚|贱|滚|废物|狗日|死全家|射|舔|肏|阴道|阴蒂|内射|后入|做爱|nmsl|cnm"
)
_OFFERING = re.compile(
    r"[a-z0-9@]{3,}|\+|[加私微信薇威扣口群频道看买卖麦出收招找名主页简介头像签qQ]|资源|视频|福利|联系|免费|客服|约|上门|频|兼职|赚|钱|项目|代|号|盘|U|片|黄|篇|沜"
)


def spam(data: Path) -> list[Sample]:
    """The labelled corpora without duplicates and without what is only rude."""
    found: dict[tuple[str, bool], Sample] = {}
    for line in _lines(data / "spam" / "train.jsonl.gz"):
        text, is_spam, source = line["text"], line["label"] == "spam", line["domain"]
        found[text, is_spam] = Sample(text, is_spam, source, group_of(text), _WEIGHTS.get(source, 0.6))
    return list(found.values())


def is_only_rude(sample: Sample) -> bool:
    """Whether a sample is called an advertisement for rude words alone."""
    text = read(fold(sample.text)).text
    return sample.is_spam and sample.source == "tg_danmaku" and bool(_RUDE.search(text)) and not _OFFERING.search(text)


def harmless(data: Path, count: int, seed: int = 3) -> list[Sample]:
    """About `count` ordinary texts of shops, conversations, microblogs and questions: about as many of each kind."""
    by_kind: dict[str, set[str]] = {}
    for line in _lines(data / "sentiment" / "train.jsonl.gz"):
        by_kind.setdefault(line["domain"], set()).add(line["text"])
    for line in _lines(data / "category" / "train.jsonl.gz"):
        by_kind.setdefault(f"{line['domain']}2", set()).add(line["text"])
    for line in _lines(data / "faq" / "pairs.jsonl.gz"):
        by_kind.setdefault(f"faq:{line['source'].split()[0]}", set()).update((line["a"], line["b"]))
    chance = random.Random(seed)
    return [
        Sample(text, is_spam=False, source=f"x:{kind}", group=group_of(text), weight=0.5)
        for kind, texts in sorted(by_kind.items())
        for text in chance.sample(sorted(texts), min(len(texts), count // len(by_kind)))
    ]


def group_of(text: str) -> int:
    """0…255, the same for texts that begin alike apart from letters, digits and marks."""
    letters = re.sub(r"[\W\d_a-z]", "", fold(text).text)
    return zlib.crc32((letters[:12] or text).encode("utf-8", "replace")) & 255


def weighted(samples: list[Sample], weight: float) -> list[Sample]:
    return [replace(sample, weight=weight) for sample in samples]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
