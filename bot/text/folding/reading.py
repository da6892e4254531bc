"""What a folded text reads like: advertisements in other characters that sound the same, in halves, pinyin or emoji."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from bot.text.folding.folded import Folded, moved, share
from bot.text.folding.gaps import apply
from bot.text.folding.judgement import Match, Neighbourhood
from bot.text.folding.lexemes import FEW, Lexicon, Node, lexicon
from bot.text.folding.numbers import chinese_digits
from bot.text.folding.ordinary import is_common, is_word, words_with
from bot.text.folding.rewrites import Rewrite, Technique
from bot.text.folding.units import Unit, joined, splits, units

MOST_REWRITES = 200
"""In one text; what is written otherwise more often has been seen through long before."""
_CHINESE_NUMBER = re.compile(
    "[一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺0-9][一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺0-9 _-]{5}"
)
# 薇:abc123 — a way to be reached by itself, before a handle.
_ALONE = re.compile(
    r"(?<![\w+])(?:[薇徽葳溦嶶✌🛰]|[威喂维卫](?= {0,2}[:+=]))[号信]?(?=[ :+=-]{0,3}(?=[a-z0-9_-]*[0-9])[a-z0-9_-]{5})"
)


class Reading(Folded):
    """A folded text (`folded`) read otherwise than it is written."""

    __slots__ = ("_read", "folded")

    def __init__(self, folded: Folded, read: "Sequence[_Read]") -> None:
        edits = [(one.start, one.end, one.reading) for one in read]
        super().__init__(folded.source, apply(edits, folded.text), edits=[edits])
        self.folded = folded
        self._read = read

    @property
    def amount(self) -> float:
        """Share of the written characters that had to be folded or read otherwise, 0…1."""
        return share([*self.folded.rewrites, *self.rewrites], self.source)

    def _ways_back(self) -> tuple[list[int], list[int]]:
        if self._offsets is None:
            starts, ends = self.folded._ways_back()  # noqa: SLF001 - its own kind
            self._offsets = moved(self._edits[0], starts, first=True), moved(self._edits[0], ends, first=False)
        return self._offsets

    def _find_rewrites(self) -> tuple[Rewrite, ...]:
        spans = [self.folded.span(one.start, one.end) for one in self._read]
        return tuple(
            Rewrite(span, self.source[slice(*span)], one.reading, one.technique)
            for span, one in zip(spans, self._read, strict=True)
        )


def read(folded: Folded) -> Folded:
    """The reading of `folded`; `folded` itself where it reads as it is written."""
    text = folded.text
    if not (
        lexicon().may_hold(text)
        or (_rarer_halves().search(text) and next(_halves_in(text), None) is not None)
        or _CHINESE_NUMBER.search(text)
        or _ALONE.search(text)
    ):
        return folded
    ways = chain(_lexemes_in(text), _characters_in(text), _alone_in(text), _numbers_in(text))
    found = _without_overlaps(list(islice(ways, MOST_REWRITES)))
    return Reading(folded, found) if found else folded


@dataclass(frozen=True, slots=True)
class _Read:
    start: int
    end: int
    reading: str
    technique: Technique


def _lexemes_in(text: str) -> Iterator[_Read]:
    lexemes = lexicon()
    row = units(text, lexemes)
    beside = Neighbourhood(text)
    place = 0
    begins = lexemes.root.following
    whole = "" if next(_halves_in(text), None) is None else text
    while place < len(row):
        if row[place].syllable not in begins and not whole:
            place += 1
            continue
        ways = sorted(_ways(lexemes, row, place, beside), key=lambda way: (-way[0], -way[1].same))
        # Written as it is meant, it is taken as it is: no part of it is read otherwise.
        after, match = next((way for way in ways if way[1].is_plain or way[1].holds()), (place + 1, None))
        if match is not None and not match.is_plain:
            yield _Read(match.start, match.end, match.lexeme.text, match.technique)
        place = after


def _ways(lexemes: Lexicon, row: list[Unit], place: int, beside: Neighbourhood) -> Iterator[tuple[int, Match]]:
    """Every lexeme that the units from `place` on sound like, with the place after it."""
    pending: list[tuple[Node, int, tuple[Unit, ...]]] = [(lexemes.root, place, ())]
    while pending:
        node, at, parts = pending.pop()
        for lexeme in node.lexemes:
            yield at, Match(lexeme, parts, beside)
        if at >= len(row) or (parts and row[at].start - parts[-1].end > FEW):
            continue
        unit = row[at]
        if following := node.following.get(unit.syllable):
            pending.append((following, at + 1, (*parts, unit)))
        elif parts and unit.written == "+":  # between syllables it is a gap
            pending.append((node, at + 1, parts))
        whole = joined(unit, row[at + 1], lexemes) if at + 1 < len(row) else None
        if whole and (following := node.following.get(whole.syllable)):
            pending.append((following, at + 2, (*parts, whole)))


def _characters_in(text: str) -> Iterator[_Read]:
    """Halves that make a character (弓虽 → 强) where that makes a word with a neighbour and the halves make none."""
    for start in _halves_in(text):
        first, second, meant = text[start], text[start + 1], splits()[text[start : start + 2]]
        before, after = text[max(0, start - 1) : start], text[start + 2 : start + 3]
        ordinary = is_word(before, first) or is_word(first, second) or is_word(second, after)
        if not ordinary and (is_word(before, meant) or is_word(meant, after)):
            yield _Read(start, start + 2, meant, Technique.SPLIT)


def _halves_in(text: str) -> Iterator[int]:
    """Where two characters stand that may be the halves of one."""
    for half in _rarer_halves().finditer(text):
        place = half.start()
        if text[place : place + 2] in splits():
            yield place
        if place and text[place - 1 : place + 1] in splits():
            yield place - 1


def _alone_in(text: str) -> Iterator[_Read]:
    return (_Read(*one.span(), "微信", Technique.HOMOPHONE) for one in _ALONE.finditer(text))


def _numbers_in(text: str) -> Iterator[_Read]:
    return (_Read(start, end, digits, Technique.DIGITS) for start, end, digits in chinese_digits(text))


def _without_overlaps(found: list[_Read]) -> list[_Read]:
    """In order of the text; of two that overlap, the one found first."""
    kept: list[_Read] = []
    taken: set[int] = set()
    for one in found:
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda one: one.start)


@cache
def _rarer_halves() -> re.Pattern[str]:
    """The halves that ordinary text holds least: a pair is looked for where one of them stands."""
    rare = {one for pair in splits() for one in pair if not is_common(one)}
    rarer = {min(pair, key=words_with) for pair in splits() if rare.isdisjoint(pair)}
    return re.compile(f"[{re.escape(''.join(sorted(rare | rarer)))}]")
