"""Answers to tapped buttons."""

from bot.simulator.entities import utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.methods.request import Method, Request

_TOO_LATE = 60.0  # seconds; Telegram's own figure is not published, clients give up about then


def answer_callback_query(request: Request) -> bool:
    """Bot API: answerCallbackQuery. A second answer, or a late one, meets the same refusal."""
    telegram, params = request.telegram, request.params
    query = telegram.callbacks.get(params.text("callback_query_id"))
    too_old = query is None or query.bot_id != request.me or telegram.time() - query.asked_at > _TOO_LATE
    if query is None or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if utf16_length(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": params.flag("show_alert")}
    if params.text("url"):
        query.answer["url"] = params.text("url")
    chat = telegram.chats.get(query.chat_id) or telegram.private_chat(request.bot, query.chat_id)
    telegram.changed("toast", chat, {"user_id": query.user_id, **query.answer})
    return True


METHODS: dict[str, Method] = {"answerCallbackQuery": answer_callback_query}
