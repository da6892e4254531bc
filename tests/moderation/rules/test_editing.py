"""New rules and changed ones from what people type, and what a message offers for one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import UserError
from bot.moderation.rules.editing import condition_of, edited, new_rule
from bot.moderation.rules.model import Action, ActionKind, Condition, Examples, Mode, Rule, When, Who
from bot.moderation.rules.precision import Precision, falls_back
from bot.moderation.rules.proposals import MOST_WORDS, Proposal, proposal
from tests.moderation.screens import message

WORDS = Rule(name="w1", mode=Mode.ENFORCE, when=When(any=(Condition(words=("团购",)),)))
TWO = replace(WORDS, when=When(any=(Condition(words=("团购",)), Condition(words=("接龙",)))))
MIXED = replace(WORDS, when=When(any=(Condition(words=("团购",)), Condition(domains=("a.com",)))))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("words", "加薇  兼职日结", Condition(words=("加薇", "兼职日结"))),
        ("words", '"buy now" 加薇 「兼职 日结」', Condition(words=("buy now", "加薇", "兼职 日结"))),
        ("words", "加薇 加薇", Condition(words=("加薇",))),
        ("domains", "A.com b.com", Condition(domains=("a.com", "b.com"))),
        ("regex", ' 加.{0,3}"薇 ', Condition(regex='加.{0,3}"薇')),
    ],
)
def test_what_is_typed_is_what_is_looked_for(kind: str, text: str, expected: Condition) -> None:
    assert condition_of(kind, text) == expected


def test_a_new_rule_observes_everybody_and_would_delete() -> None:
    made = new_rule(Condition(words=("加薇",)))
    assert (made.mode, made.scope.who, made.then) == (Mode.OBSERVE, Who.EVERYBODY, (Action(ActionKind.DELETE),))


@pytest.mark.parametrize(
    ("kind", "text"), [("words", " "), ("regex", ""), ("regex", "("), ("domains", "nohost"), ("words", "\u200b")]
)
def test_nothing_to_look_for_is_refused(kind: str, text: str) -> None:
    with pytest.raises(UserError):
        new_rule(condition_of(kind, text))


@pytest.mark.parametrize(
    ("rule", "field", "text", "expected"),
    [
        (WORDS, "words", "接龙", {"when": When(any=(Condition(words=("接龙",)),)), "mode": Mode.OBSERVE}),
        (WORDS, "regex", "a+", {"when": When(any=(Condition(regex="a+"),)), "mode": Mode.OBSERVE}),
        (
            MIXED,
            "domains",
            "b.com",
            {"when": When(any=(Condition(words=("团购",)), Condition(domains=("b.com",)))), "mode": Mode.OBSERVE},
        ),
        (
            WORDS,
            "then",
            "delete, mute 2h",
            {"then": (Action(ActionKind.DELETE), Action(ActionKind.MUTE, timedelta(hours=2))), "mode": Mode.OBSERVE},
        ),
        (WORDS, "explain", "群里不谈团购", {"explain": "群里不谈团购"}),
        (WORDS, "hit", "今晚团购", {"examples": Examples(must_hit=("今晚团购",))}),
        (WORDS, "miss", "你好", {"examples": Examples(must_miss=("你好",))}),
        (replace(WORDS, mode=Mode.OFF), "words", "接龙", {"when": When(any=(Condition(words=("接龙",)),))}),
    ],
)
def test_editing(rule: Rule, field: str, text: str, expected: dict[str, object]) -> None:
    assert edited(rule, field, text) == replace(rule, **expected)


@pytest.mark.parametrize(
    ("rule", "field", "text"),
    [
        (TWO, "words", "甲"),
        (MIXED, "regex", "a+"),
        (WORDS, "words", ""),
        (WORDS, "then", ""),
        (WORDS, "then", "explode"),
        (WORDS, "then", "mute 5s"),
        (WORDS, "then", "]\n  mode: off"),
        (WORDS, "who", "cats"),
        (WORDS, "hit", ""),
        (WORDS, "colour", "red"),
        (WORDS, "explain", "长" * 1000),
    ],
)
def test_what_makes_no_sense_is_refused(rule: Rule, field: str, text: str) -> None:
    with pytest.raises(UserError):
        edited(rule, field, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("兼职日结加薇 abc12345", Proposal(("加薇", "兼职日结", "abc12345"), ())),
        ("看 https://shop.example.top/a?x=1", Proposal((), ("shop.example.top",))),
        ("资料在 https://github.com/x", Proposal(("资料在",), ())),
        ("找 @seller_99 拿货", Proposal(("@seller_99", "拿货"), ())),
        ("？！", Proposal((), ())),
        ("", Proposal((), ())),
    ],
)
def test_what_a_message_offers(text: str, expected: Proposal) -> None:
    found = proposal(message(text), text, ("加薇", "兼职日结"), ("github.com",))
    assert (sorted(found.words), found.domains) == (sorted(expected.words), expected.domains)


def test_long_texts_offer_little() -> None:
    text = "我们的老师带你们在家里就可以赚钱，不用出门也不用本金，" * 20
    found = proposal(message(text), text, (), ())
    assert 0 < len(found.words) <= MOST_WORDS


@pytest.mark.parametrize(
    ("decided", "reversed_", "least", "expected"),
    [(5, 2, 70, True), (5, 1, 70, False), (4, 4, 70, False), (10, 3, 70, False), (10, 4, 70, True), (9, 9, 0, False)],
)
def test_when_a_rule_falls_back(decided: int, reversed_: int, least: int, expected: bool) -> None:
    assert falls_back(Precision(decided, reversed_), least_percent=least, least_decisions=5) is expected


def test_percent_is_rounded_down() -> None:
    assert Precision(3, 1).percent == 66
    assert Precision(0, 0).percent == 100
