"""The record's rows as an item model: what changes is told row by row, so that nothing jumps and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.minutes.rows import HeadingRow, LineRow, Row

_Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class RecordModel(QAbstractListModel):
    """Rows by key. `set_rows` replaces only what differs between the common beginning and the common end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._at: dict[str, int] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """All rows in order."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; rows whose key stays keep their index (and so the selection, the scroll place, the line)."""
        new = list(rows)
        old_keys, new_keys = [row.key for row in self._rows], [row.key for row in new]
        head = 0
        while head < min(len(old_keys), len(new_keys)) and old_keys[head] == new_keys[head]:
            head += 1
        tail = 0
        most = min(len(old_keys), len(new_keys)) - head
        while tail < most and old_keys[-1 - tail] == new_keys[-1 - tail]:
            tail += 1
        self._update(self._rows[:head], new[:head], 0)
        if tail:
            self._update(self._rows[-tail:], new[-tail:], len(self._rows) - tail)
        self._take_out(head, len(self._rows) - tail)
        self._put_in(head, new[head : len(new) - tail])

    def row_of(self, key: str) -> int:
        """The row with this key, -1 when there is none."""
        return self._at.get(key, -1)

    def index_of(self, key: str) -> QModelIndex:
        """The index with this key, invalid when there is none."""
        row = self.row_of(key)
        return self.index(row) if row >= 0 else QModelIndex()

    def row(self, index: _Index) -> Row | None:
        """What stands at an index, None for an invalid one."""
        return self._rows[index.row()] if index.isValid() and 0 <= index.row() < len(self._rows) else None

    def line(self, index: _Index) -> LineRow | None:
        """The point at an index, None where something else stands."""
        found = self.row(index)
        return found if isinstance(found, LineRow) else None

    # ---- Qt's side -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, HeadingRow) else row.text if isinstance(row, LineRow) else ""
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row(index)
        if isinstance(row, LineRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren if row else Qt.ItemFlag.NoItemFlags

    def _update(self, old: Sequence[Row], new: Sequence[Row], first: int) -> None:
        for at, (was, now) in enumerate(zip(old, new, strict=True), first):
            if was != now:
                self._rows[at] = now
                self.dataChanged.emit(self.index(at), self.index(at))

    def _take_out(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self._rows[first:end]
            self._count()
            self.endRemoveRows()

    def _put_in(self, first: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows[first:first] = rows
            self._count()
            self.endInsertRows()

    def _count(self) -> None:
        self._at = {row.key: at for at, row in enumerate(self._rows)}
