"""Communities and their chats."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, select

from bot.membership.roles import Role, administrator_role
from bot.membership.tables import AuditEntry, ChatAdministrator, Community, GroupChat, Member, MovedChat
from bot.messages import ChatId, ChatMember, UserId
from bot.persistence.transaction import Reading


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat that the bot knows; `purpose` as in `GroupChat`."""

    chat_id: ChatId
    community_id: int
    purpose: str
    type: str
    title: str
    is_forum: bool
    bot_member: ChatMember | None
    added_by: UserId | None


@dataclass(frozen=True, slots=True)
class CommunityRow:
    id: int
    title: str
    staff_chat_id: ChatId | None
    first_language: str | None


@dataclass(frozen=True, slots=True)
class AdministratorList:
    """What getChatAdministrators said; `read_at` None where it was never asked or must be asked again."""

    read_at: datetime | None
    members: Mapping[UserId, ChatMember]


async def chat(view: Reading, chat_id: ChatId) -> ChatView | None:
    found = await _chats(view, select(GroupChat).where(GroupChat.chat_id == chat_id))
    return found[0] if found else None


async def known_chats(view: Reading, chat_ids: Collection[ChatId] | None = None) -> list[ChatView]:
    """The chats of `chat_ids` that the bot knows; all that it knows without an argument."""
    statement = select(GroupChat)
    if chat_ids is not None:
        statement = statement.where(GroupChat.chat_id.in_(chat_ids))
    return await _chats(view, statement)


async def chats_of(view: Reading, community_id: int) -> list[ChatView]:
    """The groups of a community, the staff group and the channel not among them."""
    return await _chats(
        view, select(GroupChat).where(GroupChat.community_id == community_id, GroupChat.purpose == "group")
    )


async def community(view: Reading, community_id: int) -> CommunityRow | None:
    found = await _communities(view, select(Community).where(Community.id == community_id))
    return found[0] if found else None


async def communities(view: Reading, community_ids: Collection[int]) -> list[CommunityRow]:
    return await _communities(view, select(Community).where(Community.id.in_(community_ids)))


async def communities_of(view: Reading, user_id: UserId) -> list[CommunityRow]:
    """The communities that the person is in, as member, administrator or holder of a role."""
    as_member = select(Member.community_id).where(Member.user_id == user_id, Member.left_at.is_(None))
    as_administrator = (
        select(GroupChat.community_id)
        .join(ChatAdministrator, ChatAdministrator.chat_id == GroupChat.chat_id)
        .where(ChatAdministrator.user_id == user_id)
    )
    inhabited = select(GroupChat.community_id).where(GroupChat.purpose == "group")
    return await _communities(
        view,
        select(Community)
        .where(Community.id.in_(as_member.union(as_administrator)), Community.id.in_(inhabited))
        .order_by(Community.id),
    )


async def owned_communities(view: Reading, user_id: UserId) -> list[CommunityRow]:
    """The communities in which the person is owner: creator of one of the groups, or given that role."""
    rows = await view.execute(
        select(GroupChat.community_id, ChatAdministrator.member)
        .join(ChatAdministrator, ChatAdministrator.chat_id == GroupChat.chat_id)
        .where(ChatAdministrator.user_id == user_id, GroupChat.purpose == "group")
    )
    owned = {
        row.community_id for row in rows if administrator_role(msgspec.convert(row.member, ChatMember)) is Role.OWNER
    }
    granted = await view.execute(
        select(Member.community_id).where(Member.user_id == user_id, Member.granted_role == int(Role.OWNER))
    )
    owned |= {row.community_id for row in granted}
    return await _communities(view, select(Community).where(Community.id.in_(owned)).order_by(Community.id))


async def owners_of(view: Reading, community_id: int) -> set[UserId]:
    """The creators of the community's groups and who was given the role."""
    rows = await view.execute(
        select(ChatAdministrator.user_id, ChatAdministrator.member)
        .join(GroupChat, ChatAdministrator.chat_id == GroupChat.chat_id)
        .where(GroupChat.community_id == community_id, GroupChat.purpose == "group")
    )
    owners = {row.user_id for row in rows if administrator_role(msgspec.convert(row.member, ChatMember)) is Role.OWNER}
    granted = await view.execute(
        select(Member.user_id).where(Member.community_id == community_id, Member.granted_role == int(Role.OWNER))
    )
    return owners | {row.user_id for row in granted}


async def administrators(view: Reading, chat_id: ChatId) -> AdministratorList:
    """The kept administrator list of `chat_id`."""
    read_at = await view.scalar(select(GroupChat.administrators_at).where(GroupChat.chat_id == chat_id))
    rows = await view.execute(select(ChatAdministrator.member).where(ChatAdministrator.chat_id == chat_id))
    members = [msgspec.convert(row.member, ChatMember) for row in rows]
    return AdministratorList(read_at, {member.user.id: member for member in members})


async def moved_to(view: Reading, chat_id: ChatId) -> ChatId | None:
    """The supergroup that a basic group became."""
    new: int | None = await view.scalar(select(MovedChat.new_chat_id).where(MovedChat.old_chat_id == chat_id))
    return new


async def audit_of(view: Reading, community_id: int, limit: int = 50) -> list[AuditEntry]:
    """The newest entries of the audit log as rows with the columns of `AuditEntry`."""
    rows = await view.execute(
        select(AuditEntry.__table__)
        .where(AuditEntry.community_id == community_id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return list(rows.all())  # type: ignore[arg-type]


async def _chats(view: Reading, statement: Select[Any]) -> list[ChatView]:
    rows = await view.execute(statement.with_only_columns(*GroupChat.__table__.columns))
    return [
        ChatView(
            row.chat_id,
            row.community_id,
            row.purpose,
            row.type,
            row.title,
            row.is_forum,
            msgspec.convert(row.bot_member, ChatMember) if row.bot_member else None,
            row.added_by,
        )
        for row in rows
    ]


async def _communities(view: Reading, statement: Select[Any]) -> list[CommunityRow]:
    rows = await view.execute(statement.with_only_columns(*Community.__table__.columns))
    return [CommunityRow(row.id, row.title, row.staff_chat_id, row.first_language) for row in rows]
