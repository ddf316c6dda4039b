"""The two ways a list is looked at: as a table, and as a column of cards. Both are tables to Qt.

A `QListView` measures every row when it opens (seconds for a million rows of a Python model); a table with one
column and a fixed row height measures none.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ui.kit.delegates import CARD_HEIGHT, ROW_HEIGHT, CardDelegate, CellDelegate, fold_mark
from ui.kit.table_model import PagedModel, Roles
from ui.theme import theme


class RowView(QTableView):
    """Whole rows, Enter opens, Space looks, letters find."""

    opened = Signal(QModelIndex)
    looked_at = Signal(QModelIndex)
    entered_by_key = Signal()
    """The keys came here."""
    folded = Signal(QModelIndex, bool)
    """A row of a tree is to be unfolded (True) or folded."""
    typed = Signal(str)
    """Letters typed in the list, collected as long as the user goes on typing."""

    def __init__(self, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._row_height = row_height
        self._typing = QElapsedTimer()
        self._letters = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self.opened)
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.looked_at.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home and plain:
            self._go(0)
        elif event.key() == Qt.Key.Key_End and plain:
            self._go(self.model().rowCount() - 1)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page decides what "back out" is
        elif not (plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._turn(event.key())):
            super().keyPressEvent(event)

    def _turn(self, key: int) -> bool:
        """Left and Right in a tree: fold and unfold, else go up to what the row stands under, or down into it."""
        here = self.currentIndex()
        level = here.data(Roles.LEVEL) if here.isValid() else None
        if level is None:
            return False
        right = key == Qt.Key.Key_Right
        if level.expanded is (not right):
            self.folded.emit(here, right)
        elif right and level.expanded:
            self._go(here.row() + 1)
        elif not right:
            above = here.row() - 1
            while above >= 0 and self.model().index(above, 0).data(Roles.LEVEL).depth >= level.depth:
                above -= 1
            if above >= 0:
                self._go(above)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the triangle turns it and chooses nothing."""
        index = self.indexAt(event.position().toPoint())
        level = index.data(Roles.LEVEL) if index.isValid() and index.column() == 0 else None
        if level is not None and level.expanded is not None and event.button() is Qt.MouseButton.LeftButton:
            cell = self.visualRect(index)
            left = theme.px(24 if self.horizontalHeader().isVisibleTo(self) else 16)
            if fold_mark(cell.adjusted(left, 0, 0, 0), level).contains(event.position().toPoint()):
                self.folded.emit(index, not level.expanded)
                return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason):
            self.entered_by_key.emit()

    def first_shown(self) -> QModelIndex:
        """The row at the top of what can be seen."""
        return self.model().index(max(0, self.rowAt(0)), 0)

    def keyboardSearch(self, search: str) -> None:
        """Qt calls this with each letter; its own search would read the whole list through Python."""
        pause = QApplication.keyboardInputInterval()
        if not self._typing.isValid() or self._typing.elapsed() > pause:
            self._letters = ""
        self._typing.start()
        self._letters += search
        if self._letters.strip():
            self.typed.emit(self._letters)

    def _go(self, row: int) -> None:
        index = self.model().index(row, max(0, self.currentIndex().column()))
        if index.isValid():
            self.setCurrentIndex(index)

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(self._row_height))
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.viewport().update()


class TableRows(RowView):
    """All columns, a header that sorts, columns that can be moved and sized."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, ROW_HEIGHT, parent)
        self.setItemDelegate(CellDelegate(self))
        header = self.horizontalHeader()
        header.setObjectName(f"{name}.header")
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setMinimumSectionSize(theme.px(40))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._zoom = theme.zoom()
        theme.notifier().changed.connect(self._rescale)

    def show_model(self, model: PagedModel) -> None:
        """Show `model` with its declared widths; a column of width 0 (else the last) takes what is left."""
        self.setModel(model)
        header = self.horizontalHeader()
        stretching = [i for i, column in enumerate(model.columns) if column.width == 0]
        for number, column in enumerate(model.columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            if column.width:
                header.resizeSection(number, theme.px(column.width))
        if stretching:
            header.setStretchLastSection(False)
            header.setSectionResizeMode(stretching[0], QHeaderView.ResizeMode.Stretch)
        else:
            header.setStretchLastSection(True)

    def save_columns(self) -> list[dict[str, object]]:
        """Columns as they stand, left to right: key, width in design pixels, hidden."""
        header, model = self.horizontalHeader(), self._paged()
        result: list[dict[str, object]] = []
        for place in range(header.count()):
            number = header.logicalIndex(place)
            hidden = header.isSectionHidden(number)
            width = 0 if hidden else round(header.sectionSize(number) / theme.zoom())
            result.append({"key": model.columns[number].key, "width": width, "hidden": hidden})
        return result

    def restore_columns(self, saved: object) -> None:
        """Undo `save_columns`; what does not fit the columns of today is passed over."""
        header, model = self.horizontalHeader(), self._paged()
        numbers = {column.key: number for number, column in enumerate(model.columns)}
        place = 0
        for entry in saved if isinstance(saved, list) else []:
            if not isinstance(entry, dict) or entry.get("key") not in numbers:
                continue
            number = numbers[entry["key"]]
            header.moveSection(header.visualIndex(number), place)
            place += 1
            header.setSectionHidden(number, entry.get("hidden") is True)
            width = entry.get("width")
            sizable = header.sectionResizeMode(number) is QHeaderView.ResizeMode.Interactive
            if isinstance(width, int) and width > 0 and sizable:
                header.resizeSection(number, theme.px(width))

    @Slot()
    def _rescale(self) -> None:
        """Columns grow with the letters in them."""
        header, factor = self.horizontalHeader(), theme.zoom() / self._zoom
        self._zoom = theme.zoom()
        if factor != 1:
            for number in range(header.count()):
                if header.sectionResizeMode(number) is QHeaderView.ResizeMode.Interactive:
                    header.resizeSection(number, round(header.sectionSize(number) * factor))

    def _paged(self) -> PagedModel:
        model = self.model()
        if not isinstance(model, PagedModel):
            raise TypeError("show_model() comes first")
        return model


class CardRows(RowView):
    """One card a row, for beside an open record."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, CARD_HEIGHT, parent)
        self.setItemDelegate(CardDelegate(self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_model(self, model: PagedModel) -> None:
        """Show `model`, whose first column carries the cards."""
        self.setModel(model)
        for number in range(1, len(model.columns)):
            self.setColumnHidden(number, True)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The hidden columns are not to be walked through with left and right."""
        found = super().moveCursor(action, modifiers)
        return found.siblingAtColumn(0) if found.isValid() else found
