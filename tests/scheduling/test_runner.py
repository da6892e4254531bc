"""Each occurrence once: after jumps of the clock, restarts, a second process, crashes and failures. Starts at 02:00 UTC."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import ManualClock
from bot.persistence.database import Database
from bot.scheduling import queries
from bot.scheduling.job import ClaimLost, Job, JobRun, Target
from bot.scheduling.life_cycle import RunState
from bot.scheduling.runner import AT_ONCE, LEASE, LONGEST_PAUSE, Runner
from bot.scheduling.trigger import Daily
from tests.scheduling.diary import HOURLY, Diary

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def beat(runner: Runner, clock: ManualClock, by: timedelta = timedelta(0)) -> None:
    """Let time pass, tick once, and wait for what runs."""
    await clock.advance(by)
    await runner.tick()
    await runner.drain()


async def states(database: Database, job: str = "diary") -> list[tuple[int, str]]:
    """Hour and state of each run, oldest first."""
    async with database.read() as view:
        found = await queries.runs(view, job)
    return [(run.occurrence.due.hour, run.state.value) for run in reversed(found)]


async def test_each_occurrence_runs_once(database, clock):
    diary = Diary()
    runner = Runner(database, clock, [diary.job()])
    await beat(runner, clock)
    for _ in range(8):
        await beat(runner, clock, by=30 * MINUTE)
        await beat(runner, clock)
    assert diary.hours == [3, 4, 5, 6]
    assert not any(run.is_late for run in diary.runs)
    assert await states(database) == [(3, "done"), (4, "done"), (5, "done"), (6, "done")]


async def test_new_work_misses_nothing_from_before_it_was_known(database, clock):
    diary = Diary()
    await beat(Runner(database, clock, [diary.job()]), clock)
    assert diary.runs == []


async def test_after_downtime_the_newest_missed_occurrence_runs_late(database, clock):
    diary = Diary()
    await beat(Runner(database, clock, [diary.job()]), clock)
    await clock.advance(50 * HOUR + 20 * MINUTE)
    restarted = Runner(database, clock, [diary.job()])
    await beat(restarted, clock)
    assert [(run.due.hour, run.is_late) for run in diary.runs] == [(4, True)]
    await beat(restarted, clock, by=40 * MINUTE)
    assert [(run.due.hour, run.is_late) for run in diary.runs] == [(4, True), (5, False)]


async def test_a_job_that_must_not_run_late_is_noted_as_missed(database, clock):
    diary = Diary()
    runner = Runner(database, clock, [diary.job(run_late=False, grace=5 * MINUTE)])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR + 4 * MINUTE)
    await beat(runner, clock, by=HOUR + 4 * MINUTE)
    assert diary.hours == [3]
    assert await states(database) == [(3, "done"), (4, "missed")]


async def test_suspend_moves_the_wall_clock_alone(database, clock):
    """Monotonic time stands still in suspend; the next look at the clock finds what is due."""
    diary = Diary()
    runner = Runner(database, clock, [diary.job()])
    await beat(runner, clock)
    clock.jump(90 * MINUTE)
    await beat(runner, clock, by=LONGEST_PAUSE)
    assert [(run.due.hour, run.is_late) for run in diary.runs] == [(3, True)]


async def test_a_clock_set_back_repeats_nothing(database, clock):
    diary = Diary()
    runner = Runner(database, clock, [diary.job()])
    await beat(runner, clock)
    await beat(runner, clock, by=2 * HOUR)
    clock.jump(-2 * HOUR)
    for _ in range(5):
        await beat(runner, clock, by=30 * MINUTE)
    assert sorted(diary.hours) == [3, 4]
    await beat(runner, clock, by=30 * MINUTE)
    assert sorted(diary.hours) == [3, 4, 5]


async def test_a_clock_that_was_years_ahead_for_a_moment_stops_nothing(database, clock):
    diary = Diary()
    runner = Runner(database, clock, [diary.job()])
    await beat(runner, clock)
    clock.jump(timedelta(days=3650))
    await beat(runner, clock)
    clock.jump(-timedelta(days=3650))
    await beat(runner, clock)
    await beat(Runner(database, clock, [diary.job()]), clock, by=HOUR)
    assert [run.due.year for run in diary.runs] == [2036, 2026]


async def test_two_processes_share_the_occurrences(database, clock):
    diary, other = Diary(), Diary()
    here, there = Runner(database, clock, [diary.job()]), Runner(database, clock, [other.job()])
    for _ in range(5):
        await clock.advance(HOUR)
        await here.tick()
        await there.tick()
        await here.drain()
        await there.drain()
    assert sorted(diary.hours + other.hours) == [4, 5, 6, 7]


async def test_a_long_run_is_not_overtaken_by_its_next_occurrence(database, clock):
    diary, other = Diary(hold=True), Diary()
    here, there = Runner(database, clock, [diary.job()]), Runner(database, clock, [other.job()])
    await here.tick()
    await there.tick()
    await clock.advance(HOUR)
    await here.tick()
    await diary.started.wait()
    for _ in range(4):
        await clock.advance(15 * MINUTE)
        await here.tick()  # renews its claim
        await beat(there, clock)
    assert (diary.hours, other.hours) == ([3], [])
    diary.go.set()
    await here.drain()
    await beat(there, clock)
    assert other.hours == [4]


async def test_a_failed_run_is_tried_again_with_growing_pauses(database, clock):
    diary = Diary(fail_first=2)
    runner = Runner(database, clock, [diary.job(retry_after=(MINUTE, 10 * MINUTE))])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR)
    await beat(runner, clock, by=30 * timedelta(seconds=1))
    assert len(diary.runs) == 1
    await beat(runner, clock, by=30 * timedelta(seconds=1))
    assert len(diary.runs) == 2
    await beat(runner, clock, by=9 * MINUTE)
    assert len(diary.runs) == 2
    await beat(runner, clock, by=MINUTE)
    assert [run.attempt for run in diary.runs] == [1, 2, 3]
    assert {run.key for run in diary.runs} == {"job:diary:0:2026-03-02T03:00:00Z"}
    assert await states(database) == [(3, "done")]


async def test_a_run_that_keeps_failing_is_given_up_and_its_error_kept(database, clock):
    diary = Diary(fail_first=99)
    runner = Runner(database, clock, [diary.job(trigger=Daily(time(3)), retry_after=(MINUTE, MINUTE, MINUTE))])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR)
    for _ in range(10):
        await beat(runner, clock, by=MINUTE)
    assert len(diary.runs) == 4
    async with database.read() as view:
        (run,) = await queries.runs(view, "diary")
    assert (run.state, run.attempts, run.error) == (RunState.FAILED, 4, "RuntimeError: a bad day")


async def test_a_failing_job_stops_no_other(database, clock):
    bad, good = Diary(fail_first=99), Diary()
    runner = Runner(database, clock, [bad.job("bad"), good.job("good")])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR)
    assert (bad.hours, good.hours) == ([3], [3])


async def crash(database: Database, clock: ManualClock, job: Job, diary: Diary) -> Runner:
    """A process that dies in the middle of a run: nothing of it is heard until `bury`."""
    runner = Runner(database, clock, [job])
    await runner.tick()
    await clock.advance(HOUR)
    await runner.tick()
    await diary.started.wait()
    return runner


async def bury(runner: Runner, diary: Diary) -> None:
    """Let its task end, so that the test leaves nothing running."""
    diary.go.set()
    await runner.drain()


async def test_a_crash_in_the_middle_runs_again_where_that_does_no_harm(database, clock):
    diary, again = Diary(hold=True), Diary()
    crashed = await crash(database, clock, diary.job(idempotent=True), diary)
    restarted = Runner(database, clock, [again.job(idempotent=True)])
    await beat(restarted, clock)
    assert again.runs == [], "its claim may still be held by a living process"
    await beat(restarted, clock, by=LEASE)
    assert [(run.due.hour, run.attempt, run.is_late) for run in again.runs] == [(3, 2, True)]
    await bury(crashed, diary)


async def test_a_crash_in_the_middle_is_marked_unknown_otherwise(database, clock):
    diary, again = Diary(hold=True), Diary()
    crashed = await crash(database, clock, diary.job(), diary)
    restarted = Runner(database, clock, [again.job()])
    for _ in range(3):
        await beat(restarted, clock, by=LEASE)
    assert again.runs == []
    assert await states(database) == [(3, "unknown")]
    await bury(crashed, diary)


async def test_what_ends_every_process_is_given_up(database, clock):
    """A run that brings the process down each time must not do so for ever."""
    victims = [Diary(hold=True) for _ in range(3)]
    crashed = [await crash(database, clock, victims[0].job(idempotent=True, retry_after=(MINUTE, MINUTE)), victims[0])]
    for victim in victims[1:]:
        await clock.advance(LEASE)
        crashed.append(Runner(database, clock, [victim.job(idempotent=True, retry_after=(MINUTE, MINUTE))]))
        await crashed[-1].tick()
        await victim.started.wait()
    last = Diary()
    await beat(Runner(database, clock, [last.job(idempotent=True, retry_after=(MINUTE, MINUTE))]), clock, by=LEASE)
    assert last.runs == []
    assert await states(database) == [(3, "failed")]
    for runner, victim in zip(crashed, victims, strict=True):
        await bury(runner, victim)


async def test_a_process_that_was_silent_too_long_writes_nothing(database, clock):
    """Suspended with its run, overtaken by another machine, awake again: its transaction is rolled back."""
    lost: list[str] = []
    diary = Diary(hold=True)

    async def write(run: JobRun) -> None:
        await diary.write(run)
        try:
            async with run.begin():
                pass
        except ClaimLost as error:
            lost.append(str(error))
            raise

    asleep = Runner(database, clock, [Job("diary", HOURLY, write, idempotent=True)])
    await asleep.tick()
    await clock.advance(HOUR)
    await asleep.tick()
    await diary.started.wait()
    other = Diary()
    await beat(Runner(database, clock, [other.job(idempotent=True)]), clock, by=LEASE)
    diary.go.set()
    await asleep.drain()
    assert other.hours == [3]
    assert lost == ["job:diary:0:2026-03-02T03:00:00Z"]
    assert await states(database) == [(3, "done")]


async def test_a_stop_leaves_the_run_to_the_next_start(database, clock):
    diary, again = Diary(hold=True), Diary()
    runner = Runner(database, clock, [diary.job(idempotent=True)])
    await runner.tick()
    await clock.advance(HOUR)
    await runner.tick()
    await diary.started.wait()
    await runner.stop(patience=0)
    await beat(Runner(database, clock, [again.job(idempotent=True)]), clock)
    assert again.hours == [3], "at once: no claim has to run out"


async def test_what_a_run_writes_and_its_mark_are_one_transaction(database, clock):
    """An error after `begin` has committed changes nothing any more: the effects stand and do not repeat."""
    seen: list[int] = []

    async def write(run: JobRun) -> None:
        async with run.begin():
            seen.append(run.attempt)
        raise RuntimeError("too late to matter")

    runner = Runner(database, clock, [Job("diary", HOURLY, write)])
    await beat(runner, clock)
    for _ in range(4):
        await beat(runner, clock, by=HOUR / 3)
    assert seen == [1]
    assert await states(database) == [(3, "done")]


async def test_communities_have_their_own_hours(database, clock):
    diary = Diary()
    targets = [
        Target(1, ZoneInfo("Asia/Shanghai")),
        Target(2, ZoneInfo("Europe/Berlin")),
        Target(3, trigger=Daily(time(12), ZoneInfo("Asia/Shanghai"))),
    ]

    async def digest_targets(_view: object) -> list[Target]:
        return targets

    runner = Runner(database, clock, [diary.job(trigger=Daily(time(11)), targets=digest_targets)])
    await beat(runner, clock)
    for _ in range(24):
        await beat(runner, clock, by=HOUR)
    assert [(run.due.hour, run.community_id, run.zone.key) for run in diary.runs] == [
        (3, 1, "Asia/Shanghai"),
        (4, 3, "Asia/Shanghai"),
        (10, 2, "Europe/Berlin"),
    ]


async def test_changed_targets_are_found_and_a_moved_hour_sends_nothing_at_once(database, clock):
    diary = Diary()
    targets = [Target(1, trigger=Daily(time(3)))]

    async def digest_targets(_view: object) -> list[Target]:
        return targets

    runner = Runner(database, clock, [diary.job(targets=digest_targets)])
    await beat(runner, clock)
    await beat(runner, clock, by=2 * HOUR)
    targets[:] = [Target(1, trigger=Daily(time(2))), Target(2, trigger=Daily(time(5)))]
    await beat(runner, clock, by=MINUTE)
    await beat(runner, clock, by=59 * MINUTE)
    await beat(runner, clock, by=21 * HOUR)
    assert [(run.due.day, run.due.hour, run.community_id) for run in diary.runs] == [(2, 3, 1), (2, 5, 2), (3, 2, 1)]


async def test_waiting_for_a_turn_makes_nothing_late(database, clock):
    """A thousand digests at nine o'clock take their time; the last one is neither late nor missed."""
    many = [Diary(hold=True) for _ in range(AT_ONCE)]
    last = Diary()
    jobs = [diary.job(f"a{number}") for number, diary in enumerate(many)]
    runner = Runner(database, clock, [*jobs, last.job("z", run_late=False)])
    await beat(runner, clock)
    await clock.advance(HOUR)
    await runner.tick()
    for diary in many:
        await diary.started.wait()
    await clock.advance(10 * MINUTE)
    for diary in many:
        diary.go.set()
    await runner.drain()
    assert [(run.due.hour, run.is_late) for run in last.runs] == [(3, False)]


