"""Backups: one file with all rows of one instant, for both databases alike, checked when it is made and when it is read.

The file is a zip of `tables/<name>.jsonl` (a row a line, see `portable`) and `manifest.json` with the revision of the
schema and, per table, columns, rows, bytes and SHA-256. A backup of an older schema is restored at its own revision and
then migrated; one from SQLite goes into PostgreSQL and back.
"""

import hashlib
import os
import secrets
import shutil
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.errors import QunguanError
from bot.persistence import migrations, portable
from bot.persistence.maintenance import exclusive, snapshot, sqlite_file
from bot.persistence.portable import Kind, RowReader, TableShape

Progress = Callable[[str, int, int], None]
"""Told (table, rows done, rows in all) as work goes on."""

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1024 * 1024
# Rows of a real community shrink to a tenth; deflate can shrink a made-up file to a thousandth.
MOST_SHRUNK = 200
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1
SMALL = 10 * 1024 * 1024


class BackupError(QunguanError):
    """A backup cannot be made, or a file is no sound backup for this database. The text says why and what to do."""


class TableEntry(msgspec.Struct, frozen=True):
    """One table in the manifest; `bytes` before compression."""

    name: str
    columns: dict[str, Kind]
    rows: int
    bytes: int
    sha256: str

    @property
    def shape(self) -> TableShape:
        return TableShape(self.name, self.columns)

    @property
    def file(self) -> str:
        return f"tables/{self.name}.jsonl"


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds."""

    format: int
    revision: str
    made_at: datetime
    made_from: str
    tables: list[TableEntry]

    @property
    def rows(self) -> int:
        return sum(entry.rows for entry in self.tables)


def _silent(_table: str, _done: int, _rows: int) -> None:
    pass


async def backup(url: str, target: Path, *, replace: bool = False, progress: Progress = _silent) -> Manifest:
    """Write all rows of the database at `url` into `target` while it stays in use, and read the file once to check it.

    `target` appears only when it is whole. Raises `BackupError`, also where it exists and `replace` is not set.
    """
    file = sqlite_file(url)
    if file is not None and not file.exists():
        raise BackupError(f"There is no database at {file}.")
    if target.exists() and not replace:  # noqa: ASYNC240 - before any work begins
        raise BackupError(f"{target} exists already; choose another name or give --force.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        manifest = await _write(url, unfinished, progress)
        if verify(unfinished) != manifest:
            raise BackupError("The file does not read back as it was written; the disk may be failing.")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def verify(archive: Path) -> Manifest:
    """Read a whole backup: sizes, row counts and hashes. Raises `BackupError`."""
    with _opened(archive) as (file, manifest):
        for entry in manifest.tables:
            reader = RowReader(entry.shape)
            for line in _checked_lines(file, entry):
                reader.row(line)
    return manifest


async def restore(archive: Path, url: str, *, force: bool = False, progress: Progress = _silent) -> Manifest:
    """Fill the database at `url` from a backup, in one transaction: whole or not at all.

    Rows that are there are an error, with `force` they are replaced. The bot must not run meanwhile. Raises `BackupError`.
    """
    with _opened(archive) as (file, manifest):
        _check_space(url, manifest)
        if manifest.revision not in migrations.chain():
            raise BackupError(f"The backup is at revision {manifest.revision}, of a newer Qunguan. Install that first.")
        async with exclusive(url) as connection:
            await _make_empty(connection, manifest.revision, force=force)
            found = {shape.name: shape for shape in await connection.run_sync(portable.shapes)}
            entries = {entry.name: entry for entry in manifest.tables}
            if found != {name: entry.shape for name, entry in entries.items()}:
                raise BackupError(f"The backup's tables are not those of its revision {manifest.revision}.")
            for name in found:  # in the order of references
                await _fill(connection, file, entries[name], progress)
            await connection.run_sync(migrations.upgrade_within, migrations.head())
    return manifest


async def _write(url: str, target: Path, progress: Progress) -> Manifest:
    async with snapshot(url) as connection:
        revision = await connection.run_sync(migrations.revision_within)
        if revision is None:
            raise BackupError("The database holds nothing yet; run `qunguan db upgrade` or start the bot first.")
        await _check_integrity(connection)
        # People's messages are inside: nobody else on the machine may read it.
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
                shapes = await connection.run_sync(portable.shapes)
                tables = [await _write_table(connection, file, shape, progress) for shape in shapes]
                manifest = Manifest(FORMAT, revision, SystemClock().now(), connection.dialect.name, tables)
                file.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
            raw.flush()
            os.fsync(raw.fileno())
    return manifest


async def _write_table(
    connection: AsyncConnection, file: zipfile.ZipFile, shape: TableShape, progress: Progress
) -> TableEntry:
    expected = await portable.count(connection, shape)
    digest, rows, size = hashlib.sha256(), 0, 0
    with file.open(f"tables/{shape.name}.jsonl", "w", force_zip64=True) as out:
        async for line in portable.lines(connection, shape):
            out.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if rows % portable.BATCH == 0:
                progress(shape.name, rows, expected)
    if rows != expected:
        raise BackupError(f"{shape.name}: {rows} rows read, {expected} counted; check the database's disk.")
    progress(shape.name, rows, expected)
    return TableEntry(shape.name, dict(shape.columns), rows, size, digest.hexdigest())


async def _check_integrity(connection: AsyncConnection) -> None:
    if connection.dialect.name != "sqlite":
        return
    problems = (await connection.execute(text("PRAGMA integrity_check(3)"))).scalars().all()
    if problems != ["ok"]:
        raise BackupError(f"The database is damaged ({'; '.join(problems)}). Restore the last good backup.")


async def _make_empty(connection: AsyncConnection, revision: str, *, force: bool) -> None:
    shapes = await connection.run_sync(portable.shapes)
    filled = [shape.name for shape in shapes if await portable.count(connection, shape)]
    if filled and not force:
        raise BackupError(f"The database is not empty ({', '.join(filled)}); --force replaces what is in it.")
    await connection.run_sync(migrations.downgrade_within, None)
    await connection.run_sync(migrations.upgrade_within, revision)


async def _fill(connection: AsyncConnection, file: zipfile.ZipFile, entry: TableEntry, progress: Progress) -> None:
    reader, done = RowReader(entry.shape), 0
    async for batch in _batches(_checked_lines(file, entry)):
        await portable.write(connection, entry.shape, [reader.row(line) for line in batch])
        done += len(batch)
        progress(entry.name, done, entry.rows)
    await portable.restart_sequences(connection, entry.shape)


async def _batches(lines: Iterator[bytes]) -> AsyncIterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == portable.BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _opened(archive: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its manifest, sizes checked. What reading it raises inside becomes `BackupError`."""
    if not archive.is_file():
        raise BackupError(f"There is no file {archive}.")
    try:
        with zipfile.ZipFile(archive) as file:
            yield file, _manifest(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, portable.BrokenRow) as error:
        raise BackupError(f"{archive} is no sound backup: {error}") from error


