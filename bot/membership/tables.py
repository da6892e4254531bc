"""Communities, their chats, people, standings, messages, numbers, and the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class Community(Base):
    """One or more groups, at most one linked channel, one optional staff group."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    title: Mapped[str] = mapped_column(String(255), default="")
    staff_chat_id: Mapped[int | None] = mapped_column(TelegramId)
    first_language: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime]


class GroupChat(Base):
    """A chat that the bot knows. `purpose`: group | staff | channel. `bot_member` is the bot's own standing as Telegram gave it."""

    __tablename__ = "group_chat"

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(10), default="group")
    type: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(255), default="")
    is_forum: Mapped[bool] = mapped_column(default=False)
    bot_member: Mapped[dict[str, Any] | None]
    added_by: Mapped[int | None] = mapped_column(TelegramId)
    administrators_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ChatAdministrator(Base):
    """An administrator as Telegram listed it (`member`: the ChatMember object); the answer to getChatAdministrators, kept."""

    __tablename__ = "chat_administrator"

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    member: Mapped[dict[str, Any]]


class MovedChat(Base):
    """A basic group that became a supergroup."""

    __tablename__ = "moved_chat"

    old_chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    new_chat_id: Mapped[int] = mapped_column(TelegramId)
    moved_at: Mapped[datetime]


class Person(Base):
    """An account. `reach`: unknown | started | blocked; `language` is what the person chose with /lang."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_username_folded", "username_folded"),)

    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200), default="")
    username: Mapped[str | None] = mapped_column(String(64))
    username_folded: Mapped[str | None] = mapped_column(String(64))
    language_code: Mapped[str | None] = mapped_column(String(35))
    language: Mapped[str | None] = mapped_column(String(10))
    reach: Mapped[str] = mapped_column(String(10), default="unknown")
    chosen_community_id: Mapped[int | None] = mapped_column(TelegramId)
    chosen_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]


class Member(Base):
    """A person's standing in a community. `joined_at` only where the bot saw the join; `messages` are counted ones;
    until `slow_until` links and media are withheld. `replies` by others, one a day from each; `strikes`: sanctions that stand;
    `deeds` done before (bits of `trust.Deed`); `is_trust_earned`: graded trust gave `is_trusted`, and a strike suspends it.
    """

    __tablename__ = "member"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - one tree to write instead of two

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    via_link: Mapped[str | None] = mapped_column(String(255))
    messages: Mapped[int] = mapped_column(default=0)
    first_seen_at: Mapped[datetime]
    last_active_at: Mapped[datetime | None]
    granted_role: Mapped[int | None] = mapped_column(SmallInteger)
    is_trusted: Mapped[bool] = mapped_column(default=False)
    slow_until: Mapped[datetime | None]
    replies: Mapped[int] = mapped_column(default=0, server_default="0")
    strikes: Mapped[int] = mapped_column(default=0, server_default="0")
    deeds: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    is_trust_earned: Mapped[bool] = mapped_column(default=False, server_default=false())


class MessageEvent(Base):
    """A message as it first arrived, and the last edit. `text` is what people read, `hidden` the addresses behind its words, a line each; kept
    for `message_days`.
    """

    __tablename__ = "message_event"
    # No index by author: on the path of every message it cost as much as all the rest of the row (its entries land on
    # pages all over the tree), and who asks by author asks within a time.
    __table_args__ = (Index("ix_message_event_sent_at", "sent_at"),)

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    community_id: Mapped[int] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId)
    sender_chat_id: Mapped[int | None] = mapped_column(TelegramId)
    thread_id: Mapped[int | None] = mapped_column(TelegramId)
    media_group_id: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
    hidden: Mapped[str | None] = mapped_column(Text)
    edited_text: Mapped[str | None] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime]


class CommunityNumber(Base):
    """The last number given, per community and kind (case, ticket, activity …)."""

    __tablename__ = "community_number"

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    last: Mapped[int]


class AuditEntry(Base):
    """Who tried or did what where rights matter. `outcome`: done | refused. `detail` holds no message text."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_community", "community_id", "at"),)

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    community_id: Mapped[int | None] = mapped_column(TelegramId)
    chat_id: Mapped[int | None] = mapped_column(TelegramId)
    user_id: Mapped[int] = mapped_column(TelegramId)
    act: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(10))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
