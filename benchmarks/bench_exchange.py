"""Other people's files: our reading against the bare library's on the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from app.exchange.columns import Kind
from app.exchange.formats import read
from app.exchange.records import PersonRecord, Place, Way, WrittenName
from app.exchange.write_tables import write_csv, write_workbook
from benchmarks.measure import Result, compare

ROWS = 10_000


def people(count: int = ROWS) -> list[PersonRecord]:
    """A list as an embassy has it: twelve columns, every third person with a Japanese name."""
    return [
        PersonRecord(
            Place(number),
            (
                WrittenName(
                    f"山田 太郎{number}" if number % 3 == 0 else f"Haruo YAMADA {number}",
                    "YAMADA",
                    "Haruo",
                    script="Latn",
                ),
            ),
            title={"en": f"Deputy Director {number % 40}"},
            organisation=f"Organisation {number % 700}",
            department=f"Division {number % 90}",
            ways=(Way("email", f"person{number}@org{number % 700}.example"), Way("mobile", f"+91 98{number:08}")),
            country="JP",
            notes="Met in Delhi",
            code=f"P-{number}",
        )
        for number in range(count)
    ]


def run(_folder: Path) -> Iterator[Result]:
    """I1's first part: XLSX and CSV of 10,000 people read, the bare library being the limit."""
    listed = people()
    book, text = write_workbook(Kind.PEOPLE, listed), write_csv(Kind.PEOPLE, listed)
    yield compare(
        f"XLSX of {ROWS:,} people read (limit: calamine)",
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python(),
        lambda: read("people.xlsx", book),
        1.5,
        runs=9,
    )
    yield compare(
        f"CSV of {ROWS:,} people read (limit: csv.reader)",
        lambda: list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))),
        lambda: read("people.csv", text),
        6.0,
        runs=9,
    )
