"""Exports in every shape: what can be read is read, what cannot is said with its place."""

import io
import json
from typing import Any

import pytest

from bot.desktop_export import ExportReader, MalformedJson, NotAnExport
from bot.desktop_export.slices import CHUNK, Slices
from bot.messages import IncomingMessage
from tests.replay.exports import CHAT_ID, GROUP, MONDAY, SHANGHAI, Writing, account, as_file


def read(export: Any) -> list[IncomingMessage]:
    return [entry.message for entry in ExportReader(as_file(export), SHANGHAI).entries()]


def one(**fields: Any) -> IncomingMessage:
    writing = Writing()
    writing.say(1, **fields)
    (message,) = read(writing.chat())
    return message


def test_one_chat():
    writing = Writing()
    writing.say(7, "大家好", name="小明")
    (message,) = read(writing.chat(name="群"))
    assert (message.chat.id, message.chat.type, message.chat.title) == (CHAT_ID, "supergroup", "群")
    assert (message.message_id, message.date, message.text) == (1, MONDAY + 60, "大家好")
    assert message.sender is not None
    assert (message.sender.id, message.sender.name) == (7, "小明")


def test_an_account_has_its_groups_and_those_that_were_left():
    chats = []
    for number, kind in enumerate(("private_supergroup", "personal_chat", "public_channel", "private_group")):
        writing = Writing()
        writing.say(1, kind)
        chats.append(writing.chat(kind=kind, number=number + 1))
    gone = Writing()
    gone.say(2, "left")
    reader = ExportReader(as_file(account(*chats, left=[gone.chat(number=9)])), SHANGHAI)
    found = {entry.message.chat.id: entry.message.text for entry in reader.entries()}
    assert found == {-1000000000001: "private_supergroup", -4: "private_group", -1000000000009: "left"}
    assert reader.skipped_chats == 2


def test_text_in_parts_has_its_entities_in_utf_16():
    message = one(
        text=[
            "👍 看 ",
            {"type": "link", "text": "a.com"},
            {"type": "text_link", "text": "这里", "href": "https://b.com"},
        ]
    )
    assert message.text == "👍 看 a.com这里"
    assert [(entity.type, entity.offset, entity.length, entity.url) for entity in message.entities] == [
        ("url", 5, 5, None),
        ("text_link", 10, 2, "https://b.com"),
    ]


@pytest.mark.parametrize("text", [None, 7, {"type": "plain", "text": None}, [None, 1, {"text": ["x"]}, {"type": []}]])
def test_a_text_of_no_known_shape_is_no_text(text: Any):
    assert one(text=text).body == ""


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"photo": "photos/1.jpg"}, "photo"),
        ({"file": "s.webp", "media_type": "sticker"}, "sticker"),
        ({"file": "(File not included.)", "media_type": "voice_message"}, "voice"),
        ({"file": "a.pdf"}, "document"),
        ({"file": "a.mp4", "media_type": "video_file"}, "video"),
        ({"contact_information": {"first_name": "代购", "phone_number": "+86 1"}}, "contact"),
        ({"poll": {"question": "几点？", "answers": [{"text": "八点"}, 3]}}, "poll"),
        ({"todo_list": {"title": "清单", "answers": [{"text": "一"}]}}, "checklist"),
        ({"location_information": None, "place_name": "店"}, "venue"),
        ({"giveaway_information": {"quantity": 1}}, "giveaway"),
    ],
)
def test_media(fields: dict[str, Any], kind: str):
    message = one(text="说明", **fields)
    assert message.kind == kind
    assert message.caption == "说明"


def test_files_that_are_not_in_the_export_are_no_copies_of_each_other():
    message = one(photo="(File not included. Change data exporting settings to download.)")
    assert message.photo is not None
    assert message.photo[0].file_unique_id == ""


def test_forwards_bots_and_buttons():
    message = one(forwarded_from="频道", forwarded_from_id="channel5", via_bot="@gif")
    assert message.forward_origin is not None
    assert message.forward_origin.type == "channel"
    assert message.via_bot is not None
    assert message.via_bot.username == "gif"
    nobody = one(forwarded_from=None)
    assert nobody.forward_origin is not None
    assert nobody.forward_origin.type == "hidden_user"
    buttons = one(inline_bot_buttons=[[{"type": "url", "text": "点我", "data": "https://c.com"}]])
    assert buttons.reply_markup is not None
    assert buttons.reply_markup.inline_keyboard[0][0].url == "https://c.com"


def test_who_writes_as_what():
    writing = Writing()
    writing.say(1, "a", from_id=f"channel{GROUP}")
    writing.say(1, "b", from_id="channel77", name="官方", forwarded_from="官方")
    writing.say(1, "c", from_id="channel88", name="别的频道")
    writing.say(1, "d", from_id=4242)
    writing.say(1, "e", from_id=None)
    anonymous, post, channel, old, nobody = read(writing.chat())
    assert anonymous.is_anonymous_administrator
    assert post.is_automatic_forward
    assert channel.is_from_channel
    assert old.sender is not None
    assert old.sender.id == 4242
    assert nobody.sender is None


