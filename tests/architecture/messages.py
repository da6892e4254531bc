"""The locale files as syntax trees: keys, variables, and the texts of every variant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fluent.syntax import FluentParser, ast

from bot.i18n.negotiation import Language
from tests.architecture.sources import ROOT

LOCALES = ROOT / "bot" / "i18n" / "locales"
PLACEABLE = "\N{OBJECT REPLACEMENT CHARACTER}"
TAG = re.compile(r"<[^<>]*>")
# What is typed to a computer obeys other rules than what is read.
CODE = re.compile(r"<code>[^<>]*</code>")


@dataclass(frozen=True)
class Message:
    """A message or attribute (`key.attribute`): what it refers to, and its variants as text with placeables blotted out."""

    key: str
    file: str
    variables: frozenset[str]
    references: frozenset[str]
    variants: tuple[str, ...]


@cache
def messages(language: Language) -> dict[str, Message]:
    """All messages of `language`. Raises `AssertionError` for a key that is written twice and for what is not Fluent."""
    entries: dict[str, tuple[str, ast.Pattern]] = {}
    for file in sorted((LOCALES / language.value).glob("*.ftl")):
        for key, pattern in _patterns(file.read_text(encoding="utf-8"), file.name):
            assert key not in entries, f"{language}/{file.name}: {key} is in {entries[key][0]} already"
            entries[key] = (file.name, pattern)
    return {
        key: Message(
            key,
            file,
            variables=frozenset(_variables(pattern, entries)),
            references=frozenset(_references(pattern)),
            variants=tuple(_variants(pattern)),
        )
        for key, (file, pattern) in entries.items()
    }


def files(language: Language) -> set[str]:
    return {file.name for file in (LOCALES / language.value).glob("*.ftl")}


def shown(variant: str) -> str:
    """What people read of it."""
    return TAG.sub("", CODE.sub(PLACEABLE, variant))


def _patterns(text: str, name: str) -> Iterator[tuple[str, ast.Pattern]]:
    for entry in FluentParser(with_spans=False).parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{name}: {entry.content}"
        if isinstance(entry, ast.Message | ast.Term):
            key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
            if entry.value is not None:
                yield key, entry.value
            for attribute in entry.attributes:
                yield f"{key}.{attribute.id.name}", attribute.value


def _variables(pattern: ast.Pattern, entries: dict[str, tuple[str, ast.Pattern]]) -> Iterator[str]:
    """Its own, and those of messages it refers to."""
    for node in _walk(pattern):
        if isinstance(node, ast.VariableReference):
            yield node.id.name
    for key in _references(pattern):
        yield from _variables(entries[key][1], entries)


def _references(pattern: ast.Pattern) -> Iterator[str]:
    for node in _walk(pattern):
        if isinstance(node, ast.MessageReference | ast.TermReference):
            prefix = "-" if isinstance(node, ast.TermReference) else ""
            yield prefix + node.id.name + (f".{node.attribute.name}" if node.attribute else "")


def _variants(pattern: ast.Pattern) -> Iterator[str]:
    """The pattern, and the pattern of every variant of its selectors."""
    yield "".join(element.value if isinstance(element, ast.TextElement) else PLACEABLE for element in pattern.elements)
    for node in _walk(pattern):
        if isinstance(node, ast.Variant):
            yield from _variants(node.value)


def _walk(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, ast.BaseNode):
        yield node
        for child in vars(node).values():
            yield from _walk(child)
    elif isinstance(node, list):
        for item in node:
            yield from _walk(item)
