"""A short list beside the record: who is present, and what stands before the approval. Painted rows, no widgets."""

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
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.painted import paint_words
from ui.kit.text import plain_tip
from ui.theme import icons, theme

_Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD, _GAP = 16, 8


@dataclass(frozen=True, slots=True)
class SideItem:
    """One row. `look` is "label" (small capitals), "person" or "check" (with an icon in `tone`); `note` stands at the
    right; `target` is where Enter leads, "" for nowhere."""

    title: str
    look: str = "person"
    detail: str = ""
    note: str = ""
    tone: str = "soft"
    target: str = ""


class SideModel(QAbstractListModel):
    """The rows, replaced as a whole when they differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[SideItem, ...] = ()

    def fill(self, items: Sequence[SideItem]) -> bool:
        """Show `items`; whether anything changed."""
        if tuple(items) == self.items:
            return False
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = ", ".join(part for part in (item.title, item.detail, item.note) if part)
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() >= len(self.items):
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsSelectable if self.items[index.row()].target else plain


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        item: SideItem | None = index.data(ITEM_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if item is None:
            return QSize(width, 0)
        if item.look == "label":
            return QSize(width, theme.px(24 if index.row() == 0 else 32))
        if item.look == "person":
            return QSize(width, theme.px(40 if item.detail else 24))
        return QSize(width, self._words(item, width).height() + theme.px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: SideItem | None = index.data(ITEM_ROLE)
        if item is None:
            return
        painter.save()
        t, rect = theme.tokens(), option.rect
        if item.target and option.state & QStyle.StateFlag.State_Selected and self._focused(option):
            painter.fillRect(rect, QColor(t.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))
        elif item.target and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.hover))
        inner = rect.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        if item.look == "label":
            below = QRect(inner.left(), inner.bottom() - theme.px(18), inner.width(), theme.px(18))
            paint_words(painter, below, item.title, "label", t.soft)
        elif item.look == "person":
            self._person(painter, inner, item)
        else:
            self._check(painter, inner, item)
        painter.restore()

    def _focused(self, option: QStyleOptionViewItem) -> bool:
        return isinstance(option.widget, QListView) and option.widget.hasFocus()

    def _person(self, painter: QPainter, inner: QRect, item: SideItem) -> None:
        t = theme.tokens()
        note = theme.metrics("secondary").horizontalAdvance(item.note) + theme.px(_GAP) if item.note else 0
        upper = QRect(inner.left(), inner.top() + theme.px(2), inner.width() - note, theme.px(20))
        paint_words(painter, upper, item.title, "strong", getattr(t, item.tone) if item.tone != "soft" else t.ink)
        if item.detail:
            lower = QRect(inner.left(), upper.bottom() + 1, inner.width() - note, theme.px(17))
            paint_words(painter, lower, item.detail, "secondary", t.soft)
        if item.note:
            paint_words(painter, inner, item.note, "secondary", t.soft, Qt.AlignmentFlag.AlignRight)

    def _check(self, painter: QPainter, inner: QRect, item: SideItem) -> None:
        size = theme.px(15)
        words = self._words(item, inner.width() + 2 * theme.px(_PAD))
        top = inner.top() + theme.px(5)
        ratio = painter.device().devicePixelRatioF()
        meaning = {"red": "error", "amber": "warning", "green": "ok"}.get(item.tone, "info")
        line = theme.metrics("body").height()
        painter.drawPixmap(inner.left(), top + (line - size) // 2, icons.pixmap(meaning, item.tone, 15, ratio))
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(theme.tokens().ink))
        room = QRect(inner.left() + size + theme.px(_GAP), top, words.width(), words.height())
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), item.title)

    def _words(self, item: SideItem, width: int) -> QRect:
        room = width - 2 * theme.px(_PAD) - theme.px(15) - theme.px(_GAP)
        flags = int(Qt.TextFlag.TextWordWrap)
        found = theme.metrics("body").boundingRect(QRect(0, 0, max(60, room), 10_000), flags, item.title)
        return QRect(0, 0, max(60, room), found.height())


class SideList(QListView):
    """As high as its rows: the column scrolls, not the list. Enter or a click on a row with a target leads there."""

    led = Signal(str)
    came_to = Signal()
    """Another row became current: the column may have to scroll."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.rows = SideModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.clicked.connect(self._go)
        theme.notifier().changed.connect(self.fit)

    def fill(self, items: Sequence[SideItem]) -> None:
        """Show `items`; with the keys in it, the hand stays at its row."""
        at = self.currentIndex().row()
        if self.rows.fill(items):
            self.fit()
            if self.hasFocus() and items:
                self.setCurrentIndex(self.rows.index(max(0, min(at, len(items) - 1))))
            leads = any(item.target for item in items)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.came_to.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    @Slot()
    def fit(self) -> None:
        """As high as its rows."""
        heights = [self.sizeHintForIndex(self.rows.index(row)).height() for row in range(self.rows.rowCount())]
        self.setFixedHeight(max(1, sum(heights)))

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE) if index.isValid() else None
        if isinstance(item, SideItem) and item.target:
            self.led.emit(item.target)
