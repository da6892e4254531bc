"""People come, go, rise and fall. Every change tells the bots (`my_chat_member`, `chat_member`) and, in groups, the chat."""

from dataclasses import replace
from typing import Any

import msgspec

from bot.simulator.delivery import announce_to_admins, push
from bot.simulator.errors import bad_request
from bot.simulator.messages import post_service
from bot.simulator.shapes import link_json, member_json
from bot.simulator.state import GROUP_ANONYMOUS_BOT_ID, Chat, InviteLink, JoinRequest, Json, Member
from bot.simulator.telegram import Telegram


def change_member(
    telegram: Telegram,
    chat: Chat,
    new: Member,
    by: int,
    *,
    link: InviteLink | None = None,
    via_join_request: bool = False,
    via_folder: bool = False,
) -> None:
    """Put somebody into a new status and tell the bots that may know."""
    old = replace(telegram.member(chat, new.user_id))
    chat.members[new.user_id] = new
    if old.status == "left" and new.status == "left":
        return
    way: Json = {"via_join_request": True} if via_join_request else {}
    way |= {"via_chat_folder_invite_link": True} if via_folder else {}
    _tell_bots(telegram, chat, old, new, by, link, way)
    telegram.changed("member", chat, {"user": telegram.user_json(new.user_id), "status": new.status})


def enter(
    telegram: Telegram,
    chat: Chat,
    user_id: int,
    by: int,
    *,
    link: InviteLink | None = None,
    asked: bool = False,
    via_folder: bool = False,
) -> None:
    """Somebody becomes a member: by themselves, added by another, or let in (`asked`)."""
    current = telegram.member(chat, user_id)
    if current.is_present:
        return
    if current.status == "kicked":
        raise bad_request("USER_KICKED" if by != user_id else "INVITE_HASH_EXPIRED")
    now = telegram.now()
    if current.status == "restricted":
        new = replace(current, is_member=True, joined_at=now)
    else:
        new = Member(user_id, "member", joined_at=now)
    if link is not None:
        link.joined.append(user_id)
    actor = by if by != user_id and not asked else user_id
    change_member(telegram, chat, new, by, link=link, via_join_request=asked and link is None, via_folder=via_folder)
    if chat.is_group:
        announce_arrival(telegram, chat, user_id, actor)


def announce_arrival(telegram: Telegram, chat: Chat, user_id: int, by: int) -> None:
    """The service message about a new member."""
    user = telegram.user_json(user_id)
    content: Json = {"new_chat_participant": user, "new_chat_member": user, "new_chat_members": [user]}
    post_service(telegram, chat, by, content)


def leave(telegram: Telegram, chat: Chat, user_id: int) -> None:
    """Somebody goes by themselves. A restriction stays with them."""
    current = telegram.member(chat, user_id)
    if not current.is_present:
        return
    new = replace(current, is_member=False) if current.status == "restricted" else Member(user_id, "left")
    if chat.is_group:
        # The service message comes while the person is still there, so that a leaving bot can be its sender.
        user = telegram.user_json(user_id)
        content = {"left_chat_participant": user, "left_chat_member": user}
        if user_id not in telegram.bots:
            post_service(telegram, chat, user_id, content)
    change_member(telegram, chat, new, user_id)


def expel(telegram: Telegram, chat: Chat, new: Member, by: int) -> None:
    """Ban or kick somebody: `new` says how they stand afterwards."""
    was_present = telegram.member(chat, new.user_id).is_present
    change_member(telegram, chat, new, by)
    if was_present and chat.is_group:
        user = telegram.user_json(new.user_id)
        post_service(telegram, chat, by, {"left_chat_participant": user, "left_chat_member": user})