async def test_one_faulty_list_of_targets_stops_no_other_job(database, clock):
    async def broken(_view: object) -> list[Target]:
        raise ValueError("no such column")

    bad, good = Diary(), Diary()
    runner = Runner(database, clock, [bad.job("bad", targets=broken), good.job("good")])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR)
    assert (bad.hours, good.hours) == ([], [3])


CLOCK_CHANGES = [
    (datetime(2026, 3, 28, tzinfo=UTC), ["03-28 01:30", "03-29 01:30", "03-30 00:30"]),
    (datetime(2026, 10, 24, tzinfo=UTC), ["10-24 00:30", "10-25 00:30", "10-26 01:30"]),
]


@pytest.mark.parametrize(("start", "dues"), CLOCK_CHANGES, ids=["skipped", "repeated"])
async def test_a_local_time_that_is_skipped_or_repeated_runs_once(database_url, start, dues):
    """02:30 in Berlin: skipped on 29 March, twice on 25 October."""
    clock = ManualClock(start)
    database = Database(database_url, clock)
    diary = Diary()
    runner = Runner(database, clock, [diary.job(trigger=Daily(time(2, 30), ZoneInfo("Europe/Berlin")))])
    await beat(runner, clock)
    for _ in range(2 * 24 * 3):
        await beat(runner, clock, by=HOUR / 2)
    await database.close()
    assert [f"{run.due:%m-%d %H:%M}" for run in diary.runs] == dues


