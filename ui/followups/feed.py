"""Feeds a list from the store: ids and first rows at once, further pages when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import AppError
from app.jobs.lanes import Lane
from ui.kit.list_view import ListView
from ui.kit.table_model import Id, Sort
from ui.tasks import Task, Tasks

Answer = tuple[Sequence[Id] | None, Sequence[Any]]
"""All ids in order (None: the rows are all there is), and the rows it begins with."""
Read = Callable[[Mapping[str, Any], Sort], Answer]
Rows = Callable[[Sequence[Any]], Sequence[Any]]


class Feed(QObject):
    """`read(filters, sort)` and `rows(ids)` run in the database lane. An answer that was overtaken is dropped."""

    fed = Signal()
    """The list shows what was asked for."""

    def __init__(self, tasks: Tasks, view: ListView, read: Read, sort: Sort, rows: Rows | None = None) -> None:
        super().__init__(view)
        self._tasks, self._view, self._read, self._rows = tasks, view, read, rows
        self._sort = sort
        self._running: Task | None = None
        view.filters_changed.connect(self.refresh)
        view.model.sort_requested.connect(self._sort_by)
        view.model.need_page.connect(self._page)

    @Slot()
    def refresh(self) -> None:
        """Read the list anew; what is shown stays until the answer is there."""
        if self._view.wanted_sort is not None:
            self._sort, self._view.wanted_sort = self._view.wanted_sort, None
        if self._running is not None:
            self._running.cancel()
        sort = self._sort
        job = partial(self._read, dict(self._view.filters.values()), sort)
        self._running = None
        task = self._tasks.run(Lane.DB, job, partial(self._show, sort), owner=self)
        # With inline lanes the answer was there before the task was.
        self._running = task

    def _show(self, sort: Sort, answer: Answer) -> None:
        ids, rows = answer
        self._view.model.reset(ids, rows, sort)
        self.fed.emit()

    @Slot(str, bool)
    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.refresh()

    @Slot(int, int)
    def _page(self, first: int, count: int) -> None:
        if self._rows is None:
            self.refresh()
            return
        model = self._view.model
        ids = [model.id_at(row) for row in range(first, first + count)]
        self._tasks.run(
            Lane.DB, partial(self._rows, ids), partial(self._fill, first), partial(self._not_had, first), owner=self
        )

    def _fill(self, first: int, rows: Sequence[Any]) -> None:
        self._view.model.set_page(first, rows)

    def _not_had(self, first: int, _error: AppError) -> None:
        self._view.model.page_failed(first)
