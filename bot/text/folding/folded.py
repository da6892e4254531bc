"""A text in its folded form, with the way back to what was written."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from bot.text.folding import gaps
from bot.text.folding.forms import FORMS, technique
from bot.text.folding.gaps import HAN, Edit
from bot.text.folding.letters import latin_letters, needs_letters
from bot.text.folding.rewrites import Rewrite, Technique

_HAN = re.compile(f"[{HAN}]")
# What nothing more can happen to: told first because it is nearly everything.
_PLAIN = re.compile("[\u4e00-\u9fff,!?:;()、。“”《》0-9a-km-np-z]*")
Alternative = tuple[int, int, str]
_STEPS: tuple[Callable[[str], Iterable[Edit]], ...] = (gaps.rows, gaps.gaps, gaps.numbers)


class Folded:
    """A text (`source`) and its folded form (`text`).

    `fold` makes it; where everything comes from is found out when it is first asked for.
    """

    __slots__ = ("_alternatives", "_edits", "_letters", "_offsets", "_rewrites", "source", "text")

    def __init__(
        self,
        source: str,
        text: str,
        *,
        letters: str | None = None,
        edits: Sequence[list[Edit]] = (),
        alternatives: Sequence[Alternative] = (),
    ) -> None:
        self.source = source
        self.text = text
        self._letters = letters
        self._edits = edits
        self._alternatives = alternatives
        self._offsets: tuple[list[int], list[int]] | None = None
        self._rewrites: tuple[Rewrite, ...] | None = None

    @property
    def offsets(self) -> list[int]:
        """For each character of `text` the index in `source` that it came from, never decreasing."""
        return self._ways_back()[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, stands in `source`."""
        starts, ends = self._ways_back()
        return starts[start], ends[end - 1]

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """What is written otherwise than ordinary text is: hidden, disguised, kept apart. In order of the text."""
        if self._rewrites is None:
            self._rewrites = self._find_rewrites()
        return self._rewrites

    @property
    def amount(self) -> float:
        """Share of the written characters that had to be folded, 0…1, case, widths and traditional Chinese not counted."""
        return share(self.rewrites, self.source)

    def _ways_back(self) -> tuple[list[int], list[int]]:
        if self._offsets is None:
            starts, ends, _ = _walk(self.source, self._alternatives)
            for edits in self._edits:
                starts, ends = moved(edits, starts, first=True), moved(edits, ends, first=False)
            self._offsets = starts, ends
        return self._offsets

    def _find_rewrites(self) -> tuple[Rewrite, ...]:
        marks: list[tuple[int, int, Technique]] = []
        for start, end, piece in _pieces(self.source, self._alternatives):
            marks += ((start, end, kind) for one in piece if (kind := technique(one)))
        starts, ends, _ = _walk(self.source, self._alternatives)
        if self._letters is not None:
            plain = _plain(self.source, self._alternatives)
            places = (index for index, one in enumerate(plain) if one != self._letters[index])
            marks += ((starts[index], ends[index], Technique.LETTERS) for index in places)
        text = _plain(self.source, self._alternatives) if self._letters is None else self._letters
        for step, edits in zip(_STEPS, self._edits or ([],) * len(_STEPS), strict=True):
            kind = Technique.DIGITS if step is gaps.numbers else Technique.APART
            for edit in edits:
                if kind is Technique.DIGITS or step is gaps.rows or _stands_alone(text, edit):
                    marks.append((starts[edit[0]], ends[edit[1] - 1], kind))
            starts, ends = moved(edits, starts, first=True), moved(edits, ends, first=False)
            text = gaps.apply(edits, text)
        return tuple(self._shown(marks))

    def _shown(self, marks: list[tuple[int, int, Technique]]) -> Iterable[Rewrite]:
        starts, ends = self._ways_back()
        for start, end, kind in _joined(sorted(marks)):
            # What was left out shows nothing by itself: its neighbours are shown with it.
            first, last = (max(0, start - 1), min(len(self.source), end + 1)) if _left_out(kind) else (start, end)
            reading = self.text[bisect_left(ends, first + 1) : bisect_left(starts, last)]
            yield Rewrite((first, last), self.source[first:last], reading, kind)


