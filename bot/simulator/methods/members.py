"""Looking at members and sanctioning them."""

from dataclasses import replace
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.membership import change_member, expel, leave, shown_member
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import effective_until, require_right
from bot.simulator.state import PERMISSIONS, Chat, Json, Member

_RESTRICT_REFUSAL = "not enough rights to restrict/unrestrict chat member"
# Bot API: restrictChatMember.use_independent_chat_permissions; sending anything implies sending all before it.
_MEDIA = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
)


def get_chat_member(request: Request) -> Json:
    """Bot API: getChatMember."""
    user_id = request.params.user_id()
    chat = request.chat("read" if user_id == request.me else "members")
    if user_id not in request.telegram.users:
        raise bad_request("PARTICIPANT_ID_INVALID" if chat.type == "supergroup" else "user not found")
    if chat.type == "private":
        status = Member(user_id) if user_id in (chat.id, request.me) else Member(user_id, "left")
        return shown_member(request.telegram, chat, status, request.me)
    return shown_member(request.telegram, chat, request.telegram.member(chat, user_id), request.me)


def get_chat_administrators(request: Request) -> list[Json]:
    """Bot API: getChatAdministrators, "which aren't bots"; the bot itself is listed since long."""
    chat = request.chat("members")
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    order = {"creator": 0, "administrator": 1}
    admins = [member for member in chat.members.values() if member.status in order]
    admins = [m for m in admins if not request.telegram.users[m.user_id].is_bot or m.user_id == request.me]
    admins.sort(key=lambda member: order[member.status])
    return [shown_member(request.telegram, chat, member, request.me) for member in admins]


def get_chat_member_count(request: Request) -> int:
    """Bot API: getChatMemberCount."""
    chat = request.chat("members")
    if chat.type == "private":
        return 2
    return sum(request.telegram.member(chat, user_id).is_present for user_id in list(chat.members))


def restrict_chat_member(request: Request) -> bool:
    """Bot API: restrictChatMember."""
    permissions = given_permissions(request)
    until = request.params.integer("until_date")
    chat = request.supergroup()
    member = request.person(chat)
    _require_sanctionable(request, chat, member)
    until = effective_until(request.telegram, until)
    if all(permissions.values()):
        new = replace(member, status="member" if member.is_present else "left", permissions={}, until=0)
    else:
        new = replace(member, status="restricted", permissions=permissions, until=until, is_member=member.is_present)
    change_member(request.telegram, chat, new, request.me)
    return True


def ban_chat_member(request: Request) -> bool:
    """Bot API: banChatMember."""
    until = request.params.integer("until_date")
    chat = request.chat("write")
    if chat.type == "private":
        raise bad_request("can't ban members in private chats")
    member = request.person(chat)
    _require_sanctionable(request, chat, member)
    until = effective_until(request.telegram, until) if chat.type != "group" else 0
    expel(request.telegram, chat, Member(member.user_id, "kicked", until=until), request.me)
    # Bot API: revoke_messages hides the chat's past from the removed person; it deletes nothing for the others.
    chat.requests.pop(member.user_id, None)
    return True


def unban_chat_member(request: Request) -> bool:
    """Bot API: unbanChatMember; without only_if_banned a present member is removed."""
    chat = request.chat("write")
    if chat.type not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    member = request.person(chat)
    if request.params.flag("only_if_banned") and member.status != "kicked":
        return True
    _require_sanctionable(request, chat, member)
    if member.status == "left":
        return True
    expel(request.telegram, chat, Member(member.user_id, "left"), request.me)
    return True


def ban_chat_sender_chat(request: Request) -> bool:
    """Bot API: banChatSenderChat."""
    chat, sender_chat = _sender_chat(request)
    chat.banned_chats.add(sender_chat.id)
    return True


def unban_chat_sender_chat(request: Request) -> bool:
    """Bot API: unbanChatSenderChat."""
    chat, sender_chat = _sender_chat(request)
    chat.banned_chats.discard(sender_chat.id)
    return True


def leave_chat(request: Request) -> bool:
    """Bot API: leaveChat."""
    chat = request.chat("read")
    if chat.type == "private":
        raise bad_request("chat can't be left")
    if not request.telegram.member(chat, request.me).is_present:
        raise ApiError(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    leave(request.telegram, chat, request.me)
    return True


def given_permissions(request: Request) -> dict[str, bool]:
    """The `permissions` argument with every field decided (`Client.cpp`, get_chat_permissions)."""
    given: Any = request.params.structure("permissions", "permissions")
    if not isinstance(given, dict):
        raise bad_request("can't parse permissions JSON object" if given is None else "object expected as permissions")
    permissions = {name: bool(given.get(name, False)) for name in PERMISSIONS}
    if "can_send_media_messages" in given:
        permissions |= dict.fromkeys(_MEDIA, bool(given["can_send_media_messages"]))
    if not request.params.flag("use_independent_chat_permissions"):
        if permissions["can_send_other_messages"] or permissions["can_add_web_page_previews"]:
            permissions |= dict.fromkeys(_MEDIA, True)
        if any(permissions[name] for name in _MEDIA) or permissions["can_send_polls"]:
            permissions["can_send_messages"] = True
    # Bot API: ChatPermissions, "if omitted, defaults to the value of …".
    for name, default in (
        ("can_react_to_messages", "can_send_messages"),
        ("can_edit_tag", "can_pin_messages"),
        ("can_manage_topics", "can_pin_messages"),
    ):
        if name not in given:
            permissions[name] = permissions[default]
    return permissions


def _require_sanctionable(request: Request, chat: Chat, member: Member) -> None:
    """The refusals of TDLib (`DialogParticipantManager.cpp`) in its order."""
    if member.user_id == request.me:
        raise bad_request("can't restrict self")
    if chat.type == "group":
        mine = request.telegram.member(chat, request.me)
        if mine.status != "administrator":
            raise bad_request("CHAT_ADMIN_REQUIRED")
    else:
        require_right(request.telegram, chat, request.me, "can_restrict_members", _RESTRICT_REFUSAL)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator" and member.promoted_by != request.me:
        raise bad_request("user is an administrator of the chat")


def _sender_chat(request: Request) -> tuple[Chat, Chat]:
    chat = request.chat("write")
    reference = request.params.text("sender_chat_id")
    if not reference:
        raise bad_request("sender_chat_id is empty")
    sender_chat = request.telegram.find_chat(request.bot, reference)
    require_right(request.telegram, chat, request.me, "can_restrict_members", _RESTRICT_REFUSAL)
    if sender_chat.type != "channel" and sender_chat.type != "supergroup":
        raise bad_request("PARTICIPANT_ID_INVALID")
    return chat, sender_chat


METHODS: dict[str, Method] = {
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "getChatMembersCount": get_chat_member_count,
    "restrictChatMember": restrict_chat_member,
    "banChatMember": ban_chat_member,
    "kickChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "banChatSenderChat": ban_chat_sender_chat,
    "unbanChatSenderChat": unban_chat_sender_chat,
    "leaveChat": leave_chat,
}
