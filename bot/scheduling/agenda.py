"""Which jobs run for whom, and what of it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.persistence.database import Database, is_outage
from bot.scheduling import actions, queries
from bot.scheduling.actions import Occurrence
from bot.scheduling.job import Job, Target
from bot.scheduling.plan import Plan, Work
from bot.scheduling.queries import Stranded
from bot.scheduling.trigger import UTC_ZONE, Every, Trigger, in_zone

log = structlog.get_logger(__name__)

TARGETS_EVERY = timedelta(minutes=1)
SET_BACK = timedelta(minutes=1)
"""A clock that is this much earlier than before was set back."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An occurrence to run, and how it stands where somebody tried it before.

    Whether it is late was decided when it was found: waiting for its turn among many makes nothing late.
    """

    job: Job
    occurrence: Occurrence
    zone: ZoneInfo
    is_late: bool
    stranded: Stranded | None = None

    @property
    def work(self) -> Work:
        return self.occurrence.job, self.occurrence.community_id


class Agenda:
    """The plan of all jobs and targets, kept up to date."""

    def __init__(self, database: Database, jobs: Iterable[Job]) -> None:
        self._database = database
        self._jobs: dict[str, Job] = {}
        for job in jobs:
            if self._jobs.setdefault(job.name, job) is not job:
                raise ValueError(f"two jobs are named {job.name}")
        self._plan = Plan()
        self._wanted: dict[str, dict[Work, Trigger]] = {}
        self._asked_at: datetime | None = None
        self._seen: datetime | None = None

    async def refresh(self, now: datetime) -> None:
        """Ask for targets again where that is due, and plan anew after the clock was set back."""
        if self._seen is not None and now < self._seen - SET_BACK:
            log.warning("clock set back", by=str(self._seen - now))
            self._plan, self._asked_at = Plan(), None
        self._seen = now
        if self._asked_at is not None and now - self._asked_at < TARGETS_EVERY:
            return
        for job in self._jobs.values():
            await self._ask_for_targets(job)
        await self._plan_for(now, knows_nothing=self._asked_at is None)
        self._asked_at = now

    def due(self, now: datetime) -> list[Assignment]:
        """The newest occurrence of each work that is due and not settled."""
        return [
            self._assignment(Occurrence(job, community_id, due), now)
            for (job, community_id), due in self._plan.due(now)
        ]

    async def stranded(self) -> list[Assignment]:
        """Failed runs whose retry is due, and runs of processes that are gone."""
        async with self._database.read() as view:
            found = await queries.stranded(view, self._jobs)
        return [self._assignment(run.claim.occurrence, view.now, run) for run in found]

    def settled(self, assignment: Assignment) -> None:
        """The occurrence has its row, by this process or another."""
        self._plan.settled(assignment.work, assignment.occurrence.due)

    def next(self) -> datetime | None:
        """When something is due; None where nothing is planned."""
        return self._plan.next()

    async def _ask_for_targets(self, job: Job) -> None:
        if job.targets is None:
            self._wanted[job.name] = {(job.name, 0): job.trigger}
            return
        try:
            async with self._database.read() as view:
                targets = await job.targets(view)
        except Exception as error:
            if is_outage(error):
                raise
            # One job's faulty query must not stop the others; its targets stay as they were.
            log.exception("targets unknown", job=job.name)
            return
        self._wanted[job.name] = {(job.name, target.community_id): _trigger_for(target, job) for target in targets}

    async def _plan_for(self, now: datetime, *, knows_nothing: bool) -> None:
        wanted = {work: trigger for works in self._wanted.values() for work, trigger in works.items()}
        known: dict[Work, datetime] = {}
        if knows_nothing:
            async with self._database.read() as view:
                known = await queries.last_dues(view)
        fresh = self._plan.replace(wanted, known, now)
        if fresh:
            async with self._database.begin() as tx:
                await actions.register(tx, fresh)

    def _assignment(self, occurrence: Occurrence, now: datetime, stranded: Stranded | None = None) -> Assignment:
        trigger = self._plan.trigger((occurrence.job, occurrence.community_id))
        zone = UTC_ZONE if trigger is None or isinstance(trigger, Every) else trigger.zone
        job = self._jobs[occurrence.job]
        return Assignment(job, occurrence, zone, job.is_late(occurrence.due, now), stranded)


def _trigger_for(target: Target, job: Job) -> Trigger:
    trigger = target.trigger or job.trigger
    return trigger if target.zone is None else in_zone(trigger, target.zone)
