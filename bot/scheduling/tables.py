"""Runs of recurring work as rows."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class JobRunRow(Base):
    """One occurrence; its key makes it happen once. `community_id` is 0 for work that is no community's.

    `state` as in `life_cycle.RunState`. `wake_at` says when a claim runs out or a retry is due; None once settled.
    """

    __tablename__ = "job_run"
    __table_args__ = (Index("ix_job_run_wake_at", "wake_at"),)

    job: Mapped[str] = mapped_column(String(64), primary_key=True)
    community_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    due: Mapped[datetime] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(32))
    is_late: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None]
    wake_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(500))
