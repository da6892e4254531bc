"""What in a text made its score: the places that weigh most, with what they read like, and what it does to be answered."""

import math
from dataclasses import dataclass
from itertools import pairwise

from bot.text.folding import Technique
from bot.text.spam.channels import pieces
from bot.text.spam.classifier import Judged
from bot.text.spam.shape import MEASURES
from bot.text.spam.weights import ZERO, Weights

WORDS, DISGUISED = "words", "disguised"
TOLD = (
    "invite", "link", "contact", "handle", "phone", "pointing", "earning", "split_number", "number", "code",
    "fancy", "invisible", "spaced",
)  # fmt: skip
"""Measures that are worth a sentence of their own, what says most first."""
_MOST_TOLD = 3
_PLACES = 3
_LONGEST_PLACE = 16
_LEAST = 0.25
"""Log-odds that a place must add to be worth naming."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the sentence is `spam-reason-<key>`, with `original` and `reading`. `span` of the text holds `original`, which reads `reading`; None where the reason
    is the whole text.
    """

    key: str
    span: tuple[int, int] | None = None
    original: str = ""
    reading: str = ""


def reasons(judged: Judged, weights: Weights) -> tuple[Reason, ...]:
    """The reasons of a text that is not longer than what is looked at, the weightiest place first."""
    values = dict(zip(MEASURES, judged.measures, strict=True))
    told = [Reason(key) for key in TOLD if values[key] > (0.1 if key in ("fancy", "invisible", "spaced") else 0)]
    rewritten = [
        Reason(DISGUISED, one.span, one.original, one.reading)
        for one in judged.rewrites
        if one.technique is not Technique.DIGITS
    ]
    covered = [reason.span for reason in rewritten if reason.span]
    words = [
        reason
        for reason in _places(judged, weights)
        if not any(reason.span and first < reason.span[1] and reason.span[0] < last for first, last in covered)
    ]
    return (*rewritten[:_PLACES], *words[: max(1, _PLACES - len(rewritten))], *told[:_MOST_TOLD])


def _places(judged: Judged, weights: Weights) -> list[Reason]:
    """Runs of characters of the reading that speak for an advertisement."""
    text = judged.reading.text
    by_character = _by_character(judged, weights)
    # What is cut out of a long text cannot be shown in its place.
    if len(by_character) != len(text):
        return []
    found: list[tuple[float, Reason]] = []
    for start, end in _runs(by_character):
        weight = sum(by_character[start:end])
        shown = text[start:end].strip()
        if weight >= _LEAST and shown:
            first = text.index(shown, start)
            span = judged.reading.span(first, first + len(shown))
            original = judged.folded.source[slice(*span)]
            key = WORDS if original.casefold() == shown else DISGUISED
            found.append((weight, Reason(key, span, original, shown)))
    found.sort(key=lambda one: -one[0])
    return [reason for _, reason in found]


def _by_character(judged: Judged, weights: Weights) -> list[float]:
    """For each character of the reading its share of the weights of the pieces that it is in."""
    number, row = next((number, row) for number, row in enumerate(judged.rows) if row.name == "read")
    shares = [0.0] * (len(row.row) + 2)
    count = math.sqrt(sum((one.longest - one.shortest + 1) * len(one.row) for one in judged.rows) or 1)
    for bucket, start, end in pieces(number, *row[1:]):
        weight = (weights.table[bucket] - ZERO) * weights.scale / count / (end - start)
        for place in range(start, end):
            shares[place] += weight
    return shares[1:-1]


def _runs(shares: list[float]) -> list[tuple[int, int]]:
    """Neighbours above nothing, cut where they are long."""
    edges = [place for place in range(len(shares) + 1) if _is_edge(shares, place)]
    runs = [(start, end) for start, end in pairwise(edges) if shares[start] > 0]
    return [(start, min(end, start + _LONGEST_PLACE)) for start, end in runs]


def _is_edge(shares: list[float], place: int) -> bool:
    return place in (0, len(shares)) or (shares[place - 1] > 0) != (shares[place] > 0)