def ask_to_join(telegram: Telegram, chat: Chat, user_id: int, link: InviteLink | None) -> None:
    """Somebody asks to be let in. Bot API: chat_join_request needs can_invite_users."""
    if user_id in chat.requests or telegram.member(chat, user_id).is_present:
        return
    user = telegram.users[user_id]
    request = JoinRequest(user_id, telegram.now(), link.url if link else None, user.bio)
    chat.requests[user_id] = request
    for bot in telegram.bots_in(chat):
        # Bot API: ChatJoinRequest.user_chat_id, "the bot can use this identifier for 5 minutes".
        telegram.private_chat(bot, user_id).reachable_until = telegram.time() + 300
    payload: Json = {
        "chat": telegram.chat_json(chat),
        "from": telegram.user_json(user_id),
        "user_chat_id": user_id,
        "date": request.date,
    }
    if request.bio:
        payload["bio"] = request.bio
    if link is not None:
        payload["invite_link"] = shown_link(telegram, chat, link, None)
    guard = telegram.bots.get(chat.guard_bot_id or 0)
    if guard is not None and guard.supports_join_request_queries and guard in telegram.bots_in(chat):
        request.query_id = str(8_000_000_000_000_000_000 + telegram.serial())
        payload_with_query = msgspec.json.encode({**payload, "query_id": request.query_id})
        push(telegram, guard, "chat_join_request", payload_with_query, f"chat_join_request{chat.id}")
    announce_to_admins(telegram, chat, "chat_join_request", payload, right="can_invite_users", without=guard)


def answer_join_request(telegram: Telegram, chat: Chat, user_id: int, by: int, *, approve: bool) -> None:
    """Let somebody in, or not. Server errors as MTProto's hideChatJoinRequest gives them."""
    if telegram.member(chat, user_id).is_present:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    request = chat.requests.pop(user_id, None)
    if request is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    for bot in telegram.bots_in(chat):
        # ChatJoinRequest.user_chat_id: "… until the join request is processed".
        telegram.private_chat(bot, user_id).reachable_until = 0.0
    if approve:
        enter(telegram, chat, user_id, by, link=chat.links.get(request.link or ""), asked=True)


def usable_link(telegram: Telegram, chat: Chat, url: str) -> InviteLink:
    """The link, if it still lets people in."""
    link = chat.links.get(url)
    if link is None or link.is_revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.expire_date is not None and telegram.time() >= link.expire_date:
        raise bad_request("INVITE_HASH_EXPIRED")
    present = sum(telegram.member(chat, user_id).is_present for user_id in link.joined)
    if link.member_limit is not None and present >= link.member_limit:
        raise bad_request("USERS_TOO_MUCH")
    return link


def shown_link(telegram: Telegram, chat: Chat, link: InviteLink, viewer_id: int | None) -> Json:
    """Bot API: ChatInviteLink as this viewer sees it."""
    pending = sum(request.link == link.url for request in chat.requests.values())
    creator = telegram.users[link.creator_id]
    return link_json(link, creator, pending, full=viewer_id == link.creator_id)


def shown_member(telegram: Telegram, chat: Chat, member: Member, viewer_id: int | None) -> Json:
    """Bot API: ChatMember as this viewer sees it."""
    return member_json(chat, member, telegram.users[member.user_id], viewer_id)


def block(telegram: Telegram, chat: Chat, *, blocked: bool) -> None:
    """A person blocks or unblocks the bot of a private chat. Bot API: my_chat_member."""
    if chat.blocked == blocked or chat.bot_id is None:
        return
    chat.blocked = blocked
    bot = telegram.bots[chat.bot_id]
    states: tuple[Any, Any] = ("member", "kicked") if blocked else ("kicked", "member")
    old, new = (shown_member(telegram, chat, Member(bot.id, status), None) for status in states)
    payload = {
        "chat": telegram.chat_json(chat),
        "from": telegram.user_json(chat.id),
        "date": telegram.now(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    push(telegram, bot, "my_chat_member", msgspec.json.encode(payload), f"member{chat.id}")


def _tell_bots(
    telegram: Telegram,
    chat: Chat,
    old: Member,
    new: Member,
    by: int,
    link: InviteLink | None,
    way: Json,
) -> None:
    for bot in telegram.bots.values():
        is_self = bot.id == new.user_id
        if not is_self and telegram.member(chat, bot.id).status != "administrator":
            continue
        payload: Json = {
            "chat": telegram.chat_json(chat),
            "from": telegram.user_json(GROUP_ANONYMOUS_BOT_ID if telegram.member(chat, by).is_anonymous else by),
            "date": telegram.now(),
            "old_chat_member": shown_member(telegram, chat, old, bot.id),
            "new_chat_member": shown_member(telegram, chat, new, bot.id),
        }
        if link is not None:
            payload["invite_link"] = shown_link(telegram, chat, link, bot.id)
        payload |= way
        kind = "my_chat_member" if is_self else "chat_member"
        push(telegram, bot, kind, msgspec.json.encode(payload), f"member{new.user_id}")
