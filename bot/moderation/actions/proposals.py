"""Bans for good that need a second moderator."""

from datetime import timedelta

from bot.errors import UserError
from bot.messages import UserId
from bot.moderation.actions.cases import note_act, open_case
from bot.moderation.actions.sanctions import ban, effective, impose
from bot.moderation.actions.undoing import release
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Act, Kind, Order
from bot.persistence.transaction import Transaction

OPEN_FOR = timedelta(hours=24)


async def propose_ban(tx: Transaction, order: Order) -> CaseView:
    """Mute the person until a second moderator confirms the ban, at most 24 hours; in a basic group nothing but the case."""
    places = effective(Kind.MUTE, order.places) if order.target.user_id is not None else ()
    consequence = Kind.MUTE if places else None
    case, is_new = await open_case(tx, order, Kind.PROPOSAL, until=tx.now + OPEN_FOR, consequence=consequence)
    if is_new and consequence is not None:
        await impose(tx, case, consequence, places)
    return case


async def confirm_ban(tx: Transaction, case: CaseView, order: Order, *, by: UserId) -> CaseView:
    """Carry out the ban that `case` proposes. Raises `UserError` for its proposer and for a proposal that is over."""
    if case.is_over(tx.now):
        raise UserError("sanctions-proposal-over", number=case.number)
    if by == case.actor_id:
        raise UserError("sanctions-proposal-second", number=case.number)
    made = await ban(tx, order, None)
    # Undoing the ban goes back to before the proposal, not to its mute.
    await release(tx, case)
    await note_act(tx, case.id, Act.CONFIRMED, by, other_number=made.number)
    return made
