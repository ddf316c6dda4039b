"""Paints rows: a table's cell with an optional chip, and a card of three lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.kit.chip import chip_size, paint_chip
from ui.kit.table_model import CardText, Roles
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex

CARD_HEIGHT = 73
ROW_HEIGHT = 30
_PAD = 16


def _has_focus(option: QStyleOptionViewItem) -> bool:
    widget = option.widget
    return isinstance(widget, QWidget) and widget.hasFocus()


class CellDelegate(QStyledItemDelegate):
    """Text, or a chip where the column gives a tone; the selected row has one colour all along."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = theme.tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect
        if selected or hovered:
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(t.line))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        left, right = self._insets(option, index.column())
        inner = rect.adjusted(theme.px(left), 0, -theme.px(right), -1)
        if text:
            tone = index.data(Roles.TONE)
            alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
            if tone:
                inner.setWidth(min(inner.width(), chip_size(text).width()))
                paint_chip(painter, inner, text, str(tone), on_panel=not (selected and tone == "accent"))
            else:
                painter.setFont(theme.font("body"))
                painter.setPen(QColor(t.ink))
                shown = theme.metrics("body").elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
                painter.drawText(inner, alignment, shown)
        if selected and _has_focus(option):
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, QColor(t.accent))
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, QColor(t.accent))
        if selected and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))

    def _insets(self, option: QStyleOptionViewItem, column: int) -> tuple[int, int]:
        """The outer columns keep to the margin of the page's title (as the header's style does)."""
        table = option.widget
        if not isinstance(table, QTableView):
            return 8, 8
        header = table.horizontalHeader()
        place = header.visualIndex(column)
        return (24 if place == 0 else 8), (24 if place == header.count() - 1 else 8)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(theme.metrics("body").horizontalAdvance(text) + theme.px(24), theme.px(ROW_HEIGHT))


class CardDelegate(QStyledItemDelegate):
    """Three lines and a chip; every card has the same height, so that a million of them need no measuring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = theme.tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect
        if selected or hovered:
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        if selected:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))
        if selected and _has_focus(option):
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        card = index.data(Roles.CARD)
        if isinstance(card, CardText):
            self._lines(painter, rect.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0), card, selected)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(240), theme.px(CARD_HEIGHT))

    def _lines(self, painter: QPainter, inner: QRect, card: CardText, selected: bool) -> None:
        t = theme.tokens()
        room = inner.width()
        chip_room = 0
        if card.chip_text:
            size = chip_size(card.chip_text)
            chip_room = min(size.width(), inner.width() // 2)
            # On the third line, the one that can best be cut: title and time keep their whole width.
            middle = inner.top() + theme.px(48) + theme.px(17) // 2
            box = QRect(inner.right() + 1 - chip_room, middle - size.height() // 2, chip_room, size.height())
            on_panel = not (selected and card.chip_tone == "accent")
            paint_chip(painter, box, card.chip_text, card.chip_tone, on_panel)
            chip_room += theme.px(8)
        top = inner.top() + theme.px(8)
        for text, role, colour, width in (
            (card.title, "strong", t.ink, room),
            (card.line2, "body", t.soft, room),
            (card.line3, "secondary", t.soft if selected else t.faint, room - chip_room),
        ):
            height = theme.px(20) if role != "secondary" else theme.px(17)
            painter.setFont(theme.font(role))
            painter.setPen(QColor(colour))
            shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)
            line = QRect(inner.left(), top, width, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
