"""Choices in a drop-down list: two lines and a word for the kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.painted import paint_words
from ui.theme import theme

Id = int | str
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One record to choose: its words, a second line, and a word for its kind at the right."""

    id: Id
    title: str
    detail: str = ""
    kind: str = ""


Done = Callable[[Sequence[Choice]], None]
Search = Callable[[str, Done], None]
"""`search(text, done)`: find what fits `text`, call `done` with the choices, now or later, on the window's thread."""

CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
NEW_ID: Id = ""
"""The id of the row that makes a new record (no record has an empty id)."""


class ChoiceModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Choice] = []

    def fill(self, rows: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.detail, row.kind) if part)
        return row if role == CHOICE_ROLE else None


class ChoiceDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: Choice | None = index.data(CHOICE_ROLE)
        if choice is None:
            return
        t, rect = theme.tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(t.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))
        inner = rect.adjusted(theme.px(12), theme.px(4), -theme.px(12), -theme.px(4))
        kind_room = theme.metrics("secondary").horizontalAdvance(choice.kind) + theme.px(8) if choice.kind else 0
        upper = inner.height() if not choice.detail else theme.px(20)
        paint_words(
            painter, QRect(inner.left(), inner.top(), inner.width() - kind_room, upper),
            choice.title, "body", t.accent if choice.id == NEW_ID else t.ink,
        )  # fmt: skip
        if choice.kind:
            right = QRect(inner.right() + 1 - kind_room, inner.top(), kind_room, upper)
            paint_words(painter, right, choice.kind, "secondary", t.soft, Qt.AlignmentFlag.AlignRight)
        if choice.detail:
            lower = QRect(inner.left(), inner.top() + upper, inner.width(), inner.height() - upper)
            paint_words(painter, lower, choice.detail, "secondary", t.soft)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        choice: Choice | None = index.data(CHOICE_ROLE)
        return QSize(theme.px(200), theme.px(44 if choice is not None and choice.detail else 30))
