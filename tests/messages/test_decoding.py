"""JSON in, structs out: what Telegram sends, what nobody should send, and what must never stop the rest."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import IncomingMessage, Update
from bot.messages.decoding import MAX_TEXT, MalformedUpdate, decode_update, split_updates
from tests.messages.samples import GROUP, PERSON, UPDATES, message, update

# Kept as they are: only their presence is asked for.
UNREAD = {
    "location", "venue", "dice", "checklist", "rich_message", "game", "giveaway", "paid_media", "invoice", "pinned_message",
}  # fmt: skip
INT64 = range(-(2**63), 2**63)


def decoded(content: dict[str, Any]) -> Update:
    return decode_update(json.dumps(update(1, content)).encode())


def first(name: str) -> IncomingMessage:
    found = decoded(UPDATES[name]).message
    assert found is not None
    return found


@pytest.mark.parametrize("name", UPDATES)
def test_every_kind_is_read(name: str):
    kind = next(iter(UPDATES[name]))
    found = decoded(UPDATES[name])
    assert found.update_id == 700_000_001
    assert found.kind == (kind if kind != "hologram_call" else "unknown")
    assert use(found)


LANES = [
    ("text", GROUP["id"]),
    ("edit", GROUP["id"]),
    ("button", GROUP["id"]),
    ("button under a lost message", GROUP["id"]),
    ("inline button", PERSON["id"]),
    ("join by link", GROUP["id"]),
    ("bot made administrator", GROUP["id"]),
    ("join request", GROUP["id"]),
    ("reaction", GROUP["id"]),
    ("poll answer", PERSON["id"]),
    ("poll state", 700_000_001),
    ("a kind of next year", 700_000_001),
]


@pytest.mark.parametrize(("name", "lane"), LANES)
def test_what_must_stay_in_order_shares_a_lane(name: str, lane: int):
    assert decoded(UPDATES[name]).lane == lane


KINDS = [
    ("text", "text"),
    ("photo", "photo"),
    ("animation", "animation"),
    ("sticker", "sticker"),
    ("poll", "poll"),
    ("contact", "contact"),
    ("location", "location"),
    ("dice", "dice"),
    ("people joined", "service"),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_message_has_one_kind(name: str, kind: str):
    assert first(name).kind == kind


SENDERS = [
    ("text", (True, False, False)),
    ("as a channel", (False, True, False)),
    ("anonymous administrator", (False, False, True)),
    ("automatic forward", (False, False, False)),
]


@pytest.mark.parametrize(("name", "expected"), SENDERS)
def test_who_wrote_it(name: str, expected: tuple[bool, bool, bool]):
    found = first(name)
    assert (found.is_by_person, found.is_from_channel, found.is_anonymous_administrator) == expected


def test_text_and_caption_are_one_body_with_its_spans():
    assert first("text").body.startswith("大家好")
    assert [span.type for span in first("text").spans] == ["url"]
    assert first("photo").body == "看图"
    assert [span.type for span in first("photo").spans] == ["text_mention"]
    assert first("dice").body == ""
    assert first("text").sent_at == datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


MEMBERSHIP = [
    ("join by link", (True, False)),
    ("bot made administrator", (True, False)),
    ("restricted", (False, False)),
]


@pytest.mark.parametrize(("name", "expected"), MEMBERSHIP)
def test_joining_and_leaving(name: str, expected: tuple[bool, bool]):
    found = decoded(UPDATES[name])
    change = found.chat_member or found.my_chat_member
    assert change is not None
    assert (change.joined, change.left) == expected


NAMES = [
    ({"id": 5, "first_name": "小明", "last_name": "王"}, "小明 王"),
    ({"id": 5, "first_name": "小明"}, "小明"),
    ({"id": 5, "first_name": " "}, "5"),
    ({"id": 5}, "5"),
]


@pytest.mark.parametrize(("user", "name"), NAMES)
def test_everybody_has_a_name(user: dict[str, Any], name: str):
    found = decoded({"message": message(**{"from": user})}).message
    assert found is not None
    assert found.sender is not None
    assert found.sender.name == name


MALFORMED = [
    (b"", None, "nothing"),
    (b"{", None, "cut off"),
    (b"null", None, "null"),
    (b"[]", None, "a list"),
    (b'"update"', None, "a string"),
    (b"{}", None, "no id"),
    (b'{"update_id": null}', None, "id null"),
    (b'{"update_id": "5"}', None, "id text"),
    (b'{"update_id": 5.0}', 5, "id float"),
    (b'{"update_id": 1e3}', 1, "id in scientific notation"),
    (b'{"update_id": 99999999999999999999}', None, "id beyond 64 bits"),
    (b'{"update_id": 5, "message": 7}', 5, "message a number"),
    (b'{"update_id": 5, "message": {}}', 5, "message empty"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": 1}}', 5, "no chat"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": "now", "chat": {"id": 1, "type": "private"}}}', 5, "date text"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 9e99, "type": "private"}}}', 5, "chat huge"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": ["a"]}}', 5, "text list"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 1}, "entities": {}}}', 5, "entities object"),
    (b'{"update_id": 5, "message": {"message_id": 1, "date": ' + b"9" * 30 + b', "chat": {"id": 1, "type": "private"}}}', 5, "date beyond time"),
    (b'{"update_id": 5, "message": ' + b'{"reply_to_message": ' * 100_000, 5, "nested beyond reason"),
    (b"\xff\xfe{}", None, "another encoding"),
    (b"\x00" * 100, None, "zero bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "number", "_why"), MALFORMED, ids=[case[2] for case in MALFORMED])
def test_malformed_updates_are_refused_with_their_id(raw: bytes, number: int | None, _why: str):
    with pytest.raises(MalformedUpdate) as refused:
        decode_update(raw)
    assert refused.value.update_id == number
    assert refused.value.reason


def test_unknown_and_missing_fields_are_no_matter():
    content = {
        "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private", "hue": 7}, "mood": {"x": [1]}}
    }
    found = decoded(content).message
    assert found is not None
    assert found.body == ""


def test_zero_characters_and_half_surrogates_are_taken_out():
    """Legal JSON that no database text and no UTF-8 can carry."""
    raw = json.dumps(
        update(1, {"message": message(text="a\0b\ud83dc", **{"from": PERSON | {"first_name": "\0"}})})
    ).encode()
    found = decode_update(raw).message
    assert found is not None
    assert found.text == "ab?c"
    assert found.sender is not None
    assert found.sender.name == "王"


def test_a_text_of_a_megabyte_is_cut():
    found = decoded({"message": message(text="长" * 1_000_000)}).message
    assert found is not None
    assert len(found.body) == MAX_TEXT


def test_a_bad_update_spoils_only_itself():
    body = b'{"ok": true, "result": [{"update_id": 1}, {"update_id": "x"}, {"update_id": 3, "message": 5}, {"update_id": 4}]}'
    good = []
    for raw in split_updates(body):
        try:
            good.append(decode_update(raw).update_id)
        except MalformedUpdate:
            continue
    assert good == [1, 4]


@pytest.mark.parametrize("body", [b"", b"<html>502</html>", b"[]", b'{"result": []}', b'{"ok": true, "result": {}}'])
def test_a_body_that_is_no_answer_is_refused(body: bytes):
    with pytest.raises(MalformedUpdate):
        split_updates(body)


def use(found: Update) -> bool:
    """Touch everything that code asks of an update; check that every number fits into a column of 64 bits."""
    assert isinstance(found.lane, int)
    assert found.chat_id is None or isinstance(found.chat_id, int)
    seen = [found.message, found.edited_message, found.channel_post, found.edited_channel_post]
    if found.callback_query is not None:
        seen.append(found.callback_query.message)
    for one in seen:
        while one is not None:
            assert isinstance(one.body + one.kind, str)
            assert isinstance(one.spans, list)
            assert one.sent_at.tzinfo is UTC
            assert isinstance(one.is_by_person or one.is_from_channel or one.is_anonymous_administrator, bool)
            one = one.reply_to_message  # noqa: PLW2901 - down the thread
    change = found.my_chat_member or found.chat_member
    if change is not None:
        assert isinstance(change.joined or change.left, bool)
    fits(msgspec.to_builtins(found))
    return True


def fits(value: Any) -> None:
    """What reaches a database can be written there."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in UNREAD:
                fits(one)
    elif isinstance(value, list):
        for one in value:
            fits(one)
    elif isinstance(value, int):
        assert value in INT64
    elif isinstance(value, str):
        assert "\0" not in value
        value.encode()


