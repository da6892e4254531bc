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
from bot.text.folding import Folded, Reading, fold, read

MOST_FINDINGS = 20
"""Of one condition, looked for and kept; a text may hold a thousand."""

_PATTERN_MEMORY = 1 << 20
"""Bytes of one compiled pattern and its automaton. `((a{1,100}){1,100}){1,100}` does not fit, and is refused."""
_SET_MEMORY = 8 << 20
_MOST_INSTRUCTIONS = 4_000
"""Of a compiled pattern: what one character may cost at worst."""

Hit = tuple[int, int, int]
"""Owner, start, end in the folded text."""


def forms_of(text: str) -> tuple[Folded, ...]:
    """`text` as words are looked for in it: folded, and where it reads otherwise than it is written, as it reads."""
    folded = fold(text)
    reading = read(folded)
    return (folded,) if reading is folded else (folded, reading)


def forms_of_phrase(phrase: str) -> tuple[str, str]:
    """How a phrase is looked for: folded, and as it reads, which is the same for most. Both empty where nothing is left."""
    forms = forms_of(phrase)
    return forms[0].text.strip(), forms[-1].text.strip()


class Phrases:
    """Phrases of several owners, which are small numbers.

    `harmless` phrases swallow what stands inside them, for the owners in `guarded`; a phrase that such an owner wants
    itself is harmless no more.
    """

    def __init__(
        self, phrases: Mapping[int, Iterable[str]], harmless: Iterable[str] = (), guarded: Collection[int] = ()
    ) -> None:
        owners_of: dict[str, tuple[int, ...]] = {}
        read_otherwise: list[tuple[str, int]] = []
        for owner, wanted in phrases.items():
            for phrase in wanted:
                folded, reading = forms_of_phrase(phrase)
                known = owners_of.get(folded, ())
                # What folds to nothing would find everything.
                if folded and owner not in known:
                    owners_of[folded] = (*known, owner)
                if reading != folded:
                    read_otherwise.append((reading, owner))
        self._guarded = frozenset(guarded)
        for phrase in harmless if self._guarded else ():
            folded, _ = forms_of_phrase(phrase)
            if folded and not self._guarded.intersection(owners_of.get(folded, ())):
                owners_of.setdefault(folded, ())
        # What a phrase reads like is looked for in readings alone: 加薇 reads 加微, and so does half of 增加微量元素.
        for reading, owner in read_otherwise:
            known = owners_of.get(reading, ())
            if owner not in known and (known or reading not in owners_of):
                owners_of[reading] = (*known, ~owner)
        # Thousands of phrases have a handful of different owners.
        groups = {owners: index for index, owners in enumerate(dict.fromkeys(owners_of.values()))}
        self._groups = tuple(groups)
        self._group_of = array("l", (groups[owners] for owners in owners_of.values()))
        self._harmless = groups.get((), -1)
        self._automaton = AhoCorasick(owners_of, store_patterns=False) if owners_of else None

    def find(self, form: Folded) -> list[Hit]:
        """Every phrase in `form` with its owners, overlapping ones too, harmless ones left out.

        In a reading only what stands where it differs from the folded text, for the rest is found there.
        """
        if self._automaton is None:
            return []
        try:
            found = self._automaton.find_matches_as_indexes(form.text, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate pair: no phrase holds one
            whole = form.text.encode("utf-8", "replace").decode()
            found = self._automaton.find_matches_as_indexes(whole, overlapping=True)
        return self._owned(found, form) if found else []

    def _owned(self, found: Sequence[Hit], form: Folded) -> list[Hit]:
        group_of, groups = self._group_of, self._groups
        is_reading = isinstance(form, Reading)
        read = [rewrite.span for rewrite in form.rewrites] if is_reading else []
        swallowing = [(start, end) for index, start, end in found if group_of[index] == self._harmless]
        return [
            (owner if owner >= 0 else ~owner, start, end)
            for index, start, end in found
            if not is_reading or _overlaps(form.span(start, end), read)
            for owner in groups[group_of[index]]
            if (owner >= 0 or is_reading)
            and not (swallowing and max(owner, ~owner) in self._guarded and _is_inside(start, end, swallowing))
        ]


def evidence(phrases: Phrases, forms: Iterable[Folded]) -> dict[int, list[Finding]]:
    """The findings of each owner in the forms of one text, leftmost and longest first; what overlaps one that is shown is
    not shown.
    """
    found = [
        (owner, form.span(start, end), form.text[start:end])
        for form in forms
        for owner, start, end in phrases.find(form)
    ]
    shown: dict[int, list[Finding]] = {}
    ends: dict[int, int] = {}
    for owner, span, reading in sorted(found, key=lambda one: (one[1][0], -one[1][1], -len(one[2]))) if found else ():
        findings = shown.setdefault(owner, [])
        if span[0] >= ends.get(owner, 0) and len(findings) < MOST_FINDINGS:
            ends[owner] = span[1]
            findings.append(Finding("words", span, reading))
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

    def __bool__(self) -> bool:
        return self._set is not None

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
        told = error.args[0] if error.args else b""
        detail = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
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


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
