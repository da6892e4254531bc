"""`python -m training.spam --data FOLDER`: learn, set the thresholds on texts not learnt from, and write the weights.

It takes some ten minutes and 4 GB on one core, and comes to the same weights each time.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from bot.text.spam.weights import packed
from training.spam.fitting import fit, shipped_form, threshold_at
from training.spam.material import ALWAYS, Material, gather

OUTPUT = Path(__file__).parents[2] / "bot" / "text" / "spam" / "data" / "weights.bin"
FOLDS = 2
LENGTHS = ((1, 5), (6, 12), (13, 30), (31, 80), (81, 10**9))
"""Characters, from and to: each has a threshold of its own."""
FALSE_ALARMS = 0.01
STRICTER = ("tg_danmaku", "hard_question", "weibo_zhihu_cold")
"""Harmless texts that a threshold is set by separately, so that the many others do not outvote them."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.spam", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    material = gather(options.data, _log)
    thresholds = held_out_thresholds(material)
    _log(f"thresholds {thresholds}")
    weights = shipped_form(fit([material.part(lambda _: True)]), thresholds, slope=1.0)
    options.output.write_bytes(packed(weights))
    _log(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
    return 0


def held_out_thresholds(material: Material) -> list[tuple[int, float]]:
    """For lengths of texts the margin that 1 % of the harmless ones exceed, each judged by a model that did not learn from it."""
    margins: dict[tuple[int, bool], list[np.ndarray]] = {}
    for fold in range(FOLDS):
        learnt = lambda sample, fold=fold: sample.group == ALWAYS or sample.group % FOLDS != fold  # noqa: E731
        fitted = fit([material.part(learnt)])
        for number, (shortest, longest) in enumerate(LENGTHS):
            for is_strict in (True, False):
                tested = [
                    place
                    for place, sample in enumerate(material.samples)
                    if not learnt(sample)
                    and not sample.is_spam
                    and (sample.source in STRICTER if is_strict else sample.source.startswith("x:"))
                    and shortest <= len(sample.text) <= longest
                ]
                margins.setdefault((number, is_strict), []).append(fitted.margins(material.rows[tested]))
        _log(f"fold {fold + 1} of {FOLDS}")
    return [
        (
            (shortest + min(longest, 160)) // 2,
            max(threshold_at(np.concatenate(margins[number, is_strict]), FALSE_ALARMS) for is_strict in (True, False)),
        )
        for number, (shortest, longest) in enumerate(LENGTHS)
    ]


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
