"""What people can do in Telegram, with the same refusals a client would show. `people.py` gives these acts names and waiting."""

from typing import Any

import msgspec

from bot.simulator.delivery import push
from bot.simulator.entities import checked_entities, found_entities, merged
from bot.simulator.errors import bad_request
from bot.simulator.inline import call_guests, inline_bot_id, inline_message_id
from bot.simulator.markup import parse_html
from bot.simulator.membership import ask_to_join, block, enter, usable_link
from bot.simulator.messages import Ephemeral, Reply, Sender, change, content_kind, post
from bot.simulator.permissions import permitted, require_can_send
from bot.simulator.state import Bot, CallbackQuery, Chat, Json, Member, Message, Poll
from bot.simulator.telegram import Telegram

_EDIT_WINDOW = 48 * 3600  # clients offer editing for two days
_EDITABLE = ("text", "photo", "video", "animation", "document", "audio", "voice", "checklist", "rich_message")


def text_content(telegram: Telegram, text: str, *, html: bool = False, entities: list[Json] | None = None) -> Json:
    """A person's text with what the server finds in it."""
    known = {user_id: telegram.user_json(user_id) for user_id in telegram.users} if html or entities else {}
    text, marked = parse_html(text, known) if html else (text, checked_entities(entities or [], text, known))
    content: Json = {"text": text}
    entities = merged(marked, found_entities(text))
    return {**content, "entities": entities} if entities else content


def write(
    telegram: Telegram,
    chat: Chat,
    user_id: int,
    content: Json,
    *,
    reply: Reply | None = None,
    thread_id: int = 0,
    as_chat: Chat | None = None,
) -> Message:
    """A person sends something. Raises ApiError where the chat does not let them."""
    if chat.type == "private":
        _open_private(telegram, chat)
        message = post(telegram, chat, Sender(user_id), content, reply=reply)
        call_guests(telegram, chat, message)
        return message
    if chat.migrated_to is not None:
        chat = telegram.chats[chat.migrated_to]
    member = telegram.member(chat, user_id)
    if as_chat is not None and as_chat.id in chat.banned_chats:
        raise bad_request("not enough rights to send text messages to the chat")
    # People may comment in a discussion group without being in it, unless it asks them to join.
    open_to_all = chat.linked_chat_id is not None and not chat.join_to_send_messages and chat.type == "supergroup"
    if not member.is_present and not (open_to_all and member.status != "kicked"):
        raise bad_request("have no rights to send a message")
    require_can_send(telegram, chat, user_id, content_kind(content))
    _respect_inline_bots(chat, member, content)
    _respect_slow_mode(telegram, chat, user_id)
    _respect_closed_topic(telegram, chat, user_id, thread_id)
    if as_chat is None and (member.is_anonymous or chat.type == "channel"):
        as_chat = chat
    signature = member.custom_title if as_chat is chat and chat.is_group else None
    if chat.type == "channel" and chat.signs_posts:
        signature = telegram.users[user_id].first_name
    if reply is not None and not thread_id and reply.chat is chat and chat.is_forum:
        thread_id = reply.message.fields.get("message_thread_id", 0)
    bot = _ephemeral_receiver(telegram, chat, content) if as_chat is None and reply is None else None
    ephemeral = Ephemeral(bot.id, bot.id) if bot is not None else None
    sender = Sender(user_id, as_chat, signature)
    message = post(telegram, chat, sender, content, reply=reply, thread_id=thread_id, ephemeral=ephemeral)
    call_guests(telegram, chat, message)
    return message


def open_poll(
    telegram: Telegram, chat: Chat, user_id: int, shape: Json, *, correct: list[int], can_grow: bool = False
) -> Message:
    """A person opens a poll. No bot is told of its votes: it is nobody's but theirs."""
    message = write(telegram, chat, user_id, {"poll": shape})
    message.poll_id = shape["id"]
    poll = Poll(shape["id"], shape, None, chat.id, message.id, correct, can_grow=can_grow)
    telegram.polls[poll.id] = poll
    return message


def edit(telegram: Telegram, chat: Chat, user_id: int, message: Message, content: Json) -> None:
    """A person changes their own message. TDLib (`MessagesManager.cpp`, can_edit_message): no forwards, nothing sent
    by way of a bot, and only kinds that have a text, a caption, tasks or a moving place."""
    fields = message.fields
    fixed = message.is_service or "forward_origin" in fields or "via_bot" in fields
    is_live = "live_period" in fields.get("location", ())
    if message.sender_id != user_id or fixed or not (is_live or any(kind in fields for kind in _EDITABLE)):
        raise bad_request("message can't be edited")
    if telegram.time() - message.sent_at > _EDIT_WINDOW:
        raise bad_request("message can't be edited")
    dropped = ("entities",) if "text" in content else ("caption_entities",)
    change(telegram, chat, message, dict.fromkeys(dropped) | content, announced=True)


