"""Many phrases and many regular expressions looked for at once. Pure.

Phrases stand in one Aho-Corasick automaton, so that a text costs the same for ten of them and for a hundred thousand;
regular expressions in one RE2 set, whose time is linear in the text whatever the pattern.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import re2
from ahocorasick_rs import AhoCorasick

from bot.errors import UserError
from bot.moderation.rules.model import LONGEST_PATTERN
from bot.moderation.rules.verdict import Finding
from bot.text.folding import Folded, fold

MOST_FINDINGS = 20
"""Of one condition, looked for and kept; a text may hold a thousand."""

_PATTERN_MEMORY = 1 << 20
"""Bytes of one compiled pattern and its automaton. `((a{1,100}){1,100}){1,100}` does not fit, and is refused."""
_SET_MEMORY = 8 << 20
_MOST_INSTRUCTIONS = 4_000
"""Of a compiled pattern: what one character may cost at worst."""

Hit = tuple[int, int, int]
"""Owner, start, end in the folded text."""


def folded_phrases(phrases: Iterable[str]) -> list[str]:
    """The phrases as they are looked for, each once; what folds to nothing would find everything and is left out."""
    return list(dict.fromkeys(form for phrase in phrases if (form := fold(phrase).text.strip())))


class Phrases:
    """Phrases of several owners, which are small numbers. `phrases`: by owner, folded already.

    `harmless` phrases swallow what stands inside them, for the owners in `guarded`; a phrase that such an owner wants
    itself is harmless no more.
    """

    def __init__(
        self, phrases: Mapping[int, Sequence[str]], harmless: Iterable[str] = (), guarded: Collection[int] = ()
    ) -> None:
        owners_of: dict[str, tuple[int, ...]] = {}
        for owner, wanted in phrases.items():
            for phrase in wanted:
                owners_of[phrase] = (*owners_of.get(phrase, ()), owner)
        self._guarded = frozenset(guarded)
        if self._guarded:
            for phrase in folded_phrases(harmless):
                if not self._guarded.intersection(owners_of.get(phrase, ())):
                    owners_of.setdefault(phrase, ())
        # Thousands of phrases have a handful of different owners.
        groups = {owners: index for index, owners in enumerate(dict.fromkeys(owners_of.values()))}
        self._groups = tuple(groups)
        self._group_of = array("l", (groups[owners] for owners in owners_of.values()))
        self._harmless = groups.get((), -1)
        self._automaton = AhoCorasick(owners_of, store_patterns=False) if owners_of else None

    def find(self, text: str) -> list[Hit]:
        """Every phrase in the folded `text` with its owners, overlapping ones too, harmless ones left out."""
        if self._automaton is None:
            return []
        try:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate pair: no phrase holds one
            found = self._automaton.find_matches_as_indexes(text.encode("utf-8", "replace").decode(), overlapping=True)
        return self._owned(found) if found else []

    def _owned(self, found: Sequence[Hit]) -> list[Hit]:
        group_of, groups = self._group_of, self._groups
        swallowing = [(start, end) for index, start, end in found if group_of[index] == self._harmless]
        return [
            (owner, start, end)
            for index, start, end in found
            for owner in groups[group_of[index]]
            if not (swallowing and owner in self._guarded and _is_inside(start, end, swallowing))
        ]


def evidence(hits: Iterable[Hit], folded: Folded) -> dict[int, list[Finding]]:
    """The findings of each owner, leftmost and longest ones first; what overlaps one that is shown is not shown."""
    shown: dict[int, list[Finding]] = {}
    ends: dict[int, int] = {}
    for owner, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        findings = shown.setdefault(owner, [])
        if start >= ends.get(owner, 0) and len(findings) < MOST_FINDINGS:
            ends[owner] = end
            findings.append(Finding("words", folded.span(start, end), folded.text[start:end]))
    return shown


class Pattern:
    """One regular expression in RE2's syntax, letters in either case. Raises `UserError` for what cannot be taken."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled = _compiled(source)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in `text`, at most `MOST_FINDINGS` times."""
        for number, found in enumerate(self._compiled.finditer(text)):
            if number == MOST_FINDINGS:
                return
            if found.end() > found.start():
                yield found.span()


class PatternSet:
    """Which of many patterns match, in one pass."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._set: Any = None
        self._count = len(sources)
        if not sources:
            return
        self._set = re2.Set.SearchSet(_options(_SET_MEMORY + _PATTERN_MEMORY * len(sources)))
        for source in sources:
            self._set.Add(source)
        self._set.Compile()

    def find(self, text: str) -> list[int]:
        """The numbers of the patterns that match somewhere in `text`."""
        return (self._set.Match(text) or []) if self._set is not None and text else []


@lru_cache(maxsize=256)
def _compiled(source: str) -> Any:
    if len(source) > LONGEST_PATTERN:
        raise UserError("rule-problem-regex-long", most=LONGEST_PATTERN, length=len(source))
    try:
        compiled = re2.compile(source, _options(_PATTERN_MEMORY))
    except re2.error as error:
        detail = str(error.args[0] if error.args else error)
        raise UserError("rule-problem-regex", detail=detail[:200]) from None
    if max(compiled.programsize, compiled.reverseprogramsize) > _MOST_INSTRUCTIONS:
        raise UserError("rule-problem-regex", detail="pattern too large")
    if compiled.search("") is not None:
        raise UserError("rule-problem-regex-empty")
    return compiled


def _options(memory: int) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.case_sensitive = False
    options.log_errors = False
    return options


def _is_inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in spans)
