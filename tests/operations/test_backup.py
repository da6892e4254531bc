"""Backups hold everything of one instant, go into either database, and damaged ones change nothing."""

import asyncio
import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from bot.clock import SystemClock
from bot.membership.tables import Community
from bot.persistence import migrations
from bot.persistence.backup import MANIFEST, BackupError, backup, restore, verify
from bot.persistence.database import Database
from bot.persistence.maintenance import exclusive
from bot.persistence.portable import BATCH
from migrations.models import metadata
from tests.operations.rows import ROWS, content, seed

Files = dict[str, bytes]


def sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with source.db, which has rows in every table, and its backup source.zip."""
    folder = tmp_path_factory.mktemp("original")

    async def make() -> None:
        await seed(sqlite_url(folder / "source.db"))
        await backup(sqlite_url(folder / "source.db"), folder / "source.zip")

    asyncio.run(make())
    return folder


@pytest.fixture
def source(original: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with rows in every table."""
    shutil.copy(original / "source.db", tmp_path / "source.db")
    return sqlite_url(tmp_path / "source.db")


@pytest.fixture
def archive(original: Path, tmp_path: Path) -> Path:
    """The backup of `source`."""
    return Path(shutil.copy(original / "source.zip", tmp_path / "source.zip"))


async def test_round_trip(bare_database_url: str, tmp_path: Path) -> None:
    await seed(bare_database_url)
    before = await content(bare_database_url)
    made = await backup(bare_database_url, tmp_path / "x.zip")
    assert {entry.name: entry.rows for entry in made.tables} == dict.fromkeys(metadata().tables, ROWS)

    restored = await restore(tmp_path / "x.zip", bare_database_url, force=True)
    assert restored == made
    assert await content(bare_database_url) == before


async def test_from_sqlite_into_either(bare_database_url: str, archive: Path, source: str) -> None:
    await restore(archive, bare_database_url)
    assert await content(bare_database_url) == await content(source)
    assert await migrations.differences(bare_database_url, metadata()) == []


async def test_from_either_into_sqlite(bare_database_url: str, tmp_path: Path) -> None:
    await seed(bare_database_url)
    await backup(bare_database_url, tmp_path / "x.zip")
    await restore(tmp_path / "x.zip", sqlite_url(tmp_path / "new" / "x.db"))
    assert await content(sqlite_url(tmp_path / "new" / "x.db")) == await content(bare_database_url)


async def test_ids_go_on_after_a_restore(bare_database_url: str, archive: Path) -> None:
    await restore(archive, bare_database_url)
    async with exclusive(bare_database_url) as connection:
        row = {"title": "next", "created_at": SystemClock().now()}
        await connection.execute(insert(Community), row)
        newest = await connection.scalar(select(Community.id).where(Community.title == "next"))
    assert newest == ROWS + 1


async def test_empty_tables_and_their_ids(bare_database_url: str, tmp_path: Path) -> None:
    await migrations.upgrade(bare_database_url)
    await backup(bare_database_url, tmp_path / "x.zip")
    await restore(tmp_path / "x.zip", bare_database_url)
    async with exclusive(bare_database_url) as connection:
        await connection.execute(insert(Community), {"title": "first", "created_at": SystemClock().now()})
        assert await connection.scalar(select(Community.id)) == 1


async def test_more_than_one_batch(bare_database_url: str, tmp_path: Path) -> None:
    await migrations.upgrade(bare_database_url)
    rows = 2 * BATCH + 1
    async with exclusive(bare_database_url) as connection:
        now = SystemClock().now()
        await connection.execute(insert(Community), [{"title": str(i), "created_at": now} for i in range(rows)])
    told: list[tuple[str, int, int]] = []
    await backup(bare_database_url, tmp_path / "x.zip", progress=lambda *news: told.append(news))
    assert [news for news in told if news[0] == "community"] == [
        ("community", BATCH, rows),
        ("community", 2 * BATCH, rows),
        ("community", rows, rows),
    ]
    told.clear()
    await restore(tmp_path / "x.zip", bare_database_url, force=True, progress=lambda *news: told.append(news))
    assert told[-1][1] == told[-1][2]
    assert len((await content(bare_database_url))["community"]) == rows


