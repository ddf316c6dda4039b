"""Typing before there is a record begins it: whoever takes minutes does not look for a button first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.minutes.presenter import RecordPresenter


class FirstWords(QObject):
    """Sits on the button of the empty tab; what is typed there goes into `line`, and no letter is lost."""

    def __init__(self, record: RecordPresenter, button: QPushButton, line: QWidget) -> None:
        super().__init__(button)
        self._record, self._button, self._line = record, button, line
        self._meeting = ""
        button.clicked.connect(self._begin)
        button.installEventFilter(self)

    def forget(self, meeting_id: str) -> None:
        """The tab shows `meeting_id` without a record, or ("") one that has its record."""
        if self._meeting != meeting_id:
            self._meeting = ""

    @Slot()
    def _begin(self) -> None:
        if not self._meeting:
            self._meeting = self._record.meeting_id
            self._record.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._button and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed, held = event.text(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            plain = typed.isprintable() and held == Qt.KeyboardModifier.NoModifier
            if typed and plain and (self._meeting or not typed.isspace()):
                self._begin()
                QApplication.sendEvent(self._line, event)
                return True
        return super().eventFilter(watched, event)
