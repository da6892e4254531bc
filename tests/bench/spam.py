"""How well advertisements are told from harmless talk, on texts that were not learnt from. Needs the corpora: `CORPORA=FOLDER`.

Every model here is trained anew, in the form that is shipped, without what it is tested on: a quarter of the groups of similar
texts, all of one source, or all questions. Evasions are those of `tests/text/evasions.py`, whose tables training does not know.
"""

import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.text.folding import fold, read
from bot.text.spam import spam_score
from bot.text.spam.channels import BUCKETS, excerpt
from bot.text.spam.weights import ZERO
from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.text import evasions

if TYPE_CHECKING:
    import numpy as np

    from training.spam.corpora import Sample
    from training.spam.material import Material

HARMLESS = (Path(__file__).parent / "spam_harmless.txt", Path(__file__).parents[1] / "text" / "harmless.txt")
TECHNIQUES = (*evasions.ANY, *evasions.CHINESE, *evasions.LETTERS, *evasions.NUMBERS)
LENGTHS = ((1, 7), (8, 15), (16, 30), (31, 80), (81, 10**9))
ADVERTISING = ("tg_danmaku", "sms_en", "sms_a")
TARGETS = {"tg_danmaku": 0.88, "sms_en": 0.95}
"""Recall at 1 % false positives."""
NAME = "spam"


def run(stage: Stage) -> list[Figure]:
    figures = [_speed()]
    folder = os.environ.get("CORPORA")
    if not folder:
        sys.stderr.write("spam: CORPORA names no folder, so only the speed is measured\n")
        return figures
    try:
        from training.spam.material import gather
    except ImportError:
        sys.stderr.write("spam: pip install -e '.[train]' first; only the speed is measured\n")
        return figures
    material = gather(Path(folder), lambda line: print(f"  {line}", file=sys.stderr, flush=True))
    return [*figures, *_crossed(material), *(figure for left in ADVERTISING for figure in _left_out(material, left))]


@dataclass(frozen=True)
class _Model:
    """Coefficients as they are after they were shipped, and thresholds."""

    coefficients: "np.ndarray"
    intercept: float
    thresholds: "tuple[np.ndarray, np.ndarray]"

    def log_odds(self, rows: Any, lengths: "Sequence[int] | np.ndarray") -> "np.ndarray":
        import numpy as np

        return np.asarray(rows @ self.coefficients) + self.intercept - np.interp(lengths, *self.thresholds)

    def of_texts(self, texts: Sequence[str]) -> "np.ndarray":
        from training.spam.matrices import matrix

        return self.log_odds(matrix(texts), [len(fold(excerpt(text)).text) for text in texts])


def _crossed(material: "Material") -> list[Figure]:
    """A quarter of all groups held out; labels are tested on one half of it, the other sets the thresholds. No question is learnt from."""
    import numpy as np

    groups = np.array([sample.group for sample in material.samples])
    asked = np.array([sample.source == "hard_question" for sample in material.samples])
    held = (groups >= 0) & (groups % 4 == 0)
    written = np.array([not sample.source.startswith("hidden:") for sample in material.samples])
    model = _trained(material, ~held & ~asked, held & written & (groups % 8 == 0) & ~asked)
    figures = []
    for source in ADVERTISING:
        samples, odds = _judged(model, material, held & written)
        figures += _ranked(f"{source}, held out", *_of(samples, odds, source), TARGETS.get(source))
    samples, odds = _judged(model, material, (held & written & (groups % 8 == 4)) | asked)
    figures += _labelled(samples, odds)
    figures += _by_length(samples, odds)
    figures += _evaded(model, samples)
    for path in HARMLESS:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#["]
        share = float((model.of_texts(lines) > 0).mean())
        figures.append(Figure(NAME, f"flagged of {path.name}", share * 100, "%", 1.0, note=f"{len(lines)} lines"))
    return figures


def _judged(model: _Model, material: "Material", wanted: "np.ndarray") -> "tuple[list[Sample], np.ndarray]":
    import numpy as np

    places = np.flatnonzero(wanted)
    samples = [material.samples[place] for place in places]
    lengths = [len(fold(excerpt(sample.text)).text) for sample in samples]
    return samples, model.log_odds(material.rows[places], lengths)


def _left_out(material: "Material", source: str) -> list[Figure]:
    """Nothing of `source`, hidden or not, is learnt from: a group never seen."""
    import numpy as np

    of_source = np.array([sample.source.split(":")[-1] == source for sample in material.samples])
    asked = np.array([sample.source == "hard_question" for sample in material.samples])
    groups = np.array([sample.group for sample in material.samples])
    written = np.array([not sample.source.startswith("hidden:") for sample in material.samples])
    sets_thresholds = (groups >= 0) & (groups % 8 == 0) & ~of_source & written
    model = _trained(material, ~of_source & ~asked & ~sets_thresholds, sets_thresholds & ~asked)
    samples, odds = _judged(model, material, of_source & written)
    return _ranked(f"{source}, nothing of it learnt", *_of(samples, odds, source), None)


def _trained(material: "Material", learnt: "np.ndarray", sets_thresholds: "np.ndarray") -> _Model:
    import numpy as np

    from training.spam.fitting import fit, shipped_form
    from training.spam.thresholds import thresholds

    fitted = fit([material.part(learnt)])
    places = np.flatnonzero(sets_thresholds)
    found = thresholds([material.samples[place] for place in places], fitted.margins(material.rows[places]))
    shipped = shipped_form(fitted, found, 1.0)
    of_buckets = (np.frombuffer(shipped.table, dtype=np.uint8).astype(np.float32) - ZERO) * shipped.scale
    assert len(of_buckets) == BUCKETS
    coefficients = np.concatenate([of_buckets, np.array(shipped.measures, dtype=np.float32)])
    lengths, margins = zip(*found, strict=True)
    return _Model(coefficients, shipped.intercept, (np.array(lengths), np.array(margins)))


