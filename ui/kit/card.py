"""A card with a heading, and the line of facts under a page's title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.core.i18n import tr
from ui.kit.chip import Chip
from ui.kit.flow import FlowLayout
from ui.kit.text import Heading, PlainLabel
from ui.theme import theme


class Card(QFrame):
    """A panel with a title (msgid; "" for none), a slot at its right, and `body`, a vertical layout."""

    def __init__(self, title: str = "", parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if name:
            self.setObjectName(name)
        self._title = title
        self.heading = Heading(title)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._head)
        self._outer.addLayout(self.body)
        self.heading.setVisible(bool(title))
        self._restyle()
        self._say()
        theme.notifier().changed.connect(self._restyle)

    def set_corner(self, widget: QWidget) -> None:
        """Put `widget` at the right of the heading (after those already there)."""
        self._head.addWidget(widget)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout to the body."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def set_title(self, title: str) -> None:
        """Another title (msgid)."""
        self._title = title
        self.heading.set_message(title)
        self.heading.setVisible(bool(title))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(tr(self._title))

    @Slot()
    def _restyle(self) -> None:
        margin = theme.px(16)
        self._outer.setContentsMargins(margin, theme.px(12), margin, margin)
        self._outer.setSpacing(theme.px(8))
        self.body.setSpacing(theme.px(8))


class FactsLine(QWidget):
    """Facts with dots between, then chips; goes on in a second line where the room ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=8, line_gap=4)

    def set_facts(self, facts: Sequence[str], chips: Sequence[tuple[str, str]] = ()) -> None:
        """`facts` as they are to be read (empty ones are left out), `chips` as (text, tone)."""
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        told = [fact for fact in facts if fact]
        for at, fact in enumerate(told):
            label = PlainLabel(fact if at == len(told) - 1 else f"{fact}  ·")
            label.setProperty("role", "soft")
            self._flow.addWidget(label)
        for text, tone in chips:
            self._flow.addWidget(Chip(text, tone))
        self.setAccessibleName(", ".join([*told, *(text for text, _ in chips)]))
        self._flow.invalidate()
        self.updateGeometry()
