"""What a bar of filter chips cannot declare: a line for any words, and a chip whose value is found by typing."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.i18n import N_, tr
from ui.kit.choices import Search
from ui.kit.filter_bar import Filter, FilterBar, FilterChip
from ui.kit.picker import ReferenceEdit
from ui.theme import theme

PAUSE_MS = 200
"""How long the typing rests before the list is narrowed."""


class _FindLine(QLineEdit):
    """Down goes to the list, Esc empties the line first."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class TextChip(FilterChip):
    """Holds the words of a line, which stands in the bar in its place; it is never seen itself."""

    def __init__(self, prefix: str, placeholder: str, said: str = "", width: int = 232) -> None:
        """`placeholder` and `said`, the line's accessible name (else the placeholder), are msgids."""
        self._placeholder, self._said, self._width = placeholder, said or placeholder, width
        self.line = _FindLine()
        super().__init__(Filter("text", N_("Any words"), ()), prefix)
        self.setObjectName(f"{prefix}.filter.text.value")
        self.line.setObjectName(f"{prefix}.filter.text")
        self.line.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.take)
        self.line.textEdited.connect(self._timer.start)
        self.line.textChanged.connect(self._cleared)
        self.line.returnPressed.connect(self.take)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self.show_value()
        self.hide()

    def set_value(self, value: Any) -> None:
        self.value = str(value) if value else None
        if self.line.text().strip() != (self.value or ""):
            self.line.setText(self.value or "")

    def show_value(self) -> None:
        super().show_value()
        self.line.setPlaceholderText(tr(self._placeholder))
        self.line.setAccessibleName(tr(self._said))

    def said(self) -> str:
        return f"“{self.value}”"

    def show_in_bar(self, shown: bool) -> None:
        """The line stands there always, the chip never."""

    @Slot()
    def take(self) -> None:
        """Narrow the list by what stands in the line now."""
        self._timer.stop()
        words = self.line.text().strip() or None
        if words != self.value:
            self.value = words
            self.chosen.emit()

    @Slot(str)
    def _cleared(self, text: str) -> None:
        # The line's own clear button edits without `textEdited`.
        if not text and self.value is not None and self.line.hasFocus():
            self._timer.start()

    @Slot()
    def _restyle(self) -> None:
        self.line.setFixedWidth(theme.px(self._width))


class PickChip(FilterChip):
    """A chip whose value, an [id, title] pair, is found by typing: a line opens in the chip's place."""

    def __init__(self, declared: Filter, prefix: str, search: Search) -> None:
        super().__init__(declared, prefix)
        self.edit = ReferenceEdit(search, f"{prefix}.filter.{declared.key}.line")
        self.edit.setAccessibleName(tr(declared.title))
        self.edit.setFixedWidth(theme.px(200))
        self.edit.edited.connect(self._picked)
        self.edit.edit.installEventFilter(self)
        self.place = QWidget()
        row = QHBoxLayout(self.place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self)
        row.addWidget(self.edit)
        self.edit.hide()

    def set_value(self, value: Any) -> None:
        good = isinstance(value, (list, tuple)) and len(value) == 2
        self.value = [str(value[0]), str(value[1])] if good else None
        self._chosen_text = self.value[1] if self.value else ""
        self.show_value()

    def show_value(self) -> None:
        text = self._chosen_text
        super().show_value()
        if self.value is not None and text:
            self._chosen_text = text
            self.setText(text)
            self.setAccessibleName(text)

    def show_in_bar(self, shown: bool) -> None:
        self.place.setVisible(shown)

    @Slot()
    def open_menu(self) -> None:
        self.edit.set_value(None)
        self._show_line(True)
        self.edit.edit.setFocus()
        self.edit.search_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit.edit and self.edit.isVisible() and not self.edit.popup.isVisible():
            pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            escape = pressed and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]  # a key event
            if escape or event.type() == QEvent.Type.FocusOut:
                self._show_line(False)
                if escape:
                    self.setFocus()
                return bool(escape)
        return super().eventFilter(watched, event)

    @Slot()
    def _picked(self) -> None:
        id = self.edit.value()
        if id is None:
            return
        self.set_value([id, self.edit.title()])
        self._show_line(False)
        self.setFocus()
        self.chosen.emit()

    def _show_line(self, shown: bool) -> None:
        self.edit.setVisible(shown)
        self.setVisible(not shown)
        self.place.updateGeometry()


def add_line(bar: FilterBar, prefix: str, placeholder: str) -> TextChip:
    """Put a line for any words (key "text") first into `bar`. `placeholder` is a msgid."""
    chip = TextChip(prefix, placeholder)
    join(bar, chip)
    bar.layout().insert_widget(0, chip.line)  # type: ignore[union-attr]  # the bar's flow layout
    return chip


def add_pick(bar: FilterBar, prefix: str, key: str, title: str, search: Search) -> PickChip:
    """Put a chip among the others whose value is a record: [id, title]. `title` is a msgid."""
    chip = PickChip(Filter(key, title, ()), prefix, search)
    join(bar, chip)
    bar.add_widget(chip.place)
    return chip


def join(bar: FilterBar, chip: FilterChip) -> None:
    """Have `bar` count `chip` among its own, wherever it stands."""
    if chip.parentWidget() is None:
        chip.setParent(bar)
    bar.chips[chip.declared.key] = chip
    chip.chosen.connect(partial(_tell, bar))


def _tell(bar: FilterBar) -> None:
    values = bar.values()
    bar.set_values(values)  # shows or hides "Clear filters"
    bar.changed.emit(values)
