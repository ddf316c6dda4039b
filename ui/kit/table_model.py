"""A list of any length as an item model: it holds ids, and a few pages of rows.

A presenter feeds it. It opens with all ids (a sequence whose length is known at once, such as `array('q')` or a list)
and the first page; further pages are asked for when a view first paints them, and stand blank until they come. What a
cell shows is computed once for a page, not once for a paint.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.core.i18n import N_, tr
from ui.kit.text import plain_tip

PAGE_ROWS = 200
KEPT_PAGES = 64

Id = int | str
_Index = QModelIndex | QPersistentModelIndex


class Sort(NamedTuple):
    """The order of a list: a column's key and the way."""

    key: str
    descending: bool = False


class Roles(IntEnum):
    """What our delegates ask for beyond Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    """The row's id, known even before its page."""
    ROW = Qt.ItemDataRole.UserRole + 2
    """The frozen row, or None while its page is on the way."""
    CARD = Qt.ItemDataRole.UserRole + 3
    """A `CardText`, or None while its page is on the way."""
    TONE = Qt.ItemDataRole.UserRole + 4
    """The cell's chip tone, or None for plain text."""
    LEVEL = Qt.ItemDataRole.UserRole + 5
    """The row's `Level` in a tree, None in a flat list."""


class Level(NamedTuple):
    """Where a row stands in a tree: its depth from 0, whether rows under it are shown (None: there are none), and
    whether it stands there only because of what is under it."""

    depth: int
    expanded: bool | None = None
    in_passing: bool = False


