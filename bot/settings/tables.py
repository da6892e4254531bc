"""What communities changed, and who changed it when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class SettingRow(Base):
    """A value that a community chose. What is not here has the default. `changed_by` is None for an erased person."""

    __tablename__ = "setting"

    community_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(TelegramId)


class SettingChange(Base):
    """One line of the change log. `old` and `new` are None for the default; `source`: chat | import | panel."""

    __tablename__ = "setting_change"
    __table_args__ = (Index("ix_setting_change_community", "community_id", "id"),)

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    key: Mapped[str] = mapped_column(String(80))
    old: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    new: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    by: Mapped[int | None] = mapped_column(TelegramId, index=True)
    at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(10))
