"""What delegates of painted rows have in common: a line of words in a style, and the ground of a row."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ui.theme import theme


def paint_words(
    painter: QPainter,
    rect: QRect,
    text: str,
    style: str,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Paint `text` in the middle of `rect`'s height, ending in an ellipsis where it does not fit.

    `style` names a font of the theme, `colour` is one of its colours. Gives the width that was used, in pixels.
    """
    if not text or rect.width() <= 0:
        return 0
    metrics = theme.metrics(style)
    painter.setFont(theme.font(style))
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Paint what is under a row: its selection or hover, and a frame while its list has the keys.

    Gives whether the row is selected.
    """
    t, rect, widget = theme.tokens(), option.rect, option.widget
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if selected or option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
    if selected and isinstance(widget, QWidget) and widget.hasFocus():
        painter.setPen(QPen(QColor(t.accent), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    return selected
