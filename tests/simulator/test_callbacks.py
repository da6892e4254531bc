"""Buttons, their answers, and messages for one person alone."""

import pytest
from aiogram.utils.web_app import safe_parse_webapp_init_data

from bot.simulator import ApiError, Bot, Chat, Person, World
from tests.simulator.conftest import Api, refused

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def keyboard(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"press:{label}"}] for label in labels]}


async def test_a_tap_asks_and_the_answer_is_seen_by_the_tapper(
    api: Api, world: World, group: Chat, member: Person
) -> None:
    await api.sendMessage(chat_id=group.id, text="选", reply_markup=keyboard("排行", "签到"))
    query = await member.taps("签到")
    (asked,) = await api.updates("callback_query")
    assert asked["data"] == "press:签到"
    assert asked["from"]["id"] == member.id
    assert asked["message"]["text"] == "选"
    assert await api.answerCallbackQuery(callback_query_id=asked["id"], text="+5", show_alert=True) is True
    assert query is not None
    assert query.answer == {"text": "+5", "show_alert": True}
    member.sees("+5")
    world.member(group, "别人").does_not_see("+5")


async def test_a_late_answer(api: Api, world: World, group: Chat, member: Person) -> None:
    await api.sendMessage(chat_id=group.id, text="选", reply_markup=keyboard("好"))
    query = await member.taps("好")
    assert query is not None
    await world.passes(minutes=2)
    with refused(TOO_OLD):
        await api.answerCallbackQuery(callback_query_id=query.id)
    with refused(TOO_OLD):
        await api.answerCallbackQuery(callback_query_id="123")


async def test_a_button_under_a_deleted_message(api: Api, group: Chat, member: Person) -> None:
    sent = await api.sendMessage(chat_id=group.id, text="选", reply_markup=keyboard("好"))
    await api.deleteMessage(chat_id=group.id, message_id=sent["message_id"])
    await member.taps(sent, "好")
    (asked,) = await api.updates("callback_query")
    assert asked["message"] == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}


async def test_the_newest_button_is_tapped_and_a_missing_one_says_what_is_there(
    api: Api, group: Chat, member: Person
) -> None:
    await api.sendMessage(chat_id=group.id, text="一", reply_markup=keyboard("好"))
    await api.sendMessage(chat_id=group.id, text="二", reply_markup=keyboard("好"))
    await member.taps("好")
    (asked,) = await api.updates("callback_query")
    assert asked["message"]["text"] == "二"
    with pytest.raises(AssertionError) as missing:
        await member.taps("没有的")
    assert "sees no button “没有的”" in str(missing.value)
    assert "群管: 二 [好]" in str(missing.value)


async def test_deep_links_start_the_bot(api: Api, bot: Bot, group: Chat, member: Person) -> None:
    link = {"inline_keyboard": [[{"text": "申诉", "url": f"https://t.me/{bot.user.username}?start=appeal_7"}]]}
    await api.sendMessage(chat_id=group.id, text="已移除", reply_markup=link)
    await member.taps("申诉")
    (message,) = [m for m in await api.updates("message") if m["chat"]["type"] == "private"]
    assert message["text"] == "/start appeal_7"
    assert message["entities"][0] == {"offset": 0, "length": 6, "type": "bot_command"}
    await api.sendMessage(chat_id=member.id, text="请说明")


async def test_a_deep_link_carries_at_most_64_plain_characters(api: Api, bot: Bot, group: Chat, member: Person) -> None:
    for payload in ("a" * 65, "申诉"):
        link = {"inline_keyboard": [[{"text": "去", "url": f"https://t.me/{bot.user.username}?start={payload}"}]]}
        await api.sendMessage(chat_id=group.id, text="x", reply_markup=link)
        with refused("START_PARAM_INVALID"):
            await member.taps("去")


async def test_a_keyboard_has_at_most_a_hundred_buttons(api: Api, group: Chat) -> None:
    await api.sendMessage(chat_id=group.id, text="x", reply_markup=keyboard(*map(str, range(100))))
    with refused("reply markup is too long"):
        await api.sendMessage(chat_id=group.id, text="x", reply_markup=keyboard(*map(str, range(101))))


