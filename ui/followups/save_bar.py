"""The line under a record that is not saved yet: Save, Discard, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.core.i18n import N_
from ui.kit.text import Button, Label
from ui.theme import theme


class SaveBar(QFrame):
    """Buttons at the left, because notices stand at the bottom right. Names `<prefix>.save`, `<prefix>.discard`."""

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.unsaved")
        self.setProperty("role", "status")
        self.save = Button(N_("Save"), "primary", name=f"{prefix}.save")
        self.discard = Button(N_("Discard"), name=f"{prefix}.discard")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self.save)
        self._row.addWidget(self.discard)
        self._row.addWidget(Label(N_("Not saved yet. Ctrl+Enter saves and closes."), "soft"), 1)
        self.hide()
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._row.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8))
