"""Instants in the community's own zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.i18n.dates import local_day, show_day, show_moment
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator

SHANGHAI, BERLIN, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (Language.ZH_HANS, "2026年3月2日 10:05"),
        (Language.ZH_HANT, "2026年3月2日 10:05"),
        (Language.EN, "2026-03-02 10:05"),
    ],
)
def test_a_moment_is_shown_in_the_local_time(language: Language, shown: str) -> None:
    instant = datetime(2026, 3, 2, 2, 5, 59, tzinfo=UTC)
    assert show_moment(Translator(), language, instant, SHANGHAI) == shown


@pytest.mark.parametrize(("language", "shown"), [(Language.ZH_HANS, "2026年12月24日"), (Language.EN, "2026-12-24")])
def test_a_day_has_its_year(language: Language, shown: str) -> None:
    assert show_day(Translator(), language, date(2026, 12, 24)) == shown


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), SHANGHAI, date(2026, 3, 2)),
        (datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), SHANGHAI, date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 59, tzinfo=UTC), NEW_YORK, date(2026, 3, 1)),
        # The night in which Berlin loses an hour has its midnight all the same.
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), BERLIN, date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), BERLIN, date(2026, 3, 30)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), BERLIN, date(2026, 3, 29)),
    ],
)
def test_the_local_day_is_the_calendars(instant: datetime, zone: ZoneInfo, day: date) -> None:
    assert local_day(instant, zone) == day
