"""Rules as a community has stored them, every change of them, and what they found."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.persistence.columns import Base, TelegramId


class ModerationRule(Base):
    """A community's own rule, or another `mode` for one of its preset. `body`: a `model.Rule` as JSON, None where all but
    the mode is the preset's. `counted_since`: decisions before that say nothing about this version in this mode.
    """

    __tablename__ = "moderation_rule"

    community_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    body: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    mode: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    counted_since: Mapped[datetime]


class RuleChange(Base):
    """One change of a rule. `act` as in `stored.Act`; `actor_id` None for the bot; `body` of a new version, else None."""

    __tablename__ = "rule_change"
    __table_args__ = (Index("ix_rule_change_rule", "community_id", "name"),)

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    name: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    act: Mapped[str] = mapped_column(String(12))
    body: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    mode: Mapped[str] = mapped_column(String(8))
    actor_id: Mapped[int | None] = mapped_column(TelegramId, index=True)
    at: Mapped[datetime]


class RuleExample(Base):
    """A message that its rule must miss, since staff took the case back. `user_id`: who wrote it."""

    __tablename__ = "rule_example"
    __table_args__ = (Index("ix_rule_example_rule", "community_id", "rule"),)

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    rule: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(TelegramId, index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class RuleHit(Base):
    """A message that a rule in `observe` would have acted on. `enforced_by`: the rule that did act. `is_mistake`: what staff
    say of it, None where nobody said anything; `actor_id` who said so.
    """

    __tablename__ = "rule_hit"
    __table_args__ = (
        UniqueConstraint("community_id", "chat_id", "message_id", "rule"),
        Index("ix_rule_hit_rule", "community_id", "rule", "at"),
    )

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    rule: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    chat_id: Mapped[int] = mapped_column(TelegramId)
    message_id: Mapped[int] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId, index=True)
    enforced_by: Mapped[str | None] = mapped_column(String(40))
    is_mistake: Mapped[bool | None]
    actor_id: Mapped[int | None] = mapped_column(TelegramId, index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class RuleDraft(Base):
    """What somebody's message offers for a new rule, until `actor_id` has chosen. `user_id`: who wrote it; `words` and
    `domains`: lists of str.
    """

    __tablename__ = "rule_draft"

    id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=True)
    community_id: Mapped[int] = mapped_column(TelegramId)
    user_id: Mapped[int | None] = mapped_column(TelegramId)
    actor_id: Mapped[int] = mapped_column(TelegramId)
    words: Mapped[list[Any]]
    domains: Mapped[list[Any]]
    at: Mapped[datetime]
