"""Telegram's limits hold in every window, and nobody waits longer than they ask."""

from hypothesis import given
from hypothesis import strategies as st

from bot.config import SendLimits
from bot.telegram.limits import Bucket, Limits, Window, window

GROUP, OTHER, PERSON = -1001, -1002, 7
NOW = 1000.0


def send(limits: Limits, chat_id: int, now: float) -> float:
    """Send as soon as it is allowed; when that was."""
    while (wait := max(limits.wait_for_send(chat_id, now), limits.wait_for_all(now))) > 0:
        now += wait
    limits.take(chat_id, now)
    limits.take_overall(now)
    return now


def most_within(instants: list[float], seconds: float) -> int:
    """The largest number of instants in any window; its end is not part of it."""
    # Rounding may move an instant by a billionth.
    return max(sum(start <= other < start + seconds - 1e-6 for other in instants) for start in instants)


def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    limits = Limits(SendLimits())
    instants = [round(send(limits, PERSON, NOW) - NOW, 3) for _ in range(6)]
    assert instants == [0, 0, 0, 1, 2, 3]


def test_a_burst_comes_back_after_silence() -> None:
    limits = Limits(SendLimits())
    for _ in range(3):
        send(limits, PERSON, NOW)
    assert [send(limits, PERSON, NOW + 60) - NOW for _ in range(3)] == [60, 60, 60]


def test_a_group_takes_twenty_in_any_minute() -> None:
    limits = Limits(SendLimits())
    now, instants = NOW, []
    for _ in range(50):
        now = send(limits, GROUP, now)
        instants.append(now)
    assert most_within(instants, 60) == 20
    assert round(instants[20] - instants[0], 3) == 60


def test_a_person_has_no_limit_a_minute() -> None:
    limits = Limits(SendLimits())
    instants = [send(limits, PERSON, NOW) for _ in range(30)]
    assert round(instants[-1] - NOW, 3) == 27


def test_thirty_a_second_over_all_chats() -> None:
    limits = Limits(SendLimits())
    now, instants = NOW, []
    for chat_id in range(1, 101):
        now = send(limits, chat_id, now)
        instants.append(now)
    assert most_within(instants, 1) == 30
    assert round(instants[-1] - NOW, 3) == 3


def test_a_pause_holds_its_chat_alone() -> None:
    limits = Limits(SendLimits())
    limits.pause(GROUP, 17, NOW)
    assert limits.wait_for_send(GROUP, NOW) == limits.wait_for_pause(GROUP, NOW) == 17
    assert limits.wait_for_send(OTHER, NOW) == limits.wait_for_send(PERSON, NOW) == 0
    limits.pause(GROUP, 2, NOW)
    assert limits.wait_for_pause(GROUP, NOW + 1) == 16


def test_idle_chats_are_forgotten() -> None:
    limits = Limits(SendLimits())
    for chat_id in range(-100, 100):
        send(limits, chat_id or 1, NOW)
    limits.pause(GROUP, 200, NOW)
    limits.forget_idle(NOW + 10)
    assert len(limits) == 100  # groups: their minute is not over
    limits.forget_idle(NOW + 70)
    assert len(limits) == 0
    assert limits.wait_for_pause(GROUP, NOW + 70) == 130


def test_a_limit_below_one_is_a_longer_time() -> None:
    assert (window(0.5, 1.0).most, window(0.5, 1.0).seconds) == (1, 2.0)
    assert (window(30, 1.0).most, window(30, 1.0).seconds) == (30, 1.0)


def test_what_could_not_wait_counts_too() -> None:
    bucket, per_minute = Bucket(1.0, 3, 3, NOW), Window(2, 60.0)
    for _ in range(5):
        bucket.take(NOW)
        per_minute.take(NOW + 1)
    assert bucket.wait(NOW) == 3
    assert per_minute.wait(NOW + 2) == 59


gaps = st.lists(st.floats(0, 5), min_size=1, max_size=120)


@given(gaps, st.integers(1, 5), st.floats(0.2, 5), st.integers(2, 30))
def test_no_window_holds_more_than_allowed(gaps: list[float], burst: int, rate: float, per_minute: int) -> None:
    limits = Limits(
        SendLimits(overall_per_second=7, chat_per_second=rate, chat_burst=burst, group_per_minute=per_minute)
    )
    now, instants = NOW, []
    for gap in gaps:
        now = send(limits, GROUP, now + gap)
        instants.append(now)
    assert most_within(instants, 60) <= per_minute
    assert most_within(instants, 1) <= 7
    for seconds in (0.5, 3.0, 20.0):
        assert most_within(instants, seconds) <= burst + rate * seconds + 1e-6


@given(gaps)
def test_a_send_waits_no_longer_than_it_must(gaps: list[float]) -> None:
    """Asked just before, it would have been refused."""
    limits = Limits(SendLimits())
    now = NOW
    for gap in gaps:
        now += gap
        wait = limits.wait_for_send(GROUP, now)
        if wait > 0.001:
            assert limits.wait_for_send(GROUP, now + wait - 0.001) > 0
        now = send(limits, GROUP, now)
