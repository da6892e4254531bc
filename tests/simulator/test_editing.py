"""Edits, deletions and reactions."""

import pytest

from bot.simulator import Bot, Chat, Person, Upload, World
from tests.simulator.conftest import Api, refused

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


async def test_an_edit_changes_text_and_drops_buttons_not_named(api: Api, group: Chat, member: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    sent = await api.sendMessage(chat_id=group.id, text="旧", reply_markup=keyboard)
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    with refused(NOT_MODIFIED):
        await api.editMessageText(**where, text="旧", reply_markup=keyboard)
    edited = await api.editMessageText(**where, text="新")
    assert edited["text"] == "新"
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    member.sees("新")
    member.does_not_see("旧")
    await api.editMessageReplyMarkup(**where, reply_markup=keyboard)
    with refused(NOT_MODIFIED):
        await api.editMessageReplyMarkup(**where, reply_markup=keyboard)


async def test_only_own_messages_of_the_right_kind_are_edited(api: Api, group: Chat, member: Person) -> None:
    said = await member.says(group, "我的")
    with refused("message can't be edited"):
        await api.editMessageText(chat_id=group.id, message_id=said["message_id"], text="x")
    with refused("message to edit not found"):
        await api.editMessageText(chat_id=group.id, message_id=999, text="x")
    photo = await api.sendPhoto(chat_id=group.id, photo=Upload("a.jpg", b"x"), caption="一")
    where = {"chat_id": group.id, "message_id": photo["message_id"]}
    with refused("there is no text in the message to edit"):
        await api.editMessageText(**where, text="x")
    assert (await api.editMessageCaption(**where, caption="二"))["caption"] == "二"
    media = {"type": "document", "media": "attach://d", "caption": "三"}
    edited = await api.editMessageMedia(**where, media=media, d=Upload("d.txt", b"d"))
    assert "photo" not in edited
    assert edited["document"]["file_name"] == "d.txt"


async def test_people_edit_and_the_bot_learns(api: Api, group: Chat, member: Person) -> None:
    said = await member.says(group, "你好")
    edited = await member.edits(said, "你好 加薇 t.me/spam")
    (update,) = await api.updates("edited_message")
    assert update == edited
    assert update["entities"] == [{"offset": 6, "length": 9, "type": "url"}]


@pytest.mark.parametrize(
    ("hours", "reason"), [(47, None), (49, "message can't be deleted for everyone")], ids=["fresh", "after two days"]
)
async def test_forty_eight_hours(
    api: Api, world: World, group: Chat, member: Person, hours: int, reason: str | None
) -> None:
    said = await member.says(group, "删我")
    await world.passes(hours=hours)
    if reason is None:
        assert await api.deleteMessage(chat_id=group.id, message_id=said["message_id"]) is True
        member.does_not_see("删我")
        with refused("message to delete not found"):
            await api.deleteMessage(chat_id=group.id, message_id=said["message_id"])
    else:
        with refused(reason):
            await api.deleteMessage(chat_id=group.id, message_id=said["message_id"])
        member.sees("删我")


async def test_deleting_needs_the_right(api: Api, world: World, owner: Person, bot: Bot) -> None:
    group = world.supergroup("别家", owner=owner, bot=bot, bot_rights={"can_restrict_members": True})
    said = await owner.says(group, "别动")
    with refused("message can't be deleted"):
        await api.deleteMessage(chat_id=group.id, message_id=said["message_id"])
    mine = await api.sendMessage(chat_id=group.id, text="我的")
    assert await api.deleteMessage(chat_id=group.id, message_id=mine["message_id"]) is True
    with refused("message can't be deleted"):
        await api.deleteMessage(chat_id=group.id, message_id=1)  # the group's creation


async def test_many_at_once(api: Api, group: Chat, member: Person) -> None:
    ids = [(await member.says(group, f"刷屏 {n}"))["message_id"] for n in range(100)]
    with refused("too many message identifiers specified"):
        await api.deleteMessages(chat_id=group.id, message_ids=[*ids, 9999])
    assert await api.deleteMessages(chat_id=group.id, message_ids=[*ids[1:], 9999]) is True
    assert member.sees("刷屏")["text"] == "刷屏 0"


async def test_reactions_reach_administrator_bots_that_ask(api: Api, group: Chat, member: Person) -> None:
    said = await member.says(group, "好茶")
    await member.reacts(said, "👍")
    assert await api.updates("message_reaction") == []
    await api.getUpdates(allowed_updates=["message", "message_reaction"])
    await member.reacts(said, "🔥")
    await member.reacts(said)
    first, second = await api.updates("message_reaction")
    assert (first["old_reaction"], first["new_reaction"]) == (
        [{"type": "emoji", "emoji": "👍"}],
        [{"type": "emoji", "emoji": "🔥"}],
    )
    assert second["new_reaction"] == []
    assert second["user"]["id"] == member.id


async def test_the_bots_own_reaction(api: Api, group: Chat, member: Person) -> None:
    said = await member.says(group, "好茶")
    where = {"chat_id": group.id, "message_id": said["message_id"]}
    assert await api.setMessageReaction(**where, reaction=[{"type": "emoji", "emoji": "👍"}]) is True
    with refused("REACTION_INVALID"):
        await api.setMessageReaction(**where, reaction=[{"type": "emoji", "emoji": "茶"}])
    await member.reacts(said, "💩")
    assert await api.deleteAllMessageReactions(chat_id=group.id, user_id=member.id) is True
    assert list(group.messages[said["message_id"]].reactions) == [("user", api._bot.id)]


async def test_pins_leave_a_service_message(api: Api, group: Chat, member: Person) -> None:
    sent = await api.sendMessage(chat_id=group.id, text="公告")
    await api.updates()
    await api.pinChatMessage(chat_id=group.id, message_id=sent["message_id"])
    (service,) = await api.updates("message")
    assert service["pinned_message"]["text"] == "公告"
    assert (await api.getChat(chat_id=group.id))["pinned_message"]["message_id"] == sent["message_id"]
    await api.unpinChatMessage(chat_id=group.id)
    assert "pinned_message" not in await api.getChat(chat_id=group.id)
    with refused("message to unpin not found"):
        await api.unpinChatMessage(chat_id=group.id)
