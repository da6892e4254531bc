"""A job that writes down its runs, and can be told to fail or to wait."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.scheduling.job import Job, JobRun
from bot.scheduling.trigger import Every, Trigger

HOURLY = Every(timedelta(hours=1))


@dataclass
class Diary:
    """`fail_first` attempts fail; with `hold` a run stands still until `go` is set."""

    fail_first: int = 0
    hold: bool = False
    runs: list[JobRun] = field(default_factory=list)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    def job(self, name: str = "diary", trigger: Trigger = HOURLY, **knobs: Any) -> Job:
        return Job(name, trigger, self.write, **knobs)

    async def write(self, run: JobRun) -> None:
        self.runs.append(run)
        self.started.set()
        if self.hold:
            await self.go.wait()
        if len(self.runs) <= self.fail_first:
            raise RuntimeError("a bad day")

    @property
    def hours(self) -> list[int]:
        """The hour (UTC) of each run's due time."""
        return [run.due.hour for run in self.runs]
