"""Where − and + lead."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.steps import neighbours
from tests.settings.knobs import SCHEMA

TRIES, PRICE, WAIT = (SCHEMA.knob(key) for key in ("gate.tries", "shop.price", "gate.wait"))


@pytest.mark.parametrize(
    ("value", "lower", "higher"),
    [
        (0, None, 1),
        (7, 6, 8),
        (20, 19, 21),
        (22, 20, 25),
        (30, 25, 35),
        (100, 95, 105),
        (130, 120, 140),
        (990, 950, 1000),
        (1000, 950, None),
    ],
)
def test_integers_step_to_round_numbers(value: int, lower: int | None, higher: int | None) -> None:
    assert neighbours(PRICE, value) == (lower, higher)


def test_bounds_end_the_steps() -> None:
    assert neighbours(TRIES, 1) == (None, 2)
    assert neighbours(TRIES, 20) == (19, None)


@pytest.mark.parametrize(
    ("value", "lower", "higher"),
    [
        (timedelta(seconds=30), None, timedelta(seconds=45)),
        (timedelta(minutes=2), timedelta(minutes=1), timedelta(minutes=3)),
        (timedelta(minutes=59), timedelta(minutes=45), timedelta(hours=1)),
        (timedelta(days=7), timedelta(days=5), None),
    ],
)
def test_durations_step_along_those_that_people_use(
    value: timedelta, lower: timedelta | None, higher: timedelta | None
) -> None:
    assert neighbours(WAIT, value) == (lower, higher)


@given(st.integers(0, 1000))
def test_steps_stay_within_the_bounds_and_move(value: int) -> None:
    lower, higher = neighbours(PRICE, value)
    assert lower is None or PRICE.low <= lower < value
    assert higher is None or value < higher <= PRICE.high
