"""From which margin on a text counts as an advertisement: for each length the one that few harmless texts exceed."""

from collections.abc import Sequence

import numpy as np

from training.spam.corpora import Sample
from training.spam.fitting import threshold_at

LENGTHS = ((1, 5), (6, 12), (13, 30), (31, 80), (81, 10**9))
"""Characters, from and to: each has a threshold of its own."""
FALSE_ALARMS = 0.01
LEAST = -0.4
"""No threshold is lower: long texts are easily told apart as they are, not where they were made longer by marks between letters."""
CHATS = ("tg_danmaku", "hard_question", "weibo_zhihu_cold")
"""Harmless texts like those of groups. They and the many others (`x:…`) weigh the same, so that neither outvotes the other."""


def thresholds(samples: Sequence[Sample], margins: np.ndarray) -> list[tuple[int, float]]:
    """`(length, threshold)` in the order of lengths; `margins` are by models that learnt from none of `samples`."""
    lengths = np.array([len(sample.text) for sample in samples])
    are_chats = np.array([not sample.is_spam and sample.source in CHATS for sample in samples])
    are_others = np.array([not sample.is_spam and sample.source.startswith("x:") for sample in samples])
    found = []
    for shortest, longest in LENGTHS:
        fits = (shortest <= lengths) & (lengths <= longest)
        both = [threshold_at(margins[fits & kind], FALSE_ALARMS) for kind in (are_chats, are_others)]
        found.append(((shortest + min(longest, 160)) // 2, max(LEAST, float(np.mean(both)))))
    return found
