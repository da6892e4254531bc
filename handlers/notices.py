"""The person concerned by a sanction is told alone; where that may fail, the public line leads to an appeal."""

from bot.membership.community import CommunityView
from bot.moderation import actions as moderation
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind
from bot.outbox.effects import Keyboard
from bot.persistence.transaction import Transaction
from bot.telegram import queries as server
from bot.telegram.ephemeral import TRAIT
from handlers.context import Context


async def tell(tx: Transaction, context: Context, community: CommunityView, case: CaseView) -> Keyboard:
    """Tell the person; the buttons for the public line, none where the person is sure to hear of it otherwise."""
    translator = context.services.translator
    if await moderation.tell_member(tx, translator, community, case):
        return ()
    if case.sanction not in (Kind.BAN, Kind.KICK):
        address = context.services.config.telegram_api_url
        if await server.trait(tx, address, TRAIT) == "yes":
            return ()
    return moderation.public_appeal_link(translator, community, case)
