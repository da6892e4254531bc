"""The database: there, of this code's schema, writable."""

from collections.abc import AsyncIterator
from pathlib import Path

from bot.doctor.findings import Finding, bad, good
from bot.persistence import migrations
from bot.persistence.maintenance import PROBE_WAIT, connection_trouble, probe_write, sqlite_file

SERVER_REMEDY = "check DATABASE_URL, and that the PostgreSQL server runs and lets this user in"


async def database(url: str) -> AsyncIterator[Finding]:
    """Findings in the order of the questions; one that fails ends them."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        yield good("database", f"{file} is not there yet; the first start makes it")
        return
    try:
        revision = await migrations.revision(url)
    except Exception as error:  # noqa: BLE001 - whatever the driver raises
        remedy = f"check the file {file} and its folder's permissions" if file else SERVER_REMEDY
        yield bad("database", f"does not answer: {connection_trouble(error) or type(error).__name__}", remedy)
        return
    yield good("database", f"{file or 'PostgreSQL'} answers")
    yield _schema(revision)
    if revision is not None:
        yield await writing(url, file)


def _schema(revision: str | None) -> Finding:
    newest = migrations.head()
    if revision is None:
        return good("schema", "nothing there yet; the first start makes it")
    if revision == newest:
        return good("schema", f"at {revision}, the newest")
    if revision not in migrations.chain():
        return bad("schema", str(migrations.DatabaseTooNew(revision)), "install the newer version again")
    return bad("schema", f"at {revision}, the newest is {newest}", "qunguan db upgrade (a start does it too)")


async def writing(url: str, file: Path | None, wait: float = PROBE_WAIT) -> Finding:
    """Whether a row can be written. A SQLite file may be locked by another process for at most `wait` seconds."""
    try:
        await probe_write(url, wait)
    except Exception as error:  # noqa: BLE001 - as above
        remedy = f"let this user write {file} and its folder; end a process that locks it" if file else SERVER_REMEDY
        return bad("writing", f"refused: {connection_trouble(error) or type(error).__name__}", remedy)
    return good("writing", "allowed")
