"""Bans and the safeguards around them: a second moderator, the alarm about many, and suspended moderators."""

from datetime import datetime

from aiogram import Router

from bot.errors import UserError
from bot.membership.roles import Right, Role
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.alarms import AlarmButton
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.settings import ModerationSettings
from bot.persistence.transaction import Reading, Transaction
from bot.telegram.filters import Tapped
from handlers.case_desk import card_tapper, led_to, order_from, show
from handlers.context import Context
from handlers.notices import tell
from handlers.sanction_targets import Actor


def router() -> Router:
    router = Router(name="bans")
    router.callback_query.register(on_alarm_button, Tapped(AlarmButton))
    return router


async def on_alarm_button(context: Context, button: AlarmButton) -> None:
    """Suspend the bans of the moderator that an alarm names; the owner lifts it."""
    actor = await card_tapper(context, button.community)
    translator, community, by = context.services.translator, actor.community, context.sender.id
    if button.act == "suspend":
        if button.user == by:
            raise UserError("sanctions-alarm-self")
        if await context.services.directory.role(community.id, button.user) is Role.OWNER:
            raise UserError("refused-higher-role")
        async with context.begin() as tx:
            await moderation.suspend_bans(tx, translator, community, button.user, by=by)
            await context.audit(tx, "suspend_bans", moderator=button.user)
        await context.toast(context.label("sanctions-alarm-done-suspend"))
    elif button.act == "lift":
        actor.require(Right.LIFT_SUSPENSION)
        async with context.begin() as tx:
            await moderation.lift_suspension(tx, translator, community, button.user, by=by)
            await context.audit(tx, "lift_suspension", moderator=button.user)
        await context.toast(context.label("sanctions-alarm-done-lift"))
    else:
        raise UserError("refused-button-old")


def needs_second(actor: Actor) -> bool:
    """Whether a ban for good by `actor` waits for somebody else."""
    return actor.community.settings.get(ModerationSettings).two_person_bans and actor.role < Role.OWNER


async def are_suspended(view: Reading, actor: Actor) -> bool:
    """Whether `actor` may ban nobody until the owner says so."""
    if actor.role >= Role.OWNER:
        return False
    return await queries.are_bans_suspended(view, actor.community.id, actor.context.sender.id)


async def impose_ban(tx: Transaction, actor: Actor, order: Order, until: datetime | None) -> CaseView:
    """The ban, or (for good, where two must agree) its proposal. Raises `UserError` for a moderator who is suspended."""
    if await are_suspended(tx, actor):
        raise UserError("sanctions-bans-suspended")
    if until is None and needs_second(actor):
        return await propose(tx, actor, order)
    case = await moderation.ban(tx, order, until)
    await watch(tx, actor, case)
    return case


async def propose(tx: Transaction, actor: Actor, order: Order) -> CaseView:
    """Ask for a second moderator. Raises `UserError` for one whom Telegram does not name: who is the second, then?"""
    if actor.context.is_anonymous_administrator:
        raise UserError("sanctions-proposal-anonymous")
    return await moderation.propose_ban(tx, order)


async def watch(tx: Transaction, actor: Actor, case: CaseView) -> None:
    """Let an alarm be raised where this was one ban too many."""
    if Kind.BAN in (case.kind, case.consequence):
        await moderation.watch_bans(tx, actor.context.services.translator, actor.community, case)


async def ban_from_card(actor: Actor, case: CaseView) -> None:
    """The button 封禁."""
    actor.require(Right.PERMANENT_BAN)
    order = await order_from(actor, case, "ban")
    async with actor.context.begin() as tx:
        made = await impose_ban(tx, actor, order, None)
        await led_to(tx, actor, case, Act.PROPOSED if made.kind is Kind.PROPOSAL else Act.BANNED, made)


async def confirm_from_card(actor: Actor, case: CaseView) -> None:
    """The button of a proposal: a second moderator carries the ban out."""
    actor.require(Right.PERMANENT_BAN)
    context = actor.context
    if case.kind is not Kind.PROPOSAL:
        raise UserError("refused-button-old")
    order = await order_from(actor, case, "ban")
    async with context.begin() as tx:
        if await are_suspended(tx, actor):
            raise UserError("sanctions-bans-suspended")
        made = await moderation.confirm_ban(tx, case, order, by=context.sender.id)
        await watch(tx, actor, made)
        await moderation.send_card(tx, context.services.translator, actor.community, made)
        await tell(tx, context, actor.community, made)
        changed = await queries.case_by_id(tx, case.id)
        await show(tx, actor, changed or case)
        await context.audit(tx, "confirm_ban", case=made.number)
    await context.toast(context.label("sanctions-confirmed", number=made.number))