async def test_rows_written_meanwhile_are_of_another_instant(source: str, tmp_path: Path) -> None:
    file = tmp_path / "source.db"
    database = Database(source, SystemClock())  # puts the file into WAL mode, as the bot does
    await database.ping()

    def write(_table: str, _done: int, _rows: int) -> None:
        with sqlite3.connect(file) as connection:
            connection.execute("INSERT INTO community (title, created_at) VALUES ('meanwhile', '2026-01-01')")
            connection.execute("DELETE FROM person")

    made = await backup(source, tmp_path / "x.zip", progress=write)
    await database.close()
    assert {entry.rows for entry in made.tables} == {ROWS}


async def test_file_is_whole_or_not_there(source: str, tmp_path: Path) -> None:
    def fail(table: str, _done: int, _rows: int) -> None:
        if table == "person":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await backup(source, tmp_path / "backups" / "x.zip", progress=fail)
    assert list((tmp_path / "backups").iterdir()) == []


def test_nobody_else_may_read_it(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


async def test_existing_file_is_replaced_only_when_asked(archive: Path, source: str) -> None:
    with pytest.raises(BackupError, match="exists already"):
        await backup(source, archive)
    await backup(source, archive, replace=True)


async def test_no_database_is_not_made_by_a_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no database"):
        await backup(sqlite_url(tmp_path / "typo.db"), tmp_path / "x.zip")
    assert not (tmp_path / "typo.db").exists()


async def test_bare_database_has_nothing_to_back_up(bare_database_url: str, tmp_path: Path) -> None:
    async with exclusive(bare_database_url) as connection:
        await connection.execute(text("SELECT 1"))
    with pytest.raises(BackupError, match="holds nothing"):
        await backup(bare_database_url, tmp_path / "x.zip")


async def test_damaged_sqlite_file_is_no_backup(source: str, tmp_path: Path) -> None:
    file = tmp_path / "source.db"
    damaged = bytearray(file.read_bytes())
    page = 4096
    damaged[-3 * page : -2 * page] = b"\xff" * page
    file.write_bytes(damaged)
    with pytest.raises(Exception, match=r"damaged|malformed"):
        await backup(source, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


async def test_full_database_is_replaced_only_when_asked(bare_database_url: str, archive: Path) -> None:
    await seed(bare_database_url)
    before = await content(bare_database_url)
    with pytest.raises(BackupError, match="not empty"):
        await restore(archive, bare_database_url)
    assert await content(bare_database_url) == before
    await restore(archive, bare_database_url, force=True)


# ---- damaged archives


def _edit_manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Files], None]:
    def edit(files: Files) -> None:
        manifest = json.loads(files[MANIFEST])
        change(manifest)
        files[MANIFEST] = json.dumps(manifest).encode()

    return edit


def _replace_table(files: Files, name: str, lines: bytes) -> None:
    """Put other rows in place of a table's and let the manifest agree with them."""
    files[f"tables/{name}.jsonl"] = lines
    manifest = json.loads(files[MANIFEST])
    entry = next(entry for entry in manifest["tables"] if entry["name"] == name)
    entry |= {"rows": lines.count(b"\n"), "bytes": len(lines), "sha256": hashlib.sha256(lines).hexdigest()}
    files[MANIFEST] = json.dumps(manifest).encode()


def _swap_letters(files: Files) -> None:
    files["tables/person.jsonl"] = files["tables/person.jsonl"].replace(b"nested", b"tested").replace(b"1", b"2")


