"""Chats and messages as one person's client shows them: what the chat page and the control API read."""

from bot.simulator.permissions import permitted
from bot.simulator.reactions import counted, reactor_key
from bot.simulator.sight import visible
from bot.simulator.state import Chat, Json, Message
from bot.simulator.telegram import Telegram


def chat_key(chat: Chat) -> str:
    """A name for a chat that is the same for every person: private chats are named after their bot."""
    return f"bot:{chat.bot_id}" if chat.type == "private" else str(chat.id)


def chat_by_key(telegram: Telegram, person_id: int, key: str) -> Chat | None:
    """The chat a person means by a key; None if there is none."""
    if key.startswith("bot:"):
        bot = telegram.bots.get(int(key[4:]))
        return telegram.private_chat(bot, person_id) if bot is not None else None
    return telegram.chats.get(int(key))


def chat_views(telegram: Telegram, person_id: int) -> list[Json]:
    """Every chat the person is in or could enter, newest message first."""
    chats = [telegram.private_chat(bot, person_id) for bot in telegram.bots.values()]
    chats += [chat for chat in telegram.chats.values() if chat.migrated_to is None]
    views = [(chat, chat_view(telegram, person_id, chat)) for chat in chats if _is_listed(telegram, person_id, chat)]
    return [view for _, view in sorted(views, key=lambda pair: pair[1]["order"], reverse=True)]


def chat_view(telegram: Telegram, person_id: int, chat: Chat) -> Json:
    """One line of the chat list."""
    if chat.type == "private":
        title = telegram.users[chat.bot_id or 0].first_name
        status, may_write = ("blocked" if chat.blocked else "started" if chat.started else "new"), chat.started
    else:
        member = telegram.member(chat, person_id)
        title = chat.title or ""
        status = member.status if member.is_present or member.status == "kicked" else "left"
        may_write = member.is_present and permitted(chat, member, "can_send_messages")
        if chat.type == "channel":
            may_write = member.status in ("creator", "administrator")
        if person_id in chat.requests:
            status = "asked"
    present = status not in ("left", "kicked", "asked")
    messages = visible(telegram, person_id, chat) if present else []
    return {
        "key": chat_key(chat),
        "title": title,
        "type": chat.type,
        "status": status,
        "may_write": may_write and not chat.blocked,
        "members": sum(telegram.member(chat, one).is_present for one in list(chat.members)),
        "username": telegram.users[chat.bot_id].username if chat.bot_id is not None else chat.username,
        "topics": [{"id": topic.id, "name": topic.name, "closed": topic.is_closed} for topic in chat.topics.values()],
        "pinned": [one for one in chat.pinned if one in chat.messages],
        "commands": commands_for(telegram, person_id, chat),
        "order": messages[-1].order if messages else 0,
        "last": message_view(telegram, person_id, chat, messages[-1]) if messages else None,
    }


def message_views(telegram: Telegram, person_id: int, chat: Chat, limit: int = 1000) -> list[Json]:
    """The newest messages of a chat, oldest first. Nothing for people who are not in it."""
    if not may_read(telegram, person_id, chat):
        return []
    return [message_view(telegram, person_id, chat, one) for one in visible(telegram, person_id, chat)[-limit:]]


def message_view(telegram: Telegram, person_id: int, chat: Chat, message: Message) -> Json:
    """A message's JSON and what only its viewer's client knows."""
    mine = message.reactions.get(reactor_key(person_id), [])
    view: Json = {
        "id": message_key(message.fields),
        "chat": chat_key(chat),
        "order": message.order,
        "mine": message.sender_id == person_id,
        "service": message.is_service,
        "fields": message.fields,
        "reactions": [{**one, "mine": one["type"] in mine} for one in counted(message)],
    }
    if message.replaces is not None:
        view["replaces"] = str(message.replaces)
    if message.keyboard is not None:
        view["keyboard"] = message.keyboard
    poll = telegram.polls.get(message.poll_id or "")
    if poll is not None:
        view["votes"] = poll.votes.get(person_id)
        if poll.fields["type"] == "quiz" and (person_id in poll.votes or poll.fields["is_closed"]):
            view["correct"] = poll.correct_option_ids
    return view


def message_key(fields: Json) -> str:
    """A message's name inside its chat: its number, or e and the number of an ephemeral one."""
    ephemeral_id = fields.get("ephemeral_message_id")
    return f"e{ephemeral_id}" if ephemeral_id is not None else str(fields["message_id"])


def message_by_key(chat: Chat, key: str) -> Message | None:
    """The message with this name, None if it is gone."""
    return chat.ephemerals.get(int(key[1:])) if key.startswith("e") else chat.messages.get(int(key))


def commands_for(telegram: Telegram, person_id: int, chat: Chat) -> list[Json]:
    """The commands a client offers: the narrowest scope that has any wins (Bot API: BotCommandScope)."""
    code = (telegram.users[person_id].language_code or "")[:2]
    is_admin = chat.type != "private" and telegram.member(chat, person_id).status in ("creator", "administrator")
    if chat.type == "private":
        scopes = [("chat", chat.id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [("chat_member", chat.id, person_id)]
        scopes += [("chat_administrators", chat.id, 0)] if is_admin else []
        scopes += [("chat", chat.id, 0)] + ([("all_chat_administrators", 0, 0)] if is_admin else [])
        scopes += [("all_group_chats", 0, 0)]
    offered: list[Json] = []
    for bot in telegram.bots_in(chat):
        keys = [(*scope, language) for scope in [*scopes, ("default", 0, 0)] for language in (code, "")]
        offered += next((bot.commands[key] for key in keys if bot.commands.get(key)), [])
    return offered


def may_read(telegram: Telegram, person_id: int, chat: Chat) -> bool:
    """Whether this person sees the chat at all."""
    return chat.id == person_id if chat.type == "private" else telegram.member(chat, person_id).is_present


def is_for(fields: Json, person_id: int) -> bool:
    """Whether a message's JSON is for this person's eyes: ephemeral ones have one receiver and one sender."""
    receiver = fields.get("receiver_user")
    return receiver is None or person_id in (receiver["id"], fields.get("from", {}).get("id"))


def _is_listed(telegram: Telegram, person_id: int, chat: Chat) -> bool:
    """A staff group is not shown to strangers; anything with a name or a link to share is."""
    if chat.type == "private" or telegram.member(chat, person_id).status != "left" or person_id in chat.requests:
        return True
    return bool(chat.username)
