"""Numbered cases: opened once per cause, and what was done about them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import bindparam, func, insert, select, update

from bot.membership import actions as membership
from bot.messages import ChatId, UserId
from bot.moderation import queries
from bot.moderation.cases import CaseView
from bot.moderation.rules.verdict import Finding
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.tables import CaseAct, SanctionCase
from bot.moderation.trust import STRIKES
from bot.persistence.transaction import Transaction

TRIES = 20
"""On PostgreSQL others may take the number first; each of them is one try."""

_INSERTIONS: dict[str, Any] = {}
_AS_THEY_ARE = tuple(
    name for name in CaseView.__slots__ if name not in ("id", "number", "acts", "findings", "kind", "consequence")
)


async def open_case(
    tx: Transaction,
    order: Order,
    kind: Kind,
    *,
    until: datetime | None = None,
    consequence: Kind | None = None,
    warnings: int | None = None,
    count: int | None = None,
    rule: str | None = None,
    findings: Sequence[Finding] = (),
    card_chat_id: ChatId | None = None,
) -> tuple[CaseView, bool]:
    """The case that `order` makes, under the community's next number; with False the one its cause made before."""
    target = order.target
    opened = CaseView(
        id=0,
        community_id=order.community_id,
        number=0,
        chat_id=order.chat_id,
        message_id=target.message_id,
        user_id=target.user_id,
        sender_chat_id=target.sender_chat_id,
        target_name=target.name[:200],
        actor_id=order.actor_id,
        kind=kind,
        consequence=consequence,
        rule=rule or order.rule,
        rule_version=order.version,
        reason=order.reason,
        text=target.text,
        findings=tuple(findings) or order.findings,
        warnings=warnings,
        count=count,
        until=until,
        created_at=tx.now,
        undone_at=None,
        is_false_alarm=False,
        card_chat_id=card_chat_id,
    )
    for _ in range(TRIES):
        made = (await tx.execute(_insertion(tx), _row(opened, order.cause))).first()
        if made is not None:
            if kind in STRIKES and target.user_id is not None:
                await membership.note_strike(tx, order.community_id, target.user_id)
            return replace(opened, id=made.id, number=made.number), True
        known = await queries.case_of_cause(tx, order.cause)
        if known is not None:
            return known, False
    raise RuntimeError(f"no number for a case of community {order.community_id}")


def _insertion(tx: Transaction) -> Any:
    """The INSERT of a case under the next number, which inserts nothing where the cause or the number is taken.

    Built once per dialect: it stands between an advertisement and its deletion, and building it takes longer than
    executing it.
    """
    statement = _INSERTIONS.get(tx.dialect)
    if statement is None:
        cases = SanctionCase.__table__
        last = select(func.coalesce(func.max(cases.c.number), 0)).where(
            cases.c.community_id == bindparam("counted_community")
        )
        statement = (
            tx.insert(cases)
            .values({"number": last.scalar_subquery() + 1})
            .on_conflict_do_nothing()
            .returning(cases.c.id, cases.c.number)
        )
        _INSERTIONS[tx.dialect] = statement
    return statement


def _row(opened: CaseView, cause: str) -> dict[str, object]:
    return {name: getattr(opened, name) for name in _AS_THEY_ARE} | {
        "counted_community": opened.community_id,
        "kind": opened.kind.value,
        "consequence": opened.consequence.value if opened.consequence else None,
        "evidence": to_builtins(opened.findings),
        "cause": cause,
    }


async def note_act(
    tx: Transaction,
    case_id: int,
    act: Act,
    actor_id: UserId,
    *,
    until: datetime | None = None,
    other_number: int | None = None,
) -> None:
    """Write what `actor_id` did about the case."""
    row = {
        "case_id": case_id,
        "actor_id": actor_id,
        "act": act.value,
        "until": until,
        "other_number": other_number,
        "at": tx.now,
    }
    await tx.execute(insert(CaseAct), row)


async def set_case(tx: Transaction, case_id: int, **values: object) -> None:
    await tx.execute(update(SanctionCase).where(SanctionCase.id == case_id).values(**values))