@dataclass(frozen=True, slots=True)
class CardText:
    """A row as three lines and a chip, for a narrow list. All are ready to be read."""

    title: str
    line2: str = ""
    line3: str = ""
    chip_text: str = ""
    chip_tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    `title` is a msgid; `width` in design pixels (0: takes what is left); `align` "left", "right" or "centre";
    `text(row)` what stands in the cell; `tone(row)` makes it a chip in that tone, or None for plain text.
    """

    key: str
    title: str
    width: int
    text: Callable[[Any], str]
    align: str = "left"
    tone: Callable[[Any], str | None] | None = None
    sortable: bool = True


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


class _Page:
    """Rows and, once they were painted, their words."""

    __slots__ = ("cards", "rows", "stale", "texts", "tones")

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = list(rows)
        self.texts: list[tuple[str, ...]] | None = None
        self.tones: list[tuple[str | None, ...]] | None = None
        self.cards: list[CardText] | None = None
        self.stale = False

    def forget_words(self) -> None:
        self.texts = self.tones = self.cards = None


class PagedModel(QAbstractTableModel):
    """See the module. Sorting is the presenter's: `sort_requested` says what was asked, `reset` brings the answer."""

    need_page = Signal(int, int)
    """(first row, count): please `set_page`; sent once for a page until it comes, or until `page_failed`."""
    refreshed = Signal()
    """`reset` brought the ids that were there already, perhaps under another order's name."""
    sort_requested = Signal(str, bool)
    """(column key, descending)."""

    def __init__(
        self,
        columns: Sequence[Column],
        card: Callable[[Any], CardText] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._card = card
        self._ids: Sequence[Id] = ()
        self._sort: Sort | None = None
        self.level_of: Callable[[Id], Level | None] | None = None
        """Where a row stands, asked by its id as it is painted; None for a flat list."""
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._asked: set[int] = set()
        self._to_ask: list[int] = []

    # feeding

    def reset(self, total_ids: Sequence[Id] | None, first_page: Sequence[Any], sort: Sort | None = None) -> None:
        """Show a new list: all ids in order and the rows it begins with.

        `total_ids=None` says that `first_page` is all there is, each row having `id`. A list with the very ids that are
        shown already is only refreshed, so that nothing on the screen moves.
        """
        ids: Sequence[Id] = [row.id for row in first_page] if total_ids is None else total_ids
        same = type(ids) is type(self._ids) and len(ids) == len(self._ids) and ids == self._ids
        if same:
            self._ids = ids  # a presenter may keep changing the sequence it gave before
            self._sort = sort
            for page in self._pages.values():
                page.stale = True
            self._asked.clear()
            self.set_page(0, first_page)
            self._repaint(0, len(ids))
            self.refreshed.emit()
            return
        self.beginResetModel()
        self._ids, self._sort = ids, sort
        self._pages.clear()
        self._asked.clear()
        self._to_ask.clear()
        self._store(0, first_page)
        self.endResetModel()

    def set_page(self, first: int, rows: Sequence[Any]) -> None:
        """Rows from row `first` on, as `need_page` asked (a multiple of 200; more than one page at once is fine)."""
        self._store(first, rows)
        self._repaint(first, len(rows))

    def page_failed(self, first: int) -> None:
        """The page could not be had; it is asked for again when it is next painted."""
        self._asked.discard(first // PAGE_ROWS)

    def put(self, id: Id, row: Any) -> bool:
        """Replace one row that is loaded (its place in the order stays); False if it is not loaded."""
        at = self._loaded_at(id)
        if at < 0:
            return False
        page = self._pages[at // PAGE_ROWS]
        page.rows[at % PAGE_ROWS] = row
        page.forget_words()
        self._repaint(at, 1)
        return True

    def invalidate(self) -> None:
        """Rows may be out of date: keep showing them, and ask anew for those that are looked at."""
        for page in self._pages.values():
            page.stale = True
        self._asked.clear()
        self._repaint(0, len(self._ids))

    def retranslate(self) -> None:
        """The language changed: say headers and cells anew."""
        for page in self._pages.values():
            page.forget_words()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._repaint(0, len(self._ids))

    # asking

    @property
    def sort_order(self) -> Sort | None:
        """The order of the rows that are shown."""
        return self._sort

    def row(self, index: _Index | int) -> Any | None:
        """The row at an index (or row number), or None while its page is on the way."""
        at = index if isinstance(index, int) else (index.row() if index.isValid() else -1)
        page = self._pages.get(at // PAGE_ROWS) if 0 <= at < len(self._ids) else None
        return page.rows[at % PAGE_ROWS] if page is not None and at % PAGE_ROWS < len(page.rows) else None

    def id_at(self, index: _Index | int) -> Id | None:
        """The id at an index (or row number); None outside the list."""
        at = index if isinstance(index, int) else (index.row() if index.isValid() else -1)
        return self._ids[at] if 0 <= at < len(self._ids) else None

    def find(self, id: Id) -> int:
        """The row number of `id`, -1 when it is not in the list."""
        at = self._loaded_at(id)
        if at >= 0:
            return at
        try:
            return self._ids.index(id)
        except (ValueError, TypeError):  # an array of numbers refuses to look for a text
            return -1

    def find_text(self, text: str, after: int) -> int:
        """The next loaded row after `after` (then from the top) that begins, or has a word that begins, with `text`."""
        wanted = text.casefold()
        near = [(at, self._words_of(at)) for at in self._loaded_rows(after)]
        for at, words in near:
            if words.startswith(wanted):
                return at
        return next((at for at, words in near if f" {wanted}" in f" {words}"), -1)

    # Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = index.row()
        if not index.isValid() or not 0 <= at < len(self._ids):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[index.column()].align] | Qt.AlignmentFlag.AlignVCenter
        if role == Roles.ID:
            return self._ids[at]
        if role == Roles.LEVEL:
            return self.level_of(self._ids[at]) if self.level_of is not None else None
        number, within = divmod(at, PAGE_ROWS)
        page = self._page(number) if role in _PAGE_ROLES else None
        if page is None or within >= len(page.rows):
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Roles.ROW:
            return page.rows[within]
        if role == Roles.CARD:
            return self._cards(page)[within]
        if role == Roles.TONE:
            return self._tones(page)[within][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = f"{tr(self.columns[index.column()].title)}: {self._texts(page)[within][index.column()]}"
            return f"{told}{_level_told(self.data(index, Roles.LEVEL))}" if index.column() == 0 else told
        text = self._texts(page)[within][index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the presenter for another order; the rows stay as they are until it answers."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            asked = Sort(self.columns[column].key, order is Qt.SortOrder.DescendingOrder)
            if asked != self._sort:
                self.sort_requested.emit(asked.key, asked.descending)

    # inside

    def _store(self, first: int, rows: Sequence[Any]) -> None:
        for start in range(0, len(rows), PAGE_ROWS):
            number = (first + start) // PAGE_ROWS
            self._pages[number] = _Page(rows[start : start + PAGE_ROWS])
            self._pages.move_to_end(number)
            self._asked.discard(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _page(self, number: int) -> _Page | None:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
        expected = min(PAGE_ROWS, len(self._ids) - number * PAGE_ROWS)
        if (page is None or page.stale or len(page.rows) < expected) and number not in self._asked:
            self._asked.add(number)
            if not self._to_ask:
                # Not now: this is asked in the middle of a paint, and the answer may come at once.
                QTimer.singleShot(0, self._ask)
            self._to_ask.append(number)
        return page

    @Slot()
    def _ask(self) -> None:
        wanted, self._to_ask = self._to_ask, []
        for number in wanted:
            first = number * PAGE_ROWS
            count = min(PAGE_ROWS, len(self._ids) - first)
            if count > 0:
                self.need_page.emit(first, count)

    def _repaint(self, first: int, count: int) -> None:
        last = min(first + count, len(self._ids)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _texts(self, page: _Page) -> list[tuple[str, ...]]:
        if page.texts is None:
            page.texts = [tuple(column.text(row) for column in self.columns) for row in page.rows]
        return page.texts

    def _tones(self, page: _Page) -> list[tuple[str | None, ...]]:
        if page.tones is None:
            page.tones = [tuple(c.tone(row) if c.tone else None for c in self.columns) for row in page.rows]
        return page.tones

    def _cards(self, page: _Page) -> list[CardText]:
        if page.cards is None:
            if self._card is not None:
                page.cards = [self._card(row) for row in page.rows]
            else:
                page.cards = [CardText(*texts[:3]) for texts in self._texts(page)]
        return page.cards

    def _words_of(self, at: int) -> str:
        page = self._pages[at // PAGE_ROWS]
        return self._cards(page)[at % PAGE_ROWS].title.casefold()

    def _loaded_rows(self, after: int) -> list[int]:
        rows = sorted(n * PAGE_ROWS + i for n, page in self._pages.items() for i in range(len(page.rows)))
        return [at for at in rows if at > after] + [at for at in rows if at <= after]

    def _loaded_at(self, id: Id) -> int:
        for number, page in self._pages.items():
            first = number * PAGE_ROWS
            for within in range(len(page.rows)):
                if self._ids[first + within] == id:
                    return first + within
        return -1


def _level_told(level: Level | None) -> str:
    """A row's place in a tree, for those who do not see the triangle."""
    if level is None:
        return ""
    if level.expanded is None:
        return ", " + tr("level {number}", number=level.depth + 1)
    words = N_("level {number}, unfolded") if level.expanded else N_("level {number}, folded")
    return ", " + tr(words, number=level.depth + 1)


_PAGE_ROLES = frozenset(
    (
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Roles.ROW),
        int(Roles.CARD),
        int(Roles.TONE),
    )
)