def _of(samples: "Sequence[Sample]", odds: "np.ndarray", source: str) -> "tuple[np.ndarray, np.ndarray]":
    """The log-odds of the advertisements and of the harmless texts of `source`."""
    import numpy as np

    chosen = np.array([sample.source == source for sample in samples])
    is_spam = np.array([sample.is_spam for sample in samples])
    return odds[chosen & is_spam], odds[chosen & ~is_spam]


def _ranked(name: str, spam: "np.ndarray", ham: "np.ndarray", target: float | None) -> list[Figure]:
    """The area under the curve, and recall where 1 % and 5 % of the harmless ones are flagged."""
    note = f"{len(spam)} of {len(spam) + len(ham)}"
    return [
        Figure(NAME, f"{name}: AUC", auc(spam, ham), "", note=note),
        Figure(NAME, f"{name}: recall at 1 %", recall_at(spam, ham, 0.01), "", target, at_least=True),
        Figure(NAME, f"{name}: recall at 5 %", recall_at(spam, ham, 0.05), ""),
    ]


def auc(spam: "np.ndarray", ham: "np.ndarray") -> float:
    """How often an advertisement is above a harmless text, ties counted half."""
    import numpy as np

    ordered = np.sort(ham)
    below = np.searchsorted(ordered, spam, side="left") + np.searchsorted(ordered, spam, side="right")
    return float(below.mean() / 2 / len(ham))


def recall_at(spam: "np.ndarray", ham: "np.ndarray", share: float) -> float:
    """The share of advertisements above the harmless text that `share` of the harmless ones lie above."""
    import numpy as np

    limit = np.sort(ham)[::-1][int(len(ham) * share)]
    return float((spam > limit).mean())


def _labelled(samples: "Sequence[Sample]", odds: "np.ndarray") -> list[Figure]:
    figures = []
    for source in dict.fromkeys(sample.source.split(":")[0] for sample in samples):
        for is_spam in (True, False):
            places = [
                place
                for place, sample in enumerate(samples)
                if sample.source.split(":")[0] == source and sample.is_spam is is_spam
            ]
            if places:
                share = float((odds[places] > 0).mean()) * 100
                kind = "found" if is_spam else "flagged"
                target = 1.0 if source == "hard_question" else None
                figures.append(Figure(NAME, f"{source}: {kind}", share, "%", target, note=f"{len(places)} texts"))
    return figures


def _by_length(samples: "Sequence[Sample]", odds: "np.ndarray") -> list[Figure]:
    figures = []
    for shortest, longest in LENGTHS:
        places = [
            place
            for place, sample in enumerate(samples)
            if shortest <= len(sample.text) <= longest and sample.source == "tg_danmaku"
        ]
        spam = odds[[place for place in places if samples[place].is_spam]]
        ham = odds[[place for place in places if not samples[place].is_spam]]
        if len(spam) and len(ham):
            note = f"flagged {(ham > 0).mean():.1%}, AUC {auc(spam, ham):.3f}, {len(spam)} + {len(ham)}"
            name = f"tg_danmaku of {shortest}-{longest if longest < 10**6 else ''} characters: found"
            figures.append(Figure(NAME, name, float((spam > 0).mean()) * 100, "%", note=note))
    return figures


def _evaded(model: _Model, samples: "Sequence[Sample]") -> list[Figure]:
    """Advertisements and harmless texts, all hidden in each way."""
    chance = random.Random(4)
    chats = [sample for sample in samples if sample.source == "tg_danmaku" and len(sample.text) > 8]
    ads = [sample.text for sample in chats if sample.is_spam and re.search(r"[\u4e00-\u9fff]", sample.text)]
    ham = [sample.text for sample in samples if not sample.is_spam and len(sample.text) > 5]
    ads, ham = chance.sample(ads, min(400, len(ads))), chance.sample(ham, min(1000, len(ham)))
    figures, found, flagged = [], [], []
    for hide in TECHNIQUES:
        found.append(float((model.of_texts([_hidden(hide, text, chance) for text in ads]) > 0).mean()) * 100)
        flagged.append(float((model.of_texts([_hidden(hide, text, chance) for text in ham]) > 0).mean()) * 100)
        name = f"hidden by {hide.__name__}: found"
        figures.append(Figure(NAME, name, found[-1], "%", note=f"flagged {flagged[-1]:.1f} % of harmless"))
    mean, alarms = sum(found) / len(found), sum(flagged) / len(flagged)
    return [
        *figures,
        Figure(NAME, "hidden, all ways: found", mean, "%", 92.0, at_least=True),
        Figure(NAME, "hidden, all ways: flagged of harmless", alarms, "%", 3.0),
    ]


def _hidden(hide: Callable[[str, random.Random], str], text: str, chance: random.Random) -> str:
    """`text` hidden; digits that are odd already are left."""
    return hide("".join(one for one in text if one.isascii() or not one.isdigit()), chance)


def _speed() -> Figure:
    """Folding, reading and scoring a message of a group, the average over a varied lot."""
    lines = [line for path in HARMLESS for line in path.read_text(encoding="utf-8").splitlines() if line]
    texts = [*lines, *(hidden for _, _, hidden in evasions.hidden())]
    rounds = []
    for _ in range(4):
        began = time.process_time()
        for text in texts:
            folded = fold(text)
            spam_score(text, folded, read(folded))
        rounds.append((time.process_time() - began) / len(texts))
    return Figure(NAME, "folding and scoring a message", min(rounds) * 1000, "ms", 0.5, note=f"{len(texts)} texts")
