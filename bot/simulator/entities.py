"""Message entities: UTF-16 arithmetic and what Telegram finds in plain text by itself.

Bot API: MessageEntity.offset and .length count UTF-16 code units.
"""

import re
from collections.abc import Iterable

from bot.simulator.errors import bad_request
from bot.simulator.state import Json

# Kinds that a sender may set; the others are found by the server.
_FREE_KINDS = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}
_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}

# Bare host names become links only under real top level domains; this is the part of the list that people type.
_TLD = "com|net|org|io|me|cn|hk|tw|app|dev|xyz|top|vip|club|shop|info|biz|co|cc|tv|ru|uk|de|jp|link|site|online|ai|im|gg|ly"
_FOUND = re.compile(
    r"(?P<email>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?P<url>(?:https?|ftp|tg|ton)://[^\s<>\"'，。！？；、（）《》【】]+"
    rf"|(?<![\w@./-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TLD})\b(?:[/?#][^\s<>\"'，。！？；、（）《》【】]*)?)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})\b"
    r"|(?<![\w#])(?P<hashtag>#(?!\d+\b)\w{1,256})"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?)(?![\w/<>])"
    r"|(?<![\w$])(?P<cashtag>\$[A-Z]{1,8})\b"
    r"|(?<![\w+])(?P<phone_number>\+\d[\d ()-]{6,16}\d)\b"
)
_TRIGGERS = re.compile(r"[@#/$.+]")


# Order of entities over the same characters, the rest 50 (TDLib `MessageEntity.cpp`, get_type_priority).
_PRIORITIES = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def in_order(entities: Iterable[Json]) -> list[Json]:
    """Entities as Telegram sorts them: by place, outer before inner."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _PRIORITIES.get(e["type"], 50)))


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def slice_utf16(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def found_entities(text: str) -> list[Json]:
    """Links, mentions, hashtags, commands and the like that nobody marked."""
    if not _TRIGGERS.search(text):
        return []
    found: list[Json] = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup
        value = match.group()
        if kind is None:
            continue
        if kind == "url":
            value = value.rstrip(".,;:!?)")
        found.append({"offset": utf16_length(text[: match.start()]), "length": utf16_length(value), "type": kind})
    return found


def merged(marked: Iterable[Json], found: Iterable[Json]) -> list[Json]:
    """Marked entities plus found ones that do not fall into code or links, in Telegram's order."""
    result = [dict(entity) for entity in marked]
    opaque = [(e["offset"], e["offset"] + e["length"]) for e in result if e["type"] in _OPAQUE]
    for entity in found:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if all(end <= low or start >= high for low, high in opaque):
            result.append(entity)
    return in_order(result)


def checked_entities(raw: object, text: str, known_users: dict[int, Json]) -> list[Json]:
    """Entities as a bot passes them, cut to the text. Found kinds are ignored, as the server does."""
    if not isinstance(raw, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    size = utf16_length(text)
    result: list[Json] = []
    for entity in raw:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(offset, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: Field "length" must be of type Number')
        if kind not in _FREE_KINDS:
            continue
        if offset < 0 or length < 0 or offset + length > size:
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
        if length == 0:
            continue
        kept = {"offset": offset, "length": length, "type": kind}
        for name in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format"):
            if entity.get(name) is not None:
                kept[name] = entity[name]
        if kind == "text_mention":
            user = known_users.get((entity.get("user") or {}).get("id", 0))
            if user is None:
                continue  # a mention of somebody unknown is dropped silently
            kept["user"] = user
        result.append(kept)
    return result


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without white space around it; entities move along and empty ones vanish."""
    text = text.replace("\r", "")
    core = text.strip()
    if core == text:
        return text, entities
    start = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(core)
    kept: list[Json] = []
    for entity in entities:
        low = max(0, entity["offset"] - start)
        high = min(size, entity["offset"] + entity["length"] - start)
        if high > low:
            kept.append({**entity, "offset": low, "length": high - low})
    return core, kept
