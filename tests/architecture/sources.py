"""The project's own Python files as syntax trees."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One file; `name` is its path from the root of the project."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def length(self) -> int:
        """In lines."""
        return len(self.path.read_text(encoding="utf-8").splitlines())

    def at(self, node: ast.AST) -> str:
        """Where `node` stands, as an editor opens it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def sources(*folders: str) -> tuple[Source, ...]:
    """Every file of `folders`, in order."""
    return tuple(one for folder in sorted(folders) for one in _sources(folder))


@cache
def _sources(folder: str) -> tuple[Source, ...]:
    # The trees are millions of objects that stay until the end: without the collector they are read in a third of the time,
    # and frozen they are not walked again with every collection.
    gc.disable()
    try:
        return tuple(
            Source(path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
            for path in sorted((ROOT / folder).rglob("*.py"))
        )
    finally:
        gc.freeze()
        gc.enable()


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        parent = dotted(node.value)
        return f"{parent}.{node.attr}" if parent else node.attr
    return ""
