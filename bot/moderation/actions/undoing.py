"""Taking sanctions back, making them longer, and what else staff do about a case."""

from datetime import datetime

from sqlalchemy import or_, select, update

from bot.errors import UserError
from bot.membership import actions as membership
from bot.messages import UserId
from bot.moderation import queries
from bot.moderation.actions.cases import note_act
from bot.moderation.actions.holds import post_held
from bot.moderation.actions.sanctions import hand_down, keep_slow_lane, next_on_top, put, withdraw_warning
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Act, Kind, before_from_json, imposition, restoration, seconds
from bot.moderation.tables import Restriction, SanctionCase
from bot.moderation.trust import STRIKES
from bot.outbox import actions as outbox
from bot.outbox.effects import Priority, Send
from bot.persistence.transaction import Transaction


async def undo(tx: Transaction, case: CaseView, *, by: UserId, is_false_alarm: bool = False) -> CaseView:
    """Take `case` back: permissions as they were read before, bans, warnings, held messages; the case as it is then.

    With `is_false_alarm` it also counts as one of the rule's mistakes. Raises `UserError` for a case that was undone
    before, lifts something itself, or whose person erased the data.
    """
    if case.kind.lifts:
        raise UserError("moderation-undo-lifting", number=case.number)
    if not case.has_target and case.kind not in (Kind.DELETE, Kind.PURGE, Kind.CLEAR, Kind.HOLD):
        raise UserError("moderation-undo-erased", number=case.number)
    changed = await tx.execute(
        update(SanctionCase)
        .where(SanctionCase.id == case.id, SanctionCase.undone_at.is_(None))
        .values(undone_at=tx.now, undone_by=by, is_false_alarm=is_false_alarm)
    )
    if changed.rowcount == 0:
        raise UserError("moderation-undone-already", number=case.number)
    if case.kind in STRIKES and case.target.user_id is not None:
        await membership.note_strike(tx, case.community_id, case.target.user_id, -1)
    await withdraw_warning(tx, case.id)
    await release(tx, case)
    act = Act.UNDONE
    if case.kind is Kind.HOLD:
        await post_held(tx, case, by=by)
        act = Act.RELEASED
    await note_act(tx, case.id, Act.FALSE_ALARM if is_false_alarm else act, by)
    return await _fresh(tx, case)


async def lengthen(tx: Transaction, case: CaseView, *, by: UserId, end: int, until: datetime | None) -> CaseView:
    """Let a mute, ban or slow lane that ends at `end` (Unix seconds) end at `until` instead, None for never.

    Raises `UserError` where it does not end then any more: it was lengthened, lifted, or is over.
    """
    if case.until is None or case.is_over(tx.now) or seconds(case.until) != end:
        raise UserError("moderation-lengthen-late", number=case.number)
    changed = await tx.execute(
        update(SanctionCase)
        .where(SanctionCase.id == case.id, SanctionCase.undone_at.is_(None), SanctionCase.until == case.until)
        .values(until=until)
    )
    if changed.rowcount == 0:
        raise UserError("moderation-lengthen-late", number=case.number)
    await _hold_until(tx, case, until)
    if case.sanction is Kind.SLOW_LANE:
        await keep_slow_lane(tx, case.community_id, case.target)
    await note_act(tx, case.id, Act.LENGTHENED, by, until=until)
    return await _fresh(tx, case)


async def shorten(tx: Transaction, case: CaseView, *, by: UserId, until: datetime) -> CaseView:
    """Let a mute or ban end at `until` instead of later or never. Raises `UserError` where it ends sooner or is over."""
    ends_later = or_(SanctionCase.until.is_(None), SanctionCase.until > until)
    changed = await tx.execute(
        update(SanctionCase)
        .where(SanctionCase.id == case.id, SanctionCase.undone_at.is_(None), ends_later)
        .values(until=until)
    )
    if changed.rowcount == 0 or case.is_over(tx.now):
        raise UserError("moderation-lengthen-late", number=case.number)
    await _hold_until(tx, case, until)
    if case.sanction is Kind.SLOW_LANE:
        await keep_slow_lane(tx, case.community_id, case.target)
    await note_act(tx, case.id, Act.SHORTENED, by, until=until)
    return await _fresh(tx, case)


async def note_outcome(tx: Transaction, case: CaseView, act: Act, *, by: UserId, made: CaseView) -> CaseView:
    """Write under `case` that it led to the case `made`; the case as it is then."""
    await note_act(tx, case.id, act, by, until=made.until, other_number=made.number)
    return await _fresh(tx, case)


async def repost(tx: Transaction, case: CaseView, text: str, *, by: UserId) -> CaseView:
    """Put `text`, the deleted message as a quote, into its group again. Raises `UserError` the second time."""
    quote = Send(chat_id=case.chat_id, text=text)
    if not await outbox.put_first(tx, quote, key=f"{case.key}:repost", priority=Priority.MODERATION):
        raise UserError("moderation-reposted-already", number=case.number)
    await note_act(tx, case.id, Act.REPOSTED, by)
    return await _fresh(tx, case)


async def _hold_until(tx: Transaction, case: CaseView, until: datetime | None) -> None:
    """Let what `case` holds end then; in a chat where a later case holds the person, that one goes on to decide."""
    for held in await _held(tx, case):
        await tx.execute(
            update(Restriction)
            .where(Restriction.case_id == case.id, Restriction.chat_id == held.chat_id)
            .values(until=until)
        )
        if await next_on_top(tx, case, held.chat_id) is None:
            effect = imposition(Kind(held.kind), held.chat_id, case.target, until, before_from_json(held.before))
            # By the number of acts before: the same end may be set, changed, and set again.
            await put(tx, effect, f"{case.key}:until:{len(case.acts)}:{seconds(until) or 0}:{held.chat_id}")


async def release(tx: Transaction, case: CaseView) -> None:
    """Lift what `case` holds. Where a later case holds the person too, that one goes back to what was before this one."""
    held = await _held(tx, case)
    for one in held:
        await tx.execute(
            update(Restriction)
            .where(Restriction.case_id == case.id, Restriction.chat_id == one.chat_id)
            .values(lifted_at=tx.now)
        )
        before = before_from_json(one.before)
        on_top = await next_on_top(tx, case, one.chat_id)
        if on_top is not None:
            await hand_down(tx, on_top, one.chat_id, before)
        elif one.until is None or one.until > tx.now or one.kind == Kind.KICK:
            effect = restoration(Kind(one.kind), one.chat_id, case.target, before, tx.now)
            await put(tx, effect, f"{case.key}:undo:{one.chat_id}")
    if any(one.kind == Kind.SLOW_LANE for one in held):
        await keep_slow_lane(tx, case.community_id, case.target)


async def _held(tx: Transaction, case: CaseView) -> list[Restriction]:
    rows = await tx.execute(
        select(Restriction.__table__).where(Restriction.case_id == case.id, Restriction.lifted_at.is_(None))
    )
    return list(rows)  # type: ignore[arg-type]


async def _fresh(tx: Transaction, case: CaseView) -> CaseView:
    found = await queries.case_by_id(tx, case.id)
    if found is None:
        raise LookupError(f"case {case.key} is gone")
    return found
