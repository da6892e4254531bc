"""The one place that knows APScheduler: it wakes the runner when something is due."""

import asyncio
import logging
from datetime import UTC
from typing import Any

import structlog

from bot.background import Background
from bot.clock import Clock, SystemClock
from bot.persistence.database import is_outage
from bot.scheduling.runner import LONGEST_PAUSE, Runner

log = structlog.get_logger(__name__)


class Scheduler:
    """Beats `runner.tick` on the running event loop, between `start` and `stop`.

    APScheduler is the alarm for the next occurrence. It computes its waiting time once, so a clock that is set back would
    silence it for as long; therefore a heartbeat that no clock can stop looks again every half minute and sets the alarm
    anew.
    """

    def __init__(self, runner: Runner, clock: Clock) -> None:
        self._runner = runner
        self._clock = clock
        # APScheduler reads the machine's clock, also where the runner's is a test's.
        self._alarm_clock = SystemClock()
        self._background = Background()
        self._ticking = asyncio.Lock()
        self._alarm: Any = None

    def start(self) -> None:
        """Begin at once: the first tick finds what was missed."""
        # Imported here: a sixth of a second that no command line and no first getUpdates should wait for.
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # each tick would be a line
        self._alarm = AsyncIOScheduler(timezone=UTC)
        self._alarm.start()
        self._background.start(self._beat(), name="scheduler heartbeat")

    async def stop(self) -> None:
        """No new runs; those that run get some seconds to end."""
        if self._alarm is not None:
            self._alarm.shutdown(wait=False)
            self._alarm = None
        await self._background.cancel()
        await self._runner.stop()

    async def _beat(self) -> None:
        while True:
            await self._tick()
            await self._clock.sleep(LONGEST_PAUSE.total_seconds())

    async def _tick(self) -> None:
        async with self._ticking:
            try:
                await self._runner.tick()
            except Exception as error:
                # What was due stays due until a tick succeeds.
                if is_outage(error):
                    log.warning("database away", error=str(error))
                else:
                    log.exception("tick failed")
            self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.add_job(
                self._tick,
                "date",
                run_date=self._alarm_clock.now() + self._runner.pause(),
                id="tick",
                replace_existing=True,
                misfire_grace_time=None,  # a machine that slept wakes late, and ticks then
            )
