"""Tabs under a page's title: words, a count, and a line under the one that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget

from app.core.i18n import N_, tr


class TabBar(QTabBar):
    """`tabs` are (key, msgid).

    Ctrl+Tab and Ctrl+PageDown go on, with Shift or PageUp back; arrows when it has the focus.
    """

    opened = Signal(str)
    """The key of the tab that the user, or `open`, opened."""
    stepped = Signal(str)
    """The key of the tab that a key (Ctrl+Tab) opened: the hand wants to be in it."""

    def __init__(self, tabs: Sequence[tuple[str, str]], prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.tabs")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tabs = list(tabs)
        self._counts: dict[str, int | None] = {}
        for key, _ in self._tabs:
            self.setTabData(self.addTab(""), key)
        self._say()
        self.currentChanged.connect(self._changed)
        for keys in ("Ctrl+Tab", "Ctrl+PgDown"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.forward)
        for keys in ("Ctrl+Shift+Tab", "Ctrl+PgUp"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.back)

    def current(self) -> str:
        """The key of the open tab."""
        return str(self.tabData(self.currentIndex()))

    def open(self, key: str) -> None:
        """Open the tab `key`; KeyError when there is none."""
        self.setCurrentIndex(self._at(key))

    def set_count(self, key: str, count: int | None) -> None:
        """The number after the tab's words; None for none."""
        self._counts[key] = count
        self._say()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one tab."""
        self.setTabVisible(self._at(key), shown)

    @Slot()
    def forward(self) -> None:
        """Open the next tab, from the last the first."""
        self._step(1)

    @Slot()
    def back(self) -> None:
        """Open the tab before, from the first the last."""
        self._step(-1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _at(self, key: str) -> int:
        for index, (known, _) in enumerate(self._tabs):
            if known == key:
                return index
        raise KeyError(key)

    def _step(self, way: int) -> None:
        shown = [i for i in range(self.count()) if self.isTabVisible(i) and self.isTabEnabled(i)]
        if shown:
            here = shown.index(self.currentIndex()) if self.currentIndex() in shown else -1
            self.setCurrentIndex(shown[(here + way) % len(shown)])
            if not self.hasFocus():
                self.stepped.emit(self.current())

    @Slot(int)
    def _changed(self, index: int) -> None:
        if index >= 0:
            self.opened.emit(self.current())

    def _say(self) -> None:
        self.setAccessibleName(tr(N_("Parts of this page")))
        for index, (key, title) in enumerate(self._tabs):
            count = self._counts.get(key)
            # Not a sentence: the tab's words, a gap, a number.
            self.setTabText(index, tr(title) if count is None else f"{tr(title)}  {count}")
