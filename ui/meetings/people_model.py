"""One side of a meeting as an item model, and how a participant is painted: never a widget in a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntEnum
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

from app.core.enums import Attendance
from app.core.i18n import language, tr
from app.core.ltext import pick
from app.queries.meetings import ParticipantRow
from ui.kit.chip import chip_size, paint_chip
from ui.kit.text import plain_tip
from ui.meetings import words
from ui.theme import theme

MIME = "application/x-chancery-participants"
ROW_HEIGHT = 48
_Index = QModelIndex | QPersistentModelIndex


class PeopleRole(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole + 1
    ANSWER = Qt.ItemDataRole.UserRole + 2
    """The chip for an answer or a presence, "" for none."""


def name_of(row: ParticipantRow) -> str:
    """The participant's name as a list prints it; an organisation's where nobody is named yet."""
    return row.person.shown() or pick(row.person.organisation, language()) or tr("(no name)")


def line_of(row: ParticipantRow) -> str:
    """Title and organisation in the interface's language."""
    parts = [pick(row.person.title, language())]
    if row.person.shown():
        parts.append(pick(row.person.organisation, language()))
    else:
        parts.append(tr("Nobody named yet"))
    return " · ".join(part for part in parts if part)


class SideModel(QAbstractListModel):
    """The participants of one side in order. Drops are told, not done: the presenter writes, the reload shows."""

    dropped = Signal(list, int)
    """(participation ids, row they were dropped before)."""

    def __init__(self, side: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.held = False
        """The meeting is over: that somebody attended goes without saying."""
        self.rows: tuple[ParticipantRow, ...] = ()

    def set_rows(self, rows: Sequence[ParticipantRow]) -> None:
        """Show these. The same people in the same order are repainted only, so that nothing jumps."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def find(self, id: str) -> int:
        """Row number of a participation, -1 for none."""
        return next((no for no, row in enumerate(self.rows) if row.id == id), -1)

    def retranslate(self) -> None:
        """The language changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

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
            return name_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (name_of(row), line_of(row), words.role(row.role), words.attendance(row.status))
            return ", ".join(part for part in told if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.remarks) or None
        if role == PeopleRole.ANSWER:
            return "" if self.held and row.status is Attendance.ATTENDED else words.attendance(row.status)
        return row if role == PeopleRole.ROW else None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [self.rows[row].id for row in sorted({index.row() for index in indexes})]
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
        ids = json.loads(bytes(data.data(MIME).data()))
        at = parent.row() if parent.isValid() else row if row >= 0 else len(self.rows)
        self.dropped.emit([str(id) for id in ids], at)
        return True


class PeopleDelegate(QStyledItemDelegate):
    """Number, name with its own script, title and organisation; role and answer as chips at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(PeopleRole.ROW)
        if not isinstance(row, ParticipantRow):
            return
        t, rect = theme.tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        widget = option.widget
        if selected and isinstance(widget, QWidget) and widget.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inner = rect.adjusted(theme.px(12), theme.px(5), -theme.px(12), -theme.px(5))
        number = QRect(inner.left(), inner.top(), theme.px(22), theme.px(20))
        faint = t.soft if selected else t.faint
        _draw(painter, number, str(row.no) if row.no else "–", "secondary", faint)
        inner.setLeft(number.right() + theme.px(4))
        right = self._chips(painter, inner, row, str(index.data(PeopleRole.ANSWER)), selected)
        self._lines(painter, inner, row, right)

    def _chips(self, painter: QPainter, inner: QRect, row: ParticipantRow, answer: str, selected: bool) -> int:
        """Paint the chips from the right, on the name's line, so that title and organisation keep their whole width;
        gives where they begin."""
        right = inner.right()
        chips = [
            (answer, words.ATTENDANCE_TONES[row.status]),
            (words.role(row.role), "violet" if row.no else "neutral"),
        ]
        for text, tone in chips:
            if text:
                size = chip_size(text)
                box = QRect(right - size.width(), inner.top(), size.width(), size.height())
                paint_chip(painter, box, text, tone, on_panel=not (selected and tone == "accent"))
                right = box.left() - theme.px(6)
        return right

    def _lines(self, painter: QPainter, inner: QRect, row: ParticipantRow, right: int) -> None:
        t, height = theme.tokens(), theme.px(20)
        upper = QRect(inner.left(), inner.top(), right - inner.left(), height)
        gone = row.status in words.NOT_THERE
        _draw(painter, upper, name_of(row), "strong", t.soft if gone else t.ink)
        native = row.person.native()
        used = theme.metrics("strong").horizontalAdvance(name_of(row)) + theme.px(8)
        if native and used < upper.width():
            _draw(painter, upper.adjusted(used, 0, 0, 0), native, "body", t.soft)
        lower = QRect(inner.left(), inner.top() + height, inner.width(), theme.px(18))
        said = line_of(row)
        if row.represented_by:
            said = tr("{line} – represented by {name}", line=said, name=row.represented_by)
        _draw(painter, lower, said, "secondary", t.soft)


def _draw(painter: QPainter, rect: QRect, text: str, role: str, colour: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(QColor(colour))
    shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
