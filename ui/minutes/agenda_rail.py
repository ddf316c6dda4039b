"""The agenda at the left of the record: where the line stands, how long each item took, how much is written of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, ntr, tr
from ui.kit.ordered_rows import KeyedModel
from ui.kit.text import Heading, plain_tip
from ui.minutes.rows import HeadingRow
from ui.theme import theme

WIDTH = 208
_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RailItem:
    """One agenda item: `time` is what the timer says, in `tone`; `lines` how many lines stand under it; `here` that
    the live line stands there."""

    item_id: str
    number: str
    title: str
    time: str
    tone: str
    lines: int
    here: bool


class _Model(KeyedModel[RailItem]):
    def key_of(self, row: RailItem) -> str:
        return row.item_id

    def told(self, row: RailItem, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            lines = ntr("{n} line", "{n} lines", row.lines)
            words = ", ".join(part for part in (f"{row.number} {row.title}".strip(), row.time, lines) if part)
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return row if role == _ROLE else None


class _Delegate(QStyledItemDelegate):
    """Number, title over three lines at most, and beneath what the timer says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        item = index.data(_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(WIDTH)
        if not isinstance(item, RailItem):
            return QSize(width, 0)
        return QSize(width, self._title_height(item, width) + theme.metrics("secondary").height() + theme.px(14))

    def _room(self, width: int) -> int:
        return width - theme.px(16) - theme.px(24) - theme.px(10)

    def _title_height(self, item: RailItem, width: int) -> int:
        metrics = theme.metrics("strong")
        flags = int(Qt.TextFlag.TextWordWrap)
        wanted = metrics.boundingRect(QRect(0, 0, self._room(width), 10_000), flags, item.title).height()
        return min(wanted, 3 * metrics.lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(_ROLE)
        if not isinstance(item, RailItem):
            return
        painter.save()
        t, rect = theme.tokens(), QRect(option.rect)
        focused = isinstance(option.widget, QWidget) and option.widget.hasFocus()
        if item.here or (focused and option.state & QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(t.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.hover))
        if item.here:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))
        height = self._title_height(item, rect.width())
        top = rect.top() + theme.px(6)
        painter.setFont(theme.font("strong"))
        painter.setPen(QColor(t.soft))
        painter.drawText(QRect(rect.left() + theme.px(16), top, theme.px(24), height), item.number)
        painter.setPen(QColor(t.ink))
        room = QRect(rect.left() + theme.px(40), top, self._room(rect.width()), height)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), item.title)
        small = theme.metrics("secondary")
        lower = QRect(room.left(), room.bottom() + 1 + theme.px(2), room.width(), small.height())
        painter.setFont(theme.font("secondary"))
        painter.setPen(QColor(getattr(t, item.tone)))
        count = str(item.lines) if item.lines else ""
        time = small.elidedText(
            item.time, Qt.TextElideMode.ElideRight, lower.width() - small.horizontalAdvance(count) - 8
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft, time)
        painter.setPen(QColor(t.soft))
        painter.drawText(lower, Qt.AlignmentFlag.AlignRight, count)
        painter.restore()


class AgendaRail(QFrame):
    """A card with the items; Enter or a click puts the live line there."""

    item_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.rail")
        self.setProperty("role", "card")
        self.heading = Heading(N_("Agenda"))
        self.list = _RailList(self)
        self.list.chosen.connect(self.item_wanted)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.list, 1)
        theme.notifier().changed.connect(self.fit)
        self.fit()

    def show_rows(self, heads: Sequence[HeadingRow], lines: dict[str, int], here: str) -> None:
        """Show the agenda; `lines` counts an item's lines, `here` is where the live line stands."""
        self.list.rows.set_rows(
            [
                RailItem(head.item_id, head.number, head.title, head.planned, head.tone, lines.get(head.item_id, 0),
                         head.item_id == here)
                for head in heads
            ]
        )  # fmt: skip
        self.list.setAccessibleName(tr("Agenda"))

    def has_items(self) -> bool:
        """Whether there is an agenda at all."""
        return bool(self.list.rows.rows)

    @Slot()
    def fit(self) -> None:
        """Its width at the text's size in force."""
        self.setFixedWidth(theme.px(WIDTH))
        self._column.setContentsMargins(1, theme.px(12), 1, theme.px(8))
        self._column.setSpacing(theme.px(6))
        self.heading.setContentsMargins(theme.px(15), 0, 0, 0)


class _RailList(QListView):
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.rail.list")
        self.rows = _Model(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keyboard has Ctrl+Up and Ctrl+Down for it
        self.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        item = index.data(_ROLE) if index.isValid() else None
        if isinstance(item, RailItem):
            self.chosen.emit(item.item_id)