SMALL = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 1.5, float("inf"), float("nan")]),
    st.sampled_from(["", "\0", "\ud800", "/start", "加薇看图", "\u202e", "x" * 5000]),
    st.just([]),
    st.just({}),
    st.just({"id": 1, "type": "private"}),
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Ways to every value inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, one in items for inner in paths(one, (*path, key)))]


ALL_PATHS = [(name, path) for name, content in UPDATES.items() for path in paths(update(1, content)) if path]


def with_change(value: Any, path: tuple[Any, ...], change: Any) -> Any:
    """A copy of `value` that has `change` at `path`; `...` leaves it out."""
    key, *rest = path
    copy = value.copy()
    if rest:
        copy[key] = with_change(value[key], tuple(rest), change)
    elif change is ...:
        del copy[key]
    else:
        copy[key] = change
    return copy


CHANGES = st.tuples(st.sampled_from(ALL_PATHS), st.one_of(st.just(...), SMALL))


@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGES, min_size=10, max_size=10))
def test_ten_thousand_changed_updates_are_read_or_refused(changes: list[tuple[tuple[str, tuple[Any, ...]], Any]]):
    for (name, path), change in changes:
        raw = json.dumps(with_change(update(1, UPDATES[name]), path, change)).encode()
        read_or_refuse(raw)


@settings(max_examples=300)
@given(st.sampled_from(list(UPDATES)), st.binary(max_size=8), st.floats(0, 1), st.integers(0, 20))
def test_updates_damaged_on_the_way_are_read_or_refused(name: str, noise: bytes, place: float, lost: int):
    whole = json.dumps(update(1, UPDATES[name]), ensure_ascii=False).encode()
    at = int(place * len(whole))
    read_or_refuse(whole[:at] + noise + whole[at + lost :])


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_noise_is_refused(raw: bytes):
    read_or_refuse(raw)
    with suppress(MalformedUpdate):
        split_updates(raw)


def read_or_refuse(raw: bytes) -> None:
    with suppress(MalformedUpdate):
        use(decode_update(raw))
