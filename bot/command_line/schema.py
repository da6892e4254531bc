"""`qunguan db …`: the database's schema."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.command_line.environment import complete, configuration, failing_in_words


def upgrade() -> None:
    """Bring the database to this version's schema. A start of the bot does the same."""
    config = configuration("WARNING")
    with failing_in_words():
        from bot.persistence import migrations

        change = complete(migrations.upgrade(config.database_url))
    if change.is_none:
        typer.echo(f"Nothing to do: the database is at {change.after}.")
    else:
        typer.echo(f"The database went from {change.before or 'nothing'} to {change.after}.")


def revision(slug: Annotated[str, typer.Argument(help="what changes, such as case_evidence")]) -> None:
    """For developers: write the migration from the newest one to the models' tables into migrations/versions."""
    from bot.persistence import migrations

    try:
        name = migrations.revision_name(slug)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    with tempfile.TemporaryDirectory() as folder, failing_in_words():
        from migrations.models import metadata

        url = f"sqlite+aiosqlite:///{Path(folder) / 'scratch.db'}"
        written = complete(migrations.new_revision(name, url, metadata()))
    typer.echo(f"{written}: read it, then `make fmt` and run tests/persistence/test_migrations.py.")
