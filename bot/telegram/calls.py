"""Effects as Bot API calls. Pure."""

from typing import Any

from bot.messages import MessageId
from bot.outbox.effects import (
    Ban,
    Button,
    Call,
    Delete,
    Edit,
    Effect,
    Keyboard,
    Restrict,
    Send,
    SendDocument,
    Unban,
)
from bot.telegram.client import Upload

Method = tuple[str, dict[str, Any]]


def call_for(
    effect: Effect, *, message_id: MessageId | None = None, ephemeral: bool = False, bot_name: str = ""
) -> Method:
    """The method and parameters that perform `effect`. `message_id`: of the message that an `Edit` by key means;
    `bot_name`: the username that deep links lead to.
    """
    match effect:
        case Send():
            return "sendMessage", _send(effect, bot_name, ephemeral=ephemeral)
        case SendDocument():
            return "sendDocument", _document(effect)
        case Edit():
            return _edit(effect, effect.message_id or message_id, bot_name)
        case Delete(message_ids=(one,)):
            return "deleteMessage", {"chat_id": effect.chat_id, "message_id": one}
        case Delete():
            return "deleteMessages", {"chat_id": effect.chat_id, "message_ids": list(effect.message_ids)}
        case Restrict():
            return "restrictChatMember", {
                "chat_id": effect.chat_id,
                "user_id": effect.user_id,
                "permissions": effect.permissions,
                # Each permission stands for itself, as it was read (Bot API, restrictChatMember).
                "use_independent_chat_permissions": True,
                "until_date": effect.until,
            }
        case Ban():
            return "banChatMember", {
                "chat_id": effect.chat_id,
                "user_id": effect.user_id,
                "until_date": effect.until,
                "revoke_messages": effect.revoke_messages or None,
            }
        case Unban():
            return "unbanChatMember", {
                "chat_id": effect.chat_id,
                "user_id": effect.user_id,
                "only_if_banned": effect.only_if_banned or None,
            }
        case Call():
            return effect.method, dict(effect.parameters)


def _send(effect: Send, bot_name: str, *, ephemeral: bool) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "chat_id": effect.chat_id,
        "text": effect.text,
        "parse_mode": "HTML",
        "message_thread_id": effect.thread_id,
        "disable_notification": effect.silent or None,
        "reply_markup": markup(effect.keyboard, bot_name),
        "link_preview_options": None if effect.preview else {"is_disabled": True},
    }
    if effect.reply_to is not None:
        # The message may be gone by the time the answer is sent; the answer still stands.
        parameters["reply_parameters"] = {"message_id": effect.reply_to, "allow_sending_without_reply": True}
    if ephemeral and effect.alone_for is not None:
        alone: dict[str, Any] = {"receiver_user_id": effect.alone_for}
        if effect.callback_query_id is not None:
            alone["callback_query_id"] = effect.callback_query_id
        parameters["ephemeral_message_parameters"] = alone
    return parameters


def _document(effect: SendDocument) -> dict[str, Any]:
    reply = {"message_id": effect.reply_to, "allow_sending_without_reply": True} if effect.reply_to else None
    return {
        "chat_id": effect.chat_id,
        "document": Upload(effect.filename, effect.content),
        "caption": effect.caption or None,
        "parse_mode": "HTML",
        "reply_parameters": reply,
    }


def _edit(effect: Edit, message_id: MessageId | None, bot_name: str) -> Method:
    parameters: dict[str, Any] = {
        "chat_id": effect.chat_id,
        "text": effect.text,
        "parse_mode": "HTML",
        "reply_markup": markup(effect.keyboard, bot_name),
        "link_preview_options": {"is_disabled": True},
    }
    if effect.ephemeral_for is not None:
        identity = {"receiver_user_id": effect.ephemeral_for, "ephemeral_message_id": message_id}
        return "editEphemeralMessageText", parameters | identity
    return "editMessageText", parameters | {"message_id": message_id}


def markup(keyboard: Keyboard, bot_name: str = "") -> dict[str, Any] | None:
    """An inline keyboard as the Bot API wants it."""
    if not keyboard:
        return None
    return {"inline_keyboard": [[_button(button, bot_name) for button in row] for row in keyboard]}


def _button(button: Button, bot_name: str) -> dict[str, Any]:
    if button.data is not None:
        return {"text": button.text, "callback_data": button.data}
    url = button.url if button.start is None else f"https://t.me/{bot_name}?start={button.start}"
    return {"text": button.text, "url": url}
