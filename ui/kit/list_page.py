"""List and record side by side: a table of the full width, or cards beside what is open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from ui.kit.empty import EmptyState
from ui.kit.filter_bar import Filter, FilterBar
from ui.kit.list_view import ListView
from ui.kit.table_model import CardText, Column, Id, PagedModel, Roles, Sort
from ui.kit.text import Button
from ui.theme import theme

__all__ = [
    "CardText", "Column", "EmptyState", "Filter", "FilterBar", "Id", "ListView", "MasterDetail", "PagedModel", "Roles",
    "Sort",
]  # fmt: skip

LIST_WIDTH = 318
NARROW = 1000


class MasterDetail(QWidget):
    """`list` and, once `open()` was called, the detail. In a window narrower than 1,000 px the list folds away."""

    detail_closed = Signal()
    """The user went back to the list."""

    def __init__(self, list_view: ListView, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.split")
        self.list = list_view
        self._detail: QWidget | None = None
        self._open = False
        self._away = False
        self._list_width = LIST_WIDTH
        self.back = Button(N_("Back to the list"), "link", "back", f"{prefix}.back-to-list")
        self.back.clicked.connect(self._go_back)
        self._room = QWidget()
        self._room.setObjectName(f"{prefix}.detail")
        self._column = QVBoxLayout(self._room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName(f"{prefix}.splitter")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._room)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.splitterMoved.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)
        theme.notifier().changed.connect(self._arrange)
        self._arrange()
        self._say()

    def set_detail(self, widget: QWidget) -> None:
        """The widget beside the list; the one before is given back to nobody and deleted."""
        if self._detail is widget:
            return
        if self._detail is not None:
            self._column.removeWidget(self._detail)
            self._detail.deleteLater()
        self._detail = widget
        self._column.addWidget(widget, 1)

    def detail(self) -> QWidget | None:
        """The widget beside the list."""
        return self._detail

    def is_open(self) -> bool:
        """Whether the detail is shown."""
        return self._open

    def is_folded(self) -> bool:
        """Whether the list is away: the window is too narrow to show it beside the detail, or it was put away."""
        return self._open and (self._away or self._narrow())

    @Slot()
    def fold_list(self) -> None:
        """Put the list away so that the detail has all the room, or bring it back."""
        if self._open:
            self._away = not self._away
            self._arrange()

    def open(self) -> None:
        """Show the detail; the list becomes cards."""
        if not self._open:
            self._open = True
            self._arrange()

    def close_detail(self) -> None:
        """Show the list alone, as a table."""
        if self._open:
            self._open = self._away = False
            self._arrange()
            self.list.view().setFocus()

    def save_state(self) -> dict[str, object]:
        """The list's state and its width beside a detail, in design pixels."""
        return {**self.list.save_state(), "list_width": self._list_width}

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Undo `save_state`."""
        width = state.get("list_width")
        if isinstance(width, int):
            self._list_width = max(200, min(800, width))
        self.list.restore_state(state)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._open and self.is_folded() == self.list.isVisibleTo(self):
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def event(self, event: QEvent) -> bool:
        # A new parent is a new window, whose width may fold the list.
        done = super().event(event)
        if event.type() in (QEvent.Type.ParentChange, QEvent.Type.Show):
            self._arrange()
        return done

    def _narrow(self) -> bool:
        return self.window().width() < theme.px(NARROW)

    @Slot()
    def _arrange(self) -> None:
        folded = self.is_folded()
        self._room.setVisible(self._open)
        self.list.setVisible(not folded)
        self.back.setVisible(folded)
        self.list.set_compact(self._open)
        if self._open and not folded:
            self.list.setMinimumWidth(theme.px(220))
            width = theme.px(self._list_width)
            self._split.setSizes([width, max(1, self.width() - width - 1)])
        else:
            self.list.setMinimumWidth(0)

    @Slot(int, int)
    def _moved(self, at: int, _index: int) -> None:
        if self._open:
            self._list_width = round(at / theme.zoom())

    @Slot()
    def _go_back(self) -> None:
        self.close_detail()
        self.detail_closed.emit()

    def _say(self) -> None:
        self._room.setAccessibleName(tr(N_("Details")))
