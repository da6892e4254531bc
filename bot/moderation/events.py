"""News of moderation."""

from dataclasses import dataclass

from bot.events import Event
from bot.messages import ChatId, MessageId, UserId


@dataclass(frozen=True, slots=True)
class RulesChanged(Event):
    """A community's stored rules are no longer what they were."""

    community_id: int
