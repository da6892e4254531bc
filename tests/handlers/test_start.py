"""/start, and the bot's first words in a group."""

from typing import Any

import pytest

from bot.simulator import ALL_RIGHTS, Person
from bot.simulator.state import Chat
from tests.handlers.stage import Stage


def said_by_bot(stage: Stage, chat: Chat) -> list[str]:
    return [str(sent.get("text", "")) for sent in stage.telegram.sent_to(chat.id)]


async def add_bot(stage: Stage, person: Person, **details: Any) -> Chat:
    """`person` makes a group and adds the bot to it."""
    chat = stage.world.supergroup("茶友会", owner=person, bot=stage.bot, **details)
    await stage.settle()
    return chat


async def test_start_says_who_the_bot_is(stage: Stage) -> None:
    person = stage.world.person("小明")
    await person.starts(stage.bot)
    hello = person.sees("我是群管")
    urls = [button.get("url", "") for row in hello["reply_markup"]["inline_keyboard"] for button in row]
    assert any(url.startswith("https://t.me/qunguan_bot?startgroup=setup") for url in urls)
    for label in ("加到群里", "我的社群", "帮助", "语言"):
        person.sees(label)


@pytest.mark.parametrize(
    ("language", "hello"),
    [("zh-hans", "帮社群维护秩序"), ("zh-hant", "幫社群維護秩序"), ("en", "help communities keep order")],
)
async def test_start_speaks_the_persons_language(stage: Stage, language: str, hello: str) -> None:
    person = stage.world.person("Ming", language=language)
    await person.starts(stage.bot)
    person.sees(hello)


async def test_the_buttons_of_start_lead_somewhere(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot)
    await owner.taps("帮助")
    owner.sees("/settings")
    await owner.taps("语言")
    owner.sees("想换哪一种")
    await owner.taps("我的社群")
    owner.sees("「茶友会」，你在那里是群主")


async def test_an_unknown_link_is_an_ordinary_start(stage: Stage) -> None:
    person = stage.world.person("小明")
    await person.starts(stage.bot, "nonsense_12")
    person.sees("我是群管")


async def test_start_in_a_group_is_one_quiet_line(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "/start")
    member.sees("我在", group)
    await member.says(group, "/start@qunguan_bot setup")
    assert len([text for text in said_by_bot(stage, group) if "我在" in text]) == 1


async def test_a_person_of_two_communities_chooses_one(stage: Stage) -> None:
    await stage.group("茶友会")
    owner = stage.world.person("老板二")
    for title in ("读书会", "跑步群"):
        stage.world.supergroup(title, owner=owner, bot=stage.bot)
    await stage.settle()
    await owner.starts(stage.bot)
    await owner.says(stage.bot, "/rules")
    owner.sees("现在说的是哪一个")
    owner.does_not_see("「茶友会」")
    await owner.taps("「跑步群」")
    owner.sees("接下来 24 小时说的都是「跑步群」")
    await owner.says(stage.bot, "/rules")
    owner.sees("「跑步群」群规")
    await stage.world.passes(hours=25)
    await owner.says(stage.bot, "/rules")
    assert "现在说的是哪一个" in owner.last(stage.bot)["text"]


# ---- added to a group


async def test_an_arrival_with_every_right_asks_for_none(stage: Stage) -> None:
    owner = stage.world.person("老板")
    group = await add_bot(stage, owner)
    (text,) = said_by_bot(stage, group)
    assert "已经开始维护群里的秩序" in text
    assert "权限" not in text


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh-hans", "封禁用户、置顶消息"),
        ("zh-hant", "封鎖使用者、釘選訊息"),
        ("en", "ban users, pin messages"),
    ],
)
async def test_an_arrival_names_what_is_missing_in_the_adders_language(stage: Stage, language: str, names: str) -> None:
    owner = stage.world.person("老板", language=language)
    rights = ALL_RIGHTS | {"can_restrict_members": False, "can_pin_messages": False}
    group = await add_bot(stage, owner, bot_rights=rights)
    (text,) = said_by_bot(stage, group)
    assert names in text


async def test_an_arrival_as_a_member_asks_to_be_administrator(stage: Stage) -> None:
    group = await add_bot(stage, stage.world.person("老板"), bot_rights=None)
    (text,) = said_by_bot(stage, group)
    assert "我还不是管理员" in text
    assert "删除消息、封禁用户、添加成员、置顶消息" in text


async def test_the_arrival_is_told_once_and_completeness_once(stage: Stage) -> None:
    owner = stage.world.person("老板")
    group = await add_bot(stage, owner, bot_rights=None)
    await owner.promotes(group, stage.bot, can_delete_messages=True)
    assert len(said_by_bot(stage, group)) == 1
    for _ in range(2):
        await owner.promotes(group, stage.bot)
        await owner.promotes(group, stage.bot, can_delete_messages=True)
    texts = said_by_bot(stage, group)
    assert [text for text in texts if "权限已经齐全" in text] == texts[1:]
    assert len(texts) == 2


async def test_being_removed_is_no_reason_to_speak(stage: Stage) -> None:
    group, owner = await stage.group()
    before = len(said_by_bot(stage, group))
    await owner.bans(group, stage.bot)
    assert len(said_by_bot(stage, group)) == before


async def test_a_basic_group_that_becomes_a_supergroup_is_not_greeted_again(stage: Stage) -> None:
    owner = stage.world.person("老板")
    group = stage.world.group("茶友会", owner=owner, bot=stage.bot, admin=True)
    await stage.settle()
    assert len(said_by_bot(stage, group)) == 1
    supergroup = await stage.world.upgrade(group)
    assert said_by_bot(stage, supergroup) == []


async def test_the_setup_button_opens_the_settings_for_the_owner(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.taps("去私聊设置")
    owner.sees("茶友会", stage.bot)
    owner.does_not_see("你还没有", stage.bot)


async def test_the_setup_button_refuses_a_member(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.taps("去私聊设置")
    member.sees("这里需要「修改设置」的权限", stage.bot)


@pytest.mark.parametrize("payload", ["setup_", "setup_x", "setup_-100999", "setup_99999999999999999999", "setup_１２"])
async def test_a_forged_setup_link_opens_nothing(stage: Stage, payload: str) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot, payload)
    owner.sees("这个链接已经失效", stage.bot)


async def test_cards_that_waited_are_shown_to_the_owner_at_start(stage: Stage) -> None:
    group, owner = await stage.group()
    message = await stage.world.member(group, "小明").says(group, "……")
    await owner.replies_to(message, "/warn 刷屏")
    await owner.starts(stage.bot)
    owner.sees("处理 #1", stage.bot)
    sent = len(stage.telegram.sent_to(owner.id))
    await owner.starts(stage.bot)
    assert len(stage.telegram.sent_to(owner.id)) == sent + 1


async def test_a_member_is_shown_no_cards_at_start(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    message = await member.says(group, "……")
    await owner.replies_to(message, "/warn 刷屏")
    await member.starts(stage.bot)
    member.does_not_see("处理 #1", stage.bot)
