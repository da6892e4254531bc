"""Moderators who banned many people at once."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class BanAlarm(Base):
    """The newest alarm about the bans of the moderator `user_id`, up to the case `number`; and whether further ones are suspended.

    They are while `suspended_at` is set and `lifted_at` is not.
    """

    __tablename__ = "ban_alarm"

    community_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    number: Mapped[int]
    bans: Mapped[int]
    raised_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]
    suspended_by: Mapped[int | None] = mapped_column(TelegramId)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(TelegramId)
