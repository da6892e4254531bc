"""`qunguan rules check` and `qunguan rules explain`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.command_line.application import application

GOOD = """\
- name: w1
  scope: {hours: "22:00-07:00"}
  when: {any: [{words: [团购]}]}
  examples: {must_hit: [来团 购], must_miss: [团建]}
"""
BAD = GOOD.replace("来团 购", "大家好").replace("团建", "团购吗")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(application(), ["rules", *arguments], prog_name="qunguan")


def write(text: str) -> str:
    Path("rules.yaml").write_text(text, encoding="utf-8")
    return "rules.yaml"


def test_a_file_without_problems(rules: Callable[..., Result]) -> None:
    ended = rules("check", write(GOOD))
    assert (ended.exit_code, ended.output) == (0, "rules.yaml: 1 rule, no problems.\n")
    assert json.loads(rules("check", "rules.yaml", "--json").output) == {"ok": True, "rules": 1, "problems": []}


def test_examples_are_tried(rules: Callable[..., Result]) -> None:
    ended = rules("check", write(BAD))
    assert ended.exit_code == 1
    assert [line.split(":")[:2] for line in ended.output.splitlines()] == [["rules.yaml", "4"]] * 2
    found = json.loads(rules("check", "rules.yaml", "--json").output)
    assert [one["path"] for one in found["problems"]] == ["examples.must_hit.1", "examples.must_miss.1"]


def test_problems_have_lines(rules: Callable[..., Result]) -> None:
    ended = rules("check", write("- name: a\n  when:\n    any:\n      - regex: '('\n"))
    assert ended.exit_code == 1
    assert ended.output == ("rules.yaml:4: when.any.1.regex: The regular expression cannot be used: missing ): (\n")


@pytest.mark.parametrize("arguments", [("check",), ("check", "nothing.yaml"), ("explain",), ("nonsense",), ()])
def test_wrong_usage(rules: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    assert rules(*arguments).exit_code == 2


def test_bytes_that_are_no_text(rules: Callable[..., Result]) -> None:
    Path("rules.yaml").write_bytes(b"\xff\xfe\x00")
    assert rules("check", "rules.yaml").exit_code == 2


def test_span_reading_and_rule(rules: Callable[..., Result]) -> None:
    ended = rules("explain", "看煮也加薇")
    assert ended.exit_code == 0
    assert ended.output.splitlines() == [
        "[0:3] '看煮也' → '看主页' → no rule",
        "[3:5] '加薇' → '加微' → newcomer_ads",
        "Found by newcomer_ads.",
    ]


def test_an_ordinary_text(rules: Callable[..., Result]) -> None:
    assert rules("explain", "大家好").output == "No rule finds it.\n"
    assert rules("explain", "加薇 abc", "--member").output.endswith("No rule finds it.\n")


def test_rules_of_a_file_whatever_the_hour(rules: Callable[..., Result]) -> None:
    ended = rules("explain", "来团 购吧", "--rules", write(GOOD))
    assert ended.output == "[1:4] '团 购' → '团购' → w1\nFound by w1.\n"
    told = json.loads(rules("explain", "来团 购吧", "--rules", "rules.yaml", "--json").output)
    assert told["findings"] == [{"span": [1, 4], "original": "团 购", "reading": "团购", "rule": "w1"}]


def test_a_file_with_problems_explains_nothing(rules: Callable[..., Result]) -> None:
    assert rules("explain", "你好", "--rules", write("- name: a")).exit_code == 1
