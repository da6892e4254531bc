"""Updates as Telegram sends them, one of each kind (https://core.telegram.org/bots/api#update)."""

from typing import Any

PERSON = {
    "id": 7203948571,
    "is_bot": False,
    "first_name": "小明",
    "last_name": "王",
    "username": "xiaoming",
    "language_code": "zh-hans",
}
BOT = {"id": 123456, "is_bot": True, "first_name": "群管", "username": "qunguan_bot"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "茶友会", "is_forum": True}
CHANNEL = {"id": -1009876543210, "type": "channel", "title": "茶讯", "username": "teanews"}
MEMBER = {"status": "member", "user": PERSON}
ADMINISTRATOR = {
    "status": "administrator", "user": PERSON, "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True,
    "can_delete_messages": True, "can_restrict_members": True, "can_change_info": True, "custom_title": "管理",
}  # fmt: skip
RESTRICTED = {
    "status": "restricted",
    "user": PERSON,
    "is_member": True,
    "until_date": 1772428800,
    "can_send_messages": False,
}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 42, "date": 1772416800, "chat": GROUP, "from": PERSON} | fields


TEXT = message(text="大家好 https://t.me/x @someone", entities=[{"type": "url", "offset": 4, "length": 14}])
UPDATES: dict[str, dict[str, Any]] = {
    "text": {"message": TEXT},
    "reply in a topic": {"message": message(text="好", message_thread_id=7, is_topic_message=True, reply_to_message=TEXT)},
    "photo": {"message": message(
        caption="看图", caption_entities=[{"type": "text_mention", "offset": 0, "length": 2, "user": PERSON}],
        photo=[{"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90, "file_size": 1000}],
        media_group_id="1234", has_media_spoiler=True,
    )},
    "animation": {"message": message(
        animation={"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "duration": 2},
        document={"file_id": "a", "file_unique_id": "b"},
    )},
    "sticker": {"message": message(sticker={
        "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1, "is_animated": False,
        "is_video": False, "emoji": "👍", "set_name": "tea",
    })},
    "forward from a channel": {"message": message(
        text="广告", forward_origin={"type": "channel", "date": 1772400000, "chat": CHANNEL, "message_id": 5}, via_bot=BOT,
    )},
    "quote of another chat": {"message": message(
        text="看", external_reply={"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}, "chat": CHANNEL},
        quote={"text": "加薇", "position": 0, "is_manual": True},
    )},
    "poll": {"message": message(poll={
        "id": "9", "question": "喝茶吗", "options": [{"text": "喝", "voter_count": 1}], "total_voter_count": 1,
        "is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    })},
    "contact": {"message": message(contact={"phone_number": "+86", "first_name": "客服", "user_id": 5})},
    "location": {"message": message(location={"latitude": 31.2, "longitude": 121.5})},
    "dice": {"message": message(dice={"emoji": "🎲", "value": 6})},
    "as a channel": {"message": message(text="大家好", sender_chat=CHANNEL, **{"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}})},
    "anonymous administrator": {"message": message(text="/ban", sender_chat=GROUP, **{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}})},
    "automatic forward": {"message": message(text="茶讯", sender_chat=CHANNEL, is_automatic_forward=True, **{"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}})},
    "people joined": {"message": message(new_chat_members=[PERSON, BOT])},
    "somebody left": {"message": message(left_chat_member=PERSON)},
    "moved": {"message": message(migrate_to_chat_id=-1002222222222)},
    "pinned": {"message": message(pinned_message=TEXT)},
    "buttons": {"message": message(text="x", reply_markup={"inline_keyboard": [[{"text": "点我", "url": "https://x.example"}]]})},
    "edit": {"edited_message": TEXT | {"edit_date": 1772416900}},
    "channel post": {"channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "茶讯"}},
    "edited channel post": {"edited_channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "茶讯"}},
    "button": {"callback_query": {"id": "77", "from": PERSON, "message": message(text="x"), "chat_instance": "1", "data": "case:1"}},
    "button under a lost message": {"callback_query": {
        "id": "77", "from": PERSON, "message": {"message_id": 1, "date": 0, "chat": GROUP}, "chat_instance": "1", "data": "case:1",
    }},
    "inline button": {"callback_query": {"id": "77", "from": PERSON, "inline_message_id": "abc", "chat_instance": "1", "data": "x"}},
    "bot made administrator": {"my_chat_member": {
        "chat": GROUP, "from": PERSON, "date": 1772416800, "old_chat_member": {"status": "left", "user": BOT},
        "new_chat_member": ADMINISTRATOR | {"user": BOT},
    }},
    "join by link": {"chat_member": {
        "chat": GROUP, "from": PERSON, "date": 1772416800, "old_chat_member": {"status": "left", "user": PERSON}, "new_chat_member": MEMBER,
        "invite_link": {"invite_link": "https://t.me/+a", "creator": PERSON, "creates_join_request": False, "is_primary": False, "is_revoked": False},
    }},
    "restricted": {"chat_member": {"chat": GROUP, "from": PERSON, "date": 1, "old_chat_member": MEMBER, "new_chat_member": RESTRICTED}},
    "join request": {"chat_join_request": {"chat": GROUP, "from": PERSON, "user_chat_id": 7203948571, "date": 1, "bio": "茶"}},
    "reaction": {"message_reaction": {
        "chat": GROUP, "message_id": 42, "user": PERSON, "date": 1, "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    }},
    "poll state": {"poll": {"id": "9", "question": "?", "options": [], "total_voter_count": 0, "is_closed": True, "is_anonymous": True, "type": "quiz", "allows_multiple_answers": False}},
    "poll answer": {"poll_answer": {"poll_id": "9", "user": PERSON, "option_ids": [0]}},
    "a kind of next year": {"hologram_call": {"from": PERSON}},
}  # fmt: skip


def update(number: int, content: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 700_000_000 + number} | content
