"""Write dialogues and server traits."""

from typing import Any

from sqlalchemy import delete

from bot.messages import ChatId, UserId
from bot.persistence.transaction import Transaction
from bot.telegram.tables import DialogueRow, ServerTrait


async def expect(tx: Transaction, chat_id: ChatId, user_id: UserId, name: str, data: dict[str, Any]) -> None:
    """The person's next plain message in `chat_id` answers `name`. A question that was open is dropped."""
    row = {"chat_id": chat_id, "user_id": user_id, "name": name, "data": data, "asked_at": tx.now}
    statement = tx.insert(DialogueRow).values(row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[DialogueRow.chat_id, DialogueRow.user_id],
            set_={"name": name, "data": data, "asked_at": tx.now},
        )
    )


async def end(tx: Transaction, chat_id: ChatId, user_id: UserId) -> None:
    """Nothing is asked any more."""
    await tx.execute(delete(DialogueRow).where(DialogueRow.chat_id == chat_id, DialogueRow.user_id == user_id))


async def note_trait(tx: Transaction, server: str, trait: str, value: str) -> None:
    """Remember what `server` has shown."""
    statement = tx.insert(ServerTrait).values(server=server[:200], trait=trait, value=value, seen_at=tx.now)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[ServerTrait.server, ServerTrait.trait], set_={"value": value, "seen_at": tx.now}
        )
    )


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Drop the person's open questions."""
    await tx.execute(delete(DialogueRow).where(DialogueRow.user_id == user_id))