async def test_an_ephemeral_message_is_for_one_pair_of_eyes(
    api: Api, world: World, group: Chat, member: Person, owner: Person
) -> None:
    await api.updates()
    only = {"receiver_user_id": member.id}
    sent = await api.sendMessage(
        chat_id=group.id, text="你有 5 分", ephemeral_message_parameters=only, reply_markup=keyboard("明细")
    )
    assert sent["message_id"] == 0
    assert sent["ephemeral_message_id"] == 1
    assert sent["receiver_user"]["id"] == member.id
    member.sees("5 分")
    owner.does_not_see("5 分")
    assert await api.updates("message") == []
    await member.taps("明细")
    (asked,) = await api.updates("callback_query")
    assert asked["message"]["ephemeral_message_id"] == 1
    where = {"chat_id": group.id, "receiver_user_id": member.id, "ephemeral_message_id": 1}
    assert await api.editEphemeralMessageText(**where, text="你有 6 分") is True
    member.sees("6 分")
    with refused("message to edit not found"):
        await api.editEphemeralMessageText(**{**where, "receiver_user_id": owner.id}, text="x")
    assert await api.deleteEphemeralMessage(**where) is True
    member.does_not_see("6 分")
    with refused("message to delete not found"):
        await api.deleteEphemeralMessage(**where)


async def test_ephemeral_refusals(api: Api, world: World, group: Chat, bot: Bot, member: Person) -> None:
    with refused("ephemeral messages can be sent only to groups and supergroups"):
        await member.starts(bot)
        await api.sendMessage(chat_id=member.id, text="x", ephemeral_message_parameters={"receiver_user_id": member.id})
    stranger = world.person("外人")
    with refused("USER_NOT_PARTICIPANT"):
        await api.sendMessage(
            chat_id=group.id, text="x", ephemeral_message_parameters={"receiver_user_id": stranger.id}
        )
    await api.sendMessage(chat_id=group.id, text="选", reply_markup=keyboard("好"))
    query = await member.taps("好")
    assert query is not None
    await world.passes(seconds=16)
    only = {"receiver_user_id": member.id, "callback_query_id": query.id}
    with refused(TOO_OLD):
        await api.sendMessage(chat_id=group.id, text="x", ephemeral_message_parameters=only)


async def test_an_ephemeral_message_can_stand_in_place_of_the_tapped_one(
    api: Api, group: Chat, member: Person, owner: Person
) -> None:
    await api.sendMessage(chat_id=group.id, text="原来的", reply_markup=keyboard("看"))
    query = await member.taps("看")
    assert query is not None
    only = {"receiver_user_id": member.id, "callback_query_id": query.id, "replace_callback_query_message": True}
    await api.sendMessage(chat_id=group.id, text="换成的", ephemeral_message_parameters=only)
    member.sees("换成的")
    member.does_not_see("原来的", group)
    owner.sees("原来的")


async def test_an_older_server_ignores_the_parameter(api: Api, world: World, group: Chat, owner: Person) -> None:
    world.telegram.supports_ephemeral = False
    member = world.member(group, "小红")
    only = {"receiver_user_id": member.id}
    sent = await api.sendMessage(chat_id=group.id, text="公开了", ephemeral_message_parameters=only)
    assert "ephemeral_message_id" not in sent
    assert sent["message_id"] > 0
    owner.sees("公开了")
    with pytest.raises(ApiError, match=r"^Not Found$"):
        await api.deleteEphemeralMessage(chat_id=group.id, receiver_user_id=member.id, ephemeral_message_id=1)


async def test_an_ephemeral_command_is_between_its_sender_and_the_bot(
    api: Api, group: Chat, member: Person, owner: Person
) -> None:
    command = {"command": "balance", "description": "积分", "is_ephemeral": True}
    await api.setMyCommands(commands=[command], scope={"type": "all_group_chats"})
    asked = await member.says(group, "/balance")
    assert asked["message_id"] == 0
    (update,) = [m for m in await api.updates("message") if "text" in m]
    assert update["ephemeral_message_id"] == asked["ephemeral_message_id"]
    owner.does_not_see("/balance")
    member.sees("/balance")


async def test_a_mini_app_gets_signed_data(world: World, bot: Bot, member: Person) -> None:
    data = member.init_data(bot, "case_7")
    parsed = safe_parse_webapp_init_data(bot.token, data)
    assert parsed.user is not None
    assert (parsed.user.id, parsed.start_param) == (member.id, "case_7")
    assert parsed.auth_date == world.telegram.clock.now()
    with pytest.raises(ValueError, match="Invalid"):
        safe_parse_webapp_init_data("1:other", data)
