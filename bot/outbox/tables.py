"""Effects as rows."""

from datetime import datetime

from sqlalchemy import Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class OutboxRow(Base):
    """One effect. `state`: pending → sent | refused | unknown (`at_most_once` ones whose outcome was lost)."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_pending", "state", "not_before"),)

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    effect_key: Mapped[str] = mapped_column(String(200), unique=True)
    chat_id: Mapped[int] = mapped_column(TelegramId)
    priority: Mapped[int] = mapped_column(SmallInteger)
    effect: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="pending")
    at_most_once: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    done_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(TelegramId)
    ephemeral_message_id: Mapped[int | None] = mapped_column(TelegramId)
    error: Mapped[str | None] = mapped_column(String(500))
