"""Looking at chats and changing what they are called; files and profiles."""

from bot.simulator.boosts import boosts_of
from bot.simulator.errors import bad_request
from bot.simulator.files import MAX_DOWNLOAD, file_json, input_file, media_json
from bot.simulator.messages import post_service, without_reply
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import require_right
from bot.simulator.reactions import MAX_DIFFERENT
from bot.simulator.shapes import permissions_json
from bot.simulator.state import Chat, Json


def get_chat(request: Request) -> Json:
    """Bot API: getChat, a ChatFullInfo."""
    chat = request.chat("read")
    telegram = request.telegram
    shape = telegram.chat_json(chat)
    shape |= {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": MAX_DIFFERENT,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.type == "private":
        return shape | _person(request, chat)
    if chat.username:
        shape["active_usernames"] = [chat.username]
    shape |= {name: value for name, value in (("description", chat.description), ("photo", chat.photo)) if value}
    link = next((link for link in chat.links.values() if link.is_primary and not link.is_revoked), None)
    if link is not None and link.creator_id == request.me:
        shape["invite_link"] = link.url
    if chat.is_group:
        shape["permissions"] = permissions_json(chat.permissions)
    flags = {
        "join_to_send_messages": chat.join_to_send_messages or (chat.type == "supergroup" and not chat.linked_chat_id),
        "join_by_request": chat.join_by_request,
        "has_visible_history": chat.has_visible_history,
        "has_protected_content": chat.protects_content,
    }
    shape |= {name: True for name, value in flags.items() if value}
    if chat.slow_mode_delay:
        shape["slow_mode_delay"] = chat.slow_mode_delay
    if chat.linked_chat_id is not None:
        shape["linked_chat_id"] = chat.linked_chat_id
    if chat.available_reactions is not None:
        shape["available_reactions"] = chat.available_reactions
    if chat.sticker_set_name:
        shape["sticker_set_name"] = chat.sticker_set_name
    if chat.pinned:
        newest = max(chat.pinned)  # ChatFullInfo.pinned_message: "the most recent … by sending date"
        shape["pinned_message"] = without_reply(chat.messages[newest].fields)
    return shape


def set_chat_title(request: Request) -> bool:
    """Bot API: setChatTitle, 1-128 characters."""
    title = request.params.text("title").strip()
    chat = _administered(request, "can_change_info", "not enough rights to change chat title")
    if not 1 <= len(title) <= 128:
        raise bad_request("chat title is empty" if not title else "CHAT_TITLE_TOO_LONG")
    if title != chat.title:
        chat.title = title
        post_service(request.telegram, chat, request.me, {"new_chat_title": title})
    return True


def set_chat_description(request: Request) -> bool:
    """Bot API: setChatDescription, 0-255 characters."""
    description = request.params.text("description")
    chat = _administered(request, "can_change_info", "not enough rights to set chat description")
    if (chat.description or "") == description:
        raise bad_request("chat description is not modified")
    chat.description = description[:255] or None
    return True


def set_chat_photo(request: Request) -> bool:
    """Bot API: setChatPhoto."""
    chat = _administered(request, "can_change_info", "not enough rights to change chat photo")
    stored = input_file(request.telegram, "photo", request.params, "photo")
    names = ("small_file_id", "big_file_id")
    chat.photo = dict.fromkeys(names, stored.id) | dict.fromkeys(
        ("small_file_unique_id", "big_file_unique_id"), stored.unique_id
    )
    post_service(request.telegram, chat, request.me, {"new_chat_photo": media_json(stored)})
    return True


def delete_chat_photo(request: Request) -> bool:
    """Bot API: deleteChatPhoto."""
    chat = _administered(request, "can_change_info", "not enough rights to change chat photo")
    if chat.photo is not None:
        chat.photo = None
        post_service(request.telegram, chat, request.me, {"delete_chat_photo": True})
    return True


def get_file(request: Request) -> Json:
    """Bot API: getFile."""
    file_id = request.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = request.telegram.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file_json(stored)


def get_user_profile_photos(request: Request) -> Json:
    """Bot API: getUserProfilePhotos. Nobody here has a picture."""
    if request.params.user_id() not in request.telegram.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def get_user_chat_boosts(request: Request) -> Json:
    """Bot API: getUserChatBoosts, "requires administrator rights in the chat"."""
    user_id = request.params.user_id()
    chat = request.chat("write")
    if request.telegram.member(chat, request.me).status != "administrator":
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return {"boosts": boosts_of(request.telegram, chat, user_id)}


def get_user_personal_chat_messages(request: Request) -> list[Json]:
    """Bot API: getUserPersonalChatMessages, 1-20 of the newest."""
    telegram = request.telegram
    user = telegram.users.get(request.params.user_id())
    if user is None:
        raise bad_request("user not found")
    channel = telegram.chats.get(user.personal_chat_id or 0)
    if channel is None:
        return []
    limit = request.params.integer("limit", 20, 1, 20)
    return [message.fields for message in channel.messages.values() if not message.is_service][-limit:]


def _person(request: Request, chat: Chat) -> Json:
    user = request.telegram.users[chat.id]
    shape: Json = {"active_usernames": [user.username]} if user.username else {}
    if user.bio:
        shape["bio"] = user.bio
    if user.business_intro:
        shape["business_intro"] = user.business_intro
    if user.hides_forwards:
        shape["has_private_forwards"] = True
    channel = request.telegram.chats.get(user.personal_chat_id or 0)
    if channel is not None:
        shape["personal_chat"] = request.telegram.chat_json(channel)
    return shape


def _administered(request: Request, right: str, refusal: str) -> Chat:
    chat = request.chat("write")
    if chat.type == "private":
        raise bad_request("can't change private chat " + request.method.removeprefix("setChat").lower())
    require_right(request.telegram, chat, request.me, right, refusal)
    return chat


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "setChatPhoto": set_chat_photo,
    "deleteChatPhoto": delete_chat_photo,
    "getFile": get_file,
    "getUserProfilePhotos": get_user_profile_photos,
    "getUserChatBoosts": get_user_chat_boosts,
    "getUserPersonalChatMessages": get_user_personal_chat_messages,
}
