"""Somebody's photo in a fixed place, round or square; their initials while there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import theme

SIDE = 72


class Portrait(QAbstractButton):
    """72 design pixels in a square; a button, so that the keyboard reaches what can be done with the photo."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._photo = QPixmap()
        self._initials = ""
        self._round = True
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def show_photo(self, content: bytes, initials: str) -> bool:
        """Show an image file, or `initials` where it is empty or cannot be read; whether a photo is shown."""
        photo = QPixmap()
        if content:
            photo.loadFromData(content)
        self._photo, self._initials = photo, initials
        self.update()
        return not photo.isNull()

    def set_round(self, rounded: bool) -> None:
        """Cut a circle, or leave the corners."""
        self._round = rounded
        self.update()

    def is_round(self) -> bool:
        """Whether the photo is cut round."""
        return self._round

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        if self._round:
            shape.addEllipse(box)
        else:
            shape.addRoundedRect(box, theme.px(8), theme.px(8))
        painter.fillPath(shape, QColor(tokens.accent_soft))
        if self._photo.isNull():
            painter.setFont(theme.font("title"))
            painter.setPen(QColor(tokens.accent))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._initials)
        else:
            painter.setClipPath(shape)
            painter.drawPixmap(box, self._photo, _middle(self._photo))
            painter.setClipping(False)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if focused else tokens.line), 2 if focused else 1))
        painter.drawPath(shape)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def _middle(photo: QPixmap) -> QRectF:
    """The square of a photo that is shown: the middle of a wide one, the upper part of a high one, where faces are."""
    side = min(photo.width(), photo.height())
    return QRectF((photo.width() - side) / 2, (photo.height() - side) / 4, side, side)
