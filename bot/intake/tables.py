"""Updates as rows: those that had their effects, those that wait, those that were set aside."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class SeenUpdate(Base):
    """An update whose effects are committed. Compared for equality only: ids restart at random after a quiet week."""

    __tablename__ = "seen_update"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - one tree to write instead of two

    bot_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]


class ParkedUpdate(Base):
    """An update of a slow lane, confirmed to Telegram and kept here until it had its effects."""

    __tablename__ = "parked_update"

    bot_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    parked_at: Mapped[datetime]


class SetAsideUpdate(Base):
    """An update that failed three times, for the operator to look at."""

    __tablename__ = "set_aside_update"

    bot_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    error: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime]
