"""What is done with the whole record: its details, sending for approval, approving, and where a problem leads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from shiboken6 import isValid

from app.core.changes import Written
from app.core.enums import RecordStatus
from app.core.errors import AppError, Refused
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from ui.desk import Desk
from ui.kit.dialogs import ask_text
from ui.minutes.details import DetailsDialog
from ui.minutes.presenter import RecordPresenter
from ui.shell.actions import HERE, Action

if TYPE_CHECKING:
    from ui.minutes.record_tab import RecordTab


class RecordActions(QObject):
    """The menu's verbs. An approval is for good, so it alone asks first."""

    def __init__(self, desk: Desk, record: RecordPresenter, tab: RecordTab) -> None:
        super().__init__(tab)
        self.desk, self._record, self._tab = desk, record, tab
        send, approve, group = tab.head.circulate, tab.head.approve, HERE
        desk.actions.add(
            Action("record.send", N_("Send for approval"), send.trigger, when=partial(self._offers, send), group=group),
            Action("record.approve", N_("Approve…"), approve.trigger, when=partial(self._offers, approve), group=group),
        )

    def _offers(self, action: QAction) -> bool:
        """Whether the command box may offer it: the record is on the screen and at that point."""
        return isValid(self) and self._tab.head.isVisible() and action.isEnabled()

    @Slot(str)
    def lead(self, target: str) -> None:
        """To where a problem can be set right: a line, the record's details, or another tab of the meeting."""
        if target.startswith("point:"):
            self._tab.select_point(target.removeprefix("point:"))
        elif target in ("marking", "attribution", "confirmation", "recorder"):
            self.show_details(target)
        elif target in ("participants", "interpreter"):
            self.desk.navigation.open("meeting", self._record.meeting_id, "people")
        elif target in ("place", "status"):
            self.desk.navigation.open("meeting", self._record.meeting_id, "details")
        else:
            self._tab.focus_line()

    @Slot()
    def show_details(self, field: str = "") -> None:
        """The head of the record as a form."""
        if self._record.data is not None and self._record.data.record is not None and self._record.data.is_open:
            dialog = DetailsDialog(self.desk, self._record.data.meeting, self._record.data.record.id, field, self._tab)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot()
    def circulate(self) -> None:
        """Send the draft for approval."""
        if self._record.data is not None and self._record.data.record is not None:
            job = partial(self.desk.services.minutes.circulate, self._record.data.record.id)
            self.desk.tasks.run(Lane.DB, job, self._circulated, owner=self)

    def _circulated(self, written: Written) -> None:
        self.desk.notices.done(tr("The draft is under review."), written.changes)

    @Slot()
    def approve(self) -> None:
        """Approve: what is missing is shown first; an approval is for good, so the name is asked for."""
        data = self._record.data
        if data is None or data.record is None:
            return
        if data.problems:
            self._refused(data.problems[0].field)
            return
        if data.record.status is RecordStatus.DRAFT:
            self.desk.notices.info(tr("Send it for approval first; then it can be approved."))
            return
        name = ask_text(
            self._tab, N_("Approve this record"),
            N_("Who approves it? It gets its number and does not change any more."), N_("Approve"),
        )  # fmt: skip
        if name:
            job = partial(self.desk.services.minutes.approve, data.record.id, name)
            self.desk.tasks.run(Lane.DB, job, self._approved, self._not_approved, owner=self)

    def _approved(self, _written: Written) -> None:
        self._tab.view.setFocus()  # the button that had the keys is gone with the approval
        self.desk.notices.done(tr("The record is approved."))

    def _not_approved(self, error: AppError) -> None:
        problems = error.problems if isinstance(error, Refused) else ()
        if problems:
            self._refused(problems[0].field)
        else:
            self.desk.notices.error(error)

    def _refused(self, first: str) -> None:
        self.desk.notices.warning(tr("It cannot be approved yet. What is missing stands beside the record."))
        self._tab.show_checks(first)
