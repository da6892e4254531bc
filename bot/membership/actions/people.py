"""Accounts: names, languages, reach."""

from collections.abc import Iterable

from sqlalchemy import String, bindparam, cast, delete, update

from bot.membership.events import PersonForgotten
from bot.membership.tables import AuditEntry, ChatAdministrator, GroupChat, Member, MessageEvent, Person
from bot.messages import User, UserId
from bot.persistence.transaction import Transaction


async def meet(tx: Transaction, users: Iterable[User]) -> None:
    """Keep the present names and account languages of `users`. Sorted, so that concurrent writers lock in one order."""
    rows = [
        {
            "user_id": user.id,
            "name": user.name[:200],
            "username": user.username,
            "username_folded": user.username.casefold() if user.username else None,
            "language_code": user.language_code[:35] if user.language_code else None,
            "reach": "unknown",
            "seen_at": tx.now,
        }
        for user in sorted({user.id: user for user in users}.values(), key=lambda user: user.id)
    ]
    if not rows:
        return
    statement = tx.insert(Person)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[Person.user_id],
            set_={
                column: statement.excluded[column]
                for column in ("name", "username", "username_folded", "language_code", "seen_at")
            },
        ),
        rows,
    )
    # A username belongs to one account: whoever had it before has none now.
    named = [{"own": row["user_id"], "taken": row["username_folded"]} for row in rows if row["username_folded"]]
    if named:
        await tx.execute(
            update(Person)
            .where(Person.username_folded == bindparam("taken"), Person.user_id != bindparam("own"))
            .values(username=None, username_folded=None)
            .execution_options(synchronize_session=False),
            named,
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
