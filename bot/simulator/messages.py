"""Messages come into being, change and vanish here, whoever writes them."""

from dataclasses import dataclass

from bot.simulator.delivery import announce
from bot.simulator.entities import utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.state import CHANNEL_BOT_ID, GROUP_ANONYMOUS_BOT_ID, TELEGRAM_ID, Chat, Json, Message, Topic
from bot.simulator.telegram import Telegram

MEDIA_KINDS = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
CONTENT_KINDS = (
    "text",
    "live_photo",
    *MEDIA_KINDS,
    "paid_media",
    "story",
    "contact",
    "dice",
    "game",
    "poll",
    "venue",
    "location",
    "rich_message",
    "checklist",
    "giveaway",
    "giveaway_winners",
    "invoice",
)
_ATTRIBUTES = (
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)
# Bot API: ExternalReplyInfo has every kind but these.
_NOT_EXTERNAL = ("text", "rich_message")
GENERAL_TOPIC_ID = 1


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes. `as_chat` is the group for an anonymous administrator, a channel for a channel sender."""

    user_id: int
    as_chat: Chat | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message answers. A message of another chat or topic becomes an external reply."""

    chat: Chat
    message: Message
    quote: Json | None = None


@dataclass(frozen=True, slots=True)
class Ephemeral:
    """Only this person and this bot see the message."""

    receiver_id: int
    bot_id: int
    replaces: int | None = None


def content_kind(content: Json) -> str:
    """The kind of content a message carries, `text` if none is known."""
    return next((kind for kind in CONTENT_KINDS if kind in content), "text")


def post(
    telegram: Telegram,
    chat: Chat,
    sender: Sender,
    content: Json,
    *,
    reply: Reply | None = None,
    thread_id: int = 0,
    ephemeral: Ephemeral | None = None,
    service: bool = False,
    protect: bool = False,
    keyboard: Json | None = None,
) -> Message:
    """Write a message and tell the bots. `content` holds every field that is not the envelope."""
    message_id = 0 if ephemeral else telegram.next_message_id(chat)
    fields: Json = {"message_id": message_id}
    fields |= _sender_fields(telegram, chat, sender)
    fields["chat"] = telegram.chat_json(chat)
    fields["date"] = telegram.now()
    fields |= _place_fields(chat, reply, thread_id, is_service=service)
    if reply is not None:
        fields |= _reply_fields(telegram, chat, reply, fields)
    if protect or chat.protects_content:
        fields["has_protected_content"] = True
    fields |= content
    message = Message(
        chat.id, message_id, sender.user_id, fields, telegram.time(), is_service=service, protected=protect
    )
    message.keyboard = keyboard
    message.order = telegram.serial()
    if ephemeral is not None:
        _keep_ephemeral(telegram, chat, message, ephemeral)
    else:
        chat.messages[message_id] = message
        chat.last_spoke[sender.user_id] = message.sent_at
    announce(telegram, chat, message)
    if chat.type == "channel" and chat.linked_chat_id is not None and not service:
        _forward_to_discussion(telegram, chat, message)
    return message


def post_service(telegram: Telegram, chat: Chat, by: int, content: Json, *, thread_id: int = 0) -> Message:
    """A service message such as a join or a pin."""
    member = telegram.member(chat, by)
    sender = Sender(by, chat if member.is_anonymous or chat.type == "channel" else None)
    return post(telegram, chat, sender, content, thread_id=thread_id, service=True)


def change(
    telegram: Telegram, chat: Chat, message: Message, content: Json, *, announced: bool, stamp: bool = True
) -> None:
    """Replace content fields. None drops a field. `announced` tells bots, as an edit by a person does."""
    fields = {name: value for name, value in message.fields.items() if name not in content}
    fields |= {name: value for name, value in content.items() if value is not None}
    if stamp:
        fields["edit_date"] = telegram.now()
    message.fields = fields
    if announced:
        announce(telegram, chat, message, edited=True)
    else:
        telegram.changed("edited", chat, fields)


def remove(telegram: Telegram, chat: Chat, message: Message) -> None:
    """Delete for everybody. Bots learn nothing of it, as in Telegram."""
    if message.ephemeral_id is not None:
        chat.ephemerals.pop(message.ephemeral_id, None)
    else:
        chat.messages.pop(message.id, None)
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
    telegram.changed("deleted", chat, message.fields)


def without_reply(fields: Json) -> Json:
    """Bot API: a replied message "will not contain further reply_to_message fields"."""
    return {name: value for name, value in fields.items() if name != "reply_to_message"}


def origin_of(telegram: Telegram, message: Message) -> Json:
    """Bot API: MessageOrigin of a forward or an external reply."""
    fields = message.fields
    if "forward_origin" in fields:
        return dict(fields["forward_origin"])
    date = fields["date"]
    sender_chat = fields.get("sender_chat")
    signature = {"author_signature": fields["author_signature"]} if "author_signature" in fields else {}
    if sender_chat is not None and fields["chat"]["type"] == "channel":
        return {"type": "channel", "date": date, "chat": sender_chat, "message_id": message.id, **signature}
    if sender_chat is not None:
        return {"type": "chat", "date": date, "sender_chat": sender_chat, **signature}
    user = telegram.users[message.sender_id or TELEGRAM_ID]
    if user.hides_forwards:
        name = f"{user.first_name} {user.last_name or ''}".strip()
        return {"type": "hidden_user", "date": date, "sender_user_name": name}
    return {"type": "user", "date": date, "sender_user": telegram.user_json(user.id)}


