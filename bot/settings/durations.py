"""Durations as people write them: `30m 2h 7d 1w 1.5h 1h30m 30分钟 半小时 三天 两周 一个半小时`."""

import re
import unicodedata
from datetime import timedelta

LONGEST = timedelta(days=365_000)
"""What is longer reads as this: past every bound, so that the answer is the bound's sentence and no arithmetic overflows."""

_SECONDS = {
    1: ("s", "sec", "secs", "second", "seconds", "秒", "秒钟", "秒鐘"),
    60: ("m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"),
    3600: ("h", "hr", "hrs", "hour", "hours", "时", "時", "小时", "小時", "钟头", "鐘頭"),
    86_400: ("d", "day", "days", "天", "日"),
    604_800: ("w", "wk", "week", "weeks", "周", "週", "星期", "礼拜", "禮拜"),
    2_592_000: ("month", "months", "月"),
    31_536_000: ("year", "years", "年"),
}
_UNITS = {name: seconds for seconds, names in _SECONDS.items() for name in names}
# 十分恶劣, 一时冲动 and 一日三餐 are no durations; 30分 is.
_ONLY_AFTER_DIGITS = {"分", "时", "時", "日"}
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2} | {
    digit: value for value, digit in enumerate("三四五六七八九", start=3)
}
_TENS = {"十": 10, "百": 100}

_NUMERAL = "[" + "".join([*_DIGITS, *_TENS]) + "]+"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# 三天, 两个小时, 半小时, 半个小时, 一个半小时, 两小时半
_TERM = re.compile(
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?|{_NUMERAL})?\s*(?P<piece>[个個])?(?P<half>半)?(?P<of_half>[个個])?\s*"
    rf"(?P<unit>{_UNIT})(?![a-z])(?P<more>半)?\s*"
)
_NUMBER_FIRST = re.compile(r"[+\-−]|\.?[0-9]")
_BARE_NUMBER = re.compile(r"\+?[0-9]+(?:\.[0-9]+)?")


class MalformedDuration(ValueError):
    """It begins like a duration and is none: `30x`, `-5m`, `1h30`."""


class DurationWithoutUnit(MalformedDuration):
    """A number alone: nobody knows of what."""


def parse_duration(text: str) -> timedelta | None:
    """The duration, in whole seconds; None for text that does not begin like one, such as the first word of a reason.

    It begins like one with a digit, a sign, or a Chinese numeral with a unit. Raises `MalformedDuration` for what then
    goes on differently. A month is 30 days, a year 365. 永久 and forever are not durations.
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    if not _begins_like_one(folded):
        return None
    if _BARE_NUMBER.fullmatch(folded):
        raise DurationWithoutUnit(text)
    seconds = _seconds(folded.removeprefix("+"))
    if seconds is None:
        raise MalformedDuration(text)
    return timedelta(seconds=round(min(seconds, LONGEST.total_seconds())))


def duration_text(duration: timedelta) -> str:
    """The shortest way to write it, as `parse_duration` reads it: `30s`, `90m`, `7d`."""
    count, unit = in_largest_unit(duration)
    return f"{count}{unit[0]}"


def in_largest_unit(duration: timedelta) -> tuple[int, str]:
    """The whole count of the largest unit that fits: 90 `minutes`, 7 `days`, as the locale messages `duration-minutes` … say."""
    seconds = round(duration.total_seconds())
    for size, unit in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds and seconds % size == 0:
            return seconds // size, unit
    return seconds, "seconds"


def _begins_like_one(folded: str) -> bool:
    if _NUMBER_FIRST.match(folded):
        return True
    term = _TERM.match(folded)
    return term is not None and _has_amount(term)


def _has_amount(term: re.Match[str]) -> bool:
    number, unit = term["number"] or "", term["unit"]
    if unit in _ONLY_AFTER_DIGITS:
        return number[:1].isascii() and bool(number)
    if unit == "月":  # 3月 is March, 3个月 lasts
        return bool(term["piece"] or term["of_half"])
    return bool(number or term["half"])


def _seconds(folded: str) -> float | None:
    """The sum of all terms; None if anything is left over."""
    total, position = 0.0, 0
    while position < len(folded):
        term = _TERM.match(folded, position)
        if term is None or not _has_amount(term):
            return None
        count = _count(term["number"]) + (0.5 if term["half"] else 0) + (0.5 if term["more"] else 0)
        total += count * _UNITS[term["unit"]]
        position = term.end()
    return total if position else None


def _count(number: str | None) -> float:
    if not number:
        return 0
    return float(number) if number[0].isascii() else _chinese_number(number)


def _chinese_number(numeral: str) -> int:
    """二十四 → 24, 一百 → 100, 三〇 → 30."""
    if not set(numeral) & set(_TENS):
        return int("".join(str(_DIGITS[digit]) for digit in numeral[:9]))
    total, digit = 0, 0
    for char in numeral:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
