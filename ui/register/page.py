"""What the pages of people and organisations can do beside their list and form: merge two records, keep filters under
names, write a list or what is chosen in it to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.register.merging import MergeFlow
from ui.shell.actions import HERE, Action
from ui.shell.record_page import RecordPage

MERGE = N_("Merge with another…")


BESIDE = ("followup", "visit", "assessment", "attachment", "claim", "dispatch", "record")
"""Kinds of records that stand in an open record's tabs and not in the list."""


class RegisterPage(RecordPage):
    """A page of the register. `KIND` is "person" or "organisation"."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.merging = MergeFlow(desk, self.KIND, self)
        self._stale = False
        desk.actions.add(
            Action(f"{self.LIST}.merge", MERGE, self.merge, "Ctrl+M", "link", self._can_merge, HERE),
        )

    def pane_actions(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        """What the open record's menu offers beside editing and deleting."""
        return ((MERGE, tr("Ctrl+M"), self.merge),)

    @Slot()
    def merge(self) -> None:
        """Ctrl+M: the open record, or the one the keys are on, with another; two that are chosen with each other."""
        if not self.book.split.is_open():
            chosen = self.chosen_rows()
            if len(chosen) == 2:
                self.merging.begin(chosen[0].id, chosen[0].name, chosen[1].id)
                return
            row = self.list.model.row(self.list.view().currentIndex())
            if row is not None:
                self.merging.begin(row.id, row.name)
            return
        current = self.book.keeper.current
        if current is not None and not self.book.pane.editing():
            self.merging.begin(current.id, current.name)

    def chosen_rows(self) -> list[Any]:
        """The loaded rows among those that are chosen in the list, in its order."""
        rows = (self.list.model.row(at) for at in self.list.chosen())
        return [row for row in rows if row is not None]

    def _can_merge(self) -> bool:
        if not self.isVisible():
            return False
        if self.book.split.is_open():
            return self.book.keeper.current is not None and not self.book.pane.editing()
        return self.list.view().currentIndex().isValid()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.book.keeper.reload()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if changes.touches(*self.TOUCHED_BY) or not changes.touches(*BESIDE):
            return
        # While a record is being taken its lines come by the minute: an open record that nobody sees can wait.
        if self.isVisible():
            self.book.keeper.reload()
        else:
            self._stale = True
