"""/del, /warn, /mute, /kick, /ban and their counterparts: what staff order, answered where it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from bot.moderation.sanctions import Order, Place, Target, consequence_of
from bot.moderation.settings import ModerationSettings
from bot.persistence.transaction import Transaction
from handlers import cases
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
    # Staff may tidy up behind themselves and behind the bot.
    if target.user_id not in (None, context.sender.id, context.services.bot.id):
        await refuse_higher(actor, target.user_id)
    await require_bot_right(actor, [context.chat.id], "can_delete_messages")
    ordered = _Ordered(actor, target, arguments, (Place(context.chat.id),))
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.delete_by_hand(tx, ordered.order))


async def on_warn(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-warn")
    settings = ordered.actor.community.settings.get(ModerationSettings)
    can_restrict = await bot_holds(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        case = await moderation.warn(tx, ordered.order, settings, can_restrict=can_restrict)
        expected = consequence_of(case.warnings or 0, settings)
        notes = []
        if expected is not None and case.consequence is None:
            key = "moderation-warn-basic" if can_restrict else "moderation-warn-powerless"
            notes.append(context.public_text(key))
        await _publish(tx, ordered, case, notes)


async def on_unwarn(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-unwarn")
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.unwarn(tx, ordered.order))


async def on_mute(context: Context) -> None:
    actor = actor_here(context)
    if actor.community.purpose == "group" and actor.community.chat_type == "group":
        raise UserError("refused-supergroup-only")
    ordered = await _ordered(context, "moderation-usage-mute", takes_duration=True)
    await require_bot_right(actor, _chat_ids(ordered.places), "can_restrict_members")
    lasting = ordered.arguments.duration or actor.community.settings.get(ModerationSettings).mute_default
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.mute(tx, ordered.order, _end(tx, lasting)))


async def on_unmute(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-unmute")
    if "restricted" not in ordered.statuses():
        raise UserError("moderation-not-muted")
    await require_bot_right(ordered.actor, _chat_ids(ordered.places), "can_restrict_members")
    async with context.begin() as tx:
        await _publish(tx, ordered, await moderation.unmute(tx, ordered.order))


async def on_kick(context: Context) -> None:
    ordered = await _ordered(context, "moderation-usage-kick")
    if ordered.target.user_id is not None and not ordered.statuses() & set(PRESENT):
        raise UserError("moderation-not-here")
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
        await _publish(tx, ordered, await moderation.ban(tx, ordered.order, _end(tx, lasting)))


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
        ad_words = community.settings.get(ModerationSettings).ad_words
        voice = Voice(translator, context.public_language, community.zone, ad_words)
        lines = [public_line(voice, case), *notes]
        await context.answer(
            tx, Html("\n".join(lines)), public=True, keyboard=keyboard if context.chat.id == case.chat_id else ()
        )
    await context.audit(tx, case.kind.value, case=case.number)


def _end(tx: Transaction, lasting: timedelta) -> datetime | None:
    return None if lasting == FOREVER else tx.now + lasting


def _chat_ids(places_: Sequence[Place]) -> list[int]:
    return [place.chat_id for place in places_]
