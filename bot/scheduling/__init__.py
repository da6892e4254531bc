"""Recurring work: each occurrence once, by the wall clock, also with two processes and after a restart.

A capability names its work in its `jobs.py` and lists it in `bot/capabilities.py`:

    async def forget_old_messages(run: JobRun) -> None:
        async with run.begin() as tx:
            await actions.forget_messages_before(tx, run.now - KEPT_FOR)

    RETENTION = Job("membership.retention", Daily(at=time(4, 20)), forget_old_messages, idempotent=True)

`run.begin()` is a transaction that also marks the occurrence as done: what is written in it happens exactly once. Work too
large for one transaction takes several of `run.database.begin()`, each of which must bear repeating, and is marked done
when the function returns. What must reach Telegram is put into the outbox, keyed by `run.key`.

Work at each community's own hour names its targets:

    async def digest_targets(view: Reading) -> list[Target]:
        return [Target(row.id, row.zone, Daily(at=row.digest_at)) for row in await queries.digest_hours(view)]

    DIGEST = Job("insights.digest", Daily(at=time(9)), send_digest, targets=digest_targets)

`trigger.py` and `occurrences.py` say when (pure), `job.py` what, `plan.py` what is due next (pure), `life_cycle.py` what becomes
of a run (pure), `runner.py` does it, `scheduler.py` wakes the runner by APScheduler.
"""
