"""Sanctions that somebody orders, and the lifting of them. Each happens once per cause; its effects are rows in the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from bot.errors import UserError
from bot.membership import actions as membership
from bot.messages import ChatId
from bot.moderation import queries
from bot.moderation.actions.cases import note_act, open_case
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import (
    Act,
    Before,
    Kind,
    Order,
    Place,
    Target,
    before_to_json,
    consequence_of,
    imposition,
    is_silenced,
    restoration,
)
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import MemberWarning, Restriction
from bot.outbox import actions as outbox
from bot.outbox.effects import Ban, Delete, Effect, Priority, Unban
from bot.persistence.transaction import Transaction


async def delete_by_hand(tx: Transaction, order: Order) -> CaseView:
    """Remove the message of `order.target`."""
    case, is_new = await open_case(tx, order, Kind.DELETE)
    if is_new and case.message_id is not None:
        await delete_message(tx, case)
    return case


async def warn(
    tx: Transaction, order: Order, settings: ModerationSettings, *, can_restrict: bool = True, may_ban: bool = True
) -> CaseView:
    """Warn a person; what the ladder says happens in the same case, where the bot can (`can_restrict`) and, for a ban, the
    one who warns may (`may_ban`).
    """
    user_id = _person(order.target)
    count = await queries.live_warnings(tx, order.community_id, user_id) + 1
    consequence = consequence_of(count, settings)
    places = effective(consequence, order.places) if can_restrict else ()
    if not places or (consequence is Kind.BAN and not may_ban):
        consequence = None
    lasting = {Kind.MUTE: settings.warn_mute, Kind.SLOW_LANE: settings.slow_lane_default}
    until = tx.now + lasting[consequence] if consequence in lasting else None
    case, is_new = await open_case(tx, order, Kind.WARN, until=until, consequence=consequence, warnings=count)
    if is_new:
        warning = {
            "case_id": case.id,
            "community_id": order.community_id,
            "user_id": user_id,
            "at": tx.now,
            "expires_at": tx.now + timedelta(days=settings.warn_days),
        }
        await tx.execute(insert(MemberWarning), warning)
        if consequence is not None:
            await impose(tx, case, consequence, places)
    return case


async def mute(tx: Transaction, order: Order, until: datetime | None) -> CaseView:
    """Let a person read only, until then (None: for good). Raises `UserError` where every place is a basic group."""
    _person(order.target)
    places = effective(Kind.MUTE, order.places)
    if not places:
        raise UserError("refused-supergroup-only")
    case, is_new = await open_case(tx, order, Kind.MUTE, until=until)
    if is_new:
        await impose(tx, case, Kind.MUTE, places)
    return case


async def ban(tx: Transaction, order: Order, until: datetime | None) -> CaseView:
    """Remove a person or a channel and keep it out, until then (None: for good)."""
    case, is_new = await open_case(tx, order, Kind.BAN, until=until)
    if is_new:
        await impose(tx, case, Kind.BAN, order.places)
    return case


async def kick(tx: Transaction, order: Order) -> CaseView:
    """Remove a person who may come back at once."""
    _person(order.target)
    case, is_new = await open_case(tx, order, Kind.KICK)
    if is_new:
        await impose(tx, case, Kind.KICK, order.places)
    return case


async def slow_lane(tx: Transaction, order: Order, until: datetime | None) -> CaseView:
    """Withhold links and media from a person until then (None: for good); text is still allowed.

    Raises `UserError` where every place is a basic group, and for somebody who may not write at all now.
    """
    _person(order.target)
    places = effective(Kind.SLOW_LANE, order.places)
    if not places:
        raise UserError("refused-supergroup-only")
    if any(is_silenced(place.before) for place in places):
        raise UserError("sanctions-slow-muted")
    case, is_new = await open_case(tx, order, Kind.SLOW_LANE, until=until)
    if is_new:
        await impose(tx, case, Kind.SLOW_LANE, places)
    return case


async def unmute(tx: Transaction, order: Order) -> CaseView:
    """Let a person write again: as before the first mute that still holds, or without any limit of the person's own."""
    return await _lift(tx, order, Kind.UNMUTE, Kind.MUTE)


async def unslow(tx: Transaction, order: Order) -> CaseView:
    """Let a person send links and media again; a mute from then on goes on."""
    case = await _lift(tx, order, Kind.UNSLOW, Kind.SLOW_LANE)
    await keep_slow_lane(tx, order.community_id, order.target)
    return case


async def unban(tx: Transaction, order: Order) -> CaseView:
    """Let a person or channel come back; a mute from before the ban holds again."""
    return await _lift(tx, order, Kind.UNBAN, Kind.BAN)


async def unwarn(tx: Transaction, order: Order) -> CaseView:
    """Withdraw the person's newest warning that counts. Raises `UserError` where there is none."""
    user_id = _person(order.target)
    condition = await queries.live_warning(tx, order.community_id, user_id)
    newest: int | None = await tx.scalar(
        select(MemberWarning.case_id).where(*condition).order_by(MemberWarning.case_id.desc()).limit(1)
    )
    if newest is None:
        raise UserError("moderation-no-warnings")
    left = await queries.live_warnings(tx, order.community_id, user_id) - 1
    case, is_new = await open_case(tx, order, Kind.UNWARN, warnings=left)
    if is_new:
        await withdraw_warning(tx, newest)
        await note_act(tx, newest, Act.LIFTED, order.actor_id or 0, other_number=case.number)
    return case


