"""`qunguan backup` and `qunguan restore`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.command_line.environment import complete, configuration, failing_in_words

if TYPE_CHECKING:
    from bot.persistence.backup import Manifest, Progress

Json = Annotated[bool, typer.Option("--json", help="the result as JSON")]
Force = Annotated[bool, typer.Option("--force", help="replace what is there")]


def backup(
    target: Annotated[
        Path | None, typer.Argument(help="the file to write [default: backups/qunguan-<time>.zip]")
    ] = None,
    *,
    force: Force = False,
    json: Json = False,
) -> None:
    """Write all data into one file while the bot runs, and check that file."""
    config = configuration("WARNING")
    file = target or Path("backups") / f"qunguan-{SystemClock().now():%Y%m%d-%H%M%S}.zip"
    with failing_in_words(), _progress() as progress:
        from bot.persistence.backup import backup as make

        manifest = complete(make(config.database_url, file, replace=force, progress=progress))
    _tell(file, manifest, f"{file}: {manifest.rows:,} rows in {len(manifest.tables)} tables, checked.", json=json)


def restore(
    archive: Annotated[Path, typer.Argument(help="a file that `backup` wrote")],
    *,
    force: Force = False,
    json: Json = False,
) -> None:
    """Fill the database from a backup, SQLite or PostgreSQL alike. Stop the bot first."""
    config = configuration("WARNING")
    with failing_in_words(), _progress() as progress:
        from bot.persistence.backup import restore as fill

        manifest = complete(fill(archive, config.database_url, force=force, progress=progress))
    text = f"{manifest.rows:,} rows of {manifest.made_at:%Y-%m-%d %H:%M} UTC are back in {len(manifest.tables)} tables."
    _tell(archive, manifest, text, json=json)


def _tell(file: Path, manifest: "Manifest", text: str, *, json: bool) -> None:
    if not json:
        typer.echo(text)
        return
    import msgspec

    tables = {entry.name: entry.rows for entry in manifest.tables}
    result = {"file": str(file), "revision": manifest.revision, "made_at": manifest.made_at, "rows": tables}
    typer.echo(msgspec.json.encode(result).decode())


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A bar per table on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _table, _done, _rows: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(table: str, done: int, rows: int) -> None:
            if table not in tasks:
                tasks[table] = bars.add_task(table, total=rows)
            bars.update(tasks[table], completed=done)

        yield show
