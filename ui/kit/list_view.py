"""One list shown two ways, table and cards, that share their model and their selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.formats import number
from app.core.i18n import N_, ntr, tr
from ui.kit.empty import EmptyState
from ui.kit.filter_bar import Filter, FilterBar
from ui.kit.row_views import CardRows, RowView, TableRows
from ui.kit.table_model import Id, PagedModel, Sort
from ui.kit.text import Label, Title
from ui.theme import theme


class ListView(QFrame):
    """Header (title, count, actions), filters, rows; or what stands there when there are none.

    Object names: `<prefix>.list`, `.table`, `.cards`, `.title`, `.count`, `.filter.<key>`, `.filter.clear`, `.empty`,
    `.nothing`. Nothing is emitted for what the program does (`select`, `restore_state`, a reset).
    """

    activated = Signal(object)
    """Id of the row that the user opened (Enter, double click)."""
    selected = Signal(object)
    """Id of the row that the user came to."""
    looked_at = Signal(object)
    """Id of the row on which the user pressed Space."""
    not_found = Signal(str)
    """Letters that no loaded row begins with; whoever can search the whole list may, and call `select`."""
    filters_changed = Signal(dict)
    folded = Signal(object, bool)
    """Id of a row of a tree that the user unfolded (True) or folded."""

    def __init__(
        self,
        prefix: str,
        title: str,
        model: PagedModel,
        filters: Sequence[Filter] = (),
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.list")
        self.setProperty("role", "panel")
        self.model = model
        self.wanted_sort: Sort | None = None
        """The order that `restore_state` found; the presenter asks for it when it opens the list."""
        self._title_message = title
        self._compact = False
        self._quiet = 0
        self._fed = False
        self._place: tuple[Id | None, int, int] = (None, -1, 0)
        self.title = Title(title)
        self.title.setObjectName(f"{prefix}.title")
        self.count = Label("", "secondary")
        self.count.setObjectName(f"{prefix}.count")
        self.filters = FilterBar(filters, prefix)
        if not filters:
            self.filters.hide()
        self.filters.changed.connect(self.filters_changed)
        self.table = TableRows(f"{prefix}.table")
        self.cards = CardRows(f"{prefix}.cards")
        self._empty = empty or EmptyState("documents", N_("Nothing here yet"))
        self._empty.setObjectName(f"{prefix}.empty")
        self._nothing = EmptyState(
            "filter", N_("Nothing matches the filters"), "", N_("Clear filters"), self.filters.clear,
            name=f"{prefix}.nothing",
        )  # fmt: skip
        self._granted: Id | None = None
        self._views: tuple[RowView, RowView] = (self.table, self.cards)
        self._build()
        self._wire()
        self._restyle()
        self._say()

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the title; it is hidden while the list is folded to cards."""
        self._actions.addWidget(widget)

    def view(self) -> RowView:
        """The view that is shown, table or cards."""
        return self.cards if self._compact else self.table

    def is_compact(self) -> bool:
        """Whether cards are shown."""
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Show cards (True) or the table; the selection and the focus go along."""
        if compact == self._compact:
            return
        had_focus = self.view().hasFocus()
        self._compact = compact
        self.title.setProperty("role", "heading" if compact else "title")
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)
        self._actions_box.setVisible(not compact)
        self.filters.fold(compact)
        self._restyle()
        self._show_rows()
        if had_focus:
            self.view().setFocus()
        QTimer.singleShot(0, self._see_current)  # when the new view has its height

    @Slot()
    def _see_current(self) -> None:
        current = self.view().currentIndex()
        if current.isValid():
            self.view().scrollTo(current)

    def current_id(self) -> Id | None:
        """Id of the row that the keyboard is on."""
        return self.model.id_at(self.view().currentIndex())

    def chosen(self) -> list[int]:
        """The numbers of the rows that are selected, in order."""
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    def select(self, id: Id | None) -> bool:
        """Go to the row `id` (None: to no row) without telling anybody; False if it is not in the list."""
        row = -1 if id is None else self.model.find(id)
        selection = self.table.selectionModel()
        self._quiet += 1
        try:
            if row < 0:
                selection.clear()
                return id is None
            index = self.model.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(index, flags)
        finally:
            self._quiet -= 1
        self.view().scrollTo(index)
        return True

    @Slot()
    def take_first(self) -> None:
        """With the keys in the list some row is always under them: the first that is shown, until one is chosen."""
        self._grant(self.view().first_shown().row())

    def begin_at(self, row: int) -> None:
        """The list is of interest from `row` on: scroll there, unless a row has been chosen already."""
        if self.untouched():
            self.view().scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            self._grant(row)

    def _grant(self, row: int) -> None:
        if self.untouched() and self.view().hasFocus() and self.model.rowCount():
            self._granted = self.model.id_at(row)
            if self._granted is not None:
                self.select(self._granted)

    def untouched(self) -> bool:
        """Whether nobody has chosen a row yet."""
        return self.current_id() in (None, self._granted)

    def save_state(self) -> dict[str, object]:
        """Columns, order, filters and place, made of plain values."""
        sort = self.model.sort_order
        return {
            "columns": self.table.save_columns(),
            "sort": [sort.key, sort.descending] if sort else None,
            "filters": self.filters.values(),
            "current": self.current_id(),
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Undo `save_state`: columns and filters at once, the order in `wanted_sort`, the place if it is there."""
        self.table.restore_columns(state.get("columns"))
        filters = state.get("filters")
        if isinstance(filters, Mapping):
            self.filters.set_values(filters)
        sort = state.get("sort")
        if isinstance(sort, (list, tuple)) and len(sort) == 2 and any(c.key == sort[0] for c in self.model.columns):
            self.wanted_sort = Sort(str(sort[0]), sort[1] is True)
        current = state.get("current")
        if isinstance(current, (int, str)):
            self.select(current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self._say()

    def _build(self) -> None:
        self._actions_box = QWidget()
        self._actions = QHBoxLayout(self._actions_box)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        head.addWidget(self._actions_box)
        self._head = QVBoxLayout()
        self._head.addLayout(head)
        self._head.addWidget(self.filters)
        self._stack = QStackedWidget()
        for widget in (self.table, self.cards, self._empty, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _wire(self) -> None:
        self.table.show_model(self.model)
        self.cards.show_model(self.model)
        self.cards.setSelectionModel(self.table.selectionModel())
        self.table.selectionModel().currentRowChanged.connect(self._came_to)
        for view in self._views:
            view.opened.connect(self._opened)
            view.looked_at.connect(self._looked)
            view.folded.connect(self._fold)
            view.typed.connect(self._find)
            view.entered_by_key.connect(self.take_first)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.model.modelAboutToBeReset.connect(self._remember_place)
        self.model.modelReset.connect(self._refilled)
        self.model.refreshed.connect(self._refreshed)
        self.model.dataChanged.connect(self._read_on)
        theme.notifier().changed.connect(self._restyle)
        self._show_rows()

    @Slot(QModelIndex, QModelIndex)
    def _came_to(self, current: QModelIndex, _before: QModelIndex) -> None:
        id = self.model.id_at(current)
        if not self._quiet and id is not None:
            self.selected.emit(id)

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        self.activated.emit(self.model.id_at(index))

    @Slot(QModelIndex)
    def _looked(self, index: QModelIndex) -> None:
        self.looked_at.emit(self.model.id_at(index))

    @Slot(QModelIndex, bool)
    def _fold(self, index: QModelIndex, unfolded: bool) -> None:
        self.folded.emit(self.model.id_at(index), unfolded)

    @Slot(str)
    def _find(self, text: str) -> None:
        here = self.view().currentIndex().row() if self.view().currentIndex().isValid() else -1
        # With one letter go on to the next row; with more, the row under the hand may still be the one.
        row = self.model.find_text(text, here if len(text) == 1 else here - 1)
        if row < 0:
            self.not_found.emit(text)
            return
        self.view().setCurrentIndex(self.model.index(row, 0))

    @Slot(int)
    def _sort_by(self, section: int) -> None:
        column, now = self.model.columns[section], self.model.sort_order
        again = now is not None and now.key == column.key and not now.descending
        self.model.sort(section, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    @Slot()
    def _remember_place(self) -> None:
        self._quiet += 1
        current = self.table.currentIndex()
        row = current.row() if current.isValid() else -1
        self._place = (self.model.id_at(row) if row >= 0 else None, row, self.view().verticalScrollBar().value())

    @Slot()
    def _refilled(self) -> None:
        """Nothing jumps: the current row stays current, and at the same height on the screen."""
        id, row_before, scroll = self._place
        self._fed = True
        self._quiet -= 1
        self._show_rows()
        row = self.model.find(id) if id is not None else -1
        view = self.view()
        bar = view.verticalScrollBar()
        if row >= 0 and id is not None:
            self.select(id)
            scroll += (row - row_before) * view.verticalHeader().defaultSectionSize()
        bar.setValue(max(0, min(scroll, bar.maximum())))
        if row >= 0:
            view.scrollTo(self.model.index(row, 0))
        self._say()
        self.take_first()

    @Slot()
    def _read_on(self) -> None:
        """Rows come page by page; only then do they have an id to go to."""
        if self._granted is None:
            self.take_first()

    @Slot()
    def _refreshed(self) -> None:
        self._fed = True
        self._show_rows()
        self._say()

    def _show_rows(self) -> None:
        if self.model.rowCount() or not self._fed:
            self._stack.setCurrentWidget(self.view())
        else:
            self._stack.setCurrentWidget(self._nothing if self.filters.values() else self._empty)
        self.setFocusProxy(self.view())
        header, sort = self.table.horizontalHeader(), self.model.sort_order
        number = next((i for i, c in enumerate(self.model.columns) if sort is not None and c.key == sort.key), -1)
        header.setSortIndicatorShown(number >= 0)
        if sort is not None and number >= 0:
            order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(number, order)

    def _say(self) -> None:
        words = tr(self._title_message)
        self.setAccessibleName(words)
        for view in self._views:
            view.setAccessibleName(words)
        n = self.model.rowCount()
        self.count.set_data(number(n) if self._fed else "")
        self.count.setAccessibleName(ntr("{n} row", "{n} rows", n))

    @Slot()
    def _restyle(self) -> None:
        side = theme.px(16 if self._compact else 24)
        self._head.setContentsMargins(side, theme.px(12 if self._compact else 16), side, theme.px(12))
        self._head.setSpacing(theme.px(8))
        left = theme.px(16) if not self._compact else 0
        self.table.setContentsMargins(left, 0, left, 0)
