"""Rules as a YAML file: written to be read and edited, read back with the line of every mistake. Pure.

    - name: w1
      mode: observe
      when:
        any:
          - words: [加薇, 兼职日结]
      then: [delete, mute 2h]

Import this file's readers where a document is read: ruamel.yaml comes with the first one.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from bot.moderation.rules.compile import CONDITION_KINDS
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
from bot.moderation.rules.problems import problems_of
from bot.moderation.rules.written import write_rules
from bot.settings.durations import MalformedDuration, parse_duration
from bot.settings.problems import ImportProblems, Problem

if TYPE_CHECKING:
    from bot.settings.documents import Node

__all__ = ["PlacedRule", "read_placed_rules", "read_rules", "write_rules"]

MOST_RULES = 200
MOST_BYTES = 4 << 20
MOST_NODES = 150_000
MOST_DEPTH = 24
"""A group in a condition is four levels; what is nested deeper is no rule."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule, and the line of each of its parts by its path, such as `examples.must_hit.2`; the rule's own is ``."""

    rule: Rule
    lines: Mapping[str, int]

    def line_of(self, path: str) -> int:
        """The line of the part at `path`, or of the part around it."""
        while path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines[path]


def read_rules(text: str) -> list[Rule]:
    """The rules of the file in their order, all of them fit. Raises `ImportProblems` with everything that is not.

    A megabyte takes some ten seconds of computing: callers with an event loop use a thread.
    """
    return [placed.rule for placed in read_placed_rules(text)]


def read_placed_rules(text: str) -> list[PlacedRule]:
    """The same rules, each with where it stands."""
    # Deferred: it brings ruamel.yaml, 30 ms and 4 MB that a start need not pay.
    from bot.settings.documents import Limits, read_document

    root = read_document(text, Limits(MOST_BYTES, MOST_DEPTH, MOST_NODES))
    reading = _Reading()
    rules = reading.rules(root)
    if reading.problems:
        raise ImportProblems(reading.problems)
    return rules


class _Wrong(Exception):
    """One value cannot be read; the problem is kept already."""


