"""A page that scrolls up and down, keeps a readable width, and follows the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from ui.theme import theme

MEASURE = 960


class ScrollPage(QScrollArea):
    """`inner` as wide as the view up to `measure` design pixels; whatever gets the focus is scrolled into sight."""

    def __init__(self, inner: QWidget, measure: int = MEASURE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner, self._measure = inner, measure
        page = QWidget()
        page.setProperty("role", "page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inner.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, theme.px(48))

    @Slot()
    def _restyle(self) -> None:
        self._inner.setMaximumWidth(theme.px(self._measure))
