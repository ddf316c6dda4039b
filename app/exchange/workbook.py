"""Workbooks of every make (.xlsx, .xlsb, .xls, .ods): each sheet a table, cells as a person sees them.

python-calamine reads; before it does, `archive` has looked whether the file is harmless. Rows are numbered as the
spreadsheet shows them. A value is written as text: dates in ISO, whole numbers without a decimal point, errors empty.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import archive, compound, grid, limits
from app.exchange.collecting import no_collection
from app.exchange.records import RefusedRow, Source, Table

MERGED_AREAS = 20_000
"""Merged areas of a sheet that are filled; a list has a few hundred."""
HEADING_ZONE = 20
"""Rows at the top in which a cell merged over several columns is a heading of each of them."""

_PROTECTED = N_("“{name}” is protected by a password. Remove the protection and try again.")
_NO_BOOK = N_("“{name}” is an old Office file without a workbook in it.")
_OLE_KINDS = (
    ("encryptedpackage", _PROTECTED),
    ("worddocument", N_("“{name}” is a Word document, not a table. Copy the table in it into a workbook.")),
    ("powerpoint document", N_("“{name}” is a presentation, not a table.")),
    (
        "__properties_version1.0",
        N_("“{name}” is a mail in Outlook's own form. Save it as .eml, or its table as a file."),
    ),
)


def is_ole(data: bytes) -> bool:
    """Whether `data` is one of the old Office files."""
    return data.startswith(compound.MAGIC)


def read_ole(name: str, data: bytes) -> Source:
    """An old .xls file. Raises Refused for what else comes in that wrapping: protected files, Word, mails."""
    try:
        whole = compound.open_compound(data)
        book = compound.workbook(whole)
    except compound.Damaged as error:
        raise archive.broken(name) from error
    if book is None:
        raise Refused(
            next((sentence for stream, sentence in _OLE_KINDS if stream in whole.streams), _NO_BOOK), name=name
        )
    if book.protected:
        raise Refused(_PROTECTED, name=name)
    limits.check_area(book.rows, book.columns, name)
    return _read(name, compound.wrapped(book.stream), "xls", {})


def read_zip(name: str, data: bytes) -> Source:
    """An .xlsx, .xlsb or .ods file. Raises Refused for every other zip file, saying what it is."""
    found = archive.parts(name, data)
    names = {part.lower() for part in found}
    if "content.xml" in names:
        if b"opendocument.spreadsheet" not in found.get("mimetype", b"opendocument.spreadsheet"):
            raise Refused(N_("“{name}” is an OpenDocument file, but not a spreadsheet."), name=name)
        archive.check_opendocument(name, found)
        return _read(name, archive.readable_opendocument(data, found), "ods", found)
    if any(part.startswith("word/") for part in names):
        raise Refused(N_("“{name}” is a Word document, not a table. Copy the table in it into a workbook."), name=name)
    if any(part.startswith("ppt/") for part in names):
        raise Refused(N_("“{name}” is a presentation, not a table."), name=name)
    if not any(part.startswith("xl/") for part in names):
        raise Refused(N_("“{name}” is a packed folder. Unpack it and choose one of its files."), name=name)
    archive.check_sheets(name, found)
    return _read(name, data, "xlsb" if "xl/workbook.bin" in names else "xlsx", found)


def _read(name: str, data: bytes, form: str, found: dict[str, bytes]) -> Source:
    tables: list[Table] = []
    refused: list[RefusedRow] = []
    remarks: list[grid.Remark] = []
    with no_collection():
        book = _guarded(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
        sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if len(sheets) > limits.SHEETS:
            raise Refused(
                N_("“{name}” has {count} sheets; at most {limit} can be read."),
                name=name,
                count=len(sheets),
                limit=limits.SHEETS,
            )
        for meta in sheets:
            sheet = _guarded(name, lambda title=meta.name: book.get_sheet_by_name(title))  # type: ignore[misc]
            limits.check_area(sheet.total_height + 1 if sheet.end else 0, sheet.total_width + 1, meta.name)
            built = _sheet(name, sheet)
            refused += built.refused
            remarks += [(text, {"sheet": meta.name, **params}) for text, params in built.remarks]
            if built.table:
                tables.append(built.table)
            elif not built.refused:
                remarks.append((N_("The sheet “{sheet}” is empty and was left out."), {"sheet": meta.name}))
    empty = sum(1 for part, xml in found.items() if "worksheets/sheet" in part for _ in archive.formula_cells(xml))
    if empty:
        remarks.append(
            (
                N_("Cells whose formula was never calculated are empty: {count}. Save the workbook to fill them."),
                {"count": empty},
            )
        )
    if not tables and not refused:
        raise Refused(N_("“{name}” is a workbook without any filled cell."), name=name)
    return Source(name, form, tables=tuple(tables), refused=tuple(refused), remarks=tuple(remarks))


T = TypeVar("T")


def _guarded(name: str, work: Callable[[], T]) -> T:
    """What `work` gives; every way in which the reader fails is a refusal of the file."""
    try:
        return work()
    except PasswordError as error:
        raise Refused(_PROTECTED, name=name) from error
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise archive.broken(name) from error
    except BaseException as error:
        # A panic of the Rust library is deliberately no Exception; it leaves nothing behind but the message.
        if type(error).__name__ != "PanicException":
            raise
        raise archive.broken(name) from error


def _sheet(name: str, sheet: CalamineSheet) -> grid.Built:
    raw = _guarded(name, lambda: sheet.to_python(skip_empty_area=False))
    texts = {str}.issuperset
    rows: list[list[str]] = [
        cast("list[str]", row)
        if texts(map(type, row))
        else [value if type(value) is str else text_of(value) for value in row]
        for row in raw
    ]
    merged = (sheet.merged_cell_ranges or [])[:MERGED_AREAS]
    for area in merged:
        _fill(rows, *area)
    return grid.build(sheet.name, rows, range(1, len(rows) + 1), sheet=sheet.name)


def _fill(rows: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """A merged cell says the same for every row it spans, and at the top for every column: a group's heading."""
    (top, left), (bottom, right) = first, last
    if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
        return
    value = rows[top][left]
    wide = top < HEADING_ZONE
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1 if wide else left + 1, len(row))):
            row[column] = row[column] or value


def text_of(value: Any) -> str:
    """A cell's value as a person sees it; "" for an empty one."""
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return "" if value is None else str(value)


def _moment(value: datetime) -> str:
    """ISO without "T"; a spreadsheet keeps a moment as a fraction of a day, so the last microsecond is noise."""
    try:
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        rounded = value.replace(microsecond=0)
    if rounded.time() == time():
        return rounded.date().isoformat()
    return rounded.isoformat(" ", "seconds" if rounded.second else "minutes")
