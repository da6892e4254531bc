"""Numbered cases: opened once per cause, and what was done about them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from msgspec import to_builtins
from sqlalchemy import insert, update

from bot.membership import actions as membership
from bot.messages import ChatId, UserId
from bot.moderation import queries
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.screen import Finding
from bot.moderation.tables import CaseAct, SanctionCase
from bot.persistence.transaction import Transaction


async def open_case(
    tx: Transaction,
    order: Order,
    kind: Kind,
    *,
    until: datetime | None = None,
    consequence: Kind | None = None,
    warnings: int | None = None,
    rule: str | None = None,
    findings: Sequence[Finding] = (),
    card_chat_id: ChatId | None = None,
) -> tuple[CaseView, bool]:
    """The case that `order` makes, under the community's next number; with False the one its cause made before."""
    known = await queries.case_of_cause(tx, order.cause)
    if known is not None:
        return known, False
    target = order.target
    number = await membership.next_number(tx, order.community_id, "case")
    opened = CaseView(
        id=0,
        community_id=order.community_id,
        number=number,
        chat_id=order.chat_id,
        message_id=target.message_id,
        user_id=target.user_id,
        sender_chat_id=target.sender_chat_id,
        target_name=target.name[:200],
        actor_id=order.actor_id,
        kind=kind,
        consequence=consequence,
        rule=rule,
        reason=order.reason,
        text=target.text,
        findings=tuple(findings),
        warnings=warnings,
        until=until,
        created_at=tx.now,
        undone_at=None,
        is_false_alarm=False,
        card_chat_id=card_chat_id,
    )
    return await _write(tx, opened, order.cause), True


async def _write(tx: Transaction, opened: CaseView, cause: str) -> CaseView:
    row = {
        name: getattr(opened, name)
        for name in CaseView.__slots__
        if name not in ("id", "acts", "findings", "kind", "consequence")
    }
    row |= {
        "kind": opened.kind.value,
        "consequence": opened.consequence.value if opened.consequence else None,
        "evidence": to_builtins(opened.findings),
        "cause": cause,
    }
    made = await tx.execute(insert(SanctionCase).values(row).returning(SanctionCase.id))
    return replace(opened, id=int(made.scalar_one()))


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
