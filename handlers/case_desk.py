"""What the buttons under cards share: who tapped, the case, the order that follows from it, and what the card says then."""

from bot.errors import UserError
from bot.i18n.negotiation import first_known
from bot.i18n.translator import Html, isolated
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.roles import Right
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.moderation.cards import Voice, card_keyboard, card_text
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Act, Kind, Order
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Edit, Keyboard, Send
from bot.persistence.transaction import Transaction
from bot.telegram.failures import TelegramFailure
from handlers.communities import community_view
from handlers.context import Context
from handlers.notices import tell
from handlers.sanction_targets import Actor, places, refuse_protected, require_bot_right


async def order_from(actor: Actor, case: CaseView, act: str, *, right: str | None = "can_restrict_members") -> Order:
    """A sanction of the same person on the ground of `case`, for which the bot needs `right`. Raises `UserError` where that is
    not possible any more.
    """
    target = case.target
    if not case.has_target or case.undone_at is not None or case.is_lifted:
        raise UserError("refused-button-old")
    await refuse_protected(actor, target)
    where = await places(actor, target)
    if right is not None:
        await require_bot_right(actor, [place.chat_id for place in where], right)
    reason = actor.context.services.translator.plain(
        actor.community.language, "moderation-reason-of-case", number=case.number
    )
    return Order(
        community_id=case.community_id,
        chat_id=case.chat_id,
        target=target,
        actor_id=actor.context.sender.id,
        cause=f"{case.key}:{act}",
        reason=reason,
        places=where,
    )


async def led_to(tx: Transaction, actor: Actor, case: CaseView, act: Act, made: CaseView) -> None:
    """Tell under both cards that `case` led to `made`; a second tap finds it done."""
    context = actor.context
    if case.has(act):
        raise UserError("moderation-done-already", number=made.number)
    await moderation.drop_if_waiting(tx, case, by=context.sender.id)
    changed = await moderation.note_outcome(tx, case, act, by=context.sender.id, made=made)
    await moderation.send_card(tx, context.services.translator, actor.community, made)
    await tell(tx, context, actor.community, made)
    await show(tx, actor, changed)
    await context.audit(tx, made.kind.value, case=made.number)


async def card_tapper(context: Context, community_id: int) -> Actor:
    """Whoever tapped, in the community of the card. Raises `UserError` elsewhere than in its staff group or in private."""
    community = await community_of(context, community_id)
    if not context.is_private and context.chat.id != community.staff_chat_id:
        raise UserError("refused-not-your-button")
    if context.community is not None and context.community.id == community_id:
        role = context.role
    else:
        role = await context.services.directory.role(community_id, context.sender.id)
    actor = Actor(context, community, role)
    actor.require(Right.MODERATE)
    return actor


async def community_of(context: Context, community_id: int) -> CommunityView:
    """The community of a card; in private the sender may have chosen another one for talking about."""
    if context.community is not None and context.community.id == community_id:
        return context.community
    async with context.services.database.read() as view:
        community = await community_view(view, context.services, community_id)
    if community is None:
        raise UserError("refused-button-old")
    return community


async def existing(context: Context, community_id: int, number: int) -> CaseView:
    async with context.services.database.read() as view:
        case = await queries.case(view, community_id, number)
    if case is None:
        raise UserError("moderation-no-case", number=number)
    return case


async def way_back(actor: Actor, case: CaseView) -> str | None:
    """A single-use invite link for somebody who was removed and can be written to; None where that is not so."""
    user_id = case.target.user_id
    if case.sanction not in (Kind.BAN, Kind.KICK) or user_id is None or case.undone_at is not None:
        return None
    services = actor.context.services
    async with services.database.read() as view:
        person = await roster.person(view, user_id)
    if person is None or person.reach != "started":
        return None
    try:
        link = await services.telegram.call("createChatInviteLink", chat_id=case.chat_id, member_limit=1)
    except TelegramFailure:
        return None  # a courtesy: without the right to invite the person comes back by another way
    return str(link["invite_link"])


async def tell_way_back(tx: Transaction, actor: Actor, case: CaseView, link: str | None) -> None:
    user_id = case.target.user_id
    if link is None or user_id is None:
        return
    person = await roster.person(tx, user_id)
    language = first_known(
        person.language if person else None,
        person.language_code if person else None,
        default=actor.community.language,
    )
    text = actor.context.services.translator.text(
        language, "moderation-way-back", title=isolated(actor.community.title), number=case.number, link=link
    )
    await actor.context.put(tx, Send(chat_id=user_id, text=text), name="way-back")


async def show(tx: Transaction, actor: Actor, case: CaseView) -> None:
    """Let the card, and the copy of it that was tapped, say what became of the case."""
    await moderation.refresh_card(tx, actor.context.services.translator, actor.community, case)
    message = actor.context.message
    if not await queries.is_card(tx, case, message.chat.id, message.message_id):
        await edit_here(tx, actor, *await card(tx, voice_of(actor), case))


async def edit_here(tx: Transaction, actor: Actor, text: Html, keyboard: Keyboard) -> None:
    message = actor.context.message
    edit = Edit(chat_id=message.chat.id, message_id=message.message_id, text=text, keyboard=keyboard)
    await actor.context.put(tx, edit, name="edit")


async def card(tx: Transaction, voice: Voice, case: CaseView) -> tuple[Html, Keyboard]:
    names = await queries.card_names(tx, case)
    return card_text(voice, case, names), card_keyboard(voice, case, tx.now)


def voice_of(actor: Actor) -> Voice:
    ad_words = actor.community.settings.get(ModerationSettings).ad_words
    context = actor.context
    return Voice(context.services.translator, context.public_language, actor.community.zone, ad_words)
