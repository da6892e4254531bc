"""Whose words a message answers, counted so that two friends cannot talk each other into trust."""

from collections.abc import Callable

from bot.expiring_cache import ExpiringCache
from bot.messages import IncomingMessage, UserId

PAIRS = 20_000
ONCE_IN = 86_400.0
"""Seconds in which one person's answers to another count once."""


class Regard:
    """Pairs of people who have answered each other lately."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._counted: ExpiringCache[tuple[int, UserId, UserId], bool] = ExpiringCache(PAIRS, ONCE_IN, monotonic)

    def answers(self, community_id: int, message: IncomingMessage) -> UserId | None:
        """Whose message `message` answers, where that counts for them: another person's, for the first time today."""
        answered = message.reply_to_message
        if answered is None or answered.sender is None or message.sender is None or not answered.is_by_person:
            return None
        if answered.sender.id == message.sender.id or answered.kind == "service":
            return None
        pair = (community_id, message.sender.id, answered.sender.id)
        if self._counted.get(pair):
            return None
        self._counted.put(pair, True)
        return answered.sender.id