DAMAGES: dict[str, tuple[Callable[[Files], object], str]] = {
    "other rows": (_swap_letters, "not what the manifest says"),
    "rows lost": (lambda files: files.update({"tables/person.jsonl": b""}), "0 bytes"),
    "file lost": (lambda files: files.pop("tables/person.jsonl"), "not those of the manifest"),
    "file added": (lambda files: files.update({"../evil": b"x"}), "not those of the manifest"),
    "no manifest": (lambda files: files.pop(MANIFEST), "no manifest"),
    "manifest no JSON": (lambda files: files.update({MANIFEST: b"\xff{"}), "not readable"),
    "manifest other shape": (lambda files: files.update({MANIFEST: b'{"format": "x"}'}), "not readable"),
    "huge manifest": (lambda files: files.update({MANIFEST: b" " * (2 << 20)}), "no manifest"),
    "newer format": (_edit_manifest(lambda manifest: manifest.update(format=2)), "newer Qunguan"),
    "newer schema": (_edit_manifest(lambda manifest: manifest.update(revision="29990101_x")), "newer Qunguan"),
    "other hash": (_edit_manifest(lambda manifest: manifest["tables"][0].update(sha256="0" * 64)), "not what"),
    "other column": (
        _edit_manifest(lambda manifest: manifest["tables"][0]["columns"].update(evil="text")),
        "tables are not those",
    ),
    "renamed column": (
        _edit_manifest(lambda manifest: manifest["tables"][0]["columns"].update(detail="text")),
        "tables are not those",
    ),
    "wrong type": (lambda files: _replace_table(files, "server_trait", b'["a","b",3,"2026-01-01T00:00:00Z"]\n'), "str"),
    "too few values": (lambda files: _replace_table(files, "server_trait", b'["a"]\n'), "length"),
    "no JSON": (lambda files: _replace_table(files, "server_trait", b"\x00\xff\n"), "no sound backup"),
    "bomb": (lambda files: _replace_table(files, "server_trait", b" " * (20 << 20)), "zip bomb"),
    "endless line": (lambda files: _replace_table(files, "server_trait", _NOISE), "endless line"),
}
# Random-looking, so that it does not shrink enough for a bomb.
_NOISE = b"".join(hashlib.sha256(str(i % 4096).encode()).hexdigest().encode() for i in range(1 << 18)) + b"x"


def _rewrite(archive: Path, damage: Callable[[Files], object], *, compressed: bool = True) -> None:
    with zipfile.ZipFile(archive) as source:
        files = {name: source.read(name) for name in source.namelist()}
    damage(files)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as target:
        for name, data in files.items():
            target.writestr(name, data)


@pytest.mark.parametrize("name", DAMAGES)
async def test_damaged_archive_changes_nothing(name: str, archive: Path, source: str) -> None:
    damage, expected = DAMAGES[name]
    before = await content(source)
    _rewrite(archive, damage, compressed=name != "endless line")
    with pytest.raises(BackupError, match=expected):
        await restore(archive, source, force=True)
    assert await content(source) == before


async def test_damage_found_late_takes_everything_back(bare_database_url: str, archive: Path) -> None:
    await seed(bare_database_url)
    before = await content(bare_database_url)
    _rewrite(archive, _edit_manifest(lambda manifest: manifest["tables"][-1].update(rows=2)))
    with pytest.raises(BackupError, match="not what the manifest says"):
        await restore(archive, bare_database_url, force=True)
    assert await content(bare_database_url) == before


@pytest.mark.parametrize("content_of_file", [b"", b"PK\x03\x04 broken", b"SQLite format 3\0"])
async def test_other_files_are_no_backup(tmp_path: Path, content_of_file: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content_of_file)
    with pytest.raises(BackupError, match="no sound backup"):
        verify(tmp_path / "x.zip")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"no file .*typo\.zip"):
        verify(tmp_path / "typo.zip")


def test_flipped_bits_are_noticed(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as file:
        info = file.getinfo("tables/outbox.jsonl")
    data[info.header_offset + 200] ^= 0xFF
    archive.write_bytes(data)
    with pytest.raises(BackupError):
        verify(archive)
