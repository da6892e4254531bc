"""What a person sees: messages of their chats, their own ephemeral ones, buttons under them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.state import Chat, Json, Message
from bot.simulator.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Button:
    """A button somebody could tap."""

    chat: Chat
    message: Message
    label: str
    action: Json


def chats_of(telegram: Telegram, user_id: int) -> list[Chat]:
    """Chats a person is in, and their private chats with bots."""
    private = [chat for (_, person), chat in telegram.private_chats.items() if person == user_id]
    return private + [chat for chat in telegram.chats.values() if telegram.member(chat, user_id).is_present]


def visible(telegram: Telegram, user_id: int, chat: Chat) -> list[Message]:
    """Messages of a chat as this person sees them, oldest first."""
    own = [m for m in chat.ephemerals.values() if user_id in (m.receiver_id, m.sender_id)]
    hidden = {message.replaces for message in own}
    messages = [message for message in chat.messages.values() if message.id not in hidden]
    return sorted([*messages, *own], key=lambda message: message.order)


def text_of(message: Message) -> str:
    """Everything readable in a message: text, caption, poll, contact, file name, service news."""
    fields = message.fields
    parts = [fields.get("text"), fields.get("caption")]
    if "poll" in fields:
        poll = fields["poll"]
        parts += [poll["question"], *(option["text"] for option in poll["options"])]
        parts += [poll.get("description"), poll.get("explanation") if poll["is_closed"] else None]
    if "checklist" in fields:
        parts += [fields["checklist"]["title"], *(task["text"] for task in fields["checklist"]["tasks"])]
    if "venue" in fields:
        parts += [fields["venue"]["title"], fields["venue"]["address"]]
    if "giveaway" in fields:
        parts.append(fields["giveaway"].get("prize_description"))
    if "sticker" in fields:
        parts.append(fields["sticker"].get("emoji"))
    if "poll_option_added" in fields:
        parts.append(fields["poll_option_added"]["option_text"])
    if "contact" in fields:
        parts += [fields["contact"]["first_name"], fields["contact"]["phone_number"]]
    if "document" in fields:
        parts.append(fields["document"].get("file_name"))
    if "rich_message" in fields:
        parts += list(_strings(fields["rich_message"]["blocks"]))
    if "new_chat_title" in fields:
        parts.append(fields["new_chat_title"])
    return "\n".join(part for part in parts if part)


def labels_of(message: Message) -> list[str]:
    """Labels of the message's inline buttons in reading order."""
    return [button["text"] for row in _rows(message) for button in row]


def buttons(telegram: Telegram, user_id: int, label: str, message: Message | None = None) -> list[Button]:
    """Buttons with this label (exact ones first, else containing it), newest message first."""
    found: list[Button] = []
    for chat in chats_of(telegram, user_id):
        for seen in visible(telegram, user_id, chat):
            if message is None or seen is message:
                found += [Button(chat, seen, button["text"], button) for row in _rows(seen) for button in row]
    found.sort(key=lambda button: button.message.order, reverse=True)
    return [b for b in found if b.label == label] or [b for b in found if label in b.label]


def keyboard_buttons(telegram: Telegram, user_id: int, label: str) -> list[tuple[Chat, str]]:
    """Reply keyboard buttons with this label, newest first: tapping one sends its text."""
    found: list[tuple[int, Chat, str]] = []
    for chat in chats_of(telegram, user_id):
        for message in visible(telegram, user_id, chat):
            for row in (message.keyboard or {}).get("keyboard", []):
                texts = [button if isinstance(button, str) else str(button.get("text", "")) for button in row]
                found += [(message.order, chat, text) for text in texts if label in text]
    return [(chat, text) for _, chat, text in sorted(found, key=lambda one: -one[0])]


def description(telegram: Telegram, chat: Chat, message: Message) -> str:
    """One line about a message, for the errors of failed expectations."""
    sender = message.fields.get("sender_chat") or message.fields.get("from") or {}
    name = sender.get("title") or sender.get("first_name") or "?"
    place = chat.title or ("private" if chat.bot_id is None else f"@{telegram.bots[chat.bot_id].user.username}")
    text = text_of(message) or "/".join(k for k in message.fields if k not in ("message_id", "from", "chat", "date"))
    mark = " (ephemeral)" if message.ephemeral_id is not None else ""
    shown = "".join(f" [{label}]" for label in labels_of(message))
    return f"{place} | {name}{mark}: {text}{shown}"


def _rows(message: Message) -> list[list[Json]]:
    markup: Json = message.fields.get("reply_markup") or {}
    rows: list[list[Json]] = markup.get("inline_keyboard", [])
    return rows


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("type", "url"):
                yield from _strings(one)
