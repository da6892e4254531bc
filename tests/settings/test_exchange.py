"""Settings as YAML: what is exported comes back, and every mistake is named with its line."""

import time as stopwatch
from contextlib import suppress
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings.exchange import export_yaml, import_yaml
from bot.settings.problems import MOST_BYTES, ImportProblems
from tests.settings.knobs import SCHEMA


def spoken(key: str, **arguments: Any) -> str:
    """A message as its key: the wording is not this file's business."""
    return " ".join([key, *(f"{name}={value}" for name, value in arguments.items())])


def problems_in(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportProblems) as refused:
        import_yaml(SCHEMA, text)
    return [(problem.line, problem.path, problem.key) for problem in refused.value.problems]


def test_the_file_is_readable() -> None:
    text = export_yaml(SCHEMA, SCHEMA.snapshot({"gate.wait": 3600, "gate.names": ["加薇", "a: b"]}), spoken)
    assert text.startswith(
        """\
# settings-export-header

# settings-group-gate
gate:
  # setting-gate-is_open: setting-gate-is_open.help
  is_open: true
  # setting-gate-tries: setting-gate-tries.help
  # settings-expected-integer low=1 high=20 unit=times
  tries: 3
  # setting-gate-wait: setting-gate-wait.help
  # settings-expected-duration low=30 low_unit=seconds high=7 high_unit=days
  wait: 1h
  # setting-gate-method: setting-gate-method.help
  # button = setting-gate-method.choice-button · picture = setting-gate-method.choice-picture · off = setting-gate-method.choice-off
  method: button
  # setting-gate-names: setting-gate-names.help
  names:
    - "加薇"
    - "a: b"
  # setting-gate-question: setting-gate-question.help
  question: ""
  # setting-gate-opens_at: setting-gate-opens_at.help
  opens_at: "09:30"
"""
    )


def test_a_comment_never_ends_early() -> None:
    text = export_yaml(SCHEMA, SCHEMA.snapshot({}), lambda key, **_: f"{key}\nshop: {{price: 0}}")
    assert dict(import_yaml(SCHEMA, text))["shop.price"] == 10


def test_a_part_of_a_file_is_enough() -> None:
    text = """
gate:
  is_open: no
  tries: "7"
  wait: 半小时
  method: off
  names: [加薇, 加薇, '兼职 日结']
  opens_at: 9:30
shop: {price: 0}
"""
    assert import_yaml(SCHEMA, text) == [
        ("gate.is_open", False),
        ("gate.tries", 7),
        ("gate.wait", timedelta(minutes=30)),
        ("gate.method", "off"),
        ("gate.names", ("加薇", "兼职 日结")),
        ("gate.opens_at", time(9, 30)),
        ("shop.price", 0),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n", "---\n", "gate: {}\n"])
def test_nothing_is_nothing(text: str) -> None:
    if text == "---\n":  # an empty document is a scalar without text
        assert problems_in(text) == [(1, "", "settings-import-not-a-group")]
    else:
        assert import_yaml(SCHEMA, text) == []


def test_every_mistake_is_listed_with_its_line() -> None:
    text = """\
gate:
  tries: 99
  wait: 5
  color: red
  tries: 4
  method:
    - button
  names: {a: b}
  opens_at:
circus:
  clowns: 3
shop: 3
"""
    assert problems_in(text) == [
        (2, "gate.tries", "settings-expected-integer"),
        (3, "gate.wait", "settings-expected-duration-unit"),
        (4, "gate", "settings-import-unknown"),
        (5, "gate", "settings-import-twice"),
        (7, "gate.method", "settings-expected-choice"),
        (8, "gate.names", "settings-expected-words"),
        (9, "gate.opens_at", "settings-expected-time"),
        (10, "", "settings-import-unknown"),
        (12, "shop", "settings-import-not-a-group"),
    ]


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (BOMB, 1, "file-alias"),
        ("gate:\n  names: *missing\n", 2, "file-alias"),
        ("gate:\n  <<: *base\n", 2, "file-alias"),
        ("gate:\n  names: &words [a]\n", 2, "file-alias"),
        ("gate:\n  tries: !!python/object/apply:os.system [id]\n", 2, "file-tag"),
        ("gate:\n  tries: !!int 3\n", 2, "file-tag"),
        ("gate:\n - - - - - - - x\n", 2, "file-too-deep"),
        ("[" * 200_000, 1, "file-too-deep"),
        ("{a: " * 60_000, 1, "file-too-deep"),
        ("? " * 100_000, 1, "file-too-deep"),
        ("gate:\n  names:\n" + "  - a\n" * 30_000, 19_998, "file-too-many"),
        ("gate:\n  tries: 3\n---\nshop:\n  price: 1\n", 3, "file-two-documents"),
        ("gate:\n  names: [a, b\nshop: 3\n", 3, "file-not-yaml"),
        ("gate:\n\ttries: 3\n", 2, "file-not-yaml"),
        ("gate:\n  question: a\n  question\x01: b\n", 3, "file-not-yaml"),
        ('gate:\n  question: "\\U99999999"\n', 2, "file-not-yaml"),
        ("%YAML 9.9\n---\ngate: {}\n", 1, "file-not-yaml"),
        ("#" * (MOST_BYTES + 1), 1, "file-too-big"),
        ("广" * (MOST_BYTES // 3 + 1), 1, "file-too-big"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_file_past_a_limit_is_left_at_that_line(text: str, line: int, problem: str) -> None:
    assert problems_in(text) == [(line, "", problem)]


def test_a_bomb_costs_no_time() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    started = stopwatch.perf_counter()
    assert problems_in("\n".join(levels)) == [(1, "", "file-alias")]
    assert stopwatch.perf_counter() - started < 1


words = st.text(min_size=1, max_size=20).filter(lambda word: word.strip() == word and "\0" not in word)


@settings(max_examples=200, deadline=None)
@given(
    stored=st.fixed_dictionaries(
        {},
        optional={
            "gate.is_open": st.booleans(),
            "gate.tries": st.integers(1, 20),
            "gate.wait": st.integers(30, 604_800),
            "gate.method": st.sampled_from(["button", "picture", "off"]),
            "gate.names": st.lists(words, max_size=4, unique=True),
            "gate.question": words,
            "gate.opens_at": st.times().map(lambda value: f"{value:%H:%M}"),
            "gate.zone": st.sampled_from(["", "Asia/Taipei", "Etc/GMT+8"]),
            "gate.log_chat": st.integers(-(2**52), 2**52),
        },
    )
)
def test_what_is_exported_comes_back(stored: dict[str, Any]) -> None:
    snapshot = SCHEMA.snapshot(stored)
    found = dict(import_yaml(SCHEMA, export_yaml(SCHEMA, snapshot, spoken)))
    expected = {key: snapshot.value(key) for key in SCHEMA.knobs}
    # Text is composed (NFC) where it is read.
    found["gate.question"], expected["gate.question"] = "", ""
    assert found == expected


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=" \n\t-:?[]{}&*!%#|>@`'\"\\\0,.~abgate01\u2028\ufeff\x85", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ImportProblems):
        import_yaml(SCHEMA, text)
