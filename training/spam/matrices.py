"""Texts as rows of numbers, made by the very functions that the bot uses."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse

from bot.text.folding import fold, read
from bot.text.spam.channels import BUCKETS, buckets, channels, excerpt
from bot.text.spam.shape import MEASURES, measures

Matrix = sparse.csr_matrix


def matrix(texts: Sequence[str]) -> Matrix:
    """One row a text: its buckets, each one over the root of their number, then its measures."""
    columns, values, ends = [], [], [0]
    for text in texts:
        folded = fold(excerpt(text))
        reading = read(folded)
        found = np.fromiter(buckets(channels(folded, reading)), dtype=np.int32)
        measured = measures(folded.source, reading.text, reading.rewrites if reading is not folded else ())
        columns += [found, np.arange(BUCKETS, BUCKETS + len(MEASURES), dtype=np.int32)]
        values += [np.full(len(found), 1 / np.sqrt(len(found)), dtype=np.float32), np.array(measured, dtype=np.float32)]
        ends.append(ends[-1] + len(found) + len(MEASURES))
    shape = (len(texts), BUCKETS + len(MEASURES))
    return Matrix((np.concatenate(values), np.concatenate(columns), np.array(ends)), shape=shape)
