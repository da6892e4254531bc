"""Administrators, titles, tags and the chat's own permissions."""

import re
from dataclasses import replace

from bot.simulator.errors import bad_request
from bot.simulator.membership import change_member
from bot.simulator.methods.members import given_permissions
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import has_right, require_right
from bot.simulator.state import CHANNEL_RIGHTS, COMMON_RIGHTS, GROUP_RIGHTS, Member

# Bot API: "0-16 characters, emoji are not allowed".
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]")


def promote_chat_member(request: Request) -> bool:
    """Bot API: promoteChatMember. All rights off demotes."""
    params, telegram = request.params, request.telegram
    chat = request.chat("write")
    if chat.type not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    member = request.person(chat)
    if member.user_id == request.me:
        raise bad_request("can't promote self")
    mine = require_right(telegram, chat, request.me, "can_promote_members", "not enough rights")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator" and member.promoted_by != request.me:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    names = COMMON_RIGHTS + (CHANNEL_RIGHTS if chat.type == "channel" else GROUP_RIGHTS)
    rights = {name: params.flag(name) for name in names}
    rights["can_manage_video_chats"] |= params.flag("can_manage_voice_chats")
    if any(rights.values()) or params.flag("is_anonymous"):
        rights["can_manage_chat"] = True  # ChatMemberAdministrator: "implied by any other administrator privilege"
        if any(on and not has_right(mine, name) for name, on in rights.items()):
            raise bad_request("RIGHT_FORBIDDEN")
        if not member.is_present:
            raise bad_request("USER_NOT_MUTUAL_CONTACT" if chat.type == "channel" else "USER_NOT_PARTICIPANT")
        new = Member(
            member.user_id,
            "administrator",
            rights,
            is_anonymous=params.flag("is_anonymous"),
            custom_title=member.custom_title,
            promoted_by=request.me,
            joined_at=member.joined_at,
        )
    elif member.status == "administrator":
        new = Member(member.user_id, "member", joined_at=member.joined_at)
    else:
        return True
    change_member(telegram, chat, new, request.me)
    return True


def set_chat_administrator_custom_title(request: Request) -> bool:
    """Bot API: setChatAdministratorCustomTitle."""
    chat = request.supergroup()
    member = request.person(chat)
    if member.status == "creator":
        raise bad_request("only creator can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if member.promoted_by != request.me:
        raise bad_request("not enough rights to change custom title of the user")
    title = request.params.text("custom_title")
    if len(title) > 16 or _EMOJI.search(title):
        raise bad_request("ADMIN_RANK_INVALID" if len(title) > 16 else "ADMIN_RANK_EMOJI_NOT_ALLOWED")
    change_member(request.telegram, chat, replace(member, custom_title=title or None), request.me)
    return True


def set_chat_member_tag(request: Request) -> bool:
    """Bot API: setChatMemberTag (9.5). Its refusals are not published; these follow those of custom titles."""
    chat = request.chat("write")
    if not chat.is_group:
        raise bad_request("method is available only for groups and supergroups")
    member = request.person(chat)
    require_right(request.telegram, chat, request.me, "can_manage_tags", "not enough rights to manage member tags")
    tag = request.params.text("tag")
    if len(tag) > 16 or _EMOJI.search(tag):
        raise bad_request("ADMIN_RANK_INVALID" if len(tag) > 16 else "ADMIN_RANK_EMOJI_NOT_ALLOWED")
    if not member.is_present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if member.status in ("creator", "administrator"):
        raise bad_request("user is an administrator of the chat")
    change_member(request.telegram, chat, replace(member, tag=tag or None), request.me)
    return True


def set_chat_permissions(request: Request) -> bool:
    """Bot API: setChatPermissions, "must have the can_restrict_members administrator rights"."""
    permissions = given_permissions(request)
    chat = request.chat("write")
    if not chat.is_group:
        raise bad_request("can't change permissions in private and channel chats")
    refusal = "not enough rights to change chat permissions"
    require_right(request.telegram, chat, request.me, "can_restrict_members", refusal)
    chat.permissions = permissions  # the same ones again are no error
    request.telegram.changed("chat", chat, {"permissions": permissions})
    return True


METHODS: dict[str, Method] = {
    "promoteChatMember": promote_chat_member,
    "setChatAdministratorCustomTitle": set_chat_administrator_custom_title,
    "setChatMemberTag": set_chat_member_tag,
    "setChatPermissions": set_chat_permissions,
}
