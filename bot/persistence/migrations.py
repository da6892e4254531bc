"""Bring a database to the schema of this code, or say why not.

A start asks first whether there is anything to do, with one plain statement: importing Alembic costs half a second. The
whole way from one revision to another is one transaction on both databases, so a failed or killed migration leaves
nothing half done, and of two processes that start at once the second waits and then finds nothing to do.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, MetaData, inspect, text

import migrations
from bot.clock import SystemClock
from bot.errors import QunguanError
from bot.persistence.maintenance import exclusive, snapshot

FOLDER = Path(migrations.__path__[0])
REVISION_LENGTH = 32  # Alembic's column alembic_version.version_num

log = structlog.get_logger(__name__)


class DatabaseTooNew(QunguanError):
    """The database is at a revision that this code does not know."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at revision {revision}, which this version of Qunguan does not know: a newer one has "
            "migrated it. Install that version again, or restore a backup made before it."
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What an upgrade or downgrade did. Revisions are None for an empty database."""

    before: str | None
    after: str | None

    @property
    def is_none(self) -> bool:
        return self.before == self.after


def chain(folder: Path = FOLDER) -> tuple[str, ...]:
    """All revisions from the first to the newest, read from the files without running them.

    Raises `ValueError` unless they form one line.
    """
    files = sorted((folder / "versions").glob("[0-9]*.py"))
    follows = dict(map(_revision_of, files))
    line: list[str] = []
    while (here := follows.get(line[-1] if line else None)) and here not in line:
        line.append(here)
    if len(line) != len(files):
        raise ValueError(f"migrations beside the line: {', '.join(sorted({file.stem for file in files} - set(line)))}")
    return tuple(line)


def head() -> str | None:
    """The newest revision; None while there is none."""
    return next(reversed(chain()), None)


async def revision(url: str) -> str | None:
    """The revision that the database is at, None where it has none. Raises what the driver raises."""
    async with snapshot(url) as connection:
        return await connection.run_sync(revision_within)


async def upgrade(url: str, to: str | None = None) -> Change:
    """Bring the database to revision `to` (default: the newest). Raises `DatabaseTooNew`."""
    target = to or head()
    before = await revision(url)
    _check_known(before)
    if before == target:
        return Change(before, before)
    async with exclusive(url) as connection:
        change = await connection.run_sync(upgrade_within, target)
    if not change.is_none:
        log.info("database migrated", before=change.before, after=change.after)
    return change


async def create(url: str, metadata: MetaData) -> Change:
    """Make the tables of `metadata`, all that this code knows, where there are none yet; nothing where there are.

    The same tables that the whole line of migrations makes (a test compares them), without Alembic: a first start needs
    neither its half second nor its 14 MB.
    """
    if await revision(url) is not None:
        return Change(None, None)
    async with exclusive(url) as connection:
        return await connection.run_sync(_create_within, metadata)


async def downgrade(url: str, to: str | None = None) -> Change:
    """Take the database back to revision `to` (default: before the first). Raises `DatabaseTooNew`."""
    async with exclusive(url) as connection:
        return await connection.run_sync(downgrade_within, to)


def upgrade_within(connection: Connection, target: str | None) -> Change:
    """Upgrade inside the transaction of `connection`."""
    before = revision_within(connection)
    _check_known(before)
    # Whoever waited for the lock looks again; another process may have gone further already.
    if target is None or before == target or (before is not None and _is_later(before, target)):
        return Change(before, before)
    from alembic import command

    command.upgrade(_alembic_config(connection), target)
    return Change(before, revision_within(connection))


def _create_within(connection: Connection, metadata: MetaData) -> Change:
    before, newest = revision_within(connection), head()
    if before is not None or newest is None:
        return Change(before, before)
    metadata.create_all(connection, checkfirst=False)
    # As Alembic makes it (alembic.runtime.migration).
    connection.execute(
        text(
            f"CREATE TABLE alembic_version (version_num VARCHAR({REVISION_LENGTH}) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:newest)"), {"newest": newest})
    log.info("database created", revision=newest)
    return Change(None, newest)


def downgrade_within(connection: Connection, target: str | None) -> Change:
    """Downgrade inside the transaction of `connection`."""
    before = revision_within(connection)
    _check_known(before)
    if before is None or before == target:
        return Change(before, before)
    from alembic import command

    command.downgrade(_alembic_config(connection), target or "base")
    return Change(before, revision_within(connection))


def revision_name(slug: str, today: datetime | None = None) -> str:
    """The name of a new migration. Raises `ValueError` for a slug that makes no file name."""
    name = f"{today or SystemClock().now():%Y%m%d}_{slug}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug) or len(name) > REVISION_LENGTH:
        raise ValueError(f"{slug!r}: expected at most {REVISION_LENGTH - 9} of a-z 0-9 _, a letter first")
    return name


async def new_revision(name: str, url: str, metadata: MetaData) -> Path:
    """Write a migration from the database at `url`, which is brought to the newest one first, to the tables of `metadata`.

    For developers: read what it wrote before committing it.
    """
    async with exclusive(url) as connection:
        await connection.run_sync(upgrade_within, head())
        return await connection.run_sync(_write_revision, name, metadata)


async def differences(url: str, metadata: MetaData) -> list[Any]:
    """What Alembic finds different between the database and `metadata`; empty where migrations and models agree."""
    async with snapshot(url) as connection:
        return await connection.run_sync(_differences, metadata)


def _differences(connection: Connection, metadata: MetaData) -> list[Any]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def _write_revision(connection: Connection, name: str, metadata: MetaData) -> Path:
    from alembic import command

    config = _alembic_config(connection)
    config.attributes["metadata"] = metadata
    message = name.partition("_")[2].replace("_", " ").capitalize()
    command.revision(config, message=message, autogenerate=True, rev_id=name)
    return FOLDER / "versions" / f"{name}.py"


def _revision_of(file: Path) -> tuple[str | None, str]:
    """(the revision before, the revision) of a migration's file."""
    source = file.read_text(encoding="utf-8")
    names = dict(re.findall(r'^(revision|down_revision)\b[^=]*= (?:"(\w+)"|None)', source, re.MULTILINE))
    if names.get("revision") != file.stem:
        raise ValueError(f"{file.name}: its revision must be {file.stem!r}")
    return names["down_revision"] or None, file.stem


def _is_later(one: str, other: str) -> bool:
    line = chain()
    return line.index(one) > line.index(other)


def _check_known(found: str | None) -> None:
    if found is not None and found not in chain():
        raise DatabaseTooNew(found)


def revision_within(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _alembic_config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config
