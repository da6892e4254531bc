"""The tables of this folder, as they lie in `data`: lines of text, `#` for comments, the source in the first line."""

from collections.abc import Iterator
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """The lines of table `name` that are neither empty nor a comment."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """The lines of table `name` cut at the first space."""
    for line in lines(name):
        first, _, rest = line.partition(" ")
        yield first, rest
