"""A text as rows of characters that are looked at in pieces: as written, as read, as it sounds, and its shape alone.

Each row is cut into its n-grams, and each n-gram is a bucket of the table of weights (the hashing trick: Weinberger and others,
“Feature hashing for large scale multitask learning”, 2009). Training and use share this file, so they cannot drift apart.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple
from zlib import crc32

from bot.text.folding import Folded
from bot.text.folding.data_files import pairs

BITS = 21
BUCKETS = 1 << BITS
LONGEST = 240
"""Characters of a row that are looked at; of longer texts the start and the end, where the way to be reached stands."""
_START = 160

_DIGITS = str.maketrans("123456789", "0" * 9)
_FIRST_SOUND = 0xE000
_ODD = re.compile(r"(.)\1{3,}", re.DOTALL)
_EDGES = "\x02", "\x03"


class Channel(NamedTuple):
    """A row of characters, and the lengths of its pieces."""

    name: str
    row: str
    shortest: int
    longest: int


def channels(folded: Folded, reading: Folded) -> tuple[Channel, ...]:
    """The rows of a text that was folded and read."""
    source = excerpt(folded.source)
    read = excerpt(reading.text).translate(_DIGITS)
    return (
        Channel("written", source.lower(), 1, 3),
        Channel("read", read, 1, 4),
        Channel("sound", read.translate(_sounds()), 2, 4),
        Channel("shape", _ODD.sub(r"\1\1\1", source.translate(_SHAPES)), 3, 6),
    )


def excerpt(text: str) -> str:
    """`text`, or its start and its end where it is too long."""
    return text if len(text) <= LONGEST else text[:_START] + "\n" + text[_START - LONGEST + 1 :]


def buckets(rows: tuple[Channel, ...]) -> set[int]:
    """The buckets of all pieces of all rows."""
    found: set[int] = set()
    for number, (_, row, shortest, longest) in enumerate(rows):
        data = f"\x02{row}\x03".encode("utf-32-le", "surrogatepass")
        end = len(data) + 1
        for length in range(shortest, longest + 1):
            width, seed = length * 4, number * 8 + length
            found.update([crc32(data[at : at + width], seed) & (BUCKETS - 1) for at in range(0, end - width, 4)])
    return found


def pieces(number: int, row: str, shortest: int, longest: int) -> list[tuple[int, int, int]]:
    """`(bucket, start, end)` of each piece of `row`, the edges counted as characters: for the reasons of a score."""
    data = f"\x02{row}\x03".encode("utf-32-le", "surrogatepass")
    return [
        (crc32(data[at : at + length * 4], number * 8 + length) & (BUCKETS - 1), at // 4, at // 4 + length)
        for length in range(shortest, longest + 1)
        for at in range(0, len(data) + 1 - length * 4, 4)
    ]


class _Shapes(dict[int, str]):
    """For `str.translate`: each character as the kind that it is of."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code))
        return kind


def _kind(character: str) -> str:
    if character.isascii():
        if character.isalpha():
            return "A" if character.isupper() else "a"
        return "0" if character.isdigit() else character
    category = unicodedata.category(character)
    if "\u4e00" <= character <= "\u9fff":
        return "字"
    if category[0] == "L":
        return "ａ" if unicodedata.normalize("NFKC", character).isascii() else "ｌ"
    if category[0] == "N":
        return "０"
    if category in ("So", "Sk"):
        return "☺"
    if character in "，。！？、：；…（）":
        return "，"
    return {"C": "◌", "M": "◌", "Z": " "}.get(category[0], "※")


_SHAPES = _Shapes()


@cache
def _sounds() -> dict[int, str | None]:
    """Characters as one private character for each syllable; what has no sound is left out."""
    return _Sounds(
        {
            ord(one): chr(_FIRST_SOUND + number)
            for number, (_, characters) in enumerate(pairs("pinyin"))
            for one in characters
            if "\u4e00" <= one <= "\u9fff"
        }
    )


class _Sounds(dict[int, str | None]):
    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        sound = self[code] = character if character.isalnum() or character in "@+" else None
        return sound
