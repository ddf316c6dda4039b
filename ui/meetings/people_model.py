"""One side of a meeting as an item model, and how a participant is painted: never a widget in a row."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.core.enums import Attendance
from app.core.i18n import language, tr
from app.core.ltext import pick
from app.queries.meetings import ParticipantRow
from ui.kit.chip import chip_size, paint_chip
from ui.kit.ordered_rows import OrderedModel
from ui.kit.painted import paint_ground, paint_words
from ui.kit.text import plain_tip
from ui.meetings import words
from ui.theme import theme

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


class SideModel(OrderedModel[ParticipantRow]):
    """The participants of one side in order; keys are participations."""

    MIME = "application/x-chancery-participants"

    def __init__(self, side: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.held = False
        """The meeting is over: that somebody attended goes without saying."""

    def key_of(self, row: ParticipantRow) -> str:
        return row.id

    def told(self, row: ParticipantRow, role: int) -> Any:
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


class PeopleDelegate(QStyledItemDelegate):
    """Number, name with its own script, title and organisation; role and answer as chips at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(PeopleRole.ROW)
        if not isinstance(row, ParticipantRow):
            return
        t, selected = theme.tokens(), paint_ground(painter, option)
        inner = option.rect.adjusted(theme.px(12), theme.px(5), -theme.px(12), -theme.px(5))
        number = QRect(inner.left(), inner.top(), theme.px(22), theme.px(20))
        faint = t.soft if selected else t.faint
        paint_words(painter, number, str(row.no) if row.no else "–", "secondary", faint)
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
        paint_words(painter, upper, name_of(row), "strong", t.soft if gone else t.ink)
        native = row.person.native()
        used = theme.metrics("strong").horizontalAdvance(name_of(row)) + theme.px(8)
        if native and used < upper.width():
            paint_words(painter, upper.adjusted(used, 0, 0, 0), native, "body", t.soft)
        lower = QRect(inner.left(), inner.top() + height, inner.width(), theme.px(18))
        said = line_of(row)
        if row.represented_by:
            said = tr("{line} – represented by {name}", line=said, name=row.represented_by)
        paint_words(painter, lower, said, "secondary", t.soft)
