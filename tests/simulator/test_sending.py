"""sendMessage and its sisters: limits, refusals, replies, shapes."""

import pytest

from bot.simulator import ApiError, Bot, Chat, Person, Upload, World
from tests.simulator.conftest import Api, refused


async def test_a_sent_message_comes_back_as_telegram_shapes_it(api: Api, group: Chat, member: Person, bot: Bot) -> None:
    message = await api.sendMessage(chat_id=group.id, text="<b>第 1 天</b> 😀 <i>x</i>", parse_mode="HTML")
    assert message["from"] == {"id": bot.id, "is_bot": True, "first_name": "群管", "username": "qunguan_bot"}
    assert message["chat"] == {"id": group.id, "title": "茶友会", "type": "supergroup"}
    assert message["text"] == "第 1 天 😀 x"
    # 😀 counts two UTF-16 units.
    assert [(e["type"], e["offset"], e["length"]) for e in message["entities"]] == [("bold", 0, 5), ("italic", 9, 1)]
    assert member.sees("第 1 天") == message


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "   "}, "text must be non-empty"),
        ({"text": "茶" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "reply_to_message_id": 999}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 77}, "message thread not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "茶" * 22}]]}},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_what_telegram_refuses(api: Api, group: Chat, params: dict[str, object], reason: str) -> None:
    with refused(reason):
        await api.sendMessage(chat_id=group.id, **params)


async def test_the_longest_text_and_button_data_pass(api: Api, group: Chat) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a" * 64}]]}
    message = await api.sendMessage(chat_id=group.id, text="😀" * 2048, reply_markup=keyboard)
    assert message["reply_markup"] == keyboard


async def test_a_missing_reply_target_can_be_allowed(api: Api, group: Chat) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.sendMessage(chat_id=group.id, text="x", reply_parameters=reply)


async def test_a_reply_carries_its_target_without_that_ones_own_target(api: Api, group: Chat, member: Person) -> None:
    first = await member.says(group, "一")
    second = await member.replies_to(first, "二")
    third = await api.sendMessage(chat_id=group.id, text="三", reply_parameters={"message_id": second["message_id"]})
    assert third["reply_to_message"]["text"] == "二"
    assert "reply_to_message" not in third["reply_to_message"]
    assert third["message_thread_id"] == first["message_id"]


async def test_a_quote_must_be_part_of_the_message(api: Api, group: Chat, member: Person) -> None:
    message = await member.says(group, "退货要几天？")
    reply = {"message_id": message["message_id"], "quote": "几天"}
    sent = await api.sendMessage(chat_id=group.id, text="三天", reply_parameters=reply)
    assert sent["quote"] == {"text": "几天", "position": 3, "is_manual": True}
    with refused("QUOTE_TEXT_INVALID"):
        await api.sendMessage(chat_id=group.id, text="三天", reply_parameters={**reply, "quote": "几周"})


async def test_unknown_chats(api: Api) -> None:
    with refused("chat not found"):
        await api.sendMessage(chat_id=-100123, text="x")
    with refused("chat_id is empty"):
        await api.sendMessage(text="x")
    with refused("chat not found"):
        await api.sendMessage(chat_id="@nobody_here", text="x")


async def test_a_bot_writes_only_to_who_started_and_did_not_block(api: Api, world: World, bot: Bot) -> None:
    person = world.person("新人")
    with refused("bot can't initiate conversation with a user"):
        await api.sendMessage(chat_id=person.id, text="hi")
    await person.starts(bot)
    await api.sendMessage(chat_id=person.id, text="你好")
    person.sees("你好")
    await person.blocks(bot)
    with refused("bot was blocked by the user"):
        await api.sendMessage(chat_id=person.id, text="hi")
    statuses = [u["new_chat_member"]["status"] for u in await api.updates("my_chat_member")]
    assert statuses == ["kicked"]
    await person.says(bot, "回来了")
    await api.sendMessage(chat_id=person.id, text="好")


async def test_a_deleted_account_is_deactivated(api: Api, world: World, bot: Bot) -> None:
    person = world.person("走了", started=bot)
    person.user.is_deleted = True
    with refused("user is deactivated"):
        await api.sendMessage(chat_id=person.id, text="x")


async def test_a_bot_without_rights_obeys_the_chats_permissions(
    world: World, bot: Bot, owner: Person, api: Api
) -> None:
    group = world.supergroup("安静", owner=owner, bot=bot, bot_rights=None)
    group.permissions["can_send_photos"] = False
    await api.sendMessage(chat_id=group.id, text="x")
    with refused("not enough rights to send photos to the chat"):
        await api.sendPhoto(chat_id=group.id, photo=Upload("a.jpg", b"\xff\xd8"))
    await owner.bans(group, bot)
    with refused("bot was kicked from the supergroup chat"):
        await api.sendMessage(chat_id=group.id, text="x")


