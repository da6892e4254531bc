"""Settings as a YAML file: written to be read and edited, read back with the line of every mistake.

Values are read by the knob they belong to, as in the chat, never by YAML's own types.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from bot.errors import UserError
from bot.settings import values
from bot.settings.durations import duration_text
from bot.settings.fields import Kind, Knob, SettingsSchema, Snapshot
from bot.settings.problems import ImportProblems, Problem

if TYPE_CHECKING:
    from bot.settings.documents import Node

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")
# YAML 1.1 readers, which most editors are, take these for something else than text.
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
# JSON leaves these as they are; YAML ends a line at some and refuses the others.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def export_yaml(schema: SettingsSchema, settings: Snapshot, text: Callable[..., str]) -> str:
    """Every setting with its value, grouped. `text(key, **arguments)` speaks the locale messages of the comments."""
    lines = [_comment(text("settings-export-header"))]
    for group in schema.groups:
        lines += ["", _comment(text(f"settings-group-{group}")), f"{group}:"]
        for knob in schema.knobs_of(group):
            lines += [f"  {_comment(line)}" for line in _explanation(knob, text)]
            lines.append(f"  {knob.field}:{_written(knob, settings.value(knob.key))}")
    return "\n".join(lines) + "\n"


def import_yaml(schema: SettingsSchema, text: str) -> list[tuple[str, Any]]:
    """The keys and values of the file, all of them fit. Raises `ImportProblems` with everything that is not.

    A file of the full size takes about two seconds of computing: callers with an event loop use a thread.
    """
    # Deferred: it brings ruamel.yaml, 30 ms and 4 MB that a start need not pay.
    from bot.settings.documents import read_document

    reading = _Reading(schema)
    found = list(reading.settings(read_document(text)))
    if reading.problems:
        raise ImportProblems(reading.problems)
    return found


class _Reading:
    """One pass over the tree of a file; what is wrong is kept and the rest read on."""

    def __init__(self, schema: SettingsSchema) -> None:
        self.schema = schema
        self.problems: list[Problem] = []

    def settings(self, root: "Node") -> Iterator[tuple[str, Any]]:
        for group, node in self._entries(root, "", self.schema.groups):
            fields = {knob.field for knob in self.schema.knobs_of(group)}
            for field, value in self._entries(node, group, fields):
                key = f"{group}.{field}"
                try:
                    yield key, self._value(self.schema.knob(key), value)
                except UserError as error:
                    self._refuse(value, key, error.key, **error.arguments)

    def _entries(self, node: "Node", path: str, known: Collection[str]) -> "Iterator[tuple[str, Node]]":
        if node.entries is None:
            self._refuse(node, path, "settings-import-not-a-group")
            return
        seen: dict[str, int] = {}
        for name, value in node.entries:
            if name.text is None or name.text not in known:
                self._refuse(name, path, "settings-import-unknown", name=(name.text or "…")[:40])
            elif name.text in seen:
                self._refuse(name, path, "settings-import-twice", name=name.text, first=seen[name.text])
            else:
                seen[name.text] = name.line
                yield name.text, value

    def _value(self, knob: Knob, node: "Node") -> Any:
        if node.text is not None:
            return values.parse(knob, node.text)
        if node.items is None or knob.kind is not Kind.WORDS:
            raise values.expectation(knob)
        words = [item.text.strip() for item in node.items if item.text is not None]
        if len(words) < len(node.items):
            raise values.expectation(knob)
        return values.checked(knob, tuple(dict.fromkeys(words)))

    def _refuse(self, node: "Node", path: str, key: str, **arguments: str | float) -> None:
        self.problems.append(Problem(node.line, path, key, dict(arguments)))


def _explanation(knob: Knob, text: Callable[..., str]) -> Iterator[str]:
    yield f"{text(knob.label)}: {text(f'{knob.label}.help')}"
    if knob.choices:
        yield " · ".join(f"{choice} = {text(f'{knob.label}.choice-{choice}')}" for choice in knob.choices)
    elif knob.kind in (Kind.INTEGER, Kind.DURATION):
        expected = values.expectation(knob)
        yield text(expected.key, **expected.arguments)


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())


def _written(knob: Knob, value: Any) -> str:
    """What follows the colon."""
    match knob.kind:
        case Kind.BOOL:
            return " true" if value else " false"
        case Kind.DURATION:
            return f" {duration_text(value)}"
        case Kind.WORDS if value:
            return "".join(f"\n    - {scalar(word)}" for word in value)
        case Kind.WORDS:
            return " []"
        case _:
            return f" {scalar(values.to_json(knob, value))}"


def scalar(value: str | int) -> str:
    """How a text or number is written so that every YAML reader takes it for just that."""
    if isinstance(value, int) or (_PLAIN.fullmatch(value) and value.lower() not in _RESERVED):
        return str(value)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
