"""Updates no sane server sends, by name. Each is put into a group of its own."""

import time
from collections.abc import Callable
from typing import Any

from tests.bench.corpus import members
from tests.bench.updates import Feed, Group, Json, dump, message

_AUTHOR = members(5)[4]
_SURROGATE = "\ud83d half an emoji \udc00"
_NUL = "a\x00b"
_ABYSS = "stands for three thousand objects in each other"


def _with(**changes: Any) -> Callable[[Group], Json]:
    """A message with fields replaced; the value `...` removes a field."""

    def build(group: Group) -> Json:
        written = message(group, _AUTHOR, 700, int(time.time()), text="你好")
        written.update(changes)
        return {"message": {key: value for key, value in written.items() if value is not ...}}

    return build


def _in_chat(**changes: Any) -> Callable[[Group], Json]:
    return lambda group: _with(chat={**group.as_chat(), **changes})(group)


def _from(**changes: Any) -> Callable[[Group], Json]:
    return _with(**{"from": {**_AUTHOR.as_user(), **changes}})


def _kind(name: str, value: Any) -> Callable[[Group], Json]:
    return lambda _group: {name: value}


def _replies(depth: int) -> Callable[[Group], Json]:
    def build(group: Group) -> Json:
        written = message(group, _AUTHOR, 700, int(time.time()), text="回复")
        for number in range(depth):
            written = message(group, _AUTHOR, 701 + number, int(time.time()), text="回复", reply_to_message=written)
        return {"message": written}

    return build


def _joining(**changes: Any) -> Callable[[Group], Json]:
    def build(group: Group) -> Json:
        user = _AUTHOR.as_user()
        change: Json = {"chat": group.as_chat(), "from": user, "date": int(time.time())}
        change |= {
            "old_chat_member": {"user": user, "status": "left"},
            "new_chat_member": {"user": user, "status": "member"},
        }
        change |= changes
        return {"chat_member": {key: value for key, value in change.items() if value is not ...}}

    return build


def _pressing(**changes: Any) -> Callable[[Group], Json]:
    def build(group: Group) -> Json:
        written = message(group, _AUTHOR, 700, int(time.time()), text="按钮")
        query: Json = {
            "id": "1234567890",
            "from": _AUTHOR.as_user(),
            "message": written,
            "chat_instance": "1",
            "data": "x",
        }
        query |= changes
        return {"callback_query": {key: value for key, value in query.items() if value is not ...}}

    return build


def _many_entities(group: Group) -> Json:
    entities = [{"type": "bold", "offset": number, "length": 1} for number in range(10_000)]
    return _with(text="字" * 10_000, entities=entities)(group)


def _entity(**entity: Any) -> Callable[[Group], Json]:
    return _with(text="/warn https://t.me/+abc @someone", entities=[entity])


