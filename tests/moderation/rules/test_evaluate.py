"""Whose messages rules look at, where and when; which of several counts; what observing does."""

from datetime import timedelta
from typing import Any

import pytest

from bot.membership.roles import Role
from bot.messages import Chat, IncomingMessage, User
from bot.moderation.rules.compile import AD_LIST, CompiledRules, compile_rules
from bot.moderation.rules.evaluate import NOTHING, concerns, evaluate
from bot.moderation.rules.facts import Author
from bot.moderation.rules.model import Action, ActionKind, Alike, Condition, Mode, Rule, Scope, When, Who
from bot.moderation.rules.presets import DEFAULT_PRESET, PRESETS, effective_rules
from bot.moderation.rules.problems import problems_of
from bot.moderation.rules.replay import failed_examples
from bot.moderation.rules.verdict import Outcome
from tests.moderation.screens import GROUP, MEMBER, NEWCOMER, NOON, facts, message

CHANNEL = Chat(id=-1009, type="channel", title="好物推荐")
DELETE, HOLD, NOTIFY = Action(ActionKind.DELETE), Action(ActionKind.HOLD), Action(ActionKind.NOTIFY)
MUTE, BAN, WARN = Action(ActionKind.MUTE, timedelta(hours=2)), Action(ActionKind.BAN), Action(ActionKind.WARN)


def rule(name: str = "tea", word: str = "茶", *, then: tuple[Action, ...] = (DELETE,), **fields: Any) -> Rule:
    values: dict[str, Any] = {"mode": Mode.ENFORCE, "when": When(any=(Condition(words=(word,)),))}
    return Rule(name=name, then=then, **(values | fields))


def judge(
    *rules: Rule, text: str = "喝茶", author: Author = MEMBER, known: dict[str, Any] | None = None, **fields: Any
) -> Outcome:
    return evaluate(facts(message(text, **fields), author, **(known or {})), compile_rules(rules))


def names(outcome: Outcome) -> str | None:
    return outcome.enforced.rule if outcome.enforced else None


EXEMPT: dict[str, tuple[dict[str, Any], Author]] = {
    "a moderator": ({}, Author(Role.MODERATOR, is_newcomer=True)),
    "an owner": ({}, Author(Role.OWNER)),
    "an administrator without rights": ({}, Author(Role.TRUSTED, is_administrator=True)),
    "an automatic forward": ({"is_automatic_forward": True, "sender_chat": CHANNEL}, MEMBER),
    "an anonymous administrator": ({"sender_chat": GROUP}, MEMBER),
    "another bot": ({"sender": User(id=9, is_bot=True)}, MEMBER),
    "nobody": ({"sender": None}, MEMBER),
}


@pytest.mark.parametrize(("fields", "author"), EXEMPT.values(), ids=EXEMPT.keys())
def test_never_looked_at(fields: dict[str, Any], author: Author) -> None:
    assert judge(rule(), rule("seen", mode=Mode.OBSERVE)).enforced is not None
    assert judge(rule(), rule("seen", mode=Mode.OBSERVE), author=author, **fields) == NOTHING


TRUSTED = Author(Role.TRUSTED, days=100.0)
REGULAR = Author(Role.MEMBER, trust=0.8)
POSTED = {"sender_chat": CHANNEL, "sender": None}
WHO: dict[str, tuple[Who, Author, dict[str, Any], bool]] = {
    "everybody: a member": (Who.EVERYBODY, MEMBER, {}, True),
    "everybody: somebody trusted": (Who.EVERYBODY, TRUSTED, {}, True),
    "everybody: a channel": (Who.EVERYBODY, MEMBER, POSTED, True),
    "newcomers: a newcomer": (Who.NEWCOMERS, NEWCOMER, {}, True),
    "newcomers: a member": (Who.NEWCOMERS, MEMBER, {}, False),
    "newcomers: a trusted newcomer": (Who.NEWCOMERS, Author(Role.TRUSTED, is_newcomer=True), {}, False),
    "newcomers: a channel": (Who.NEWCOMERS, MEMBER, POSTED, False),
    "untrusted: a member": (Who.UNTRUSTED, MEMBER, {}, True),
    "untrusted: a newcomer": (Who.UNTRUSTED, NEWCOMER, {}, True),
    "untrusted: a regular": (Who.UNTRUSTED, REGULAR, {}, False),
    "untrusted: somebody trusted": (Who.UNTRUSTED, TRUSTED, {}, False),
    "channels: a channel": (Who.CHANNELS, MEMBER, POSTED, True),
    "channels: a member": (Who.CHANNELS, MEMBER, {}, False),
}


