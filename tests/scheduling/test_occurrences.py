"""When things are due: tables of cases, and what holds for every trigger."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.occurrences import missed, next_due, previous_due
from bot.scheduling.trigger import Cron, Daily, Every, Monthly, Trigger, Weekday, Weekly, in_zone

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SAMOA = ZoneInfo("Pacific/Apia")
CAIRO = ZoneInfo("Africa/Cairo")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Shanghai is 8 hours ahead all year. Berlin moves at 01:00 UTC on 29 March and 25 October 2026.
NEXT = [
    ("later today", Daily(time(9), SHANGHAI), "2026-03-02 00:00", "2026-03-02 01:00"),
    ("strictly after: the same instant is over", Daily(time(9), SHANGHAI), "2026-03-02 01:00", "2026-03-03 01:00"),
    ("a second before", Daily(time(9), SHANGHAI), "2026-03-02 00:59:59", "2026-03-02 01:00"),
    ("the local day is ahead of the UTC day", Daily(time(0), SHANGHAI), "2026-03-02 15:59", "2026-03-02 16:00"),
    ("23 h day", Daily(time(9), BERLIN), "2026-03-28 08:00", "2026-03-29 07:00"),
    ("25 h day", Daily(time(9), BERLIN), "2026-10-24 07:00", "2026-10-25 08:00"),
    ("skipped local time: 02:30 becomes 03:30", Daily(time(2, 30), BERLIN), "2026-03-28 02:00", "2026-03-29 01:30"),
    ("and the day after as ever", Daily(time(2, 30), BERLIN), "2026-03-29 01:30", "2026-03-30 00:30"),
    ("repeated local time: the first", Daily(time(2, 30), BERLIN), "2026-10-24 02:00", "2026-10-25 00:30"),
    ("and not the second", Daily(time(2, 30), BERLIN), "2026-10-25 00:30", "2026-10-26 01:30"),
    ("skipped in New York", Daily(time(2, 30), NEW_YORK), "2026-03-08 00:00", "2026-03-08 07:30"),
    ("midnight that does not exist", Daily(time(0), CAIRO), "2026-04-23 12:00", "2026-04-23 22:00"),
    ("a date that does not exist", Daily(time(10), SAMOA), "2011-12-29 20:00", "2011-12-30 20:00"),
    ("and only one occurrence of it", Daily(time(10), SAMOA), "2011-12-30 20:00", "2011-12-31 20:00"),
    ("this week", Weekly(Weekday.MONDAY, time(9), SHANGHAI), "2026-03-01 23:00", "2026-03-02 01:00"),
    ("next week", Weekly(Weekday.MONDAY, time(9), SHANGHAI), "2026-03-02 01:00", "2026-03-09 01:00"),
    ("week by the local day", Weekly(Weekday.MONDAY, time(1), SHANGHAI), "2026-03-01 12:00", "2026-03-01 17:00"),
    ("first of the month", Monthly(1, time(9), SHANGHAI), "2026-03-02 00:00", "2026-04-01 01:00"),
    ("31st in February", Monthly(31, time(9), SHANGHAI), "2026-02-01 00:00", "2026-02-28 01:00"),
    ("31st in a leap February", Monthly(31, time(9), SHANGHAI), "2028-02-01 00:00", "2028-02-29 01:00"),
    ("every minute", Every(timedelta(minutes=1)), "2026-03-02 00:00:30", "2026-03-02 00:01"),
    ("every minute, on the minute", Every(timedelta(minutes=1)), "2026-03-02 00:01", "2026-03-02 00:02"),
    ("every minute, a microsecond after", Every(timedelta(minutes=1)), "2026-03-02 00:01:00.000001", "2026-03-02 00:02"),
    ("an interval through a clock change", Every(timedelta(hours=6)), "2026-03-29 00:30", "2026-03-29 06:00"),
    ("working days", Cron("0 9 * * 1-5", SHANGHAI), "2026-03-06 02:00", "2026-03-09 01:00"),
    ("quarter hours", Cron("*/15 * * * *"), "2026-03-02 00:15", "2026-03-02 00:30"),
    ("29 February across 2100", Cron("0 0 29 2 *"), "2096-03-01 00:00", "2104-02-29 00:00"),
    ("either day where both are given", Cron("0 0 13 * 5"), "2026-03-07 00:00", "2026-03-13 00:00"),
    ("Friday, although not the 13th", Cron("0 0 13 * 5"), "2026-03-13 00:00", "2026-03-20 00:00"),
    ("Sunday is 0", Cron("0 0 * * 0"), "2026-03-02 00:00", "2026-03-08 00:00"),
    ("Sunday is 7", Cron("0 0 * * 7"), "2026-03-02 00:00", "2026-03-08 00:00"),
    ("lists and steps", Cron("0 8-18/5,22 * * *"), "2026-03-02 13:00", "2026-03-02 18:00"),
    ("a skipped hour falls together with the next", Cron("30 2,3 * * *", BERLIN), "2026-03-29 00:00", "2026-03-29 01:30"),
    ("and happens once", Cron("30 2,3 * * *", BERLIN), "2026-03-29 01:30", "2026-03-30 00:30"),
]  # fmt: skip


@pytest.mark.parametrize(("trigger", "after", "due"), [case[1:] for case in NEXT], ids=[case[0] for case in NEXT])
def test_next_due(trigger: Trigger, after: str, due: str):
    assert next_due(trigger, utc(after)) == utc(due)


@pytest.mark.parametrize(("trigger", "after", "due"), [case[1:] for case in NEXT], ids=[case[0] for case in NEXT])
def test_previous_due_mirrors_next_due(trigger: Trigger, after: str, due: str):
    assert previous_due(trigger, utc(due)) == utc(due)
    assert previous_due(trigger, utc(due) - timedelta(microseconds=1)) <= utc(after)


def test_a_zone_can_be_exchanged():
    assert in_zone(Daily(time(9)), BERLIN) == Daily(time(9), BERLIN)
    assert in_zone(Every(timedelta(hours=1)), BERLIN) == Every(timedelta(hours=1))


def test_missed_lists_each_occurrence_since_the_last():
    found = missed(Daily(time(2, 30), BERLIN), utc("2026-03-27 01:30"), utc("2026-03-30 12:00"))
    assert list(found) == [utc("2026-03-28 01:30"), utc("2026-03-29 01:30"), utc("2026-03-30 00:30")]


def test_one_occurrence_for_each_day_of_ten_years_with_clock_changes():
    days = list(islice(missed(Daily(time(2, 30), BERLIN), utc("2020-01-01 00:00"), utc("2040-01-01")), 3653))
    assert len({due.astimezone(BERLIN).date() for due in days}) == 3653


WRONG = [
    ("Daily", lambda: Daily(time(9, tzinfo=UTC))),
    ("Every", lambda: Every(timedelta(0))),
    ("Monthly", lambda: Monthly(32, time(9))),
    ("four fields", lambda: Cron("0 9 * *")),
    ("minute 60", lambda: Cron("60 9 * * *")),
    ("backwards", lambda: Cron("0 9-8 * * *")),
    ("no number", lambda: Cron("0 nine * * *")),
    ("step 0", lambda: Cron("*/0 * * * *")),
    ("30 February", lambda: Cron("0 0 30 2 *")),
    ("31 of short months", lambda: Cron("0 0 31 4,6 *")),
]


@pytest.mark.parametrize("make", [case[1] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_trigger_is_refused_where_it_is_written(make):
    with pytest.raises(ValueError, match=r"."):
        make()


ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, SAMOA, CAIRO, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])
CRONS = st.sampled_from(["0 9 * * 1-5", "*/20 * * * *", "30 1,2,3 * * *", "0 0 29 2 *", "59 23 31 * *", "0 0 1,15 * 3"])
TRIGGERS = st.one_of(
    st.builds(Every, st.timedeltas(timedelta(seconds=1), timedelta(days=40))),
    st.builds(Daily, st.times(), ZONES),
    st.builds(Weekly, st.sampled_from(Weekday), st.times(), ZONES),
    st.builds(Monthly, st.integers(1, 31), st.times(), ZONES),
    st.builds(Cron, CRONS, ZONES),
)
INSTANTS = st.datetimes(datetime(2009, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(TRIGGERS, INSTANTS)
def test_next_and_previous_agree(trigger: Trigger, instant: datetime):
    """No occurrence is skipped, none is found twice, whatever clocks do."""
    due = next_due(trigger, instant)
    assert due > instant
    assert previous_due(trigger, due) == due
    assert previous_due(trigger, due - timedelta(microseconds=1)) <= instant
    assert next_due(trigger, previous_due(trigger, instant)) == due
