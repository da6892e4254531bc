"""A logistic model over the rows of `matrices`, and its weights in the form that is shipped."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from bot.text.spam.channels import BUCKETS
from bot.text.spam.weights import ZERO, Weights
from training.spam.matrices import Matrix

CLIPPED_AT = 99.9
"""Percentile of the weights that gets the largest byte: few are larger, and the many small ones keep their steps."""
STRENGTH = 30.0
"""C of the logistic regression, chosen on held-out groups of texts between 3 and 100."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows to learn from, all of one origin."""

    rows: Matrix
    is_spam: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True, slots=True)
class Fitted:
    coefficients: np.ndarray
    intercept: float

    def margins(self, rows: Matrix) -> np.ndarray:
        return np.asarray(rows @ self.coefficients) + self.intercept


def fit(parts: Sequence[Part], strength: float = STRENGTH) -> Fitted:
    """Both classes weigh the same, whatever their numbers."""
    rows = sparse.vstack([part.rows for part in parts]).tocsr()
    is_spam = np.concatenate([part.is_spam for part in parts]).astype(int)
    weight = np.concatenate([part.weight for part in parts]).astype(float)
    weight[is_spam == 1] *= weight[is_spam == 0].sum() / weight[is_spam == 1].sum()
    weight *= len(weight) / weight.sum()
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-2, random_state=0)
    model.fit(rows, is_spam, sample_weight=weight)
    return Fitted(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def shipped_form(fitted: Fitted, thresholds: Sequence[tuple[int, float]], slope: float) -> Weights:
    """The weights in bytes. The measures' stay as they are."""
    of_buckets = fitted.coefficients[:BUCKETS]
    used = np.abs(of_buckets[of_buckets != 0])
    scale = float(np.percentile(used, CLIPPED_AT)) / 127
    table = np.clip(np.rint(of_buckets / scale), -127, 127).astype(np.int16) + ZERO
    return Weights(
        table=table.astype(np.uint8).tobytes(),
        scale=scale,
        measures=tuple(round(float(one), 4) for one in fitted.coefficients[BUCKETS:]),
        intercept=round(fitted.intercept, 4),
        thresholds=tuple((length, round(threshold, 3)) for length, threshold in thresholds),
        slope=round(slope, 3),
    )


def threshold_at(margins: np.ndarray, share: float) -> float:
    """The margin that `share` of `margins` lie above."""
    return float(np.sort(margins)[::-1][min(len(margins) - 1, math.ceil(len(margins) * share))])
