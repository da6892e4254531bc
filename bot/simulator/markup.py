"""`parse_mode=HTML`, with the errors of TDLib's parser (`MessageEntity.cpp`, parse_html).

The text of the errors counts UTF-8 bytes, entities count UTF-16 units.
"""

import re
from dataclasses import dataclass

from bot.simulator.entities import in_order, utf16_length
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.state import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"\s*([A-Za-z_-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_TAG_END = re.compile(r"[\s>]")
_USER_LINK = re.compile(r"^tg://user\?id=(\d+)$")


@dataclass(slots=True)
class _Open:
    name: str
    offset: int
    attributes: dict[str, str]
    text_start: int


def parse_html(source: str, known_users: dict[int, Json]) -> tuple[str, list[Json]]:
    """Text and its entities. Raises ApiError for what Telegram refuses."""
    parts: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    position, size = 0, 0
    while position < len(source):
        mark = source.find("<", position)
        plain = _unescaped(source[position : mark if mark >= 0 else len(source)])
        parts.append(plain)
        size += utf16_length(plain)
        if mark < 0:
            break
        if source.startswith("</", mark):
            position = _close(source, mark, stack, entities, size, "".join(parts), known_users)
        else:
            position = _open(source, mark, stack, size, sum(map(len, parts)))
    if stack:
        raise _refused(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return "".join(parts), in_order(entities)


def _open(source: str, mark: int, stack: list[_Open], size: int, text_start: int) -> int:
    end = _TAG_END.search(source, mark + 1)
    if end is None:
        raise _refused(f"Unclosed start tag at byte offset {_bytes(source, mark)}")
    name = source[mark + 1 : end.start()].lower()
    if name not in _KINDS:
        raise _refused(f'Unsupported start tag "{name}" at byte offset {_bytes(source, mark)}')
    attributes: dict[str, str] = {}
    position = end.start()
    while source[position : position + 1] != ">":
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            rest = source[position:].lstrip()
            if rest.startswith(">"):
                position = len(source) - len(rest)
                break
            if not rest:
                raise _refused(f"Unclosed start tag at byte offset {_bytes(source, mark)}")
            raise _refused(f'Empty attribute name in the tag "{name}" at byte offset {_bytes(source, mark)}')
        value = match.group(2) or ""
        attributes[match.group(1).lower()] = _unescaped(value.strip("\"'"))
        position = match.end()
        while position < len(source) and source[position].isspace():
            position += 1
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {_bytes(source, mark)}')
    stack.append(_Open(name, size, attributes, text_start))
    return position + 1


def _close(
    source: str,
    mark: int,
    stack: list[_Open],
    entities: list[Json],
    size: int,
    text: str,
    known_users: dict[int, Json],
) -> int:
    if not stack:
        raise _refused(f"Unexpected end tag at byte offset {_bytes(source, mark)}")
    end = source.find(">", mark)
    if end < 0:
        raise _refused(f"Unclosed end tag at byte offset {_bytes(source, mark)}")
    name = source[mark + 2 : end].strip().lower()
    tag = stack.pop()
    if name and name != tag.name:
        where = _bytes(source, mark)
        raise _refused(f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"')
    if size > tag.offset:
        entity = _entity(tag, text[tag.text_start :], known_users)
        if entity is not None:
            _add(entities, {"offset": tag.offset, "length": size - tag.offset, **entity}, stack)
    return end + 1


def _entity(tag: _Open, inner: str, known_users: dict[int, Json]) -> Json | None:
    kind = _KINDS[tag.name]
    if tag.name == "a":
        url = tag.attributes.get("href") or inner
        user = _USER_LINK.match(url)
        if user is not None:
            known = known_users.get(int(user.group(1)))
            return {"type": "text_mention", "user": known} if known else None
        if "." not in url and "://" not in url:
            return None  # not an address: the text stays, the link does not
        return {"type": kind, "url": url if "://" in url else f"http://{url}/"}
    if tag.name == "tg-emoji":
        return {"type": kind, "custom_emoji_id": tag.attributes.get("emoji-id", "")}
    if tag.name == "tg-time":
        return {"type": kind, "unix_time": int(tag.attributes.get("unix") or 0)}
    if tag.name == "blockquote" and "expandable" in tag.attributes:
        return {"type": "expandable_blockquote"}
    if tag.name == "pre" and tag.attributes.get("language"):
        return {"type": kind, "language": tag.attributes["language"]}
    if tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
        return {"type": "code", "language": tag.attributes["class"].removeprefix("language-")}
    return {"type": kind}


def _add(entities: list[Json], entity: Json, stack: list[_Open]) -> None:
    # <pre><code class="language-x"> is one entity, as in the Bot API's formatting options.
    if entity["type"] == "code":
        language = entity.pop("language", None)
        if language and stack and stack[-1].name == "pre":
            stack[-1].attributes["language"] = language
            return
    if entity["type"] == "pre":
        inner = [e for e in entities if e["type"] == "code" and e["offset"] == entity["offset"]]
        if inner and inner[0]["length"] == entity["length"]:
            entities.remove(inner[0])
    entities.append(entity)


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 else match.group()


def _bytes(source: str, position: int) -> int:
    return len(source[:position].encode())


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
