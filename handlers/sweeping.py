"""/purge, /del all and the button behind a mute or ban: many messages at once, from the bot's own index."""

from collections.abc import Sequence
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command

from bot.errors import UserError
from bot.i18n.translator import Html, isolated
from bot.membership import queries as roster
from bot.membership.queries import MessageView
from bot.messages import ChatId, MessageId, UserId
from bot.messages.chats import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, TELEGRAM_SERVICE
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cards import Voice, swept_text
from bot.moderation.cases import CaseView
from bot.moderation.names import shown_name
from bot.moderation.sanction_arguments import replied_to
from bot.moderation.sanctions import Act, Order, Target
from bot.moderation.settings import ModerationSettings
from bot.persistence.transaction import Reading
from handlers.case_desk import led_to, order_from
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here, refuse_higher, require_bot_right

REACH = timedelta(hours=48)
"""Telegram lets nobody delete older messages (Bot API, deleteMessage)."""
ALL_WORDS = frozenset({"all", "全部", "所有"})
_UNTOUCHED = (GROUP_ANONYMOUS_BOT, TELEGRAM_SERVICE)
"""Authors who stand for an anonymous administrator and for the linked channel."""


def router() -> Router:
    router = Router(name="sweeping")
    router.message.register(on_purge, Command("purge"))
    return router


async def on_purge(context: Context) -> None:
    """Remove everything from the message replied to, to the command; what people write whom the actor may not act on stays."""
    actor = actor_here(context)
    if context.is_private or actor.community.purpose != "group":
        raise UserError("refused-in-group-only")
    message, reply = context.message, replied_to(context.message)
    if reply is None:
        raise UserError("sanctions-usage-purge")
    await require_bot_right(actor, [context.chat.id], "can_delete_messages")
    if context.services.clock.now() - reply.sent_at >= REACH:
        raise UserError("sanctions-purge-late")
    most = actor.community.settings.get(ModerationSettings).purge_most
    is_forum = bool(context.chat.is_forum)
    async with context.services.database.read() as view:
        found = await roster.messages_between(
            view,
            context.chat.id,
            reply.message_id,
            message.message_id,
            topic=(context.thread_id,) if is_forum else None,
            limit=most + 1,
        )
    if len(found) > most:
        raise UserError("sanctions-purge-many", most=most)
    going = await _going(actor, found)
    if reply.sender is not None and reply.sender.id == context.services.bot.id:
        going.append(reply.message_id)  # the bot's own messages are not in the index
    order = Order(
        community_id=actor.community.id,
        chat_id=context.chat.id,
        target=Target("", message_id=reply.message_id),
        actor_id=context.sender.id,
        cause=context.key("case"),
    )
    async with context.begin() as tx:
        case = await moderation.purge(tx, order, [*going, message.message_id])
        await moderation.send_card(tx, context.services.translator, actor.community, case)
        kept = sum(one.message_id not in going for one in found)
        done = context.text("sanctions-purged", number=case.number, count=len(going), kept=kept)
        await context.answer(tx, done)
        await context.audit(tx, "purge", case=case.number, count=len(going))


async def recent_messages(actor: Actor, user_id: UserId) -> list[tuple[ChatId, MessageId]]:
    """What the person wrote in the community in the last 48 hours. Raises `UserError` where there is nothing."""
    since = actor.context.services.clock.now() - REACH
    async with actor.context.services.database.read() as view:
        found = await roster.messages_of(view, actor.community.id, user_id, since)
    if not found:
        raise UserError("sanctions-clear-nothing")
    return [(one.chat_id, one.message_id) for one in found]


async def clear_from_card(actor: Actor, case: CaseView) -> None:
    """The button 删除全部消息."""
    if case.target.user_id is None:
        raise UserError("refused-button-old")
    order = await order_from(actor, case, "clear", right="can_delete_messages")
    messages = await recent_messages(actor, case.target.user_id)
    async with actor.context.begin() as tx:
        made = await moderation.clear(tx, order, messages)
        await led_to(tx, actor, case, Act.CLEARED, made)


async def swept_quote(view: Reading, voice: Voice, case: CaseView) -> Html:
    """What the case removed, as far as the index still has it. Raises `UserError` where it has nothing."""
    said = [one for one in await queries.swept_messages(view, case) if one.text]
    if not said:
        raise UserError("sanctions-repost-gone", number=case.number)
    people = await roster.people(view, {one.user_id for one in said if one.user_id is not None})
    names = {person.user_id: person.name for person in people}
    shown = {user_id: isolated(shown_name(name, voice.ad_words)) for user_id, name in names.items() if name}
    nobody = voice.text("moderation-somebody-erased")
    return swept_text(voice, [(shown.get(one.user_id or 0, nobody), one.text) for one in said])


async def _going(actor: Actor, found: Sequence[MessageView]) -> list[MessageId]:
    """Those of `found` whose authors the actor may act on, and the actor's own."""
    stays = {user_id: await _is_above(actor, user_id) for user_id in {one.user_id for one in found}}
    return [one.message_id for one in found if not stays[one.user_id]]


async def _is_above(actor: Actor, user_id: UserId | None) -> bool:
    if user_id in _UNTOUCHED:
        return True
    if user_id in (None, actor.context.sender.id, CHANNEL_BOT):
        return False
    try:
        await refuse_higher(actor, user_id)
    except UserError:
        return True
    return False
