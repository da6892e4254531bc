"""`parse_mode=MarkdownV2` and the legacy `Markdown` (TDLib `MessageEntity.cpp`, parse_markdown_v2 and parse_markdown)."""

import re
from dataclasses import dataclass

from bot.simulator.entities import in_order, utf16_length
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.state import Json

_RESERVED = "_*[]()~`>#+-=|{}.!"
_MARKS = {"__": "underline", "||": "spoiler", "*": "bold", "_": "italic", "~": "strikethrough"}
_NAMES = {"text_link": "TextUrl", "blockquote": "BlockQuote"}
_USER_LINK = re.compile(r"^tg://user\?id=(\d+)$")
_EMOJI_LINK = re.compile(r"^tg://emoji\?id=(\d+)$")
_LANGUAGE = re.compile(r"[^\s`]+(?=\n)")
_ESCAPED = re.compile(r"\\([\x01-\x7e])")


@dataclass(slots=True)
class _Open:
    mark: str
    kind: str
    offset: int
    where: int  # in the source, for errors


def parse_markdown(source: str, known_users: dict[int, Json]) -> tuple[str, list[Json]]:
    """MarkdownV2: text and entities. Raises ApiError for unescaped or unclosed characters."""
    reader = _Reader(source, known_users)
    while reader.position < len(source):
        reader.step()
    return reader.finish()


class _Reader:
    """One pass over a MarkdownV2 source."""

    def __init__(self, source: str, known_users: dict[int, Json]) -> None:
        self.position = 0
        self._source = source
        self._known_users = known_users
        self._parts: list[str] = []
        self._size = 0
        self._entities: list[Json] = []
        self._stack: list[_Open] = []

    def step(self) -> None:
        """Read one character or one mark."""
        source, position = self._source, self.position
        character = source[position]
        inside = self._stack[-1].mark if self._stack else ""
        mark = next((mark for mark in _MARKS if source.startswith(mark, position)), None)
        if character == "\\" and _ESCAPED.match(source, position):
            self._put(source[position + 1], 2)
        elif character == "`":
            self._code()
        elif character == "]" and inside == "[":
            self._link()
        elif character == "[" or source.startswith("![", position):
            self._open("[", "text_link", 1 if character == "[" else 2)
        elif character == ">" and (position == 0 or source[position - 1] == "\n"):
            if inside == ">":
                self.position += 1
            else:
                self._open(">", "blockquote", 1)
        elif character == "\n" and inside == ">" and not source.startswith(">", position + 1):
            self._close(0)
            self._put("\n", 1)
        elif mark is not None and inside == mark:
            self._close(len(mark))
        elif mark is not None:
            self._open(mark, _MARKS[mark], len(mark))
        elif character in _RESERVED:
            raise _refused(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
        else:
            self._put(character, 1)

    def finish(self) -> tuple[str, list[Json]]:
        """The result, if everything is closed."""
        if self._stack and self._stack[-1].mark == ">":
            self._close(0)
        if self._stack:
            last = self._stack[-1]
            name = _NAMES.get(last.kind, last.kind.capitalize())
            raise _refused(f"Can't find end of {name} entity at byte offset {_bytes(self._source, last.where)}")
        return "".join(self._parts), in_order(self._entities)

    def _put(self, text: str, read: int) -> None:
        self._parts.append(text)
        self._size += utf16_length(text)
        self.position += read

    def _open(self, mark: str, kind: str, read: int) -> None:
        self._stack.append(_Open(mark, kind, self._size, self.position))
        self.position += read

    def _close(self, read: int) -> None:
        opened = self._stack.pop()
        if self._size > opened.offset:
            entity = {"offset": opened.offset, "length": self._size - opened.offset, "type": opened.kind}
            self._entities.append(entity)
        self.position += read

    def _code(self) -> None:
        fence = "```" if self._source.startswith("```", self.position) else "`"
        start = self.position + len(fence)
        end = _unescaped(self._source, fence, start)
        if end < 0:
            name = "PreCode" if fence == "```" else "Code"
            raise _refused(f"Can't find end of {name} entity at byte offset {_bytes(self._source, self.position)}")
        inner = self._source[start:end]
        entity: Json = {"offset": self._size, "type": "pre" if fence == "```" else "code"}
        language = _LANGUAGE.match(inner) if fence == "```" else None
        if language is not None:
            entity["language"] = language.group()
            inner = inner[language.end() + 1 :]
        inner = _ESCAPED.sub(r"\1", inner)
        self._put(inner, end + len(fence) - self.position)
        if inner:
            self._entities.append({**entity, "length": utf16_length(inner)})

    def _link(self) -> None:
        opened = self._stack.pop()
        self.position, url = _target(self._source, self.position)
        entity = _link(opened.offset, self._size, url, self._known_users)
        if entity is not None:
            self._entities.append(entity)


def parse_legacy_markdown(source: str, known_users: dict[int, Json]) -> tuple[str, list[Json]]:
    """Markdown of the first kind: no nesting, four marks."""
    parts: list[str] = []
    entities: list[Json] = []
    position = size = 0
    while position < len(source):
        character = source[position]
        if character == "\\" and source[position + 1 : position + 2] in ("_", "*", "`", "["):
            parts.append(source[position + 1])
            size += 1
            position += 2
            continue
        if character not in "_*`[":
            parts.append(character)
            size += utf16_length(character)
            position += 1
            continue
        mark = "```" if source.startswith("```", position) else character
        closing = {"[": "]"}.get(mark, mark)
        end = source.find(closing, position + len(mark))
        if end < 0:
            raise _refused(f"Can't find end of the entity starting at byte offset {_bytes(source, position)}")
        inner = source[position + len(mark) : end]
        offset, size = size, size + utf16_length(inner)
        parts.append(inner)
        position = end + len(closing)
        if mark == "[":
            position, url = _target(source, end)
            entity = _link(offset, size, url, known_users)
            entities += [entity] if entity is not None else []
        elif inner:
            kind = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}[mark]
            entities.append({"offset": offset, "length": size - offset, "type": kind})
    return "".join(parts), entities


def _target(source: str, position: int) -> tuple[int, str]:
    """The address after `]`: the position behind it and the address."""
    if not source.startswith("](", position):
        return position + 1, ""
    end = _unescaped(source, ")", position + 2)
    if end < 0:
        raise _refused(f"Can't find end of a URL at byte offset {_bytes(source, position + 1)}")
    return end + 1, _ESCAPED.sub(r"\1", source[position + 2 : end])


def _link(offset: int, size: int, url: str, known_users: dict[int, Json]) -> Json | None:
    entity: Json = {"offset": offset, "length": size - offset}
    if size == offset or not url:
        return None
    user = _USER_LINK.match(url)
    if user is not None:
        known = known_users.get(int(user.group(1)))
        return {**entity, "type": "text_mention", "user": known} if known else None
    emoji = _EMOJI_LINK.match(url)
    if emoji is not None:
        return {**entity, "type": "custom_emoji", "custom_emoji_id": emoji.group(1)}
    return {**entity, "type": "text_link", "url": url if "://" in url else f"http://{url}/"}


def _unescaped(source: str, wanted: str, start: int) -> int:
    """Where `wanted` stands next without a backslash before it; -1 if nowhere."""
    while start < len(source):
        if source.startswith(wanted, start):
            return start
        start += 2 if source[start] == "\\" else 1
    return -1


def _bytes(source: str, position: int) -> int:
    return len(source[:position].encode())


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
