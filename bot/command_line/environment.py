"""What every command begins with: the configuration, logs that mask its secrets, and errors as sentences."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from bot.errors import ConfigError, QunguanError

if TYPE_CHECKING:
    from bot.config import Config

Result = TypeVar("Result")
FAILURE = 1
WRONG_USAGE = 2


def configuration(log_level: str | None = None) -> "Config":
    """The checked environment, logs set up; ends with status 2 and all problems on stderr where something is wrong.

    `log_level` instead of LOG_LEVEL is for commands whose output is not a log.
    """
    from bot import logs
    from bot.config import load

    try:
        config = load()
    except ConfigError as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        raise typer.Exit(WRONG_USAGE) from None
    logs.configure(log_level or config.log_level, config.log_format, config.secrets())
    return config


def complete(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work` in a new event loop, uvloop's where it is installed."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # not made for Windows
        return None
    return uvloop.new_event_loop


@contextmanager
def failing_in_words() -> Iterator[None]:
    """Errors that an operator can act on become a sentence on stderr and status 1; a bug's traceback is logged, masked."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except QunguanError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILURE) from None
    except Exception as error:  # noqa: BLE001 - the last one who can say anything
        from bot.persistence.maintenance import connection_trouble

        trouble = connection_trouble(error)
        if trouble is not None:
            typer.echo(f"The database, the disk or the network fails: {trouble}", err=True)
        else:
            import structlog

            structlog.get_logger(__name__).critical("stopped by an error", exc_info=error)
        raise typer.Exit(FAILURE) from None
