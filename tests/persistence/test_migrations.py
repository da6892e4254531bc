"""Migrations go up, down and up on both databases, agree with the models, and never run twice or half."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from bot.errors import QunguanError
from bot.persistence import migrations
from bot.persistence.maintenance import exclusive, snapshot, sqlite_file
from bot.persistence.migrations import Change, DatabaseTooNew
from bot.persistence.portable import shapes
from migrations.models import metadata

HEAD = migrations.head()


async def _tables(url: str) -> set[str]:
    async with snapshot(url) as connection:
        return {shape.name for shape in await connection.run_sync(shapes)}


async def test_up_down_up(bare_database_url: str) -> None:
    assert await migrations.upgrade(bare_database_url) == Change(None, HEAD)
    before = await _tables(bare_database_url)
    assert await migrations.downgrade(bare_database_url) == Change(HEAD, None)
    assert await _tables(bare_database_url) == set()
    assert await migrations.upgrade(bare_database_url) == Change(None, HEAD)
    assert await _tables(bare_database_url) == before


async def test_each_step_goes_down_and_up_again(bare_database_url: str) -> None:
    before: str | None = None
    for revision in migrations.chain():
        await migrations.upgrade(bare_database_url, revision)
        assert await migrations.downgrade(bare_database_url, before) == Change(revision, before)
        assert await migrations.upgrade(bare_database_url, revision) == Change(before, revision)
        before = revision


async def test_models_and_migrations_agree(bare_database_url: str) -> None:
    await migrations.upgrade(bare_database_url)
    assert await migrations.differences(bare_database_url, metadata()) == []
    assert await _tables(bare_database_url) == set(metadata().tables)


async def test_a_new_database_is_what_the_migrations_make(bare_database_url: str) -> None:
    assert await migrations.create(bare_database_url, metadata()) == Change(None, HEAD)
    created = await _details(bare_database_url)
    assert await migrations.differences(bare_database_url, metadata()) == []
    assert (await migrations.create(bare_database_url, metadata())).is_none
    assert (await migrations.upgrade(bare_database_url)).is_none
    await migrations.downgrade(bare_database_url)
    await migrations.upgrade(bare_database_url)
    assert await _details(bare_database_url) == created


async def _details(url: str) -> dict[str, object]:
    """Keys, indexes, constraints and options of every table."""

    def read(connection: Connection) -> dict[str, object]:
        inspector = inspect(connection)
        details: dict[str, object] = {}
        for table in inspector.get_table_names():
            details[table] = (
                {column["name"]: (str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)},
                inspector.get_pk_constraint(table),
                sorted(map(str, inspector.get_indexes(table))),
                sorted(map(str, inspector.get_foreign_keys(table))),
                sorted(map(str, inspector.get_unique_constraints(table))),
                sorted(map(str, inspector.get_check_constraints(table))),
                inspector.get_table_options(table),
            )
        return details

    async with snapshot(url) as connection:
        return await connection.run_sync(read)


async def test_of_two_that_start_at_once_one_creates(bare_database_url: str) -> None:
    changes = await asyncio.gather(*(migrations.create(bare_database_url, metadata()) for _ in range(3)))
    assert sorted(change.is_none for change in changes) == [False, True, True]
    assert await migrations.revision(bare_database_url) == HEAD


async def test_second_start_changes_nothing(bare_database_url: str) -> None:
    await migrations.upgrade(bare_database_url)
    assert (await migrations.upgrade(bare_database_url)).is_none


async def test_of_two_that_start_at_once_one_migrates(bare_database_url: str) -> None:
    changes = await asyncio.gather(*(migrations.upgrade(bare_database_url) for _ in range(3)))
    assert sorted(change.is_none for change in changes) == [False, True, True]
    assert await migrations.revision(bare_database_url) == HEAD


async def test_database_of_a_newer_version_is_refused(bare_database_url: str) -> None:
    await migrations.upgrade(bare_database_url)
    async with exclusive(bare_database_url) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '29990101_future'"))
    with pytest.raises(DatabaseTooNew, match="29990101_future"):
        await migrations.upgrade(bare_database_url)
    with pytest.raises(DatabaseTooNew):
        await migrations.downgrade(bare_database_url)


async def test_failed_migration_leaves_nothing_behind(bare_database_url: str) -> None:
    async def fail() -> None:
        async with exclusive(bare_database_url) as connection:
            await connection.run_sync(migrations.upgrade_within, HEAD)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await migrations.revision(bare_database_url) is None
    assert await _tables(bare_database_url) == set()


async def test_rows_that_refer_to_nothing_fail_the_migration(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    await migrations.upgrade(url)

    async def insert_orphan() -> None:
        async with exclusive(url) as connection:
            await connection.execute(text("INSERT INTO community_number VALUES (99, 'case', 1)"))

    with pytest.raises(QunguanError, match="refer to nothing"):
        await insert_orphan()


async def test_first_start_makes_the_folder(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'new' / 'folder' / 'x.db'}"
    await migrations.upgrade(url)
    file = sqlite_file(url)
    assert file is not None
    assert file.exists()


def test_head_read_from_files_is_alembics() -> None:
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(migrations.FOLDER))
    assert directory.get_current_head() == HEAD
    assert {script.revision for script in directory.walk_revisions()} == set(migrations.chain())


def _write(folder: Path, name: str, down: str | None, revision: str | None = None) -> None:
    quoted = f'"{down}"' if down else None
    source = f'revision = "{revision or name}"\ndown_revision: str | None = {quoted}\n'
    (folder / "versions").mkdir(exist_ok=True)
    (folder / "versions" / f"{name}.py").write_text(source)


def test_chain_follows_references_not_names(tmp_path: Path) -> None:
    _write(tmp_path, "20260102_a", "20260102_b")
    _write(tmp_path, "20260102_b", None)
    assert migrations.chain(tmp_path) == ("20260102_b", "20260102_a")


def test_empty_folder_has_no_chain(tmp_path: Path) -> None:
    assert migrations.chain(tmp_path) == ()


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ([("20260101_a", None), ("20260102_b", "20260101_a"), ("20260102_c", "20260101_a")], "20260102_b"),
        ([("20260101_a", None), ("20260102_b", None)], "20260101_a"),
        ([("20260101_a", None), ("20260103_c", "20260102_lost")], "20260103_c"),
        ([("20260101_a", "20260102_b"), ("20260102_b", "20260101_a")], "20260101_a, 20260102_b"),
    ],
    ids=["two heads", "two bases", "missing link", "circle"],
)
def test_migrations_that_form_no_line_are_named(
    tmp_path: Path, files: list[tuple[str, str | None]], named: str
) -> None:
    for name, down in files:
        _write(tmp_path, name, down)
    with pytest.raises(ValueError, match=named):
        migrations.chain(tmp_path)


def test_revision_and_file_name_must_agree(tmp_path: Path) -> None:
    _write(tmp_path, "20260101_a", None, revision="20260101_other")
    with pytest.raises(ValueError, match=r"20260101_a\.py"):
        migrations.chain(tmp_path)


@pytest.mark.parametrize("slug", ["", "With-Dash", "../x", "1st", "a" * 24])
def test_slug_must_make_a_file_name(slug: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        migrations.revision_name(slug)


def test_name_begins_with_the_day() -> None:
    assert migrations.revision_name("case_evidence", datetime(2027, 1, 2, tzinfo=UTC)) == "20270102_case_evidence"
