"""What the screen's verdict does: the message goes, a numbered case says why, staff get a card."""

from dataclasses import replace

from bot.i18n.translator import Translator
from bot.membership.community import CommunityView
from bot.messages import IncomingMessage
from bot.moderation import queries
from bot.moderation.actions.cards import put_card, voice_at
from bot.moderation.actions.cases import open_case
from bot.moderation.actions.sanctions import delete_message, put
from bot.moderation.cards import CardNames, Voice
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind, Order, target_of
from bot.moderation.screen import Verdict, readable
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Send
from bot.persistence.transaction import Transaction


async def apply_verdict(
    tx: Transaction, translator: Translator, community: CommunityView, message: IncomingMessage, verdict: Verdict
) -> None:
    """Carry out what the screen decided about `message`, whose row in the index says already whether it goes."""
    await remove_by_rule(tx, translator, community, message, verdict)


async def remove_by_rule(
    tx: Transaction, translator: Translator, community: CommunityView, message: IncomingMessage, verdict: Verdict
) -> CaseView:
    """Delete `message` as a case of the bot's own, once per message and rule; the case."""
    place = await queries.card_place(tx, community)
    order = Order(
        community_id=community.id,
        chat_id=message.chat.id,
        target=replace(target_of(message), text=readable(message)),
        actor_id=None,
        cause=f"message:{message.chat.id}:{message.message_id}:{verdict.rule.value}",
    )
    case, is_new = await open_case(
        tx,
        order,
        Kind.DELETE,
        rule=verdict.rule.value,
        findings=verdict.evidence,
        card_chat_id=place.chat_id if place else None,
    )
    if not is_new:
        return case
    if verdict.delete:
        await delete_message(tx, case, is_marked=True)
    if place is not None:
        names = CardNames(group=message.chat.title or community.title)
        await put_card(tx, voice_at(translator, community, place), case, place, names)
    if community.settings.get(ModerationSettings).announce_deletions:
        await _tell_author(tx, translator, community, case)
    return case


async def _tell_author(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> None:
    voice = Voice(translator, community.language, community.zone)
    reason = voice.text(f"moderation-reason-{case.rule}")
    notice = Send(
        chat_id=case.chat_id,
        text=voice.text("moderation-deleted-notice", number=case.number, reason=reason),
        alone_for=case.user_id,
        remove_after=community.quiet_for.total_seconds(),
        silent=True,
    )
    await put(tx, notice, f"{case.key}:notice")
