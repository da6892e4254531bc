"""SIGKILL at random moments under load, polling and webhook: what was lost or done twice. Every count must be zero."""

import asyncio

from tests.bench.databases import Database
from tests.bench.figures import Figure
from tests.bench.stage import BARE, Stage, database_for, scratch_directory
from tests.e2e.lives import Bot, Survival, survive
from tests.e2e.server import Telegram
from tests.e2e.story import Plot, write


def run(stage: Stage) -> list[Figure]:
    result = []
    for kind in stage.kinds:
        if kind != BARE:
            for webhook in (False, True):
                result += _figures(stage, kind, webhook=webhook)
    return result


def _figures(stage: Stage, kind: str, *, webhook: bool) -> list[Figure]:
    with scratch_directory() as directory, database_for(kind, directory) as database:
        assert database is not None
        survival = asyncio.run(_survival(Bot(Telegram(), database, directory, webhook), database, stage.kills))
    way = f"{kind}, {'webhook' if webhook else 'polling'}"
    note = f"{survival.kills_under_load} of {survival.kills} under load, {survival.redelivered} updates redelivered"
    unconfirmed = float(not survival.confirmed)
    return [
        Figure("kill", f"kills survived, {way}", survival.kills, "", note=note),
        Figure("kill", f"lost or repeated, {way}", survival.losses.total(), "", 0, note=str(survival.losses)),
        Figure("kill", f"stretches left unconfirmed, {way}", unconfirmed, "", 0),
        Figure("kill", f"unclean last exit, {way}", float(survival.exit_status != 0), "", 0),
    ]


async def _survival(bot: Bot, database: Database, kills: int) -> Survival:
    """Five groups and 600 messages a kill, so that each life is killed in the middle of work."""
    plot = Plot(groups=5 * kills, plain=120, advertisements=4, commands=3, service_joins=bot.webhook, seed=kills)
    await bot.telegram.feeder.start()
    try:
        return await survive(bot, write(plot), kills, seed=kills)
    finally:
        bot.bury()
        await bot.telegram.feeder.stop()
