"""What delegates of painted rows have in common: a line of words in a style, and the ground of a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
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


def paint_marked(
    painter: QPainter,
    rect: QRect,
    text: str,
    marks: Sequence[tuple[int, int]],
    style: str,
    colour: str,
) -> int:
    """As `paint_words`, with the stretches `marks` (begin, end; letters of `text`) in bold and in the accent's colour.

    One layout paints the whole line, so that letters that join (क्ष, ffi) still do beside a mark.
    """
    if not text or rect.width() <= 0:
        return 0
    if not marks:
        return paint_words(painter, rect, text, style, colour)
    layout = _marked(text, marks, style, colour)
    while layout.lineAt(0).naturalTextWidth() > rect.width() and len(text) > 1:
        # Bold letters are wider than those that were measured: shorten until it fits.
        over = layout.lineAt(0).naturalTextWidth() / rect.width()
        text = text[: max(1, min(len(text) - 2, int(len(text) / over)))].rstrip("… ") + "…"
        layout = _marked(text, [(a, min(b, len(text) - 1)) for a, b in marks if a < len(text) - 1], style, colour)
    line = layout.lineAt(0)
    top = rect.top() + (rect.height() - line.height()) / 2
    layout.draw(painter, QPointF(rect.left(), top))
    return round(line.naturalTextWidth())


def _marked(text: str, marks: Sequence[tuple[int, int]], style: str, colour: str) -> QTextLayout:
    plain, bold = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(QColor(colour))
    bold.setForeground(QColor(theme.tokens().accent))
    bold.setFontWeight(QFont.Weight.DemiBold)
    layout = QTextLayout(text, theme.font(style))
    layout.setFormats([_range(text, 0, len(text), plain), *(_range(text, a, b, bold) for a, b in marks if b > a)])
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _range(text: str, begin: int, end: int, kept: QTextCharFormat) -> QTextLayout.FormatRange:
    """Qt counts in UTF-16, where 𠮷 is two."""
    found = QTextLayout.FormatRange()
    found.start = len(text[:begin].encode("utf-16-le")) // 2
    found.length = len(text[begin:end].encode("utf-16-le")) // 2
    found.format = kept
    return found
