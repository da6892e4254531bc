"""What the bot itself must be allowed to do in a chat, and what of it is missing. Pure."""

from bot.messages import ChatMember

ADMINISTRATOR = "administrator"

GROUP_RIGHTS: dict[str, str] = {
    "can_delete_messages": "delete-messages",
    "can_restrict_members": "restrict-members",
    "can_invite_users": "invite-users",
    "can_pin_messages": "pin-messages",
}
"""Bot API rights that keeping order needs, and their names in the locale files: `bot-right-…`."""

TOPICS = {"can_manage_topics": "manage-topics"}


def lacking_in_group(member: ChatMember) -> list[str]:
    """The names of the rights that a group's bot still needs, in a fixed order."""
    return _lacking(member, GROUP_RIGHTS)


def lacking_in_staff_group(member: ChatMember | None, *, is_forum: bool) -> list[str]:
    """The same for a staff group: being an administrator, and in a forum managing topics. None: not there at all."""
    missing = [] if member is not None and member.is_administrator else [ADMINISTRATOR]
    if is_forum:
        missing += _lacking(member, TOPICS)
    return missing


def _lacking(member: ChatMember | None, rights: dict[str, str]) -> list[str]:
    held = member is not None and member.is_administrator
    return [name for right, name in rights.items() if not (held and getattr(member, right))]
