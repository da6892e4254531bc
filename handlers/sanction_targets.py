"""Whom a sanction is for, whether the actor may, and where it takes effect. All questions to Telegram are asked here."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NotAllowed, UserError
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.roles import Right, Role, may, may_act_on
from bot.messages import ChatId, ChatMember, IncomingMessage, UserId
from bot.messages.chats import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, TELEGRAM_SERVICE
from bot.moderation.sanction_arguments import ByChannelId, ById, ByMention, ByReply, ByUsername, Named
from bot.moderation.sanctions import Place, Target, before, target_of
from handlers.context import Context

_NOBODY = frozenset({GROUP_ANONYMOUS_BOT, CHANNEL_BOT, TELEGRAM_SERVICE})
"""Accounts that stand for somebody whom Telegram does not name."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the sender of `context`, with `role` in `community`."""

    context: Context
    community: CommunityView
    role: Role

    def require(self, right: Right) -> None:
        """Raises `NotAllowed`."""
        if not may(self.role, right):
            raise NotAllowed(right.value)


def actor_here(context: Context, right: Right = Right.MODERATE) -> Actor:
    """The sender in the community at hand. Raises `NotAllowed` without `right`."""
    community = context.here
    context.require(right)
    return Actor(context, community, context.role)


async def find_target(actor: Actor, named: Named) -> Target:
    """Who is named. Raises `UserError` for nobody the bot could find, anonymous administrators and the linked channel."""
    match named:
        case ByReply(message):
            return _author(message)
        case ByMention(user):
            return Target(user.name, user.id)
        case ByChannelId(chat_id):
            return Target(str(chat_id), sender_chat_id=chat_id)
        case ByUsername(username):
            async with actor.context.services.database.read() as view:
                person = await roster.by_username(view, username)
            if person is not None:
                return Target(person.name, person.user_id)
        case ById(user_id):
            return await _by_id(actor, user_id)
    raise UserError("refused-person-unknown")


async def refuse_protected(actor: Actor, target: Target) -> None:
    """Raises `UserError` for the bot, the actor, administrators, and whoever has no lower role."""
    if target.user_id is None:
        return
    if target.user_id == actor.context.services.bot.id:
        raise UserError("moderation-target-bot")
    if target.user_id == actor.context.sender.id:
        raise UserError("moderation-target-self")
    await refuse_higher(actor, target.user_id)


async def refuse_higher(actor: Actor, user_id: UserId) -> None:
    """Raises `UserError` for administrators, and whoever has no lower role than the actor."""
    directory = actor.context.services.directory
    if not may_act_on(actor.role, await directory.role(actor.community.id, user_id)):
        raise UserError("refused-higher-role")
    for chat_id, _ in await groups(actor):
        if user_id in await directory.administrators(chat_id):
            raise UserError("moderation-target-administrator")


async def groups(actor: Actor) -> list[tuple[ChatId, str]]:
    """The groups a sanction is for, with their types: the one it is ordered in; from elsewhere, all of the community's."""
    community = actor.community
    if actor.context.chat.is_group and community.purpose == "group" and community.chat_id == actor.context.chat.id:
        return [(community.chat_id, community.chat_type)]
    async with actor.context.services.database.read() as view:
        chats = await roster.chats_of(view, community.id)
    if not chats:
        raise UserError("refused-no-community")
    return [(chat.chat_id, chat.type) for chat in chats]


async def places(actor: Actor, target: Target) -> tuple[Place, ...]:
    """Where the sanction takes effect, and what the target may do there now. Raises `UserError` for somebody unknown there."""
    found = []
    for chat_id, kind in await groups(actor):
        member = await _member(actor, chat_id, target)
        found.append(Place(chat_id, is_basic=kind == "group", before=before(member)))
    if target.user_id is not None and all(place.before is None for place in found):
        raise UserError("refused-person-unknown")
    return tuple(found)


async def bot_holds(actor: Actor, chat_ids: Sequence[ChatId], right: str) -> bool:
    """Whether the bot is an administrator with `right` (a name of the Bot API) in all of the chats."""
    services = actor.context.services
    for chat_id in chat_ids:
        own = await services.directory.bot_member(chat_id, services.bot.id)
        if own is None or not (own.is_administrator and getattr(own, right)):
            return False
    return True


async def require_bot_right(actor: Actor, chat_ids: Sequence[ChatId], right: str) -> None:
    """Raises `UserError` that names the right the bot lacks."""
    if not await bot_holds(actor, chat_ids, right):
        raise UserError("moderation-bot-lacks", right=right)


def _author(message: IncomingMessage) -> Target:
    if message.is_anonymous_administrator:
        raise UserError("moderation-target-anonymous")
    if message.is_automatic_forward:
        raise UserError("moderation-target-linked")
    target = target_of(message)
    if target.user_id in _NOBODY or (target.user_id is None and target.sender_chat_id is None):
        raise UserError("refused-person-unknown")
    return target


async def _by_id(actor: Actor, user_id: UserId) -> Target:
    async with actor.context.services.database.read() as view:
        person = await roster.person(view, user_id)
    if person is not None and person.name:
        return Target(person.name, user_id)
    for chat_id, _ in await groups(actor):
        member = await actor.context.services.directory.member(chat_id, user_id)
        if member is not None:
            return Target(member.user.name, user_id)
    raise UserError("refused-person-unknown")


async def _member(actor: Actor, chat_id: ChatId, target: Target) -> ChatMember | None:
    if target.user_id is None:
        return None
    return await actor.context.services.directory.member(chat_id, target.user_id)
