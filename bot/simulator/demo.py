"""`qunguan demo`: the bot, a local Telegram and the chat page in one process, on one clock that can be put forward."""

import asyncio
import secrets
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot import app as application
from bot.config import Config
from bot.i18n.negotiation import Language
from bot.intake.polling import Polling
from bot.persistence import migrations
from bot.simulator import keeping
from bot.simulator.demo_world import DemoWorld
from bot.simulator.evening import Evening
from bot.simulator.http_server import HttpServer
from bot.simulator.running_clock import RunningClock
from bot.simulator.telegram import Telegram
from bot.simulator.transport import LocalTransport
from bot.telegram.command_menu import keep_menu

_SAVE_EVERY = 30.0  # seconds


async def demonstrate(config: Config, listen: str, keep: Path | None, speed: float | None = None) -> int:
    """Run until SIGTERM or SIGINT; the exit status. Without `keep` nothing outlives the process.

    With a `speed` the busy evening is played at once.
    """
    with tempfile.TemporaryDirectory(prefix="qunguan-demo-") as folder:
        database = keep or Path(folder) / "qunguan.db"
        world_file = database.with_name(database.name + ".telegram")
        clock = RunningClock(keeping.saved_at(world_file))
        telegram = Telegram(clock)
        demo = DemoWorld(telegram, world_file)
        host, _, port = listen.rpartition(":")
        evening = Evening(demo)
        server = HttpServer(
            telegram,
            host=host,
            port=int(port),
            control_token=secrets.token_hex(16),
            world=demo.world,
            evening=evening,
        )
        try:
            address = await server.start()
        except OSError as error:
            sys.stderr.write(f"{listen}: {error.strerror}; choose another address with --listen\n")
            return 1
        telegram.flood.enabled = True
        own = replace(
            config,
            bot_token=demo.bot.token,
            database_url=f"sqlite+aiosqlite:///{database}",
            telegram_api_url=address,
            webhook_url=None,
            metrics_listen=None,
        )
        try:
            await _live(own, demo, clock, address, world_file if keep else None, lambda: _begin(evening, speed))
        finally:
            await evening.stop()
            await server.stop()
    return 0


def _begin(evening: Evening, speed: float | None) -> None:
    if speed is not None:
        evening.start(speed)


async def _live(
    config: Config,
    demo: DemoWorld,
    clock: RunningClock,
    address: str,
    world_file: Path | None,
    opened: Callable[[], None],
) -> None:
    """Start the bot, let people come and go (`opened` is called when they are there), stop it as an operator does."""
    await migrations.upgrade(config.database_url)
    app = await application.build(config, LocalTransport(demo.telegram), clock)
    await app.start()
    polling = asyncio.create_task(Polling(app.client, app.intake, app.clock, app.hear).run(), name="polling")
    app.scheduler.start()
    menu = keep_menu(app.client, app.services.translator, Language(config.language), clock)
    app.background.start(menu, name="command menu")
    await demo.populate()
    saving = asyncio.create_task(_save(demo, world_file), name="saving")
    sys.stdout.write(
        f"聊天页 / chat page:     {address}/\n"
        f"Bot API:              {address}/bot<token>/<method>\n"
        f"群管的令牌 / bot token: {demo.bot.token}\n"
        f"自己的机器人 / a bot of your own: {demo.guest.token}  (@{demo.guest.user.username})\n"
        "Ctrl+C 结束 / ends it\n"
    )
    sys.stdout.flush()
    opened()
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has none; Ctrl+C raises there
            asyncio.get_running_loop().add_signal_handler(name, ended.set)
    waiting = asyncio.create_task(ended.wait(), name="signals")
    await asyncio.wait({waiting, polling}, return_when=asyncio.FIRST_COMPLETED)
    for task in (polling, saving, waiting):
        task.cancel()
    await asyncio.gather(polling, saving, waiting, return_exceptions=True)
    await app.stop()
    if world_file is not None:
        keeping.save(demo.telegram, demo.world.roles, world_file)


async def _save(demo: DemoWorld, world_file: Path | None) -> None:
    if world_file is None:
        return
    while True:
        await demo.telegram.clock.sleep(_SAVE_EVERY)
        keeping.save(demo.telegram, demo.world.roles, world_file)
