"""Communities and their chats."""

from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from bot.membership.events import ChatChanged, ChatMoved, CommunityChanged
from bot.membership.tables import ChatAdministrator, Community, CommunityNumber, GroupChat, MessageEvent, MovedChat
from bot.messages import Chat, ChatId, ChatMember, User
from bot.outbox import actions as outbox
from bot.persistence.transaction import Transaction


async def ensure_chat(tx: Transaction, chat: Chat, *, added_by: User | None = None) -> int:
    """The community of `chat`. A chat that the bot meets for the first time is a community of one."""
    known = await _community_of(tx, chat.id)
    if known is not None:
        return known
    language = added_by.language_code if added_by else None
    title = (chat.title or "")[:255]
    made = await tx.execute(
        insert(Community)
        .values(title=title, created_at=tx.now, first_language=language[:10] if language else None)
        .returning(Community.id)
    )
    community_id = int(made.scalar_one())
    new = await tx.insert_new(
        GroupChat,
        {
            "chat_id": chat.id,
            "community_id": community_id,
            "purpose": "channel" if chat.type == "channel" else "group",
            "type": chat.type[:12],
            "title": title,
            "is_forum": bool(chat.is_forum),
            "added_by": added_by.id if added_by else None,
            "created_at": tx.now,
        },
        GroupChat.community_id,
    )
    if not new:  # another process met the chat in the same moment
        await tx.execute(delete(Community).where(Community.id == community_id))
        community_id = int(await tx.scalar(select(GroupChat.community_id).where(GroupChat.chat_id == chat.id)))
    await tx.publish(ChatChanged(chat.id))
    return community_id


async def set_bot_standing(tx: Transaction, chat: Chat, standing: ChatMember, *, added_by: User | None = None) -> int:
    """Note what the bot may do in `chat`, as a my_chat_member update or getChatMember said; the community's id."""
    community_id = await ensure_chat(tx, chat, added_by=added_by)
    await tx.execute(
        update(GroupChat)
        .where(GroupChat.chat_id == chat.id)
        .values(
            bot_member=msgspec.to_builtins(standing),
            type=chat.type[:12],
            title=(chat.title or "")[:255],
            is_forum=bool(chat.is_forum),
        )
    )
    await tx.publish(ChatChanged(chat.id))
    return community_id


async def bind_staff_group(tx: Transaction, community_id: int, chat_id: ChatId) -> None:
    """Make `chat_id` the staff group of `community_id`. A staff group it had before becomes a group of its own again."""
    before = await tx.scalar(select(Community.staff_chat_id).where(Community.id == community_id))
    if before is not None and before != chat_id:
        await _release_staff_group(tx, before)
    # A staff group serves one community.
    await tx.execute(update(Community).where(Community.staff_chat_id == chat_id).values(staff_chat_id=None))
    await tx.execute(update(Community).where(Community.id == community_id).values(staff_chat_id=chat_id))
    await tx.execute(
        update(GroupChat).where(GroupChat.chat_id == chat_id).values(community_id=community_id, purpose="staff")
    )
    await tx.publish(ChatChanged(chat_id))
    await tx.publish(CommunityChanged(community_id))


async def unbind_staff_group(tx: Transaction, community_id: int) -> ChatId | None:
    """Leave `community_id` without a staff group; the chat that was one, or None."""
    before: int | None = await tx.scalar(select(Community.staff_chat_id).where(Community.id == community_id))
    if before is not None:
        await _release_staff_group(tx, before)
        await tx.execute(update(Community).where(Community.id == community_id).values(staff_chat_id=None))
        await tx.publish(CommunityChanged(community_id))
    return before


async def _release_staff_group(tx: Transaction, chat_id: ChatId) -> None:
    title = await tx.scalar(select(GroupChat.title).where(GroupChat.chat_id == chat_id))
    made = await tx.execute(insert(Community).values(title=title or "", created_at=tx.now).returning(Community.id))
    await tx.execute(
        update(GroupChat).where(GroupChat.chat_id == chat_id).values(community_id=made.scalar_one(), purpose="group")
    )
    await tx.publish(ChatChanged(chat_id))


async def move_chat(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """A basic group became a supergroup: everything of the old id belongs to the new one. Repeating changes nothing."""
    if not await tx.insert_new(
        MovedChat, {"old_chat_id": old, "new_chat_id": new, "moved_at": tx.now}, MovedChat.old_chat_id
    ):
        return
    await _join_communities(tx, old, new)
    await tx.execute(delete(ChatAdministrator).where(ChatAdministrator.chat_id == old))
    await tx.execute(
        update(Community).where(Community.staff_chat_id == old).values(staff_chat_id=new).execution_options()
    )
    await outbox.move_chat(tx, old, new)
    await tx.publish(ChatChanged(old))
    await tx.publish(ChatChanged(new))
    await tx.publish(ChatMoved(old, new))


async def _join_communities(tx: Transaction, old: ChatId, new: ChatId) -> None:
    community_id = await _community_of(tx, old)
    if community_id is None:
        return
    accidental = await _community_of(tx, new)
    # The list of administrators stays behind with the old id; an empty one would be taken for "nobody".
    values: dict[str, Any] = {"community_id": community_id, "type": "supergroup", "administrators_at": None}
    if accidental is None:
        await tx.execute(update(GroupChat).where(GroupChat.chat_id == old).values(chat_id=new, **values))
    else:
        # The supergroup's own first message came before the notice: its community of a moment stays empty.
        purpose = await tx.scalar(select(GroupChat.purpose).where(GroupChat.chat_id == old))
        await tx.execute(update(GroupChat).where(GroupChat.chat_id == new).values(purpose=purpose, **values))
        await tx.execute(delete(GroupChat).where(GroupChat.chat_id == old))
        await tx.execute(update(MessageEvent).where(MessageEvent.chat_id == new).values(community_id=community_id))
    await tx.publish(CommunityChanged(community_id))


async def next_number(tx: Transaction, community_id: int, kind: str) -> int:
    """The next number of `kind` in the community: 1, 2, 3 … in the order of the transactions."""
    statement = tx.insert(CommunityNumber).values(community_id=community_id, kind=kind, last=1)
    given = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[CommunityNumber.community_id, CommunityNumber.kind],
            set_={"last": CommunityNumber.last + 1},
        ).returning(CommunityNumber.last)
    )
    return int(given.scalar_one())


async def _community_of(tx: Transaction, chat_id: ChatId) -> int | None:
    found: int | None = await tx.scalar(select(GroupChat.community_id).where(GroupChat.chat_id == chat_id))
    return found
