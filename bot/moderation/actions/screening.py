"""What rules say, carried out: the message goes, the person is sanctioned, a numbered case says why, staff get a card."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.i18n.translator import Translator
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.messages import IncomingMessage
from bot.moderation import queries
from bot.moderation.actions.cards import put_card, send_card, voice_at
from bot.moderation.actions.cases import open_case
from bot.moderation.actions.holds import hold_message
from bot.moderation.actions.notices import tell_of_rule
from bot.moderation.actions.rules import note_rule_hits
from bot.moderation.actions.sanctions import ban, delete_message, kick, mute, put, slow_lane, warn
from bot.moderation.cards import CardNames
from bot.moderation.cases import CaseView
from bot.moderation.readable import readable
from bot.moderation.rules.model import Action, ActionKind
from bot.moderation.rules.verdict import Outcome, Verdict
from bot.moderation.sanctions import Kind, Order, Place, is_silenced, target_of
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import CaseMessage
from bot.outbox.effects import Delete
from bot.persistence.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Doing:
    """A verdict on its way to be carried out. `places` only those in which the bot may restrict people."""

    tx: Transaction
    translator: Translator
    community: CommunityView
    message: IncomingMessage
    verdict: Verdict
    order: Order
    is_marked: bool
    others: tuple[IncomingMessage, ...]

    @property
    def settings(self) -> ModerationSettings:
        return self.community.settings.get(ModerationSettings)


async def carry_out(
    tx: Transaction,
    translator: Translator,
    community: CommunityView,
    message: IncomingMessage,
    outcome: Outcome,
    *,
    places: Sequence[Place] = (),
    can_restrict: bool = True,
    is_edit: bool = False,
    others: Sequence[IncomingMessage] = (),
    text: str = "",
) -> CaseView | None:
    """Do what enforcing rules say about `message` as one case, once per message and rule; write down what observing ones do.

    The index of messages says already that a new message goes; an edited one's row is marked here. `places` as a moderator's
    sanction has them; where the bot cannot impose it there, what the rule does to the message is done alone. `others` go with it:
    parts of the same album, or messages of a minute in which together it was found; then `text` is what they say as one.
    """
    verdict = outcome.enforced
    if outcome.observed:
        person = target_of(message)
        await note_rule_hits(
            tx,
            community.id,
            message.chat.id,
            message.message_id,
            person.user_id,
            outcome.observed,
            verdict.rule if verdict is not None else None,
        )
    if verdict is None:
        return None
    order = _order(community, message, verdict, text=text, places=tuple(places) if can_restrict else ())
    return await _carry_out(
        _Doing(tx, translator, community, message, verdict, order, is_marked=not is_edit, others=tuple(others))
    )


async def remove_part(
    tx: Transaction, translator: Translator, community: CommunityView, message: IncomingMessage, verdict: Verdict
) -> None:
    """`message` is part of an album that `verdict` has removed before this part came: it goes the same way, in the same case.

    Where staff have taken the case back meanwhile, it stays.
    """
    order = _order(community, message, verdict)
    if verdict.does(ActionKind.HOLD) and not any(map(verdict.does, _SANCTIONS)):
        await hold_message(tx, translator, community, [message], order, is_marked=True)
        return
    case = await queries.case_of_cause(tx, order.cause)
    if case is not None and case.undone_at is None:
        await _remove_others(tx, case, [message])


def _order(
    community: CommunityView,
    message: IncomingMessage,
    verdict: Verdict,
    *,
    text: str = "",
    places: tuple[Place, ...] = (),
) -> Order:
    # The parts of an album are one cause.
    album = message.media_group_id
    what = (
        f"message:{message.chat.id}:{message.message_id}" if album is None else f"album:{message.chat.id}:{album[:32]}"
    )
    return Order(
        community_id=community.id,
        chat_id=message.chat.id,
        target=replace(target_of(message), text=text or readable(message)),
        actor_id=None,
        cause=f"{what}:{verdict.rule}",
        reason=verdict.explain,
        places=places,
        rule=verdict.rule,
        version=verdict.version,
        findings=verdict.evidence,
    )


async def _remove_others(tx: Transaction, case: CaseView, others: Sequence[IncomingMessage]) -> None:
    for other in others:
        await tx.insert_new(CaseMessage, {"case_id": case.id, "chat_id": case.chat_id, "message_id": other.message_id})
        await put(
            tx,
            Delete(chat_id=case.chat_id, message_ids=(other.message_id,)),
            f"{case.key}:delete:{other.message_id}",
        )
    if others:
        await membership.mark_deleted(tx, case.chat_id, [other.message_id for other in others])


async def _carry_out(doing: _Doing) -> CaseView:
    for action in doing.verdict.actions:
        case = await _sanction(doing, action)
        if case is not None:
            if doing.verdict.removes:
                await delete_message(doing.tx, case, is_marked=doing.is_marked)
                await _remove_others(doing.tx, case, doing.others)
            await send_card(doing.tx, doing.translator, doing.community, case)
            await tell_of_rule(doing.tx, doing.translator, doing.community, case)
            return case
    if doing.verdict.does(ActionKind.HOLD):
        return await hold_message(
            doing.tx,
            doing.translator,
            doing.community,
            sorted([doing.message, *doing.others], key=lambda one: one.message_id),
            doing.order,
            is_marked=doing.is_marked and not doing.others,
        )
    return await _without_sanction(doing)


async def _without_sanction(doing: _Doing) -> CaseView:
    """The message goes, or staff are told: the commonest verdict, in few visits to the database."""
    tx, community = doing.tx, doing.community
    place = await queries.card_place(tx, community)
    removes = doing.verdict.removes
    case, is_new = await open_case(
        tx, doing.order, Kind.DELETE if removes else Kind.NOTIFY, card_chat_id=place.chat_id if place else None
    )
    if not is_new:
        return case
    if removes:
        await delete_message(tx, case, is_marked=doing.is_marked)
        await _remove_others(tx, case, doing.others)
    if place is not None:
        names = CardNames(group=doing.message.chat.title or community.title)
        await put_card(tx, voice_at(doing.translator, community, place), case, place, names)
    if removes:
        await tell_of_rule(tx, doing.translator, community, case)
    return case


async def _sanction(doing: _Doing, action: Action) -> CaseView | None:
    """The case of a sanction on the person; None where `action` is none, or cannot be imposed on this one."""
    impose = _SANCTIONS.get(action.kind)
    return None if impose is None else await impose(doing, action)


async def _warn(doing: _Doing, action: Action) -> CaseView | None:
    if doing.order.target.user_id is None:
        return None
    return await warn(doing.tx, doing.order, doing.settings, can_restrict=bool(doing.order.places))


async def _mute(doing: _Doing, action: Action) -> CaseView | None:
    if doing.order.target.user_id is None or all(place.is_basic for place in doing.order.places):
        return None
    return await mute(doing.tx, doing.order, doing.tx.now + (action.lasting or doing.settings.mute_default))


async def _slow_lane(doing: _Doing, action: Action) -> CaseView | None:
    places = doing.order.places
    if doing.order.target.user_id is None or all(place.is_basic for place in places):
        return None
    if any(is_silenced(place.before) for place in places):
        return None
    return await slow_lane(doing.tx, doing.order, doing.tx.now + (action.lasting or doing.settings.slow_lane_default))


async def _kick(doing: _Doing, action: Action) -> CaseView | None:
    if doing.order.target.user_id is None or not doing.order.places:
        return None
    return await kick(doing.tx, doing.order)


async def _ban(doing: _Doing, action: Action) -> CaseView | None:
    if not doing.order.places:
        return None
    # Telegram keeps a channel out for good or not at all (Bot API, banChatSenderChat).
    timed = action.lasting is not None and doing.order.target.user_id is not None
    until: datetime | None = doing.tx.now + action.lasting if timed and action.lasting is not None else None
    return await ban(doing.tx, doing.order, until)


_SANCTIONS: Mapping[ActionKind, Callable[[_Doing, Action], Awaitable[CaseView | None]]] = {
    ActionKind.WARN: _warn,
    ActionKind.MUTE: _mute,
    ActionKind.SLOW_LANE: _slow_lane,
    ActionKind.KICK: _kick,
    ActionKind.BAN: _ban,
}
