"""Code and locale files agree: every key that code names exists, with the arguments it needs, and none is left over."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.i18n.negotiation import Language
from tests.architecture.messages import messages
from tests.architecture.sources import Source, dotted, sources

SAY = {"text", "public_text", "label", "plain", "UserError"}
"""Functions that take a key; the translator's take a language before it."""
OF_SOMETHING_ELSE = ("bot/simulator/", "bot/command_line/", "bot/persistence/", "bot/scheduling/")
"""Folders where `text` and `label` are other people's words."""
KEY = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)+(\.[A-Za-z][A-Za-z0-9_-]*)?")
KEPT = re.compile(r"word-")
"""The fixed words of PRODUCT §5, which tests hold every text against."""

KNOWN = messages(Language.ZH_HANS)


@dataclass(frozen=True)
class Saying:
    """A call that names a message: by key, or by a pattern where part of the key is computed."""

    place: str
    pattern: str
    is_literal: bool
    arguments: frozenset[str]
    has_more: bool

    @property
    def keys(self) -> list[str]:
        return [key for key in KNOWN if re.fullmatch(self.pattern, key)]


def sayings() -> Iterator[Saying]:
    for source in sources("bot", "handlers"):
        if not source.name.startswith(OF_SOMETHING_ELSE):
            yield from _sayings(source)


def _sayings(source: Source) -> Iterator[Saying]:
    for call in source.calls():
        if dotted(call.func).split(".")[-1] not in SAY:
            continue
        key = next((one for one in call.args[:2] if as_pattern(one)), None)
        if key is None:
            continue
        names = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        has_more = any(keyword.arg is None for keyword in call.keywords)
        yield Saying(source.at(call), as_pattern(key), isinstance(key, ast.Constant), names, has_more)


def as_pattern(node: ast.AST) -> str:
    """A regular expression for the keys that `node` can name; empty where it is no string with a key's shape."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[A-Za-z0-9_.-]+" for part in node.values
        )
    return ""


def test_every_key_exists():
    unknown = [f"{one.place}: {one.pattern}" for one in sayings() if not one.keys]
    assert unknown == [], "\n".join(unknown)


def test_every_message_gets_its_arguments():
    """A variable that is not given is an error at run time. Of a computed key it is known only that some must fit."""
    lacking = [
        f"{one.place}: {one.pattern} needs {min(lacks, key=len)}"
        for one in sayings()
        if not one.has_more and one.keys
        if all(lacks := [sorted(KNOWN[key].variables - one.arguments) for key in one.keys])
    ]
    assert lacking == [], "\n".join(lacking)


def test_no_message_gets_arguments_it_does_not_use():
    """As a rule a renamed variable."""
    idle = [
        f"{one.place}: {key} has no {sorted(one.arguments - KNOWN[key].variables)}"
        for one in sayings()
        if one.is_literal
        for key in one.keys
        if one.arguments - KNOWN[key].variables
    ]
    assert idle == [], "\n".join(idle)


def test_no_message_is_left_over():
    """A key stands somewhere in the code, whole or as the pattern of an f-string, or another message refers to it."""
    named = re.compile("|".join(sorted(mentions())))
    left = [f"{KNOWN[key].file}: {key}" for key in KNOWN if not named.fullmatch(key) and not KEPT.match(key)]
    assert left == [], "\n".join(left)


def mentions() -> Iterator[str]:
    for source in sources("bot", "handlers"):
        for node in ast.walk(source.tree):
            pattern = as_pattern(node)
            if "-" in pattern and (not isinstance(node, ast.Constant) or KEY.fullmatch(node.value)):
                yield pattern
    for one in KNOWN.values():
        yield from map(re.escape, one.references)
