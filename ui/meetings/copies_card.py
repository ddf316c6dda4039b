"""The distribution log of a meeting: which copies of its papers left, for whom, when and by which way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Changes, Written
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.dispatches import DispatchRow
from ui.desk import Desk
from ui.kit.dialogs import ask_text
from ui.kit.line_list import LineList, ListCard
from ui.shell.paper_words import line_of


class CopiesCard(ListCard):
    """Newest first. Enter notes something about a copy: called back, acknowledged."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.list = LineList("meetings.documents.copies-list", 4, parent)
        super().__init__(N_("Copies that left"), self.list, N_("No copy has left yet."), "meetings.documents.copies")
        self._desk, self._id = desk, ""
        self.rows: list[DispatchRow] = []
        self.list.opened.connect(self._annotate)
        desk.bridge.changed.connect(self._changed)

    def show_meeting(self, id: str) -> None:
        """Another meeting, or the same one: read its log."""
        self._id = id
        job = partial(self._desk.queries.dispatches.of_meeting, id)
        self._desk.tasks.run(Lane.DB, job, partial(self._read, id), owner=self)

    def _read(self, id: str, rows: Sequence[DispatchRow]) -> None:
        if id == self._id:
            self.rows = list(rows)
            zone = self._desk.mission.time_zone if self._desk.mission else "UTC"
            self.fill([line_of(row, zone) for row in rows], str(len(rows)) if rows else "")

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self._id and changes.touches("dispatch"):
            self.show_meeting(self._id)

    @Slot(str, str)
    def _annotate(self, _kind: str, id: str) -> None:
        note = ask_text(self, N_("Note on this copy"), N_("Called back, destroyed, acknowledged: it is kept with the "
                        "entry."), N_("Keep the note"))  # fmt: skip
        if note:
            job = partial(self._desk.services.dispatches.annotate, id, note)
            self._desk.tasks.run(Lane.DB, job, self._annotated, owner=self)

    def _annotated(self, written: Written) -> None:
        self._desk.notices.done(tr("The note is kept."), written.changes)
