"""`qunguan replay`: what it prints where, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.command_line.application import application
from tests.replay.exports import Writing
from tests.replay.test_dry_run import AD

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a folder with an export of two messages, one of them a newcomer's advertisement."""
    monkeypatch.chdir(tmp_path)
    writing = Writing()
    writing.say(1, "早上好")
    writing.join(2)
    writing.say(2, AD)
    Path("result.json").write_bytes(writing.file().read())
    return lambda *arguments: CliRunner().invoke(application(), ["replay", *arguments], catch_exceptions=False)


def test_a_report_and_a_few_lines(run: Run):
    ended = run("result.json")
    assert ended.exit_code == 0
    assert "规则命中: 1" in ended.stdout
    assert "newcomer_ads: 1" in ended.stdout
    assert ended.stderr == ""
    assert "规则回放报告" in Path("report.html").read_text("utf-8")


def test_json_alone_on_stdout(run: Run):
    ended = run("result.json", "--json")
    found = json.loads(ended.stdout)
    assert (found["messages"], found["hits"], found["rules"][0]["name"]) == (2, 1, "newcomer_ads")
    assert ended.stderr == ""
    assert not Path("report.html").exists()


def test_own_rules_labels_and_language(run: Run):
    Path("rules.yaml").write_text("- name: w1\n  when: {any: [{words: [早上好]}]}\n", "utf-8")
    Path("labels.json").write_text('{"1": "ham", "3": "spam"}')
    ended = run(
        "result.json", "--rules", "rules.yaml", "--labels", "labels.json", "--language", "en", "--report", "r.html"
    )
    assert ended.exit_code == 0
    assert "w1: 1" in ended.stdout
    assert "Recall: 0.0% (0.0% – 79.3%)" in ended.stdout
    assert "Regulars first" in Path("r.html").read_text("utf-8")


def test_staff_are_left_alone(run: Run):
    assert json.loads(run("result.json", "--json", "--staff", "1, user2").stdout)["hits"] == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("", "the file is empty"),
        ("<html>", "Machine-readable JSON"),
        ('{"a": 1}', "neither messages nor chats"),
        ('{"messages": []}', "there are no messages of a group"),
        ('{"messages": [{"id": 1, ]}', "broken JSON at byte 24"),
        ('{"messages": [{"id": 1', "broken JSON at byte 22: the file ends here"),
    ],
)
def test_exports_that_cannot_be_read_end_with_1(run: Run, content: str | None, says: str):
    if content is not None:
        Path("other.json").write_text(content)
    ended = run("other.json")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("other.json: ")
    assert says in ended.stderr
    assert not Path("report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--preset", "nice"), "open, brand, strict, class, trading"),
        (("--rules", "none.yaml"), "none.yaml"),
        (("--rules", "bad.yaml"), "bad.yaml:2: "),
        (("--labels", "bad.yaml"), 'expected {"message id"'),
        (("--labels", "odd.json"), "neither"),
        (("--staff", "me"), "--staff"),
        (("--timezone", "Mars/Base"), "Asia/Shanghai"),
        (("--language", "fr"), "zh-Hans"),
        (("--report", "nowhere/r.html"), "no folder"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...], says: str):
    Path("bad.yaml").write_text("- name: w1\n  wenn: 1\n")
    Path("odd.json").write_text('{"1": "maybe"}')
    ended = run("result.json", *arguments)
    assert ended.exit_code == 2
    assert says in ended.stderr
