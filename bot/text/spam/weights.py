"""The shipped weights: one signed byte for each bucket of the table, and a few numbers. `docs/evaluation/spam.md` is their card."""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bot.text.spam.channels import BUCKETS
from bot.text.spam.shape import MEASURES

_MAGIC = b"QUNGUAN SPAM 1\n"
ZERO = 128
"""The byte that stands for the weight 0."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`table[bucket]` - `ZERO`, times `scale`, is a bucket's weight; `measures` those of `MEASURES`. `thresholds`: lengths as folded, rising,
    and the sum at which a text of that length counts as half likely; `slope` makes the distance from it a log-odds.
    """

    table: bytes
    scale: float
    measures: tuple[float, ...]
    intercept: float
    thresholds: tuple[tuple[int, float], ...]
    slope: float

    def threshold(self, length: int) -> float:
        """The threshold for a folded text of `length` characters, in between as the crow flies."""
        place = bisect_right(self.thresholds, length, key=lambda one: one[0])
        if place in (0, len(self.thresholds)):
            return self.thresholds[min(place, len(self.thresholds) - 1)][1]
        (before, low), (after, high) = self.thresholds[place - 1 : place + 1]
        return low + (high - low) * (length - before) / (after - before)


def packed(weights: Weights) -> bytes:
    """`weights` as a file."""
    header = {
        "scale": weights.scale,
        "measures": dict(zip(MEASURES, weights.measures, strict=True)),
        "intercept": weights.intercept,
        "thresholds": weights.thresholds,
        "slope": weights.slope,
    }
    return _MAGIC + json.dumps(header).encode() + b"\n" + weights.table


def unpacked(data: bytes) -> Weights:
    """The weights of a file; ValueError where it is not one that this version made."""
    if not data.startswith(_MAGIC):
        raise ValueError("not weights of the classifier")
    start = data.index(b"\n", len(_MAGIC))
    header: Mapping[str, object] = json.loads(data[len(_MAGIC) : start])
    table = data[start + 1 :]
    measures: Mapping[str, float] = header["measures"]  # type: ignore[assignment]
    thresholds: Sequence[tuple[int, float]] = header["thresholds"]  # type: ignore[assignment]
    if len(table) != BUCKETS or tuple(measures) != MEASURES:
        raise ValueError("weights of another version of the classifier")
    if any(one[0] >= other[0] for one, other in pairwise(thresholds)):
        raise ValueError("thresholds out of order")
    return Weights(
        table=table,
        scale=float(header["scale"]),  # type: ignore[arg-type]
        measures=tuple(measures.values()),
        intercept=float(header["intercept"]),  # type: ignore[arg-type]
        thresholds=tuple((length, threshold) for length, threshold in thresholds),
        slope=float(header["slope"]),  # type: ignore[arg-type]
    )


@cache
def shipped() -> Weights:
    """The weights in this package, read when the first text is judged."""
    return unpacked(files(__package__).joinpath("data", "weights.bin").read_bytes())
