"""Rows of a register of meetings: who met whom, when, about what.

A register tells of what happened, so a day that cannot be right (2007 in a register of 2014) is taken as it is written;
a cell that is no day is refused. Where a register gives no hour, the hour is that of `Habits.at`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.enums import MeetingKind, MeetingStatus
from app.core.i18n import N_
from app.core.text import fold
from app.core.wording import labels
from app.exchange import cells
from app.exchange.cells import filled
from app.exchange.dates import read_day, read_time
from app.exchange.mapping import ColumnMapping
from app.exchange.records import MeetingRecord, RefusedRow, Table
from app.exchange.table_rows import Habits, Row, RowRefused, refused, rows

LENGTH = timedelta(hours=1)
"""How long a meeting lasted of which nobody wrote when it ended."""
LONGEST_TITLE = 200
_NIL = re.compile(
    r"^(?:nil|no|none|nothing)\b.{0,20}\b(?:return|to report|to declare|declared|received)s?\b|^nil(?: return)?$"
)
_NO_DAY = N_("“{text}” is not a date.")
_NO_DATE = N_("There is no date in this row.")
_NOBODY = N_("This row names nobody and nothing that was talked about.")
_NIL_RETURN = N_("This row says that there was nothing to report.")


def read(table: Table, mapping: ColumnMapping, habits: Habits) -> Iterator[MeetingRecord | RefusedRow]:
    """Each row of a register as a meeting, or refused."""
    for row in rows(table, mapping, habits):
        try:
            yield _meeting(row)
        except RowRefused as error:
            yield refused(row, error)


def _meeting(row: Row) -> MeetingRecord:
    for key in ("counterpart", "purpose", "title"):
        if _NIL.match(fold(row.one(key))):
            raise RowRefused(row.header(key), _NIL_RETURN)
    day = _day(row)
    host = row.one("host") or row.habits.host
    counterparts = tuple(part for text in row.all("counterpart") for part in cells.parts(text))
    people = tuple(part for text in row.all("counterpart_person") for part in cells.parts(text))
    purpose, title = row.text("purpose"), row.one("title")
    if not (counterparts or people or purpose or title):
        raise RowRefused(row.header("counterpart"), _NOBODY)
    starts_at, ends_at = _times(row, day)
    kind, status = _named(MeetingKind, row.one("kind")), _named(MeetingStatus, row.one("status"))
    if not kind:
        row.keep("kind")
    if not status:
        row.keep("status")
    return MeetingRecord(
        place=row.place,
        title=title,
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        host=host,
        host_people=tuple(part for text in row.all("host_person") for part in cells.parts(text)),
        counterparts=counterparts,
        counterpart_people=people,
        venue=row.one("venue"),
        purpose=purpose,
        notes=row.text("notes"),
        kind=kind,
        status=status,
        code=row.one("code")[:40],
        extra=row.extra,
        cells=row.cells,
    )


def _day(row: Row) -> date:
    text = row.one("date")
    if not text:
        raise RowRefused(row.header("date"), _NO_DATE)
    day = read_day(text, day_first=row.habits.day_first)
    if day is None:
        raise RowRefused(row.header("date"), _NO_DAY, text=text[:40])
    return day


def _times(row: Row, day: date) -> tuple[datetime | None, datetime | None]:
    """Start and end with the register's zone; both None where it gives no hour. An end before the start is of the next
    day (a dinner)."""
    start = _time(row.one("start_time")) or _hour_behind(row.one("date"))
    if start is None:
        return None, None
    zone = ZoneInfo(row.habits.time_zone)
    starts_at = datetime.combine(day, start, zone)
    end = _time(row.one("end_time"))
    if end is None or end == start:
        return starts_at, starts_at + LENGTH
    ends_at = datetime.combine(day, end, zone)
    return starts_at, ends_at if ends_at > starts_at else ends_at + timedelta(days=1)


def _time(text: str) -> time | None:
    return read_time(text) if text else None


def _hour_behind(text: str) -> time | None:
    """The hour of "2025-07-02 14:30"; midnight is how a workbook writes a day without one."""
    found = read_time(text)
    return found if found and found != time() else None


def _named(kind: type[MeetingKind] | type[MeetingStatus], text: str) -> str:
    """The value a cell names, by itself or by its word in one of the three languages; "" when it is none."""
    wanted = fold(filled(text))
    if not wanted:
        return ""
    for lang in ("en", "ja", "hi"):
        for value, word in labels(kind, lang).items():
            if wanted in (fold(value), fold(word)):
                return value
    return ""
