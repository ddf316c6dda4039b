"""A short list that is typed: names, positions. Rows of declared cells, made for the keyboard.

Enter begins another row below, Alt+Up and Alt+Down move the row, Ctrl+Del takes it out. The order of the rows is part
of the value. Made for tens of rows, as a form is; a list of records is an item model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from app.core.problems import Problem
from ui.kit.row_edit import Cell, Row, RowEdit
from ui.kit.text import Button
from ui.theme import theme

__all__ = ["Cell", "Row", "RowsEditor"]


class RowsEditor(QWidget):
    """The rows. `blank` is what a new row begins with; `is_blank(row)` tells rows that were left empty and count for
    nothing; `lacking(row)` gives the cell that a row which was begun cannot do without, and a sentence (msgid). There
    is always one row to type into.

    Object names: `<name>` for the editor, `<name>.<no>.<key>` for a cell, `<name>.add` for the button.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        lines: Sequence[Sequence[Cell]],
        blank: Row,
        is_blank: Callable[[Row], bool],
        add_text: str,
        parent: QWidget | None = None,
        lacking: Callable[[Row], tuple[str, str] | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lacking = lacking
        self._lines, self._blank, self._is_blank = lines, blank, is_blank
        self._title = ""
        self._bad: QWidget | None = None
        self.rows: list[RowEdit] = []
        self.add = Button(add_text, "link", "add", f"{name}.add")
        self.add.clicked.connect(self._add_last)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_value([])

    # ---- what a form asks ------------------------------------------------------------------------------------------

    def value(self) -> list[Row]:
        """The rows in order, without those left blank."""
        return [value for value in (row.value() for row in self.rows) if not self._is_blank(value)]

    def set_value(self, value: Sequence[Row] | None) -> None:
        """Show these rows without telling anybody."""
        wanted = list(value or ()) or [dict(self._blank)]
        while len(self.rows) > len(wanted):
            self._drop(len(self.rows) - 1)
        while len(self.rows) < len(wanted):
            self._insert(len(self.rows))
        for row, one in zip(self.rows, wanted, strict=True):
            row.unmark()
            row.set_value({**self._blank, **one})
        self._lead_to(None)
        self._name()

    def problem(self, key: str) -> Problem | None:
        """What cannot be read, said under its row too."""
        self.unmark()
        for row in self.rows:
            found = row.unread()  # what was typed and cannot be read is no blank row
            told = (found[0], str(found[1])) if found is not None else self._lacks(row)
            if told is not None:
                row.mark(*told)
                self._lead_to(row.cells[told[0]].control())
                return Problem(key, N_("Please look at the line marked in red."))
        return None

    def _lacks(self, row: RowEdit) -> tuple[str, str] | None:
        value = row.value()
        found = self._lacking(value) if self._lacking is not None and not self._is_blank(value) else None
        return (found[0], tr(found[1])) if found is not None else None

    def mark(self, no: int, key: str, sentence: str) -> None:
        """Say what is wrong with a cell; `no` counts the rows of `value()` from 0."""
        told = [row for row in self.rows if not self._is_blank(row.value())]
        if 0 <= no < len(told):
            told[no].mark(key, sentence)
            if self._bad is None and key in told[no].cells:
                self._lead_to(told[no].cells[key].control())

    def unmark(self) -> None:
        """Forget what was wrong."""
        self._lead_to(None)
        for row in self.rows:
            row.unmark()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._title = name
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    # ---- rows ------------------------------------------------------------------------------------------------------

    def _insert(self, at: int) -> RowEdit:
        row = RowEdit(self._lines, f"{self.objectName()}.{at}")
        row.edited.connect(self._row_edited)
        row.wanted.connect(self._asked)
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        row.set_value(dict(self._blank))
        return row

    def _drop(self, at: int) -> None:
        row = self.rows.pop(at)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lead_to(self, bad: QWidget | None) -> None:
        """The focus goes to the cell that is wrong, else to the first."""
        self._bad = bad

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on. A focus proxy would do so too, but Tab would come back to it behind the last row: the keys
        never left the rows again."""
        super().focusInEvent(event)
        (self._bad if self._bad is not None else self.rows[0].first()).setFocus(event.reason())

    def _name(self) -> None:
        if self._bad is None or not any(row.isAncestorOf(self._bad) for row in self.rows):
            self._lead_to(None)
        for no, row in enumerate(self.rows):
            row.setObjectName(f"{self.objectName()}.{no}")
            row.problem.setObjectName(f"{self.objectName()}.{no}.problem")
            for key, edit in row.cells.items():
                edit.setObjectName(f"{self.objectName()}.{no}.{key}.field")
                edit.control().setObjectName(f"{self.objectName()}.{no}.{key}")
            row.say(no, len(self.rows), self._title)
        # The order of the keyboard is the order on the screen, also after a move.
        before: QWidget | None = None
        for row in self.rows:
            for edit in row.cells.values():
                if before is not None:
                    QWidget.setTabOrder(before, edit.control())
                before = edit.control()
        if before is not None:
            QWidget.setTabOrder(before, self.add)

    @Slot()
    def _row_edited(self) -> None:
        sender = self.sender()
        for row in self.rows:
            if row is sender:
                row.unmark()
        self.edited.emit()

    @Slot(str)
    def _asked(self, verb: str) -> None:
        sender = self.sender()
        at = next((no for no, row in enumerate(self.rows) if row is sender), -1)
        if at < 0:
            return
        if verb == "add":
            self._begin(at + 1)
        elif verb == "remove":
            self._remove(at)
        else:
            self._move(at, at + (-1 if verb == "up" else 1))

    @Slot()
    def _add_last(self) -> None:
        self._begin(len(self.rows))

    def _begin(self, at: int) -> None:
        """Another row; a blank one that stands there already will do."""
        for near in (at, at - 1):
            if 0 <= near < len(self.rows) and self._is_blank(self.rows[near].value()):
                self.rows[near].first().setFocus()
                return
        row = self._insert(at)
        self._name()
        row.first().setFocus()

    def _remove(self, at: int) -> None:
        was_blank = self._is_blank(self.rows[at].value())
        if len(self.rows) == 1:
            self.rows[0].unmark()
            self.rows[0].set_value(dict(self._blank))
        else:
            self._drop(at)
        self._name()
        self.rows[min(at, len(self.rows) - 1)].first().setFocus()
        if not was_blank:
            self.edited.emit()

    def _move(self, at: int, to: int) -> None:
        if not 0 <= to < len(self.rows):
            return
        row = self.rows[at]
        focus = next((edit.control() for edit in row.cells.values() if edit.control().hasFocus()), row.first())
        self.rows.insert(to, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)
        self._name()
        focus.setFocus()
        self.edited.emit()
