"""A community as handlers, rules and jobs see it. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.i18n.negotiation import Language
from bot.messages import ChatId
from bot.settings.fields import Snapshot


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A community as seen from one of its chats. `purpose` of that chat: group | staff | channel."""

    id: int
    title: str
    staff_chat_id: ChatId | None
    chat_id: ChatId
    chat_type: str
    purpose: str
    settings: Snapshot
    language: Language
    zone: ZoneInfo
    quiet_for: timedelta
