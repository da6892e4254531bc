"""Runs what is due. `tick` is the heart: APScheduler beats it in production (`scheduler.py`), tests call it."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta

import structlog

from bot.background import Background
from bot.clock import Clock
from bot.persistence.database import Database
from bot.scheduling import actions, queries
from bot.scheduling.actions import Claim
from bot.scheduling.agenda import Agenda, Assignment
from bot.scheduling.job import Job, JobRun
from bot.scheduling.life_cycle import RunState, after_crash, retry_in
from bot.scheduling.plan import Work
from bot.scheduling.queries import Stranded

log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(seconds=30)
"""Timers follow the monotonic clock, which stops in suspend; the wall clock is looked at this often."""
SHORTEST_PAUSE = timedelta(seconds=1)
LEASE = timedelta(minutes=2)
"""A claim that was not renewed for so long (four ticks) belongs to a process that is gone."""
AT_ONCE = 4

Observer = Callable[[str, RunState, float], None]


class Runner:
    """Runs jobs, each occurrence once among all processes of a database.

    `observer(job, state, seconds)` is told how each run ended, and what was missed or left unknown (0 seconds).
    """

    def __init__(
        self, database: Database, clock: Clock, jobs: Iterable[Job], *, observer: Observer | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._agenda = Agenda(database, jobs)
        self._observer = observer
        self._worker = secrets.token_hex(8)
        self._background = Background()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._busy: set[Work] = set()
        self._claims: dict[Work, Claim] = {}

    async def tick(self) -> None:
        """Start whatever is due by the wall clock, and return. What the database raises is the caller's."""
        now = self._clock.now()
        await self._renew_claims()
        await self._agenda.refresh(now)
        for assignment in [*await self._agenda.stranded(), *self._agenda.due(now)]:
            if assignment.work not in self._busy:
                self._busy.add(assignment.work)
                self._background.start(self._perform(assignment), name=f"job {assignment.job.name}")

    def pause(self) -> timedelta:
        """How long to wait before the next tick."""
        upcoming = self._agenda.next()
        if upcoming is None:
            return LONGEST_PAUSE
        return min(max(upcoming - self._clock.now(), SHORTEST_PAUSE), LONGEST_PAUSE)

    async def drain(self) -> None:
        """Wait until nothing runs."""
        while len(self._background):
            await self._background.drain(timeout=1.0)

    async def stop(self, patience: float = 10.0) -> None:
        """Give what runs `patience` seconds to end, and leave the rest to the next start."""
        if await self._background.drain(timeout=patience):
            await self._background.cancel()

    async def _renew_claims(self) -> None:
        if self._claims:
            async with self._database.begin() as tx:
                for claim in self._claims.values():
                    await actions.renew(tx, claim, lease=LEASE)

    async def _perform(self, assignment: Assignment) -> None:
        try:
            async with self._slots:
                claim = await self._claim(assignment)
                if claim is not None:
                    self._claims[assignment.work] = claim
                    await self._run(assignment, claim)
        finally:
            self._claims.pop(assignment.work, None)
            self._busy.discard(assignment.work)

    async def _claim(self, assignment: Assignment) -> Claim | None:
        if assignment.stranded is not None:
            return await self._take_over(assignment, assignment.stranded)
        return await self._take(assignment)

    async def _take(self, assignment: Assignment) -> Claim | None:
        """The claim on a new occurrence; None if it is too late, or another process has it."""
        job, occurrence = assignment.job, assignment.occurrence
        async with self._database.begin() as tx:
            if await queries.is_running(tx, occurrence):
                return None  # an earlier one takes long in another process: the plan stays, the next tick asks again
            is_missed = assignment.is_late and not job.run_late
            if is_missed:
                claim, is_missed = None, await actions.miss(tx, occurrence)
            else:
                claim = await actions.claim(tx, occurrence, self._worker, lease=LEASE, is_late=assignment.is_late)
        self._agenda.settled(assignment)
        if is_missed:
            log.warning("job missed", job=job.name, due=str(occurrence.due))
            self._tell(job, RunState.MISSED)
        return claim

    async def _take_over(self, assignment: Assignment, stranded: Stranded) -> Claim | None:
        """The claim on an occurrence that was tried before; None if it must not run again, or another process has it."""
        job, previous, becomes = assignment.job, stranded.claim, RunState.CLAIMED
        if stranded.state is RunState.CLAIMED:
            becomes = after_crash(previous.attempt, job.retry_after, idempotent=job.idempotent)
        async with self._database.begin() as tx:
            if becomes is RunState.CLAIMED:
                return await actions.reclaim(tx, previous, self._worker, lease=LEASE, is_late=assignment.is_late)
            is_ended = await actions.give_up(tx, previous, becomes)
        if is_ended:
            log.error("job ended in the middle", job=job.name, due=str(previous.occurrence.due), state=becomes.value)
            self._tell(job, becomes)
        return None

    async def _run(self, assignment: Assignment, claim: Claim) -> None:
        job, started = assignment.job, self._clock.monotonic()
        run = self._job_run(assignment, claim)
        try:
            async with asyncio.timeout(job.time_limit.total_seconds()):
                await job.run(run)
        except asyncio.CancelledError:
            await self._hand_over(claim)
            raise
        except Exception as error:
            log.exception("job failed", job=job.name, due=str(run.due), attempt=run.attempt)
            state = await self._fail(job, claim, error)
        else:
            async with self._database.begin() as tx:
                await actions.finish(tx, claim)
            state = RunState.DONE
        self._tell(job, state, self._clock.monotonic() - started)

    def _job_run(self, assignment: Assignment, claim: Claim) -> JobRun:
        occurrence = assignment.occurrence
        return JobRun(
            name=occurrence.job,
            due=occurrence.due,
            now=self._clock.now(),
            is_late=assignment.is_late,
            attempt=claim.attempt,
            community_id=occurrence.community_id or None,
            zone=assignment.zone,
            database=self._database,
            claim=claim,
        )

    async def _fail(self, job: Job, claim: Claim, error: Exception) -> RunState:
        """FAILED; DONE where the run broke after its own transaction had committed."""
        async with self._database.begin() as tx:
            is_failed = await actions.fail(
                tx,
                claim,
                f"{type(error).__name__}: {error}",
                retry_in=retry_in(claim.attempt, job.retry_after),
            )
        return RunState.FAILED if is_failed else RunState.DONE

    async def _hand_over(self, claim: Claim) -> None:
        async with self._database.begin() as tx:
            await actions.hand_over(tx, claim)

    def _tell(self, job: Job, state: RunState, seconds: float = 0.0) -> None:
        if self._observer is not None:
            self._observer(job.name, state, seconds)
