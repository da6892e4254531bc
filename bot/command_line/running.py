"""`qunguan run` and `qunguan demo`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.command_line.environment import complete, configuration, failing_in_words

if TYPE_CHECKING:
    from bot.config import Config

LISTEN = "127.0.0.1:8080"


def run() -> None:
    """Start the bot; without BOT_TOKEN against the built-in local Telegram, as `demo` does."""
    config = configuration()
    if config.bot_token is None:
        _demonstrate(config, LISTEN, None)
    with failing_in_words():
        from bot.app import serve

        status = complete(serve(config))
    raise typer.Exit(status)


def demo(
    listen: Annotated[str, typer.Option(help="host:port of the chat page and the Bot API door")] = LISTEN,
    keep: Annotated[
        Path | None, typer.Option(help="a file in which the bot's database outlives the demo, and beside it the chats")
    ] = None,
) -> None:
    """Start the bot with a local Telegram and a chat page to try it in, whatever BOT_TOKEN says."""
    from bot.config import Address

    try:
        Address.read(listen)
    except ValueError:
        raise typer.BadParameter(f"{listen!r} is not host:port", param_hint="--listen") from None
    _demonstrate(configuration(), listen, keep)


def _demonstrate(config: "Config", listen: str, keep: Path | None) -> None:
    with failing_in_words():
        from bot.simulator.demo import demonstrate

        status = complete(demonstrate(config, listen, keep))
    raise typer.Exit(status)
