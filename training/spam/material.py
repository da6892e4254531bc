"""Everything that the classifier learns from: the corpora, made-up advertisements and talk, and both hidden in all ways."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.spam.advertisements import advertisements
from training.spam.corpora import Sample, harmless, is_only_rude, spam
from training.spam.evasions import hidden
from training.spam.fitting import Part
from training.spam.harmless import harmless_talk
from training.spam.matrices import Matrix, matrix

ALWAYS = -1
"""The group of what was made up: it is learnt from whatever is tested."""


@dataclass(frozen=True, slots=True)
class Material:
    """Samples and their rows."""

    samples: list[Sample]
    rows: Matrix

    def part(self, wanted: np.ndarray) -> Part:
        """The samples to learn from, where `wanted` is true."""
        places = np.flatnonzero(wanted)
        chosen = [self.samples[place] for place in places]
        return Part(
            self.rows[places],
            np.array([sample.is_spam for sample in chosen]),
            np.array([sample.weight for sample in chosen]),
        )


def gather(data: Path, log: Callable[[str], None]) -> Material:
    """All material from the folder `data`."""
    labelled = spam(data)
    asked = {sample.text for sample in labelled if sample.source == "hard_question"}
    rude = [sample for sample in labelled if is_only_rude(sample)]
    labelled = [sample for sample in labelled if not is_only_rude(sample)]
    ordinary = [sample for sample in harmless(data, 45_000) if sample.text not in asked]
    made_up = [
        Sample(text, is_spam=True, source="advertisements", group=ALWAYS, weight=0.4) for text in advertisements(10_000)
    ]
    talk = [Sample(text, is_spam=False, source="talk", group=ALWAYS, weight=1.0) for text in harmless_talk(26_000)]
    chats = [sample for sample in labelled if sample.source == "tg_danmaku"]
    spoken = [sample for sample in chats if not sample.is_spam]
    samples = [
        *labelled,
        *ordinary,
        *made_up,
        *talk,
        *hidden([sample for sample in chats if sample.is_spam], 9_000, 1, 0.5),
        *hidden(made_up, 4_000, 2, 0.4),
        *hidden(spoken, 9_000, 3, 1.5),
        *hidden([*ordinary, *talk], 16_000, 4, 1.5),
    ]
    log(
        f"{len(samples)} texts, {sum(sample.is_spam for sample in samples)} of them advertisements; {len(rude)} left out as only rude"
    )
    return Material(samples, matrix([sample.text for sample in samples]))
