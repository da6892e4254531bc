"""Rules as YAML: there and back, and the line of every mistake."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.moderation.rules.documents import MOST_BYTES, MOST_RULES, read_placed_rules, read_rules, write_rules
from bot.moderation.rules.model import (
    Action,
    ActionKind,
    Alike,
    Bounds,
    Condition,
    Examples,
    Mode,
    Rule,
    Scope,
    When,
    Who,
)
from bot.moderation.rules.presets import PRESETS
from bot.settings.problems import ImportProblems
from tests.moderation.rules.test_conditions import CASES

SAMPLE = """\
- name: w1
  mode: observe
  scope: {who: newcomers, topics: [5, 6], hours: "22:00-07:00", comments: yes}
  when:
    any:
      - words: [加薇, 兼职日结]
      - domains: [shop.example]
    none:
      - days: {least: 30}
  then: [delete, mute 2h]
  explain: 群里不发广告
  examples: {must_hit: [加薇 abc123], must_miss: [大家好]}
"""
RULE = Rule(
    name="w1",
    mode=Mode.OBSERVE,
    scope=Scope(who=Who.NEWCOMERS, topics=(5, 6), hours="22:00-07:00", comments=True),
    when=When(
        any=(Condition(words=("加薇", "兼职日结")), Condition(domains=("shop.example",))),
        none=(Condition(days=Bounds(least=30)),),
    ),
    then=(Action(ActionKind.DELETE), Action(ActionKind.MUTE, timedelta(hours=2))),
    explain="群里不发广告",
    examples=Examples(must_hit=("加薇 abc123",), must_miss=("大家好",)),
)


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ImportProblems) as caught:
        read_rules(text)
    return [(problem.line, problem.key) for problem in caught.value.problems]


def test_the_sample_is_read() -> None:
    assert read_rules(SAMPLE) == [RULE]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_there_and_back(name: str) -> None:
    assert tuple(read_rules(write_rules(PRESETS[name]))) == PRESETS[name]


@pytest.mark.parametrize("condition", [condition for condition, _, _ in CASES.values()], ids=CASES.keys())
def test_every_condition_there_and_back(condition: Condition) -> None:
    rule = Rule(name="r", when=When(all=(condition,), any=(Condition(group=When(none=(condition,))),)))
    assert read_rules(write_rules([rule])) == [rule]


texts = some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip() and any(one.isalnum() for one in text)
)


@given(words=some.lists(texts, min_size=1, max_size=5, unique=True), explain=texts, example=texts)
@settings(max_examples=150, deadline=None)
def test_any_text_there_and_back(words: list[str], explain: str, example: str) -> None:
    rule = Rule(
        name="r",
        when=When(any=(Condition(sticker_sets=tuple(words)), Condition(alike=Alike(times=2)))),
        explain=explain,
        examples=Examples(must_hit=(example,)),
    )
    assert read_rules(write_rules([rule])) == [rule]


def test_nothing_is_no_rules() -> None:
    assert read_rules("") == []
    assert read_rules("[]") == []


MISTAKES: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "no list": ("name: w1", [(1, "rule-file-no-list")]),
    "no mapping": ("- w1", [(1, "rule-file-no-fields")]),
    "no name": ("- when: {any: [{words: [a]}]}", [(1, "rule-file-missing")]),
    "no conditions": ("- name: a\n  when: {}", [(2, "rule-problem-empty")]),
    "an unknown field": ("- name: a\n  wenn: {}\n  when: {any: [{words: [a]}]}", [(2, "rule-file-unknown")]),
    "a field twice": ("- name: a\n  name: b\n  when: {any: [{words: [a]}]}", [(2, "rule-file-twice")]),
    "a rule twice": (
        "- name: a\n  when: {any: [{words: [a]}]}\n- name: a\n  when: {any: [{words: [a]}]}",
        [(3, "rule-file-twice")],
    ),
    "a mode": ("- name: a\n  mode: on\n  when: {any: [{words: [a]}]}", [(2, "rule-problem-choice")]),
    "an unknown condition": ("- name: a\n  when:\n    any:\n      - wordz: [a]", [(4, "rule-file-unknown")]),
    "two conditions in one": (
        "- name: a\n  when:\n    any:\n      - words: [a]\n        links: true",
        [(4, "rule-problem-one-field")],
    ),
    "a regular expression": ("- name: a\n  when:\n    any:\n      - regex: '(('", [(4, "rule-problem-regex")]),
    "one that matches nothing": (
        "- name: a\n  when:\n    any:\n      - regex: 'a*'",
        [(4, "rule-problem-regex-empty")],
    ),
    "one that grows": (
        "- name: a\n  when:\n    any:\n      - regex: '((a{1,30}){1,30}){1,30}'",
        [(4, "rule-problem-regex")],
    ),
    "a long one": (f"- name: a\n  when:\n    any:\n      - regex: '{'a' * 501}'", [(4, "rule-problem-regex-long")]),
    "a word of nothing": ('- name: a\n  when:\n    any:\n      - words: ["\\u200b"]', [(4, "rule-problem-empty-word")]),
    "no words": ("- name: a\n  when:\n    any:\n      - words: []", [(4, "rule-problem-no-words")]),
    "a domain": ("- name: a\n  when:\n    any:\n      - domains: [nothing]", [(4, "rule-problem-domain")]),
    "a kind": ("- name: a\n  when:\n    any:\n      - media: [smell]", [(4, "rule-problem-choice")]),
    "bounds": ("- name: a\n  when:\n    any:\n      - length: {least: 5, most: 2}", [(4, "rule-problem-bounds")]),
    "no bounds": ("- name: a\n  when:\n    any:\n      - length: {}", [(4, "rule-problem-no-bounds")]),
    "a number": ("- name: a\n  when:\n    any:\n      - length: {least: many}", [(4, "rule-file-no-number")]),
    "an endless number": ("- name: a\n  when:\n    any:\n      - length: {least: .inf}", [(4, "rule-file-no-number")]),
    "a flag": ("- name: a\n  when:\n    any:\n      - links: maybe", [(4, "rule-file-no-flag")]),
    "a window": ("- name: a\n  when:\n    any:\n      - rate: {times: 1}", [(4, "rule-problem-often")]),
    "an action": ("- name: a\n  when: {any: [{words: [a]}]}\n  then: [explode]", [(3, "rule-problem-choice")]),
    "a duration": ("- name: a\n  when: {any: [{words: [a]}]}\n  then: [mute 5]", [(3, "rule-file-no-duration")]),
    "a negative duration": (
        "- name: a\n  when: {any: [{words: [a]}]}\n  then: [mute -1d]",
        [(3, "rule-file-no-duration")],
    ),
    "a short duration": ("- name: a\n  when: {any: [{words: [a]}]}\n  then: [mute 5s]", [(3, "rule-problem-duration")]),
    "a duration of nothing": (
        "- name: a\n  when: {any: [{words: [a]}]}\n  then: [kick 5m]",
        [(3, "rule-problem-no-duration")],
    ),
    "two sanctions": (
        "- name: a\n  when: {any: [{words: [a]}]}\n  then: [mute, ban]",
        [(3, "rule-problem-two-sanctions")],
    ),
    "two removals": (
        "- name: a\n  when: {any: [{words: [a]}]}\n  then: [hold, delete]",
        [(3, "rule-problem-two-removals")],
    ),
    "hours": ("- name: a\n  scope: {hours: 25:00-3}\n  when: {any: [{words: [a]}]}", [(2, "rule-problem-hours")]),
    "a contradiction": (
        "- name: a\n  when: {any: [{words: [a]}]}\n  examples:\n    must_hit: [a]\n    must_miss: [a]",
        [(4, "rule-problem-contradiction")],
    ),
    "a name": ("- name: a b\n  when: {any: [{words: [a]}]}", [(1, "rule-problem-name")]),
    "an alias": ("- &a {name: a}\n- *a", [(1, "file-alias")]),
    "a cycle": ("- &a [*a]", [(1, "file-alias")]),
    "a tag": ("- !!python/object:os.system {}", [(1, "file-tag")]),
    "no YAML": ("- [", [(1, "file-not-yaml")]),
    "several at once": (
        "- name: a\n  when:\n    any:\n      - regex: '('\n      - words: []\n- name: b",
        [(4, "rule-problem-regex"), (5, "rule-problem-no-words"), (6, "rule-file-missing")],
    ),
}


@pytest.mark.parametrize(("text", "found"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_have_their_line(text: str, found: list[tuple[int, str]]) -> None:
    assert problems(text) == found


def nested(levels: int) -> str:
    lines = ["- name: a", "  when:"]
    for level in range(levels):
        indent = "    " + "      " * level
        lines += [f"{indent}all:", f"{indent}  - group:"]
    lines += ["    " + "      " * levels + "any: [{words: [a]}]"]
    return "\n".join(lines)


def test_groups_end_somewhere() -> None:
    assert len(read_rules(nested(4))) == 1
    assert [key for _, key in problems(nested(5))] == ["rule-problem-deep"]
    assert problems("[" * 1000)[0][1] == "file-too-deep"


def test_giants_are_refused_at_the_limit() -> None:
    assert problems("#" * (MOST_BYTES + 1)) == [(1, "file-too-big")]
    many = "".join(f"- {{name: r{number}, when: {{any: [{{links: true}}]}}}}\n" for number in range(MOST_RULES + 1))
    assert problems(many) == [(MOST_RULES + 1, "rule-file-many")]


def test_where_parts_of_a_rule_stand() -> None:
    placed = read_placed_rules(SAMPLE)[0]
    assert [
        placed.line_of(path) for path in ("", "when.any.2", "then.2", "examples.must_hit.1", "when.none.1.days")
    ] == [
        1,
        7,
        10,
        12,
        9,
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_problem_is_a_sentence(language: Language) -> None:
    translator = Translator()
    for text, _ in MISTAKES.values():
        with pytest.raises(ImportProblems) as caught:
            read_rules(text)
        for problem in caught.value.problems:
            assert translator.text(language, problem.key, **problem.arguments)
