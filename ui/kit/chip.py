"""A chip: one or two words in a tone, as a widget and for delegates."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.text import PlainLabel
from ui.theme import theme
from ui.theme.tokens import TONES

_HEIGHT = 20
_PADDING = 10


def chip_size(text: str) -> QSize:
    """How much room `paint_chip` wants for `text`, in scaled pixels."""
    return QSize(theme.metrics("chip").horizontalAdvance(text) + 2 * theme.px(_PADDING), theme.px(_HEIGHT))


def paint_chip(painter: QPainter, rect: QRect, text: str, tone: str, on_panel: bool = True) -> None:
    """Draw the chip in the middle of `rect`'s height; text that does not fit ends in an ellipsis.

    `tone` is one of neutral, accent, red, amber, green, violet. `on_panel=False` leaves the ground away, for a selected
    row whose colour is the chip's own.
    """
    ink, ground = theme.tokens().tone(tone)
    height = theme.px(_HEIGHT)
    box = QRect(QPoint(rect.left(), rect.top() + (rect.height() - height) // 2), QSize(rect.width(), height))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on_panel:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
    painter.setFont(theme.font("chip"))
    painter.setPen(QColor(ink))
    room = box.adjusted(theme.px(_PADDING) // 2, 0, -(theme.px(_PADDING) // 2), 0)
    shown = theme.metrics("chip").elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Chip(PlainLabel):
    """A word that says a state. `text` is shown as it is; `tone` as for `paint_chip` (ValueError for any other)."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tone = "neutral"
        self.set_chip(text, tone)
        theme.notifier().changed.connect(self._restyle)

    def set_chip(self, text: str, tone: str) -> None:
        """Another word and tone."""
        if tone not in TONES:
            raise ValueError(f"no such tone: {tone}")
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def tone(self) -> str:
        """The tone in force."""
        return self._tone

    def sizeHint(self) -> QSize:
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(48)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self.text(), self._tone)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