class _Reading:
    """One pass over the tree of a file; what is wrong is kept and the rest read on."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._lines: dict[str, int] = {}
        """Where each part of the present rule stands, by its path."""

    def rules(self, root: "Node") -> list[PlacedRule]:
        nodes = root.items
        if nodes is None:
            if root.entries != []:
                self._refuse(root, "", "rule-file-no-list")
            return []
        if len(nodes) > MOST_RULES:
            self._refuse(nodes[MOST_RULES], "", "rule-file-many", most=MOST_RULES)
            return []
        read: list[PlacedRule] = []
        first_line: dict[str, int] = {}
        for node in nodes:
            placed = self._rule(node)
            if placed is None:
                continue
            name, line = placed.rule.name, placed.line_of("name")
            if name in first_line:
                self._add(line, name, "rule-file-twice", name=name, first=first_line[name])
            first_line.setdefault(name, line)
            read.append(placed)
        return read

    def _rule(self, node: "Node") -> PlacedRule | None:
        self._lines = {"": node.line}
        before = len(self.problems)
        try:
            fields = self._fields(node, "", _RULE_FIELDS)
        except _Wrong:
            return None
        for name in ("name", "when"):
            if name not in fields and not any(problem.path == name for problem in self.problems[before:]):
                self._add(node.line, name, "rule-file-missing", name=name)
        if len(self.problems) > before:
            return None
        placed = PlacedRule(Rule(**fields), self._lines)
        for problem in problems_of(placed.rule):
            self._add(placed.line_of(problem.path), problem.path, problem.key, **problem.arguments)
        return placed

    def _fields(
        self, node: "Node", path: str, known: Mapping[str, "Callable[[_Reading, Node, str], Any]"]
    ) -> dict[str, Any]:
        """What stands in a mapping, by name; a value that cannot be read is left out and kept as a problem."""
        read: dict[str, Any] = {}
        for name, value in self._entries(node, path, known):
            inner = f"{path}.{name}" if path else name
            self._lines[inner] = value.line
            try:
                read[name] = known[name](self, value, inner)
            except _Wrong:
                continue
        return read

    def _entries(self, node: "Node", path: str, known: Collection[str]) -> "Iterator[tuple[str, Node]]":
        if node.entries is None:
            raise self._refuse(node, path, "rule-file-no-fields")
        seen: dict[str, int] = {}
        for name, value in node.entries:
            if name.text is None or name.text not in known:
                self._refuse(name, path, "rule-file-unknown", name=(name.text or "…")[:40])
            elif name.text in seen:
                self._refuse(name, path, "rule-file-twice", name=name.text, first=seen[name.text])
            else:
                seen[name.text] = name.line
                yield name.text, value

    def text(self, node: "Node", path: str) -> str:
        if node.text is None:
            raise self._refuse(node, path, "rule-file-no-text")
        return node.text.strip()

    def exact_text(self, node: "Node", path: str) -> str:
        """As it is written: a regular expression or an example may begin with a space."""
        if node.text is None:
            raise self._refuse(node, path, "rule-file-no-text")
        return node.text

    def texts(self, node: "Node", path: str) -> tuple[str, ...]:
        """A list of texts, or one text alone; each once."""
        if node.text is not None:
            return (node.text.strip(),) if node.text.strip() else ()
        return tuple(dict.fromkeys(self._each(node, path, self.text)))

    def exact_texts(self, node: "Node", path: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._each(node, path, self.exact_text)))

    def number(self, node: "Node", path: str) -> float:
        try:
            read = float(self.text(node, path))
        except ValueError:
            read = float("nan")
        if not abs(read) < 1e12:
            raise self._refuse(node, path, "rule-file-no-number", value=(node.text or "")[:40])
        return int(read) if read == int(read) else read

    def whole(self, node: "Node", path: str) -> int:
        read = self.number(node, path)
        if not isinstance(read, int):
            raise self._refuse(node, path, "rule-file-no-number", value=(node.text or "")[:40])
        return read

    def wholes(self, node: "Node", path: str) -> tuple[int, ...]:
        return tuple(self._each(node, path, self.whole))

    def flag(self, node: "Node", path: str) -> bool:
        read = _FLAGS.get(self.text(node, path).lower())
        if read is None:
            raise self._refuse(node, path, "rule-file-no-flag", value=(node.text or "")[:40])
        return read

    def bounds(self, node: "Node", path: str) -> Bounds:
        return Bounds(**self._fields(node, path, {"least": _Reading.number, "most": _Reading.number}))

    def often(self, node: "Node", path: str) -> Alike:
        fields = self._fields(node, path, {"times": _Reading.whole, "within": _Reading.whole})
        if "times" not in fields:
            raise self._refuse(node, path, "rule-file-missing", name="times")
        return Alike(**fields)

    def choice(self, node: "Node", path: str, of: type[Choice]) -> Choice:
        try:
            return of(self.text(node, path).lower())
        except ValueError:
            choices = ", ".join(of)
            raise self._refuse(
                node, path, "rule-problem-choice", value=(node.text or "")[:40], choices=choices
            ) from None

    def mode(self, node: "Node", path: str) -> Mode:
        return self.choice(node, path, Mode)

    def who(self, node: "Node", path: str) -> Who:
        return self.choice(node, path, Who)

    def scope(self, node: "Node", path: str) -> Scope:
        known = {
            "who": _Reading.who,
            "topics": _Reading.wholes,
            "hours": _Reading.text,
            "comments": _Reading.flag,
        }
        return Scope(**self._fields(node, path, known))

    def when(self, node: "Node", path: str) -> When:
        return When(**self._fields(node, path, dict.fromkeys(("all", "any", "none"), _Reading.conditions)))

    def conditions(self, node: "Node", path: str) -> tuple[Condition, ...]:
        return tuple(self._each(node, path, self.condition))

    def condition(self, node: "Node", path: str) -> Condition:
        fields = self._fields(node, path, _CONDITION_FIELDS)
        if not fields and node.entries:
            raise _Wrong
        return Condition(**fields)

    def actions(self, node: "Node", path: str) -> tuple[Action, ...]:
        nodes = [node] if node.text is not None else node.items
        if nodes is None:
            raise self._refuse(node, path, "rule-file-no-list")
        return tuple(self._each_of(nodes, path, self.action))

    def action(self, node: "Node", path: str) -> Action:
        """`delete`, `mute 2h`."""
        kind, _, lasting = self.text(node, path).partition(" ")
        if kind.lower() not in list(ActionKind):
            raise self._refuse(node, path, "rule-problem-choice", value=kind[:40], choices=", ".join(ActionKind))
        return Action(ActionKind(kind.lower()), self._duration(node, path, lasting.strip()))

    def examples(self, node: "Node", path: str) -> Examples:
        known = dict.fromkeys(("must_hit", "must_miss"), _Reading.exact_texts)
        return Examples(**self._fields(node, path, known))

    def _duration(self, node: "Node", path: str, text: str) -> timedelta | None:
        if not text:
            return None
        try:
            lasting = parse_duration(text)
        except MalformedDuration:
            lasting = None
        if lasting is None:
            raise self._refuse(node, path, "rule-file-no-duration", value=text[:40])
        return lasting

    def _each(self, node: "Node", path: str, read: "Callable[[Node, str], Any]") -> Iterator[Any]:
        if node.items is None:
            raise self._refuse(node, path, "rule-file-no-list")
        yield from self._each_of(node.items, path, read)

    def _each_of(self, nodes: "Sequence[Node]", path: str, read: "Callable[[Node, str], Any]") -> Iterator[Any]:
        for number, item in enumerate(nodes, start=1):
            inner = f"{path}.{number}"
            self._lines[inner] = item.line
            try:
                yield read(item, inner)
            except _Wrong:
                continue

    def _refuse(self, node: "Node", path: str, key: str, **arguments: str | float) -> _Wrong:
        self._add(node.line, path, key, **arguments)
        return _Wrong()

    def _add(self, line: int, path: str, key: str, **arguments: str | float) -> None:
        self.problems.append(Problem(line, path, key, dict(arguments)))


_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

_READERS: Mapping[str, "Callable[[_Reading, Node, str], Any]"] = {
    "words": _Reading.texts,
    "regex": _Reading.exact_text,
    "domains": _Reading.texts,
    "media": _Reading.texts,
    "sticker_sets": _Reading.texts,
    "forward": _Reading.texts,
    "first": _Reading.texts,
    "profile": _Reading.texts,
    "repeated": _Reading.often,
    "alike": _Reading.often,
    "rate": _Reading.often,
    "comment_within": _Reading.whole,
    "group": _Reading.when,
    **dict.fromkeys(
        ("invites", "links", "via_bot", "buttons", "quote", "story", "channel", "edit_adds"), _Reading.flag
    ),
}
_CONDITION_FIELDS = {kind: _READERS.get(kind, _Reading.bounds) for kind in CONDITION_KINDS}
_RULE_FIELDS: Mapping[str, "Callable[[_Reading, Node, str], Any]"] = {
    "name": _Reading.text,
    "mode": _Reading.mode,
    "scope": _Reading.scope,
    "when": _Reading.when,
    "then": _Reading.actions,
    "explain": _Reading.text,
    "examples": _Reading.examples,
}
