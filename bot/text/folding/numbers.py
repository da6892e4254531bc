"""Numbers in Chinese characters: 一三八零零… and 壹叁捌 as digits, where they are a row of digits and no amount."""

import re
from collections.abc import Iterator

_DIGITS = dict(zip("一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺", "123456789001234567891", strict=True))
_DIGIT = "".join(_DIGITS)
_LEAST = 6
"""Digits; a shorter row may be a year, a list or a figure of speech."""
# Beside a unit or a date it is an amount; a symbol between digits is a gap.
_ROW = re.compile(
    rf"(?<![{_DIGIT}十百千万亿两第点0-9a-z.])(?:[{_DIGIT}0-9][ _-]?){{{_LEAST},}}(?![十百千万亿两年月日号楼点])"
)
_COUNTING = "01234567890123456789 98765432109876543210"


def chinese_digits(text: str) -> Iterator[tuple[int, int, str]]:
    """`(start, end, digits)` of each row."""
    for row in _ROW.finditer(text):
        digits = "".join(_DIGITS.get(one, one) for one in row[0] if one not in " _-")
        if (
            sum(one in _DIGITS for one in row[0]) * 2 >= len(digits)
            and digits not in _COUNTING
            and len(set(digits)) > 1
        ):
            end = row.end() - (row[0][-1] in " _-")
            yield row.start(), end, digits
