"""A database with a few awkward rows in every table, and a way to compare two databases."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    insert,
    literal_column,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from bot.persistence import migrations, portable
from bot.persistence.columns import UtcDateTime
from bot.persistence.maintenance import exclusive, snapshot
from migrations.models import metadata

AWKWARD = "群'\"\\\n\t🐷%s{}\u200b"
ROWS = 3
"""Per table: values everywhere, NULL where that is allowed, JSON's own null where that is allowed."""


async def seed(url: str) -> None:
    """Migrate the database and put rows into every table."""
    await migrations.upgrade(url)
    async with exclusive(url) as connection:
        for table in metadata().sorted_tables:
            await _fill(connection, table)


async def _fill(connection: AsyncConnection, table: Table) -> None:
    for number in range(1, ROWS + 1):
        await connection.execute(insert(table), {column.name: _value(column, number) for column in table.columns})
        for column in table.columns:
            if number == ROWS and isinstance(column.type, JSON) and column.nullable:
                await connection.execute(
                    update(table).where(_key(table, number)).values({column.name: literal_column("'null'")})
                )


def _key(table: Table, number: int) -> ColumnElement[bool]:
    column = next(iter(table.primary_key))
    return column == _value(column, number)


def _value(column: Column[Any], number: int) -> Any:
    if column.nullable and number == 2:
        return None
    match column.type:
        case Boolean():
            return number % 2 == 0
        case UtcDateTime() | DateTime():
            return datetime(2026, 2, 28, 23, 59, 59, number, tzinfo=UTC)
        case Date():
            return date(2024, 2, 29)
        case JSON():
            return {"nested": [number, None, 1.5, AWKWARD]}
        case LargeBinary():
            return bytes(range(256)) * number
        case Integer():
            is_plain_id = column.foreign_keys or not column.name.endswith("_id")
            return number if is_plain_id else -1_000_000_000_000 - number
        case _:
            length = getattr(column.type, "length", None) or 400
            return f"{number}{AWKWARD}"[:length]


async def content(url: str) -> dict[str, list[bytes]]:
    """All rows of all tables, sorted, as a backup would write them."""
    async with snapshot(url) as connection:
        return {
            shape.name: sorted([line async for line in portable.lines(connection, shape)])
            for shape in await connection.run_sync(portable.shapes)
        }
