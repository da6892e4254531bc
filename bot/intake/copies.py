"""Who wrote nearly the same text in the last minutes, over all groups and communities of the operator."""

from collections import OrderedDict
from itertools import islice

from bot.text.similarity import Signature, alike

TEXTS = 5_000
"""Different texts that are remembered; the one that was written least recently goes first."""
AUTHORS = 200
"""Remembered of one text: whoever asks for more than that has been answered."""
NEWEST = 100
"""Texts looked at under one key: a pair of characters that everybody uses leads to thousands."""
COMPARED = 50
"""Texts that one is compared with, those with the most keys in common first: each costs about 2 µs."""
SHARED_KEYS = 2
"""Of eight. Talk shares one by chance (“我们”), copies of an advert three and more."""

AuthorId = int
"""A person's id, or the (negative) one of a channel that posts."""


class _Text:
    """One text, and who wrote it when (Telegram's time in seconds)."""

    __slots__ = ("authors", "signature")

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.authors: dict[AuthorId, int] = {}


class Copies:
    """Texts by what they have in common."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, _Text] = OrderedDict()
        self._numbers: dict[Signature, int] = {}
        self._found_by: dict[int, dict[int, None]] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, written: Signature, author: AuthorId, at: int) -> None:
        """`author` wrote a text with this signature."""
        number = self._numbers.get(written)
        if number is None:
            number = self._put(written)
        else:
            self._texts.move_to_end(number)
        authors = self._texts[number].authors
        authors.pop(author, None)
        authors[author] = at
        if len(authors) > AUTHORS:
            del authors[next(iter(authors))]

    def authors(self, written: Signature, since: int) -> set[AuthorId]:
        """Who wrote nearly this since then."""
        found: set[AuthorId] = set()
        for number in self._candidates(written):
            text = self._texts[number]
            if alike(written, text.signature):
                found.update(author for author, at in text.authors.items() if at >= since)
        return found

    def forget(self, author: AuthorId) -> None:
        """Nothing is known of `author` any more."""
        for number, text in list(self._texts.items()):
            text.authors.pop(author, None)
            if not text.authors:
                self._drop(number)

    def _candidates(self, written: Signature) -> list[int]:
        shared: dict[int, int] = {}
        for key in written.keys:
            for number in islice(reversed(self._found_by.get(key, {})), NEWEST):
                shared[number] = shared.get(number, 0) + 1
        least = min(SHARED_KEYS, len(written.keys))
        near = [number for number, keys in shared.items() if keys >= least]
        if len(near) > COMPARED:
            near.sort(key=shared.__getitem__, reverse=True)
        return near[:COMPARED]

    def _put(self, written: Signature) -> int:
        self._last += 1
        number = self._numbers[written] = self._last
        self._texts[number] = _Text(written)
        for key in written.keys:
            self._found_by.setdefault(key, {})[number] = None
        if len(self._texts) > TEXTS:
            self._drop(next(iter(self._texts)))
        return number

    def _drop(self, number: int) -> None:
        written = self._texts.pop(number).signature
        del self._numbers[written]
        for key in written.keys:
            sharing = self._found_by[key]
            del sharing[number]
            if not sharing:
                del self._found_by[key]