async def test_a_run_without_end_is_ended(database, clock):
    diary = Diary(hold=True)
    runner = Runner(database, clock, [diary.job(time_limit=timedelta(seconds=0.01), retry_after=())])
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR)
    assert await states(database) == [(3, "failed")]


async def test_the_observer_hears_how_runs_end(database, clock):
    heard: list[tuple[str, RunState]] = []
    jobs = [Diary(fail_first=1).job("bad"), Diary().job("good"), Diary().job("never", run_late=False)]
    runner = Runner(database, clock, jobs, observer=lambda job, state, _seconds: heard.append((job, state)))
    await beat(runner, clock)
    await beat(runner, clock, by=HOUR + 2 * MINUTE)
    assert sorted(heard) == [("bad", RunState.FAILED), ("good", RunState.DONE), ("never", RunState.MISSED)]


async def test_the_pause_ends_at_the_next_occurrence_and_is_never_long(database, clock):
    runner = Runner(database, clock, [Diary().job()])
    assert runner.pause() == LONGEST_PAUSE
    await beat(runner, clock)
    assert runner.pause() == LONGEST_PAUSE
    await clock.advance(HOUR - timedelta(seconds=7))
    assert runner.pause() == timedelta(seconds=7)
    await clock.advance(timedelta(seconds=7))
    assert runner.pause() == timedelta(seconds=1)


def test_two_jobs_of_one_name_are_refused(clock):
    with pytest.raises(ValueError, match="two jobs"):
        Runner(None, clock, [Diary().job(), Diary().job()])  # type: ignore[arg-type]
