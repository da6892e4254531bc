"""/del, /warn, /mute, /kick, /ban and their counterparts: what staff order, answered where it was said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram import Router
from aiogram.filters import Command

from bot.errors import UserError
from bot.i18n.translator import Html
from bot.membership.roles import Right
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cards import Voice, public_line
from bot.moderation.cases import CaseView
from bot.moderation.sanction_arguments import FOREVER, ByReply, SanctionArguments, sanction_arguments
from bot.moderation.sanctions import Kind, Order, Place, Target, consequence_of, is_silenced
from bot.moderation.settings import ModerationSettings
from bot.persistence.transaction import Transaction
from handlers import bans, cases, sweeping
from handlers.context import Context
from handlers.notices import tell
from handlers.sanction_targets import (
    Actor,
    actor_here,
    bot_holds,
    find_target,
    places,
    refuse_higher,
    refuse_protected,
    require_bot_right,
)

OFF_WORDS = frozenset({"off", "关", "關", "关闭", "關閉", "解除"})
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A sanction that was asked for and may be carried out."""

    actor: Actor
    target: Target
    arguments: SanctionArguments
    places: tuple[Place, ...]

    @property
    def order(self) -> Order:
        context, community = self.actor.context, self.actor.community
        return Order(
            community_id=community.id,
            chat_id=self.places[0].chat_id if self.places else context.chat.id,
            target=self.target,
            actor_id=context.sender.id,
            cause=context.key("case"),
            reason=self.arguments.reason,
            places=self.places,
        )

    def statuses(self) -> set[str]:
        """What the target is in the groups, as far as Telegram told."""
        return {place.before.status for place in self.places if place.before is not None}


def router() -> Router:
    router = Router(name="moderation")
    router.message.register(on_del, Command("del"))
    router.message.register(on_warn, Command("warn"))
    router.message.register(on_unwarn, Command("unwarn"))
    router.message.register(on_mute, Command("mute"))
    router.message.register(on_unmute, Command("unmute"))
    router.message.register(on_slow_lane, Command("slowlane"))
    router.message.register(on_kick, Command("kick"))
    router.message.register(on_ban, Command("ban"))
    router.message.register(on_unban, Command("unban"))
    router.include_router(cases.router())
    return router


async def on_del(context: Context) -> None:
    actor = actor_here(context)
    arguments = sanction_arguments(context.message, takes_duration=False)
    if context.is_private or actor.community.purpose != "group":
        raise UserError("refused-in-group-only")
    if not isinstance(arguments.target, ByReply):
        raise UserError("moderation-usage-del")
    target = await find_target(actor, arguments.target)
    first, _, rest = arguments.reason.partition(" ")
    if first.casefold() in sweeping.ALL_WORDS:
        await _delete_all(actor, target, replace(arguments, reason=rest.strip()))
        return
    # Staff may tidy up behind themselves and behind the bot.
    if target.user_id not in (None, context.sender.id, context.services.bot.id):
        await refuse_higher(actor, target.user_id)
    await require_bot_right(actor, [context.chat.id], "can_delete_messages")
    ordered = _Ordered(actor, target, arguments, (Place(context.chat.id),))
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.delete_by_hand(tx, ordered.order))


async def _delete_all(actor: Actor, target: Target, arguments: SanctionArguments) -> None:
    """/del all: everything that the author of the message replied to wrote in the last 48 hours."""
    if target.user_id is None:
        raise UserError("sanctions-people-only")
    if target.user_id != actor.context.sender.id:
        await refuse_protected(actor, target)
    messages = await sweeping.recent_messages(actor, target.user_id)
    await require_bot_right(actor, sorted({chat_id for chat_id, _ in messages}), "can_delete_messages")
    ordered = _Ordered(actor, target, arguments, (Place(actor.context.chat.id),))
    async with actor.context.begin() as tx:
        await _publish(tx, ordered, await moderation.clear(tx, ordered.order, messages))


