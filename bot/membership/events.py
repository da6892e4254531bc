"""News of the roster."""

from dataclasses import dataclass

from bot.events import Event
from bot.messages import ChatId, UserId


@dataclass(frozen=True, slots=True)
class ChatChanged(Event):
    """Something about a chat that others cache is different: its community, purpose, title, kind or the bot's standing."""

    chat_id: ChatId


@dataclass(frozen=True, slots=True)
class CommunityChanged(Event):
    """The staff group or the groups of a community are different."""

    community_id: int


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """A person's given role or trust is different, or the person joined or left."""

    community_id: int
    user_id: UserId


@dataclass(frozen=True, slots=True)
class ChatMoved(Event):
    """A basic group became a supergroup."""

    old_chat_id: ChatId
    new_chat_id: ChatId


@dataclass(frozen=True, slots=True)
class PersonForgotten(Event):
    """A person was erased: nobody remembers the name, the standing or that they are stored."""

    user_id: UserId
