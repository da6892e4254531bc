"""A message, as far as the bot looks at it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from bot.messages.chats import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, Chat, ChatId, MessageId, UnixTime, User
from bot.messages.content import (
    Contact,
    Entity,
    ExternalReply,
    InlineKeyboard,
    LinkPreviewOptions,
    Media,
    MessageOrigin,
    Poll,
    Quote,
    Story,
)

MEDIA_KINDS = (
    "photo",
    "animation",  # before document: Telegram sets both for an animation
    "document",
    "video",
    "sticker",
    "voice",
    "video_note",
    "audio",
    "poll",
    "contact",
    "location",
    "venue",
    "dice",
    "story",
    "checklist",
    "rich_message",
    "game",
    "giveaway",
    "paid_media",
    "invoice",
)


class IncomingMessage(Struct, frozen=True, kw_only=True, gc=False, rename={"sender": "from"}):
    """https://core.telegram.org/bots/api#message"""

    message_id: MessageId
    date: UnixTime
    chat: Chat
    sender: User | None = None
    sender_chat: Chat | None = None
    sender_tag: str | None = None
    message_thread_id: MessageId | None = None
    is_topic_message: bool = False
    is_automatic_forward: bool = False
    edit_date: UnixTime | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] = []
    caption_entities: list[Entity] = []
    link_preview_options: LinkPreviewOptions | None = None
    reply_to_message: IncomingMessage | None = None
    external_reply: ExternalReply | None = None
    quote: Quote | None = None
    reply_to_story: Story | None = None
    forward_origin: MessageOrigin | None = None
    via_bot: User | None = None
    media_group_id: str | None = None
    reply_markup: InlineKeyboard | None = None
    guest_bot_caller_user: User | None = None
    guest_bot_caller_chat: Chat | None = None
    photo: list[Media] | None = None
    animation: Media | None = None
    document: Media | None = None
    video: Media | None = None
    sticker: Media | None = None
    voice: Media | None = None
    video_note: Media | None = None
    audio: Media | None = None
    poll: Poll | None = None
    contact: Contact | None = None
    location: dict[str, Any] | None = None
    venue: dict[str, Any] | None = None
    dice: dict[str, Any] | None = None
    story: Story | None = None
    checklist: dict[str, Any] | None = None
    rich_message: dict[str, Any] | None = None
    game: dict[str, Any] | None = None
    giveaway: dict[str, Any] | None = None
    paid_media: dict[str, Any] | None = None
    invoice: dict[str, Any] | None = None
    new_chat_members: list[User] | None = None
    left_chat_member: User | None = None
    new_chat_title: str | None = None
    pinned_message: dict[str, Any] | None = None
    migrate_to_chat_id: ChatId | None = None
    migrate_from_chat_id: ChatId | None = None
    group_chat_created: bool = False
    supergroup_chat_created: bool = False
    ephemeral_message_id: MessageId | None = None

    @property
    def body(self) -> str:
        """Text or caption; empty where there is neither."""
        return self.text or self.caption or ""

    @property
    def spans(self) -> list[Entity]:
        """Entities of `body`."""
        return self.entities if self.text is not None else self.caption_entities

    @property
    def sent_at(self) -> datetime:
        return datetime.fromtimestamp(self.date, UTC)

    @property
    def kind(self) -> str:
        """`text`, a media kind by the Bot API's field name, or `service`."""
        if self.text is not None:
            return "text"
        return next((kind for kind in MEDIA_KINDS if getattr(self, kind) is not None), "service")

    @property
    def author(self) -> User | None:
        """Whose words these are: whoever called a guest bot for what that bot says, else the sender."""
        return self.guest_bot_caller_user or self.sender

    @property
    def channel(self) -> Chat | None:
        """The chat under whose name it was written, or under whose name somebody called the guest bot that wrote it."""
        return self.guest_bot_caller_chat or self.sender_chat

    @property
    def is_anonymous_administrator(self) -> bool:
        """Written as the group itself (`sender_chat` is the chat): an administrator who hides the name."""
        return self.channel is not None and self.channel.id == self.chat.id

    @property
    def is_from_channel(self) -> bool:
        """Written under a channel's name, the linked channel's automatic forwards not counted."""
        channel = self.channel
        return channel is not None and channel.id != self.chat.id and not self.is_automatic_forward

    @property
    def is_by_person(self) -> bool:
        """Written by an account of flesh and blood under its own name."""
        return (
            self.sender is not None
            and self.sender_chat is None
            and not self.sender.is_bot
            and self.sender.id not in (GROUP_ANONYMOUS_BOT, CHANNEL_BOT)
        )
