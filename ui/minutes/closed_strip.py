"""The sentence over an approved record: its reference, who approved it, and that it does not change any more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import RecordStatus
from app.core.formats import date_long
from app.core.i18n import tr
from app.core.zones import local
from ui.kit.text import PlainLabel
from ui.minutes.head_line import SHORT_HASH
from ui.minutes.loading import Loaded
from ui.theme import icons, theme


class ClosedStrip(QFrame):
    """Seen only over a record that is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.closed")
        self._icon = PlainLabel()
        self.words = PlainLabel()
        self.words.setObjectName("minutes.closed.words")
        self.words.setWordWrap(True)
        self.hash = PlainLabel()
        self.hash.setObjectName("minutes.closed.hash")
        self.hash.setProperty("role", "secondary")
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(theme.px(2))
        told.addWidget(self.words)
        told.addWidget(self.hash)
        row.addLayout(told, 1)

    def show_loaded(self, data: Loaded) -> None:
        """Say it, or hide."""
        record = data.record
        if record is None or record.is_open:
            self.hide()
            return
        self._icon.setPixmap(icons.pixmap("approved", "green", 17, self.devicePixelRatioF()))
        on = date_long(local(record.approved_at, data.meeting.time_zone).date()) if record.approved_at else ""
        words = tr(
            "{reference}: approved by {name} on {day}; it does not change any more.",
            reference=record.reference,
            name=record.approved_by,
            day=on,
        )
        self.words.setText(words)
        self.words.setAccessibleName(words)
        if record.status is RecordStatus.SUPERSEDED:
            self.hash.setText(tr("A later version took its place."))
        else:
            self.hash.setText(tr("Frozen as version {number}, SHA-256 {digits}", number=record.version_text,
                                 digits=record.sha256[:SHORT_HASH]))  # fmt: skip
        self.hash.setVisible(bool(record.sha256))
        self.show()
