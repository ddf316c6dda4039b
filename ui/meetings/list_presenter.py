"""Feeds the list of meetings: the first page at once, then all ids; anew when something was written."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes
from app.core.errors import AppError
from app.jobs.lanes import Lane
from app.queries.lister import Sort as QuerySort
from app.queries.meetings import MeetingFilter, MeetingQueries, MeetingRow
from ui.desk import Desk
from ui.kit.table_model import PagedModel, Sort
from ui.meetings.periods import filter_of

FIRST = 200
BY_START = Sort("starts_at")


class ListPresenter(QObject):
    """Between the queries and the list's model. Answers that were overtaken by a newer question are dropped."""

    filled = Signal()
    """The whole list is in the model."""
    begins_at = Signal(int)
    """Row of the first meeting that is not over; sent once, after the list was opened by its start."""

    def __init__(self, desk: Desk, model: PagedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self._values: dict[str, Any] = {}
        self._sort = BY_START
        self._asked = 0
        self._opened = False
        self._placed = False
        model.need_page.connect(self._load_page)
        model.sort_requested.connect(self._sort_by)
        desk.bridge.changed.connect(self._changed)

    @property
    def sort_order(self) -> Sort:
        """The order asked for last."""
        return self._sort

    def open(self, values: Mapping[str, Any], sort: Sort | None = None) -> None:
        """Show the list narrowed by `values` (of the filter bar)."""
        self._opened = True
        self._values, self._sort = dict(values), sort or self._sort
        self._asked += 1
        flt, order = self._question()
        job = partial(self._desk.queries.meetings.first, flt, order, FIRST)
        self._desk.tasks.run(Lane.DB, job, partial(self._first, self._asked), owner=self)

    def refresh(self) -> None:
        """Read the same list again; nothing on the screen jumps."""
        if not self._opened:
            return
        self._asked += 1
        job = partial(_whole, self._desk.queries.meetings, *self._question())
        self._desk.tasks.run(Lane.DB, job, partial(self._all, self._asked), owner=self)

    def _question(self) -> tuple[MeetingFilter, QuerySort]:
        mission = self._desk.mission
        zone = mission.time_zone if mission else "UTC"
        return filter_of(self._values, self._desk.clock.now(), zone), QuerySort(*self._sort)

    def _first(self, asked: int, rows: list[MeetingRow]) -> None:
        if asked != self._asked:
            return
        self._model.reset(_ids(rows), rows, self._sort)
        if len(rows) < FIRST:
            self._done()
            return
        flt, order = self._question()
        job = partial(self._desk.queries.meetings.ids, flt, order)
        self._desk.tasks.run(Lane.DB, job, partial(self._rest, asked, rows), owner=self)

    def _rest(self, asked: int, rows: list[MeetingRow], ids: array[int]) -> None:
        if asked == self._asked:
            self._model.reset(ids, rows, self._sort)
            self._done()

    def _all(self, asked: int, answer: tuple[array[int], list[MeetingRow]]) -> None:
        if asked == self._asked:
            self._model.reset(answer[0], answer[1], self._sort)
            self.filled.emit()

    def _done(self) -> None:
        self.filled.emit()
        if self._placed or self._sort != BY_START or self._values.get("period"):
            return
        self._placed = True
        flt, order = self._question()
        now = self._desk.clock.now()
        job = partial(self._desk.queries.meetings.first, replace(flt, since=now), order, 1)
        self._desk.tasks.run(Lane.DB, job, self._found_first, owner=self)

    def _found_first(self, rows: list[MeetingRow]) -> None:
        row = self._model.find(rows[0].rowid) if rows else -1
        if row >= 0:
            self.begins_at.emit(row)

    def _load_page(self, first: int, count: int) -> None:
        ids = [id for row in range(first, first + count) if isinstance(id := self._model.id_at(row), int)]
        job = partial(self._desk.queries.meetings.rows, ids)
        done, failed = partial(self._page, self._asked, first), partial(self._page_failed, first)
        self._desk.tasks.run(Lane.DB, job, done, failed, self)

    def _page(self, asked: int, first: int, rows: list[MeetingRow]) -> None:
        if asked == self._asked:
            self._model.set_page(first, rows)

    def _page_failed(self, first: int, error: AppError) -> None:
        self._model.page_failed(first)
        self._desk.notices.error(error)

    def _sort_by(self, key: str, descending: bool) -> None:
        self.open(self._values, Sort(key, descending))

    def _changed(self, changes: Changes) -> None:
        if changes.touches("meeting"):
            self.refresh()
        elif changes.touches("record", "venue"):
            # No meeting came, went or moved: only rows that are looked at say something else now.
            self._model.invalidate()


def _whole(queries: MeetingQueries, flt: MeetingFilter, sort: QuerySort) -> tuple[array[int], list[MeetingRow]]:
    ids = queries.ids(flt, sort)
    return ids, queries.rows(ids[:FIRST])


def _ids(rows: list[MeetingRow]) -> array[int]:
    return array("q", [row.rowid for row in rows])
