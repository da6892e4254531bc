"""The Telegram of the end-to-end tests: the feeder in the process of the test, with faults and questions to it."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.bench.answers import Chats
from tests.bench.corpus import MODERATOR, OWNER
from tests.bench.feeder import Call, Fault, Feeder, Outcome
from tests.bench.updates import Json
from tests.bench.wire import Request

SENDS = frozenset({"sendmessage", "sendphoto", "senddocument", "copymessage"})


@dataclass(slots=True)
class Troubles:
    """Random faults by share of calls; each call of the bot draws one lot.

    An answer that is lost took effect. A 429 falls on sends only, whose chats Telegram limits.
    """

    lost: float = 0.0
    failing: float = 0.0
    limited: float = 0.0
    retry_after: int = 1
    seed: int = 1
    happened: Counter[str] = field(default_factory=Counter)
    _chooser: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chooser = random.Random(self.seed)

    def __call__(self, request: Request, params: Json) -> Fault | None:
        lot = self._chooser.random()
        if lot < self.lost:
            self.happened["lost"] += 1
            return Fault(lose_answer=True)
        if lot < self.lost + self.failing:
            self.happened["failing"] += 1
            return Fault(status=500)
        if request.method in SENDS and lot < self.lost + self.failing + self.limited:
            self.happened["limited"] += 1
            return Fault(retry_after=self.retry_after)
        return None


@dataclass(slots=True)
class Once:
    """Spoil the next `times` calls of one method, perhaps of one chat, and note when."""

    method: str
    fault: Fault
    times: int = 1
    chat_id: int | None = None
    happened_at: list[float] = field(default_factory=list)

    def __call__(self, request: Request, params: Json) -> Fault | None:
        elsewhere = self.chat_id is not None and params.get("chat_id") != self.chat_id
        if request.method != self.method or elsewhere or len(self.happened_at) >= self.times:
            return None
        self.happened_at.append(request.at)
        return self.fault


@dataclass(eq=False, slots=True)
class Telegram:
    """A started server with one owner and one moderator in every group."""

    feeder: Feeder = field(default_factory=lambda: Feeder(Chats(OWNER, (MODERATOR,))))

    def calls(self, *methods: str, chat_id: int | None = None) -> list[Call]:
        """Calls that took effect, oldest first."""
        return [
            call
            for call in self.feeder.calls
            if call.method in methods
            and call.outcome is Outcome.DONE
            and (chat_id is None or call.params.get("chat_id") == chat_id)
        ]

    def deleted(self, chat_id: int, message_id: int) -> bool:
        return (chat_id, message_id) in self.feeder.chats.deleted

    def texts(self, chat_id: int | None = None) -> list[str]:
        """What readers of a chat saw the bot say, edits included."""
        return [seen_text(call) for call in self.calls("sendmessage", "editmessagetext", chat_id=chat_id)]


def seen_text(call: Call) -> str:
    """The text of a sent message as readers see it, markup removed."""
    return str(call.result.get("text", "")) if isinstance(call.result, dict) else ""


def named_in(calls: Iterable[Call], pattern: re.Pattern[str]) -> Counter[str]:
    """How many of the messages name each match of `pattern`."""
    return Counter(name for call in calls for name in set(pattern.findall(seen_text(call))))


async def eventually(condition: Callable[[], bool], seconds: float, interval: float = 0.02) -> bool:
    """Poll until `condition` holds; False when `seconds` passed first."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(interval)
    return True
