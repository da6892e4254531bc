"""Durations as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.durations import (
    LONGEST,
    DurationWithoutUnit,
    MalformedDuration,
    duration_text,
    in_largest_unit,
    parse_duration,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

READ = {
    "30m": 30 * MINUTE,
    "2h": 2 * HOUR,
    "7d": 7 * DAY,
    "1w": 7 * DAY,
    "1.5h": 90 * MINUTE,
    "1h30m": 90 * MINUTE,
    "1d 12h": 36 * HOUR,
    "30M": 30 * MINUTE,
    "2 hours": 2 * HOUR,
    "+5m": 5 * MINUTE,
    "0s": timedelta(0),
    "30分钟": 30 * MINUTE,
    "３０分鐘": 30 * MINUTE,
    "30分": 30 * MINUTE,
    "2小时": 2 * HOUR,
    "2小時30分鐘": 150 * MINUTE,
    "半小时": 30 * MINUTE,
    "半个小时": 30 * MINUTE,
    "一个半小时": 90 * MINUTE,
    "两小时半": 150 * MINUTE,
    "半天": 12 * HOUR,
    "三天": 3 * DAY,
    "两周": 14 * DAY,
    "兩個星期": 14 * DAY,
    "十五分钟": 15 * MINUTE,
    "二十四小时": DAY,
    "一百天": 100 * DAY,
    "三〇天": 30 * DAY,
    "一个月": 30 * DAY,
    "3個月": 90 * DAY,
    "一年": 365 * DAY,
    "9" * 50 + "d": LONGEST,
    "9" * 5000 + "d": LONGEST,
}


@pytest.mark.parametrize(("text", "duration"), READ.items(), ids=lambda value: str(value)[:12])
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "刷屏",
        "广告 3天",
        "forever",
        "永久",
        "ads",
        "m",
        "天",
        "半夜刷屏",
        "一直刷",
        "两次警告",
        "十分恶劣",
        "一时冲动",
        "一日三餐",
    ],
)
def test_what_does_not_begin_like_one_is_none(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    "text",
    ["30x", "-5m", "−5m", "1h30", "30minutesago", "1,5h", "3月", "三天两头", "1h foo", "5 m 刷屏", "1e3s", ".5h"],
)
def test_what_goes_on_differently_is_malformed(text: str) -> None:
    with pytest.raises(MalformedDuration):
        parse_duration(text)


@pytest.mark.parametrize("text", ["30", "+30", "1.5", "３"])
def test_a_number_alone_lacks_its_unit(text: str) -> None:
    with pytest.raises(DurationWithoutUnit):
        parse_duration(text)


@pytest.mark.parametrize(
    ("seconds", "count", "unit"),
    [
        (0, 0, "seconds"),
        (30, 30, "seconds"),
        (90, 90, "seconds"),
        (5400, 90, "minutes"),
        (7200, 2, "hours"),
        (604800, 7, "days"),
    ],
)
def test_the_largest_unit_that_fits(seconds: int, count: int, unit: str) -> None:
    assert in_largest_unit(timedelta(seconds=seconds)) == (count, unit)


@given(st.integers(0, 366 * 86_400))
def test_what_is_written_is_read_back(seconds: int) -> None:
    duration = timedelta(seconds=seconds)
    assert parse_duration(duration_text(duration)) == duration


@given(st.text(alphabet="0123456789.+-半一两十百个天月分时小钟秒smhdw 刷", max_size=12))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        duration = parse_duration(text)
    except MalformedDuration:
        return
    assert duration is None or timedelta(0) <= duration <= LONGEST