async def test_files_upload_once_and_go_again_by_file_id(api: Api, group: Chat, member: Person) -> None:
    sent = await api.sendDocument(
        chat_id=group.id, document=Upload("规则.txt", "守时".encode()), caption="<b>规则</b>", parse_mode="HTML"
    )
    assert sent["document"]["file_name"] == "规则.txt"
    assert sent["caption_entities"] == [{"offset": 0, "length": 2, "type": "bold"}]
    again = await api.sendDocument(chat_id=group.id, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]
    assert (await api.getFile(file_id=sent["document"]["file_id"]))["file_size"] == 6
    with refused("can't use file of type Document as Photo"):
        await api.sendPhoto(chat_id=group.id, photo=sent["document"]["file_id"])
    with refused("wrong file identifier/HTTP URL specified"):
        await api.sendPhoto(chat_id=group.id, photo="nonsense")
    with refused("message caption is too long"):
        await api.sendPhoto(chat_id=group.id, photo=Upload("a.jpg", b"x"), caption="长" * 1025)
    photo = await member.uploads(group, "猫.jpg", b"\xff\xd8", "看猫", kind="photo")
    assert photo["photo"][-1]["file_id"]


async def test_an_album_is_several_messages_of_one_group(api: Api, group: Chat) -> None:
    media = [
        {"type": "photo", "media": "attach://a", "caption": "一"},
        {"type": "photo", "media": "attach://b"},
    ]
    sent = await api.sendMediaGroup(chat_id=group.id, media=media, a=Upload("a.jpg", b"a"), b=Upload("b.jpg", b"b"))
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["一", None]


async def test_every_other_kind(api: Api, group: Chat) -> None:
    assert (await api.sendLocation(chat_id=group.id, latitude="31.2", longitude=121.5))["location"]["latitude"] == 31.2
    assert (await api.sendContact(chat_id=group.id, phone_number="+86", first_name="A"))["contact"]["first_name"] == "A"
    assert 1 <= (await api.sendDice(chat_id=group.id))["dice"]["value"] <= 6
    assert await api.sendChatAction(chat_id=group.id, action="typing") is True
    for kind in ("video", "animation", "audio", "voice", "video_note", "sticker"):
        method = getattr(api, "send" + "".join(part.capitalize() for part in kind.split("_")))
        assert kind in await method(chat_id=group.id, **{kind: Upload("f.bin", b"x")})


async def test_parameters_may_be_strings_as_in_a_form(api: Api, group: Chat) -> None:
    sent = await api.sendMessage(
        chat_id=str(group.id),
        text="x",
        reply_markup='{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}',
        protect_content="True",
    )
    assert sent["has_protected_content"] is True
    assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"


async def test_what_can_not_be_forwarded_or_copied(
    api: Api, world: World, group: Chat, owner: Person, bot: Bot
) -> None:
    sent = await api.sendMessage(chat_id=group.id, text="x", protect_content=True)
    quiet = world.supergroup("安静", owner=owner, bot=bot, bot_rights=None)
    quiet.permissions["can_send_other_messages"] = False
    sticker = await owner.sends_sticker(group, "🍵")
    service = next(iter(group.messages.values()))
    for target, message_id in ((group, sent["message_id"]), (quiet, sticker["message_id"]), (group, service.id)):
        source = {"chat_id": target.id, "from_chat_id": group.id, "message_id": message_id}
        with refused("the message can't be forwarded"):
            await api.forwardMessage(**source)
        with refused("the message can't be copied"):
            await api.copyMessage(**source)


async def test_forwards_tell_where_they_come_from(api: Api, world: World, group: Chat, member: Person) -> None:
    shy = world.member(group, "害羞", last_name="的人", hides_forwards=True)
    for writer, kind in ((member, "user"), (shy, "hidden_user")):
        said = await writer.says(group, "转我")
        copy = await api.forwardMessage(chat_id=group.id, from_chat_id=group.id, message_id=said["message_id"])
        assert copy["forward_origin"]["type"] == kind
    assert copy["forward_origin"]["sender_user_name"] == "害羞 的人"
    copied = await api.copyMessage(chat_id=group.id, from_chat_id=group.id, message_id=said["message_id"])
    assert set(copied) == {"message_id"}
    assert "forward_origin" not in group.messages[copied["message_id"]].fields


async def test_flood_limits_when_switched_on(api: Api, world: World, group: Chat) -> None:
    world.telegram.flood.enabled = True
    for _ in range(3):
        await api.sendMessage(chat_id=group.id, text="x")
    with pytest.raises(ApiError) as refusal:
        await api.sendMessage(chat_id=group.id, text="x")
    assert refusal.value.code == 429
    assert refusal.value.description == "Too Many Requests: retry after 3"
    assert refusal.value.parameters == {"retry_after": 3}
    await world.passes(seconds=3)
    await api.sendMessage(chat_id=group.id, text="x")
    sent = 4
    while sent < 20:
        await world.passes(seconds=1)
        await api.sendMessage(chat_id=group.id, text="x")
        sent += 1
    await world.passes(seconds=1)
    with pytest.raises(ApiError, match="retry after"):
        await api.sendMessage(chat_id=group.id, text="the twenty-first in a minute")
