"""A folded text as a row of syllables, with what each was written as."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.text.folding import data_files
from bot.text.folding.gaps import HAN
from bot.text.folding.lexemes import LETTERS, Lexicon
from bot.text.folding.ordinary import is_common
from bot.text.folding.rewrites import Technique

_PIECE = re.compile(r"[a-z]+|.", re.DOTALL)
_IS_HAN = re.compile(f"[{HAN}]")
_LONGEST_SYLLABLE = 6
_LONGEST_SPELLING = 24
"""Letters; a longer row of them is no pinyin of a lexeme."""


@dataclass(frozen=True, slots=True)
class Unit:
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
    return [unit for piece in _PIECE.finditer(text) for unit in _units(piece[0], piece.start(), lexicon)]


@cache
def splits() -> dict[str, str]:
    """Two characters, and the one that they are the halves of."""
    return {
        halves: meant for meant, ways in data_files.pairs("splits") for halves in ways.split() if len(halves) == 2
    }


def joined(first: Unit, second: Unit, lexicon: Lexicon) -> Unit | None:
    """Two units that are the halves of one character, as that character."""
    meant = splits().get(first.written + second.written)
    if meant is None or first.end != second.start:
        return None
    path = lexicon.sounds.get(meant)
    return Unit(path[0], first.start, second.end, meant, Technique.SPLIT) if path else None


def _units(piece: str, start: int, lexicon: Lexicon) -> Iterator[Unit]:
    end = start + len(piece)
    if piece == "+":
        yield Unit("jia", start, end, piece, Technique.EMOJI)
    elif "a" <= piece[0] <= "z":
        yield from _letters(piece, start, lexicon)
    elif path := lexicon.sounds.get(piece):
        technique = Technique.HOMOPHONE if _IS_HAN.match(piece) else Technique.EMOJI
        for syllable in path:
            yield Unit(syllable, start, end, piece, technique)
    elif piece.isalnum():
        yield Unit("", start, end, piece, Technique.HOMOPHONE)


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
