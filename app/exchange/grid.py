"""From rows as they stand in a file to a `Table`: the heading row is found, limits hold, cells come out clean.

Every reader of tables ends here, so that a sheet, a CSV file and a table in a mail are treated alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import Refused
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
    cells = headings.joined(kept[at], kept[at + 1]) if at + 1 < len(kept) else None
    if cells is not None:
        built.remarks.append(
            (
                N_("Rows {first} and {second} hold the headings together."),
                {"first": places[at], "second": places[at + 1]},
            )
        )
        at += 1
    elif at:
        built.remarks.append(
            (
                N_("Row {row} holds the headings; rows above it were passed over: {count}."),
                {"row": places[at], "count": at},
            )
        )
    above = tuple(zip(places[:at], kept[:at], strict=True))
    return _finish(built, name, cells or kept[at], places[at], kept[at + 1 :], places[at + 1 :], above)


def build_with(name: str, header: Row, rows: Sequence[Row], numbers: Sequence[int]) -> Built:
    """The table of `rows` under headings that are known, as the names of fields in JSON are."""
    limits.check_rows(len(rows), name)
    built = Built()
    kept, places = _clean_rows(rows, numbers, "", built)
    return _finish(built, name, header, 0, kept, places) if kept else built


def _finish(
    built: Built,
    name: str,
    cells: Row,
    header_row: int,
    body: list[tuple[str, ...]],
    places: list[int],
    above: tuple[tuple[int, tuple[str, ...]], ...] = (),
) -> Built:
    header, remarks = headings.unique(cells)
    built.remarks += remarks
    width = _width(header, body)
    limits.check_columns(width, name)
    limits.check_area(len(body), max(1, width), name)
    header = (header + ("",) * width)[:width]
    fitted = tuple([row if len(row) == width else _fitted(row, width) for row in body])
    built.table = Table(name, header, fitted, tuple(places), header_row, above)
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


def heading_rows(table: Table, most: int = 20) -> list[tuple[int, tuple[str, ...]]]:
    """The rows that a person may choose as the headings, with their numbers in the file: those passed over, the one
    that was guessed, and the first below it. None where the names of the columns stand in no row (fields in JSON)."""
    if table.header_row == 0 and any(table.header):
        return []
    guessed = [(table.header_row, table.header)] if table.header_row else []
    return [*table.above, *guessed, *zip(table.numbers, table.rows, strict=True)][: len(table.above) + most]


def with_header(table: Table, header_row: int) -> Table:
    """The same table with another row as its headings (0 for none): what a person chose over the guess.

    `header_row` is a row's number in the file; the heading row of before becomes a row again, rows above the chosen
    one are passed over. Raises Refused for a row there is not, and where the names of the columns stand in no row.
    """
    if header_row == table.header_row:
        return table
    if table.header_row == 0 and any(table.header):
        raise Refused(
            N_("The names of the columns of “{name}” stand in no row; another one cannot be chosen."), name=table.name
        )
    guessed = [(table.header_row, table.header)] if table.header_row else []
    whole = [*table.above, *guessed, *zip(table.numbers, table.rows, strict=True)]
    at = next((no for no, (number, _) in enumerate(whole) if number == header_row), None)
    if header_row and at is None:
        raise Refused(N_("“{name}” has no row {row} that could hold the headings."), name=table.name, row=header_row)
    built = Built()
    above, cells = (whole[:at], whole[at][1]) if at is not None else ([], ())
    below = whole[len(above) + (at is not None) :]
    body, numbers = [row for _, row in below], [number for number, _ in below]
    made = _finish(built, table.name, cells, header_row, body, numbers, tuple(above)).table
    assert made is not None
    return made
