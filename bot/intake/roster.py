"""What updates say about who is where: joins, leaves, the bot's own standing, groups that move."""

from datetime import UTC, datetime

from bot.membership import actions
from bot.membership.community import CommunityView
from bot.messages import IncomingMessage, MemberUpdate, Update, UserId
from bot.outbox import actions as outbox
from bot.outbox.effects import Delete, Priority
from bot.persistence.transaction import Transaction
from bot.settings.settings import CommunitySettings


def changes_administrators(update: Update) -> bool:
    """Whether somebody gained, lost or changed administrator rights."""
    change = update.chat_member or update.my_chat_member
    return change is not None and (change.old_chat_member.is_administrator or change.new_chat_member.is_administrator)


def has_joined(update: Update) -> bool:
    """Whether somebody new is in the chat now."""
    return bool(joined(update))


def joined(update: Update) -> list[UserId]:
    """Who is new in the chat now."""
    if update.chat_member is not None:
        return [update.chat_member.new_chat_member.user.id] if update.chat_member.joined else []
    members = update.message.new_chat_members if update.message is not None else None
    return [user.id for user in members or ()]


async def record(tx: Transaction, bot_id: UserId, update: Update, community: CommunityView | None) -> None:
    """Write what `update` says about the roster."""
    if update.my_chat_member is not None:
        await _own_standing(tx, update.my_chat_member)
    elif update.chat_member is not None and community is not None:
        await _member(tx, update.chat_member, community)
    elif update.message is not None:
        await _service_message(tx, bot_id, update.message, community)


async def _own_standing(tx: Transaction, change: MemberUpdate) -> None:
    if change.chat.is_private:
        reach = "started" if change.new_chat_member.is_present else "blocked"
        await actions.meet(tx, [change.actor])
        await actions.mark_reach(tx, change.actor.id, reach)
    elif change.chat.is_group or change.chat.type == "channel":
        await actions.meet(tx, [change.actor])
        await actions.set_bot_standing(tx, change.chat, change.new_chat_member, added_by=change.actor)


async def _member(tx: Transaction, change: MemberUpdate, community: CommunityView) -> None:
    user = change.new_chat_member.user
    if user.is_bot or community.purpose != "group":
        return
    await actions.meet(tx, [user])
    at = datetime.fromtimestamp(change.date, UTC)
    if change.joined:
        link = change.invite_link.invite_link if change.invite_link else None
        await actions.record_join(tx, community.id, user.id, at, via_link=link)
    elif change.left:
        await actions.record_leave(tx, community.id, user.id, at)


async def _service_message(
    tx: Transaction, bot_id: UserId, message: IncomingMessage, community: CommunityView | None
) -> None:
    if message.migrate_to_chat_id is not None:
        await actions.move_chat(tx, message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await actions.move_chat(tx, message.migrate_from_chat_id, message.chat.id)
    elif community is not None and community.purpose == "group":
        await _tidy(tx, message, community)
        joined = [user for user in message.new_chat_members or () if not user.is_bot]
        if joined:
            await actions.meet(tx, joined)
            for user in joined:
                await actions.record_join(tx, community.id, user.id, message.sent_at)
        left = message.left_chat_member
        if left is not None and not left.is_bot and left.id != bot_id:
            await actions.record_leave(tx, community.id, left.id, message.sent_at)


async def _tidy(tx: Transaction, message: IncomingMessage, community: CommunityView) -> None:
    """Remove a join or leave notice where the community wants the group to itself."""
    is_notice = message.new_chat_members is not None or message.left_chat_member is not None
    if is_notice and community.settings.get(CommunitySettings).tidy_service:
        await outbox.put(
            tx,
            Delete(chat_id=message.chat.id, message_ids=(message.message_id,)),
            key=f"tidy:{message.chat.id}:{message.message_id}",
            priority=Priority.ANSWER,
        )
