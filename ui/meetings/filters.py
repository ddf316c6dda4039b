"""What narrows the list: chips with choices, chips that take a record by typing, and a line for any words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from app.core.enums import MeetingKind, MeetingStatus
from app.core.i18n import N_, tr
from app.core.wording import labels
from ui.kit.filter_bar import FilterBar, FilterChip
from ui.kit.list_page import Filter
from ui.kit.picker import ReferenceEdit, Search
from ui.kit.text import Button
from ui.meetings.periods import PERIODS
from ui.theme import theme

PAUSE_MS = 200
ALWAYS = ("period", "status")
"""Chips that stay when the list stands narrow beside a meeting; the others hide behind one button until used."""


def _statuses() -> Sequence[tuple[Any, str]]:
    return list(labels(MeetingStatus).items())


def _kinds() -> Sequence[tuple[Any, str]]:
    return list(labels(MeetingKind).items())


FILTERS: tuple[Filter, ...] = (
    Filter("period", N_("All dates"), PERIODS),
    Filter("status", N_("Any status"), _statuses),
    Filter("kind", N_("Any kind"), _kinds),
)


class PickChip(FilterChip):
    """A chip whose value, an [id, title] pair, is found by typing: the line opens in the chip's place."""

    def __init__(self, declared: Filter, prefix: str, search: Search) -> None:
        self._place: QWidget | None = None
        super().__init__(declared, prefix)
        self.edit = ReferenceEdit(search, f"{prefix}.filter.{declared.key}.line")
        self.edit.setAccessibleName(tr(declared.title))
        self.edit.setFixedWidth(theme.px(200))
        self.edit.edited.connect(self._picked)
        self.edit.edit.installEventFilter(self)
        self._place = QWidget()
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self)
        row.addWidget(self.edit)
        self.edit.hide()

    def place(self) -> QWidget:
        """What stands in the bar: the chip, or the line."""
        assert self._place is not None
        return self._place

    def set_value(self, value: Any) -> None:
        good = isinstance(value, (list, tuple)) and len(value) == 2
        self.value = [str(value[0]), str(value[1])] if good else None
        self._chosen_text = self.value[1] if self.value else ""
        self.show_value()

    @Slot()
    def open_menu(self) -> None:
        self.edit.set_value(None)
        self._show_line(True)
        self.edit.edit.setFocus()
        self.edit.search_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit.edit and self.edit.isVisible():
            escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and (
                event.key() == Qt.Key.Key_Escape and not self.edit.popup.isVisible()
            )  # fmt: skip
            left = event.type() == QEvent.Type.FocusOut and not self.edit.popup.isVisible()
            if escape or left:
                self._show_line(False)
                if escape:
                    self.setFocus()
                return escape
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
        self.place().updateGeometry()


class TextChip(FilterChip):
    """Holds the words typed into a line; it is never seen itself, the line is."""

    def __init__(self, declared: Filter, prefix: str, line: QLineEdit) -> None:
        self._line = line
        super().__init__(declared, prefix)
        self.setObjectName(f"{prefix}.filter.{declared.key}.value")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.take)
        line.textEdited.connect(self._timer.start)
        line.returnPressed.connect(self.take)

    def set_value(self, value: Any) -> None:
        self.value = str(value) if value else None
        if self._line.text().strip() != (self.value or ""):
            self._line.setText(self.value or "")

    @Slot()
    def take(self) -> None:
        """Narrow the list by what stands in the line now."""
        self._timer.stop()
        words = self._line.text().strip() or None
        if words != self.value:
            self.value = words
            self.chosen.emit()


class Filters(QObject):
    """Adds to a list's bar what its declaration cannot say, and folds it when the list is narrow."""

    def __init__(self, bar: FilterBar, people: Search, organisations: Search) -> None:
        super().__init__(bar)
        self._bar = bar
        self.line = QLineEdit()
        self.line.setObjectName("meetings.filter.text")
        self.line.setClearButtonEnabled(True)
        self.text = TextChip(Filter("text", N_("Any words"), ()), "meetings", self.line)
        self.text.setParent(bar)
        self.text.hide()
        self._picks = (
            PickChip(Filter("organisation", N_("Any organisation"), ()), "meetings", organisations),
            PickChip(Filter("person", N_("Any person"), ()), "meetings", people),
        )
        self.more = Button(N_("+ Filter"), "chip", name="meetings.filter.more")
        self.more.clicked.connect(self._offer)
        self._menu = QMenu(self.more)
        self._menu.setObjectName("meetings.filter.more.menu")
        self._menu.triggered.connect(self._wanted)
        self._compact = False
        self._shown: set[str] = set()
        for pick in self._picks:
            self._put(pick)
            bar.add_widget(pick.place())
        self._put(self.text)
        bar.add_widget(self.more)
        bar.add_widget(self.line)
        bar.changed.connect(self._fold)
        self.say()
        self._fold()

    def set_compact(self, compact: bool) -> None:
        """The list became narrow, or wide again."""
        self._compact = compact
        self._shown.clear()
        self._fold()

    def say(self) -> None:
        """Words that are not a kit widget's own."""
        self.line.setPlaceholderText(tr("Any words"))
        self.line.setAccessibleName(tr("Narrow by any words"))

    def _put(self, chip: FilterChip) -> None:
        self._bar.chips[chip.declared.key] = chip
        chip.chosen.connect(self._chosen)

    @Slot()
    def _chosen(self) -> None:
        # Setting what is set has the bar show or hide "Clear filters".
        values = self._bar.values()
        self._bar.set_values(values)
        self._bar.changed.emit(values)

    @Slot()
    def _fold(self) -> None:
        hidden = False
        for key, chip in self._bar.chips.items():
            if chip is self.text:
                continue
            shown = not self._compact or key in ALWAYS or key in self._shown or chip.value is not None
            widget = chip.place() if isinstance(chip, PickChip) else chip
            widget.setVisible(shown)
            hidden = hidden or not shown
        line = not self._compact or "text" in self._shown or self.text.value is not None
        self.line.setVisible(line)
        self.line.setFixedWidth(theme.px(180))
        self.more.setVisible(hidden or not line)
        self._bar.updateGeometry()

    @Slot()
    def _offer(self) -> None:
        self._menu.clear()
        for key, chip in self._bar.chips.items():
            widget = chip.place() if isinstance(chip, PickChip) else self.line if chip is self.text else chip
            if widget.isHidden():
                self._menu.addAction(tr(chip.declared.title)).setData(key)
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot(object)
    def _wanted(self, action: Any) -> None:
        key = str(action.data())
        self._shown.add(key)
        self._fold()
        chip = self._bar.chips[key]
        if chip is self.text:
            self.line.setFocus()
        else:
            chip.open_menu()
