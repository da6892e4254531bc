"""/lang."""

import pytest

from tests.handlers.stage import Stage


@pytest.mark.parametrize(
    ("wanted", "answer", "afterwards"),
    [
        ("zh-Hans", "以后用简体中文和你说话", "私聊里能用的命令"),
        ("zh-Hant", "以後用繁體中文和你說話", "私訊裡能用的指令"),
        ("en", "I speak English with you from now on", "Commands in private"),
        ("zh_TW", "以後用繁體中文和你說話", "私訊裡能用的指令"),
        ("auto", "跟随你的 Telegram 语言（简体中文）", "私聊里能用的命令"),
    ],
)
async def test_a_language_is_chosen_by_name(stage: Stage, wanted: str, answer: str, afterwards: str) -> None:
    person = stage.world.person("小明")
    await person.says(stage.bot, f"/lang {wanted}")
    person.sees(answer)
    await person.says(stage.bot, "/help")
    person.sees(afterwards)


async def test_a_language_that_nobody_speaks_is_refused(stage: Stage) -> None:
    person = stage.world.person("小明")
    await person.says(stage.bot, "/lang 火星文")
    person.sees("没有这种语言")
    await person.says(stage.bot, "/help")
    person.sees("私聊里能用的命令")


async def test_a_language_is_chosen_by_button_and_survives_a_restart(stage: Stage) -> None:
    person = stage.world.person("小明")
    await person.says(stage.bot, "语言")
    person.sees("现在跟随你的 Telegram 语言（简体中文）")
    await person.taps("English")
    person.sees("I speak English")
    await stage.restart()
    await person.says(stage.bot, "/lang")
    person.sees("I speak English with you. Which would you like?")
    await person.taps("Follow Telegram")
    assert "以后跟随你的 Telegram 语言（简体中文）" in person.last(stage.bot)["text"]


async def test_in_the_group_it_is_quiet_and_only_for_the_asker(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "/lang en")
    member.sees("I speak English", group)
    await member.says(group, "/lang")
    member.sees("/lang zh-Hans", group)
    member.does_not_see("in /settings", group)
    await owner.says(group, "/lang")
    owner.sees("在 /settings 里设定", group)
    # What everybody reads stays in the group's language.
    await member.says(group, "/rules")
    member.sees("「茶友会」群规", group)
    await stage.world.passes(minutes=1)
    owner.does_not_see("I speak English", group)


async def test_an_unknown_account_language_falls_to_the_groups(stage: Stage) -> None:
    owner = stage.world.person("老闆", language="zh-tw")
    group = stage.world.supergroup("茶友會", owner=owner, bot=stage.bot)
    await stage.settle()
    member = stage.world.member(group, "Kim", language="ko")
    await member.says(group, "/help")
    member.sees("群組裡能用的指令", group)
