"""`python -m training.spam --data FOLDER`: learn, set the thresholds on texts not learnt from, and write the weights.

It takes some ten minutes and 4 GB on one core, and comes to the same weights each time.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from bot.text.spam.weights import packed
from training.spam.fitting import fit, shipped_form
from training.spam.material import ALWAYS, Material, gather
from training.spam.thresholds import thresholds

OUTPUT = Path(__file__).parents[2] / "bot" / "text" / "spam" / "data" / "weights.bin"
FOLDS = 2
SLOPE = 1.0
SURELY_ADVERTISING, SURELY_HARMLESS = 4.0, -5.0
"""Margins beyond which a contradicted label is taken for a mistake."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.spam", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    material = gather(options.data, _log)
    margins = held_out_margins(material)
    known = np.flatnonzero(~np.isnan(margins))
    found = thresholds([material.samples[place] for place in known], margins[known])
    _log(f"thresholds {found}")
    doubted = contradicted(material, margins)
    _log(f"{doubted.sum()} texts of live chats left out, their labels contradicted")
    weights = shipped_form(fit([material.part(~doubted)]), found, SLOPE)
    options.output.write_bytes(packed(weights))
    _log(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
    return 0


def held_out_margins(material: Material) -> np.ndarray:
    """For each sample the margin by a model that did not learn from it or its like; nan for those that are always learnt from."""
    groups = np.array([sample.group for sample in material.samples])
    margins = np.full(len(groups), np.nan)
    for fold in range(FOLDS):
        tested = (groups != ALWAYS) & (groups % FOLDS == fold)
        margins[tested] = fit([material.part(~tested)]).margins(material.rows[np.flatnonzero(tested)])
        _log(f"fold {fold + 1} of {FOLDS}")
    return margins


def contradicted(material: Material, margins: np.ndarray) -> np.ndarray:
    """Texts of live chats, labelled by many hands, whose label a model that did not learn it is sure to be wrong."""
    chats = np.array([sample.source.endswith("tg_danmaku") for sample in material.samples])
    is_spam = np.array([sample.is_spam for sample in material.samples])
    return chats & np.where(is_spam, margins < SURELY_HARMLESS, margins > SURELY_ADVERTISING)


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
