"""A text that is a string or a list of parts, as text and entities of the Bot API. Pure."""

from typing import Any

from bot.desktop_export.peers import peer_id
from bot.messages import Entity, User

ENTITIES = {
    "mention": "mention",
    "hashtag": "hashtag",
    "bot_command": "bot_command",
    "link": "url",
    "email": "email",
    "bold": "bold",
    "italic": "italic",
    "code": "code",
    "pre": "pre",
    "text_link": "text_link",
    "mention_name": "text_mention",
    "phone": "phone_number",
    "cashtag": "cashtag",
    "underline": "underline",
    "strikethrough": "strikethrough",
    "blockquote": "blockquote",
    "spoiler": "spoiler",
    "custom_emoji": "custom_emoji",
}
"""Names of parts, and what the Bot API calls them. Others are text without a mark."""


def text_of(written: Any) -> tuple[str, list[Entity]]:
    """Text and entities of a string, a list of strings and parts, or one part; what is none of these is left out."""
    if isinstance(written, str):
        return written, []
    text = ""
    entities: list[Entity] = []
    offset = 0
    for part in written if isinstance(written, list) else [written]:
        piece = part if isinstance(part, str) else part.get("text") if isinstance(part, dict) else None
        if not isinstance(piece, str):
            continue
        length = len(piece) if piece.isascii() else len(piece.encode("utf-16-le", "replace")) // 2
        if isinstance(part, dict) and length:
            entity = _entity(part, piece, offset, length)
            if entity is not None:
                entities.append(entity)
        text += piece
        offset += length
    return text, entities


def _entity(part: dict[str, Any], piece: str, offset: int, length: int) -> Entity | None:
    kind = ENTITIES.get(part.get("type") or "")
    if kind is None:
        return None
    if kind == "text_link":
        return Entity(type=kind, offset=offset, length=length, url=_string(part.get("href")))
    if kind == "text_mention":
        user_id = peer_id(part.get("user_id"))
        return None if user_id is None else _mention(piece, user_id, offset, length)
    if kind == "custom_emoji":
        return Entity(type=kind, offset=offset, length=length, custom_emoji_id=_string(part.get("document_id")))
    return Entity(type=kind, offset=offset, length=length)


def _mention(name: str, user_id: int, offset: int, length: int) -> Entity:
    return Entity(type="text_mention", offset=offset, length=length, user=User(id=user_id, first_name=name))


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None
