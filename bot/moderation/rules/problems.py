"""What is wrong with a rule, before anything tries to compile it. Pure.

A problem names where (`when.any.2.regex`) and what: a message of the locale files with its arguments.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import UserError
from bot.messages.message import MEDIA_KINDS
from bot.moderation.links import allow_list
from bot.moderation.rules.compile import LIST_SIGN, SHIPPED_LISTS, hours_of, set_field
from bot.moderation.rules.model import (
    DEEPEST,
    LONGEST_NAME,
    MOST_CONDITIONS,
    MOST_WORDS,
    REMOVALS,
    SANCTIONS,
    Action,
    ActionKind,
    Alike,
    Bounds,
    Condition,
    Rule,
    When,
)
from bot.moderation.rules.patterns import Pattern
from bot.moderation.settings import LONGEST_SANCTION, SHORTEST_SANCTION
from bot.moderation.trust import Deed
from bot.text.folding import fold

LONGEST_WORD = 100
LONGEST_EXPLANATION = 300
MOST_EXAMPLES = 50
LONGEST_EXAMPLE = 1000
LONGEST_WINDOW = 86_400
"""Seconds that `repeated`, `alike` and `rate` look back at most."""
FORWARDS = ("user", "hidden_user", "chat", "channel")
DEEDS = tuple(deed.key for deed in Deed)

_NAME = re.compile(r"[\w-]+")
_TIMED = (ActionKind.MUTE, ActionKind.BAN, ActionKind.SLOW_LANE)


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """`path` in the rule, numbers of list items from 1; `key` and `arguments` of the locale files."""

    path: str
    key: str
    arguments: Mapping[str, str | int | float]

    def as_error(self) -> UserError:
        return UserError(self.key, **self.arguments)


def problems_of(rule: Rule) -> list[RuleProblem]:
    """Everything that is wrong with `rule` by itself; a rule without problems compiles."""
    return list(_of_rule(rule))


def _of_rule(rule: Rule) -> Iterator[RuleProblem]:
    if not _NAME.fullmatch(rule.name) or len(rule.name) > LONGEST_NAME:
        yield _problem("name", "rule-problem-name", most=LONGEST_NAME)
    try:
        hours_of(rule.scope.hours)
    except ValueError:
        yield _problem("scope.hours", "rule-problem-hours", value=rule.scope.hours[:40])
    count = _count(rule.when)
    if count == 0:
        yield _problem("when", "rule-problem-empty")
    if count > MOST_CONDITIONS:
        yield _problem("when", "rule-problem-many-conditions", most=MOST_CONDITIONS, count=count)
    if _depth(rule.when) > DEEPEST:
        yield _problem("when", "rule-problem-deep", most=DEEPEST)
    else:
        yield from _of_when(rule.when, "when")
    if not rule.then:
        yield _problem("then", "rule-problem-no-action")
    for number, action in enumerate(rule.then, start=1):
        yield from _of_action(action, f"then.{number}")
    for kinds, key in ((SANCTIONS, "rule-problem-two-sanctions"), (REMOVALS, "rule-problem-two-removals")):
        if sum(action.kind in kinds for action in rule.then) > 1:
            yield _problem("then", key)
    if len(rule.explain) > LONGEST_EXPLANATION:
        yield _problem("explain", "rule-problem-long", most=LONGEST_EXPLANATION, length=len(rule.explain))
    yield from _of_examples(rule)


def _of_when(when: When, path: str) -> Iterator[RuleProblem]:
    for name in ("all", "any", "none"):
        for number, condition in enumerate(getattr(when, name), start=1):
            yield from _of_condition(condition, f"{path}.{name}.{number}")


def _of_condition(condition: Condition, path: str) -> Iterator[RuleProblem]:
    try:
        kind, value = set_field(condition)
    except ValueError:
        yield _problem(path, "rule-problem-one-field")
        return
    if kind == "group":
        yield from _of_when(value, f"{path}.group")
        return
    check = _VALUES.get(kind) or (_bounds if isinstance(value, Bounds) else None)
    if isinstance(value, Alike):
        check = _often
    if check is not None:
        yield from check(value, f"{path}.{kind}")


def _words(words: tuple[str, ...], path: str) -> Iterator[RuleProblem]:
    if not words:
        yield _problem(path, "rule-problem-no-words")
    if len(words) > MOST_WORDS:
        yield _problem(path, "rule-problem-many-words", most=MOST_WORDS, count=len(words))
        return
    for word in words:
        if word.startswith(LIST_SIGN) and word[1:] in SHIPPED_LISTS:
            continue
        if len(word) > LONGEST_WORD:
            yield _problem(path, "rule-problem-long-word", word=word[:20], most=LONGEST_WORD)
        elif not fold(word).text.strip():
            yield _problem(path, "rule-problem-empty-word", word=word[:20])


def _regex(source: str, path: str) -> Iterator[RuleProblem]:
    try:
        Pattern(source)
    except UserError as error:
        yield _problem(path, error.key, **error.arguments)


def _domains(domains: tuple[str, ...], path: str) -> Iterator[RuleProblem]:
    if not domains:
        yield _problem(path, "rule-problem-no-words")
    for domain in domains:
        host = next(iter(allow_list((domain,))), "")
        if "." not in host or len(domain) > LONGEST_WORD:
            yield _problem(path, "rule-problem-domain", value=domain[:40])


def _known(known: tuple[str, ...]) -> Callable[[tuple[str, ...], str], Iterator[RuleProblem]]:
    def check(values: tuple[str, ...], path: str) -> Iterator[RuleProblem]:
        if not values:
            yield _problem(path, "rule-problem-no-words")
        for value in values:
            if value not in known:
                yield _problem(path, "rule-problem-choice", value=value[:40], choices=", ".join(known))

    return check


def _sets(names: tuple[str, ...], path: str) -> Iterator[RuleProblem]:
    if not names or not all(names):
        yield _problem(path, "rule-problem-no-words")


def _bounds(bounds: Bounds, path: str) -> Iterator[RuleProblem]:
    least, most = bounds.least, bounds.most
    if least is None and most is None:
        yield _problem(path, "rule-problem-no-bounds")
    elif least is not None and most is not None and least > most and not path.endswith(".hour"):
        yield _problem(path, "rule-problem-bounds", least=least, most=most)


def _often(often: Alike, path: str) -> Iterator[RuleProblem]:
    if often.times < 2 or not 1 <= often.within <= LONGEST_WINDOW:
        yield _problem(path, "rule-problem-often", most=LONGEST_WINDOW)


def _seconds(seconds: int, path: str) -> Iterator[RuleProblem]:
    if not 1 <= seconds <= LONGEST_WINDOW:
        yield _problem(path, "rule-problem-seconds", most=LONGEST_WINDOW)


_VALUES: Mapping[str, Callable[[Any, str], Iterator[RuleProblem]]] = {
    "words": _words,
    "profile": _words,
    "regex": _regex,
    "domains": _domains,
    "media": _known(MEDIA_KINDS),
    "sticker_sets": _sets,
    "forward": _known(FORWARDS),
    "first": _known(DEEDS),
    "comment_within": _seconds,
}


def _of_action(action: Action, path: str) -> Iterator[RuleProblem]:
    if action.lasting is None:
        return
    if action.kind not in _TIMED:
        yield _problem(path, "rule-problem-no-duration", action=action.kind.value)
    elif not SHORTEST_SANCTION <= action.lasting <= LONGEST_SANCTION:
        yield _problem(path, "rule-problem-duration", action=action.kind.value)


def _of_examples(rule: Rule) -> Iterator[RuleProblem]:
    for name in ("must_hit", "must_miss"):
        examples: tuple[str, ...] = getattr(rule.examples, name)
        if len(examples) > MOST_EXAMPLES:
            yield _problem(f"examples.{name}", "rule-problem-many-examples", most=MOST_EXAMPLES)
        for number, text in enumerate(examples, start=1):
            if not text.strip() or len(text) > LONGEST_EXAMPLE:
                yield _problem(f"examples.{name}.{number}", "rule-problem-example-length", most=LONGEST_EXAMPLE)
    for text in dict.fromkeys(rule.examples.must_hit):
        if text in rule.examples.must_miss:
            yield _problem("examples", "rule-problem-contradiction", text=text[:60])


def _count(when: When) -> int:
    return sum(1 if one.group is None else _count(one.group) for one in (*when.all, *when.any, *when.none))


def _depth(when: When) -> int:
    groups = (one.group for one in (*when.all, *when.any, *when.none) if one.group is not None)
    return max((1 + _depth(group) for group in groups), default=0)


def _problem(path: str, key: str, **arguments: str | int | float) -> RuleProblem:
    return RuleProblem(path, key, arguments)
