"""Other people's files: our reading against the bare library's on the same bytes."""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook
from rapidfuzz import fuzz, process

from app.core.changes import ChangeFeed
from app.core.clock import SystemClock
from app.db import upgrade
from app.db.unit_of_work import Store
from app.exchange.columns import Kind
from app.exchange.fields import ImportKind
from app.exchange.formats import read
from app.exchange.match_keys import name_key
from app.exchange.match_people import PeopleIndex, PersonKeys
from app.exchange.records import PersonRecord, Place, Way, WrittenName
from app.exchange.write_tables import write_csv, write_workbook
from app.services.history import HistoryService
from app.services.importing import AS_NEW, ImportingService
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


def run(folder: Path) -> Iterator[Result]:
    """I1: XLSX and CSV of 10,000 people read, brought into a store and taken back; I4: 10,000 names against 100,000."""
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
    empty = folder / "empty.db"
    if not empty.exists():
        upgrade.prepare(empty)
    yield compare(
        f"XLSX of {ROWS:,} people imported (limit: calamine)",
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python(),
        lambda: _imported(empty, folder / "import.db", book),
        3.0,
        runs=3,
    )
    batch = _imported(empty, folder / "imported.db", book)
    yield compare(
        f"{ROWS:,} imported people taken back (limit: calamine)",
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python(),
        lambda: _undone(folder / "imported.db", folder / "undone.db", batch),
        3.0,
        runs=3,
    )
    known = PeopleIndex(PersonKeys(str(no), (name,)) for no, name in enumerate(_names(100_000, 1)))
    asked = _names(ROWS, 2)
    keys = [name_key(name) for name in _names(100_000, 1)]
    few = [name_key(name) for name in asked[:100]]
    yield compare(
        f"{ROWS:,} names against 100,000 (limit: 100 by rapidfuzz)",
        lambda: [process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=88) for key in few],
        lambda: [known.judge(PersonKeys("", (name,), from_file=True)) for name in asked],
        3.7,  # 0.35 of what rapidfuzz's cdist takes for all of them
        runs=3,
    )


def _imported(empty: Path, path: Path, book: bytes) -> str:
    store = _store(empty, path)
    service = ImportingService(store)
    done = service.apply(service.plan(service.read("people.xlsx", book, ImportKind.PEOPLE)).settle_all(AS_NEW))
    store.close()
    return done.batch


def _undone(imported: Path, path: Path, batch: str) -> None:
    store = _store(imported, path)
    HistoryService(store).undo(batch)
    store.close()


def _store(source: Path, path: Path) -> Store:
    """A store that begins as a copy of another one."""
    for one in path.parent.glob(path.name + "*"):
        one.unlink()
    shutil.copyfile(source, path)
    return Store(path, feed=ChangeFeed(), clock=SystemClock())


def _names(count: int, seed: int) -> list[str]:
    """Names of two or three words; about half of two lists of different seeds differ in a letter or not at all."""
    chance = random.Random(7)
    given = ["".join(chance.choice("aiueokstnhmyr") for _ in range(chance.randint(3, 8))) for _ in range(900)]
    family = ["".join(chance.choice("aiueokstnhmyrdg") for _ in range(chance.randint(4, 9))) for _ in range(2500)]
    picked = random.Random(seed)
    return [f"{picked.choice(family)} {picked.choice(given)}" for _ in range(count)]
