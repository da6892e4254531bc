"""A folded text as a row of syllables, with what each was written as."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.text.folding import data_files
from bot.text.folding.gaps import HAN
from bot.text.folding.lexemes import LETTERS, Lexicon
from bot.text.folding.ordinary import is_common
from bot.text.folding.rewrites import Technique

_PIECE = re.compile(r"[a-z]+|[0-9]+|.", re.DOTALL)
_IS_HAN = re.compile(f"[{HAN}]")
_LONGEST_SYLLABLE = 6
_LONGEST_SPELLING = 24
"""Letters; a longer row of them is no pinyin of a lexeme."""


class Unit(NamedTuple):
    """One syllable: where it stands in the folded text and what stands there.

    `technique`: how it is written if it is not the character meant. An empty `syllable` belongs to no lexeme.
    """

    syllable: str
    start: int
    end: int
    written: str
    technique: Technique

    @property
    def is_odd(self) -> bool:
        """Whether ordinary Chinese would hardly write it so."""
        return self.technique is not Technique.HOMOPHONE or not is_common(self.written)


def units(text: str, lexicon: Lexicon) -> list[Unit]:
    """The syllables of `text`; punctuation and symbols that are none are left out."""
    sounds = lexicon.sounds
    row: list[Unit] = []
    for piece in _PIECE.finditer(text):
        written, start = piece[0], piece.start()
        if "a" <= written[0] <= "z":
            row += _letters(written, start, lexicon)
        elif path := sounds.get(written):
            technique = Technique.EMOJI if len(path) > 1 or not _IS_HAN.match(written) else Technique.HOMOPHONE
            row += (Unit(syllable, start, start + 1, written, technique) for syllable in path)
        elif written == "+":
            row.append(Unit("jia", start, start + 1, written, Technique.EMOJI))
        elif written.isalnum():
            row.append(Unit("", start, piece.end(), written, Technique.HOMOPHONE))
    return row


@cache
def splits() -> dict[str, str]:
    """Two characters, and the one that they are the halves of."""
    return {halves: meant for meant, ways in data_files.pairs("splits") for halves in ways.split() if len(halves) == 2}


def joined(first: Unit, second: Unit, lexicon: Lexicon) -> Unit | None:
    """Two units that are the halves of one character, as that character."""
    meant = splits().get(first.written + second.written)
    if meant is None or first.end != second.start:
        return None
    path = lexicon.sounds.get(meant)
    return Unit(path[0], first.start, second.end, meant, Technique.SPLIT) if path else None


def _letters(run: str, start: int, lexicon: Lexicon) -> Iterator[Unit]:
    if path := LETTERS.get(run):
        for syllable in path:
            yield Unit(syllable, start, start + len(run), run, Technique.PINYIN)
        return
    spelled = _spelled(run, lexicon.syllables) if len(run) <= _LONGEST_SPELLING else None
    if spelled is None:
        yield Unit("", start, start + len(run), run, Technique.PINYIN)
        return
    for syllable in spelled:
        yield Unit(syllable, start, start + len(syllable), syllable, Technique.PINYIN)
        start += len(syllable)


def _spelled(run: str, syllables: frozenset[str]) -> list[str] | None:
    """`run` cut into syllables, the longest first; None where it cannot be cut."""
    ways: list[list[str] | None] = [None] * len(run) + [[]]
    for start in reversed(range(len(run))):
        for end in range(min(len(run), start + _LONGEST_SYLLABLE), start, -1):
            rest = ways[end]
            if rest is not None and run[start:end] in syllables:
                ways[start] = [run[start:end], *rest]
                break
    return ways[0]
