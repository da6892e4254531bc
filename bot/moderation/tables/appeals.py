"""What people say against cases about them, and whom the bot has told of one lately."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class Appeal(Base):
    """At most one per case. `state` as in `appeals.AppealState`; `card_chat_id` where staff got the card, None where it waits."""

    __tablename__ = "appeal"
    __table_args__ = (
        Index("ix_appeal_person", "community_id", "user_id"),
        Index("ix_appeal_state", "community_id", "state"),
    )

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("sanction_case.id", ondelete="CASCADE"), unique=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    user_id: Mapped[int] = mapped_column(TelegramId)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="open")
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(TelegramId)
    until: Mapped[datetime | None]
    card_chat_id: Mapped[int | None] = mapped_column(TelegramId)


class MemberNotice(Base):
    """When the person was last told that a rule removed a message: not every one of them is news."""

    __tablename__ = "member_notice"

    community_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    told_at: Mapped[datetime]
