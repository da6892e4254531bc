"""Ten thousand bent updates: none may stay unconfirmed, no lane stuck, the process alive."""

import asyncio
from pathlib import Path

from tests.bench.databases import Database
from tests.bench.figures import Figure
from tests.bench.stage import Stage, database_for, scratch_directory
from tests.e2e.door import Bent, Door
from tests.e2e.lives import Bot
from tests.e2e.server import Telegram

BENT = 10_000


def run(stage: Stage) -> list[Figure]:
    return [figure for kind in stage.bots() for figure in _figures(stage, kind)]


def _figures(stage: Stage, kind: str) -> list[Figure]:
    with scratch_directory() as directory, database_for(kind, directory) as database:
        assert database is not None
        bent = asyncio.run(_endured(database, directory, stage.scaled(BENT)))
    return [
        Figure("fuzz", f"updates left unconfirmed of {stage.scaled(BENT):,}, {kind}", bent.unconfirmed, "", 0),
        Figure("fuzz", f"groups stuck, {kind}", len(bent.stuck_groups), "", 0),
        Figure("fuzz", f"processes ended, {kind}", int(not bent.alive), "", 0),
    ]


async def _endured(database: Database, directory: Path, count: int) -> Bent:
    telegram = Telegram()
    await telegram.feeder.start()
    bot = Bot(telegram, database, directory)
    try:
        return await Door(await bot.start()).endures(count, seed=count, seconds=600)
    finally:
        bot.bury()
        await telegram.feeder.stop()
