"""Exports of Telegram Desktop, made here: small ones by hand, large ones by the seed."""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = int(datetime(2026, 3, 2, 9, tzinfo=SHANGHAI).timestamp())
GROUP = 1500000001
CHAT_ID = -1001500000001
HOUR = 3600
DAY = 24 * HOUR

_TALK = [
    "这款什么时候补货",
    "谢谢老板",
    "收到了很喜欢",
    "颜色比图片好看",
    "今天有活动吗",
    "快递到哪了",
    "我也想要一个",
    "周末一起去线下店",
    "客服在吗",
    "已下单",
]
_COMMON = "今天明后上下午点里家公司学校朋友老板同事孩子周末电影吃饭咖啡火锅奶茶天气下雨出门地铁排队快递包装颜色尺码质量售后退换发票优惠活动直播新品手机电脑耳机键盘游戏比赛音乐旅行拍照"
_ADS = (
    "加薇 abc123 兼职日结 500",
    "看 https://shop.example.top/a 低价",
    "进群 https://t.me/+AbCdEf",
    "兼 职 日 结 加 薇",
)


class Writing:
    """Messages of one group, each a minute after the last unless said otherwise."""

    def __init__(self, start: int = MONDAY) -> None:
        self.messages: list[dict[str, Any]] = []
        self.at = start

    def say(self, user: int, text: Any = "", *, name: str = "", after: int = 60, **fields: Any) -> int:
        """The new message's id."""
        who = {"from": name or f"成员{user}", "from_id": f"user{user}"}
        return self._add("message", after, {**who, "text": text, **fields})

    def join(self, user: int, *, name: str = "", after: int = 60) -> int:
        who = {"actor": name or f"成员{user}", "actor_id": f"user{user}"}
        return self._add("service", after, {**who, "action": "join_group_by_link", "inviter": "Group", "text": ""})

    def happen(self, action: str, user: int, *, name: str = "", after: int = 60, **fields: Any) -> int:
        who = {"actor": name or f"成员{user}", "actor_id": f"user{user}"}
        return self._add("service", after, {**who, "action": action, "text": "", **fields})

    def _add(self, kind: str, after: int, fields: dict[str, Any]) -> int:
        self.at += after
        number = len(self.messages) + 1
        local = datetime.fromtimestamp(self.at, SHANGHAI).replace(tzinfo=None).isoformat()
        message = {"id": number, "type": kind, "date": local, "date_unixtime": str(self.at), **fields}
        self.messages.append(message)
        return number

    def chat(self, name: str = "好物分享群", kind: str = "private_supergroup", number: int = GROUP) -> dict[str, Any]:
        return {"name": name, "type": kind, "id": number, "messages": self.messages}

    def file(self) -> BinaryIO:
        """The export of this one chat, as Telegram Desktop lays it out."""
        return as_file(self.chat())


def as_file(export: Any) -> BinaryIO:
    return io.BytesIO(json.dumps(export, ensure_ascii=False, indent=1).encode())


def account(*chats: dict[str, Any], left: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The export of a whole account."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "运营", "bio": 'quote " and {brackets]'},
        "contacts": {"about": "", "list": [{"user_id": 2, "first_name": "客户"}]},
        "chats": {"about": "", "list": list(chats)},
        "left_chats": {"about": "", "list": list(left)},
    }


class LongExport(io.RawIOBase):
    """An export of `count` messages that is written while it is read, so that it takes no memory of its own.

    Everybody joined before the first message; one message in 50 is an advertisement of somebody new.
    """

    def __init__(self, count: int, seed: int = 7) -> None:
        super().__init__()
        self._pieces = self._written(count, Random(seed))
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._rest) < len(buffer):
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _written(self, count: int, random: Random) -> Iterator[bytes]:
        writing = Writing()
        yield f'{{"name": "大群", "type": "public_supergroup", "id": {GROUP}, "messages": ['.encode()
        number = 0
        while number < count:
            writing.messages.clear()
            for _ in range(min(200, count - number)):
                self._message(writing, random, number)
                number += 1
            told = []
            for index, message in enumerate(writing.messages):
                message["id"] = number * 2 + index
                told.append(json.dumps(message, ensure_ascii=False))
            yield (("," if number > 200 else "") + ",\n".join(told)).encode()
        yield b"]}"

    def _message(self, writing: Writing, random: Random, number: int) -> None:
        after = random.randrange(1, 40)
        if number % 50 == 0:
            user = 900_000 + number
            writing.join(user, after=after)
            text = random.choice(_ADS)
            parts = [{"type": "link", "text": word} if "://" in word else word + " " for word in text.split()]
            writing.say(user, parts if "://" in text else text, after=1)
            return
        user = random.randrange(1, 2_000)
        # Stock phrases are said again and again; were they part of every message, all would look like copies of each other.
        text = "".join(random.choices(_COMMON, k=random.randrange(4, 60)))
        if random.random() < 0.3:
            text = random.choice(_TALK)
        if random.random() < 0.1:
            writing.say(user, "", after=after, photo="(File not included.)", width=800, height=600)
        elif random.random() < 0.1:
            writing.say(user, ["请看 ", {"type": "mention", "text": "@brand_help"}, " " + text], after=after)
        else:
            writing.say(user, text, after=after, text_entities=[{"type": "plain", "text": text}])
