"""Filters of a list kept under a name and taken again from a chip in its filter bar; where, the page says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.i18n import N_, tr
from ui.kit.dialogs import ask_text
from ui.kit.filter_bar import FilterBar
from ui.theme import icons

Saved = Mapping[str, Mapping[str, Any]]
"""Name -> the values of the filter bar."""

_SAVE, _FORGET, _TAKE = "save", "forget", "take"
LONGEST = 60
"""Characters of a name that a menu still shows."""


class SavedFilters(QPushButton):
    """Space, Enter or Down opens the menu: the names, "Save these filters…", and what to forget.

    `read()` gives what is kept, `write(saved)` keeps it. Object names: `<prefix>.filter.saved`, its menu `.menu`.
    """

    def __init__(
        self,
        bar: FilterBar,
        prefix: str,
        read: Callable[[], Saved],
        write: Callable[[Saved], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar, self._read, self._write = bar, read, write
        self.setObjectName(f"{prefix}.filter.saved")
        self.setProperty("role", "chip")
        self.setProperty("active", False)
        self.setAutoDefault(False)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{prefix}.filter.saved.menu")
        self._menu.triggered.connect(self._triggered)
        self.clicked.connect(self.open_menu)
        bar.add_widget(self)
        bar.changed.connect(self._say)
        self._say()

    def take(self, name: str) -> None:
        """Set the filters kept as `name`; one that was forgotten meanwhile changes nothing."""
        values = self._read().get(name)
        if values is not None:
            self._bar.set_values(values)
            self._bar.changed.emit(self._bar.values())

    def keep(self, name: str) -> None:
        """Keep the filters of now as `name`, in the place of those that had it."""
        name = " ".join(name.split())[:LONGEST]
        if name and self._bar.values():
            self._write({**self._read(), name: self._bar.values()})
            self._say()

    def forget(self, name: str) -> None:
        """Keep `name` no longer; the list stays as it is."""
        self._write({one: values for one, values in self._read().items() if one != name})
        self._say()

    def current(self) -> str:
        """The name of the filters that are set now, "" for none."""
        now = self._bar.values()
        return next((name for name, values in self._read().items() if values == now), "") if now else ""

    @Slot()
    def open_menu(self) -> None:
        """Show the menu under the chip."""
        self.fill_menu()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def fill_menu(self) -> QMenu:
        """The menu with what is kept now."""
        self._menu.clear()
        kept, now = self._read(), self.current()
        for name in sorted(kept, key=str.casefold):
            action = self._add(self._menu, _shown(name), (_TAKE, name))
            action.setCheckable(True)
            action.setChecked(name == now)
            if name == now:
                self._menu.setActiveAction(action)
        if kept:
            self._menu.addSeparator()
        save = self._add(self._menu, tr("Save these filters…"), (_SAVE, ""))
        save.setEnabled(bool(self._bar.values()))
        if kept:
            away = self._menu.addMenu(tr("Forget"))
            away.setObjectName(f"{self._menu.objectName()}.forget")
            for name in sorted(kept, key=str.casefold):
                self._add(away, _shown(name), (_FORGET, name))
        return self._menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def ask_name(self) -> str | None:
        """What the filters are to be called; None for Esc."""
        text = N_("The name stands in this menu, on this computer.")
        return ask_text(self, N_("Save these filters"), text, N_("Save"))

    def _add(self, menu: QMenu, text: str, what: tuple[str, str]) -> QAction:
        action = menu.addAction(text)
        action.setData(what)
        return action

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        verb, name = action.data()
        if verb == _TAKE:
            self.take(name)
        elif verb == _FORGET:
            self.forget(name)
        else:
            asked = self.ask_name()
            if asked:
                self.keep(asked)
        self.setFocus()

    @Slot()
    def _say(self) -> None:
        name = self.current()
        words = name if name else tr("Saved filters")
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(tr("Saved filters: {name}", name=name) if name else words)
        self.setAccessibleDescription(tr("Narrows the list by filters that were saved under a name"))
        if self.property("active") != bool(name):
            self.setProperty("active", bool(name))
            self.style().unpolish(self)
            self.style().polish(self)
        icons.bind(self, "down", "accent" if name else "soft", 12)


def _shown(name: str) -> str:
    return name.replace("&", "&&")
