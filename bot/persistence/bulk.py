"""Many rows at once, quickly: statements compiled once, rows handed to the driver as tuples.

SQLAlchemy's own executemany converts every value of every row through its type (10 to 15 µs a row on the path of each
message); here the conversion is looked up once per column, and instants, which repeat within a batch, are converted once.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Dialect, Table, bindparam

from bot.persistence.transaction import Reading, Transaction

OnConflict = Callable[[Any], Any]
_Converter = Callable[[Any], Any] | None


def do_nothing(insert: Any) -> Any:
    """Rows that are there already stay as they are."""
    return insert.on_conflict_do_nothing()


class BulkInsert:
    """An INSERT of `columns` of `table`; `on_conflict` completes it, such as `do_nothing`."""

    def __init__(self, table: Any, columns: Sequence[str], on_conflict: OnConflict | None = None) -> None:
        self._table: Table = table.__table__
        self._columns = tuple(columns)
        self._on_conflict = on_conflict
        self._compiled: dict[str, tuple[str, tuple[_Converter, ...]]] = {}

    async def write(self, tx: Transaction, rows: Iterable[Sequence[Any]]) -> None:
        """Insert `rows`, values in the order of `columns`."""
        sql, converters = self._compiled.get(tx.dialect) or self._compile(tx)
        converted = list(zip(*map(_converted, converters, zip(*rows, strict=True)), strict=True))
        if converted:
            await tx.execute_driver(sql, converted)

    def _compile(self, tx: Transaction) -> tuple[str, tuple[_Converter, ...]]:
        insert: Any = tx.insert(self._table).values({name: bindparam(name) for name in self._columns})
        if self._on_conflict is not None:
            insert = self._on_conflict(insert)
        compiled = insert.compile(dialect=tx.driver_dialect)
        if tuple(compiled.positiontup or ()) != self._columns:
            raise ValueError(f"{self._table.name}: {compiled.positiontup} is not the order of the columns")
        converters = tuple(_converter(self._table.columns[name], tx.driver_dialect) for name in self._columns)
        self._compiled[tx.dialect] = (str(compiled), converters)
        return self._compiled[tx.dialect]


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
        first, second = (view.quoted(key) for key in self._keys)
        wanted = ", ".join(view.quoted(name) for name in self._columns)
        select = f"SELECT {wanted} FROM {view.quoted(self._table.name)} WHERE ({first}, {second}) IN"  # noqa: S608 - own names
        if view.dialect == "postgresql":
            sql = select + " (SELECT * FROM unnest($1::bigint[], $2::bigint[]))"  # noqa: S608
            parameters: tuple[Any, ...] = ([one for one, _ in pairs], [other for _, other in pairs])
        else:
            sql = select + f" (VALUES {', '.join(['(?, ?)'] * len(pairs))})"
            parameters = tuple(value for pair in pairs for value in pair)
        result = await view.execute_driver(sql, parameters)
        readers = [
            _type(self._table.columns[name], view.driver_dialect).result_processor(view.driver_dialect, None)
            for name in self._columns
        ]
        return [
            tuple(value if read is None else read(value) for read, value in zip(readers, row, strict=True))
            for row in result
        ]


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
