"""Lengths of time as people say them."""

from datetime import timedelta

import pytest

from bot.i18n.durations import show_duration
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN


@pytest.mark.parametrize(
    ("language", "duration", "shown"),
    [
        (HANS, timedelta(hours=1, minutes=30), "1 小时 30 分钟"),
        (HANT, timedelta(hours=1, minutes=30), "1 小時 30 分鐘"),
        (EN, timedelta(hours=1, minutes=30), "1 hour 30 minutes"),
        (HANS, timedelta(days=2), "2 天"),
        (EN, timedelta(days=2), "2 days"),
        (EN, timedelta(days=1), "1 day"),
        (HANS, timedelta(hours=1), "1 小时"),
        (HANS, timedelta(seconds=59), "59 秒"),
        (HANS, timedelta(minutes=1), "1 分钟"),
        (HANS, timedelta(days=366), "366 天"),
        (HANS, timedelta(days=1500), "1500 天"),
        # Two units at most, and none that is zero.
        (HANS, timedelta(days=1, hours=2, minutes=3, seconds=4), "1 天 2 小时"),
        (HANS, timedelta(days=1, minutes=3), "1 天 3 分钟"),
        # Rounded down: nobody is promised more than there is.
        (HANS, timedelta(seconds=59.99), "59 秒"),
        (HANS, timedelta(0), "0 秒"),
        (HANS, timedelta(seconds=-5), "0 秒"),
    ],
)
def test_a_duration_reads_as_people_say_it(language: Language, duration: timedelta, shown: str) -> None:
    assert show_duration(Translator(), language, duration) == shown
