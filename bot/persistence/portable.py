"""Rows as lines of JSON that both databases can write and read, whatever the schema's age.

A table is described by what the database itself says of it, not by the code's classes: a backup of an older schema stays
possible, and goes back through the migrations. Each column is of one `Kind`, which says how its values travel.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Insert,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Select,
    String,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    table,
    text,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from bot.persistence.columns import UtcDateTime

BATCH = 500
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one row. The longest hold a file of 1 MB in base64, or the raw update of one request."""


class UnknownColumnType(TypeError):
    """A column of a type that no `Kind` stands for."""


class BrokenRow(ValueError):
    """A line that is no row of its table."""


class Kind(StrEnum):
    """How a column's values stand in JSON: numbers, texts and booleans as themselves, the rest as texts."""

    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    TEXT = "text"
    INSTANT = "instant"
    DAY = "day"
    BYTES = "bytes"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table's name and its columns in order, by kind."""

    name: str
    columns: Mapping[str, Kind]


# Subclasses before their bases: the first that fits decides.
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (JSON, Kind.JSON),
    (Boolean, Kind.BOOLEAN),
    (DateTime, Kind.INSTANT),
    (Date, Kind.DAY),
    (Integer, Kind.INTEGER),
    (Float, Kind.REAL),
    (LargeBinary, Kind.BYTES),
    (String, Kind.TEXT),
)
_TYPES: Mapping[Kind, TypeEngine[Any]] = {
    Kind.INTEGER: BigInteger(),
    Kind.REAL: Float(),
    Kind.BOOLEAN: Boolean(),
    Kind.TEXT: Text(),
    Kind.INSTANT: UtcDateTime(),
    Kind.DAY: Date(),
    Kind.BYTES: LargeBinary(),
    Kind.JSON: Text(),
}
_DECODED: Mapping[Kind, type[Any]] = {
    Kind.INTEGER: int,
    Kind.REAL: float,
    Kind.BOOLEAN: bool,
    Kind.TEXT: str,
    Kind.INSTANT: datetime,
    Kind.DAY: date,
    Kind.BYTES: bytes,
    Kind.JSON: str,
}


def shapes(connection: Connection) -> list[TableShape]:
    """All tables of the bot, those referred to before those that refer. Raises `UnknownColumnType`."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [_shape(found) for found in metadata.sorted_tables if found.name != "alembic_version"]


async def count(connection: AsyncConnection, shape: TableShape) -> int:
    return int((await connection.execute(select(func.count()).select_from(table(shape.name)))).scalar_one())


async def lines(connection: AsyncConnection, shape: TableShape) -> AsyncIterator[bytes]:
    """Every row as one line, read in pieces."""
    encoder = msgspec.json.Encoder()
    result = await connection.stream(_select(shape, connection.dialect.name))
    async for rows in result.partitions(BATCH):
        for row in rows:
            yield encoder.encode(tuple(row)) + b"\n"


class RowReader:
    """Turns lines of a table back into values. Raises `BrokenRow` for what `lines` would not have written."""

    def __init__(self, shape: TableShape) -> None:
        self._shape = shape
        values = tuple(_DECODED[kind] | None for kind in shape.columns.values())
        self._decoder = msgspec.json.Decoder(tuple[values])  # type: ignore[valid-type]

    def row(self, line: bytes) -> dict[str, Any]:
        try:
            values = self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise BrokenRow(f"{self._shape.name}: {error}") from error
        return dict(zip(self._shape.columns, values, strict=True))


async def write(connection: AsyncConnection, shape: TableShape, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, as `RowReader` gives them."""
    await connection.execute(_insert(shape, connection.dialect.name), rows)


async def restart_sequences(connection: AsyncConnection, shape: TableShape) -> None:
    """Let PostgreSQL's automatic ids go on after the rows that were inserted with theirs; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for name, kind in shape.columns.items():
        if kind is not Kind.INTEGER:
            continue
        sequence = await connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": f'"{shape.name}"', "column": name}
        )
        if sequence is not None:
            last: ColumnElement[Any] = func.max(column(name))
            await connection.execute(
                select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))).select_from(table(shape.name))
            )


def _shape(found: Table) -> TableShape:
    # Plain texts: reflected names are a subclass that msgspec does not encode.
    return TableShape(str(found.name), {str(each.name): _kind(each) for each in found.columns})


def _kind(found: Column[Any]) -> Kind:
    for kind_of_type, kind in _KINDS:
        # A whole Numeric is a Float to SQLAlchemy too, but its digits would be lost.
        if isinstance(found.type, kind_of_type) and not (isinstance(found.type, Numeric) and found.type.asdecimal):
            return kind
    raise UnknownColumnType(f"{found.table.name}.{found.name} is of type {found.type}, which backups do not know")


def _select(shape: TableShape, dialect: str) -> Select[Any]:
    return select(*(_read(name, kind, dialect) for name, kind in shape.columns.items())).select_from(table(shape.name))


def _read(name: str, kind: Kind, dialect: str) -> ColumnElement[Any]:
    # JSON travels as the text that is stored: decoding it would make SQL's NULL and JSON's null the same.
    if kind is Kind.JSON and dialect == "postgresql":
        return cast(column(name), Text)
    return type_coerce(column(name), _TYPES[kind])


def _insert(shape: TableShape, dialect: str) -> Insert:
    values = {name: _written(name, kind, dialect) for name, kind in shape.columns.items()}
    return insert(table(shape.name, *map(column, shape.columns))).values(values)


def _written(name: str, kind: Kind, dialect: str) -> ColumnElement[Any]:
    value = bindparam(name, type_=_TYPES[kind])
    return cast(value, JSON) if kind is Kind.JSON and dialect == "postgresql" else value
