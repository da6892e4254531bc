"""Calls a handler with its context, and turns refusals into answers."""

from datetime import timedelta

import structlog

from bot.errors import NotAllowed, UserError
from bot.intake.contexts import Contexts
from bot.intake.pipeline import Unit
from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.queries import PersonView
from bot.membership.roles import Role
from bot.messages import Chat, Update, User
from bot.telegram import queries as dialogues
from bot.telegram.feed import Feed, Match
from bot.telegram.services import Services
from handlers.communities import communities_of_sender, community_buttons
from handlers.context import Context

log = structlog.get_logger(__name__)

CHOICE_LIFE = timedelta(hours=24)
"""How long the community that a person chose in private is meant (PRODUCT §1)."""


class Dispatch:
    """The pipeline's way to handlers."""

    def __init__(self, services: Services, contexts: Contexts, feed: Feed) -> None:
        self._services = services
        self._contexts = contexts
        self._feed = feed

    async def dialogue(self, update: Update) -> Match | None:
        """The handler that waits for this private message, if one does."""
        message = update.message
        if message is None or message.sender is None:
            return None
        async with self._services.database.read() as view:
            found = await dialogues.dialogue(view, message.chat.id, message.sender.id)
        return self._feed.answers(found.name) if found else None

    async def dispatch(self, match: Match, update: Update, community: CommunityView | None, unit: Unit) -> None:
        """Call the handler; an expected refusal is answered, written down, and no error."""
        context = await self._context(update, community, unit)
        if context is None:
            return
        try:
            await match.call(context)
        except UserError as refusal:
            await _refuse(context, match, refusal)

    async def _context(self, update: Update, community: CommunityView | None, unit: Unit) -> Context | None:
        place = _place(update)
        if place is None:
            return None
        chat, sender = place
        async with self._services.database.read() as view:
            person = await roster.person(view, sender.id)
            dialogue = await dialogues.dialogue(view, chat.id, sender.id) if chat.is_private else None
        if community is None and chat.is_private:
            community = await self._private_community(person, sender)
        message = update.message
        anonymous = message is not None and message.is_anonymous_administrator
        return Context(
            services=self._services,
            update=update,
            chat=chat,
            sender=sender,
            community=community,
            chosen_language=person.language if person else None,
            unit=unit,
            role=Role.MODERATOR if anonymous else await self._role(community, sender),
            is_anonymous_administrator=anonymous,
            dialogue=dialogue.data if dialogue else None,
        )

    async def _role(self, community: CommunityView | None, sender: User) -> Role:
        if sender.id in self._services.config.owner_ids:
            return Role.OWNER
        if community is None or sender.is_bot:
            return Role.MEMBER
        return await self._services.directory.role(community.id, sender.id)

    async def _private_community(self, person: PersonView | None, sender: User) -> CommunityView | None:
        """The person's one community, or the one chosen within the last day."""
        async with self._services.database.read() as view:
            rows = await roster.communities_of(view, sender.id)
        ids = [row.id for row in rows]
        chosen = person.chosen_community_id if person is not None else None
        chosen_at = person.chosen_at if person is not None else None
        if chosen is not None and chosen in ids and chosen_at is not None and view.now - chosen_at < CHOICE_LIFE:
            return await self._contexts.of_community(chosen)
        return await self._contexts.of_community(ids[0]) if len(ids) == 1 else None


async def _refuse(context: Context, match: Match, refusal: UserError) -> None:
    log.info("refused", handler=match.name, key=refusal.key, user_id=context.sender.id)
    if context.update.callback_query is not None:
        await context.toast(context.label(refusal.key, **refusal.arguments), alert=True)
    # A person of several communities is asked which one is meant (PRODUCT §1).
    asks = refusal.key == "refused-no-community" and context.is_private
    communities = await communities_of_sender(context) if asks else []
    async with context.begin() as tx:
        if isinstance(refusal, NotAllowed):
            await membership.audit(
                tx,
                user_id=context.sender.id,
                act=match.name.removeprefix("on_"),
                outcome="refused",
                community_id=context.community.id if context.community else None,
                chat_id=context.chat.id,
                detail={"right": refusal.right},
            )
        if context.update.callback_query is None and context.update.message is not None:
            keyboard = community_buttons(context, communities)
            key = "communities-ask" if communities else refusal.key
            await context.answer(tx, context.text(key, **refusal.arguments), keyboard=keyboard, name="refusal")


def _place(update: Update) -> tuple[Chat, User] | None:
    """Where the update happened and who did it; None where there is no person or no chat."""
    message = update.message or update.edited_message
    if message is not None:
        return (message.chat, message.sender) if message.sender is not None else None
    tap = update.callback_query
    if tap is not None:
        return (tap.message.chat, tap.sender) if tap.message is not None else None
    change = update.my_chat_member or update.chat_member
    if change is not None:
        return change.chat, change.actor
    if update.chat_join_request is not None:
        return update.chat_join_request.chat, update.chat_join_request.sender
    reaction = update.message_reaction
    if reaction is not None and reaction.user is not None:
        return reaction.chat, reaction.user
    return None
