"""/privacy: what is stored, exported, erased."""

import json

import pytest

from bot.membership import queries
from bot.simulator import Person
from tests.handlers.stage import Stage


async def stored_name(stage: Stage, person: Person) -> str | None:
    async with stage.app.database.read() as view:
        found = await queries.person(view, person.id)
    return found.name if found else None


@pytest.mark.parametrize(
    ("language", "command", "labels"),
    [
        ("zh-hans", "/privacy", ("导出", "清除我的数据")),
        ("zh-hant", "隱私", ("匯出", "清除我的資料")),
        ("en", "/privacy", ("Export", "Erase my data")),
    ],
)
async def test_the_words_of_the_buttons(stage: Stage, language: str, command: str, labels: tuple[str, str]) -> None:
    person = stage.world.person("Ming", language=language)
    await person.says(stage.bot, command)
    rows = person.last(stage.bot)["reply_markup"]["inline_keyboard"]
    assert tuple(button["text"] for row in rows for button in row) == labels


async def test_in_the_group_it_leads_to_the_private_chat(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "/privacy")
    member.sees("这件事在私聊里办更合适", group)
    member.does_not_see("我存了什么")
    await member.taps("到私聊里看")
    member.sees("我存了什么", stage.bot)


async def test_export_is_one_file_of_everything(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "大家好")
    await member.says(stage.bot, "/privacy")
    await member.taps("导出")
    sent = member.sees("这是我存的关于你的全部资料", stage.bot)
    document = json.loads(stage.telegram.files[sent["document"]["file_id"]].content)
    assert document["user_id"] == member.id
    assert document["membership"]["person"]["name"] == "小明"
    assert [one["text"] for one in document["membership"]["messages"]] == ["大家好"]


async def test_erasing_asks_once_more(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "大家好")
    await member.says(stage.bot, "/privacy")
    await member.taps("清除我的数据")
    member.sees("清除后找不回来")
    await member.taps("取消")
    member.sees("什么都没有改动")
    assert await stored_name(stage, member) == "小明"


async def test_erasing_forgets_the_person_and_says_what_stays(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "大家好")
    await member.says(stage.bot, "/privacy")
    await member.taps("清除我的数据")
    await member.taps("确认清除")
    text = member.sees("已经清除")["text"]
    assert "加密的标识" in text
    assert await stored_name(stage, member) is None
    async with stage.app.database.read() as view:
        left = await queries.export(view, member.id)
    assert not left["messages"]
    assert not left["memberships"]


async def test_another_persons_data_stays(stage: Stage) -> None:
    group, _ = await stage.group()
    member, other = stage.world.member(group, "小明"), stage.world.member(group, "小红")
    for person in (member, other):
        await person.says(group, "大家好")
    await member.says(stage.bot, "/privacy")
    await member.taps("清除我的数据")
    await member.taps("确认清除")
    assert await stored_name(stage, other) == "小红"
