"""Erasing people, moving chats, and what ends with time."""

import secrets
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.membership.events import ChatMoved
from bot.messages import ChatId, UserId
from bot.moderation import queries
from bot.moderation.actions.alarms import forget_alarms
from bot.moderation.actions.holds import forget_held, move_holds
from bot.moderation.actions.rules import forget_in_rules, move_rule_hits
from bot.moderation.cases import FORGOTTEN
from bot.moderation.tables import CaseAct, MemberWarning, PseudonymKey, Restriction, SanctionCase
from bot.persistence.transaction import Transaction

_ERASED: dict[str, Any] = {"target_name": "", "reason": "", "text": "", "evidence": [], "message_id": None}


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Erase the person from cases and warnings.

    A number, a kind and dates stay. While a mute, ban or warning is live, a keyed hash stands for the id, so that erasing
    is no way out of it; `forget_ended` removes that, too.
    """
    key = await _pseudonym_key(tx)
    mark = queries.pseudonym(key, user_id)
    ids = [user_id, mark]
    await tx.execute(update(SanctionCase).where(SanctionCase.user_id.in_(ids)).values(user_id=mark, **_ERASED))
    await tx.execute(update(MemberWarning).where(MemberWarning.user_id == user_id).values(user_id=mark))
    await tx.execute(update(SanctionCase).where(SanctionCase.actor_id == user_id).values(actor_id=FORGOTTEN))
    await tx.execute(update(SanctionCase).where(SanctionCase.undone_by == user_id).values(undone_by=FORGOTTEN))
    await tx.execute(update(SanctionCase).where(SanctionCase.card_chat_id == user_id).values(card_chat_id=None))
    await tx.execute(update(CaseAct).where(CaseAct.actor_id == user_id).values(actor_id=FORGOTTEN))
    await forget_held(tx, user_id)
    await forget_alarms(tx, user_id, mark)
    await forget_in_rules(tx, user_id)
    await forget_ended(tx)


async def forget_ended(tx: Transaction) -> int:
    """Drop the keyed hash from cases that hold nobody any more; from how many."""
    await tx.execute(delete(MemberWarning).where(MemberWarning.user_id < 0, ~_warning_counts(tx)))
    live_cases = select(Restriction.case_id).where(_restriction_holds(tx))
    live_warnings = select(MemberWarning.case_id).where(_warning_counts(tx))
    gone = await tx.execute(
        update(SanctionCase)
        .where(SanctionCase.user_id < 0, SanctionCase.id.not_in(live_cases), SanctionCase.id.not_in(live_warnings))
        .values(user_id=None)
    )
    return gone.rowcount


async def move_chat(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """A basic group became a supergroup: its cases belong to the new id."""
    await tx.execute(update(SanctionCase).where(SanctionCase.chat_id == old).values(chat_id=new))
    await tx.execute(update(SanctionCase).where(SanctionCase.card_chat_id == old).values(card_chat_id=new))
    await tx.execute(update(Restriction).where(Restriction.chat_id == old).values(chat_id=new))
    await move_holds(tx, old, new)
    await move_rule_hits(tx, old, new)


async def follow_chat(tx: Transaction, event: ChatMoved) -> None:
    """Subscriber of the roster's news."""
    await move_chat(tx, event.old_chat_id, event.new_chat_id)


def _restriction_holds(tx: Transaction) -> ColumnElement[bool]:
    return and_(Restriction.lifted_at.is_(None), or_(Restriction.until.is_(None), Restriction.until > tx.now))


def _warning_counts(tx: Transaction) -> ColumnElement[bool]:
    return and_(MemberWarning.withdrawn_at.is_(None), MemberWarning.expires_at > tx.now)


async def _pseudonym_key(tx: Transaction) -> str:
    await tx.insert_new(PseudonymKey, {"id": 1, "key": secrets.token_hex(32)})
    key: str = await tx.scalar(select(PseudonymKey.key))
    return key
