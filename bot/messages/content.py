"""What a message is made of."""

from typing import Any

from msgspec import Struct

from bot.messages.chats import Chat, Count, MessageId, UnixTime, User, UserId


class Entity(Struct, frozen=True, kw_only=True, gc=False):
    """A marked span of text; offset and length in UTF-16 units. https://core.telegram.org/bots/api#messageentity"""

    type: str
    offset: Count
    length: Count
    url: str | None = None
    user: User | None = None
    custom_emoji_id: str | None = None


class Media(Struct, frozen=True, kw_only=True, gc=False):
    """Any one file: a photo size, document, video, sticker … ; sizes in bytes, duration in seconds."""

    file_id: str
    file_unique_id: str = ""
    file_name: str | None = None
    mime_type: str | None = None
    file_size: Count | None = None
    duration: Count | None = None
    set_name: str | None = None
    emoji: str | None = None


class MessageOrigin(Struct, frozen=True, kw_only=True, gc=False):
    """Where a forward comes from: type user, hidden_user, chat or channel. https://core.telegram.org/bots/api#messageorigin"""

    type: str
    date: UnixTime = 0
    sender_user: User | None = None
    sender_user_name: str | None = None
    sender_chat: Chat | None = None
    chat: Chat | None = None
    message_id: MessageId | None = None
    author_signature: str | None = None


class Quote(Struct, frozen=True, kw_only=True, gc=False):
    """The quoted part of the message replied to. https://core.telegram.org/bots/api#textquote"""

    text: str = ""
    entities: list[Entity] = []
    position: Count = 0
    is_manual: bool = False


class LinkPreviewOptions(Struct, frozen=True, kw_only=True, gc=False):
    """https://core.telegram.org/bots/api#linkpreviewoptions"""

    url: str | None = None
    is_disabled: bool = False


class ExternalReply(Struct, frozen=True, kw_only=True, gc=False):
    """A reply to a message of another chat. https://core.telegram.org/bots/api#externalreplyinfo"""

    origin: MessageOrigin
    chat: Chat | None = None
    message_id: MessageId | None = None
    link_preview_options: LinkPreviewOptions | None = None


class PollOption(Struct, frozen=True, kw_only=True, gc=False):
    text: str = ""
    text_entities: list[Entity] = []
    media: dict[str, Any] | None = None
    voter_count: Count = 0


class Poll(Struct, frozen=True, kw_only=True, gc=False):
    """https://core.telegram.org/bots/api#poll"""

    id: str
    question: str = ""
    question_entities: list[Entity] = []
    options: list[PollOption] = []
    description: str | None = None
    description_entities: list[Entity] = []
    explanation: str | None = None
    explanation_entities: list[Entity] = []
    media: dict[str, Any] | None = None
    type: str = "regular"
    is_anonymous: bool = True
    is_closed: bool = False


class Contact(Struct, frozen=True, kw_only=True, gc=False):
    """https://core.telegram.org/bots/api#contact"""

    phone_number: str = ""
    first_name: str = ""
    last_name: str | None = None
    user_id: UserId | None = None


class Story(Struct, frozen=True, kw_only=True, gc=False):
    """https://core.telegram.org/bots/api#story"""

    chat: Chat
    id: MessageId = 0


class InlineButton(Struct, frozen=True, kw_only=True, gc=False):
    text: str = ""
    url: str | None = None
    callback_data: str | None = None


class InlineKeyboard(Struct, frozen=True, kw_only=True, gc=False):
    inline_keyboard: list[list[InlineButton]] = []
