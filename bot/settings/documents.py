"""YAML from outside as a tree with line numbers. Every scalar stays the text it was; the reader knows what it means.

Limits: `Limits` of bytes, levels and values; no aliases, anchors or tags. Import this file only where a
document is read: it brings ruamel.yaml, 30 ms and 4 MB that a start need not pay.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from bot.settings.problems import MOST_BYTES, ImportProblems, Problem

MOST_DEPTH = 6
MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: in UTF-8, in levels of nesting, in values."""

    bytes: int = MOST_BYTES
    depth: int = MOST_DEPTH
    nodes: int = MOST_NODES


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar with its `text`, a sequence with its `items`, or a mapping with its `entries`; `line` counts from 1."""

    line: int
    text: str | None = None
    items: "list[Node] | None" = None
    entries: "list[tuple[Node, Node]] | None" = None


def read_document(text: str, limits: Limits = Limits()) -> Node:
    """The tree of the only document; no text is an empty mapping. Raises `ImportProblems` where it is no plain YAML.

    A file of the full size takes about two seconds of computing: callers with an event loop use a thread.
    """
    if len(text.encode("utf-8", "surrogatepass")) > limits.bytes:
        raise ImportProblems([Problem(1, "", "file-too-big", {"kilobytes": limits.bytes // 1024})])
    builder = _Builder(YAML(typ="safe", pure=True).parse(text), limits)
    try:
        return builder.document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _unreadable(mark.line + 1 if mark else builder.line, error.problem or "") from None
    except ReaderError as error:
        raise _unreadable(text.count("\n", 0, error.position) + 1, error.reason) from None
    except (YAMLError, ValueError, OverflowError) as error:  # such as the escape \U99999999
        raise _unreadable(builder.line, type(error).__name__) from None


class _Builder:
    """Nodes from YAML events, as they come: a hostile file is left at the first event past a limit."""

    def __init__(self, events: Iterator[Event], limits: Limits) -> None:
        self._events = events
        self._limits = limits
        self._count = 0
        self.line = 1

    def document(self) -> Node:
        self._next()  # the start of the stream
        event = self._next()
        if isinstance(event, StreamEndEvent):
            return Node(1, entries=[])
        if not isinstance(event, DocumentStartEvent):
            raise self._stop("file-not-yaml", detail="")
        root = self._node(self._next(), 1)
        if not isinstance(self._next(), DocumentEndEvent) or not isinstance(self._next(), StreamEndEvent):
            raise self._stop("file-two-documents")
        return root

    def _node(self, event: Event, depth: int) -> Node:
        self._count += 1
        if self._count > self._limits.nodes:
            raise self._stop("file-too-many", most=self._limits.nodes)
        if depth > self._limits.depth:
            raise self._stop("file-too-deep", most=self._limits.depth)
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
            raise self._stop("file-alias")
        if getattr(event, "tag", None) is not None:
            raise self._stop("file-tag")
        line = self.line
        if isinstance(event, ScalarEvent):
            return Node(line, text=event.value)
        if isinstance(event, SequenceStartEvent):
            return Node(line, items=list(self._nodes_until(SequenceEndEvent, depth)))
        if isinstance(event, MappingStartEvent):
            nodes = list(self._nodes_until(MappingEndEvent, depth))
            return Node(line, entries=list(zip(nodes[::2], nodes[1::2], strict=True)))
        raise self._stop("file-not-yaml", detail=type(event).__name__)

    def _nodes_until(self, end: type, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), end):
            yield self._node(event, depth + 1)

    def _next(self) -> Event:
        event = next(self._events)
        if not _is_absent(event):
            self.line = event.start_mark.line + 1
        return event

    def _stop(self, key: str, **arguments: str | int) -> ImportProblems:
        return ImportProblems([Problem(self.line, "", key, dict(arguments))])


def _is_absent(event: Event) -> bool:
    """A value that is not written (`key:`): YAML places it at whatever comes next, people see it beside its key."""
    return isinstance(event, ScalarEvent) and not event.value and not event.style


def _unreadable(line: int, detail: str) -> ImportProblems:
    return ImportProblems([Problem(line, "", "file-not-yaml", {"detail": detail})])
