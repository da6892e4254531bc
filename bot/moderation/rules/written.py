"""Rules as YAML that people read and edit; `documents.read_rules` reads it back. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from bot.moderation.rules.compile import set_field
from bot.moderation.rules.model import Action, Alike, Bounds, Condition, Examples, Rule, Scope, When, Who
from bot.settings.durations import duration_text
from bot.settings.exchange import scalar

_LINE = 100
"""Characters up to which a list stands in one line."""


def write_rules(rules: Sequence[Rule]) -> str:
    """The file that `read_rules` reads back as the same rules, versions left out."""
    return "\n".join("\n".join(_rule_lines(rule)) + "\n" for rule in rules)


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"- name: {scalar(rule.name)}"
    yield f"  mode: {scalar(rule.mode.value)}"
    if scope := dict(_scope_fields(rule.scope)):
        yield f"  scope: {_mapping(scope)}"
    yield "  when:"
    yield from _when_lines(rule.when, "    ")
    yield f"  then: [{', '.join(map(_action, rule.then))}]"
    if rule.explain:
        yield f"  explain: {scalar(rule.explain)}"
    if rule.examples != Examples():
        yield "  examples:"
        for name in ("must_hit", "must_miss"):
            if texts := getattr(rule.examples, name):
                yield from _list_lines(name, texts, "    ")


def _scope_fields(scope: Scope) -> Iterator[tuple[str, str]]:
    if scope.who is not Who.EVERYBODY:
        yield "who", scope.who.value
    if scope.topics:
        yield "topics", f"[{', '.join(map(str, scope.topics))}]"
    if scope.hours:
        yield "hours", f'"{scope.hours}"'
    if scope.comments:
        yield "comments", "true"


def _when_lines(when: When, indent: str) -> Iterator[str]:
    for name in ("all", "any", "none"):
        if conditions := getattr(when, name):
            yield f"{indent}{name}:"
            for condition in conditions:
                first, *others = _condition_lines(condition, f"{indent}    ")
                yield f"{indent}  - {first.strip()}"
                yield from others


def _condition_lines(condition: Condition, indent: str) -> Iterator[str]:
    kind, value = set_field(condition)
    match value:
        case When():
            yield f"{indent}{kind}:"
            yield from _when_lines(value, f"{indent}  ")
        case tuple():
            yield from _list_lines(kind, value, indent)
        case Bounds():
            ends = {"least": value.least, "most": value.most}
            yield f"{indent}{kind}: {_mapping({name: str(end) for name, end in ends.items() if end is not None})}"
        case Alike():
            yield f"{indent}{kind}: {_mapping({'times': str(value.times), 'within': str(value.within)})}"
        case bool():
            yield f"{indent}{kind}: {str(value).lower()}"
        case _:
            yield f"{indent}{kind}: {scalar(value)}"


def _list_lines(name: str, texts: Sequence[str], indent: str) -> Iterator[str]:
    written = [scalar(text) for text in texts]
    line = f"{indent}{name}: [{', '.join(written)}]"
    if len(line) <= _LINE:
        yield line
        return
    yield f"{indent}{name}:"
    yield from (f"{indent}  - {one}" for one in written)


def _mapping(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def _action(action: Action) -> str:
    return action.kind.value if action.lasting is None else f"{action.kind.value} {duration_text(action.lasting)}"
