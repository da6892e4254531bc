"""How likely a text is an advertisement, by the text alone."""

import math
from operator import itemgetter

from bot.text.folding import Folded, Rewrite, fold, read
from bot.text.spam.channels import LONGEST, Channel, buckets, channels, excerpt
from bot.text.spam.shape import measures
from bot.text.spam.weights import ZERO, Weights, shipped


class Judged:
    """A text made ready to be judged: what it reads like, its rows, its measures. Only the start and the end of a long one."""

    __slots__ = ("folded", "measures", "reading", "rewrites", "rows")

    def __init__(self, text: str, folded: Folded | None = None, reading: Folded | None = None) -> None:
        if folded is None or len(text) > LONGEST:
            folded, reading = fold(excerpt(text)), None
        self.folded = folded
        self.reading = read(folded) if reading is None else reading
        self.rewrites: tuple[Rewrite, ...] = self.reading.rewrites if self.reading is not folded else ()
        self.rows: tuple[Channel, ...] = channels(folded, self.reading)
        self.measures = measures(excerpt(folded.source), excerpt(self.reading.text), self.rewrites)


def log_odds(judged: Judged, weights: Weights | None = None) -> float:
    """Above 0: more likely an advertisement than not."""
    weights = weights or shipped()
    # A text without any evidence, not a text that says nothing: an empty one is no advertisement.
    if not judged.folded.text.strip():
        return -20.0
    return (margin(judged, weights) - weights.threshold(len(judged.folded.text))) * weights.slope


def margin(judged: Judged, weights: Weights) -> float:
    """The sum of the weights of what is in the text."""
    found = buckets(judged.rows)
    bytes_sum: int = sum(itemgetter(*found)(weights.table))
    of_pieces = (bytes_sum - ZERO * len(found)) * weights.scale / math.sqrt(len(found))
    of_measures = sum(map(float.__mul__, weights.measures, judged.measures))
    return of_pieces + of_measures + weights.intercept


def probability(log_odds: float) -> float:
    """0…1 of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def spam_score(text: str, folded: Folded | None = None, reading: Folded | None = None) -> float:
    """0…1: how likely `text` is an advertisement; from 0.5 on it counts as one. `folded` and `reading`, where they are there already."""
    return probability(log_odds(Judged(text, folded, reading)))
