"""/role, /trust, /untrust: what the bot lets a person do besides Telegram's own administrator rights."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.filters import Command

from bot.errors import NotAllowed, UserError
from bot.i18n.translator import Html, mention
from bot.membership import actions as membership
from bot.membership import queries
from bot.membership.roles import Right, Role, Standing, may, may_act_on
from bot.messages import UserId
from bot.moderation.sanction_arguments import ByMention, ByReply, Named, sanction_arguments
from bot.outbox.effects import Button
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here, find_target
from handlers.start import deep_link_number

_ROLES: dict[str, Role | None] = {
    "moderator": Role.MODERATOR,
    "群管": Role.MODERATOR,
    "manager": Role.MANAGER,
    "运营": Role.MANAGER,
    "營運": Role.MANAGER,
    "none": None,
    "off": None,
    "无": None,
    "無": None,
}
_WORDS: dict[Role | None, str] = {Role.MODERATOR: "moderator", Role.MANAGER: "manager", None: "none"}


@dataclass(frozen=True, slots=True)
class _Target:
    """Somebody named in a command; `role` and `standing` in the community as they are now."""

    user_id: UserId
    name: str
    role: Role
    standing: Standing

    @property
    def mention(self) -> Html:
        return mention(self.user_id, self.name)


def router() -> Router:
    router = Router(name="membership")
    router.message.register(on_role, Command("role"))
    router.message.register(on_trust, Command("trust"))
    router.message.register(on_untrust, Command("untrust"))
    return router


async def on_role(context: Context) -> None:
    """Give a role, take it back, or say which one somebody has."""
    # An anonymous administrator may be the owner: who it is shows in private.
    actor = actor_here(context, Right.MODERATE if context.is_anonymous_administrator else Right.GIVE_ROLES)
    arguments = sanction_arguments(context.message, takes_duration=False)
    word = arguments.reason.casefold()
    if arguments.target is None or (word and word not in _ROLES):
        raise UserError("role-usage")
    target = await _named_target(actor, arguments.target)
    if not word:
        await _tell(context, target)
    elif context.is_anonymous_administrator:
        await _confirm_in_private(context, target, _ROLES[word])
    else:
        await _give(context, actor.community.id, target, _ROLES[word])


async def on_role_link(context: Context, rest: str) -> None:
    """The deep link `role_<community>_<user>_<role>`: an anonymous administrator says who it is."""
    community, _, behind = rest.partition("_")
    user, _, word = behind.partition("_")
    community_id, user_id = deep_link_number(community), deep_link_number(user)
    if word not in _ROLES:
        raise UserError("start-link-unknown")
    if not may(await context.services.directory.role(community_id, context.sender.id), Right.GIVE_ROLES):
        raise NotAllowed(Right.GIVE_ROLES.value)
    async with context.services.database.read() as view:
        person = await queries.person(view, user_id)
    target = await _target(context, community_id, user_id, person.name if person else str(user_id))
    await _give(context, community_id, target, _ROLES[word])


async def on_trust(context: Context) -> None:
    target = await _trust_target(context)
    if target.role >= Role.TRUSTED:
        raise UserError("trust-already", name=target.name, role=context.text(target.role.key))
    async with context.begin() as tx:
        await membership.set_trust(tx, context.here.id, target.user_id, trusted=True)
        await context.audit(tx, "trust", user=target.user_id)
        await context.answer(tx, context.text("trust-given", name=target.mention))


async def on_untrust(context: Context) -> None:
    target = await _trust_target(context)
    if not target.standing.is_trusted:
        raise UserError("trust-not", name=target.name)
    if not may_act_on(context.role, target.role):
        raise UserError("refused-higher-role")
    without = replace(target.standing, is_trusted=False)
    role = await context.services.directory.role(context.here.id, target.user_id, without)
    text = context.text("trust-taken", name=target.mention, role=context.text(role.key))
    async with context.begin() as tx:
        await membership.set_trust(tx, context.here.id, target.user_id, trusted=False)
        await context.audit(tx, "untrust", user=target.user_id)
        await context.answer(tx, text)


async def _trust_target(context: Context) -> _Target:
    actor = actor_here(context)
    named = sanction_arguments(context.message, takes_duration=False).target
    if named is None:
        raise UserError("trust-usage")
    return await _named_target(actor, named)


async def _tell(context: Context, target: _Target) -> None:
    text = context.text("role-is", name=target.mention, role=context.text(target.role.key))
    async with context.begin() as tx:
        await context.answer(tx, text)


async def _give(context: Context, community_id: int, target: _Target, role: Role | None) -> None:
    """Give `role`, or with None take back what was given. The sender owns the community."""
    if target.user_id == context.sender.id:
        raise UserError("role-for-yourself")
    if not may_act_on(Role.OWNER, target.role):
        raise UserError("refused-higher-role")
    changed = replace(target.standing, granted=role)
    now = await context.services.directory.role(community_id, target.user_id, changed)
    async with context.begin() as tx:
        await membership.grant_role(tx, community_id, target.user_id, role)
        await membership.audit(
            tx,
            user_id=context.sender.id,
            act="role",
            outcome="done",
            community_id=community_id,
            chat_id=context.chat.id,
            detail={"user": target.user_id, "role": _WORDS[role]},
        )
        await context.answer(tx, _outcome(context, target, role, now))


def _outcome(context: Context, target: _Target, role: Role | None, now: Role) -> Html:
    key = "role-given" if role is not None else "role-taken"
    shown = now if role is None else role
    text = context.text(key, name=target.mention, role=context.text(shown.key))
    # Rights in Telegram stand beside the given role, and the higher of both counts.
    if now is shown and (role is not None or now < Role.MODERATOR):
        return text
    return Html(f"{text}\n{context.text('role-from-telegram', role=context.text(now.key))}")


async def _confirm_in_private(context: Context, target: _Target, role: Role | None) -> None:
    payload = f"role_{context.here.id}_{target.user_id}_{_WORDS[role]}"
    url = f"https://t.me/{context.services.bot.username}?start={payload}"
    label = context.services.translator.plain(context.public_language, "anonymous-button-confirm")
    async with context.begin() as tx:
        # Nobody knows who asked, so nobody can be answered alone.
        await context.answer(
            tx, context.public_text("anonymous-confirm"), public=True, keyboard=((Button(label, url=url),),)
        )


async def _named_target(actor: Actor, named: Named) -> _Target:
    """Who is meant. Raises `UserError` for bots, channels, and somebody the bot has never seen."""
    if _is_bot(named):
        raise UserError("role-for-bot")
    target = await find_target(actor, named)
    if target.user_id is None:
        raise UserError("refused-person-unknown")
    return await _target(actor.context, actor.community.id, target.user_id, target.name)


async def _target(context: Context, community_id: int, user_id: UserId, name: str) -> _Target:
    async with context.services.database.read() as view:
        standing = await queries.standing(view, community_id, user_id)
    role = await context.services.directory.role(community_id, user_id, standing)
    return _Target(user_id, name, role, standing)


def _is_bot(named: Named) -> bool:
    match named:
        case ByReply(message):
            return message.sender is not None and message.sender.is_bot and message.sender_chat is None
        case ByMention(user):
            return user.is_bot
    return False
