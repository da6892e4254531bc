"""Rich messages: marked text as blocks of nested rich text. Bot API: RichMessage, RichBlockParagraph, RichText."""

from typing import Any

from bot.simulator.entities import in_order, slice_utf16, utf16_length
from bot.simulator.state import Json

# Bot API: the RichText types that wrap a text and nothing else. Their names are those of the entities.
_WRAPPERS = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
}
# Entity -> RichText type and the field that repeats what the text says.
_REPEATING = {
    "mention": "username",
    "hashtag": "hashtag",
    "cashtag": "cashtag",
    "bot_command": "bot_command",
    "url": "url",
    "email": "email_address",
    "phone_number": "phone_number",
}


def rich_blocks(text: str, entities: list[Json]) -> list[Json]:
    """One paragraph for each line that is not empty."""
    blocks: list[Json] = []
    offset = 0
    for line in text.split("\n"):
        size = utf16_length(line)
        if line:
            blocks.append({"type": "paragraph", "text": _rich(line, _within(entities, offset, offset + size))})
        offset += size + 1
    return blocks


def rich_content(blocks: list[Json], *, is_rtl: bool = False) -> Json:
    """The content of a message made of blocks; it has no `text`."""
    return {"rich_message": {"blocks": blocks, **({"is_rtl": True} if is_rtl else {})}}


def _within(entities: list[Json], start: int, end: int) -> list[Json]:
    """Entities cut to a part of the text and counted from its beginning."""
    kept: list[Json] = []
    for entity in entities:
        low, high = max(start, entity["offset"]), min(end, entity["offset"] + entity["length"])
        if high > low:
            kept.append({**entity, "offset": low - start, "length": high - low})
    return in_order(kept)


def _rich(text: str, entities: list[Json]) -> Any:
    """RichText: a string, one object, or an array of them."""
    parts: list[Any] = []
    position, size = 0, utf16_length(text)
    while entities:
        first, *rest = entities
        start, end = first["offset"], first["offset"] + first["length"]
        if start > position:
            parts.append(slice_utf16(text, position, start - position))
        covered = slice_utf16(text, start, first["length"])
        parts.append(_wrapped(first, covered, _rich(covered, _within(rest, start, end))))
        position, entities = end, [entity for entity in rest if entity["offset"] >= end]
    if position < size:
        parts.append(slice_utf16(text, position, size - position))
    return parts[0] if len(parts) == 1 else parts


def _wrapped(entity: Json, covered: str, inner: Any) -> Any:
    kind = entity["type"]
    if kind == "text_link":
        return {"type": "url", "text": inner, "url": entity["url"]}
    if kind == "text_mention":
        return {"type": kind, "text": inner, "user": entity["user"]}
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": entity["custom_emoji_id"], "alternative_text": covered}
    if kind in _REPEATING:
        name = "email_address" if kind == "email" else kind
        value = covered.removeprefix("@") if kind == "mention" else covered
        return {"type": name, "text": inner, _REPEATING[kind]: value}
    return {"type": kind, "text": inner} if kind in _WRAPPERS else inner
