"""Rules in the form that is asked quickly. Pure.

    compiled = compile_rules(rules, allowed_domains, lists)      once per community, shared between those with the same rules
    outcome = evaluate(facts, compiled)                          see evaluate.py

All words of all rules stand in one automaton and all regular expressions in one set. Each rule is filed under what a
message must have before it can hold (a phrase, a pattern, a trait); a message without it never meets the rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from typing import Any

from bot.moderation.ad_words import AD_WORDS, HARMLESS
from bot.moderation.links import allow_list
from bot.moderation.rules.conditions import CHECKS, COSTLY, Trait, Wanted
from bot.moderation.rules.model import ActionKind, Bounds, Condition, Mode, Rule, When, Who
from bot.moderation.rules.patterns import Pattern, PatternSet, Phrases

LIST_SIGN = "$"
AD_LIST = "ad_words"
SHIPPED_LISTS: Mapping[str, tuple[str, ...]] = {AD_LIST: AD_WORDS, "blocked_words": ()}
"""Words of a rule may be `$ad_words` or `$blocked_words`: the community's list of that name in its settings."""

STRENGTHS: tuple[ActionKind, ...] = (
    ActionKind.NOTIFY,
    ActionKind.HOLD,
    ActionKind.DELETE,
    ActionKind.WARN,
    ActionKind.SLOW_LANE,
    ActionKind.MUTE,
    ActionKind.KICK,
    ActionKind.BAN,
)
"""From the mildest to the strongest."""

COMPANY = ("repeated", "alike", "rate")
"""Conditions on what else was written lately."""

Gate = Trait | tuple[str, int]
"""What a message must have: a trait, a phrase of the condition `("words", n)`, or the pattern `("regex", n)`."""


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """`nested` instead of `wanted` for a group."""

    kind: str
    wanted: Wanted
    nested: "CompiledWhen | None" = None


