"""Telegram's published sending limits, off unless switched on.

Bots FAQ, "My bot is hitting limits": about one message a second in one chat with short bursts, 20 a minute in a group, 30 a second
overall. The exact figures are not published; bursts here are three.
"""

import math
from collections import deque

from bot.clock import Clock

_BURST = 3
_PER_GROUP_MINUTE = 20
_OVERALL_SECOND = 30


class FloodLimits:
    """Counts what was sent and says how long to wait."""

    def __init__(self, clock: Clock) -> None:
        self.enabled = False
        self._clock = clock
        self._chat: dict[tuple[int, int], deque[float]] = {}
        self._overall: dict[int, deque[float]] = {}

    def retry_after(self, bot_id: int, chat_id: int) -> int | None:
        """Seconds to wait, or None: the message may go and is counted."""
        if not self.enabled:
            return None
        now = self._clock.monotonic()
        overall = self._overall.setdefault(bot_id, deque())
        mine = self._chat.setdefault((bot_id, chat_id), deque())
        _drop_before(overall, now - 1)
        _drop_before(mine, now - 60)
        if len(overall) >= _OVERALL_SECOND:
            return 1
        if chat_id < 0 and len(mine) >= _PER_GROUP_MINUTE:
            return max(1, math.ceil(mine[0] + 60 - now))
        recent = [moment for moment in mine if moment > now - _BURST]
        if len(recent) >= _BURST:
            return max(1, math.ceil(recent[0] + _BURST - now))
        overall.append(now)
        mine.append(now)
        return None


def _drop_before(moments: deque[float], limit: float) -> None:
    while moments and moments[0] <= limit:
        moments.popleft()