def _manifest(file: zipfile.ZipFile) -> Manifest:
    infos = {info.filename: info for info in file.infolist()}
    if any(info.flag_bits & ENCRYPTED or info.compress_type not in METHODS for info in infos.values()):
        raise zipfile.BadZipFile("it is encrypted or compressed in another way")
    if MANIFEST not in infos or infos[MANIFEST].file_size > LARGEST_MANIFEST:
        raise zipfile.BadZipFile("it has no manifest")
    try:
        manifest = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise zipfile.BadZipFile(f"its manifest is not readable ({error})") from error
    if manifest.format != FORMAT:
        raise zipfile.BadZipFile(f"format {manifest.format} is not known; a newer Qunguan made it")
    expected = [MANIFEST, *(entry.file for entry in manifest.tables)]
    if sorted(info.filename for info in file.infolist()) != sorted(expected):
        raise zipfile.BadZipFile("its files are not those of the manifest")
    for entry in manifest.tables:
        info = infos[entry.file]
        if info.file_size != entry.bytes:
            raise zipfile.BadZipFile(f"{entry.name}: {info.file_size} bytes, {entry.bytes} in the manifest")
        if info.file_size > SMALL and info.file_size > MOST_SHRUNK * info.compress_size:
            raise zipfile.BadZipFile(f"{entry.name} would grow more than {MOST_SHRUNK}-fold, as only a zip bomb does")
    return manifest


def _checked_lines(file: zipfile.ZipFile, entry: TableEntry) -> Iterator[bytes]:
    digest, rows = hashlib.sha256(), 0
    with file.open(entry.file) as source:
        while line := _line(source, entry):
            digest.update(line)
            rows += 1
            yield line
    if rows != entry.rows or digest.hexdigest() != entry.sha256:
        raise zipfile.BadZipFile(f"{entry.name} is not what the manifest says")


def _line(source: IO[bytes], entry: TableEntry) -> bytes:
    line = source.readline(portable.LONGEST_LINE)
    if len(line) == portable.LONGEST_LINE:
        raise zipfile.BadZipFile(f"{entry.name} has an endless line")
    return line


def _check_space(url: str, manifest: Manifest) -> None:
    """SQLite keeps rows in about their size as JSON, and as much again in its journal until the commit."""
    file = sqlite_file(url)
    if file is None:
        return
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    needed = 2 * sum(entry.bytes for entry in manifest.tables)
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
        if needed > free:
            raise BackupError(f"{folder} has {free >> 20} MB free, about {needed >> 20} MB are needed.")
