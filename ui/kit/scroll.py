"""A page that scrolls up and down, keeps a readable width, and follows the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QWidget

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A bar that appears below must not cover the field that is being typed into."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            QTimer.singleShot(0, self._keep_focus)

    @Slot()
    def _keep_focus(self) -> None:
        self._follow(None, self._inner.focusWidget() if self.isVisible() else None)

    def show_problem(self) -> None:
        """Scroll to the first red sentence, as soon as the layout has made room for it."""
        QTimer.singleShot(0, self._show_problem)

    @Slot()
    def _show_problem(self) -> None:
        told = [label for label in self._inner.findChildren(QLabel) if label.property("role") == "error"]
        shown = [label for label in told if label.isVisible() and label.text()]
        if shown:
            first = min(shown, key=self._height_of)
            self.ensureWidgetVisible(first, 0, theme.px(24))

    def _height_of(self, label: QLabel) -> int:
        return label.mapTo(self._inner, label.rect().topLeft()).y()

    @Slot()
    def _restyle(self) -> None:
        self._inner.setMaximumWidth(theme.px(self._measure))
