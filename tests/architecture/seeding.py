"""Rows about a person, made from the tables themselves, so that a new table is seeded without anybody thinking of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, LargeBinary, SmallInteger, String, Table, Text
from sqlalchemy.types import BigInteger, TypeDecorator

from bot.outbox.effects import Send
from bot.persistence.columns import Base
from bot.persistence.transaction import Reading, Transaction
from tests.databases import import_tables

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
GROUP = -1002000000000

PERSON_COLUMNS = {
    "user_id",
    "actor_id",
    "added_by",
    "changed_by",
    "by",
    "undone_by",
    "decided_by",
    "suspended_by",
    "lifted_by",
}
"""Columns that hold a person's id, by name."""

PRIVATE_CHATS = {
    "outbox.chat_id",
    "dialogue.chat_id",
    "audit_entry.chat_id",
    "sanction_case.card_chat_id",
    "appeal.card_chat_id",
    "report.card_chat_id",
}
"""Columns for a chat that may be a person's private one, whose id is the person's."""

OTHER_NUMBERS = {
    "id", "community_id", "case_id", "chat_id", "staff_chat_id", "sender_chat_id", "old_chat_id", "new_chat_id",
    "card_chat_id", "chosen_community_id", "report_id", "message_id", "thread_id", "update_id", "bot_id", "ephemeral_message_id",
}  # fmt: skip
"""Other wide numbers."""

NOT_PERSONAL = {
    "community.title",
    "group_chat.title",
    "group_chat.bot_member",
    "job_run.job",
    "job_run.error",
    "pseudonym_key.key",
    "server_trait.server",
    "setting.key",
    "setting.value",
    "setting_change.key",
    "setting_change.old",
    "setting_change.new",
    "outbox.effect_key",
    "outbox.error",
    "restriction.before",
    "dialogue.name",
    "audit_entry.act",
    "sanction_case.cause",
    "sanction_case.rule",
    "moderation_rule.body",
    "rule_change.body",
}
"""Texts and JSON that name no person."""

OF_ONE_ROW = {"pseudonym_key"}

SHORTEST_TEXT = 50
"""Shorter columns hold words of the code, such as states."""


@dataclass(frozen=True)
class Someone:
    """`index` tells rows of two people apart."""

    index: int
    user_id: int
    name: str
    username: str
    wrote: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What must not be found anywhere afterwards."""
        return str(self.user_id), self.name, self.username, self.wrote

    @property
    def text(self) -> str:
        return f"{self.name} @{self.username} {self.wrote}"

    @property
    def json(self) -> dict[str, Any]:
        user = {"id": self.user_id, "is_bot": False, "first_name": self.name, "username": self.username}
        return {"user": user, "text": self.wrote}


def fixed(someone: Someone) -> dict[str, Any]:
    """Values that the code reads back, so that they must be right."""
    mention = f'<a href="tg://user?id={someone.user_id}">{someone.name}</a> @{someone.username} {someone.wrote}'
    effect = {"type": Send.__name__, "chat_id": someone.user_id, "text": mention}
    return {
        "outbox.effect": json.dumps(effect, ensure_ascii=False),
        "outbox.effect_key": f"update:1:{someone.index}:answer",
        "outbox.state": "unknown",
        "sanction_case.kind": "ban",
        "sanction_case.consequence": None,
        "sanction_case.evidence": [someone.json],
        "sanction_case.cause": f"update:{someone.index}",
        "sanction_case.sender_chat_id": None,
        "restriction.kind": "ban",
        "held_message.state": "waiting",
        "case_act.act": "lengthened",
        "rule_change.act": "mode",
        "rule_change.mode": "observe",
        "moderation_rule.mode": "observe",
        "rule_draft.words": [someone.wrote],
        "rule_draft.domains": [],
        "pseudonym_key.id": 1,
        "pseudonym_key.key": "5e" * 32,
    }


def tables() -> list[Table]:
    """All tables, those that others refer to first."""
    import_tables()
    return list(Base.metadata.sorted_tables)


def holds_person(column: Column[Any]) -> bool:
    name = f"{column.table.name}.{column.name}"
    if column.name in PERSON_COLUMNS or name in PRIVATE_CHATS:
        return True
    return is_text(column) and name not in NOT_PERSONAL


def is_text(column: Column[Any]) -> bool:
    if isinstance(column.type, JSON | LargeBinary | Text):
        return True
    return isinstance(column.type, String) and (column.type.length or SHORTEST_TEXT) >= SHORTEST_TEXT


def unclassified() -> Iterator[str]:
    """Wide numbers of which nobody said whether they are a person's id."""
    for table in tables():
        for column in table.columns:
            is_wide = isinstance(column.type, BigInteger) or "BIGINT" in str(column.type)
            if is_wide and column.name not in PERSON_COLUMNS | OTHER_NUMBERS:
                yield f"{table.name}.{column.name}"


async def seed(tx: Transaction, people: tuple[Someone, ...]) -> None:
    """A row for each of `people` in every table."""
    for table in tables():
        for someone in people[:1] if table.name in OF_ONE_ROW else people:
            await tx.execute(table.insert(), {column.name: value(column, someone) for column in table.columns})


def value(column: Column[Any], someone: Someone) -> Any:
    name = f"{column.table.name}.{column.name}"
    known = fixed(someone)
    if name in known:
        return known[name]
    if column.name in PERSON_COLUMNS or name in PRIVATE_CHATS:
        return someone.user_id
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    match kind:
        case JSON():
            return someone.json if holds_person(column) else {}
        case LargeBinary():
            return json.dumps(
                {"update_id": someone.index, "message": {"from": someone.json["user"], "text": someone.wrote}},
                ensure_ascii=False,
            ).encode()
        case String():
            return someone.text[: kind.length or 200] if holds_person(column) else f"x{someone.index}"
        case Boolean():
            return False
        case DateTime():
            return NOON
        case BigInteger() if column.name.endswith("chat_id"):
            return GROUP - someone.index
        case BigInteger() | Integer() | SmallInteger():
            return someone.index
        case other:
            raise TypeError(f"{name}: nobody knows how to seed {other!r}")


async def traces(view: Reading, someone: Someone) -> list[str]:
    """Table and column of everything that still tells of `someone`."""
    found = []
    for table in tables():
        for row in await view.execute(table.select()):
            found += [f"{table.name}.{name}" for name, held in row._mapping.items() if tells_of(held, someone)]
    return found


def tells_of(held: Any, someone: Someone) -> bool:
    if isinstance(held, bytes):
        held = held.decode()
    text = json.dumps(held, ensure_ascii=False) if isinstance(held, dict | list) else str(held)
    return any(mark in text for mark in someone.marks)
