"""A Bot API that answers what a test tells it to, and remembers what it was asked."""

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from bot.clock import Clock

TOKEN = "123456:a-token-that-nobody-may-see"


@dataclass(frozen=True)
class Called:
    """One call; `at` in monotonic seconds of the clock."""

    method: str
    params: Mapping[str, Any]
    at: float

    @property
    def chat_id(self) -> int:
        return int(self.params["chat_id"])

    @property
    def text(self) -> str:
        return str(self.params.get("text"))


@dataclass
class Answer:
    """A planned answer, the usual success where it is empty. `held`: it arrives when that is set."""

    status: int = 200
    body: bytes = b""
    raises: BaseException | None = None
    held: asyncio.Event | None = None


def error(code: int, description: str, **parameters: Any) -> Answer:
    """What Telegram answers when it refuses."""
    body = {"ok": False, "error_code": code, "description": description}
    return Answer(code, msgspec.json.encode(body | ({"parameters": parameters} if parameters else {})))


def flood(seconds: float) -> Answer:
    return error(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(chat_id: int) -> Answer:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return error(400, text, migrate_to_chat_id=chat_id)


def lost() -> Answer:
    return Answer(raises=ConnectionResetError("the answer is lost"))


def held(event: asyncio.Event, answer: Answer | None = None) -> Answer:
    """`answer`, or success, once `event` is set."""
    return replace(answer or Answer(), held=event)


def result(value: Any) -> Answer:
    return Answer(200, msgspec.json.encode({"ok": True, "result": value}))


BROKEN = Answer(500, b"<html>Internal Server Error</html>")


class ScriptedApi:
    """A `Transport`. What is not planned succeeds; messages get the numbers 1, 2, 3 …"""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._plans: dict[tuple[str, int | None], deque[Answer]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self.calls: list[Called] = []
        self.knows_ephemeral = False

    def plan(self, method: str, *answers: Answer, chat_id: int | None = None) -> None:
        """The next calls of `method` (in `chat_id`) are answered so."""
        self._plans[method, chat_id].extend(answers)

    def of(self, method: str, chat_id: int | None = None) -> list[Called]:
        """The calls of `method`, in their order."""
        return [one for one in self.calls if one.method == method and chat_id in (None, one.params.get("chat_id"))]

    def texts(self, chat_id: int | None = None) -> list[str]:
        """What was sent, as often as it was."""
        return [one.text for one in self.of("sendMessage", chat_id)]

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], timeout: float | None = None
    ) -> tuple[int, bytes]:
        assert token == TOKEN
        self.calls.append(Called(method, dict(params), self._clock.monotonic()))
        answer = self._planned(method, params.get("chat_id")) or Answer()
        if answer.held is not None:
            await answer.held.wait()
        if answer.raises is not None:
            raise answer.raises
        if answer.status == 200 and not answer.body:
            answer = result(self._success(method, params))
        return answer.status, answer.body

    async def download(self, token: str, path: str, limit: int) -> bytes:
        raise FileNotFoundError(path)

    async def close(self) -> None:
        """Nothing is open."""

    def _planned(self, method: str, chat_id: int | None) -> Answer | None:
        for key in ((method, chat_id), (method, None)):
            if self._plans.get(key):
                return self._plans[key].popleft()
        return None

    def _success(self, method: str, params: Mapping[str, Any]) -> Any:
        if method == "getChatAdministrators":
            return []
        if not method.startswith(("send", "edit")):
            return True
        if self.knows_ephemeral and "ephemeral_message_parameters" in params:
            return {"message_id": 0, "ephemeral_message_id": next(self._numbers), "chat": {"id": params["chat_id"]}}
        return {"message_id": next(self._numbers), "chat": {"id": params["chat_id"]}}
