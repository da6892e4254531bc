"""Forum topics."""

from bot.simulator.errors import bad_request
from bot.simulator.messages import GENERAL_TOPIC_ID, add_topic, post_service, remove
from bot.simulator.methods.request import Method, Request
from bot.simulator.permissions import has_right
from bot.simulator.state import Chat, Json, Topic

# Bot API: createForumTopic.icon_color.
_COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def create_forum_topic(request: Request) -> Json:
    """Bot API: createForumTopic."""
    params = request.params
    chat = _forum(request)
    name = params.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    colour = params.integer("icon_color", _COLOURS[0])
    if colour not in _COLOURS:
        raise bad_request("invalid topic icon color specified")
    _require_managing(request, chat, None)
    topic = add_topic(request.telegram, chat, request.me, name, colour, params.text("icon_custom_emoji_id") or None)
    shape: Json = {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}
    if topic.icon_custom_emoji_id:
        shape["icon_custom_emoji_id"] = topic.icon_custom_emoji_id
    return shape


def edit_forum_topic(request: Request) -> bool:
    """Bot API: editForumTopic."""
    chat, topic = _topic(request)
    changes: Json = {}
    name = request.params.text("name")
    if name and name != topic.name:
        topic.name = changes["name"] = name[:128]
    if "icon_custom_emoji_id" in request.params:
        emoji_id = request.params.text("icon_custom_emoji_id")
        if emoji_id != (topic.icon_custom_emoji_id or ""):
            topic.icon_custom_emoji_id = emoji_id or None
            changes["icon_custom_emoji_id"] = emoji_id
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    post_service(request.telegram, chat, request.me, {"forum_topic_edited": changes}, thread_id=topic.id)
    return True


def close_forum_topic(request: Request) -> bool:
    """Bot API: closeForumTopic."""
    return _toggle(request, *_topic(request), closed=True)


def reopen_forum_topic(request: Request) -> bool:
    """Bot API: reopenForumTopic."""
    return _toggle(request, *_topic(request), closed=False)


def delete_forum_topic(request: Request) -> bool:
    """Bot API: deleteForumTopic, with all its messages; needs can_delete_messages."""
    chat = _forum(request)
    topic = chat.topics.get(request.params.integer("message_thread_id"))
    if topic is None or topic.id == GENERAL_TOPIC_ID:
        raise bad_request("TOPIC_ID_INVALID")
    if not has_right(request.telegram.member(chat, request.me), "can_delete_messages"):
        raise bad_request("not enough rights to delete a topic")
    del chat.topics[topic.id]
    for message in [m for m in chat.messages.values() if m.fields.get("message_thread_id") == topic.id]:
        remove(request.telegram, chat, message)
    return True


def edit_general_forum_topic(request: Request) -> bool:
    """Bot API: editGeneralForumTopic."""
    chat = _forum(request)
    _require_managing(request, chat, None)
    name = request.params.text("name")[:128]
    if not name or name == chat.topics[GENERAL_TOPIC_ID].name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.topics[GENERAL_TOPIC_ID].name = name
    post_service(request.telegram, chat, request.me, {"forum_topic_edited": {"name": name}})
    return True


def close_general_forum_topic(request: Request) -> bool:
    """Bot API: closeGeneralForumTopic."""
    return _toggle(request, *_general(request), closed=True)


def reopen_general_forum_topic(request: Request) -> bool:
    """Bot API: reopenGeneralForumTopic."""
    return _toggle(request, *_general(request), closed=False)


def get_forum_topic_icon_stickers(request: Request) -> list[Json]:
    """Bot API: getForumTopicIconStickers. There are none here."""
    del request
    return []


def _forum(request: Request) -> Chat:
    chat = request.chat("write")
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(request: Request) -> tuple[Chat, Topic]:
    chat = _forum(request)
    topic = chat.topics.get(request.params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    _require_managing(request, chat, topic)
    return chat, topic


def _general(request: Request) -> tuple[Chat, Topic]:
    chat = _forum(request)
    topic = chat.topics[GENERAL_TOPIC_ID]
    _require_managing(request, chat, None)
    return chat, topic


def _require_managing(request: Request, chat: Chat, topic: Topic | None) -> None:
    """Bot API: can_manage_topics, "unless it is the creator of the topic"."""
    if topic is not None and topic.creator_id == request.me:
        return
    if not has_right(request.telegram.member(chat, request.me), "can_manage_topics"):
        verb = "create" if request.method.lower().startswith("create") else "edit"
        raise bad_request(f"not enough rights to {verb} a topic")


def _toggle(request: Request, chat: Chat, topic: Topic, *, closed: bool) -> bool:
    if topic.is_closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.is_closed = closed
    name = "forum_topic_closed" if closed else "forum_topic_reopened"
    post_service(request.telegram, chat, request.me, {name: {}}, thread_id=topic.id)
    return True


METHODS: dict[str, Method] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "editGeneralForumTopic": edit_general_forum_topic,
    "closeGeneralForumTopic": close_general_forum_topic,
    "reopenGeneralForumTopic": reopen_general_forum_topic,
    "getForumTopicIconStickers": get_forum_topic_icon_stickers,
}