def fold(text: str, alternatives: Sequence[Alternative] = ()) -> Folded:
    """`text` folded; folding the result again changes nothing.

    `alternatives`: `(start, end, other)`, in order: what custom emoji stand for, read in place of `text[start:end]`.
    """
    folded = _plain(text, alternatives)
    if _PLAIN.fullmatch(folded):
        return Folded(text, folded, alternatives=alternatives)
    has_chinese = _HAN.search(folded) is not None
    letters = None
    if not folded.isascii() and needs_letters(folded):
        changed = latin_letters(folded, _walk(text, alternatives)[2], has_chinese=has_chinese)
        if changed != folded:
            folded = letters = changed
    steps: list[list[Edit]] = []
    for step, may_edit in zip(_STEPS, (has_chinese, has_chinese, True), strict=True):
        steps.append(list(step(folded)) if may_edit else [])
        folded = gaps.apply(steps[-1], folded) if steps[-1] else folded
    return Folded(text, folded, letters=letters, edits=steps if any(steps) else (), alternatives=alternatives)


def share(rewrites: Iterable[Rewrite], source: str) -> float:
    """How much of `source`, spaces aside, `rewrites` cover: 0…1."""
    written = sum(not one.isspace() for one in source)
    covered = sum(
        not one.isspace() or one_of.technique is Technique.APART for one_of in rewrites for one in one_of.original
    )
    return min(1.0, covered / written) if written else 0.0


def moved(edits: list[Edit], places: list[int], *, first: bool) -> list[int]:
    """`places`, one for each character of a text, after `edits` of that text: starts if `first`, else ends."""
    kept: list[int] = []
    position = 0
    for start, end, replacement in edits:
        kept += places[position:start]
        if end - start == len(replacement):
            kept += places[start:end]
        else:
            kept += [places[start] if first else places[end - 1]] * len(replacement)
        position = end
    return kept + places[position:]


def _walk(text: str, alternatives: Sequence[Alternative]) -> tuple[list[int], list[int], list[str]]:
    """For each character of `_plain`: where its origin starts and ends in `text`, and what it was folded from."""
    starts: list[int] = []
    ends: list[int] = []
    origins: list[str] = []
    for start, end, piece in _pieces(text, alternatives):
        for character in piece:
            length = len(FORMS[ord(character)])
            starts += [start] * length
            ends += [end] * length
            origins += [character] * length
    return starts, ends, origins


def _plain(text: str, alternatives: Sequence[Alternative]) -> str:
    if alternatives:
        text = "".join(piece for _, _, piece in _pieces(text, alternatives))
    return text.translate(FORMS)


def _pieces(text: str, alternatives: Sequence[Alternative]) -> Iterable[tuple[int, int, str]]:
    """`text` in pieces with their places: the alternatives whole, everything else by character."""
    position = 0
    parts = []
    for start, end, other in alternatives:
        parts += [_characters(text, position, start), [(start, end, other)]]
        position = end
    return chain(*parts, _characters(text, position, len(text)))


def _characters(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [(index, index + 1, text[index]) for index in range(start, end)]


def _stands_alone(text: str, gap: Edit) -> bool:
    """Whether a character beside `gap` has no neighbour on its other side; phrases apart are ordinary typing."""
    start, end, _ = gap
    left, right = text[start - 1 : start], text[end : end + 1]
    before, after = text[max(0, start - 2) : start - 1], text[end + 1 : end + 2]
    return bool(
        (_HAN.match(left) and not _HAN.match(before) and _HAN.match(right))
        or (_HAN.match(right) and not _HAN.match(after) and _HAN.match(left))
    )


def _left_out(kind: Technique) -> bool:
    return kind in (Technique.INVISIBLE, Technique.APART)


def _joined(marks: list[tuple[int, int, Technique]]) -> Iterable[tuple[int, int, Technique]]:
    """Neighbouring marks of one kind as one; of what leaves out characters also with one character between them."""
    current: tuple[int, int, Technique] | None = None
    for start, end, kind in marks:
        if current and current[2] is kind and start <= current[1] + (2 if _left_out(kind) else 0):
            current = current[0], max(current[1], end), kind
            continue
        if current:
            yield current
        current = start, end, kind
    if current:
        yield current
