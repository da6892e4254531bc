"""What stands between characters only to keep them apart, and letters that stand for digits. Edits of folded text.

An edit is `(start, end, replacement)`; edits of one list are in order and do not overlap.
"""

import re
from collections.abc import Iterator

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# A full stop of Chinese text (。) ends a sentence and stays; the dots here stand inside words only to hide them.
_DOTS = ".\u00b7\u2022\u2027\u2219\u22c5\u30fb\u2588-\u2593"
# Spaces and dots between two Chinese characters, spaces between a Chinese one and a letter or digit (加 vx = 加vx).
_GAP = re.compile(rf"(?<=[{HAN}])[ {_DOTS}]+(?=[{HAN}])|(?<=[{HAN}]) +(?=[a-z0-9])|(?<=[a-z0-9]) +(?=[{HAN}])")
# Anything else is a gap only in a row of at least three characters (合-约*报@单); line breaks and emoji only where all of
# them stand alone. What separates the items of a list or the clauses of a sentence is none.
_MARKS = rf" {_DOTS}*_~^|/\\+=@#$%&'\"`<>{{}}\[\]\-\u2010-\u2015\u2026"
_SYMBOLS = rf"{_MARKS}\n\u2190-\u21ff\u2500-\u27bf\U0001f300-\U0001faff"
_ROW = re.compile(
    rf"(?<![{HAN}])[{HAN}](?:[{_SYMBOLS}]{{1,3}}[{HAN}]){{2,}}(?![{HAN}])|[{HAN}](?:[{_MARKS}]{{1,3}}[{HAN}]){{2,}}"
)
_SYMBOL = re.compile(rf"[{_SYMBOLS}]+")
# A number with letters o and l in it, standing for itself: not part of a word, an address or a name.
_NUMBER = re.compile(r"(?<![a-z0-9_./@:#%-])[0-9ol]{2,}(?![a-z0-9_/@%-]|\.[a-z0-9])")
_MIXED = re.compile("[0-9][ol]|[ol][0-9]")
_LONG_NUMBER = 6
"""Characters; a shorter one keeps letters at its ends: 5l, 10l, h2o."""

Edit = tuple[int, int, str]


def rows(text: str) -> Iterator[Edit]:
    """Symbols within rows of single characters."""
    for row in _ROW.finditer(text):
        for gap in _SYMBOL.finditer(text, *row.span()):
            yield (*gap.span(), "")


def gaps(text: str) -> Iterator[Edit]:
    """Spaces and dots next to Chinese characters."""
    return ((*gap.span(), "") for gap in _GAP.finditer(text))


def numbers(text: str) -> Iterator[Edit]:
    """3ooo, 1O0 and l38ooo as digits."""
    if _MIXED.search(text) is None:
        return
    for number in _NUMBER.finditer(text):
        digits = _digits(number[0])
        if digits != number[0]:
            yield (*number.span(), digits)


def apply(edits: list[Edit], text: str) -> str:
    """`text` with `edits` made."""
    pieces: list[str] = []
    position = 0
    for start, end, replacement in edits:
        pieces += (text[position:start], replacement)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _digits(number: str) -> str:
    places = [index for index, one in enumerate(number) if one.isdigit()]
    if not places:
        return number
    if len(number) >= _LONG_NUMBER:
        return number.replace("o", "0").replace("l", "1")
    first, last = places[0], places[-1]
    number = number[:first] + number[first:last].replace("o", "0").replace("l", "1") + number[last:]
    return number.replace("o", "0") if number.count("o") >= 2 else number
