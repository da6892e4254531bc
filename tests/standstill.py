"""Time that passes only when a test says so, while real databases finish their work in between.

await standstill(database)            until nothing runs any more but what waits for the clock or for the test
await pass_time(database, 3.0)        three seconds go by, each sleeper woken at its own instant and seen through
"""

import asyncio

from bot.clock import ManualClock
from bot.persistence.database import Database

QUIET_ROUNDS = 25
"""Rounds of the event loop without a connection in use, after which nobody is about to use one."""
WHILE_BUSY = 0.0002
LONGEST = 30.0


async def standstill(database: Database) -> None:
    """Wait until every task waits for the clock, for the test, or for nothing."""
    loop = asyncio.get_running_loop()
    until = loop.time() + LONGEST
    quiet = 0
    while quiet < QUIET_ROUNDS:
        is_busy = _is_busy(database)
        # While a thread or a server works, the loop must not: both need the interpreter.
        await asyncio.sleep(WHILE_BUSY if is_busy else 0)
        quiet = 0 if is_busy else quiet + 1
        if loop.time() > until:
            raise AssertionError("the database is busy for ever")


async def pass_time(database: Database, seconds: float) -> None:
    """Let `seconds` go by on the database's clock, from sleeper to sleeper."""
    clock = database.clock
    assert isinstance(clock, ManualClock)
    target = clock.monotonic() + seconds
    await standstill(database)
    while (due := next_wake(clock)) is not None and due <= target:
        await clock.advance(max(0.0, due - clock.monotonic()))
        await standstill(database)
    await clock.advance(max(0.0, target - clock.monotonic()))
    await standstill(database)


def next_wake(clock: ManualClock) -> float | None:
    """The instant of the next sleeper that nobody cancelled."""
    return min((due for due, _, wake in clock._sleepers if not wake.done()), default=None)


def _is_busy(database: Database) -> bool:
    pools = {database._writer.pool, database._reader.pool}
    return any(pool.checkedout() for pool in pools)  # type: ignore[attr-defined]
