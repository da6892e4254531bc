"""New rules and changed ones from what people type. Pure."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from bot.errors import UserError
from bot.moderation.rules.compile import set_field
from bot.moderation.rules.documents import read_rules
from bot.moderation.rules.model import Condition, Examples, Mode, Rule, Scope, When, Who
from bot.moderation.rules.problems import problems_of
from bot.settings.exchange import scalar
from bot.settings.problems import ImportProblems
from bot.settings.words import split_words

PREFIXES: Mapping[str, str] = {"words": "w", "regex": "r", "domains": "d"}
"""Names of new rules begin with the letter of what they look for."""
UNNAMED = "new"


def condition_of(kind: str, text: str) -> Condition:
    """What `/rule add <kind> <text>` looks for. Raises `UserError` for nothing to look for."""
    if not text.strip():
        raise UserError(f"rule-usage-{kind}")
    if kind == "regex":
        return Condition(regex=text.strip())
    found = split_words(text)
    return Condition(words=found) if kind == "words" else Condition(domains=tuple(map(str.lower, found)))


def new_rule(*conditions: Condition) -> Rule:
    """A rule as the chat makes them: everybody but staff, delete, observed at first. Raises `UserError` for one that cannot be."""
    return checked(Rule(name=UNNAMED, mode=Mode.OBSERVE, when=When(any=conditions)))


def checked(rule: Rule) -> Rule:
    """The same rule. Raises `UserError` with the first thing that is wrong with it."""
    for problem in problems_of(rule):
        raise problem.as_error()
    return rule


def edited(rule: Rule, field: str, text: str) -> Rule:
    """`rule` after `/rule edit NAME <field> <text>`. Raises `UserError`.

    Another text to look for, other actions and another scope are tried before they act: the rule observes again.
    """
    change = _EDITS.get(field)
    if change is None:
        raise UserError("rule-usage-edit")
    return checked(change(rule, text.strip()))


def _with_condition(kind: str) -> Callable[[Rule, str], Rule]:
    def change(rule: Rule, text: str) -> Rule:
        condition, when = condition_of(kind, text), rule.when
        places = [(name, one) for name in ("all", "any", "none") for one in getattr(when, name)]
        fitting = [(name, one) for name, one in places if set_field(one)[0] == kind and name != "none"]
        if len(fitting) != 1 and len(places) == 1:
            fitting = places
        if len(fitting) != 1:
            raise UserError("rule-edit-complex", name=rule.name)
        name, old = fitting[0]
        changed = tuple(condition if one is old else one for one in getattr(when, name))
        return replace(rule, when=replace(when, **{name: changed}), mode=_tried(rule))

    return change


def _then(rule: Rule, text: str) -> Rule:
    actions = [action.strip() for action in text.replace("，", ",").replace("、", ",").split(",")]
    read = _read(f"then: [{', '.join(scalar(action) for action in actions if action)}]")
    return replace(rule, then=read.then, mode=_tried(rule))


def _who(rule: Rule, text: str) -> Rule:
    if text not in list(Who):
        raise UserError("rule-problem-choice", value=text[:40], choices=", ".join(Who))
    scope: Scope = replace(rule.scope, who=Who(text))
    return replace(rule, scope=scope, mode=_tried(rule))


def _explain(rule: Rule, text: str) -> Rule:
    return replace(rule, explain=text)


def _must_hit(rule: Rule, text: str) -> Rule:
    examples = rule.examples
    return replace(rule, examples=Examples(must_hit=(*examples.must_hit, text), must_miss=examples.must_miss))


def _must_miss(rule: Rule, text: str) -> Rule:
    examples = rule.examples
    return replace(rule, examples=Examples(must_hit=examples.must_hit, must_miss=(*examples.must_miss, text)))


_EDITS: Mapping[str, Callable[[Rule, str], Rule]] = {
    **{kind: _with_condition(kind) for kind in PREFIXES},
    "then": _then,
    "who": _who,
    "explain": _explain,
    "hit": _must_hit,
    "miss": _must_miss,
}


def _tried(rule: Rule) -> Mode:
    return Mode.OBSERVE if rule.mode is Mode.ENFORCE else rule.mode


def _read(line: str) -> Rule:
    """A part of a rule as it stands in a file. Raises `UserError`."""
    try:
        return read_rules(f"- name: {UNNAMED}\n  when: {{any: [{{invites: true}}]}}\n  {line}\n")[0]
    except ImportProblems as refused:
        problem = refused.problems[0]
        raise UserError(problem.key, **problem.arguments) from None