@pytest.mark.parametrize(("who", "author", "fields", "held"), WHO.values(), ids=WHO.keys())
def test_who(who: Who, author: Author, fields: dict[str, Any], held: bool) -> None:
    compiled = compile_rules([rule(scope=Scope(who=who))])
    written = message("喝茶", **fields)
    assert (evaluate(facts(written, author), compiled).enforced is not None) is held
    # The quick question never says no where the slow one says yes.
    assert concerns(compiled, written, is_newcomer=author.is_newcomer) or not held


HOURS: dict[str, tuple[str, tuple[int, int], bool]] = {
    "always": ("", (3, 0), True),
    "within": ("09:00-18:00", (9, 0), True),
    "at the end": ("09:00-18:00", (18, 0), False),
    "before midnight": ("22:00-07:00", (23, 59), True),
    "after midnight": ("22:00-07:00", (6, 59), True),
    "by day": ("22:00-07:00", (12, 0), False),
    "to the end of the day": ("20:00-24:00", (23, 0), True),
    "the whole day": ("08:00-08:00", (3, 0), True),
}


@pytest.mark.parametrize(("hours", "now", "held"), HOURS.values(), ids=HOURS.keys())
def test_hours(hours: str, now: tuple[int, int], held: bool) -> None:
    local = NOON.replace(hour=now[0], minute=now[1])
    outcome = judge(rule(scope=Scope(hours=hours)), known={"local": local})
    assert (outcome.enforced is not None) is held


def test_topics_and_comments() -> None:
    topical, commented = rule(scope=Scope(topics=(5, 6))), rule(scope=Scope(comments=True))
    assert judge(topical, message_thread_id=5).enforced
    assert not judge(topical, message_thread_id=7).enforced
    assert not judge(topical).enforced
    assert judge(commented, known={"is_comment": True}).enforced
    assert not judge(commented).enforced


def test_observing_never_acts() -> None:
    outcome = judge(rule("first", mode=Mode.OBSERVE, then=(BAN,)), rule("second", mode=Mode.OBSERVE))
    assert outcome.enforced is None
    assert [verdict.rule for verdict in outcome.observed] == ["first", "second"]
    assert judge(rule(mode=Mode.OFF)) == NOTHING


def test_what_observes_is_told_beside_what_acts() -> None:
    outcome = judge(rule("new", mode=Mode.OBSERVE, version=3), rule("old"))
    assert names(outcome) == "old"
    assert [(verdict.rule, verdict.version) for verdict in outcome.observed] == [("new", 3)]


PRECEDENCE: dict[str, tuple[tuple[tuple[Action, ...], ...], int, tuple[Action, ...]]] = {
    "of equal ones the first": (((DELETE,), (DELETE,)), 0, (DELETE,)),
    "the stronger": (((DELETE,), (DELETE, MUTE)), 1, (DELETE, MUTE)),
    "the strongest": (((WARN,), (BAN,), (MUTE,)), 1, (BAN,)),
    "a removal joins": (((MUTE,), (DELETE,)), 0, (MUTE, DELETE)),
    "a hold joins": (((HOLD,), (WARN,)), 1, (WARN, HOLD)),
    "one removal is enough": (((DELETE, MUTE), (HOLD,)), 0, (DELETE, MUTE)),
    "one sanction is enough": (((MUTE,), (WARN,)), 0, (MUTE,)),
    "telling staff joins": (((DELETE,), (NOTIFY,)), 0, (DELETE, NOTIFY)),
    "deleting before holding": (((HOLD,), (DELETE,)), 1, (DELETE,)),
}


@pytest.mark.parametrize(("thens", "winner", "actions"), PRECEDENCE.values(), ids=PRECEDENCE.keys())
def test_precedence(thens: tuple[tuple[Action, ...], ...], winner: int, actions: tuple[Action, ...]) -> None:
    rules = [rule(f"r{number}", then=then) for number, then in enumerate(thens)]
    verdict = judge(*rules).enforced
    assert verdict is not None
    assert (verdict.rule, verdict.actions) == (f"r{winner}", actions)


