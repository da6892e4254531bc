"""The domain's view of what Telegram sends: frozen msgspec structs, decoded straight from JSON.

Names and meanings are those of the Bot API (https://core.telegram.org/bots/api#available-types); `from` is called
`sender`. Only fields that the bot uses are declared; unknown ones are skipped. `decoding.decode_update` is the entrance.
"""

from bot.messages.chats import (
    Chat,
    ChatId,
    ChatMember,
    ChatPermissions,
    InviteLink,
    JoinRequest,
    MemberUpdate,
    MessageId,
    UpdateId,
    User,
    UserId,
)
from bot.messages.content import (
    Contact,
    Entity,
    ExternalReply,
    Media,
    MessageOrigin,
    Poll,
    PollOption,
    Quote,
    Story,
)
from bot.messages.message import IncomingMessage
from bot.messages.update import CallbackQuery, PollAnswer, ReactionType, ReactionUpdate, Update

__all__ = [
    "CallbackQuery",
    "Chat",
    "ChatId",
    "ChatMember",
    "ChatPermissions",
    "Contact",
    "Entity",
    "ExternalReply",
    "IncomingMessage",
    "InviteLink",
    "JoinRequest",
    "Media",
    "MemberUpdate",
    "MessageId",
    "MessageOrigin",
    "Poll",
    "PollAnswer",
    "PollOption",
    "Quote",
    "ReactionType",
    "ReactionUpdate",
    "Story",
    "Update",
    "UpdateId",
    "User",
    "UserId",
]