async def on_warn(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-warn")
    _require_presence(ordered)
    settings = ordered.actor.community.settings.get(ModerationSettings)
    can_restrict = await bot_holds(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        may_ban = not bans.needs_second(ordered.actor) and not await bans.are_suspended(tx, ordered.actor)
        case = await moderation.warn(tx, ordered.order, settings, can_restrict=can_restrict, may_ban=may_ban)
        await bans.watch(tx, ordered.actor, case)
        expected = consequence_of(case.warnings or 0, settings)
        notes = []
        if expected is Kind.BAN and case.consequence is None and can_restrict and not may_ban:
            notes.append(await _instead_of_ban(tx, ordered))
        elif expected is not None and case.consequence is None:
            key = "moderation-warn-basic" if can_restrict else "moderation-warn-powerless"
            notes.append(context.public_text(key))
        await _publish(tx, ordered, case, notes)


async def _instead_of_ban(tx: Transaction, ordered: _Ordered) -> Html:
    """The ladder bans, but the one who warned may not do so alone: a proposal, or the reason why there is none."""
    actor, context = ordered.actor, ordered.actor.context
    if not bans.needs_second(actor):
        return context.public_text("sanctions-bans-suspended")
    if context.is_anonymous_administrator:
        return context.public_text("sanctions-proposal-anonymous")
    proposal = await bans.propose(tx, actor, replace(ordered.order, cause=f"{ordered.order.cause}:proposal"))
    await moderation.send_card(tx, context.services.translator, actor.community, proposal)
    return public_line(_public_voice(actor), proposal)


async def on_unwarn(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-unwarn")
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.unwarn(tx, ordered.order))


async def on_mute(context: Context) -> None:
    actor = actor_here(context)
    if actor.community.purpose == "group" and actor.community.chat_type == "group":
        raise UserError("refused-supergroup-only")
    ordered = await _ordered(context, "moderation-usage-mute", takes_duration=True)
    _require_presence(ordered)
    await require_bot_right(actor, _chat_ids(ordered.places), "can_restrict_members")
    lasting = ordered.arguments.duration or actor.community.settings.get(ModerationSettings).mute_default
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.mute(tx, ordered.order, _end(tx, lasting)))


async def on_unmute(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-unmute")
    if "restricted" not in ordered.statuses():
        raise UserError("moderation-not-muted")
    await require_bot_right(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    is_silenced_here = any(is_silenced(place.before) for place in ordered.places)
    async with context.begin() as tx:
        if not is_silenced_here and await queries.slow_until(tx, ordered.actor.community.id, ordered.target):
            raise UserError("sanctions-only-slowed")
        await _publish(tx, ordered, await moderation.unmute(tx, ordered.order))


async def on_slow_lane(context: Context) -> None:
    """Withhold links and media from a person; with 关 or off, give them back."""
    actor = actor_here(context)
    if actor.community.purpose == "group" and actor.community.chat_type == "group":
        raise UserError("refused-supergroup-only")
    ordered = await _ordered(context, "sanctions-usage-slowlane", takes_duration=True)
    await require_bot_right(actor, _chat_ids(ordered.places), "can_restrict_members")
    if ordered.arguments.duration is None and ordered.arguments.reason.casefold() in OFF_WORDS:
        await _leave_slow_lane(ordered)
        return
    _require_presence(ordered)
    lasting = ordered.arguments.duration or actor.community.settings.get(ModerationSettings).slow_lane_default
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.slow_lane(tx, ordered.order, _end(tx, lasting)))


async def _leave_slow_lane(ordered: _Ordered) -> None:
    async with ordered.actor.context.begin() as tx:
        if await queries.slow_until(tx, ordered.actor.community.id, ordered.target) is None:
            raise UserError("sanctions-not-slowed")
        order = replace(ordered.order, reason="")
        await _publish(tx, ordered, await moderation.unslow(tx, order))


async def on_kick(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-kick")
    _require_presence(ordered)
    await require_bot_right(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.kick(tx, ordered.order))


async def on_ban(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-ban", takes_duration=True)
    lasting = ordered.arguments.duration or FOREVER
    if lasting == FOREVER:
        ordered.actor.require(Right.PERMANENT_BAN)
    elif ordered.target.user_id is None:
        raise UserError("moderation-channel-for-good")
    await require_bot_right(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        await _publish(tx, ordered, await bans.impose_ban(tx, ordered.actor, ordered.order, _end(tx, lasting)))


async def on_unban(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-unban")
    if ordered.target.user_id is not None and "kicked" not in ordered.statuses():
        raise UserError("moderation-not-banned")
    await require_bot_right(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.unban(tx, ordered.order))


async def _ordered(context: Context, usage: str, *, takes_duration: bool = False) -> _Ordered:
    """Everything that is read and checked before a sanction. Raises `UserError`."""
    actor = actor_here(context)
    arguments = sanction_arguments(context.message, takes_duration=takes_duration)
    if arguments.target is None:
        raise UserError(usage)
    target = await find_target(actor, arguments.target)
    await refuse_protected(actor, target)
    return _Ordered(actor, target, arguments, await places(actor, target))


async def _publish(tx: Transaction, ordered: _Ordered, case: CaseView, notes: Sequence[Html] = ()) -> None:
    """The public line, the card, and the cards of cases that this one ended. In the staff group the card is the answer."""
    context, community = ordered.actor.context, ordered.actor.community
    translator = context.services.translator
    card_chat_id = await moderation.send_card(tx, translator, community, case)
    keyboard = await tell(tx, context, community, case)
    for lifted in await queries.lifted_by(tx, community.id, case.number) if case.kind.lifts else ():
        await moderation.refresh_card(tx, translator, community, lifted)
    if card_chat_id != context.chat.id or notes:
        lines = [public_line(_public_voice(ordered.actor), case), *notes]
        await context.answer(
            tx, Html("\n".join(lines)), public=True, keyboard=keyboard if context.chat.id == case.chat_id else ()
        )
    await context.audit(tx, case.kind.value, case=case.number)


def _public_voice(actor: Actor) -> Voice:
    ad_words = actor.community.settings.get(ModerationSettings).ad_words
    return Voice(actor.context.services.translator, actor.context.public_language, actor.community.zone, ad_words)


def _require_presence(ordered: _Ordered) -> None:
    """Raises `UserError` for somebody who is in none of the groups."""
    if ordered.target.user_id is not None and not ordered.statuses() & set(PRESENT):
        raise UserError("moderation-not-here")


def _end(tx: Transaction, lasting: timedelta) -> datetime | None:
    return None if lasting == FOREVER else tx.now + lasting


def _chat_ids(places_: Sequence[Place]) -> list[int]:
    return [place.chat_id for place in places_]
