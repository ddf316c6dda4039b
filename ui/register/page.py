"""What the pages of people and organisations can do beside their list and form: merge two records, keep filters under
names, write a list or what is chosen in it to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.kit.text import Button
from ui.register.exporting import ExportFlow, Ids
from ui.register.merging import MergeFlow
from ui.shell.actions import HERE, Action
from ui.shell.record_page import RecordPage

MERGE = N_("Merge with another…")


BESIDE = ("followup", "visit", "assessment", "attachment", "claim", "dispatch", "record")
"""Kinds of records that stand in an open record's tabs and not in the list."""


SEVERAL = 2
"""Rows from which a selection is meant: one row is always under the keys."""
CHUNK = 500


def _same(ids: Sequence[str]) -> Sequence[str]:
    return ids


class RegisterPage(RecordPage):
    """A page of the register. `KIND` is "person" or "organisation"."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.merging = MergeFlow(desk, self.KIND, self)
        self.exporting = ExportFlow(desk, self.KIND, self)
        self._stale = False
        desk.actions.add(Action(f"{self.LIST}.merge", MERGE, self.merge, "", "link", self._can_merge, HERE))
        # Not a key of the window: two pages have it, and Qt gives a key that is there twice to neither.
        keys = QShortcut(QKeySequence("Ctrl+M"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.merge)

    def pane_actions(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        """What the open record's menu offers beside editing and deleting."""
        return (
            (MERGE, tr("Ctrl+M"), self.merge),
            (N_("Export…"), tr("Ctrl+E"), self.export),
            (N_("Show in the network"), "", self.show_around),
        )

    def offer_import(self) -> None:
        """A button over the list for files of these records."""
        self.bring = Button(N_("Import…"), "", "import", f"{self.LIST}.import")
        self.bring.clicked.connect(self.import_here)
        self.list.add_action(self.bring)

    @Slot()
    def import_here(self) -> None:
        """To the page that brings files in, for records of this kind."""
        self.desk.navigation.open("import", extra={"kind": self.LIST})

    @Slot()
    def show_around(self) -> None:
        """The network around the open record."""
        current = self.book.keeper.current
        if current is not None:
            self.desk.navigation.open("pictures", part="network", extra={"around": current.id, "name": current.name})

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

    def listed(self) -> Sequence[int]:
        """The rowids of the list as it is filtered and ordered; called away from the window."""
        raise NotImplementedError

    def rows_of(self, rowids: Sequence[int]) -> Sequence[Any]:
        """Rows by rowid; called away from the window."""
        raise NotImplementedError

    @Slot()
    def export(self) -> None:
        """Ctrl+E: the open record, or what is chosen, or the list as it is filtered, as a file."""
        current = self.book.keeper.current if self.book.split.is_open() else None
        model, chosen = self.list.model, self.list.chosen()
        if current is not None and len(chosen) < SEVERAL:
            one: Ids = partial(_same, (current.id,))
            count = 1
        else:
            rowids = [id for at in chosen if isinstance(id := model.id_at(at), int)] if len(chosen) >= SEVERAL else []
            one, count = partial(self._ids_of, rowids), len(rowids)
        if not count and not model.rowCount():
            self.desk.notices.info(tr("There is nothing in the list to export."))
            return
        self.exporting.begin(one, count, self._listed_ids, self.listed_count(), self.list.filters.said())

    def listed_count(self) -> int:
        """How many records the list has, folded ones too."""
        return self.list.model.rowCount()

    def _listed_ids(self) -> list[str]:
        return self._ids_of(self.listed())

    def _ids_of(self, rowids: Sequence[int]) -> list[str]:
        chunks = (rowids[start : start + CHUNK] for start in range(0, len(rowids), CHUNK))
        return [row.id for chunk in chunks for row in self.rows_of(chunk)]

    def chosen_rows(self) -> list[Any]:
        """The loaded rows among those that are chosen in the list, in its order."""
        rows = (self.list.model.row(at) for at in self.list.chosen())
        return [row for row in rows if row is not None]

    def _can_merge(self) -> bool:
        if not isValid(self) or not self.isVisible():
            return False  # of a page that was built anew in another language, or of the one behind
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
