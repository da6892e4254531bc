"""`qunguan version`."""

import platform
from importlib.metadata import version as installed
from typing import Annotated

import typer


def version(*, json: Annotated[bool, typer.Option("--json", help="as JSON")] = False) -> None:
    """The versions of Qunguan, of its newest schema, and of what it runs on."""
    from bot.persistence import migrations

    found = {
        "qunguan": installed("qunguan"),
        "schema": migrations.head() or "none",
        "python": platform.python_version(),
        **{name: installed(name) for name in ("aiogram", "SQLAlchemy")},
    }
    if json:
        import msgspec

        typer.echo(msgspec.json.encode(found).decode())
    else:
        typer.echo("\n".join(f"{name} {number}" for name, number in found.items()))
