"""The scheduler on the machine's own clock, and what it cleans up."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.clock import SystemClock
from bot.persistence.database import Database
from bot.scheduling import actions
from bot.scheduling.actions import Occurrence
from bot.scheduling.jobs import KEPT_FOR, RETENTION
from bot.scheduling.runner import LONGEST_PAUSE, Runner
from bot.scheduling.scheduler import Scheduler
from bot.scheduling.tables import JobRunRow
from bot.scheduling.trigger import Every
from tests.scheduling.diary import Diary

EVERY_SECOND = Every(timedelta(seconds=1))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_apscheduler_beats_the_runner(database_url):
    clock = SystemClock()
    database = Database(database_url, clock)
    diary = Diary()
    scheduler = Scheduler(Runner(database, clock, [diary.job(trigger=EVERY_SECOND)]), clock)
    scheduler.start()
    async with asyncio.timeout(20):
        while len(diary.runs) < 2:
            diary.started.clear()
            await diary.started.wait()
    await scheduler.stop()
    await database.close()
    assert diary.runs[0].due < diary.runs[1].due
    assert all(run.due.microsecond == 0 for run in diary.runs)


async def test_the_heart_beats_on_while_the_database_is_away_and_ticks_fail(clock):
    class FailingRunner(Runner):
        errors: ClassVar = [OperationalError("SELECT 1", {}, ConnectionRefusedError()), ValueError("a bug")]
        ticks = 0

        async def tick(self) -> None:
            self.ticks += 1
            if self.errors:
                raise self.errors.pop()

    runner = FailingRunner(None, clock, [])  # type: ignore[arg-type]
    scheduler = Scheduler(runner, clock)
    scheduler.start()
    await clock.advance(0)
    for beats in (1, 2, 3):
        assert runner.ticks == beats
        await clock.advance(LONGEST_PAUSE)
    await scheduler.stop()


def test_importing_the_scheduler_leaves_apscheduler_alone():
    """It would cost every start of a command line a tenth of a second."""
    check = "import bot.scheduling.scheduler, sys; sys.exit('apscheduler' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


async def test_old_runs_are_forgotten_but_the_newest_of_each_work(database, clock):
    async with database.begin() as tx:
        for days in (90, 70, 61, 59):
            await actions.miss(tx, Occurrence("daily", 0, tx.now - timedelta(days=days)))
        await actions.miss(tx, Occurrence("rare", 0, tx.now - timedelta(days=400)))
        await actions.claim(tx, Occurrence("daily", 1, tx.now - timedelta(days=80)), "worker", lease=timedelta(0))
        await actions.miss(tx, Occurrence("daily", 1, tx.now - timedelta(days=1)))
    runner = Runner(database, clock, [RETENTION])
    await runner.tick()
    await clock.advance(timedelta(days=1))
    await runner.tick()
    await runner.drain()
    async with database.read() as view:
        kept = (await view.execute(select(JobRunRow.job, JobRunRow.community_id, JobRunRow.due))).all()
    days = sorted(
        (row.job, row.community_id, (clock.now() - row.due).days) for row in kept if row.job != RETENTION.name
    )
    assert days == [("daily", 0, 60), ("daily", 1, 2), ("daily", 1, 81), ("rare", 0, 401)]
    assert timedelta(days=60) == KEPT_FOR
