"""The scrolling list of the record: its keys move, turn and edit lines, and the live line is laid over it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.core.i18n import tr
from ui.minutes.live_line import LiveLine
from ui.minutes.model import RecordModel
from ui.minutes.painting import RecordDelegate
from ui.minutes.rows import INPUT, HeadingRow, LineRow
from ui.theme import theme

LETTERS = "dacrgnxsqpm"
"""Keys that turn the selected line into another kind."""
MARKS = {"j": "join", "i": "internal", "v": "departmental", "k": "quote", "h": "withhold", "b": "second"}
"""Keys that do something else with it: see `RecordView.mark_wanted`."""


LAID_AT_ONCE = 500
"""So many rows wrap anew with each step of a window that is pulled wider; more wait until the hand rests."""


class RecordView(QListView):
    """Signals name the line by its id. The widget `line` stands on the input row, wherever that is."""

    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)
    turn_wanted = Signal(str, str)
    """Line, letter of the kind."""
    mark_wanted = Signal(str, str)
    """Line, a value of `MARKS`: join it with the line before, internal, departmental view, quotation, name withheld,
    its text in the second language."""
    owner_wanted = Signal(str)
    due_wanted = Signal(str)
    side_wanted = Signal(str, int)
    """Line, 1 for ours, 2 for theirs, 0 for none."""
    insert_wanted = Signal(str)
    """Put the live line after this one."""
    item_wanted = Signal(str)
    """Put the live line at the end of this agenda item."""
    jumped = Signal(int)
    back_wanted = Signal()
    """Esc, or Down after the last line: to the live line."""
    typed = Signal(str)
    """A letter that is no command: it goes into the live line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = RecordModel(self)
        self.painter_of_rows = RecordDelegate(self)
        self.line = LiveLine(self.viewport())  # first: Qt lays out rows while the list is still being set up
        self.setObjectName("minutes.list")
        self.setAccessibleName(tr("Lines of the record"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_of_rows)
        self.painter_of_rows.input_height = self.line.wanted_height()
        self.line.height_wanted.connect(self._line_grew)
        self.line.hide()
        self.read_only = False
        theme.notifier().changed.connect(self.restyle)

    # ---- what is selected ------------------------------------------------------------------------------------------

    def selected(self) -> LineRow | None:
        """The line under the hand."""
        return self.rows.line(self.currentIndex())

    def select(self, point_id: str) -> bool:
        """Select a line and bring it into sight; False when it is not there."""
        index = self.rows.index_of(point_id)
        if self.rows.line(index) is None:
            return False
        self._select(index)
        return True

    def unselect(self) -> None:
        """Nothing is selected."""
        self.selectionModel().clear()

    def last_before_line(self) -> QModelIndex:
        """The nearest point above the live line, else the nearest below."""
        at = self.rows.row_of(INPUT)
        at = at if at >= 0 else self.rows.rowCount()
        before = [row for row in range(at - 1, -1, -1) if self.rows.line(self.rows.index(row))]
        after = [row for row in range(at + 1, self.rows.rowCount()) if self.rows.line(self.rows.index(row))]
        found = before[:1] or after[:1]
        return self.rows.index(found[0]) if found else QModelIndex()

    def enter_from_line(self) -> bool:
        """Up out of the live line: the point above it takes the keys; False when there is none."""
        index = self.last_before_line()
        if index.isValid():
            self._select(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return index.isValid()

    def show_line(self) -> None:
        """Scroll so that the live line and the row beneath it are in sight."""
        index = self.rows.index_of(INPUT)
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    # ---- keys and mouse --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._moved_about(event) or self._worked(event)):
            super().keyPressEvent(event)

    def _moved_about(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        up = key == Qt.Key.Key_Up
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if mods == Qt.KeyboardModifier.ControlModifier:
                self.jumped.emit(-1 if up else 1)
                return True
            if mods == Qt.KeyboardModifier.NoModifier:
                self._step(-1 if up else 1)
                return True
        if mods == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            lines = self._lines()
            if lines:
                self._select(self.rows.index(lines[0] if key == Qt.Key.Key_Home else lines[-1]))
            return True
        if key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
            return True
        return False

    def _worked(self, event: QKeyEvent) -> bool:
        """Keys that change the selected line."""
        line, key = self.selected(), event.key()
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if line is None or self.read_only:
            return False
        if mods == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(line.point_id, -1 if key == Qt.Key.Key_Up else 1)
            return True
        if mods not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit(line.point_id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(line.point_id)
        elif key == Qt.Key.Key_Insert:
            self.insert_wanted.emit(line.point_id)
        elif not self._pressed_letter(line, event.text()):
            return False
        return True

    def _pressed_letter(self, line: LineRow, text: str) -> bool:
        letter = text.casefold()
        if len(letter) != 1 or not letter.isprintable() or letter.isspace():
            return False
        if letter in LETTERS:
            self.turn_wanted.emit(line.point_id, letter)
        elif letter == "o":
            self.owner_wanted.emit(line.point_id)
        elif letter == "u":
            self.due_wanted.emit(line.point_id)
        elif letter in MARKS:
            self.mark_wanted.emit(line.point_id, MARKS[letter])
        elif letter in "012":
            self.side_wanted.emit(line.point_id, int(letter))
        return True  # no other letter does anything: type-ahead would jump about

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.rows.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, HeadingRow) and not self.read_only:
            self.item_wanted.emit(row.item_id)
        elif row is None and not self.read_only:
            self.back_wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.rows.line(self.indexAt(event.position().toPoint()))
        if line is not None and not self.read_only:
            self.edit_wanted.emit(line.point_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.selected() is None:
            index = self.last_before_line()
            if index.isValid():
                self._select(index)

    def _step(self, way: int) -> None:
        """Up or Down over points only; the live line's place counts as one."""
        at = self.currentIndex().row()
        at = at if at >= 0 else (self.rows.rowCount() if way < 0 else -1)
        row = at + way
        while 0 <= row < self.rows.rowCount():
            index = self.rows.index(row)
            if self.rows.line(index) is not None:
                self._select(index)
                return
            if row == self.rows.row_of(INPUT) and not self.read_only:
                self.back_wanted.emit()
                return
            row += way
        if way < 0:
            self.scrollToTop()
        elif not self.read_only:
            self.back_wanted.emit()

    def _lines(self) -> list[int]:
        return [row for row in range(self.rows.rowCount()) if self.rows.line(self.rows.index(row))]

    def _select(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    # ---- the live line's place -------------------------------------------------------------------------------------

    def place_line(self) -> None:
        """Lay the live line over its row, or hide it where there is none."""
        index = self.rows.index_of(INPUT)
        if not index.isValid():
            self.line.hide()
            return
        rect = self.visualRect(index)
        wanted = QRect(0, rect.top(), self.painter_of_rows.width, rect.height())
        if self.line.geometry() != wanted:
            self.line.setGeometry(wanted)
        if self.line.isHidden():
            self.line.show()

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self.place_line()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.place_line()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.place_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.painter_of_rows.width = max(120, self.width() - self.verticalScrollBar().sizeHint().width())
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.rows.rowCount() < LAID_AT_ONCE:
            self.scheduleDelayedItemsLayout()  # Qt would wait a tenth of a second
        self.place_line()

    @Slot()
    def restyle(self) -> None:
        """Fonts, sizes or the language changed."""
        self.painter_of_rows.forget()
        self.painter_of_rows.input_height = self.line.wanted_height()
        self.scheduleDelayedItemsLayout()

    @Slot(int)
    def _line_grew(self, height: int) -> None:
        if height == self.painter_of_rows.input_height:
            return
        self.painter_of_rows.input_height = height
        index = self.rows.index_of(INPUT)
        if index.isValid():
            self.painter_of_rows.sizeHintChanged.emit(index)
            self.executeDelayedItemsLayout()
            self.place_line()
            self.show_line()
