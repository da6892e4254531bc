"""A message of the index beside its author's standing: what a replay looks at. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.membership.roles import Standing
from bot.messages import ChatId, MessageId, UserId


@dataclass(frozen=True, slots=True)
class PastMessage:
    """`text` as it stood last; `standing` as it is today."""

    chat_id: ChatId
    message_id: MessageId
    user_id: UserId | None
    sender_chat_id: ChatId | None
    thread_id: int | None
    kind: str
    text: str
    sent_at: datetime
    standing: Standing
