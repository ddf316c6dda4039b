"""What stands where a list would be: what will be here, and the one action that fills it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import tr
from ui.kit.text import Button, Heading, Label, PlainLabel
from ui.theme import icons, theme


class EmptyState(QWidget):
    """`icon` is a meaning, the texts are msgids; without `action_text` there is no button."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        name: str = "empty",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon, self._title, self._on_action = icon, title, on_action
        self._picture = PlainLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = Heading(title)
        words = Label(text, "soft")
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self.button = Button(action_text, "primary", name=f"{name}.action")
        self.button.clicked.connect(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._picture, heading, words):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        if not action_text:
            self.button.hide()
        if not text:
            words.hide()
        self._restyle()
        self._say()
        theme.notifier().changed.connect(self._restyle)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(tr(self._title))

    @Slot()
    def _restyle(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "faint", 32, self.devicePixelRatioF()))

    @Slot()
    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()
