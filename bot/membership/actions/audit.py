"""The audit log."""

from collections.abc import Mapping

from sqlalchemy import insert

from bot.membership.tables import AuditEntry
from bot.messages import ChatId, UserId
from bot.persistence.transaction import Transaction


async def audit(
    tx: Transaction,
    *,
    user_id: UserId,
    act: str,
    outcome: str,
    community_id: int | None = None,
    chat_id: ChatId | None = None,
    detail: Mapping[str, str | int] | None = None,
) -> None:
    """Write that `user_id` did `act` (`outcome` done) or was refused it (refused)."""
    await tx.execute(
        insert(AuditEntry),
        {
            "at": tx.now,
            "community_id": community_id,
            "chat_id": chat_id,
            "user_id": user_id,
            "act": act[:64],
            "outcome": outcome,
            "detail": dict(detail or {}),
        },
    )