async def withdraw_warning(tx: Transaction, case_id: int) -> None:
    """The warning of that case counts no more."""
    await tx.execute(
        update(MemberWarning)
        .where(MemberWarning.case_id == case_id, MemberWarning.withdrawn_at.is_(None))
        .values(withdrawn_at=tx.now)
    )


async def delete_message(tx: Transaction, case: CaseView, *, is_marked: bool = False) -> None:
    """Remove the message of a case, before anything else that the case brings. `is_marked`: the index says so already."""
    message_id = case.message_id or 0
    await put(tx, Delete(chat_id=case.chat_id, message_ids=(message_id,)), f"{case.key}:delete")
    if not is_marked:
        await membership.mark_deleted(tx, case.chat_id, [message_id])


async def put(tx: Transaction, effect: Effect, key: str) -> None:
    await outbox.put(tx, effect, key=key, priority=Priority.MODERATION)


async def impose(tx: Transaction, case: CaseView, kind: Kind, places: Sequence[Place]) -> None:
    """Let `case` take effect in `places`, and remember what was there before."""
    for place in places:
        effect = _removal(case, place) if kind is Kind.KICK else _imposition(case, kind, place)
        await put(tx, effect, f"{case.key}:{kind.value}:{place.chat_id}")
        # A kick holds nobody, but Telegram forgets with it how the person was restricted: it is a restriction that ends at once.
        restricted = place.before is not None and place.before.status == "restricted"
        if not place.is_basic and (kind is not Kind.KICK or restricted):
            row = {
                "case_id": case.id,
                "chat_id": place.chat_id,
                "kind": kind.value,
                "before": before_to_json(place.before),
                "until": tx.now if kind is Kind.KICK else case.until,
            }
            await tx.execute(insert(Restriction), row)
    if kind is Kind.SLOW_LANE:
        await keep_slow_lane(tx, case.community_id, case.target)


def effective(kind: Kind | None, places: Sequence[Place]) -> tuple[Place, ...]:
    """Where `kind` is possible: nobody can be muted or slowed in a basic group."""
    if kind is None:
        return ()
    return tuple(place for place in places if kind in (Kind.BAN, Kind.KICK) or not place.is_basic)


async def keep_slow_lane(tx: Transaction, community_id: int, target: Target) -> None:
    """Bring the person's standing in line with the cases: until when links and media are withheld."""
    if target.user_id is not None:
        until = await queries.slow_until(tx, community_id, target)
        await membership.set_slow_until(tx, community_id, target.user_id, until)


async def next_on_top(tx: Transaction, case: CaseView, chat_id: ChatId) -> int | None:
    """The oldest later case that holds the same person in that chat."""
    live = await queries.live_restrictions(tx, case.community_id, chat_id, case.target)
    return next((one.case_id for one in live if one.case_id > case.id), None)


async def hand_down(tx: Transaction, case_id: int, chat_id: ChatId, before: Before | None) -> None:
    """What was there before an earlier case, is now what was there before this one."""
    await tx.execute(
        update(Restriction)
        .where(Restriction.case_id == case_id, Restriction.chat_id == chat_id)
        .values(before=before_to_json(before))
    )


def _imposition(case: CaseView, kind: Kind, place: Place) -> Effect:
    return imposition(kind, place.chat_id, case.target, case.until, place.before)


def _removal(case: CaseView, place: Place) -> Effect:
    user_id = case.target.user_id or 0
    # A ban from a basic group keeps nobody out; in a supergroup this one call removes without banning.
    if place.is_basic:
        return Ban(chat_id=place.chat_id, user_id=user_id)
    return Unban(chat_id=place.chat_id, user_id=user_id, only_if_banned=False)


async def _lift(tx: Transaction, order: Order, kind: Kind, lifted: Kind) -> CaseView:
    case, is_new = await open_case(tx, order, kind)
    if not is_new:
        return case
    cases: set[int] = set()
    for place in order.places:
        held = await queries.live_restrictions(tx, order.community_id, place.chat_id, order.target)
        mine = [one for one in held if one.kind is lifted]
        before = mine[0].before if mine else None
        if before is not None and before.status == "kicked":
            before = None  # lifting is what was asked for, whoever imposed it
        above = [one for one in held if mine and one.case_id > mine[-1].case_id]
        if above:
            # Something else holds the person too, and goes on; what was before falls to it.
            await hand_down(tx, above[0].case_id, place.chat_id, before)
        elif not place.is_basic:
            effect = restoration(lifted, place.chat_id, order.target, before, tx.now)
            await put(tx, effect, f"{case.key}:{kind.value}:{place.chat_id}")
        ids = [one.case_id for one in mine]
        await tx.execute(
            update(Restriction)
            .where(Restriction.case_id.in_(ids), Restriction.chat_id == place.chat_id)
            .values(lifted_at=tx.now)
        )
        cases.update(ids)
    for case_id in sorted(cases):
        await note_act(tx, case_id, Act.LIFTED, order.actor_id or 0, other_number=case.number)
    return case


def _person(target: Target) -> int:
    if target.user_id is None:
        raise UserError("moderation-channels-only-ban")
    return target.user_id