def tap(telegram: Telegram, chat: Chat, user_id: int, bot: Bot, message: Message | Json, data: str) -> CallbackQuery:
    """A person presses a callback button. A message that is gone becomes an InaccessibleMessage."""
    number = telegram.serial()
    query_id = str(4_000_000_000_000_000_000 + number)
    if isinstance(message, Message):
        message_id, ephemeral_id = message.id, message.ephemeral_id
        is_inline = inline_bot_id(message) is not None
        shown = {"inline_message_id": inline_message_id(chat, message)} if is_inline else {"message": message.fields}
    else:
        message_id, ephemeral_id = int(message["message_id"]), message.get("ephemeral_message_id")
        # Bot API: InaccessibleMessage.date, "always 0".
        shown = {"message": {"chat": telegram.chat_json(chat), "message_id": message_id, "date": 0}}
    query = CallbackQuery(query_id, bot.id, user_id, chat.id, message_id, ephemeral_id, data, telegram.time())
    telegram.callbacks[query_id] = query
    payload: Json = {
        "id": query_id,
        "from": telegram.user_json(user_id),
        **shown,
        "chat_instance": str(-(chat.id * 31 + 7_000_000_000_000_000_000) % 10**19),
        "data": data,
    }
    # Client.cpp: callback queries have a queue per user.
    push(telegram, bot, "callback_query", msgspec.json.encode(payload), f"callback{user_id}")
    return query


def owner_of_buttons(telegram: Telegram, message: Message) -> Bot:
    """The bot that hears of taps under a message: the one it came through, else its sender."""
    return telegram.bots[inline_bot_id(message) or message.sender_id or 0]


def start(telegram: Telegram, bot: Bot, user_id: int, payload: str | None) -> Message:
    """A person presses Start, follows a deep link, or types the command with anything behind it."""
    chat = telegram.private_chat(bot, user_id)
    _open_private(telegram, chat)
    content = text_content(telegram, f"/start {payload}" if payload else "/start")
    return post(telegram, chat, Sender(user_id), content)


def join(telegram: Telegram, chat: Chat, user_id: int, url: str | None, *, via_folder: bool = False) -> None:
    """A person joins, by a link, a folder of chats or directly; where the chat asks for it, they wait to be let in."""
    if telegram.member(chat, user_id).status == "kicked":
        raise bad_request("USER_BANNED_IN_CHANNEL" if url is None else "INVITE_HASH_EXPIRED")
    link = usable_link(telegram, chat, url) if url is not None else None
    if link.creates_join_request if link is not None else chat.join_by_request:
        ask_to_join(telegram, chat, user_id, link)
    else:
        enter(telegram, chat, user_id, user_id, link=link, via_folder=via_folder)


def add(telegram: Telegram, chat: Chat, user_id: int, by: int) -> None:
    """A member adds somebody else."""
    if not permitted(chat, telegram.member(chat, by), "can_invite_users"):
        raise bad_request("not enough rights to invite users to the chat")
    if telegram.member(chat, user_id).status == "kicked":
        chat.members.pop(user_id)  # an administrator who adds a banned person lifts the ban
    enter(telegram, chat, user_id, by)


def _open_private(telegram: Telegram, chat: Chat) -> None:
    block(telegram, chat, blocked=False)
    chat.started = True


def _respect_inline_bots(chat: Chat, member: Member, content: Json) -> None:
    """Bot API: ChatPermissions.can_send_other_messages, "… and use inline bots"."""
    is_fresh = "via_bot" in content and "forward_origin" not in content
    if is_fresh and chat.is_group and not permitted(chat, member, "can_send_other_messages"):
        raise bad_request("can't use inline bots in the chat")


def _respect_slow_mode(telegram: Telegram, chat: Chat, user_id: int) -> None:
    if not chat.slow_mode_delay or telegram.member(chat, user_id).status in ("creator", "administrator"):
        return
    left = chat.last_spoke.get(user_id, 0.0) + chat.slow_mode_delay - telegram.time()
    if left > 0:
        raise bad_request(f"SLOWMODE_WAIT_{int(left) or 1}")


def _respect_closed_topic(telegram: Telegram, chat: Chat, user_id: int, thread_id: int) -> None:
    topic = chat.topics.get(thread_id or 1)
    if topic is None or not topic.is_closed:
        return
    if telegram.member(chat, user_id).status not in ("creator", "administrator") and topic.creator_id != user_id:
        raise bad_request("TOPIC_CLOSED")


def _ephemeral_receiver(telegram: Telegram, chat: Chat, content: Json) -> Bot | None:
    """Bot API: BotCommand.is_ephemeral, "the command sends an ephemeral message"."""
    text = str(content.get("text", ""))
    if not telegram.supports_ephemeral or not text.startswith("/") or not chat.is_group:
        return None
    command, _, name = text[1:].split(maxsplit=1)[0].partition("@") if len(text) > 1 else ("", "", "")
    for bot in telegram.bots_in(chat):
        if name and name.lower() != (bot.user.username or "").lower():
            continue
        shown: dict[str, Any] = {c["command"]: c for commands in bot.commands.values() for c in commands}
        if shown.get(command.lower(), {}).get("is_ephemeral"):
            return bot
    return None
