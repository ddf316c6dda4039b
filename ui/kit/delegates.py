"""Paints rows: a table's cell with an optional chip, and a card of three lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.kit.chip import chip_size, paint_chip
from ui.kit.table_model import CardText, Level, Roles
from ui.theme import icons, theme

_Index = QModelIndex | QPersistentModelIndex

CARD_HEIGHT = 73
ROW_HEIGHT = 30
_PAD = 16
STEP = 18
"""How far each level of a tree stands in, in design pixels; the triangle takes as much."""
DEEPEST = 8
"""Levels that are drawn apart; deeper ones stand under each other, or no room for words would be left."""


def fold_mark(cell: QRect, level: Level) -> QRect:
    """Where the triangle of a row stands, `cell` being its words' room without any level."""
    left = cell.left() + min(level.depth, DEEPEST) * theme.px(STEP)
    return QRect(left, cell.top(), theme.px(STEP), cell.height())


def _paint_level(painter: QPainter, cell: QRect, level: Level) -> QRect:
    """Paint a row's triangle; gives what room is left for its words."""
    mark = fold_mark(cell, level)
    if level.expanded is not None:
        side = theme.px(13)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = icons.pixmap("down" if level.expanded else "forward", "soft", 13, ratio=ratio)
        painter.drawPixmap(QRect(mark.left(), mark.center().y() - side // 2, side, side), picture)
    return QRect(mark.right() + 1, cell.top(), max(0, cell.right() - mark.right()), cell.height())


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
        level = index.data(Roles.LEVEL) if index.column() == 0 else None
        if level is not None:
            inner = _paint_level(painter, inner, level)
        if text:
            tone = index.data(Roles.TONE)
            alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
            if tone:
                inner.setWidth(min(inner.width(), chip_size(text).width()))
                paint_chip(painter, inner, text, str(tone), on_panel=not (selected and tone == "accent"))
            else:
                painter.setFont(theme.font("body"))
                painter.setPen(QColor(t.soft if level is not None and level.in_passing else t.ink))
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
        inner = rect.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        level = index.data(Roles.LEVEL)
        if level is not None:
            head = QRect(inner.left(), inner.top() + theme.px(8), inner.width(), theme.px(20))
            inner.setLeft(_paint_level(painter, head, level).left())
        if isinstance(card, CardText):
            self._lines(painter, inner, card, selected)

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
