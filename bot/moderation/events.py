"""News of moderation."""

from dataclasses import dataclass

from bot.events import Event
from bot.messages import ChatId, MessageId, UserId


@dataclass(frozen=True, slots=True)
class RulesChanged(Event):
    """A community's stored rules are no longer what they were."""

    community_id: int


@dataclass(frozen=True, slots=True)
class ReportUpheld(Event):
    """Staff agreed with what `user_id` reported; published once for each reporter. `author_id` None for a channel."""

    community_id: int
    user_id: UserId
    report_id: int
    chat_id: ChatId
    message_id: MessageId
    author_id: UserId | None
