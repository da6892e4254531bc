"""What becomes of one occurrence: tables of cases."""

from datetime import timedelta

import pytest

from bot.scheduling.life_cycle import NEXT, RunState, after_crash, retry_in

PAUSES = (timedelta(minutes=1), timedelta(minutes=5))

RETRIES = [(1, PAUSES[0]), (2, PAUSES[1]), (3, None), (99, None)]


@pytest.mark.parametrize(("attempts", "pause"), RETRIES)
def test_retries_wait_longer_and_end(attempts: int, pause: timedelta | None):
    assert retry_in(attempts, PAUSES) == pause
    assert retry_in(attempts, ()) is None


CRASHES = [
    (1, True, RunState.CLAIMED),
    (2, True, RunState.CLAIMED),
    (3, True, RunState.FAILED),
    (1, False, RunState.UNKNOWN),
]


@pytest.mark.parametrize(("attempts", "idempotent", "becomes"), CRASHES)
def test_a_crash_runs_again_only_where_that_does_no_harm(attempts: int, idempotent: bool, becomes: RunState):
    assert after_crash(attempts, PAUSES, idempotent=idempotent) is becomes
    assert becomes in NEXT[RunState.CLAIMED]


def test_what_is_settled_stays():
    assert set(NEXT) == set(RunState)
    ends = {state for state, targets in NEXT.items() if not targets}
    assert ends == {RunState.FIRST, RunState.DONE, RunState.MISSED, RunState.UNKNOWN}
