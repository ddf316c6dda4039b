"""Labels and what they say, in two columns, for a card of facts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.theme import theme


class FactGrid(QWidget):
    """`set_facts` takes (label msgid, value as it is read); facts without a value are left out."""

    def __init__(self, name: str = "", label_width: int = 88, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if name:
            self.setObjectName(name)
        self._label_width = label_width
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> bool:
        """Show these; False when there is nothing to show."""
        told = [(label, value) for label, value in facts if value]
        while len(self._labels) > len(told):
            for label in self._labels.pop():
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        while len(self._labels) < len(told):
            self._labels.append(self._row(len(self._labels)))
        for (label, value), (message, text) in zip(self._labels, told, strict=True):
            label.setText(tr(message))
            value.setText(text)
            value.setAccessibleName(f"{tr(message)}: {text}")
        return bool(told)

    def _row(self, at: int) -> tuple[QLabel, QLabel]:
        label, value = PlainLabel(), PlainLabel()
        label.setProperty("role", "secondary")
        label.setWordWrap(True)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, widget in enumerate((label, value)):
            self._grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignTop)
        return label, value

    @Slot()
    def _restyle(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme.px(self._label_width))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
