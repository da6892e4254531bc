"""What is due next, without a database."""

from datetime import UTC, datetime, time, timedelta

from bot.scheduling.plan import Plan
from bot.scheduling.trigger import Daily, Every

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AT_NINE = Daily(time(9))
AT_SEVEN = Daily(time(7))
DIGEST = ("digest", 7)


def test_new_work_counts_from_now():
    plan = Plan()
    assert plan.replace({DIGEST: AT_NINE}, {}, MONDAY) == [DIGEST]
    assert plan.due(MONDAY) == []
    assert plan.next() == MONDAY + timedelta(hours=21)


def test_known_work_counts_from_its_last_occurrence():
    plan = Plan()
    assert plan.replace({DIGEST: AT_NINE}, {DIGEST: MONDAY - 3 * DAY}, MONDAY) == []
    assert plan.due(MONDAY) == [(DIGEST, MONDAY.replace(hour=9))]


def test_what_is_settled_is_not_due_again():
    plan = Plan()
    plan.replace({DIGEST: AT_NINE}, {DIGEST: MONDAY - DAY}, MONDAY)
    plan.settled(DIGEST, MONDAY.replace(hour=9))
    assert plan.due(MONDAY) == []
    plan.settled(DIGEST, MONDAY.replace(hour=9) - DAY)
    assert plan.due(MONDAY) == []


def test_a_new_trigger_counts_from_now_and_misses_nothing():
    """Moving the hour from 20:00 to 09:00 at noon must not send a digest at noon."""
    plan = Plan()
    plan.replace({DIGEST: AT_NINE}, {DIGEST: MONDAY.replace(hour=9)}, MONDAY)
    assert plan.replace({DIGEST: AT_SEVEN}, {}, MONDAY) == [DIGEST]
    assert plan.due(MONDAY) == []


def test_work_that_is_wanted_again_counts_from_then():
    plan = Plan()
    plan.replace({DIGEST: AT_NINE}, {}, MONDAY)
    plan.replace({}, {}, MONDAY)
    assert plan.next() is None
    assert plan.trigger(DIGEST) is None
    plan.replace({DIGEST: AT_NINE}, {}, MONDAY + 30 * DAY)
    assert plan.due(MONDAY + 30 * DAY) == []


def test_what_was_due_first_comes_first():
    plan = Plan()
    works = {("late", 0): Daily(time(11)), ("early", 0): AT_SEVEN, ("often", 0): Every(timedelta(hours=1))}
    plan.replace(works, dict.fromkeys(works, MONDAY - DAY), MONDAY)
    assert [work for (work, _), _ in plan.due(MONDAY)] == ["often", "early", "late"]
