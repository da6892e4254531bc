"""`qunguan classify spam`: one result a line, and the number of the line that cannot be read."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.command_line.application import application


def classified(folder: Path, *lines: str | bytes, options: tuple[str, ...] = ("--json",)) -> Result:
    file = folder / "texts.jsonl"
    file.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return CliRunner().invoke(application(), ["classify", "spam", str(file), *options])


def test_each_line_is_judged_in_its_turn(tmp_path: Path):
    ended = classified(
        tmp_path,
        '{"id": "a", "text": "加薇 abc123456 日入过千"}',
        "",
        '{"id": 2, "text": "今天吃什么", "label": "ham"}',
    )
    assert ended.exit_code == 0
    first, second = map(json.loads, ended.stdout.splitlines())
    assert set(first) == {"id", "score", "label", "reasons"}
    assert (first["id"], first["label"], second["id"], second["label"]) == ("a", "spam", 2, "ham")
    assert first["score"] > 0.5 > second["score"]
    assert "“加薇” reads as “加微”" in first["reasons"]


def test_what_is_known_of_the_author_counts(tmp_path: Path):
    known = {"name": "高价收U @caifu_888", "bio": "日结兼职 加VX ab12345", "member_days": 0.1, "messages": 0}
    ended = classified(
        tmp_path,
        json.dumps({"id": 1, "text": "看我主页", **known}),
        json.dumps({"id": 2, "text": "看我主页", "name": None}),
    )
    with_author, alone = map(json.loads, ended.stdout.splitlines())
    assert with_author["score"] > alone["score"]
    assert "the author’s name advertises" in with_author["reasons"]


def test_for_people_a_result_is_a_line_of_words(tmp_path: Path):
    ended = classified(tmp_path, '{"id": 7, "text": "看我主页"}', options=())
    assert ended.stdout.startswith("7\t")
    assert "\tspam\t" in ended.stdout


def test_half_characters_come_back_as_they_came(tmp_path: Path):
    ended = classified(tmp_path, '{"id": "x\\ud800", "text": "加\\ud800薇 abc12345"}')
    assert ended.exit_code == 0
    assert json.loads(ended.stdout)["id"] == "x\ud800"


@pytest.mark.parametrize(
    "line",
    [
        "nothing", "[]", '{"id": 1}', '{"text": "x"}', '{"id": true, "text": "x"}', '{"id": 1, "text": 5}', '{"id": 1, "text": null}',
        '{"id": 1, "text": "x", "member_days": "long"}', '{"id": 1, "text": "x", "member_days": NaN}', '{"id": 1, "text": "x", "messages": 1.5}',
        '{"id": 1, "text": "x", "name": 5}', b'{"id": 1, "text": "\xff"}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_line_is_named_after_the_good_ones_are_judged(tmp_path: Path, line: str | bytes):
    ended = classified(tmp_path, '{"id": 1, "text": "x"}', line, '{"id": 3, "text": "x"}')
    assert ended.exit_code == 2
    assert [json.loads(one)["id"] for one in ended.stdout.splitlines()] == [1]
    assert "texts.jsonl:2: " in ended.stderr


def test_a_file_that_is_not_there(tmp_path: Path):
    ended = CliRunner().invoke(application(), ["classify", "spam", str(tmp_path / "none.jsonl")])
    assert ended.exit_code == 2
    assert "No such file" in ended.stderr
