"""The bot's own standing in a group: one short message on arrival, one quiet line when nothing is missing any more."""

from aiogram import Router

from bot.errors import UserError
from bot.i18n.lists import listed
from bot.i18n.translator import Html, isolated
from bot.membership import queries
from bot.membership.bot_rights import lacking_in_group
from bot.membership.community import CommunityView
from bot.messages import ChatMember, MemberUpdate
from bot.outbox import actions as outbox
from bot.outbox.effects import Button, Keyboard, Priority, Send
from bot.persistence.transaction import Transaction
from handlers.context import Context
from handlers.settings import on_settings_link
from handlers.start import deep_link_number


def router() -> Router:
    router = Router(name="standing")
    router.my_chat_member.register(on_my_standing)
    return router


async def on_my_standing(context: Context) -> None:
    """Speak once per arrival. Blocking and unblocking in private, and being removed, are only recorded (by the pipeline)."""
    change = context.update.my_chat_member
    community = context.community
    if change is None or community is None or community.purpose != "group" or not change.new_chat_member.is_present:
        return
    # The creator is the owner from this moment on, and administrators have their roles.
    await context.services.directory.administrators(context.chat.id)
    if change.joined:
        async with context.begin() as tx:
            await _introduce(context, tx, community, change.new_chat_member)
    elif _became_complete(change):
        async with context.begin() as tx:
            await _note_completeness(context, tx, community)


async def on_setup_link(context: Context, rest: str) -> None:
    """The deep link `setup_<chat>`: the settings of that group, for whoever may change them."""
    chat_id = deep_link_number(rest)
    async with context.services.database.read() as view:
        chat = await queries.chat(view, chat_id)
        # The button outlives a group's move to a supergroup.
        moved = await queries.moved_to(view, chat_id) if chat is None else None
        chat = await queries.chat(view, moved) if moved is not None else chat
    if chat is None:
        raise UserError("start-link-unknown")
    await on_settings_link(context, str(chat.community_id))


async def _introduce(context: Context, tx: Transaction, community: CommunityView, standing: ChatMember) -> None:
    # By community and day, not by update: a group that becomes a supergroup is joined a second time.
    await outbox.put(
        tx,
        Send(chat_id=context.chat.id, text=_introduction(context, standing), keyboard=_setup_button(context)),
        key=f"arrival:{community.id}:{tx.now.date().isoformat()}",
    )


async def _note_completeness(context: Context, tx: Transaction, community: CommunityView) -> None:
    await outbox.put(
        tx,
        Send(
            chat_id=context.chat.id,
            text=context.public_text("arrival-complete"),
            alone_for=context.sender.id,
            remove_after=context.quiet_seconds,
            silent=True,
        ),
        key=f"arrival-complete:{community.id}",
        priority=Priority.ANSWER,
    )


def _introduction(context: Context, standing: ChatMember) -> Html:
    bot = isolated(context.services.bot.name)
    lacking = lacking_in_group(standing)
    if not lacking:
        return context.public_text("arrival-ready", bot=bot)
    names = listed(
        context.services.translator,
        context.public_language,
        [context.public_text(f"bot-right-{name}") for name in lacking],
    )
    key = "arrival-lacking" if standing.is_administrator else "arrival-not-administrator"
    return context.public_text(key, bot=bot, rights=names)


def _setup_button(context: Context) -> Keyboard:
    label = context.services.translator.plain(context.public_language, "arrival-button-setup")
    url = f"https://t.me/{context.services.bot.username}?start=setup_{context.chat.id}"
    return ((Button(label, url=url),),)


def _became_complete(change: MemberUpdate) -> bool:
    return bool(lacking_in_group(change.old_chat_member)) and not lacking_in_group(change.new_chat_member)
