"""Read dialogues and server traits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.messages import ChatId, UserId
from bot.persistence.transaction import Reading
from bot.telegram.tables import DialogueRow, ServerTrait

DIALOGUE_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An open question; `data` is what the asking handler stored."""

    name: str
    data: dict[str, Any]


async def dialogue(view: Reading, chat_id: ChatId, user_id: UserId) -> Dialogue | None:
    """What the person was asked in `chat_id` within the last hour."""
    rows = await view.execute(
        select(DialogueRow.name, DialogueRow.data).where(
            DialogueRow.chat_id == chat_id,
            DialogueRow.user_id == user_id,
            DialogueRow.asked_at > view.now - DIALOGUE_LIFE,
        )
    )
    row = rows.first()
    return Dialogue(row.name, row.data) if row else None


async def trait(view: Reading, server: str, name: str) -> str | None:
    """What `server` has shown about `name`; None where it was not seen yet."""
    value: str | None = await view.scalar(
        select(ServerTrait.value).where(ServerTrait.server == server[:200], ServerTrait.trait == name)
    )
    return value
