"""Answers of inline and guest bots."""

from typing import Any

from bot.simulator.contents import contact, venue
from bot.simulator.entities import utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.files import known_file, media_content
from bot.simulator.inline import guest_caller, inline_message_id, waiting
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.messages import Reply, Sender, post
from bot.simulator.methods.request import Method, Request, caption_content
from bot.simulator.methods.sending import rich_content
from bot.simulator.state import InlineResult, Json

_LATE = "query is too old and response timeout expired or query ID is invalid"
# InlineQueryResult.type -> kind of the message, where the names differ.
_KINDS = {"gif": "animation", "mpeg4_gif": "animation"}
_FILES = ("photo", "gif", "mpeg4_gif", "video", "audio", "voice", "document", "sticker")


def answer_inline_query(request: Request) -> bool:
    """Bot API: answerInlineQuery, at most 50 results."""
    query = request.telegram.inline_queries.get(request.params.text("inline_query_id"))
    if query is None or not waiting(request.telegram, query, request.me):
        raise bad_request(_LATE)
    given: Any = request.params.structure("results", "inline query results")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InlineQueryResult")
    if len(given) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    results = [_result(request, one) for one in given]
    if len({one.id for one in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.results = results
    return True


def answer_guest_query(request: Request) -> Json:
    """Bot API: answerGuestQuery; the message answers the one that called the bot and names the caller."""
    query = request.telegram.guest_queries.get(request.params.text("guest_query_id"))
    if query is None or not waiting(request.telegram, query, request.me):
        raise bad_request(_LATE)
    content = _result(request, request.params.structure("result", "inline query result")).content
    del request.telegram.guest_queries[query.id]
    message = post(
        request.telegram,
        query.chat,
        Sender(request.me),
        content | guest_caller(query.message),
        reply=Reply(query.chat, query.message),
    )
    return {"inline_message_id": inline_message_id(query.chat, message)}


def _result(request: Request, given: Any) -> InlineResult:
    """An InlineQueryResult as the message it would become."""
    if not isinstance(given, dict):
        raise bad_request("can't parse inline query result: InlineQueryResult must be an Object")
    result_id = str(given.get("id") or "")
    if not 1 <= len(result_id.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    content = _content(request, given)
    markup = inline_keyboard(given["reply_markup"]) if given.get("reply_markup") else None
    if markup is not None:
        content["reply_markup"] = markup
    return InlineResult(result_id, str(given.get("title") or ""), content)


def _content(request: Request, given: Json) -> Json:
    kind = str(given.get("type"))
    source = given.get("input_message_content") or (given if kind in ("location", "venue", "contact") else None)
    if isinstance(source, dict):
        return _described(request, source)
    if kind not in _FILES:
        raise bad_request("can't parse inline query result: wrong InlineQueryResult type or no message content")
    reference = next((str(given[name]) for name in (f"{kind}_file_id", f"{kind}_url") if given.get(name)), "")
    name = _KINDS.get(kind, kind)
    content = media_content(name, known_file(request.telegram, name, reference, given))
    text, entities = request.format(
        str(given.get("caption") or ""), str(given.get("parse_mode") or ""), given.get("caption_entities")
    )
    return content | caption_content(text, entities)


def _described(request: Request, source: Json) -> Json:
    """Bot API: InputMessageContent."""
    if "message_text" in source:
        mode = str(source.get("parse_mode") or "")
        text, entities = request.format(str(source["message_text"]), mode, source.get("entities"))
        if not text:
            raise bad_request("message text is empty")
        if utf16_length(text) > 4096:
            raise bad_request("MESSAGE_TOO_LONG")
        content: Json = {"text": text}
        content |= {"entities": entities} if entities else {}
        preview = source.get("link_preview_options")
        return content | ({"link_preview_options": preview} if preview else {})
    if "rich_message" in source:
        return rich_content(request, source["rich_message"])
    if "phone_number" in source:
        details = {name: str(source[name]) for name in ("last_name", "vcard") if source.get(name)}
        return contact(str(source["phone_number"]), str(source["first_name"]), details=details)
    location = {"latitude": float(source["latitude"]), "longitude": float(source["longitude"])}
    if "address" in source:
        return venue(location, str(source["title"]), str(source["address"]))
    return {"location": location}


METHODS: dict[str, Method] = {"answerInlineQuery": answer_inline_query, "answerGuestQuery": answer_guest_query}
