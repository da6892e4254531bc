"""Telegram's message limits. Pure: instants come in, waiting times go out, in monotonic seconds.

In one chat a token bucket lets short bursts pass; the limits a minute and a second are counted in a sliding window, so that
they hold in every minute and every second, the first one included.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.config import SendLimits
from bot.messages import ChatId

_LEAST_WAIT = 1e-6
"""Seconds. What is missing after rounding is less than a clock can count; a wait of nothing would repeat for ever."""


@dataclass(slots=True)
class Bucket:
    """A token bucket: `rate` tokens a second up to `size`."""

    rate: float
    size: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0.0 if one is."""
        self._fill(now)
        return 0.0 if self.tokens >= 1.0 else max(_LEAST_WAIT, (1.0 - self.tokens) / self.rate)

    def take(self, now: float) -> None:
        """Take a token; a debt is kept, so that a send that could not wait counts too."""
        self._fill(now)
        self.tokens -= 1.0

    def is_idle(self, now: float) -> bool:
        """Whether nothing of what was taken counts any more."""
        self._fill(now)
        return self.tokens >= self.size

    def _fill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = max(self.at, now)


@dataclass(slots=True)
class Window:
    """At most `most` in any `seconds`, wherever they begin."""

    most: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more may be taken; 0.0 if it may now."""
        self._forget(now)
        if len(self.taken) < self.most:
            return 0.0
        return max(_LEAST_WAIT, self.taken[-self.most] + self.seconds - now)

    def take(self, now: float) -> None:
        """Count one; one too many counts as well."""
        self._forget(now)
        self.taken.append(now)

    def is_idle(self, now: float) -> bool:
        """Whether nothing of what was taken counts any more."""
        self._forget(now)
        return not self.taken

    def _forget(self, now: float) -> None:
        while self.taken and self.taken[0] + self.seconds <= now:
            self.taken.popleft()


def window(limit: float, seconds: float) -> Window:
    """A window for `limit` in `seconds`; a limit below one is one in as much longer a time."""
    most = max(1, int(limit))
    return Window(most, seconds * most / limit)


class Limits:
    """The limits of all chats and the pauses that 429 answers asked for. Idle chats are forgotten."""

    def __init__(self, limits: SendLimits) -> None:
        self._limits = limits
        self._overall = window(limits.overall_per_second, 1.0)
        self._chats: dict[ChatId, tuple[Bucket | Window, ...]] = {}
        self._paused_until: dict[ChatId, float] = {}

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    def wait_for_send(self, chat_id: ChatId, now: float) -> float:
        """Seconds until `chat_id` may be sent to, its own limits and pause considered, not the overall one."""
        return max(self.wait_for_pause(chat_id, now), *(limit.wait(now) for limit in self._of_chat(chat_id, now)))

    def wait_for_all(self, now: float) -> float:
        """Seconds until anything may be sent."""
        return self._overall.wait(now)

    def wait_for_pause(self, chat_id: ChatId, now: float) -> float:
        """Seconds until a 429 of `chat_id` is over: all that calls which are no messages obey."""
        return max(0.0, self._paused_until.get(chat_id, 0.0) - now)

    def take_overall(self, now: float) -> None:
        """Count a message to anybody."""
        self._overall.take(now)

    def take(self, chat_id: ChatId, now: float) -> None:
        """Count a message to `chat_id`, the overall limit aside."""
        for limit in self._of_chat(chat_id, now):
            limit.take(now)

    def pause(self, chat_id: ChatId, seconds: float, now: float) -> None:
        """Telegram answered 429 for `chat_id`; no other chat is held up."""
        self._paused_until[chat_id] = max(self._paused_until.get(chat_id, 0.0), now + seconds)

    def forget_idle(self, now: float) -> None:
        """Drop chats whose limits are untouched again and pauses that are over."""
        for chat_id, limits in list(self._chats.items()):
            if all(limit.is_idle(now) for limit in limits):
                del self._chats[chat_id]
        for chat_id, until in list(self._paused_until.items()):
            if until <= now:
                del self._paused_until[chat_id]

    def _of_chat(self, chat_id: ChatId, now: float) -> tuple[Bucket | Window, ...]:
        limits = self._chats.get(chat_id)
        if limits is None:
            allowed = self._limits
            chat = Bucket(allowed.chat_per_second, allowed.chat_burst, allowed.chat_burst, now)
            # Groups and channels have negative ids; the limit a minute is theirs alone.
            limits = self._chats[chat_id] = (chat, window(allowed.group_per_minute, 60.0)) if chat_id < 0 else (chat,)
        return limits
