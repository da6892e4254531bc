"""JSON shapes of people, chats, members and links, field by field as the Bot API documents them."""

from bot.simulator.state import (
    CHANNEL_RIGHTS,
    COMMON_RIGHTS,
    GROUP_RIGHTS,
    PERMISSIONS,
    Bot,
    Chat,
    InviteLink,
    Json,
    Member,
    User,
)


def user_json(user: User) -> Json:
    """Bot API: User."""
    shape: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.last_name:
        shape["last_name"] = user.last_name
    if user.username:
        shape["username"] = user.username
    if user.language_code and not user.is_bot:
        shape["language_code"] = user.language_code
    if user.is_premium:
        shape["is_premium"] = True
    return shape


def me_json(bot: Bot) -> Json:
    """Bot API: User as getMe returns it."""
    return {
        **user_json(bot.user),
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": bot.reads_all_messages,
        "supports_guest_queries": bot.supports_guest_queries,
        "supports_inline_queries": bot.supports_inline_queries,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": bot.supports_join_request_queries,
    }


def chat_json(chat: Chat, person: User | None = None) -> Json:
    """Bot API: Chat. A private chat takes its names from the person."""
    if chat.type == "private":
        assert person is not None  # noqa: S101 - a private chat always has its person
        shape: Json = {"id": chat.id, "first_name": person.first_name}
        if person.last_name:
            shape["last_name"] = person.last_name
        if person.username:
            shape["username"] = person.username
        shape["type"] = "private"
        return shape
    shape = {"id": chat.id, "title": chat.title or ""}
    if chat.username:
        shape["username"] = chat.username
    if chat.is_forum:
        shape["is_forum"] = True
    shape["type"] = chat.type
    return shape


def permissions_json(permissions: dict[str, bool]) -> Json:
    """Bot API: ChatPermissions, every field present."""
    return {name: permissions.get(name, False) for name in PERMISSIONS}


def member_json(chat: Chat, member: Member, user: User, viewer_id: int | None = None) -> Json:
    """Bot API: ChatMember in one of its six forms. `viewer_id` decides can_be_edited."""
    shape: Json = {"user": user_json(user), "status": member.status}
    if member.status in ("creator", "administrator"):
        if member.custom_title:
            shape["custom_title"] = member.custom_title
        shape["is_anonymous"] = member.is_anonymous
    if member.status == "administrator":
        names = COMMON_RIGHTS + (CHANNEL_RIGHTS if chat.type == "channel" else GROUP_RIGHTS)
        shape["can_be_edited"] = viewer_id is not None and member.promoted_by == viewer_id
        shape |= {name: member.rights.get(name, False) for name in names}
        shape["can_manage_voice_chats"] = shape["can_manage_video_chats"]
    elif member.status == "restricted":
        shape["is_member"] = member.is_member
        shape["until_date"] = member.until
        shape |= permissions_json(member.permissions)
    elif member.status == "kicked":
        shape["until_date"] = member.until
    if member.tag and member.status in ("member", "restricted"):
        shape["tag"] = member.tag
    return shape


def link_json(link: InviteLink, creator: User, pending: int, *, full: bool) -> Json:
    """Bot API: ChatInviteLink. Another administrator's link ends in '…'."""
    url = link.url if full else link.url[: len(link.url) - 8] + "…"
    shape: Json = {"invite_link": url, "creator": user_json(creator)}
    if link.name:
        shape["name"] = link.name
    shape["creates_join_request"] = link.creates_join_request
    shape["is_primary"] = link.is_primary
    shape["is_revoked"] = link.is_revoked
    if link.expire_date:
        shape["expire_date"] = link.expire_date
    if link.member_limit:
        shape["member_limit"] = link.member_limit
    if pending:
        shape["pending_join_request_count"] = pending
    return shape
