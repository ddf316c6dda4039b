"""Feeds a list from the store: the first rows at once, then all ids, further pages as they are looked at.

The feature gives doors that read; `run` does a job away from the window and answers on its thread. An answer that was
overtaken by a newer question is dropped.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from ui.kit.list_view import ListView
from ui.kit.table_model import Sort

FIRST = 200

Values = Mapping[str, Any]


class Run(Protocol):
    """Does `job()` away from the window, then calls `done(result)`, or `failed(error)`, on the window's thread."""

    def __call__(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        owner: QObject | None = None,
    ) -> object: ...


@dataclass(frozen=True, slots=True)
class ListDoors:
    """How one list is read. `values` are those of the filter bar; a row has `rowid` (the list's key) and `id`.

    `named(name)` gives the filter values that find a record by its name. A tree brings two more: `find`, which reads as
    `first` does and never the tree, and `reveal(rowid)`, which unfolds what hides a row and says whether anything did.
    """

    first: Callable[[Values, Sort, int], Sequence[Any]]
    ids: Callable[[Values, Sort], array[int]]
    rows: Callable[[Sequence[int]], Sequence[Any]]
    sort: Sort
    named: Callable[[str], Values]
    find: Callable[[Values, Sort, int], Sequence[Any]] | None = None
    reveal: Callable[[int], bool] | None = None


class ListFeed(QObject):
    """Between the doors and the model of `view`, whose filters and header it listens to."""

    filled = Signal()
    """The whole list is in the model."""

    def __init__(self, view: ListView, doors: ListDoors, run: Run) -> None:
        super().__init__(view)
        self._view, self._model, self._doors, self._run = view, view.model, doors, run
        self._values: dict[str, Any] = {}
        self._sort = doors.sort
        self._asked = 0
        self._selecting = 0
        self._revealed: int | None = None
        self._find_door = doors.find or doors.first
        self.opened = False
        view.filters_changed.connect(self.narrow)
        view.model.need_page.connect(self._load_page)
        view.model.sort_requested.connect(self._sort_by)
        view.not_found.connect(self._find)

    @property
    def values(self) -> dict[str, Any]:
        """What the list that was asked for last is narrowed by."""
        return dict(self._values)

    @property
    def sort_order(self) -> Sort:
        """The order asked for last."""
        return self._sort

    def open(self) -> None:
        """Show the list as the filter bar and the remembered order say."""
        self.opened = True
        self._values = dict(self._view.filters.values())
        if self._view.wanted_sort is not None:
            self._sort, self._view.wanted_sort = self._view.wanted_sort, None
        self._asked += 1
        job = partial(self._doors.first, dict(self._values), self._sort, FIRST)
        self._run(job, partial(self._first, self._asked), owner=self)

    def narrow(self, _values: dict[str, Any]) -> None:
        """The filters changed."""
        self.open()

    def refresh(self) -> None:
        """Read the same list again; nothing on the screen jumps."""
        if not self.opened:
            return
        self._asked += 1
        job = partial(_whole, self._doors, dict(self._values), self._sort)
        self._run(job, partial(self._all, self._asked), owner=self)

    def select(self, id: str, name: str) -> None:
        """Bring the list to record `id`, called `name`, without telling anybody; nothing happens if it is not shown."""
        current = self._model.row(self._view.view().currentIndex())
        if current is not None and current.id == id:
            return
        self._selecting += 1
        for at in range(min(FIRST, self._model.rowCount())):
            row = self._model.row(at)
            if row is not None and row.id == id:
                self._view.select(self._model.id_at(at))
                return
        job = partial(self._find_door, self._doors.named(name), self._sort, FIRST)
        self._run(job, partial(self._select_among, self._selecting, id), owner=self)

    def _select_among(self, asked: int, id: str, rows: Sequence[Any]) -> None:
        rowid = next((row.rowid for row in rows if row.id == id), None)
        if asked == self._selecting and rowid is not None:
            self._go_to(rowid)

    def _go_to(self, rowid: int) -> None:
        if not self._view.select(rowid) and self._doors.reveal is not None and self._doors.reveal(rowid):
            self._revealed = rowid
            self.refresh()

    def _first(self, asked: int, rows: Sequence[Any]) -> None:
        if asked != self._asked:
            return
        self._model.reset(array("q", [row.rowid for row in rows]), rows, self._sort)
        if len(rows) < FIRST:
            self.filled.emit()
            return
        job = partial(self._doors.ids, dict(self._values), self._sort)
        self._run(job, partial(self._rest, asked, rows), owner=self)

    def _rest(self, asked: int, rows: Sequence[Any], ids: array[int]) -> None:
        self._all(asked, (ids, rows))

    def _all(self, asked: int, answer: tuple[array[int], Sequence[Any]]) -> None:
        if asked == self._asked:
            self._model.reset(answer[0], answer[1], self._sort)
            revealed, self._revealed = self._revealed, None
            if revealed is not None:
                self._view.select(revealed)
            self.filled.emit()

    def _load_page(self, first: int, count: int) -> None:
        ids = [id for row in range(first, first + count) if isinstance(id := self._model.id_at(row), int)]
        done, failed = partial(self._page, self._asked, first), partial(self._page_failed, first)
        self._run(partial(self._doors.rows, ids), done, failed, self)

    def _page(self, asked: int, first: int, rows: Sequence[Any]) -> None:
        if asked == self._asked:
            self._model.set_page(first, rows)

    def _page_failed(self, first: int, _error: AppError) -> None:
        # It is asked for again when it is next painted; a store that is away is told by whatever is done next.
        self._model.page_failed(first)

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.open()

    def _find(self, text: str) -> None:
        """Letters typed in the list that no loaded row begins with: the first row of the whole list that has them."""
        self._selecting += 1
        job = partial(self._find_door, {**self._values, **self._doors.named(text)}, self._sort, 1)
        self._run(job, partial(self._found, self._selecting), owner=self)

    def _found(self, asked: int, rows: Sequence[Any]) -> None:
        if asked == self._selecting and rows:
            row = self._model.find(rows[0].rowid)
            if row >= 0:
                self._view.view().setCurrentIndex(self._model.index(row, 0))
            else:
                self._go_to(rows[0].rowid)


def _whole(doors: ListDoors, values: Values, sort: Sort) -> tuple[array[int], Sequence[Any]]:
    ids = doors.ids(values, sort)
    return ids, doors.rows(ids[:FIRST])
