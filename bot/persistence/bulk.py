"""Many rows at once, quickly: one statement for all of them, compiled once.

SQLAlchemy's own executemany converts every value of every row through its type (10 to 15 µs a row on the path of each
message); here the conversion is looked up once per column, and instants, which repeat within a batch, are converted once.
"""

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Dialect, Table, bindparam

from bot.persistence.transaction import Reading, Transaction

OnConflict = Callable[[Any], Any]
_Converter = Callable[[Any], Any] | None
SQLITE_PARAMETERS = 30_000
"""SQLite takes 32,766 in one statement (sqlite.org/limits.html)."""


def do_nothing(insert: Any) -> Any:
    """Rows that are there already stay as they are."""
    return insert.on_conflict_do_nothing()


class BulkInsert:
    """An INSERT of `columns` of `table`; `on_conflict` completes it, such as `do_nothing`.

    One statement for all rows: a list of VALUES on SQLite (executemany steps and releases the interpreter row by row), arrays
    on PostgreSQL (one text to prepare, whatever the number of rows). Rows of one call must not conflict with each other
    where `on_conflict` updates.
    """

    def __init__(
        self,
        table: Any,
        columns: Sequence[str],
        on_conflict: OnConflict | None = None,
        *,
        returning: Sequence[str] = (),
    ) -> None:
        self._table: Table = table.__table__
        self._columns = tuple(columns)
        self._on_conflict = on_conflict
        self._returning = tuple(returning)
        self._compiled: dict[str, _Compiled] = {}

    async def write(self, tx: Transaction, rows: Sequence[Sequence[Any]]) -> None:
        """Insert `rows`, values in the order of `columns`."""
        for sql, parameters in self._statements(tx, rows):
            await tx.write_driver(sql, parameters)

    async def write_returning(self, tx: Transaction, rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Insert `rows`; the columns `returning` of those that were inserted, as the driver gives them, in no order."""
        new: list[tuple[Any, ...]] = []
        for sql, parameters in self._statements(tx, rows):
            new += [tuple(row) for row in await tx.execute_driver(sql, parameters)]
        return new

    def _statements(self, tx: Transaction, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Any]]:
        compiled = self._compiled.get(tx.dialect) or self._compile(tx)
        most = SQLITE_PARAMETERS // len(self._columns)
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            values = [_converted(*pair) for pair in zip(compiled.converters, zip(*part, strict=True), strict=True)]
            if compiled.arrays:
                yield f"{compiled.head}{compiled.arrays}{compiled.tail}", tuple(map(list, values))
            else:
                marks = ", ".join([compiled.marks] * len(part))
                flat = tuple(itertools.chain.from_iterable(zip(*values, strict=True)))
                yield f"{compiled.head}VALUES {marks}{compiled.tail}", flat

    def _compile(self, tx: Transaction) -> "_Compiled":
        dialect = tx.driver_dialect
        insert: Any = tx.insert(self._table).values({name: bindparam(name) for name in self._columns})
        if self._on_conflict is not None:
            insert = self._on_conflict(insert)
        # PostgreSQL's dialect adds a RETURNING of its own where the key is made by the database.
        text = str(insert.compile(dialect=dialect)).partition(" RETURNING ")[0]
        at = text.find(" ON CONFLICT")
        returning = f" RETURNING {', '.join(map(tx.quoted, self._returning))}" if self._returning else ""
        columns = [self._table.columns[name] for name in self._columns]
        arrays = ""
        if tx.dialect == "postgresql":
            kinds = [_type(column, dialect).compile(dialect=dialect) for column in columns]
            unnested = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(kinds, 1))
            arrays = f"SELECT * FROM unnest({unnested})"  # noqa: S608 - own names
        compiled = self._compiled[tx.dialect] = _Compiled(
            head=f"INSERT INTO {tx.quoted(self._table.name)} ({', '.join(map(tx.quoted, self._columns))}) ",
            arrays=arrays,
            marks=f"({', '.join('?' * len(columns))})",
            tail=(text[at:] if at >= 0 else "") + returning,
            converters=tuple(_converter(column, dialect) for column in columns),
        )
        return compiled


@dataclass(frozen=True, slots=True)
class _Compiled:
    head: str
    arrays: str
    marks: str
    tail: str
    converters: tuple[_Converter, ...]


class PairLookup:
    """SELECT `columns` of `table` for many pairs of values of its two `keys` columns, which are 64-bit integers."""

    def __init__(self, table: Any, keys: tuple[str, str], columns: Sequence[str]) -> None:
        self._table: Table = table.__table__
        self._keys = keys
        self._columns = tuple(columns)

    async def rows(self, view: Reading, pairs: Sequence[tuple[int, int]]) -> list[tuple[Any, ...]]:
        """The rows that are there, values in the order of `columns`, in no order."""
        if not pairs:
            return []
        first, second = (f"{view.quoted(self._table.name)}.{view.quoted(key)}" for key in self._keys)
        wanted = ", ".join(view.quoted(name) for name in self._columns)
        select = f"SELECT {wanted} FROM"
        name = view.quoted(self._table.name)
        if view.dialect == "postgresql":
            asked = "SELECT * FROM unnest($1::bigint[], $2::bigint[])"
            sql = f"{select} {name} WHERE ({first}, {second}) IN ({asked})"
            parameters: tuple[Any, ...] = ([one for one, _ in pairs], [other for _, other in pairs])
        else:
            # A list of VALUES is a SELECT for each pair to SQLite, and costs ten times as much.
            sql = (
                f"{select} json_each(?) AS wanted CROSS JOIN {name}"
                f" WHERE {first} = json_extract(wanted.value, '$[0]') AND {second} = json_extract(wanted.value, '$[1]')"
            )
            parameters = (json.dumps(pairs),)
        result = await view.execute_driver(sql, parameters)
        readers = [
            _type(self._table.columns[name], view.driver_dialect).result_processor(view.driver_dialect, None)
            for name in self._columns
        ]
        return [
            tuple(value if read is None else read(value) for read, value in zip(readers, row, strict=True))
            for row in result
        ]


class RangeLookup:
    """SELECT `columns` of `table` where one key equals a value and the other lies among many close ones."""

    def __init__(self, table: Any, keys: tuple[str, str], columns: Sequence[str]) -> None:
        self._table: Table = table.__table__
        self._keys = keys
        self._columns = tuple(columns)

    async def rows(self, view: Reading, first: int, among: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows between the least and the greatest of `among`: all that is asked for, and perhaps more."""
        mark = ("$1", "$2", "$3") if view.dialect == "postgresql" else ("?", "?", "?")
        wanted = ", ".join(map(view.quoted, self._columns))
        one, other = map(view.quoted, self._keys)
        where = f"{one} = {mark[0]} AND {other} BETWEEN {mark[1]} AND {mark[2]}"
        sql = f"SELECT {wanted} FROM {view.quoted(self._table.name)} WHERE {where}"  # noqa: S608 - own names
        return [tuple(row) for row in await view.execute_driver(sql, (first, min(among), max(among)))]


def _converter(column: Column[Any], dialect: Dialect) -> _Converter:
    convert: _Converter = _type(column, dialect).bind_processor(dialect)
    return convert


def _type(column: Column[Any], dialect: Dialect) -> Any:
    return column.type.dialect_impl(dialect)


def _converted(convert: _Converter, values: Sequence[Any]) -> Sequence[Any]:
    if convert is None:
        return values
    known: dict[Any, Any] = {}
    converted = []
    for value in values:
        if value not in known:
            known[value] = convert(value)
        converted.append(known[value])
    return converted
