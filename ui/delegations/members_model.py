"""The members of a delegation as an item model in the sender's order, and how one is painted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.i18n import ptr
from app.core.wording import label
from app.queries.delegations import MemberRow
from ui.delegations import words
from ui.kit.chip import chip_size, paint_chip
from ui.theme import theme

MIME = "application/x-chancery-members"
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 44
_Index = QModelIndex | QPersistentModelIndex


class MembersModel(QAbstractListModel):
    """Drops are told, not done: the page writes, and the reload shows."""

    dropped = Signal(list, int)
    """(person ids, row they were dropped before)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[MemberRow, ...] = ()

    def set_rows(self, rows: Sequence[MemberRow]) -> None:
        """Show these. The same people in the same order are repainted only, so that nothing jumps."""
        if rows and [row.person_id for row in rows] == [row.person_id for row in self.rows]:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def find(self, person_id: str) -> int:
        """Row number of a person, -1 for none."""
        return next((no for no, row in enumerate(self.rows) if row.person_id == person_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = ptr("delegation", "Head") if row.is_head else ""
            told = (str(row.no), row.name, head, row.title, row.organisation, label(row.category), row.part)
            return ", ".join(part for part in told if part)
        return row if role == ROW_ROLE else None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [self.rows[row].person_id for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(MIME, json.dumps(ids).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: _Index
    ) -> bool:
        return data.hasFormat(MIME)

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index) -> bool:
        if not data.hasFormat(MIME):
            return False
        at = parent.row() if parent.isValid() else row if row >= 0 else len(self.rows)
        self.dropped.emit([str(id) for id in json.loads(bytes(data.data(MIME).data()))], at)
        return True


class MembersDelegate(QStyledItemDelegate):
    """Number, name with its own script, title and organisation; part and category as chips at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, MemberRow):
            return
        t, rect = theme.tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        widget = option.widget
        if selected and isinstance(widget, QWidget) and widget.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inner = rect.adjusted(theme.px(16), theme.px(3), -theme.px(16), -theme.px(3))
        number = QRect(inner.left(), inner.top(), theme.px(26), theme.px(20))
        _draw(painter, number, str(row.no), "secondary", t.soft if selected else t.faint)
        inner.setLeft(number.right() + theme.px(4))
        inner.setRight(self._chips(painter, inner, row))
        upper = QRect(inner.left(), inner.top(), inner.width(), theme.px(20))
        _draw(painter, upper, row.name, "strong", t.ink)
        used = theme.metrics("strong").horizontalAdvance(row.name) + theme.px(8)
        _draw(painter, upper.adjusted(used, 0, 0, 0), row.native, "body", t.soft)
        lower = QRect(inner.left(), inner.top() + theme.px(20), inner.width(), theme.px(18))
        _draw(painter, lower, words.joined(row.title, row.organisation), "secondary", t.soft)

    def _chips(self, painter: QPainter, inner: QRect, row: MemberRow) -> int:
        """Paint the chips from the right; gives where they begin."""
        right = inner.right()
        chips = [(label(row.category), "neutral")]
        if row.part:
            chips.append((row.part, "accent"))
        if row.is_head:
            chips.append((ptr("delegation", "Head"), "violet"))
        for text, tone in chips:
            size = chip_size(text)
            box = QRect(right - size.width(), inner.center().y() - size.height() // 2, size.width(), size.height())
            paint_chip(painter, box, text, tone)
            right = box.left() - theme.px(6)
        return right


def _draw(painter: QPainter, rect: QRect, text: str, role: str, colour: str) -> None:
    if not text or rect.width() <= 0:
        return
    painter.setFont(theme.font(role))
    painter.setPen(QColor(colour))
    shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
