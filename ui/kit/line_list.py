"""A short list inside a card: painted lines, walked through with the arrows, opened with Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import tr
from ui.kit.chip import chip_size, paint_chip
from ui.kit.ordered_rows import KeyedModel
from ui.kit.painted import paint_words
from ui.kit.text import Heading, Label, plain_tip
from ui.theme import theme

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 42
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListLine:
    """`target` is what `opened` gives (kind, id), None for a line that opens nothing. Texts are ready to be read."""

    title: str
    detail: str = ""
    aside: str = ""
    chip: str = ""
    tone: str = "neutral"
    target: tuple[str, str] | None = None


class LineModel(KeyedModel[ListLine]):
    """The lines of one card."""

    def key_of(self, row: ListLine) -> tuple[str, str] | None:
        return row.target

    def told(self, row: ListLine, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.aside, row.detail, row.chip) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            # What the card had no room for.
            return plain_tip("\n".join(part for part in (row.title, row.aside, row.detail) if part))
        return row if role == LINE_ROLE else None


class LineDelegate(QStyledItemDelegate):
    """Title and something beside it in a softer colour, a second line, a chip at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(160), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, ListLine):
            return
        t, rect = theme.tokens(), option.rect
        widget = option.widget
        focused = isinstance(widget, QWidget) and widget.hasFocus()
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and focused
        if selected or (line.target and option.state & QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        if selected:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inner = rect.adjusted(theme.px(16), theme.px(3), -theme.px(16), -theme.px(3))
        if line.chip:
            size = chip_size(line.chip)
            width = min(size.width(), inner.width() // 2)
            box = QRect(inner.right() - width, inner.center().y() - size.height() // 2, width, size.height())
            paint_chip(painter, box, line.chip, line.tone, on_panel=not (selected and line.tone == "accent"))
            inner.setRight(box.left() - theme.px(8))
        height = inner.height() if not line.detail else theme.px(19)
        upper = QRect(inner.left(), inner.top(), inner.width(), height)
        used = paint_words(painter, upper, line.title, "strong", t.ink)
        if line.aside:
            paint_words(painter, upper.adjusted(used + theme.px(8), 0, 0, 0), line.aside, "body", t.soft)
        if line.detail:
            lower = QRect(inner.left(), inner.top() + height, inner.width(), inner.height() - height)
            paint_words(painter, lower, line.detail, "secondary", t.soft)


class LineList(QListView):
    """As high as its lines, up to `most`; then it scrolls."""

    opened = Signal(str, str)
    """(kind, id) of the line that was opened."""

    def __init__(self, name: str, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._most = most
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def fill(self, lines: Sequence[ListLine]) -> None:
        """Show `lines`."""
        self.lines.set_rows(lines)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page decides what "back out" is
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE) if index.isValid() else None
        if isinstance(line, ListLine) and line.target is not None:
            self.opened.emit(*line.target)

    @Slot()
    def _restyle(self) -> None:
        rows = min(self._most, max(1, self.lines.rowCount()))
        self.setFixedHeight(rows * theme.px(ROW_HEIGHT))
        self.viewport().update()


class ListCard(QFrame):
    """A card whose lines reach from edge to edge. `title` is a msgid; `name` the object name of the card.

    `nothing` (msgid) stands where there are no lines; without it the empty card hides itself.
    """

    def __init__(self, title: str, lines: LineList, nothing: str = "", name: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(name)
        self._title = title
        self.lines = lines
        self.heading = Heading(title)
        self.count = Label("", "secondary")
        self.nothing = Label(nothing, "soft")
        self.nothing.setWordWrap(True)
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._head.addWidget(self.count)
        self.more = QVBoxLayout()
        self.more.addWidget(self.nothing)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(lines)
        self._column.addLayout(self.more)
        self._hides = not nothing
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self._say()

    def fill(self, lines: Sequence[ListLine], count: str = "") -> None:
        """Show `lines`, and `count` at the right of the heading."""
        self.lines.fill(lines)
        self.lines.setVisible(bool(lines))
        self.nothing.setVisible(not lines and not self._hides)
        self.count.set_data(count)
        self.setVisible(bool(lines) or not self._hides)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.lines.setAccessibleName(tr(self._title))
        self.setAccessibleName(tr(self._title))

    @Slot()
    def _restyle(self) -> None:
        side = theme.px(16)
        self._head.setContentsMargins(side, theme.px(12), side, theme.px(6))
        self.more.setContentsMargins(side, 0, side, 0)
        self._column.setContentsMargins(1, 0, 1, theme.px(10))
        self._column.setSpacing(0)
