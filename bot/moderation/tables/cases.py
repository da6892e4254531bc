"""Cases, what was done to them, warnings, and what people could do before they were restricted."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class SanctionCase(Base):
    """One sanction, or the lifting of one. `kind` and `consequence` as in `sanctions.Kind`; `actor_id` None for the bot.

    `user_id` of the target; negative: a pseudonym of somebody who erased the data while the sanction is live; None for a
    channel (`sender_chat_id`) and after that. `evidence`: findings as the screen made them. `cause` says what led to it, once. `count`: how many messages a purge removed.
    """

    __tablename__ = "sanction_case"
    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        Index("ix_sanction_case_target", "community_id", "user_id"),
        Index("ix_sanction_case_channel", "community_id", "sender_chat_id"),
    )

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    number: Mapped[int]
    chat_id: Mapped[int] = mapped_column(TelegramId)
    message_id: Mapped[int | None] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId)
    sender_chat_id: Mapped[int | None] = mapped_column(TelegramId)
    target_name: Mapped[str] = mapped_column(String(200), default="")
    actor_id: Mapped[int | None] = mapped_column(TelegramId, index=True)
    kind: Mapped[str] = mapped_column(String(10))
    consequence: Mapped[str | None] = mapped_column(String(10))
    rule: Mapped[str | None] = mapped_column(String(40))
    rule_version: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list[Any]]
    warnings: Mapped[int | None]
    count: Mapped[int | None]
    until: Mapped[datetime | None]
    cause: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(TelegramId)
    is_false_alarm: Mapped[bool] = mapped_column(default=False)
    card_chat_id: Mapped[int | None] = mapped_column(TelegramId)


class CaseMessage(Base):
    """One of several messages that a case removed; what they said is in the index of messages while that is kept."""

    __tablename__ = "case_message"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("sanction_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)


class CaseAct(Base):
    """What somebody did about a case afterwards. `other_number`: of the case that this made."""

    __tablename__ = "case_act"

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("sanction_case.id", ondelete="CASCADE"), index=True)
    actor_id: Mapped[int] = mapped_column(TelegramId, index=True)
    act: Mapped[str] = mapped_column(String(12))
    until: Mapped[datetime | None]
    other_number: Mapped[int | None]
    at: Mapped[datetime]


class MemberWarning(Base):
    """A warning; it counts until it expires or is withdrawn. `user_id` as in `SanctionCase`."""

    __tablename__ = "member_warning"
    __table_args__ = (Index("ix_member_warning_member", "community_id", "user_id"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey("sanction_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    community_id: Mapped[int] = mapped_column(TelegramId)
    user_id: Mapped[int] = mapped_column(TelegramId)
    at: Mapped[datetime]
    expires_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Restriction(Base):
    """One chat in which a case mutes, bans or slows its target (`kind`), and what the person could do before (`sanctions.Before`)."""

    __tablename__ = "restriction"
    __table_args__ = (Index("ix_restriction_ending", "lifted_at", "until"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey("sanction_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    before: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    until: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]


class PseudonymKey(Base):
    """The one key (id 1) by which erased people with a live sanction are still recognised."""

    __tablename__ = "pseudonym_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64))
