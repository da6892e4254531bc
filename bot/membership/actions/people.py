"""Accounts: names, languages, reach."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, cast, delete, select, update

from bot.membership.events import PersonForgotten
from bot.membership.tables import AuditEntry, ChatAdministrator, GroupChat, Member, MessageEvent, Person
from bot.messages import User, UserId
from bot.persistence.bulk import BulkInsert
from bot.persistence.transaction import Transaction


async def meet(tx: Transaction, users: Iterable[User]) -> None:
    """Keep the present names and account languages of `users`. Sorted, so that concurrent writers lock in one order."""
    met = sorted({user.id: user for user in users}.values(), key=lambda user: user.id)
    await _MEET.write(
        tx,
        [
            (
                user.id,
                user.name[:200],
                user.username,
                user.username.casefold() if user.username else None,
                user.language_code[:35] if user.language_code else None,
                "unknown",
                tx.now,
            )
            for user in met
        ],
    )
    # A username belongs to one account: whoever had it before has none now.
    named = {user.username.casefold(): user.id for user in met if user.username}
    if named:
        earlier = await tx.execute(
            select(Person.user_id, Person.username_folded).where(Person.username_folded.in_(named))
        )
        robbed = [row.user_id for row in earlier if row.user_id != named[row.username_folded]]
        if robbed:
            await tx.execute(
                update(Person).where(Person.user_id.in_(robbed)).values(username=None, username_folded=None)
            )


def _rename(insert: Any) -> Any:
    renamed = ("name", "username", "username_folded", "language_code", "seen_at")
    return insert.on_conflict_do_update(
        index_elements=[Person.user_id], set_={column: insert.excluded[column] for column in renamed}
    )


_MEET = BulkInsert(
    Person,
    ("user_id", "name", "username", "username_folded", "language_code", "reach", "seen_at"),
    _rename,
)


async def choose_language(tx: Transaction, user_id: UserId, language: str | None) -> None:
    """Answer `user_id` in `language` from now on; None follows the account again."""
    await _ensure(tx, user_id)
    await tx.execute(update(Person).where(Person.user_id == user_id).values(language=language))


async def mark_reach(tx: Transaction, user_id: UserId, reach: str) -> None:
    """Whether the bot can write to `user_id` in private: unknown | started | blocked."""
    await _ensure(tx, user_id)
    await tx.execute(update(Person).where(Person.user_id == user_id).values(reach=reach))


async def choose_community(tx: Transaction, user_id: UserId, community_id: int) -> None:
    """The community that the person means in private, remembered for a day (PRODUCT §1)."""
    await _ensure(tx, user_id)
    await tx.execute(
        update(Person).where(Person.user_id == user_id).values(chosen_community_id=community_id, chosen_at=tx.now)
    )


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Erase the person from the roster, the message index, the administrator lists and the audit log."""
    await tx.execute(delete(MessageEvent).where(MessageEvent.user_id == user_id))
    await tx.execute(delete(Member).where(Member.user_id == user_id))
    await tx.execute(delete(ChatAdministrator).where(ChatAdministrator.user_id == user_id))
    await tx.execute(delete(AuditEntry).where(AuditEntry.user_id == user_id))
    # What others did to the person stays as theirs, without saying to whom.
    await tx.execute(
        update(AuditEntry)
        .where(cast(AuditEntry.detail["user"].as_string(), String) == str(user_id))
        .values(detail={"user": 0})
    )
    await tx.execute(update(GroupChat).where(GroupChat.added_by == user_id).values(added_by=None))
    await tx.execute(delete(Person).where(Person.user_id == user_id))
    await tx.publish(PersonForgotten(user_id))


async def _ensure(tx: Transaction, user_id: UserId) -> None:
    await tx.insert_new(Person, {"user_id": user_id, "name": "", "reach": "unknown", "seen_at": tx.now})
