"""Which community a person means in the private chat: asked by buttons, remembered for a day."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from aiogram import Router

from bot.errors import UserError
from bot.i18n.negotiation import first_known
from bot.i18n.translator import Html, isolated
from bot.membership import actions as membership
from bot.membership import queries
from bot.membership.community import CommunityView
from bot.membership.queries import CommunityRow
from bot.outbox.buttons import ButtonData, RowId
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Reading
from bot.settings import queries as stored_settings
from bot.settings.settings import CommunitySettings
from bot.telegram.filters import Tapped
from bot.telegram.services import Services
from handlers.context import Context

MOST_BUTTONS = 30


class CommunityButton(ButtonData, frozen=True, kw_only=True):
    """Talk about the community `id` from now on; 0 lists them."""

    PREFIX = "com"
    id: RowId


def router() -> Router:
    router = Router(name="communities")
    router.callback_query.register(on_community, Tapped(CommunityButton))
    return router


async def on_community(context: Context, button: CommunityButton) -> None:
    if not context.is_private:
        raise UserError("refused-in-private-only")
    communities = await communities_of_sender(context)
    if not communities:
        raise UserError("communities-none")
    if button.id == 0:
        text, keyboard = await _listing(context, communities)
        async with context.begin() as tx:
            await context.answer(tx, text, keyboard=keyboard)
        await context.toast("")
        return
    chosen = next((one for one in communities if one.id == button.id), None)
    if chosen is None:
        raise UserError("refused-button-old")
    text = await _with_role(context, "communities-chosen", chosen)
    async with context.begin() as tx:
        await membership.choose_community(tx, context.sender.id, chosen.id)
        await context.answer(tx, text)
    await context.toast("")


async def community_view(view: Reading, services: Services, community_id: int) -> CommunityView | None:
    """A community as seen from its first group, read afresh; None where it has no group."""
    row = await queries.community(view, community_id)
    chats = await queries.chats_of(view, community_id)
    if row is None or not chats:
        return None
    settings = services.schema.snapshot(await stored_settings.values(view, community_id))
    knobs = settings.get(CommunitySettings)
    return CommunityView(
        id=row.id,
        title=row.title or chats[0].title,
        staff_chat_id=row.staff_chat_id,
        chat_id=chats[0].chat_id,
        chat_type=chats[0].type,
        purpose=chats[0].purpose,
        settings=settings,
        language=first_known(knobs.language, row.first_language, default=services.config.language),
        zone=ZoneInfo(knobs.timezone) if knobs.timezone else services.config.timezone,
        quiet_for=knobs.quiet_for,
    )


async def communities_of_sender(context: Context) -> list[CommunityRow]:
    """The communities that the sender is in."""
    async with context.services.database.read() as view:
        return await queries.communities_of(view, context.sender.id)


def community_buttons(context: Context, communities: Sequence[CommunityRow]) -> Keyboard:
    """One button per community, in rows of one: names are long."""
    return tuple(
        (
            Button(
                context.label("communities-in", title=isolated(one.title, 40)), data=CommunityButton(id=one.id).pack()
            ),
        )
        for one in communities[:MOST_BUTTONS]
    )


async def _listing(context: Context, communities: Sequence[CommunityRow]) -> tuple[Html, Keyboard]:
    if len(communities) == 1:
        return await _with_role(context, "communities-one", communities[0]), ()
    return context.text("communities-ask"), community_buttons(context, communities)


async def _with_role(context: Context, key: str, community: CommunityRow) -> Html:
    role = await context.services.directory.role(community.id, context.sender.id)
    return context.text(key, title=isolated(community.title), role=context.text(role.key))
