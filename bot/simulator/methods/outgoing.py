"""What all sending methods share: where a message goes, what it answers, who sees it, its buttons and the flood limits."""

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import bad_request, too_many_requests
from bot.simulator.keyboards import inline_keyboard, is_reply_keyboard
from bot.simulator.messages import GENERAL_TOPIC_ID, Ephemeral, Reply, Sender, post, quote_of
from bot.simulator.methods.request import Request
from bot.simulator.permissions import has_right, require_access, require_writable
from bot.simulator.state import Chat, Json, Message

# Bot API: ReplyParameters.ephemeral_message_id and EphemeralMessageParameters, "within 15 seconds".
_EPHEMERAL_REPLY_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message's envelope, checked."""

    chat: Chat
    thread_id: int = 0
    reply: Reply | None = None
    ephemeral: Ephemeral | None = None
    protect: bool = False
    markup: Json = field(default_factory=dict)
    keyboard: Json | None = None


def prepare(request: Request, kind: str, *, units: int = 1, buttons: bool = True) -> Outgoing:
    """Check everything but the content. `units` messages count against the flood limits."""
    telegram, params = request.telegram, request.params
    chat = telegram.find_chat(request.bot, params.text("chat_id"))
    require_writable(telegram, request.bot, chat, kind)
    ephemeral = _ephemeral(request, chat)
    thread_id = _thread(request, chat)
    reply = _reply(request, chat, ephemeral)
    raw = params.structure("reply_markup", "reply keyboard markup") if buttons else None
    markup = inline_keyboard(raw) if raw else None
    for _ in range(units):
        wait = telegram.flood.retry_after(request.me, chat.id)
        if wait is not None:
            raise too_many_requests(wait)
    return Outgoing(
        chat,
        thread_id,
        reply,
        ephemeral,
        params.flag("protect_content"),
        {"reply_markup": markup} if markup else {},
        raw if is_reply_keyboard(raw) else None,
    )


def deliver(request: Request, outgoing: Outgoing, content: Json) -> Message:
    """Write the message."""
    return post(
        request.telegram,
        outgoing.chat,
        _sender(request, outgoing.chat),
        {**content, **outgoing.markup},
        reply=outgoing.reply,
        thread_id=outgoing.thread_id,
        ephemeral=outgoing.ephemeral,
        protect=outgoing.protect,
        keyboard=outgoing.keyboard,
    )


def _sender(request: Request, chat: Chat) -> Sender:
    member = request.telegram.member(chat, request.me)
    if chat.type != "private" and member.is_anonymous:
        return Sender(request.me, chat, member.custom_title)
    return Sender(request.me)


def _thread(request: Request, chat: Chat) -> int:
    thread_id = request.params.integer("message_thread_id")
    if not thread_id:
        return 0
    if chat.type != "supergroup":
        raise bad_request("message thread not found")
    if not chat.is_forum:
        if thread_id not in chat.messages:
            raise bad_request("message thread not found")
        return thread_id
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.is_closed and not _may_write_closed(request, chat, topic.creator_id):
        raise bad_request("TOPIC_CLOSED")
    return 0 if thread_id == GENERAL_TOPIC_ID else thread_id


def _may_write_closed(request: Request, chat: Chat, creator_id: int | None) -> bool:
    return creator_id == request.me or has_right(request.telegram.member(chat, request.me), "can_manage_topics")


def _reply(request: Request, chat: Chat, ephemeral: Ephemeral | None) -> Reply | None:
    """Bot API: ReplyParameters, and the older reply_to_message_id."""
    params, telegram = request.params, request.telegram
    given: Any = params.structure("reply_parameters", "reply parameters")
    if given is None:
        given = {
            "message_id": params.integer("reply_to_message_id"),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if telegram.supports_ephemeral and given.get("ephemeral_message_id"):
        return _ephemeral_reply(request, chat, int(given["ephemeral_message_id"]), ephemeral)
    message_id = int(given.get("message_id") or 0)
    if message_id <= 0:
        return None
    source = chat
    if given.get("chat_id") is not None and str(given["chat_id"]) != str(chat.id):
        source = telegram.find_chat(request.bot, str(given["chat_id"]))
        require_access(telegram, request.bot, source, "read")
    target = source.messages.get(message_id)
    if target is None:
        # ReplyParameters.allow_sending_without_reply: "always False for replies in another chat or forum topic".
        if source is chat and given.get("allow_sending_without_reply") in (True, "true", "True", 1, "1"):
            return None
        raise bad_request("message to be replied not found")
    quote = None
    if given.get("quote") and ephemeral is None:
        mode = str(given.get("quote_parse_mode") or "")
        text, entities = request.format(str(given["quote"]), mode, given.get("quote_entities"))
        position = given.get("quote_position")
        quote = quote_of(target, text, entities, int(position) if position is not None else None, manual=True)
    return Reply(source, target, quote)


def _ephemeral_reply(request: Request, chat: Chat, ephemeral_id: int, ephemeral: Ephemeral | None) -> Reply | None:
    target = chat.ephemerals.get(ephemeral_id)
    if target is None or request.me not in (target.bot_id, target.receiver_id):
        raise bad_request("message to be replied not found")
    if ephemeral is None:
        raise bad_request("reply to an ephemeral message must be an ephemeral message")
    if request.telegram.time() - target.sent_at > _EPHEMERAL_REPLY_SECONDS:
        raise bad_request("message to be replied not found")
    return None  # Message.reply_to_message "may be omitted"


def _ephemeral(request: Request, chat: Chat) -> Ephemeral | None:
    """Bot API: EphemeralMessageParameters. The texts of these refusals are not published and are our own."""
    params, telegram = request.params, request.telegram
    if not telegram.supports_ephemeral:
        return None
    given: Any = params.structure("ephemeral_message_parameters", "ephemeral message parameters")
    if given is None and "receiver_user_id" in params:
        given = {
            "receiver_user_id": params.integer("receiver_user_id"),
            "callback_query_id": params.text("callback_query_id"),
        }
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as ephemeral message parameters")
    if not chat.is_group:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    receiver_id = int(given.get("receiver_user_id") or 0)
    if receiver_id not in telegram.users or telegram.users[receiver_id].is_bot:
        raise bad_request("user not found")
    if not telegram.member(chat, receiver_id).is_present and chat.linked_chat_id is None:
        raise bad_request("USER_NOT_PARTICIPANT")
    replaces = None
    if given.get("callback_query_id"):
        query = telegram.callbacks.get(str(given["callback_query_id"]))
        late = query is not None and telegram.time() - query.asked_at > _EPHEMERAL_REPLY_SECONDS
        if query is None or late or query.bot_id != request.me or query.user_id != receiver_id:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if given.get("replace_callback_query_message") in (True, "true", "True"):
            if query.ephemeral_id is not None:
                raise bad_request("replace_callback_query_message can't be used for ephemeral messages")
            replaces = query.message_id
    return Ephemeral(receiver_id, request.me, replaces)
