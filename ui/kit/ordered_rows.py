"""Rows whose order people decide: a model told by drags, and the list over it that takes keys, drags and a menu.

Neither writes anything: their signals say what was asked for which rows, and a reload shows what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QStyledItemDelegate

_Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")


class KeyedModel(QAbstractListModel, Generic[R]):
    """Frozen rows that are told apart by a key. A feature's model says the key and what a row answers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[R, ...] = ()

    def key_of(self, row: R) -> Any:
        """What makes it the same row after a reload."""
        raise NotImplementedError

    def told(self, row: R, role: int) -> Any:
        """`data` of a row that is there."""
        raise NotImplementedError

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these. The same keys in the same order are repainted only, so that nothing jumps."""
        same = [self.key_of(row) for row in rows] == [self.key_of(row) for row in self.rows]
        if same:
            self.rows = tuple(rows)
            self.repaint()
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def repaint(self) -> None:
        """What the rows say may have changed, as with the language."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def find(self, key: Any) -> int:
        """Row number of a key, -1 for none."""
        return next((no for no, row in enumerate(self.rows) if self.key_of(row) == key), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        return self.told(self.rows[index.row()], role)


class OrderedModel(KeyedModel[R]):
    """Rows that can be dragged, within the list and between lists of the same `MIME`. Keys are texts."""

    MIME: ClassVar[str]

    dropped = Signal(list, int)
    """(keys, row they were dropped before)."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [self.MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        keys = [self.key_of(self.rows[row]) for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(self.MIME, json.dumps(keys).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: _Index
    ) -> bool:
        return data.hasFormat(self.MIME)

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index) -> bool:
        if not data.hasFormat(self.MIME):
            return False
        at = parent.row() if parent.isValid() else row if row >= 0 else len(self.rows)
        self.dropped.emit([str(key) for key in json.loads(bytes(data.data(self.MIME).data()))], at)
        return True


class OrderedList(QListView, Generic[R]):
    """The list over an `OrderedModel`. Letters are commands, which the feature's list takes in `keyPressEvent` before
    handing on what it does not know; `menu` offers the same by mouse."""

    move_wanted = Signal(str, int)
    remove_wanted = Signal(list)
    open_wanted = Signal(str)
    """Show what the row is of: what `opens` gives."""

    def __init__(self, name: str, model: OrderedModel[R], delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setObjectName(name)
        self.ordered = model
        for part in (model, delegate):
            if part.parent() is None:
                part.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.doubleClicked.connect(self.open_current)

    # ---- what a feature's list says --------------------------------------------------------------------------------

    def opens(self, row: R) -> str | None:
        """The id that `open_wanted` gives for a row; "" or None where there is nothing to open."""
        raise NotImplementedError

    def menu(self) -> QMenu:
        """What can be done with the selected rows: entries made by `offer`, `triggered` connected to `take`."""
        raise NotImplementedError

    def do(self, what: str, value: str, row: R) -> None:
        """An entry of the menu was chosen while the keyboard is on `row`."""
        if what == "move":
            self.move_wanted.emit(self.ordered.key_of(row), int(value))
        elif what == "remove":
            self.remove_wanted.emit(self.chosen())
        elif what == "open":
            self.open_current()

    # ---- for everybody ---------------------------------------------------------------------------------------------

    def chosen(self) -> list[str]:
        """Keys of the selected rows, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.ordered.key_of(self.ordered.rows[row]) for row in rows if row < len(self.ordered.rows)]

    def current(self) -> R | None:
        """The row the keyboard is on."""
        at = self.currentIndex().row() if self.currentIndex().isValid() else -1
        return self.ordered.rows[at] if 0 <= at < len(self.ordered.rows) else None

    def go_to(self, key: str) -> bool:
        """Put the keyboard on a row; False when it is not here."""
        row = self.ordered.find(key)
        if row >= 0:
            self.setCurrentIndex(self.ordered.index(row))
        return row >= 0

    @Slot()
    def open_current(self) -> None:
        """Ask to show what the current row is of."""
        current = self.current()
        id = self.opens(current) if current is not None else None
        if id:
            self.open_wanted.emit(id)

    def offer(self, menu: QMenu, text: str, keys: str, data: str) -> QAction:
        """An entry of the menu; `data` is "what" or "what:value" for `do`."""
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.setData(data)
        return action

    @Slot(QAction)
    def take(self, action: QAction) -> None:
        """Do what an entry made by `offer` says."""
        what, _, value = str(action.data()).partition(":")
        current = self.current()
        if current is not None:
            self.do(what, value, current)

    # ---- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current()
        plain = is_plain(event)
        if key == Qt.Key.Key_Escape:
            event.ignore()  # the page decides what "back out" is
        elif current is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(self.ordered.key_of(current), -1 if key == Qt.Key.Key_Up else 1)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(self.chosen())
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Menu:
            self._menu_at(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, not a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.ordered.rows:
            self.setCurrentIndex(self.ordered.index(0))
        self.viewport().update()

    @Slot(QPoint)
    def _menu_at(self, place: QPoint) -> None:
        if self.current() is not None:
            self.menu().popup(self.viewport().mapToGlobal(place))


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed without Ctrl, Alt or Shift."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
