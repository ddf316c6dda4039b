"""From the rows of a table to records: what each cell says under the field its column means.

Nothing is lost on the way: what a cell says that its field cannot hold (a country nobody knows, an unreadable day of a
post) goes into the record's `extra` under the column's header, and so does a column without a field if that is wanted.
A row that cannot be taken is refused with its column and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.i18n import N_
from app.exchange.cells import filled, paragraphs
from app.exchange.fields import LEFT_OUT, split_key
from app.exchange.mapping import ColumnMapping
from app.exchange.records import Place, RefusedRow, Table

LONGEST_NAME = 300
"""Characters of a name; what is longer is no name."""
NO_NAME = N_("There is no name in this row.")
TOO_LONG = N_("The name has {count} characters. At most {most} can be a name.")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes what it does not say: whether days come first, the zone and the usual hour of its meetings,
    whether names are "Family, Given" or have the family name in capitals, the host of a register of one office; `sheet`
    is the table's name in a workbook.
    """

    day_first: bool = True
    time_zone: str = "UTC"
    at: str = "09:00"
    host: str = ""
    keep_rest: bool = False
    sheet: str = ""
    commas: frozenset[int] = frozenset()
    capitals: frozenset[int] = frozenset()


class RowRefused(Exception):
    """This row cannot be taken: `column` is where, `reason` (a msgid) and `params` why."""

    def __init__(self, column: str, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.column, self.reason, self.params = column, reason, params


@dataclass(slots=True)
class Row:
    """One row under its mapping. `columns` maps a field's key to the columns that mean it."""

    place: Place
    cells: tuple[str, ...]
    columns: dict[str, list[int]]
    headers: Sequence[str]
    habits: Habits
    extra: dict[str, str] = field(default_factory=dict)

    def raw(self, index: int) -> str:
        """The cell as the file has it, "" beyond the row's end."""
        return self.cells[index] if index < len(self.cells) else ""

    def all(self, key: str) -> Iterator[str]:
        """The cells of every column that means `key`, as the file has them."""
        for index in self.columns.get(key, ()):
            if value := self.raw(index):
                yield value

    def one(self, key: str) -> str:
        """What the first filled column says that means `key`, on one line."""
        return next((line for line in map(filled, self.all(key)) if line), "")

    def text(self, key: str) -> str:
        """What every column says that means `key`, with line ends."""
        return "\n".join(text for text in map(paragraphs, self.all(key)) if text)

    def header(self, key: str) -> str:
        """The header of the first column that means `key`; its letter where there is none."""
        return next((self.headers[index] for index in self.columns.get(key, ())), key)

    def keep(self, key: str) -> None:
        """What stands under `key` fits no field: keep it under its header."""
        for index in self.columns.get(key, ()):
            if line := filled(self.raw(index)):
                self.extra[self.headers[index]] = line

    def numbers(self, keys: Sequence[str]) -> range:
        """The numbers under which any of these fields occurs: 1, 2, ... as far as columns go."""
        last = 1
        for key in self.columns:
            name, no = split_key(key)
            if name in keys:
                last = max(last, no)
        return range(1, last + 1)


def numbered(key: str, no: int) -> str:
    """A field's key of the first, second... post or name."""
    return key if no == 1 else f"{key} {no}"


def rows(table: Table, mapping: ColumnMapping, habits: Habits) -> Iterator[Row]:
    """The rows of a table that hold anything, each under its mapping."""
    columns: dict[str, list[int]] = {}
    rest: list[int] = []
    headers = [column.header or f"#{column.index + 1}" for column in mapping.columns]
    for column in mapping.columns:
        if column.field == LEFT_OUT:
            rest.append(column.index)
        else:
            columns.setdefault(column.field, []).append(column.index)
    for number, cells in zip(table.numbers, table.rows, strict=True):
        row = Row(Place(number, sheet=habits.sheet), cells, columns, headers, habits)
        if habits.keep_rest:
            for index in rest:
                if line := filled(row.raw(index)):
                    row.extra[headers[index]] = line
        yield row


def refused(row: Row, error: RowRefused) -> RefusedRow:
    """The refusal of a row, with what stood in it."""
    return RefusedRow(Place(row.place.row, error.column, row.place.sheet), error.reason, error.params, row.cells)


def check_name(row: Row, key: str, name: str) -> str:
    """The name, or RowRefused when it is none."""
    if not any(char.isalnum() for char in name):
        raise RowRefused(row.header(key), NO_NAME)
    if len(name) > LONGEST_NAME:
        raise RowRefused(row.header(key), TOO_LONG, count=len(name), most=LONGEST_NAME)
    return name