def test_answers_comments_topics_and_albums():
    writing = Writing()
    post = writing.say(1, "新品", from_id="channel77", name="官方", forwarded_from="官方")
    writing.say(2, "好看", reply_to_message_id=post)
    topic = writing.happen("topic_created", 3, title="售后")
    first = writing.say(4, "退货", reply_to_message_id=topic)
    writing.say(5, "怎么退", reply_to_message_id=first)
    writing.say(6, "", photo="1.jpg")
    writing.say(6, "", photo="2.jpg", after=0)
    writing.say(6, "", photo="3.jpg")
    messages = read(writing.chat())
    assert messages[1].message_thread_id == post
    assert messages[1].reply_to_message is not None
    assert messages[3].reply_to_message is None
    assert messages[4].message_thread_id == topic
    assert messages[4].reply_to_message is not None
    assert messages[4].reply_to_message.sender == messages[3].sender
    assert messages[5].media_group_id == messages[6].media_group_id != messages[7].media_group_id


def test_people_come_and_go():
    writing = Writing()
    writing.join(1)
    writing.happen("invite_members", 2, members=["新人", None])
    writing.happen("invite_members", 3, name="自己", members=["自己"])
    writing.happen("remove_members", 2, members=["别人"])
    writing.happen("remove_members", 4, name="自己走", members=["自己走"])
    entries = list(ExportReader(writing.file(), SHANGHAI).entries())
    assert [entry.message.new_chat_members is not None for entry in entries] == [True, False, True, False, False]
    assert entries[1].added == ("新人",)
    assert [entry.removes for entry in entries] == [False, False, False, True, False]
    assert entries[4].message.left_chat_member is not None


def test_dates_of_old_exports_are_local():
    writing = Writing()
    writing.say(1, "早")
    del writing.messages[0]["date_unixtime"]
    assert read(writing.chat())[0].date == MONDAY + 60


def test_what_is_no_message_is_counted_and_left_out():
    writing = Writing()
    writing.say(1, "一")
    export = writing.chat()
    export["messages"] = [
        3,
        None,
        {"id": "x"},
        {"id": 9, "type": "unsupported"},
        [],
        *writing.messages,
        {"id": 2, "date": "?"},
    ]
    reader = ExportReader(as_file(export), SHANGHAI)
    assert [entry.message.text for entry in reader.entries()] == ["一"]
    assert reader.unreadable == 6


def test_control_characters_as_telegram_desktop_writes_them():
    before, after = json.dumps(Writing().chat()).encode().split(b"[]")
    message = rb'[{"id":1,"type":"message","date":"2026-03-02T09:00:00","text":"a\x0B \\x41 \x00b"}]'
    entries = ExportReader(io.BytesIO(before + message + after), SHANGHAI).entries()
    assert [entry.message.text for entry in entries] == ["a\x0b \\x41 b"]


@pytest.mark.parametrize("cut", [5, 40, 300, 700, -2, -1])
def test_a_file_that_was_cut_off_says_where(cut: int):
    writing = Writing()
    for number in range(5):
        writing.say(number + 1, f"第 {number} 条")
    content = writing.file().read()[:cut].rstrip()
    with pytest.raises(MalformedJson) as raised:
        list(ExportReader(io.BytesIO(content), SHANGHAI).entries())
    assert raised.value.position == len(content)


def test_broken_json_says_where():
    writing = Writing()
    writing.say(1, "一")
    content = writing.file().read()
    broken = content.replace(b'"type": "message"', b'"type": ?message"', 1)
    with pytest.raises(MalformedJson) as raised:
        list(ExportReader(io.BytesIO(broken), SHANGHAI).entries())
    assert broken[raised.value.position :].startswith(b"?")
    assert str(raised.value).startswith(f"broken JSON at byte {raised.value.position}: ")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"[1, 2]", "no export"),
        (b'{"name": "x"}', "neither messages nor chats"),
        (b'\xef\xbb\xbf{"a": [{}]}', "neither messages nor chats"),
    ],
)
def test_something_else(content: bytes, says: str):
    with pytest.raises(NotAnExport, match=says):
        list(ExportReader(io.BytesIO(content), SHANGHAI).entries())


@pytest.mark.parametrize("size", [CHUNK - 9, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_slices_do_not_mind_where_chunks_end(size: int):
    value = {"a": ["x" * size, '\\"{[', -1.5e3, None], "b": {"c": {}}}
    slices = Slices(io.BytesIO(json.dumps({"skip": value, "n": 12, "raw": value}).encode()))
    taken = {}
    for key in slices.members():
        if key == "skip":
            slices.skip()
        else:
            taken[key] = json.loads(slices.raw())
    slices.finish()
    assert taken == {"n": 12, "raw": value}
