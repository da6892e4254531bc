"""Who wrote nearly the same text in the last minutes, over all groups and communities of the operator."""

from collections import OrderedDict
from itertools import islice

from bot.text.similarity import Signature, alike

TEXTS = 5_000
"""Different texts that are remembered; the one that was written least recently goes first."""
AUTHORS = 200
"""Remembered of one text: whoever asks for more than that has been answered."""
COMPARED = 100
"""Texts that one is compared with, the newest first: each costs about 1.5 µs."""

AuthorId = int
"""A person's id, or the (negative) one of a channel that posts."""


class Copies:
    """Texts by what they have in common. `at` is Telegram's time of a message in seconds."""

    def __init__(self) -> None:
        self._texts: OrderedDict[Signature, dict[AuthorId, int]] = OrderedDict()
        self._found_by: dict[int, OrderedDict[Signature, None]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, written: Signature, author: AuthorId, at: int) -> None:
        """`author` wrote a text with this signature."""
        authors = self._texts.get(written)
        if authors is None:
            authors = self._texts[written] = {}
            for key in written.keys:
                self._found_by.setdefault(key, OrderedDict())[written] = None
            if len(self._texts) > TEXTS:
                self._drop(next(iter(self._texts)))
        else:
            self._texts.move_to_end(written)
        authors.pop(author, None)
        authors[author] = at
        if len(authors) > AUTHORS:
            del authors[next(iter(authors))]

    def authors(self, written: Signature, since: int) -> set[AuthorId]:
        """Who wrote nearly this since then."""
        found: set[AuthorId] = set()
        for other in self._candidates(written):
            if alike(written, other):
                found.update(author for author, at in self._texts[other].items() if at >= since)
        return found

    def forget(self, author: AuthorId) -> None:
        """Nothing is known of `author` any more."""
        for written, authors in list(self._texts.items()):
            authors.pop(author, None)
            if not authors:
                self._drop(written)

    def _candidates(self, written: Signature) -> list[Signature]:
        candidates: dict[Signature, None] = {}
        if written in self._texts:
            candidates[written] = None
        for key in written.keys:
            sharing = self._found_by.get(key, ())
            candidates.update(dict.fromkeys(islice(reversed(sharing), COMPARED)))
        return list(islice(candidates, COMPARED))

    def _drop(self, written: Signature) -> None:
        del self._texts[written]
        for key in written.keys:
            sharing = self._found_by[key]
            sharing.pop(written, None)
            if not sharing:
                del self._found_by[key]