BAD_UPDATES: dict[str, Callable[[Group], Json]] = {
    # kinds
    "unknown kind": _kind("quantum_message", {"id": 1, "chat": {"id": 5}}),
    "no kind": lambda _group: {},
    "two kinds": lambda group: {**_with()(group), **_joining()(group)},
    "kind is null": _kind("message", None),
    "kind is a number": _kind("message", 5),
    "kind is a text": _kind("message", "hello"),
    "kind is a list": _kind("edited_message", [1, 2, 3]),
    "kind is empty": _kind("message", {}),
    "empty button": _kind("callback_query", {}),
    "empty join": _kind("chat_member", {}),
    "empty own membership": _kind("my_chat_member", {}),
    "empty reaction": _kind("message_reaction", {}),
    "empty poll answer": _kind("poll_answer", {}),
    "empty join request": _kind("chat_join_request", {}),
    # messages
    "no chat": _with(chat=...),
    "chat is null": _with(chat=None),
    "chat is a number": _with(chat=-100),
    "no author": _with(**{"from": ...}),
    "author is null": _with(**{"from": None}),
    "author is a list": _with(**{"from": [1]}),
    "no message id": _with(message_id=...),
    "message id is a text": _with(message_id="7"),
    "message id is negative": _with(message_id=-7),
    "message id is enormous": _with(message_id=2**70),
    "message id is a fraction": _with(message_id=1.5),
    "no date": _with(date=...),
    "date is a text": _with(date="today"),
    "date is negative": _with(date=-(10**12)),
    "date is after the sun": _with(date=10**18),
    "text is a number": _with(text=5),
    "text is null": _with(text=None),
    "text is a list": _with(text=["a"]),
    "text is empty": _with(text=""),
    "text of a megabyte": _with(text="广告" * 170_000),
    "one word of a megabyte": _with(text="/" + "a" * 1_000_000),
    "text with NUL": _with(text=_NUL),
    "command with NUL": _with(text="/warn \x00", entities=[{"type": "bot_command", "offset": 0, "length": 5}]),
    "text with lone surrogates": _with(text=_SURROGATE),
    "text of controls": _with(text="".join(map(chr, range(1, 32))) + "\u202e\u200b\ufeff\uffff"),
    "text and caption": _with(caption=_NUL, photo="no list"),
    "entities are null": _with(entities=None),
    "entity is null": _with(entities=[None]),
    "entity before the text": _entity(type="url", offset=-5, length=3),
    "entity behind the text": _entity(type="url", offset=4_000, length=300),
    "entity without end": _entity(type="bot_command", offset=0, length=2**40),
    "entity of negative length": _entity(type="bot_command", offset=0, length=-1),
    "entity of unknown type": _entity(type="hologram", offset=0, length=5),
    "entity without type": _entity(offset=0, length=5),
    "command entity inside a word": _entity(type="bot_command", offset=2, length=2),
    "mention without user": _entity(type="text_mention", offset=0, length=5),
    "ten thousand entities": _many_entities,
    "replies in replies": _replies(200),
    "unknown field, deeply nested": _with(hologram=_ABYSS),
    "unknown forward": _with(forward_origin={"type": "telepathy"}),
    "forward is a text": _with(forward_origin="channel"),
    "joined: null": _with(new_chat_members=None, text=...),
    "joined: list of null": _with(new_chat_members=[None], text=...),
    "joined: text": _with(new_chat_members="everybody", text=...),
    "migrated to nowhere": _with(migrate_to_chat_id="up", text=...),
    # chats and people
    "chat id is a text": _in_chat(id="-1001"),
    "chat id is a fraction": _in_chat(id=-1.25),
    "chat id is enormous": _in_chat(id=-(2**80)),
    "chat id just beyond 64 bits": _in_chat(id=2**63),
    "chat of unknown type": _in_chat(type="hologram"),
    "chat without type": _in_chat(type=None),
    "title with NUL": _in_chat(title=_NUL),
    "title with lone surrogates": _in_chat(title=_SURROGATE),
    "title is a number": _in_chat(title=5),
    "author id is a text": _from(id="5"),
    "author id is true": _from(id=True),
    "author id is enormous": _from(id=2**80),
    "author id is zero": _from(id=0),
    "name with NUL": _from(first_name=_NUL),
    "name with lone surrogates": _from(first_name=_SURROGATE, username=_SURROGATE),
    "name is null": _from(first_name=None),
    "name of 100 kB": _from(first_name="名" * 35_000),
    "language is a list": _from(language_code=["zh"]),
    # joins and buttons
    "join without new state": _joining(new_chat_member=...),
    "join into unknown state": _joining(new_chat_member={"user": _AUTHOR.as_user(), "status": "wizard"}),
    "join of nobody": _joining(new_chat_member={"status": "member"}),
    "join in the year 33,000": _joining(date=10**12),
    "button without data": _pressing(data=...),
    "button with NUL": _pressing(data=_NUL),
    "button with lone surrogates": _pressing(data=_SURROGATE),
    "button with 10 kB": _pressing(data="x:" * 5_000),
    "button of numbers": _pressing(data=7),
    "button on nothing": _pressing(message=...),
    "button on an inaccessible message": _pressing(
        message={"chat": {"id": -1, "type": "group"}, "message_id": 1, "date": 0}
    ),
    "button of nobody": _pressing(**{"from": None}),
}

# What stands in the list of updates instead of an update.
BAD_ITEMS: dict[str, bytes] = {
    "null": b"null",
    "a number": b"7",
    "a text": b'"update"',
    "a list": b"[[],[]]",
    "no update id": b'{"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}',
    "update id is a text": b'{"update_id":"400000001","message":{}}',
    "update id is negative": b'{"update_id":-5,"message":{}}',
    "update id is enormous": b'{"update_id":%d,"message":{}}' % 2**90,
}

# Whole answers to getUpdates.
BAD_ANSWERS: dict[str, bytes] = {
    "nothing": b"",
    "a web page": b"<html><body>It works!</body></html>",
    "cut off": b'{"ok":true,"result":[{"update_id":400000001,"message":{"message_id":5,"da',
    "not UTF-8": b'{"ok":true,"result":[{"update_id":400000001,"x":"\xff\xfe\xff"}]}',
    "a list": b"[]",
    "null": b"null",
    "no result": b'{"ok":true}',
    "result is an object": b'{"ok":true,"result":{}}',
    "result is null": b'{"ok":true,"result":null}',
    "refusal without a reason": b'{"ok":false}',
    "ten thousand brackets": b'{"ok":true,"result":' + b"[" * 10_000,
}


def bad_feed(build: Callable[[Group], Json], group: Group) -> Feed:
    """The update as bytes; lone surrogates travel as the \\u escapes that JSON allows."""
    abyss = b'{"deeper":' * 3_000 + b"{}" + b"}" * 3_000
    return Feed(dump(build(group)).replace(dump(_ABYSS), abyss), group.chat_id, group.chat_id)


def bad_item(item: bytes, group: Group) -> Feed:
    return Feed(item, group.chat_id, group.chat_id, verbatim=True)
