"""/help, and the table of commands against what really exists."""

import pytest

from bot import capabilities
from bot.telegram.command_menu import COMMANDS
from bot.telegram.feed import make_feed
from handlers.help import PLAIN_WORDS
from tests.handlers.stage import Stage


def test_the_table_has_every_command_and_no_other() -> None:
    feed = make_feed(capabilities.routers(), "qunguan_bot")
    assert set(feed.commands) == {command.name for command in COMMANDS}


def test_the_words_that_help_names_are_understood() -> None:
    feed = make_feed(capabilities.routers(), "qunguan_bot")
    assert {word for words in PLAIN_WORDS.values() for word in words} <= set(feed.words)


def test_every_button_prefix_is_short() -> None:
    """The fields share the 64 bytes with it."""
    feed = make_feed(capabilities.routers(), "qunguan_bot")
    assert all(len(prefix) <= 8 for prefix in feed.buttons)


async def test_a_member_sees_what_members_can_do(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "/help")
    text = member.sees("群里能用的命令", group)["text"]
    assert "/rules — 查看群规" in text
    assert "也可以直接发：帮助、群规" in text
    assert "更多功能在和我的私聊里" in text
    for staff_only in ("/ban", "/settings", "/bind"):
        assert staff_only not in text


async def test_the_owner_sees_all_of_it(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "帮助")
    text = owner.sees("群里能用的命令", group)["text"]
    for command in ("/rules", "/ban", "/settings", "/bind"):
        assert command in text
    assert text.index("/rules") < text.index("群管\n") < text.index("/settings") < text.index("/bind")


async def test_in_private_nothing_is_listed_that_needs_a_group(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.says(stage.bot, "/help")
    text = owner.sees("私聊里能用的命令")["text"]
    assert "/start" in text
    assert "/bind" not in text


@pytest.mark.parametrize(
    ("language", "word", "line"),
    [
        ("zh-hans", "帮助", "/lang — 选择语言"),
        ("zh-hant", "幫助", "/lang — 選擇語言"),
        ("en", "/help", "/lang — Choose your language"),
    ],
)
async def test_help_speaks_three_languages(stage: Stage, language: str, word: str, line: str) -> None:
    person = stage.world.person("Ming", language=language)
    await person.says(stage.bot, word)
    person.sees(line)


async def test_help_in_the_group_is_quiet(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    other = stage.world.member(group, "小红")
    await member.says(group, "/help")
    member.sees("群里能用的命令", group)
    await stage.world.passes(minutes=1)
    other.does_not_see("群里能用的命令", group)
