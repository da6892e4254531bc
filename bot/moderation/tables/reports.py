"""Messages that members report, and who reported them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class Report(Base):
    """One reported message, however many people report it; or (`is_call`) a member's call for staff, which is its own message.

    `user_id` or `sender_chat_id`: who wrote it; neither for an anonymous administrator or somebody erased. `state` as in
    `reports.ReportState`, `act` what staff did, `case_number` of the case that it led to. `voices`: how many reported it;
    `card_at`: when the card is edited next, or was last. `message_id` is negative where the chat moved and left it behind.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id"),
        Index("ix_report_state", "community_id", "state"),
        Index("ix_report_author", "user_id"),
    )

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    chat_id: Mapped[int] = mapped_column(TelegramId)
    message_id: Mapped[int] = mapped_column(TelegramId)
    thread_id: Mapped[int | None] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId)
    sender_chat_id: Mapped[int | None] = mapped_column(TelegramId)
    author_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
    is_call: Mapped[bool] = mapped_column(default=False)
    is_on_staff: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="open")
    act: Mapped[str | None] = mapped_column(String(10))
    case_number: Mapped[int | None]
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(TelegramId)
    voices: Mapped[int] = mapped_column(default=0)
    card_at: Mapped[datetime | None]
    card_chat_id: Mapped[int | None] = mapped_column(TelegramId)


class ReportVoice(Base):
    """One person who reported it, why, and with which message."""

    __tablename__ = "report_voice"
    __table_args__ = (
        UniqueConstraint("report_id", "user_id"),
        Index("ix_report_voice_person", "user_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(TelegramId)
    text: Mapped[str] = mapped_column(Text, default="")
    message_id: Mapped[int] = mapped_column(TelegramId)
    made_at: Mapped[datetime]
