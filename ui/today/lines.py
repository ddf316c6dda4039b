"""A short list inside a card: painted, walked through with the arrows, opened with Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.chip import chip_size, paint_chip
from ui.kit.ordered_rows import KeyedModel
from ui.kit.text import plain_tip
from ui.theme import theme
from ui.today.presenter import Line

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 42
TIMED_HEIGHT = 50
HEADING_HEIGHT = 26
_Index = QModelIndex | QPersistentModelIndex


class LineModel(KeyedModel[Line]):
    """The lines of one card; the same records are the same lines."""

    def key_of(self, row: Line) -> Any:
        return row.route

    def told(self, row: Line, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (row.title, row.detail) if part))
        return row if role == LINE_ROLE else None


class LineDelegate(QStyledItemDelegate):
    """Time or code at the left, a bar for what is on now, two lines of words, chips at the right."""

    def __init__(self, lead: int, parent: QObject) -> None:
        super().__init__(parent)
        self._lead = lead

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return QSize()
        height = theme.px(TIMED_HEIGHT if line.time else ROW_HEIGHT)
        return QSize(theme.px(200), height + (theme.px(HEADING_HEIGHT) if line.day else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        rect: QRect = option.rect
        if line.day:
            head = QRect(rect.left() + theme.px(8), rect.top(), rect.width() - theme.px(16), theme.px(HEADING_HEIGHT))
            _text(painter, head, line.day, "label", theme.tokens().soft, bottom=True)
            rect = rect.adjusted(0, theme.px(HEADING_HEIGHT), 0, 0)
        self._ground(painter, rect, option, line)
        pad = theme.px(6 if line.time else 3)
        inner = rect.adjusted(theme.px(8), pad, -theme.px(8), -pad)
        if self._lead:
            self._paint_lead(painter, inner, line)
            inner.setLeft(inner.left() + theme.px(self._lead))
        inner.setRight(self._paint_chips(painter, inner, line))
        upper, lower = _halves(inner)
        t = theme.tokens()
        _text(painter, upper, line.title, "strong" if line.time else "body", t.ink)
        _text(painter, lower, line.detail, "secondary", t.soft)

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, line: Line) -> None:
        t = theme.tokens()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if line.running or hovered:
            painter.setBrush(QColor(t.accent_soft if line.running else t.bg))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), theme.px(7), theme.px(7))
        widget = option.widget
        has_focus = isinstance(widget, QWidget) and widget.hasFocus()
        if has_focus and option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), theme.px(7), theme.px(7))
        painter.restore()

    def _paint_lead(self, painter: QPainter, inner: QRect, line: Line) -> None:
        t = theme.tokens()
        width = theme.px(self._lead - 12)
        if not line.time:
            _text(painter, QRect(inner.left(), inner.top(), width, inner.height()), line.code, "secondary", t.soft)
            return
        upper, lower = _halves(QRect(inner.left(), inner.top(), width - theme.px(12), inner.height()))
        _text(painter, upper, line.time, "strong", t.ink)
        _text(painter, lower, line.other, "secondary", t.soft)
        bar = QRect(inner.left() + width - theme.px(6), inner.top(), theme.px(3), inner.height())
        painter.fillRect(bar, QColor(t.accent if line.running else t.line))

    def _paint_chips(self, painter: QPainter, inner: QRect, line: Line) -> int:
        """Paint from the right, at most half of the line; what is left ends where this says."""
        right, least = inner.right(), inner.left() + inner.width() // 2
        for text, tone in reversed(line.chips):
            wanted = chip_size(text).width()
            width = min(wanted, right - least)
            if width < min(wanted, theme.px(36)):
                break
            box = QRect(right - width + 1, inner.top(), width, inner.height())
            paint_chip(painter, box, text, tone, on_panel=not (line.running and tone == "accent"))
            right -= width + theme.px(6)
        return right


class LineList(QListView):
    """As high as its lines: the page scrolls, the list does not. Object name as given.

    The accessible name is set by whoever knows the card's title.
    """

    chosen = Signal(object)
    """The `Line` that was opened."""
    came_to = Signal()
    """Another line became current: the page may have to scroll."""

    def __init__(self, name: str, lead: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(lead, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("role", "lines")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.clicked.connect(self._open)
        theme.notifier().changed.connect(self.fit)

    def fill(self, lines: Sequence[Line]) -> None:
        """Show `lines`; the line under the hand stays under it while it is there."""
        current = self.currentIndex().row()
        kept = self.lines.rows[current].route if 0 <= current < len(self.lines.rows) else None
        self.lines.set_rows(lines)
        row = self.lines.find(kept)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.lines.index(row))
        self._take_first()
        self.fit()

    def line_rect(self) -> QRect:
        """Where the current line is, in this widget."""
        return self.visualRect(self.currentIndex()) if self.currentIndex().isValid() else self.rect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_first()
        super().focusInEvent(event)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.came_to.emit()

    def _take_first(self) -> None:
        """Keys act on a line as soon as there is one, also when the lines came after the focus."""
        if self.lines.rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lines.index(0))

    @Slot()
    def fit(self) -> None:
        """Take the height of all lines."""
        self.scheduleDelayedItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(len(self.lines.rows)))
        self.setFixedHeight(max(1, rows))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE) if index.isValid() else None
        if isinstance(line, Line):
            self.chosen.emit(line)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    height = rect.height() // 2
    return (
        QRect(rect.left(), rect.top(), rect.width(), height),
        QRect(rect.left(), rect.top() + height, rect.width(), height),
    )


def _text(painter: QPainter, rect: QRect, text: str, role: str, colour: str, *, bottom: bool = False) -> None:
    metrics: QFontMetrics = theme.metrics(role)
    painter.setFont(theme.font(role))
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, rect.width())
    place = Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, 0, -theme.px(4) if bottom else 0), Qt.AlignmentFlag.AlignLeft | place, shown)