def content_of(message: Message) -> Json:
    """What a forward or copy carries over: content, caption, entities; no envelope, buttons or service fields."""
    return {name: message.fields[name] for name in (*CONTENT_KINDS, *_ATTRIBUTES) if name in message.fields}


def forward_of(telegram: Telegram, message: Message) -> Json:
    """A person's forward: content and origin; the bot it came through, and buttons where all are links, stay with it."""
    content = {"forward_origin": origin_of(telegram, message), **content_of(message)}
    if "via_bot" in message.fields:
        content["via_bot"] = message.fields["via_bot"]
    rows = (message.fields.get("reply_markup") or {}).get("inline_keyboard", [])
    if rows and all("url" in button for row in rows for button in row):
        content["reply_markup"] = message.fields["reply_markup"]
    return content


def quote_of(message: Message, text: str, entities: list[Json], position: int | None, *, manual: bool) -> Json:
    """Bot API: TextQuote. The quote must be a part of the message."""
    original = str(message.fields.get("text") or message.fields.get("caption") or "")
    found = original.find(text)
    if found < 0 or not text:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: Json = {"text": text, "position": utf16_length(original[:found]) if position is None else position}
    kept = ("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time")
    entities = [entity for entity in entities if entity["type"] in kept]
    if entities:
        quote["entities"] = entities
    if manual:
        quote["is_manual"] = True
    return quote


def add_topic(telegram: Telegram, chat: Chat, by: int, name: str, icon_color: int, emoji_id: str | None) -> Topic:
    """Open a forum topic; its service message gives it its id."""
    created: Json = {"name": name, "icon_color": icon_color}
    if emoji_id:
        created["icon_custom_emoji_id"] = emoji_id
    topic_id = chat.next_message_id
    chat.topics[topic_id] = Topic(topic_id, name, icon_color, emoji_id, by)
    message = post_service(telegram, chat, by, {"forum_topic_created": created}, thread_id=topic_id)
    message.is_undeletable = True
    return chat.topics[topic_id]


def _sender_fields(telegram: Telegram, chat: Chat, sender: Sender) -> Json:
    signature = {"author_signature": sender.signature} if sender.signature else {}
    if chat.type == "channel":
        return {"sender_chat": telegram.chat_json(chat), **signature}
    if sender.as_chat is None:
        shape: Json = {"from": telegram.user_json(sender.user_id)}
        member = chat.members.get(sender.user_id) if chat.type == "supergroup" else None
        if member is None:
            return shape
        title = member.tag or member.custom_title
        shape |= {"sender_boost_count": len(member.boosts)} if member.boosts else {}
        return {**shape, "sender_tag": title} if title else shape
    if sender.user_id == TELEGRAM_ID:
        stand_in = TELEGRAM_ID
    else:
        stand_in = GROUP_ANONYMOUS_BOT_ID if sender.as_chat.id == chat.id else CHANNEL_BOT_ID
    return {"from": telegram.user_json(stand_in), "sender_chat": telegram.chat_json(sender.as_chat), **signature}


def _place_fields(chat: Chat, reply: Reply | None, thread_id: int, *, is_service: bool) -> Json:
    """The thread a message belongs to, in forums and in discussions."""
    if chat.type != "supergroup":
        return {}
    if chat.is_forum:
        if not thread_id or thread_id == GENERAL_TOPIC_ID:
            return {}
        place: Json = {"message_thread_id": thread_id, "is_topic_message": True}
        root = chat.messages.get(thread_id)
        if reply is None and root is not None and not is_service:
            # In a topic, a message that answers nothing answers the topic's first service message.
            place["reply_to_message"] = without_reply(root.fields)
        return place
    if reply is not None and reply.chat is chat and reply.message.id:
        return {"message_thread_id": reply.message.fields.get("message_thread_id") or reply.message.id}
    return {"message_thread_id": thread_id} if thread_id else {}


def _reply_fields(telegram: Telegram, chat: Chat, reply: Reply, fields: Json) -> Json:
    target = reply.message.fields
    quote = {"quote": reply.quote} if reply.quote else {}
    same_thread = not chat.is_forum or target.get("message_thread_id") == fields.get("message_thread_id")
    if reply.chat is chat and same_thread:
        return {"reply_to_message": without_reply(target), **quote}
    external: Json = {"origin": origin_of(telegram, reply.message)}
    if reply.chat.type in ("supergroup", "channel"):
        external |= {"chat": telegram.chat_json(reply.chat), "message_id": reply.message.id}
    names = (*CONTENT_KINDS, "link_preview_options", "has_media_spoiler")
    external |= {name: target[name] for name in names if name in target and name not in _NOT_EXTERNAL}
    return {"external_reply": external, **quote}


def _keep_ephemeral(telegram: Telegram, chat: Chat, message: Message, ephemeral: Ephemeral) -> None:
    message.ephemeral_id = chat.next_ephemeral_id
    chat.next_ephemeral_id += 1
    message.receiver_id = ephemeral.receiver_id
    message.bot_id = ephemeral.bot_id
    message.replaces = ephemeral.replaces
    message.fields["receiver_user"] = telegram.user_json(ephemeral.receiver_id)
    message.fields["ephemeral_message_id"] = message.ephemeral_id
    chat.ephemerals[message.ephemeral_id] = message


def _forward_to_discussion(telegram: Telegram, channel: Chat, message: Message) -> None:
    """Bot API: Message.is_automatic_forward."""
    group = telegram.chats[channel.linked_chat_id or 0]
    content = {**forward_of(telegram, message), "is_automatic_forward": True}
    if "media_group_id" in message.fields:
        content["media_group_id"] = message.fields["media_group_id"]
    post(telegram, group, Sender(TELEGRAM_ID, channel), content)
