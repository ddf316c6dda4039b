"""The two short lists of the register: numbers with their gaps, and copies that left."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.enums import ReferenceState
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.dispatches import DispatchRow
from app.queries.versions import NumberRow
from ui.desk import Desk
from ui.documents.columns import Gap, copy_card, copy_columns, number_card, number_columns
from ui.documents.patterns_dialog import ask_patterns
from ui.kit.dialogs import ask_text
from ui.kit.empty import EmptyState
from ui.kit.list_page import ListView, PagedModel
from ui.kit.text import Button


class ShortList(QWidget):
    """A list that is read whole. `read` gives its rows, in a lane."""

    def __init__(self, desk: Desk, view: ListView, read: Callable[[], Sequence[Any]]) -> None:
        super().__init__()
        self.desk, self.list, self._read = desk, view, read
        self.rows: list[Any] = []
        self._asked = 0
        self.opened = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        self.setFocusProxy(view)
        view.activated.connect(self._activated)

    def refresh(self) -> None:
        """Read it anew."""
        self.opened = True
        self._asked += 1
        self.desk.tasks.run(Lane.DB, self._read, partial(self._show, self._asked), owner=self)

    def _show(self, asked: int, rows: Sequence[Any]) -> None:
        if asked == self._asked:
            self.rows = list(rows)
            at = self.list.current_id()
            self.list.model.reset(array("q", range(len(self.rows))), self.rows)
            if isinstance(at, int):
                self.list.select(min(at, len(self.rows) - 1))

    def current(self) -> Any | None:
        """The row under the hand."""
        at = self.list.current_id()
        return self.rows[at] if isinstance(at, int) and 0 <= at < len(self.rows) else None

    @Slot(object)
    def _activated(self, _id: object) -> None:
        row = self.current()
        if row is not None and getattr(row, "meeting_id", None):
            self.desk.navigation.open("meeting", row.meeting_id, self.part)

    part = "record"


class Numbers(ShortList):
    """The register of numbers: what is missing stands in red, what was cancelled with its reason. Del cancels."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "documents", N_("No number is taken yet"),
            N_("Each approval takes the next number of its kind and year; a cancelled one stays here with its reason."),
            name="documents.numbers.empty",
        )  # fmt: skip
        zone = desk.mission.time_zone if desk.mission else "UTC"
        model = PagedModel(number_columns(zone), number_card)
        view = ListView("documents.numbers", N_("Register of numbers"), model, (), empty)
        super().__init__(desk, view, partial(_numbers, desk))
        self.cancel_button = Button(N_("Cancel this number…"), "", name="documents.numbers.cancel")
        self.cancel_button.clicked.connect(self.cancel)
        self.patterns_button = Button(N_("Number patterns…"), "", name="documents.numbers.patterns")
        self.patterns_button.clicked.connect(self.ask_patterns)
        view.add_action(self.patterns_button)
        view.add_action(self.cancel_button)

    @Slot()
    def ask_patterns(self) -> None:
        """How numbers are written from now on."""
        ask_patterns(self.desk, self)

    @Slot()
    def cancel(self) -> None:
        """Withdraw the number under the hand, with the reason that is kept."""
        row = self.current()
        if not isinstance(row, NumberRow) or row.state is ReferenceState.CANCELLED:
            self.desk.notices.info(tr("Choose a number that is in use."))
            return
        why = N_("Why? The number stays in the register with the reason and is never given again.")
        reason = ask_text(self, N_("Cancel {reference}"), why, N_("Cancel the number"), reference=row.reference)
        if reason:
            job = partial(self.desk.services.references.cancel, row.reference, reason)
            self.desk.tasks.run(Lane.DB, job, self._cancelled, owner=self)

    def _cancelled(self, written: Written) -> None:
        self.desk.notices.done(tr("The number was cancelled."), written.changes)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.cancel()
        else:
            super().keyPressEvent(event)


class Copies(ShortList):
    """The distribution log of the whole mission. Enter opens the meeting's papers."""

    part = "documents"

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "documents", N_("No copy has left yet"),
            N_("Each copy that is saved or printed stands here: which edition of what, for whom, by which way."),
            name="documents.copies.empty",
        )  # fmt: skip
        zone = desk.mission.time_zone if desk.mission else "UTC"
        model = PagedModel(copy_columns(zone), copy_card)
        view = ListView("documents.copies", N_("Copies that left"), model, (), empty)
        super().__init__(desk, view, desk.queries.dispatches.all)
        note = Button(N_("Note on this copy…"), "", name="documents.copies.note")
        note.clicked.connect(self.annotate)
        view.add_action(note)

    @Slot()
    def annotate(self) -> None:
        """Called back, destroyed, acknowledged: kept with the entry."""
        row = self.current()
        if not isinstance(row, DispatchRow):
            self.desk.notices.info(tr("Choose a copy first."))
            return
        words = N_("Called back, destroyed, acknowledged: it is kept with the entry.")
        text = ask_text(self, N_("Note on this copy"), words, N_("Keep the note"))
        if text:
            job = partial(self.desk.services.dispatches.annotate, row.id, text)
            self.desk.tasks.run(Lane.DB, job, self._noted, owner=self)

    def _noted(self, written: Written) -> None:
        self.desk.notices.done(tr("The note is kept."), written.changes)
        self.refresh()


def _numbers(desk: Desk) -> list[NumberRow | Gap]:
    """In the lane: the register with what is missing in it."""
    return list(with_gaps(desk.queries.versions.numbers()))


def with_gaps(rows: Sequence[NumberRow]) -> Iterator[NumberRow | Gap]:
    """The numbers, newest first, and between them those that are missing from one to the highest of their series."""
    for at, row in enumerate(rows):
        yield row
        after = rows[at + 1] if at + 1 < len(rows) else None
        same = after is not None and (after.kind, after.year) == (row.kind, row.year)
        below = after.no if same and after is not None else 0
        for no in range(row.no - 1, below, -1):
            yield Gap(row.kind, row.year, no)