@dataclass(frozen=True, slots=True)
class CompiledWhen:
    """As `model.When`; what is costly to ask stands last in `all`."""

    all: tuple[CompiledCondition, ...]
    any: tuple[CompiledCondition, ...]
    none: tuple[CompiledCondition, ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """`strength` of its strongest action; `order` its place among the rules."""

    rule: Rule
    order: int
    strength: int
    when: CompiledWhen
    who: Who
    topics: frozenset[int]
    hours: tuple[time, time] | None
    comments: bool
    is_enforced: bool


@dataclass(frozen=True)
class CompiledRules:
    """Everything that `evaluate` asks. Build it with `compile_rules`."""

    phrases: Phrases
    patterns: PatternSet
    allowed: frozenset[str]
    rules: tuple[CompiledRule, ...]
    always: tuple[int, ...]
    """Rules that every message meets."""
    by_phrase: Mapping[int, tuple[int, ...]]
    by_pattern: Mapping[int, tuple[int, ...]]
    by_trait: tuple[tuple[Trait, tuple[int, ...]], ...]
    whose: frozenset[Who] = field(default_factory=frozenset)
    """The `who` of all scopes: a message of nobody in there need not be looked at."""

    kinds: frozenset[str] = field(default_factory=frozenset)
    """Of all conditions."""

    @cached_property
    def asks_for_company(self) -> bool:
        """Whether some rule asks what else was written."""
        return not self.kinds.isdisjoint(COMPANY)

    @cached_property
    def is_for_members(self) -> bool:
        """Whether some rule looks at people who are no newcomers."""
        return not self.whose.isdisjoint((Who.EVERYBODY, Who.UNTRUSTED))


def compile_rules(
    rules: Sequence[Rule],
    allowed_domains: Sequence[str] = (),
    lists: Mapping[str, Sequence[str]] = SHIPPED_LISTS,
) -> CompiledRules:
    """`rules` in their order, those in mode `off` left out. Raises `UserError` for one that `problems_of` finds fault with.

    100,000 words take about a second of computing.
    """
    compiler = _Compiler(lists)
    compiled: list[CompiledRule] = []
    filed: dict[Gate | None, list[int]] = {}
    for order, rule in enumerate(rules):
        if rule.mode is Mode.OFF:
            continue
        one = compiler.rule(rule, order)
        gates = _gates_of_when(one.when)
        if gates is not None and not gates:
            continue  # it looks for an empty list
        for gate in gates if gates is not None else (None,):
            filed.setdefault(gate, []).append(len(compiled))
        compiled.append(one)
    return CompiledRules(
        phrases=Phrases(compiler.phrases, HARMLESS, compiler.guarded),
        patterns=PatternSet(compiler.patterns),
        allowed=allow_list(tuple(allowed_domains)),
        rules=tuple(compiled),
        always=tuple(filed.get(None, ())),
        by_phrase={gate[1]: tuple(of) for gate, of in filed.items() if isinstance(gate, tuple) and gate[0] == "words"},
        by_pattern={gate[1]: tuple(of) for gate, of in filed.items() if isinstance(gate, tuple) and gate[0] == "regex"},
        by_trait=tuple((gate, tuple(of)) for gate, of in filed.items() if isinstance(gate, Trait)),
        whose=frozenset(one.who for one in compiled),
        kinds=frozenset(compiler.kinds),
    )


class _Compiler:
    """One pass over all rules; conditions on words and patterns get their numbers here."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self.phrases: dict[int, list[str]] = {}
        self.patterns: list[str] = []
        self.guarded: set[int] = set()
        self.kinds: set[str] = set()

    def rule(self, rule: Rule, order: int) -> CompiledRule:
        scope = rule.scope
        return CompiledRule(
            rule=rule,
            order=order,
            strength=max((STRENGTHS.index(action.kind) for action in rule.then), default=0),
            when=self._when(rule.when),
            who=scope.who,
            topics=frozenset(scope.topics),
            hours=hours_of(scope.hours),
            comments=scope.comments,
            is_enforced=rule.mode is Mode.ENFORCE,
        )

    def _when(self, when: When) -> CompiledWhen:
        return CompiledWhen(
            all=tuple(sorted(map(self._condition, when.all), key=_cost)),
            any=tuple(map(self._condition, when.any)),
            none=tuple(map(self._condition, when.none)),
        )

    def _condition(self, condition: Condition) -> CompiledCondition:
        kind, value = set_field(condition)
        self.kinds.add(kind)
        match kind:
            case "group":
                return CompiledCondition(kind, Wanted(value), self._when(value))
            case "words":
                number = len(self.phrases)
                self.phrases[number] = list(self._resolved(value))
                if LIST_SIGN + AD_LIST in value:
                    self.guarded.add(number)
                return CompiledCondition(kind, Wanted(len(self.phrases[number]), number))
            case "regex":
                pattern = Pattern(value)
                self.patterns.append(value)
                return CompiledCondition(kind, Wanted(value, len(self.patterns) - 1, pattern))
            case "profile":
                words = list(self._resolved(value))
                return CompiledCondition(kind, Wanted(value, phrases=Phrases({0: words})))
            case "domains":
                return CompiledCondition(kind, Wanted(value, domains=allow_list(value)))
            case "sticker_sets":
                return CompiledCondition(kind, Wanted(frozenset(map(str.casefold, value))))
        return CompiledCondition(kind, Wanted(value))

    def _resolved(self, words: Sequence[str]) -> Iterator[str]:
        for word in words:
            if word.startswith(LIST_SIGN) and word[1:] in SHIPPED_LISTS:
                yield from self._lists.get(word[1:], ())
            else:
                yield word


def set_field(condition: Condition) -> tuple[str, Any]:
    """The one field of `condition` that is set, and its value. Raises `ValueError` where it is not exactly one."""
    found = [(name, value) for name in CONDITION_KINDS if (value := getattr(condition, name)) is not None]
    if len(found) != 1:
        raise ValueError(f"a condition sets one field, not {len(found)}")
    return found[0]


def hours_of(text: str) -> tuple[time, time] | None:
    """`22:00-07:00` as two times of day; None for always. Raises `ValueError`."""
    if not text:
        return None
    first, _, last = text.partition("-")
    return _time_of(first), _time_of(last)


CONDITION_KINDS: tuple[str, ...] = (*CHECKS, "group")


def _time_of(text: str) -> time:
    hour, _, minute = text.strip().partition(":")
    if hour == "24" and not int(minute or 0):
        return time(0)
    return time(int(hour), int(minute or 0))


def _cost(condition: CompiledCondition) -> int:
    return COSTLY.index(condition.kind) + 1 if condition.kind in COSTLY else 0


_TRAIT_OF: Mapping[str, Trait] = {
    "domains": Trait.LINKS,
    "invites": Trait.LINKS,
    "links": Trait.LINKS,
    "mentions": Trait.AT,
    "media": Trait.MEDIA,
    "sticker_sets": Trait.MEDIA,
    "forward": Trait.FORWARD,
    "via_bot": Trait.VIA_BOT,
    "buttons": Trait.BUTTONS,
    "quote": Trait.QUOTE,
    "story": Trait.STORY,
    "channel": Trait.CHANNEL,
    "edit_adds": Trait.EDIT,
    "first": Trait.FIRST,
    "comment_within": Trait.COMMENT,
}


def _gates_of_when(when: CompiledWhen) -> frozenset[Gate] | None:
    """One of these is there whenever `when` holds; None where nothing need be there, empty where it never holds."""
    ways = [_gates_of(condition) for condition in when.all]
    if when.any:
        each = [_gates_of(condition) for condition in when.any]
        ways.append(None if None in each else frozenset[Gate]().union(*(gates for gates in each if gates is not None)))
    bounded = [gates for gates in ways if gates is not None]
    # A phrase or pattern is there more seldom than a trait.
    return min(bounded, key=lambda gates: (any(isinstance(gate, Trait) for gate in gates), len(gates)), default=None)


def _gates_of(condition: CompiledCondition) -> frozenset[Gate] | None:
    kind, wanted = condition.kind, condition.wanted
    if condition.nested is not None:
        return _gates_of_when(condition.nested)
    if kind == "words":
        return frozenset({("words", wanted.number)}) if wanted.value else frozenset()
    if kind == "regex":
        return frozenset({("regex", wanted.number)})
    trait = _TRAIT_OF.get(kind)
    if trait is None or wanted.value is False:
        return None
    if isinstance(wanted.value, Bounds) and not (wanted.value.least or 0) > 0:
        return None  # nothing at all may be within the bounds
    return frozenset({trait})
