"""/rules: public, kept, in the group's language, changed in the settings."""

import pytest

from tests.handlers.stage import Stage


@pytest.mark.parametrize(
    ("language", "asked", "title", "line"),
    [
        ("zh-hans", "群规", "「茶友会」群规", "不发广告"),
        ("zh-hant", "群規", "「茶友会」群規", "不發廣告"),
        ("en", "/rules", "Rules of “茶友会”", "No advertising"),
    ],
)
async def test_the_shipped_rules_are_in_the_groups_language(
    stage: Stage, language: str, asked: str, title: str, line: str
) -> None:
    owner = stage.world.person("老板", language=language)
    group = stage.world.supergroup("茶友会", owner=owner, bot=stage.bot)
    await stage.settle()
    member = stage.world.member(group, "Kim", language="ko")
    await member.says(group, asked)
    text = member.sees(title, group)["text"]
    assert line in text


async def test_rules_stay_for_everybody(stage: Stage) -> None:
    group, _ = await stage.group()
    member, other = stage.world.member(group, "小明"), stage.world.member(group, "小红")
    await member.says(group, "/rules")
    await stage.world.passes(minutes=30)
    answer = other.sees("「茶友会」群规", group)
    assert "reply_markup" not in answer


async def test_a_manager_changes_them_through_the_button(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/rules")
    await owner.taps("修改群规")
    await owner.says(stage.bot, "一、喝茶\n二、<b>不吵架</b>")
    member = stage.world.member(group, "小明")
    await member.says(group, "群规")
    text = member.last(group)["text"]
    assert text == "「茶友会」群规\n\n一、喝茶\n二、<b>不吵架</b>"


async def test_a_member_who_finds_the_button_changes_nothing(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/rules")
    member = stage.world.member(group, "小明")
    await member.taps("修改群规")
    member.sees("这里需要「修改设置」的权限", stage.bot)
    await member.says(stage.bot, "没有规矩")
    await member.says(group, "/rules")
    member.does_not_see("没有规矩", group)


async def test_in_private_they_are_the_communitys(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.says(stage.bot, "/rules")
    owner.sees("「茶友会」群规", stage.bot)
    stranger = stage.world.person("路人")
    await stranger.says(stage.bot, "/rules")
    stranger.sees("这里还没有对应的社群", stage.bot)
