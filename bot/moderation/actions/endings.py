"""What ends by itself: whatever it lay upon holds again."""

from sqlalchemy import select, update

from bot.moderation import queries
from bot.moderation.actions.sanctions import hand_down, next_on_top, put
from bot.moderation.sanctions import Kind, before_from_json, holds, restoration
from bot.moderation.tables import Restriction
from bot.persistence.transaction import Transaction


async def settle_ended(tx: Transaction) -> int:
    """Close restrictions that ended; how many.

    Telegram keeps one restriction per person and forgets the earlier one, so that an hour of silence would end a week in the
    slow lane: what was there before is imposed again for the rest of its time.
    """
    rows = await tx.execute(
        select(Restriction.__table__)
        .where(Restriction.lifted_at.is_(None), Restriction.until.is_not(None), Restriction.until <= tx.now)
        .order_by(Restriction.case_id.desc())
    )
    ended = rows.all()
    for row in ended:
        case = await queries.case_by_id(tx, row.case_id)
        is_this = (Restriction.case_id == row.case_id, Restriction.chat_id == row.chat_id)
        await tx.execute(update(Restriction).where(*is_this).values(lifted_at=row.until))
        before = before_from_json(row.before)
        if case is None or before is None or not holds(before, tx.now) or not case.has_target:
            continue
        on_top = await next_on_top(tx, case, row.chat_id)
        if on_top is not None:
            await hand_down(tx, on_top, row.chat_id, before)
        elif before.status in ("restricted", "kicked"):
            effect = restoration(Kind(row.kind), row.chat_id, case.target, before, tx.now)
            await put(tx, effect, f"{case.key}:ended:{row.chat_id}")
    return len(ended)
