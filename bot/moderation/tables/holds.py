"""Messages that wait for staff, and what they hold."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class HeldMessage(Base):
    """A message, or an album, that was taken from the group: the case of kind `hold` has it. `state`: waiting | released | dropped.

    `heading` is the line of HTML that names the author where the message is posted again. `decided_by` None where time did it.
    """

    __tablename__ = "held_message"
    __table_args__ = (
        Index("ix_held_message_waiting", "community_id", "state"),
        Index("ix_held_message_author", "user_id"),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("sanction_case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    community_id: Mapped[int] = mapped_column(TelegramId)
    chat_id: Mapped[int] = mapped_column(TelegramId)
    thread_id: Mapped[int | None] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId)
    heading: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    held_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(TelegramId)


class HeldPart(Base):
    """One message of what is held. `kind` as in `IncomingMessage.kind`, `file_id` of its media, `text` as HTML."""

    __tablename__ = "held_part"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("held_message.case_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    message_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16))
    file_id: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
