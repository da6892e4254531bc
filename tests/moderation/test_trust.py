"""Graded trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.trust import Record, earns_the_role, trust

# As the docstring says.
WORTH = {
    "nobody": (Record(), 0.0),
    "one message in two months": (Record(60, 1), 0.04),
    "newcomer yesterday": (Record(3, 10), 0.02),
    "two weeks": (Record(14, 60, 5), 0.17),
    "a month": (Record(30, 100, 10), 0.38),
    "six weeks": (Record(45, 150, 15), 0.66),
    "never answered": (Record(400, 5000), 0.5),
    "all of it": (Record(60, 200, 20), 1.0),
    "warned": (Record(60, 200, 20, 1), 0.5),
    "warned twice": (Record(600, 2000, 200, 2), 0.25),
}
RECORDS = st.builds(
    Record,
    days=st.floats(-10, 1e4),
    messages=st.integers(0, 10**6),
    replies=st.integers(0, 10**6),
    strikes=st.integers(-1, 50),
)


@pytest.mark.parametrize(("record", "worth"), WORTH.values(), ids=WORTH)
def test_worth(record: Record, worth: float) -> None:
    assert trust(record) == pytest.approx(worth, abs=0.006)


@given(RECORDS)
def test_trust_is_a_share(record: Record) -> None:
    assert 0.0 <= trust(record) <= 1.0


@given(RECORDS, st.integers(0, 100), st.integers(0, 1000), st.integers(0, 100))
def test_time_words_and_answers_never_cost_trust(record: Record, days: int, messages: int, replies: int) -> None:
    more = Record(record.days + days, record.messages + messages, record.replies + replies, record.strikes)
    assert trust(more) >= trust(record)


@given(RECORDS)
def test_a_strike_costs_half_and_the_role(record: Record) -> None:
    struck = Record(record.days, record.messages, record.replies, max(0, record.strikes) + 1)
    assert trust(struck) == pytest.approx(trust(record) / 2)
    assert not earns_the_role(struck)
