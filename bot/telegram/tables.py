"""Dialogues: what the bot asked a person in a private chat and waits for; and what a Bot API server can do."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class DialogueRow(Base):
    """At most one open question per person and chat. `data` is the handler's own."""

    __tablename__ = "dialogue"

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]


class ServerTrait(Base):
    """What a Bot API server has shown to know, such as `ephemeral`: yes | no."""

    __tablename__ = "server_trait"

    server: Mapped[str] = mapped_column(String(200), primary_key=True)
    trait: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime]
