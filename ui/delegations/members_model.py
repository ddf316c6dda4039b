"""The members of a delegation as an item model in the sender's order, and how one is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.core.i18n import ptr
from app.core.wording import label
from app.queries.delegations import MemberRow
from ui.delegations import words
from ui.kit.chip import chip_size, paint_chip
from ui.kit.ordered_rows import OrderedModel
from ui.kit.painted import paint_ground, paint_words
from ui.theme import theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 44
_Index = QModelIndex | QPersistentModelIndex


class MembersModel(OrderedModel[MemberRow]):
    """Keys are the people's ids."""

    MIME = "application/x-chancery-members"

    def key_of(self, row: MemberRow) -> str:
        return row.person_id

    def told(self, row: MemberRow, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = ptr("delegation", "Head") if row.is_head else ""
            told = (str(row.no), row.name, head, row.title, row.organisation, label(row.category), row.part)
            return ", ".join(part for part in told if part)
        return row if role == ROW_ROLE else None


class MembersDelegate(QStyledItemDelegate):
    """Number, name with its own script, title and organisation; part and category as chips at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, MemberRow):
            return
        t, selected = theme.tokens(), paint_ground(painter, option)
        inner = option.rect.adjusted(theme.px(16), theme.px(3), -theme.px(16), -theme.px(3))
        number = QRect(inner.left(), inner.top(), theme.px(26), theme.px(20))
        paint_words(painter, number, str(row.no), "secondary", t.soft if selected else t.faint)
        inner.setLeft(number.right() + theme.px(4))
        inner.setRight(self._chips(painter, inner, row))
        upper = QRect(inner.left(), inner.top(), inner.width(), theme.px(20))
        paint_words(painter, upper, row.name, "strong", t.ink)
        used = theme.metrics("strong").horizontalAdvance(row.name) + theme.px(8)
        paint_words(painter, upper.adjusted(used, 0, 0, 0), row.native, "body", t.soft)
        lower = QRect(inner.left(), inner.top() + theme.px(20), inner.width(), theme.px(18))
        paint_words(painter, lower, words.joined(row.title, row.organisation), "secondary", t.soft)

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
