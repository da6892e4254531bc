"""What is stored about a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select

from bot.messages import UserId
from bot.moderation.queries.alarms import export_alarms_of
from bot.moderation.queries.cases import identities
from bot.moderation.queries.holds import export_holds_of
from bot.moderation.queries.rules import export_rules_of
from bot.moderation.tables import CaseAct, MemberWarning, SanctionCase
from bot.persistence.transaction import Reading


async def export(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What is stored about a person: cases, warnings, and the acts as staff."""
    ids = await identities(view, user_id)
    cases = await view.execute(
        select(SanctionCase.__table__).where(SanctionCase.user_id.in_(ids)).order_by(SanctionCase.id)
    )
    warnings = await view.execute(select(MemberWarning.__table__).where(MemberWarning.user_id.in_(ids)))
    decided = await view.execute(
        select(SanctionCase.community_id, SanctionCase.number, SanctionCase.kind, SanctionCase.created_at)
        .where(or_(SanctionCase.actor_id == user_id, SanctionCase.undone_by == user_id))
        .order_by(SanctionCase.id)
    )
    acts = await view.execute(select(CaseAct.act, CaseAct.at).where(CaseAct.actor_id == user_id).order_by(CaseAct.id))
    return {
        "cases": _plain(cases, without=("id", "cause", "card_chat_id", "actor_id", "undone_by")),
        "warnings": _plain(warnings, without=("case_id",)),
        "decided": _plain(decided),
        "acts": _plain(acts),
        **await export_rules_of(view, user_id),
        **await export_holds_of(view, user_id),
        **await export_alarms_of(view, user_id),
    }


def _plain(rows: Iterable[Row[Any]], without: Sequence[str] = ()) -> list[dict[str, Any]]:
    return [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in row._asdict().items()
            if value not in (None, "", []) and name not in without
        }
        for row in rows
    ]
