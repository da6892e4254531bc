"""/export rules and /import rules: the rules as a YAML file."""

import pytest

from bot.moderation.rules.documents import read_rules
from bot.simulator.state import Json
from tests.handlers.rule_talk import asks, chat, modes, shown
from tests.handlers.scene import Scene

FILE = "rules.yaml"
WORDS = """
- name: w7
  mode: enforce
  when:
    any:
      - words: [团购]
  then: [delete]
  examples:
    must_hit: [今晚团购]
    must_miss: [大家好]
- name: 夜里
  scope: {hours: "22:00-07:00"}
  when: {any: [{regex: "代.{0,2}购"}]}
"""


def document(scene: Scene, message: Json) -> str:
    return scene.stage.telegram.files[message["document"]["file_id"]].content.decode()


async def imports(scene: Scene, text: str | bytes) -> str:
    await scene.owner.starts(scene.stage.bot)
    content = text if isinstance(text, bytes) else text.encode()
    await scene.owner.uploads(scene.stage.bot, FILE, content, "/import rules")
    return shown(scene)


@pytest.mark.parametrize("word", ["rules", "规则", "規則"])
async def test_the_file_holds_every_rule(scene: Scene, word: str) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, f"/export {word}")
    text = document(scene, scene.owner.last(scene.stage.bot))
    assert text.startswith("# 规则文件")
    assert {rule.name for rule in read_rules(text)} >= {"w1", "newcomer_ads", "newcomer_links"}


async def test_what_was_exported_changes_nothing_when_it_comes_back(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, "/rule mode newcomer_ads observe")
    before = await modes(scene)
    await asks(scene, "/export rules")
    text = document(scene, scene.owner.last(scene.stage.bot))
    assert "没有改动" in await imports(scene, text)
    assert await modes(scene) == before


async def test_rules_of_a_file_act_with_their_effect_shown(scene: Scene) -> None:
    await chat(scene, "昨天团购了")
    answer = await imports(scene, WORDS)
    assert "2 条规则有变化" in answer
    assert "w7：新建（启用）。 回放命中 1 次" in answer
    assert await modes(scene) == {"w7": "enforce", "夜里": "observe"}
    [gone] = await chat(scene, "今晚团购")
    assert scene.stage.world.is_deleted(gone)
    assert "w7 · 启用" in await asks(scene, "/rule")


async def test_a_mode_alone_keeps_the_presets_rule(scene: Scene) -> None:
    await asks(scene, "/export rules")
    text = document(scene, scene.owner.last(scene.stage.bot))
    answer = await imports(scene, text.replace("mode: enforce", 'mode: "off"'))
    assert "newcomer_ads：改为停用" in answer
    assert "来自预设" in await asks(scene, "/rule remove newcomer_ads")


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (WORDS.replace("must_hit: [今晚团购]", "must_hit: [今晚代购]"), "第 2 行 w7"),
        (WORDS.replace("must_miss: [大家好]", "must_miss: [团购吗]"), "第 2 行 w7"),
        (WORDS.replace("代.{0,2}购", "代("), "第 13 行"),
        (WORDS.replace("mode: enforce", "mode: loud"), "第 3 行"),
        (WORDS.replace("then: [delete]", "then: [mute 5s]"), "第 7 行"),
        (WORDS.replace("夜里", "w7"), "第 11 行"),
        ("a: &a [x]\n", "第 1 行"),
    ],
)
async def test_a_wrong_file_changes_nothing_and_names_its_lines(scene: Scene, wrong: str, line: str) -> None:
    answer = await imports(scene, wrong)
    assert line in answer
    assert "什么都没有改" in answer
    assert await modes(scene) == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"#" * (4 << 20) + b"#", "文件太大"), ("- name: 甲".encode("utf-16"), "不是 UTF-8"), (b"\x00", "YAML")],
)
async def test_hostile_files_are_refused(scene: Scene, content: bytes, sentence: str) -> None:
    assert sentence in await imports(scene, content)
    assert await modes(scene) == {}


async def test_members_and_moderators_neither_export_nor_import(scene: Scene) -> None:
    for person in (scene.member, scene.moderator):
        await asks(scene, "/export rules", by=person)
        assert "document" not in person.last(scene.stage.bot)
        await person.uploads(scene.stage.bot, FILE, WORDS.encode(), "/import rules")
        assert await modes(scene) == {}
    assert "导入" in await imports(scene, WORDS)


async def test_asked_for_in_the_group_the_file_goes_where_staff_read(scene: Scene) -> None:
    await scene.owner.says(scene.group, "/export rules")
    scene.owner.sees("文件已发到管理群", scene.group)
    assert "newcomer_ads" in document(scene, scene.owner.last(scene.staff))
