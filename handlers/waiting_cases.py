"""Cards of cases that had nowhere to go: shown when the owner starts the bot, or when a staff group is bound."""

from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.moderation import actions as moderation
from bot.moderation import queries
from bot.persistence.transaction import Transaction
from handlers.communities import community_view
from handlers.context import Context


async def show_to_owner(context: Context, tx: Transaction) -> None:
    """Send the newest waiting cards of each community that the sender owns and that has no staff group.

    Reports about staff are for the owner in private, wherever the other cards go.
    """
    for row in await roster.owned_communities(tx, context.sender.id):
        community = await community_view(tx, context.services, row.id)
        if community is None:
            continue
        if community.staff_chat_id is None:
            await send_waiting_cards(context, tx, community)
        else:
            await moderation.send_waiting_reports(tx, context.services.translator, community)


async def send_waiting_cards(context: Context, tx: Transaction, community: CommunityView) -> None:
    """Send the newest waiting cards of `community` to where its cards go now; each only once."""
    for case in await queries.waiting_cases(tx, community.id):
        await moderation.send_card(tx, context.services.translator, community, case)
    await moderation.send_waiting_appeals(tx, context.services.translator, community)
    await moderation.send_waiting_reports(tx, context.services.translator, community)
