"""Appeals: made once per case, shown to staff, decided once, told to the person."""

from datetime import timedelta

from sqlalchemy import delete, update

from bot.errors import UserError
from bot.i18n.translator import Translator, isolated
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.membership.events import ChatMoved
from bot.messages import ChatId, UserId
from bot.moderation import queries
from bot.moderation.actions.cards import voice_at
from bot.moderation.actions.notices import reader_of
from bot.moderation.actions.rules import add_rule_example
from bot.moderation.appeal_cards import appeal_keyboard, appeal_text, outcome_text
from bot.moderation.appeals import AppealState, AppealView
from bot.moderation.cards import CardNames, Voice
from bot.moderation.cases import FORGOTTEN, CaseView
from bot.moderation.queries import CardPlace
from bot.moderation.settings import AppealSettings
from bot.moderation.tables import Appeal, MemberNotice
from bot.outbox import actions as outbox
from bot.outbox.effects import Edit, Priority, Send
from bot.persistence.transaction import Transaction

A_WEEK = timedelta(days=7)
MOST_SHOWN = 5
"""Of what waited, when there is somewhere to show it."""


async def make_appeal(
    tx: Transaction, case: CaseView, user_id: UserId, text: str, settings: AppealSettings
) -> AppealView:
    """Store what the person says against `case`. Raises `UserError` for a second appeal against it, and past the week's limit."""
    row = {
        "case_id": case.id,
        "community_id": case.community_id,
        "user_id": user_id,
        "text": text,
        "state": AppealState.OPEN.value,
        "made_at": tx.now,
    }
    if not await tx.insert_new(Appeal, row, Appeal.id):
        raise UserError("appeals-made-already", number=case.number)
    # This one counts, too: two at the same moment cannot both be the last that is allowed.
    if await queries.appeals_since(tx, case.community_id, user_id, tx.now - A_WEEK) > settings.per_week:
        raise UserError("appeals-too-many", count=settings.per_week)
    made = await queries.appeal_of_case(tx, case.id)
    if made is None:
        raise LookupError(f"the appeal against {case.key} is gone")
    return made


async def send_appeal_card(
    tx: Transaction, translator: Translator, community: CommunityView, appeal: AppealView, case: CaseView
) -> ChatId | None:
    """Send the card to the staff group or the owner; the chat, None where it waits."""
    place = await queries.card_place(tx, community)
    if place is None:
        return None
    voice = voice_at(translator, community, place)
    card = Send(
        chat_id=place.chat_id,
        text=appeal_text(voice, appeal, case, await _names(tx, appeal, case)),
        keyboard=appeal_keyboard(voice, appeal, case, tx.now),
    )
    await outbox.put(tx, card, key=f"{appeal.key}:card", priority=Priority.TICKET)
    await tx.execute(update(Appeal).where(Appeal.id == appeal.id).values(card_chat_id=place.chat_id))
    return place.chat_id


async def send_waiting_appeals(tx: Transaction, translator: Translator, community: CommunityView) -> None:
    """Send the newest cards that had nowhere to go, the oldest of them first."""
    for appeal in reversed(await queries.open_appeals(tx, community.id, MOST_SHOWN, only_waiting=True)):
        case = await queries.case_by_id(tx, appeal.case_id)
        if case is not None:
            await send_appeal_card(tx, translator, community, appeal, case)


async def decide_appeal(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    appeal: AppealView,
    case: CaseView,
    state: AppealState,
    *,
    by: UserId,
    way_back: str | None = None,
) -> AppealView:
    """Write the decision, and tell the card and the person; `case` as it is now. Raises `UserError` where it was decided before.

    What an overturned case was about is an example that its rule must miss from now on.
    """
    until = case.until if state is AppealState.SHORTENED else None
    changed = await tx.execute(
        update(Appeal)
        .where(Appeal.id == appeal.id, Appeal.state == AppealState.OPEN.value)
        .values(state=state.value, decided_at=tx.now, decided_by=by, until=until)
    )
    decided = await queries.appeal(tx, appeal.id)
    if changed.rowcount == 0 or decided is None:
        raise UserError("appeals-decided-already", number=case.number)
    if state is AppealState.OVERTURNED and case.rule is not None:
        await add_rule_example(tx, case.community_id, case.rule, case.text, user_id=case.target.user_id)
    await _refresh_card(tx, translator, community, decided, case)
    await _tell(tx, translator, community, decided, case, way_back)
    return decided


async def settle_appeal_of_undone(
    tx: Transaction, translator: Translator, community: CommunityView, case: CaseView, *, by: UserId
) -> None:
    """Staff took `case` back by another way: whoever had appealed against it is told that, too."""
    appeal = await queries.appeal_of_case(tx, case.id)
    if appeal is not None and appeal.is_open:
        await decide_appeal(tx, translator, community, appeal, case, AppealState.OVERTURNED, by=by)


async def follow_chat_of_appeals(tx: Transaction, event: ChatMoved) -> None:
    """Subscriber: a staff group became a supergroup."""
    await tx.execute(
        update(Appeal).where(Appeal.card_chat_id == event.old_chat_id).values(card_chat_id=event.new_chat_id)
    )


async def forget_in_appeals(tx: Transaction, user_id: UserId) -> None:
    """Erase what the person said, and who decided where that was the person."""
    await tx.execute(delete(Appeal).where(Appeal.user_id == user_id))
    await tx.execute(delete(MemberNotice).where(MemberNotice.user_id == user_id))
    await tx.execute(update(Appeal).where(Appeal.decided_by == user_id).values(decided_by=FORGOTTEN))
    await tx.execute(update(Appeal).where(Appeal.card_chat_id == user_id).values(card_chat_id=None))


async def _refresh_card(
    tx: Transaction, translator: Translator, community: CommunityView, appeal: AppealView, case: CaseView
) -> None:
    if appeal.card_chat_id is None:
        return
    place = await queries.card_place(tx, community)
    if place is None or place.chat_id != appeal.card_chat_id:
        place = CardPlace(appeal.card_chat_id, community.language)
    voice = voice_at(translator, community, place)
    edit = Edit(
        chat_id=place.chat_id,
        sent_by=f"{appeal.key}:card",
        text=appeal_text(voice, appeal, case, await _names(tx, appeal, case)),
        keyboard=appeal_keyboard(voice, appeal, case, tx.now),
    )
    await outbox.put(tx, edit, key=f"{appeal.key}:decided", priority=Priority.TICKET)


async def _tell(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    appeal: AppealView,
    case: CaseView,
    way_back: str | None,
) -> None:
    reader = await reader_of(tx, community, appeal.user_id)
    voice = Voice(translator, reader.language, community.zone)
    text = outcome_text(voice, appeal, case, isolated(community.title), way_back)
    await outbox.put(tx, Send(chat_id=appeal.user_id, text=text), key=f"{appeal.key}:outcome", priority=Priority.TICKET)


async def _names(tx: Transaction, appeal: AppealView, case: CaseView) -> CardNames:
    ids = {user_id for user_id in (appeal.decided_by, case.actor_id) if user_id}
    people = await membership.people(tx, ids)
    return CardNames(people={one.user_id: one.name for one in people})
