"""`qunguan run` and `qunguan demo`."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.command_line.environment import FAILURE, complete, configuration, failing_in_words

if TYPE_CHECKING:
    from bot.config import Config

LISTEN = "127.0.0.1:8080"


def run() -> None:
    """Start the bot; without BOT_TOKEN against the built-in local Telegram, as `demo` does."""
    config = configuration()
    if config.bot_token is None:
        _demonstrate(config, LISTEN, None, None)
    with failing_in_words():
        migrating = _start_migrating(config)
        from bot.app import serve

        if migrating is not None and migrating.wait():
            raise typer.Exit(FAILURE)
        status = complete(serve(config))
    raise typer.Exit(status)


def _start_migrating(config: "Config") -> "subprocess.Popen[bytes] | None":
    """A process that migrates the database while this one imports; None where there is nothing to migrate.

    Alembic would stay in memory for as long as the bot runs (14 MB), and importing it here would delay the start.
    """
    from bot.persistence import migrations

    if asyncio.run(migrations.revision(config.database_url)) in (None, migrations.head()):
        return None  # a new database is made without Alembic
    return subprocess.Popen([sys.executable, "-m", "bot", "db", "upgrade"])


def demo(
    listen: Annotated[str, typer.Option(help="host:port of the chat page and the Bot API door")] = LISTEN,
    keep: Annotated[
        Path | None, typer.Option(help="a file in which the bot's database outlives the demo, and beside it the chats")
    ] = None,
    evening: Annotated[bool, typer.Option("--evening", help="play a busy evening in the group")] = False,
    speed: Annotated[float, typer.Option(min=1, max=20, help="how fast the evening passes")] = 1,
) -> None:
    """Start the bot with a local Telegram and a chat page to try it in, whatever BOT_TOKEN says."""
    from bot.config import Address

    try:
        Address.read(listen)
    except ValueError:
        raise typer.BadParameter(f"{listen!r} is not host:port", param_hint="--listen") from None
    _demonstrate(configuration(), listen, keep, speed if evening else None)


def _demonstrate(config: "Config", listen: str, keep: Path | None, speed: float | None) -> None:
    with failing_in_words():
        from bot.simulator.demo import demonstrate

        status = complete(demonstrate(config, listen, keep, speed))
    raise typer.Exit(status)
