"""Our own tables: workbooks and CSV files of people, organisations and meetings, and the workbook of refused rows.

Only columns in which somebody has something are written. Nothing in a file can act: a workbook's texts are texts, and
in a CSV file an apostrophe stands before what a spreadsheet would take for a formula. Our readers take it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from app.core.i18n import tr
from app.core.text import clean
from app.exchange.columns import BY_KIND, CONTINUED, Column, Kind, column_of, heading_of
from app.exchange.grid import letter
from app.exchange.records import Record, RefusedRow
from app.exchange.rows import Cell, cells

PIECE = 32_000
"""Characters of one cell; a spreadsheet takes 32,767 and cuts the rest without a word."""
FONT = "Yu Gothic"
"""Has Latin, kana and kanji; for Devanagari every spreadsheet falls back to a font of its own."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets disagree by a day (1900 was no leap year)."""
_PRINTED = 260
"""Characters that one page across can still be read at."""
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_TELEPHONE = re.compile(r"[+-]?[\d ()./-]+")
_NUMBER = re.compile(r"\.(\d+)(?=\.)")


def table(kind: Kind, records: Iterable[Record]) -> tuple[list[str], list[dict[str, Cell]]]:
    """The keys of the columns that are needed, in order, and the cells of each record by key."""
    rows = [_pieces(cells(record)) for record in records]
    keys = {key: None for row in rows for key in row}
    order = {column.key: place for place, column in enumerate(BY_KIND[kind])}
    seen = {key: place for place, key in enumerate(keys)}
    return sorted(keys, key=lambda key: _order(kind, key, order, seen)), rows


def _pieces(row: dict[str, Cell]) -> dict[str, Cell]:
    """Texts beyond a cell's limit go on in further columns."""
    if not any(isinstance(value, str) and len(value) > PIECE for value in row.values()):
        return row
    out: dict[str, Cell] = {}
    for key, value in row.items():
        if isinstance(value, str) and len(value) > PIECE:
            for at in range(0, len(value), PIECE):
                out[key if not at else f"{key}{CONTINUED}{at // PIECE + 1}"] = value[at : at + PIECE]
        else:
            out[key] = value
    return out


def _order(kind: Kind, key: str, order: dict[str, int], seen: dict[str, int]) -> tuple[int, int, int, int, int]:
    """Family of columns, number within it, column, first appearance: a person's second name stands after the first."""
    column = column_of(kind, key)
    if column is None:
        raise KeyError(key)
    family, number = order[column.key], 0
    if column.repeats:
        prefix = column.key.split("{n}", 1)[0]
        family = min(place for other, place in order.items() if other.startswith(prefix))
        found = _NUMBER.search(key)
        number = int(found[1]) if found else 0
    plain, _, piece = key.partition(CONTINUED)
    return family, number, order[column.key], seen[plain] if column.open else 0, int(piece or 0)


def write_csv(kind: Kind, records: Iterable[Record]) -> bytes:
    """A CSV file as Excel reads it: UTF-8 with its mark, commas, CR LF."""
    keys, rows = table(kind, records)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(heading_of(kind, key)) for key in keys])
    for row in rows:
        written = [_guarded(_written(row.get(key, ""))) for key in keys]
        writer.writerow(written)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; telephone numbers stay as they are."""
    if _FORMULA.match(text) and not (text[0] in "+-" and _TELEPHONE.fullmatch(text)):
        return "'" + text
    return text


def _written(value: Cell) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "auto" if value.second or value.microsecond else "minutes")
    return value.isoformat() if isinstance(value, date) else clean(value)


class _Workbook:
    """A workbook with one sheet of our look: headings that stay in sight, text as text, days as days."""

    def __init__(self, sheet: str) -> None:
        from xlsxwriter import Workbook  # 35 ms that reading does not need

        self.out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = Workbook(self.out, options)
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_size(10)
        plain = {"font_name": FONT, "font_size": 10, "valign": "top"}
        self.head = self.book.add_format(
            {**plain, "bold": True, "bg_color": "#E8ECF2", "font_color": "#1F2A3D", "bottom": 1, "text_wrap": True}
        )
        self.plain = self.book.add_format(plain)
        self.number = self.book.add_format({**plain, "align": "left"})
        self.wrapped = self.book.add_format({**plain, "text_wrap": True})
        self.day = self.book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = self.book.add_format({**plain, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.sheet = self.book.add_worksheet(sheet)

    def headings(self, headings: Sequence[str], widths: Sequence[int], rows: int) -> None:
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(0, column, heading, self.head)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        if sum(widths) <= _PRINTED:
            self.sheet.fit_to_pages(1, 0)
        if headings:
            self.sheet.autofilter(0, 0, max(rows, 1), len(headings) - 1)

    def write(self, row: int, column: int, value: Cell, *, wrap: bool = False) -> None:
        if isinstance(value, datetime):
            if value.date() >= _FIRST_DAY and not value.microsecond:
                self.sheet.write_datetime(row, column, value, self.moment)
                return
            value = _written(value)
        elif isinstance(value, date):
            if value >= _FIRST_DAY:
                self.sheet.write_datetime(row, column, value, self.day)
                return
            value = value.isoformat()
        if value:
            self.sheet.write_string(row, column, clean(value), self.wrapped if wrap or "\n" in value else self.plain)

    def close(self) -> bytes:
        self.book.close()
        return self.out.getvalue()


_SHEETS = {Kind.PEOPLE: "People", Kind.ORGANISATIONS: "Organisations", Kind.MEETINGS: "Meetings"}


def write_workbook(kind: Kind, records: Iterable[Record]) -> bytes:
    """An .xlsx file with one sheet."""
    keys, rows = table(kind, records)
    book = _Workbook(_SHEETS[kind])
    columns: list[Any] = [column_of(kind, key) or Column(key, key) for key in keys]
    book.headings([heading_of(kind, key) for key in keys], [column.width for column in columns], len(rows))
    for number, row in enumerate(rows, 1):
        for place, key in enumerate(keys):
            if key in row:
                book.write(number, place, row[key], wrap=columns[place].wrap)
    return book.close()


def write_refused(refused: Sequence[RefusedRow], header: Sequence[str] = ()) -> bytes:
    """An .xlsx file of the rows that were not taken: where, why, and the cells as they stood under `header`.

    Words and reasons are in the window's language: it is read, mended and handed in again.
    """
    width = max([len(header), *(len(row.cells) for row in refused)], default=0)
    names = [*header, *("" for _ in range(width - len(header)))]
    book = _Workbook(tr("Refused rows")[:31])
    headings = [tr("Sheet"), tr("Row"), tr("Column"), tr("Reason")]
    headings += [name or letter(place) for place, name in enumerate(names)]
    book.headings(headings, [14, 8, 16, 60, *(20 for _ in names)], len(refused))
    for number, row in enumerate(refused, 1):
        place = row.place
        book.write(number, 0, place.sheet)
        book.sheet.write_number(number, 1, place.row, book.number)
        book.write(number, 2, place.column)
        book.write(number, 3, reason_of(row), wrap=True)
        for column, cell in enumerate(row.cells, 4):
            book.write(number, column, cell[:PIECE])
    return book.close()


def reason_of(row: RefusedRow) -> str:
    """Why a row was refused, in the window's language."""
    return tr(row.reason, **row.params)
