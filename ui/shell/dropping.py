"""A file dropped anywhere on the window goes to the Import page, with the page it fell on saying what it holds.

Whatever takes files itself (a meeting's papers) comes first: only what nobody accepted reaches the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.shell.navigation import Navigation

TARGET = "import"
"""The page's key."""
KINDS = ("people", "organisations", "meetings")
"""Pages whose own records a file that falls on them is taken to hold."""


class Dropping(QObject):
    """Watches `window`; `navigation` says where it fell and goes to the page."""

    def __init__(self, window: QWidget, navigation: Navigation) -> None:
        super().__init__(window)
        self._navigation = navigation
        self._count = 0
        self._hint = PlainLabel("", window)
        self._hint.setObjectName("shell.drop")
        self._hint.setProperty("role", "taken")
        self._hint.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if files and self._navigation.route_to(TARGET) is not None:
                event.acceptProposedAction()
                if isinstance(event, QDragEnterEvent):
                    self._say(watched)
                else:
                    self._hint.hide()
                    self._go(files[0])
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._hint.hide()
        return super().eventFilter(watched, event)

    def _go(self, path: str) -> None:
        self._count += 1
        here = self._navigation.route
        kind = here.page if here is not None and here.page in KINDS else ""
        self._navigation.open(TARGET, extra={"file": path, "kind": kind, "drop": str(self._count)})

    def _say(self, window: QObject) -> None:
        """What letting go would do."""
        self._hint.setText(tr("Let go to import this file"))
        self._hint.setContentsMargins(16, 10, 16, 10)
        self._hint.adjustSize()
        if isinstance(window, QWidget):
            self._hint.move((window.width() - self._hint.width()) // 2, window.height() - self._hint.height() - 48)
        self._hint.show()
        self._hint.raise_()
