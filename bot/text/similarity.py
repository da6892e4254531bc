"""Nearly the same text: the same advertisement with other digits, emoji, handles and a few other words. Pure.

    alike(signature(fold(one).text), signature(fold(other).text))

What a sender changes from copy to copy is left out first: digits, @names, addresses, emoji, punctuation and spaces. What stays
is compared by its pairs of neighbouring characters (the Jaccard index of the two sets). Less than `SHORTEST` characters say too
little for that; such texts are alike only where they are equal. `docs/benchmarks.md` has the measurement of `ALIKE`;
SimHash of 64 bits, measured beside it, tells texts as short as these apart less well.
"""

import re
import zlib
from dataclasses import dataclass

SHORTEST = 8
"""Characters."""
SAYING = 4
"""Characters. What a long enough text keeps without what changes stands for it, if that is not less."""
LONGEST = 400
"""Characters that are compared; a copy differs at its start or not at all."""
ALIKE = 0.6
"""Share of common pairs from which two texts count as one (`python -m tests.bench.similarity`)."""
KEYS = 8
"""Pairs by which a text is found among others, those with the least checksums (a bottom-k sketch: Broder, “On the resemblance
and containment of documents”, 1997). Of texts that are alike none shared less than two (measured on 2,000 pairs)."""

_CHANGING = re.compile(r"[a-z][a-z0-9+.-]*://\S+|@\w+|(?:[a-z0-9_-]+\.)+[a-z]{2,}(?:/[\x21-\x7e]*)?|[\d\W_]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it. `pairs` is empty where it is too short; then `text` decides. `keys`: texts that are
    alike share at least two of them, or the only one.
    """

    text: str
    pairs: frozenset[int]
    keys: tuple[int, ...]


def signature(folded: str) -> Signature:
    """The signature of a folded text."""
    start = folded[:LONGEST]
    lasting = _CHANGING.sub("", start) if len(start) >= SHORTEST else start
    if len(lasting) < SHORTEST:
        said = lasting if len(lasting) >= SAYING else start
        return Signature(said, frozenset(), (zlib.crc32(said.encode("utf-8", "replace")),))
    units = lasting.encode("utf-16-le", "replace")
    pairs = frozenset([zlib.crc32(units[at : at + 4]) for at in range(0, len(units) - 2, 2)])
    return Signature("", pairs, tuple(sorted(pairs)[:KEYS]))


def likeness(one: Signature, other: Signature) -> float:
    """0…1: the share of pairs that both have, 1 for equal short texts."""
    if not one.pairs or not other.pairs:
        return 1.0 if one.text == other.text and not (one.pairs or other.pairs) else 0.0
    common = len(one.pairs & other.pairs)
    return common / (len(one.pairs) + len(other.pairs) - common)


def alike(one: Signature, other: Signature) -> bool:
    """Whether the two are nearly the same text."""
    return likeness(one, other) >= ALIKE
