"""A long list of what happened, newest first: a day, a picture, what it was, and a chip. Read page by page as it is
scrolled; a day is written once, at its first line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.chip import chip_size, paint_chip
from ui.kit.painted import paint_ground, paint_words
from ui.theme import icons, theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
FIRST_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the row is the first of its day."""
ROW_HEIGHT = 46
DAY_WIDTH = 116
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line, ready to be read. `icon` is a meaning of the theme, `target` what `opened` gives, None for nothing."""

    key: str
    day: str
    icon: str
    title: str
    detail: str = ""
    chip: str = ""
    tone: str = "neutral"
    target: Any = None


class LedgerModel(QAbstractListModel):
    """Grows at its end: `more_wanted` asks for the next page while there is one."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LedgerRow] = []
        self._more = self._asked = False

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The rows that were read."""
        return tuple(self._rows)

    def begin(self, rows: Sequence[LedgerRow], more: bool) -> None:
        """Another list, which goes on after `rows` if there is `more`."""
        self.beginResetModel()
        self._rows, self._more, self._asked = list(rows), more, False
        self.endResetModel()

    def go_on(self, rows: Sequence[LedgerRow], more: bool) -> None:
        """The next page."""
        self._more, self._asked = more, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def failed(self) -> None:
        """The next page could not be read; it is asked for again."""
        self._asked = False

    def find(self, key: str) -> int:
        """The number of a row, -1 for none."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, _parent: _Index) -> None:
        if self._more and not self._asked:
            self._asked = True
            self.more_wanted.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.day, row.title, row.detail, row.chip) if part)
        if role == FIRST_ROLE:
            return index.row() == 0 or self._rows[index.row() - 1].day != row.day
        return row if role == ROW_ROLE else None


class LedgerDelegate(QStyledItemDelegate):
    """Day | picture | title over detail | chip."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(240), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, LedgerRow):
            return
        t, rect = theme.tokens(), option.rect
        selected = paint_ground(painter, option)
        first = bool(index.data(FIRST_ROLE))
        if first and index.row():
            painter.fillRect(rect.left() + theme.px(16), rect.top(), rect.width() - theme.px(32), 1, QColor(t.line))
        inner = rect.adjusted(theme.px(16), theme.px(4), -theme.px(16), -theme.px(4))
        upper = QRect(inner.left(), inner.top(), inner.width(), theme.px(20))
        if first:
            paint_words(painter, QRect(upper.left(), upper.top(), theme.px(DAY_WIDTH), upper.height()), row.day,
                        "secondary", t.soft)  # fmt: skip
        left = inner.left() + theme.px(DAY_WIDTH + 8)
        side = theme.px(15)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = icons.pixmap(row.icon, "soft", 15, ratio=ratio)
        painter.drawPixmap(QRect(left, upper.center().y() - side // 2, side, side), picture)
        left += side + theme.px(10)
        right = inner.right()
        if row.chip:
            size = chip_size(row.chip)
            width = min(size.width(), inner.width() // 3)
            box = QRect(right - width, inner.center().y() - size.height() // 2, width, size.height())
            paint_chip(painter, box, row.chip, row.tone, on_panel=not (selected and row.tone == "accent"))
            right = box.left() - theme.px(8)
        paint_words(painter, QRect(left, upper.top(), right - left, upper.height()), row.title, "strong", t.ink)
        lower = QRect(left, upper.bottom(), right - left, inner.bottom() - upper.bottom())
        paint_words(painter, lower, row.detail, "secondary", t.soft)


class Ledger(QListView):
    """The list. Enter and a double click open a line."""

    opened = Signal(object)
    """The `target` of the line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = LedgerModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LedgerDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)
        theme.notifier().changed.connect(self._restyle)

    def keep_place(self, rows: Sequence[LedgerRow], more: bool) -> None:
        """Show other rows; the line under the hand stays under it while it is among them."""
        current = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        place = self.verticalScrollBar().value()
        self.lines.begin(rows, more)
        at = self.lines.find(current.key) if isinstance(current, LedgerRow) else -1
        if at >= 0:
            self.setCurrentIndex(self.lines.index(at))
            self.verticalScrollBar().setValue(place)
        elif self.hasFocus() and rows:
            self.setCurrentIndex(self.lines.index(0))

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

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, LedgerRow) and row.target is not None:
            self.opened.emit(row.target)

    @Slot()
    def _restyle(self) -> None:
        self.doItemsLayout()
        self.viewport().update()
