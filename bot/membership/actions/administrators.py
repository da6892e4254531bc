"""Administrator lists as Telegram gave them."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, insert, update

from bot.membership.tables import ChatAdministrator, GroupChat
from bot.messages import ChatId, ChatMember
from bot.persistence.transaction import Transaction


async def keep_administrators(tx: Transaction, chat_id: ChatId, members: Sequence[ChatMember]) -> None:
    """Replace the kept list of `chat_id`, read at `tx.now`."""
    await tx.execute(delete(ChatAdministrator).where(ChatAdministrator.chat_id == chat_id))
    if members:
        await tx.execute(
            insert(ChatAdministrator),
            [
                {"chat_id": chat_id, "user_id": member.user.id, "member": msgspec.to_builtins(member)}
                for member in members
            ],
        )
    await tx.execute(update(GroupChat).where(GroupChat.chat_id == chat_id).values(administrators_at=tx.now))


async def drop_administrators(tx: Transaction, chat_id: ChatId) -> None:
    """Forget the kept list: the next question asks Telegram."""
    await tx.execute(update(GroupChat).where(GroupChat.chat_id == chat_id).values(administrators_at=None))
