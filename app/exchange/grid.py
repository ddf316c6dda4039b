"""From rows as they stand in a file to a `Table`: the heading row is found, limits hold, cells come out clean.

Every reader of tables ends here, so that a sheet, a CSV file and a table in a mail are treated alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.i18n import N_
from app.core.text import clean
from app.exchange import headings, limits
from app.exchange.records import Place, RefusedRow, Table

Row = Sequence[str]
Remark = tuple[str, Mapping[str, Any]]


@dataclass(slots=True)
class Built:
    """A table with what had to be said about it. `table` is None when there was nothing in it."""

    table: Table | None = None
    remarks: list[Remark] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def letter(column: int) -> str:
    """The letter a spreadsheet gives column `column`, counted from 0: A, Z, AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def build(name: str, rows: Sequence[Row], numbers: Sequence[int], *, sheet: str = "") -> Built:
    """The table that `rows` make, `numbers` being their numbers in the file; empty rows may be among them.

    A row with a cell beyond `limits.CELL_CHARACTERS` is refused by itself. Raises Refused beyond the other limits.
    """
    limits.check_rows(len(rows), name)
    built = Built()
    kept, places = _clean_rows(rows, numbers, sheet, built)
    if not kept:
        return built
    at = headings.find(kept[: headings.LOOKED_AT])
    if at is None:
        return _finish(built, name, (), 0, kept, places)
    if at:
        built.remarks.append(
            (
                N_("Row {row} holds the headings; rows above it were passed over: {count}."),
                {"row": places[at], "count": at},
            )
        )
    return _finish(built, name, kept[at], places[at], kept[at + 1 :], places[at + 1 :])


def build_with(name: str, header: Row, rows: Sequence[Row], numbers: Sequence[int]) -> Built:
    """The table of `rows` under headings that are known, as the names of fields in JSON are."""
    limits.check_rows(len(rows), name)
    built = Built()
    kept, places = _clean_rows(rows, numbers, "", built)
    return _finish(built, name, header, 0, kept, places) if kept else built


def _finish(
    built: Built, name: str, cells: Row, header_row: int, body: list[tuple[str, ...]], places: list[int]
) -> Built:
    header, remarks = headings.unique(cells)
    built.remarks += remarks
    width = _width(header, body)
    limits.check_columns(width, name)
    limits.check_area(len(body), max(1, width), name)
    header = (header + ("",) * width)[:width]
    fitted = tuple([row if len(row) == width else _fitted(row, width) for row in body])
    built.table = Table(name, header, fitted, tuple(places), header_row)
    return built


def _clean_rows(
    rows: Sequence[Row], numbers: Sequence[int], sheet: str, built: Built
) -> tuple[list[tuple[str, ...]], list[int]]:
    kept: list[tuple[str, ...]] = []
    places: list[int] = []
    most = limits.CELL_CHARACTERS
    for number, row in zip(numbers, rows, strict=True):
        joined = "".join(row)
        if not joined or joined.isspace():
            continue
        if len(joined) > most and max(map(len, row)) > most:
            built.refused.append(_too_long(row, number, sheet))
            continue
        # One look at the whole row: what is printable and composed needs no cleaning, and nearly every row is.
        if not (joined.isprintable() and (joined.isascii() or unicodedata.is_normalized("NFC", joined))):
            row = [clean(cell) for cell in row]
            if not any(map(str.strip, row)):
                continue
        kept.append(tuple(row))
        places.append(number)
    return kept, places


def _too_long(row: Row, number: int, sheet: str) -> RefusedRow:
    at = max(range(len(row)), key=lambda place: len(row[place]))
    return RefusedRow(
        Place(number, letter(at), sheet),
        N_("This cell has {count} characters; at most {limit} can be read."),
        {"count": len(row[at]), "limit": limits.CELL_CHARACTERS},
        tuple(clean(cell if len(cell) <= 1_000 else cell[:999] + "…") for cell in row),
    )


def _width(header: Row, body: Sequence[Row]) -> int:
    """Columns up to the last that has a heading or, where there are no headings at all, a cell."""
    width = len(header)
    while width and not header[width - 1]:
        if any(len(row) >= width and row[width - 1] for row in body):
            break
        width -= 1
    return width or max((len(row) for row in body), default=0)


def _fitted(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As long as the header; what stands beyond it stays when it says something."""
    if len(row) < width:
        return row + ("",) * (width - len(row))
    length = len(row)
    while length > width and not row[length - 1]:
        length -= 1
    return row[:length]


def with_header(table: Table, header_row: int) -> Table:
    """The same table with another row as its headings (0 for none): what a person chose over the guess.

    `header_row` is a row's number in the file; the heading row of before becomes a row again. An unknown number
    leaves the table as it is.
    """
    rows, numbers = list(table.rows), list(table.numbers)
    if table.header_row and table.header_row != header_row:
        rows.insert(0, table.header)
        numbers.insert(0, table.header_row)
    if header_row == table.header_row or (header_row and header_row not in numbers):
        return table
    if not header_row:
        return Table(table.name, ("",) * len(table.header), tuple(rows), tuple(numbers), 0)
    at = numbers.index(header_row)
    header, _ = headings.unique(rows[at])
    width = len(header)
    body = tuple(_fitted(row, width) for row in rows[at + 1 :])
    return Table(table.name, header, body, tuple(numbers[at + 1 :]), header_row)
