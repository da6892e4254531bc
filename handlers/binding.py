"""/bind: another group of the owner becomes the staff group; /bind off ends that.

The owner of both sides is asked for at every step: a button or a deep link carries names of chats, never rights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.filters import Command, CommandObject

from bot.errors import NotAllowed, UserError
from bot.i18n.lists import listed
from bot.i18n.translator import Html, isolated
from bot.membership import actions as membership
from bot.membership import queries
from bot.membership.bot_rights import lacking_in_staff_group
from bot.membership.community import CommunityView
from bot.membership.queries import ChatView, CommunityRow
from bot.membership.roles import Right, Role
from bot.messages import ChatId
from bot.outbox.buttons import ButtonData, RowId, TelegramNumber
from bot.outbox.effects import Button, Edit, Keyboard, Send
from bot.telegram.filters import Tapped
from handlers.communities import community_view
from handlers.context import Context
from handlers.start import deep_link_number
from handlers.waiting_cases import send_waiting_cards

OFF = ("off", "关闭", "關閉", "解除")
OFF_LINK = "off_"
MOST_BUTTONS = 30


class BindButton(ButtonData, frozen=True, kw_only=True):
    """Make `chat` the staff group of `community`. Made for `person`."""

    PREFIX = "bind"
    chat: TelegramNumber
    community: RowId
    person: TelegramNumber


@dataclass(frozen=True, slots=True)
class _Group:
    """The group that is to be a staff group or is one, and the community it belongs to now."""

    chat: ChatView
    community: CommunityRow

    @property
    def is_staff_group(self) -> bool:
        return self.chat.purpose == "staff"


def router() -> Router:
    router = Router(name="binding")
    router.message.register(on_bind, Command("bind"))
    router.callback_query.register(on_bind_button, Tapped(BindButton))
    return router


async def on_bind(context: Context, command: CommandObject) -> None:
    wanted = (command.args or "").strip().casefold()
    if context.is_private:
        raise UserError("refused-in-group-only")
    if wanted and wanted not in OFF:
        raise UserError("bind-usage")
    if context.is_anonymous_administrator:
        await _confirm_in_private(context, OFF_LINK if wanted else "")
        return
    context.require(Right.BIND_STAFF_GROUP)
    if wanted:
        await _unbind(context, context.chat.id)
    else:
        await _offer(context, context.chat.id)


async def on_bind_link(context: Context, rest: str) -> None:
    """The deep link `bind_<chat>` or `bind_off_<chat>`: an anonymous administrator says who it is."""
    chat_id = deep_link_number(rest.removeprefix(OFF_LINK))
    if rest.startswith(OFF_LINK):
        await _unbind(context, chat_id)
    else:
        await _offer(context, chat_id)


async def on_bind_button(context: Context, button: BindButton) -> None:
    if button.person != context.sender.id or not (context.is_private or context.chat.id == button.chat):
        raise UserError("refused-not-your-button")
    await _bind(context, button.chat, button.community)
    await context.toast("")


async def _confirm_in_private(context: Context, prefix: str) -> None:
    url = f"https://t.me/{context.services.bot.username}?start=bind_{prefix}{context.chat.id}"
    label = context.services.translator.plain(context.public_language, "anonymous-button-confirm")
    async with context.begin() as tx:
        # Nobody knows who asked, so nobody can be answered alone.
        await context.answer(
            tx, context.public_text("anonymous-confirm"), public=True, keyboard=((Button(label, url=url),),)
        )


async def _offer(context: Context, chat_id: ChatId) -> None:
    group = await _owned_group(context, chat_id)
    if group.is_staff_group:
        raise UserError("bind-already", title=group.community.title)
    candidates = await _other_communities(context, group)
    if not candidates:
        raise UserError("bind-none")
    if len(candidates) == 1:
        await _bind(context, chat_id, candidates[0].id)
        return
    text = context.public_text("bind-ask", group=isolated(group.chat.title))
    async with context.begin() as tx:
        await context.answer(tx, text, public=True, keyboard=_buttons(context, chat_id, candidates))


async def _bind(context: Context, chat_id: ChatId, community_id: int) -> None:
    group = await _owned_group(context, chat_id)
    if group.community.id == community_id:
        raise UserError("bind-already", title=group.community.title)
    await _require_owner(context, community_id)
    async with context.services.database.read() as view:
        target = await community_view(view, context.services, community_id)
    if target is None:
        raise UserError("refused-button-old")
    if group.community.staff_chat_id is not None and not group.is_staff_group:
        # Its cards would have nowhere to come from: the community would be gone and its staff group left over.
        raise UserError("bind-has-staff-group", title=group.community.title)
    member = await context.services.directory.bot_member(chat_id, context.services.bot.id)
    lacking = lacking_in_staff_group(member, is_forum=group.chat.is_forum)
    async with context.begin() as tx:
        await membership.bind_staff_group(tx, community_id, chat_id)
        await membership.audit(
            tx,
            user_id=context.sender.id,
            act="bind",
            outcome="done",
            community_id=community_id,
            chat_id=chat_id,
        )
        text = _bound(context, group.chat, target, lacking)
        if context.update.callback_query is not None:
            edit = Edit(chat_id=context.chat.id, message_id=context.message.message_id, text=text)
            await context.put(tx, edit, name="bound")
        else:
            await context.answer(tx, text, public=True)
        if context.chat.id != chat_id:
            there = context.services.translator.text(target.language, "bind-done", title=isolated(target.title))
            await context.put(tx, Send(chat_id=chat_id, text=there), name="there")
        await send_waiting_cards(context, tx, replace(target, staff_chat_id=chat_id))


def _bound(context: Context, chat: ChatView, target: CommunityView, lacking: Sequence[str]) -> Html:
    """What changed, what became of a former staff group, and what the bot still lacks."""
    title = isolated(target.title)
    if context.chat.id == chat.chat_id:
        lines = [context.public_text("bind-done", title=title)]
    else:
        lines = [context.public_text("bind-done-elsewhere", title=title, group=isolated(chat.title))]
    if target.staff_chat_id is not None:
        lines.append(context.public_text("bind-replaced"))
    if lacking:
        names = [context.public_text(f"bot-right-{name}") for name in lacking]
        rights = listed(context.services.translator, context.public_language, names)
        lines.append(context.public_text("bind-lacking", rights=rights))
    return Html("\n".join(lines))


async def _unbind(context: Context, chat_id: ChatId) -> None:
    group = await _owned_group(context, chat_id)
    if group.community.staff_chat_id is None:
        raise UserError("bind-off-none")
    key = "bind-off-done" if group.is_staff_group and context.chat.id == chat_id else "bind-off-done-elsewhere"
    async with context.begin() as tx:
        await membership.unbind_staff_group(tx, group.community.id)
        await membership.audit(
            tx,
            user_id=context.sender.id,
            act="unbind",
            outcome="done",
            community_id=group.community.id,
            chat_id=chat_id,
        )
        await context.answer(tx, context.public_text(key, title=isolated(group.community.title)), public=True)


async def _owned_group(context: Context, chat_id: ChatId) -> _Group:
    """The group `chat_id`, if the sender owns its community now. Raises `UserError`."""
    async with context.services.database.read() as view:
        chat = await queries.chat(view, chat_id)
        community = await queries.community(view, chat.community_id) if chat is not None else None
    if chat is None or community is None or chat.purpose not in ("group", "staff"):
        raise UserError("refused-button-old")
    await _require_owner(context, community.id)
    return _Group(chat, community)


async def _require_owner(context: Context, community_id: int) -> None:
    if await context.services.directory.role(community_id, context.sender.id) is not Role.OWNER:
        raise NotAllowed(Right.BIND_STAFF_GROUP.value)


async def _other_communities(context: Context, group: _Group) -> list[CommunityRow]:
    """Where the sender is owner, the group's own community not among them."""
    async with context.services.database.read() as view:
        known = await queries.communities_of(view, context.sender.id)
    return [
        community
        for community in known
        if community.id != group.community.id
        and await context.services.directory.role(community.id, context.sender.id) is Role.OWNER
    ]


def _buttons(context: Context, chat_id: ChatId, candidates: Sequence[CommunityRow]) -> Keyboard:
    return tuple(
        (
            Button(
                context.label("communities-in", title=isolated(one.title, 40)),
                data=BindButton(chat=chat_id, community=one.id, person=context.sender.id).pack(),
            ),
        )
        for one in candidates[:MOST_BUTTONS]
    )
