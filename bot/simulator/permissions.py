"""Who may do what, and the refusals of those who may not.

Access to chats follows telegram-bot-api (`Client.cpp`, check_chat_access); rights follow the Bot API's ChatAdministratorRights and
ChatPermissions; the texts are TDLib's.
"""

from typing import Literal

from bot.simulator.errors import bad_request, forbidden, upgraded
from bot.simulator.state import Bot, Chat, Member
from bot.simulator.telegram import Telegram

Access = Literal["read", "members", "edit", "write"]

# What a message carries -> the permission it needs and its name in the refusal.
_NEEDS = {
    "text": ("can_send_messages", "text messages"),
    "rich_message": ("can_send_messages", "the rich message"),
    "giveaway": ("can_send_messages", "giveaways"),
    "giveaway_winners": ("can_send_messages", "giveaway winners"),
    "invoice": ("can_send_messages", "invoice messages"),
    "contact": ("can_send_messages", "contacts"),
    "location": ("can_send_messages", "locations"),
    "venue": ("can_send_messages", "venues"),
    "photo": ("can_send_photos", "photos"),
    "video": ("can_send_videos", "videos"),
    "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"),
    "dice": ("can_send_other_messages", "dice"),
    "document": ("can_send_documents", "documents"),
    "audio": ("can_send_audios", "music"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video_note": ("can_send_video_notes", "video notes"),
    "poll": ("can_send_polls", "polls"),
    "checklist": ("can_send_polls", "checklists"),
    "game": ("can_send_other_messages", "games"),
    "story": ("can_send_photos", "stories"),
    "live_photo": ("can_send_photos", "photos"),
    "paid_media": ("can_send_photos", "paid media"),
}


def require_access(telegram: Telegram, bot: Bot, chat: Chat, access: Access) -> None:
    """Refuse a bot that is no longer, or not yet, in the chat."""
    writes = access == "write"
    edits = writes or access == "edit"
    if chat.type == "private":
        user = telegram.users[chat.id]
        if user.is_deleted and edits:
            raise forbidden("user is deactivated")
        return
    if chat.migrated_to is not None and (edits or access == "members"):
        raise upgraded(chat.migrated_to)
    member = telegram.member(chat, bot.id)
    name = "group" if chat.type == "group" else chat.type
    if member.status == "kicked" and (chat.type != "group" or edits or access == "members"):
        raise forbidden(f"bot was kicked from the {name} chat")
    needs_membership = edits or access == "members" if chat.username or chat.type == "group" else True
    if not member.is_present and needs_membership:
        raise forbidden(f"bot is not a member of the {name} chat")


def require_writable(telegram: Telegram, bot: Bot, chat: Chat, kind: str) -> None:
    """Refuse a message of this kind by a bot."""
    require_access(telegram, bot, chat, "write")
    if chat.type == "private":
        if telegram.users[chat.id].is_bot:
            raise forbidden("bot can't send messages to bots")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        # Bot API: ChatJoinRequest.user_chat_id may be written to for five minutes.
        if not chat.started and telegram.time() > chat.reachable_until:
            raise forbidden("bot can't initiate conversation with a user")
        return
    require_can_send(telegram, chat, bot.id, kind)


def require_can_send(telegram: Telegram, chat: Chat, user_id: int, kind: str) -> None:
    """Refuse a message of this kind by anybody."""
    member = telegram.member(chat, user_id)
    if chat.type == "channel":
        if member.status != "creator" and not has_right(member, "can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return
    if member.status in ("creator", "administrator"):
        return
    permission, name = _NEEDS.get(kind, ("can_send_messages", "text messages"))
    if not permitted(chat, member, permission):
        raise bad_request(f"not enough rights to send {name} to the chat")


def permitted(chat: Chat, member: Member, permission: str) -> bool:
    """Whether an ordinary member may, by the chat's permissions and their own."""
    if member.status in ("creator", "administrator"):
        return True
    if member.status == "kicked":
        return False
    if not chat.permissions.get(permission, False):
        return False
    return member.status != "restricted" or member.permissions.get(permission, False)


def has_right(member: Member, right: str) -> bool:
    """Whether somebody holds an administrator right."""
    if member.status == "creator":
        return True
    return member.status == "administrator" and member.rights.get(right, False)


def require_right(telegram: Telegram, chat: Chat, user_id: int, right: str, refusal: str) -> Member:
    """The member, if they hold the right (in groups also if everybody may, for pinning, inviting and info)."""
    member = telegram.member(chat, user_id)
    if has_right(member, right):
        return member
    everybody = right in ("can_pin_messages", "can_invite_users", "can_change_info") and chat.type != "channel"
    if everybody and member.status != "administrator" and member.is_present and permitted(chat, member, right):
        return member
    raise bad_request(refusal)


def effective_until(telegram: Telegram, until_date: int) -> int:
    """Bot API: "more than 366 days or less than 30 seconds from the current time … forever". 0 is for ever."""
    remaining = until_date - telegram.time()
    return until_date if until_date and 30 <= remaining <= 366 * 86400 else 0
