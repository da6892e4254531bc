"""The card of a case: sent once to where staff see it, edited after every act."""

from bot.i18n.translator import Translator
from bot.membership.community import CommunityView
from bot.messages import ChatId
from bot.moderation import queries
from bot.moderation.actions.cases import set_case
from bot.moderation.cards import CardNames, Voice, card_keyboard, card_text
from bot.moderation.cases import CaseView
from bot.moderation.queries import CardPlace
from bot.moderation.settings import ModerationSettings
from bot.outbox import actions as outbox
from bot.outbox.effects import Edit, Priority, Send
from bot.persistence.transaction import Transaction


async def send_card(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> ChatId | None:
    """Send the card of a sanction to the staff group or the owner; the chat, None where it waits."""
    place = None if case.kind.lifts else await queries.card_place(tx, community)
    if place is None:
        return None
    await put_card(tx, voice_at(translator, community, place), case, place, await queries.card_names(tx, case))
    await set_case(tx, case.id, card_chat_id=place.chat_id)
    return place.chat_id


async def put_card(tx: Transaction, voice: Voice, case: CaseView, place: CardPlace, names: CardNames) -> None:
    await outbox.put(
        tx,
        Send(
            chat_id=place.chat_id,
            text=card_text(voice, case, names),
            keyboard=card_keyboard(voice, case, tx.now),
        ),
        key=queries.card_key(case),
        priority=Priority.TICKET,
    )


async def refresh_card(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> None:
    """Let the card say what became of the case, if there is one."""
    if case.card_chat_id is None:
        return
    place = await queries.card_place(tx, community)
    if place is None or place.chat_id != case.card_chat_id:
        place = CardPlace(case.card_chat_id, community.language)
    voice = voice_at(translator, community, place)
    edit = Edit(
        chat_id=place.chat_id,
        sent_by=queries.card_key(case),
        text=card_text(voice, case, await queries.card_names(tx, case)),
        keyboard=card_keyboard(voice, case, tx.now),
    )
    # One edit per act: the acts are counted, so that a repeat writes the same key.
    await outbox.put(tx, edit, key=f"{queries.card_key(case)}:{len(case.acts)}", priority=Priority.TICKET)


def voice_at(translator: Translator, community: CommunityView, place: CardPlace) -> Voice:
    """How a card of `community` is written for `place`."""
    ad_words = community.settings.get(ModerationSettings).ad_words
    return Voice(translator, place.language, community.zone, ad_words)
