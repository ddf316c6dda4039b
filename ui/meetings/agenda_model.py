"""The agenda as an editable item model; the last row is always the empty one for a new item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.core.enums import LanguageMode, OutcomeKind
from app.core.i18n import ntr, ptr, tr
from app.core.wording import label
from app.queries.meetings import AgendaRow
from app.services.meetings import AgendaDraft
from ui.theme import theme

NO, TITLE, LEAD, MINUTES, OUTCOME = range(5)
LONGEST_ITEM = 24 * 60
_Index = QModelIndex | QPersistentModelIndex


class AgendaModel(QAbstractTableModel):
    """`edited` follows each change by a person; the tab saves the whole agenda then."""

    edited = Signal(str)
    """What was done, in words, for the notice; "" for an edit of a cell, which is saved in silence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[AgendaDraft] = []
        self.editable = True

    # ---- feeding ---------------------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[AgendaRow]) -> None:
        """Show what is stored. When it says what stands here already, only the ids are taken over: an editor that is
        open in the next row stays open."""
        drafts = [AgendaDraft(r.title, r.lead, r.minutes, r.outcome, r.papers, r.id, r.objective) for r in rows]
        if [replace(item, id=None) for item in drafts] == [replace(item, id=None) for item in self.items]:
            self.items = drafts
            return
        self.beginResetModel()
        self.items = drafts
        self.endResetModel()

    def retranslate(self) -> None:
        """The language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, OUTCOME)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.items), OUTCOME))

    def move(self, row: int, by: int) -> int:
        """Move an item; gives where it stands now."""
        to = row + by
        if not self.editable or not (0 <= row < len(self.items) and 0 <= to < len(self.items)):
            return row
        below = to + 1 if by > 0 else to
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), below)
        self.items.insert(to, self.items.pop(row))
        self.endMoveRows()
        self.dataChanged.emit(self.index(min(row, to), NO), self.index(max(row, to), NO))
        self.edited.emit("")
        return to

    def remove(self, row: int) -> None:
        """Take an item out."""
        if self.editable and 0 <= row < len(self.items):
            self.beginRemoveRows(QModelIndex(), row, row)
            gone = self.items.pop(row)
            self.endRemoveRows()
            self.edited.emit(tr("“{title}” was taken off the agenda.", title=gone.title))

    def set_objective(self, row: int, text: str) -> bool:
        """What we want of an item; whether that changed anything."""
        if not self.editable or not 0 <= row < len(self.items) or self.items[row].objective == text:
            return False
        self.items[row] = replace(self.items[row], objective=text)
        self.edited.emit("")
        return True

    def minutes(self) -> int:
        """Net speaking time of all items."""
        return sum(item.minutes for item in self.items)

    # ---- Qt's side -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.items) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else OUTCOME + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        new = index.row() == len(self.items)
        if not self.editable or index.column() == NO or (new and index.column() != TITLE):
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= OUTCOME:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", tr("Item"), tr("Lead"), ptr("agenda", "Minutes"), ptr("agenda", "For"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == MINUTES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        new = index.row() == len(self.items)
        item = None if new else self.items[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() in (NO, MINUTES) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            t = theme.tokens()
            return QColor(t.soft if new or index.column() in (NO, LEAD, OUTCOME) else t.ink)
        if role == Qt.ItemDataRole.FontRole and index.column() == TITLE and not new:
            return theme.font("strong")
        if item is None:
            invites = role == Qt.ItemDataRole.DisplayRole and index.column() == TITLE and self.editable
            return tr("New item…") if invites else "" if role == Qt.ItemDataRole.EditRole else None
        if role == Qt.ItemDataRole.EditRole:
            return (index.row() + 1, item.title, item.lead, item.minutes, item.outcome.value)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            length = ntr("{n} min", "{n} min", item.minutes) if item.minutes else ptr("agenda", "open")
            return (str(index.row() + 1), item.title, item.lead, length, label(item.outcome))[index.column()]
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if index.row() == len(self.items):
            return self._add(str(value))
        before = self.items[index.row()]
        after = _changed(before, index.column(), value)
        if after is None or after == before:
            return False
        self.items[index.row()] = after
        self.dataChanged.emit(index, index)
        self.edited.emit("")
        return True

    def _add(self, title: str) -> bool:
        if not title.strip():
            return False
        at = len(self.items)
        # The row typed into becomes the item; a new empty one appears beneath it.
        self.beginInsertRows(QModelIndex(), at + 1, at + 1)
        self.items.append(AgendaDraft(" ".join(title.split())))
        self.endInsertRows()
        self.dataChanged.emit(self.index(at, 0), self.index(at, OUTCOME))
        self.edited.emit("")
        return True


def _changed(item: AgendaDraft, column: int, value: Any) -> AgendaDraft | None:
    if column == TITLE:
        return replace(item, title=" ".join(str(value).split())) if str(value).strip() else None
    if column == LEAD:
        return replace(item, lead=" ".join(str(value).split()))
    if column == MINUTES:
        try:
            return replace(item, minutes=max(0, min(LONGEST_ITEM, int(value))))
        except (TypeError, ValueError):
            return None
    return replace(item, outcome=OutcomeKind(value)) if value in tuple(OutcomeKind) else None


def fit(minutes: int, slot: int, mode: LanguageMode, open_items: int) -> tuple[str, bool]:
    """Whether the agenda fits the slot, in words, and whether it is too long.

    Consecutive interpretation doubles the net speaking time (domain.md 4.6, 14).
    """
    doubled = mode is LanguageMode.CONSECUTIVE
    needed = minutes * 2 if doubled else minutes
    if not minutes:
        return tr("No minutes are set; the meeting has {slot} min.", slot=slot), False
    if doubled:
        said = tr("{minutes} min of speech, {needed} min with consecutive interpretation, of {slot} min.",
                  minutes=minutes, needed=needed, slot=slot)  # fmt: skip
    else:
        said = tr("{minutes} of {slot} min.", minutes=minutes, slot=slot)
    if needed > slot:
        over = ntr("{said} {n} min too long.", "{said} {n} min too long.", needed - slot, said=said)
        return over, True
    if open_items:
        return ntr("{said} {n} item is open.", "{said} {n} items are open.", open_items, said=said), False
    return said, False