def test_the_evidence_of_all_enforced_rules_is_kept() -> None:
    outcome = judge(
        rule("tea"), rule("coffee", "咖啡", then=(WARN,)), rule("rice", "米", mode=Mode.OBSERVE), text="茶和咖啡和米"
    )
    assert outcome.enforced is not None
    assert outcome.enforced.rule == "coffee"
    assert [finding.reading for finding in outcome.enforced.evidence] == ["咖啡", "茶"]


def test_the_explanation_and_version_travel() -> None:
    verdict = judge(rule(explain="群里不谈茶", version=7)).enforced
    assert verdict is not None
    assert (verdict.explain, verdict.version) == ("群里不谈茶", 7)


def test_what_rules_never_meet_is_not_asked() -> None:
    """A rule filed under a phrase, a pattern or a trait is looked at only where that is."""

    def asked() -> float:
        raise AssertionError

    costly = Condition(words=("茶",))
    rules = [
        rule("words", when=When(all=(costly, Condition(group=When(any=(Condition(links=True),)))))),
        rule("link", when=When(all=(Condition(links=True),), none=(Condition(words=("官网",)),))),
    ]
    assert judge(*rules, text="你好", known={"spam": asked}) == NOTHING
    assert names(judge(*rules, text="看 example.com")) == "link"
    assert names(judge(*rules, text="茶 example.com")) == "words"
    assert judge(*rules, text="官网 example.com").enforced is None


def test_an_empty_list_finds_nothing() -> None:
    compiled = compile_rules([rule(when=When(any=(Condition(words=("$blocked_words",)),)))])
    assert compiled.rules == ()
    assert not concerns(compiled, message("茶"), is_newcomer=True)


def test_lists_are_the_communitys() -> None:
    compiled = compile_rules([rule(when=When(any=(Condition(words=(f"${AD_LIST}",)),)))], (), {AD_LIST: ("买茶送杯",)})
    assert evaluate(facts(message("买茶送杯")), compiled).enforced
    assert not evaluate(facts(message("加薇 abc")), compiled).enforced


def test_harmless_phrases_swallow_shipped_words_only() -> None:
    own = rule(when=When(any=(Condition(words=("加微信",)),)))
    assert judge(own, text="怎么加微信群").enforced
    listed = rule(when=When(any=(Condition(words=(f"${AD_LIST}",)),)))
    assert not judge(listed, text="怎么加微信群").enforced
    assert judge(listed, text="怎么加微信群？加微信 abc").enforced


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_sound(name: str) -> None:
    rules = PRESETS[name]
    assert len({one.name for one in rules}) == len(rules)
    for one in rules:
        assert problems_of(one) == []
        assert failed_examples(one, (), {AD_LIST: ("兼职日结",), "blocked_words": ()}, NOON) == ([], [])
    greeting = facts(message("大家好，请问这款什么时候补货？"))
    assert evaluate(greeting, compile_rules(rules)) == NOTHING


def test_own_rules_stand_before_those_of_the_preset_and_replace_them_by_name() -> None:
    own = (rule("w1"), rule("newcomer_links"))
    found = effective_rules(DEFAULT_PRESET, own, {"newcomer_ads": Mode.OBSERVE})
    assert [one.name for one in found[:2]] == ["w1", "newcomer_links"]
    assert [one.name for one in found].count("newcomer_links") == 1
    assert {one.name: one.mode for one in found}["newcomer_ads"] is Mode.OBSERVE


def test_many_rules_with_the_same_word_each_hear_of_it() -> None:
    outcome = judge(*(rule(f"r{number}", mode=Mode.OBSERVE) for number in range(100)))
    assert len(outcome.observed) == 100


def test_hostile_rules_on_hostile_texts_stay_bounded() -> None:
    many = tuple("加" * length for length in range(1, 60))
    compiled: CompiledRules = compile_rules(
        [rule(when=When(any=(Condition(words=many), Condition(regex="(加+加+)+x"))))]
    )
    verdict = evaluate(facts(message("加" * 4096)), compiled).enforced
    assert verdict is not None
    assert len(verdict.evidence) <= 40


def test_half_a_surrogate_pair_is_no_accident() -> None:
    written = IncomingMessage(message_id=1, date=0, chat=GROUP, sender=User(id=1), text="茶\ud83d")
    assert evaluate(facts(written), compile_rules([rule()])).enforced


def test_company_is_asked_only_where_a_rule_does() -> None:
    assert not compile_rules([rule()]).asks_for_company
    nested = When(any=(Condition(group=When(all=(Condition(rate=Alike(times=5)),))),))
    assert compile_rules([rule(when=nested)]).asks_for_company
