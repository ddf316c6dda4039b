"""Drop-down chips over a list: each narrows it by one thing, and says what it is set to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.i18n import N_, tr
from ui.kit.flow import FlowLayout
from ui.kit.text import Button
from ui.theme import icons

Choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to narrow by.

    `title` (msgid) says what "not narrowed" is ("Any status"); `choices` are (value, msgid), or a function that gives
    them when the menu opens: (value, text as it is to be read), for choices that are data.
    """

    key: str
    title: str
    choices: Choices | Callable[[], Choices]


FOLDS_BEYOND = 4
"""A bar of more chips than these folds beside an open record."""


class FilterChip(QPushButton):
    """One filter. Space, Enter or Down opens its menu; Delete or Backspace takes the filter off."""

    chosen = Signal()

    def __init__(self, declared: Filter, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.declared = declared
        self.value: Any = None
        self._chosen_text = ""
        self.setObjectName(f"{prefix}.filter.{declared.key}")
        self.setProperty("role", "chip")
        self.setProperty("active", False)
        self.setAutoDefault(False)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{prefix}.filter.{declared.key}.menu")
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._pick)
        self.clicked.connect(self.open_menu)
        self.show_value()

    def set_value(self, value: Any) -> None:
        """Set without telling anybody; None for not narrowed. An unknown value is kept and shown as it is."""
        self.value = value
        self._chosen_text = ""
        if value is not None:
            self._chosen_text = next((text for known, text in self._choices() if known == value), str(value))
        self.show_value()

    def show_value(self) -> None:
        """Say the value in the language in force."""
        active = self.value is not None
        if active and not callable(self.declared.choices):
            self._chosen_text = next(
                (tr(text) for known, text in self.declared.choices if known == self.value), self._chosen_text
            )
        words = self._chosen_text if active else tr(self.declared.title)
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(tr(N_("Narrows the list")))
        if self.property("active") != active:
            self.setProperty("active", active)
            self.style().unpolish(self)
            self.style().polish(self)
        icons.bind(self, "down", "accent" if active else "soft", 12)

    def said(self) -> str:
        """What it narrows to, as it is read."""
        return self.accessibleName()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value is not None:
            self.set_value(None)
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def show_in_bar(self, shown: bool) -> None:
        """Stand in the bar or not; a filter that is not shown still narrows."""
        self.setVisible(shown)

    @Slot()
    def open_menu(self) -> None:
        """Show the choices under the chip."""
        self.fill_menu()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def fill_menu(self) -> QMenu:
        """The menu with the choices of now."""
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        self._add(None, tr(self.declared.title))
        self._menu.addSeparator()
        for value, text in self._choices():
            self._add(value, text)
        return self._menu

    def _choices(self) -> list[tuple[Any, str]]:
        if callable(self.declared.choices):
            return list(self.declared.choices())
        return [(value, tr(text)) for value, text in self.declared.choices]

    def _add(self, value: Any, text: str) -> None:
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value == self.value)
        action.setData((value,))
        self._group.addAction(action)
        if value == self.value:
            self._menu.setActiveAction(action)

    @Slot(QAction)
    def _pick(self, action: QAction) -> None:
        (value,) = action.data()
        if value != self.value:
            self.set_value(value)
            self.chosen.emit()


class FilterBar(QWidget):
    """The chips, and "Clear filters" when any is set. `changed` carries only the filters that are set."""

    changed = Signal(dict)

    def __init__(self, filters: Sequence[Filter], prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.filters")
        self._flow = FlowLayout(self, gap=6, line_gap=6)
        self._folded = False
        self.chips = {declared.key: FilterChip(declared, prefix) for declared in filters}
        for chip in self.chips.values():
            chip.chosen.connect(self._chosen)
            self._flow.addWidget(chip)
        self._clear = Button(N_("Clear filters"), "link", name=f"{prefix}.filter.clear")
        self._clear.clicked.connect(self.clear)
        self._flow.addWidget(self._clear)
        self._say()

    def add_widget(self, widget: QWidget) -> None:
        """Put something else among the chips, before "Clear filters"."""
        self._flow.insert_widget(self._flow.count() - 1, widget)

    def values(self) -> dict[str, Any]:
        """What is set: key -> value; filters that are not set are not in it."""
        return {key: chip.value for key, chip in self.chips.items() if chip.value is not None}

    def said(self) -> list[str]:
        """What is set, in the words of its chips."""
        return [chip.said() for chip in self.chips.values() if chip.value is not None]

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Set all filters without telling anybody (keys that are not there: not narrowed)."""
        for key, chip in self.chips.items():
            chip.set_value(values.get(key))
        self._say()

    def say_values(self) -> None:
        """The choices are known better now than when the values were set: say them anew."""
        for chip in self.chips.values():
            chip.set_value(chip.value)
        self._say()

    def fold(self, folded: bool) -> None:
        """Beside an open record a long bar shows what is set alone: there is no room for more."""
        self._folded = folded
        self._say()

    @Slot()
    def clear(self) -> None:
        """Take all filters off."""
        if self.values():
            self.set_values({})
            self.changed.emit({})
            next(iter(self.chips.values())).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for chip in self.chips.values():
                chip.show_value()
            self._say()

    @Slot()
    def _chosen(self) -> None:
        self._say()
        self.changed.emit(self.values())

    def _say(self) -> None:
        self.setAccessibleName(tr(N_("Filters")))
        self._clear.setVisible(bool(self.values()))
        if len(self.chips) > FOLDS_BEYOND:
            for chip in self.chips.values():
                chip.show_in_bar(not self._folded or chip.value is not None)
        self._flow.invalidate()
        self.updateGeometry()
