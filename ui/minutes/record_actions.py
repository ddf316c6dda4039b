"""What is done with the whole record: its details, its way to approval, its versions, and where a problem leads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from app.core.changes import Written
from app.core.enums import RecordKind, RecordStatus, ReviewState
from app.core.errors import AppError, Refused
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.minutes import RecordDetail
from app.services.minutes import Approved
from ui.desk import Desk
from ui.kit.dialogs import ask_text
from ui.minutes import head_line as verbs
from ui.minutes.approving import ask_answer, ask_approvers, ask_confirmation
from ui.minutes.details import DetailsDialog
from ui.minutes.presenter import RecordPresenter
from ui.minutes.versions_dialog import VersionsDialog
from ui.shell.actions import HERE, Action

if TYPE_CHECKING:
    from ui.minutes.record_tab import RecordTab

_KEYS = {verbs.SEND: "record.send", verbs.APPROVE: "record.approve"}
_HEAD = frozenset({
    "marking", "attribution", "confirmation", "confirmed_by", "recorder", "correction", "press_line", "addressee",
    "signatories", "prevailing_language", "second_language",
})  # fmt: skip
_BLOCKS = frozenset({"summary", "comment"})


class RecordActions(QObject):
    """The verbs of the menu. An approval is for good, so it asks for a name; the others can be taken back."""

    def __init__(self, desk: Desk, record: RecordPresenter, tab: RecordTab) -> None:
        super().__init__(tab)
        self.desk, self._record, self._tab = desk, record, tab
        tab.head.wanted.connect(self.do)
        tab.head.kind_wanted.connect(self.show_kind)
        for verb, words in verbs.WORDS.items():
            key = _KEYS.get(verb, f"record.{verb}")
            when = partial(self._offers, verb)
            desk.actions.add(Action(key, words, partial(self.do, verb), when=when, group=HERE))
        desk.actions.add(
            Action("record.preview", N_("Show the paper beside the lines"), tab.toggle_preview, "F9",
                   when=self._on_screen, group=HERE)
        )  # fmt: skip
        for kind in RecordKind:
            desk.actions.add(
                Action(f"record.kind.{kind.value}", _KIND_WORDS[kind], partial(self.show_kind, kind),
                       when=self._on_screen, group=HERE)
            )  # fmt: skip

    def _offers(self, verb: str) -> bool:
        """Whether the command box may offer it: the record is on the screen and at that point."""
        return self._on_screen() and self._tab.head.can(verb)

    def _on_screen(self) -> bool:
        return isValid(self) and isValid(self._tab) and self._tab.isVisible()

    @Slot(str)
    def do(self, verb: str) -> None:
        """One of `head_line.WORDS`."""
        acts: dict[str, Callable[[], None]] = {
            verbs.DETAILS: self.show_details,
            verbs.SEND: self.send,
            verbs.ANSWER: self.answer,
            verbs.SENT: self.sent,
            verbs.CONFIRM: self.confirm,
            verbs.APPROVE: self.approve,
            verbs.BACK: self.back_to_draft,
            verbs.ISSUE: self.issue,
            verbs.CORRECT: self.correct,
            verbs.VERSIONS: self.show_versions,
            verbs.DISCARD: self.discard,
        }
        acts[verb]()

    @property
    def record(self) -> RecordDetail | None:
        """The record on the screen."""
        return self._record.data.record if self._record.data is not None else None

    # ---- leading to what is missing --------------------------------------------------------------------------------

    @Slot(str)
    def lead(self, target: str) -> None:
        """To where a problem can be set right: a line, the record's details, or another tab of the meeting."""
        what, _, id = target.partition(":")
        if what == "point":
            self._tab.select_point(id)
        elif what == "who":
            self._tab.attending.ask(id)
        elif what == "review":
            self.answer(id)
        elif what == "follow":
            job = partial(self.desk.services.carry_over.follow, self._record.meeting_id, id)
            self.desk.tasks.run(Lane.DB, job, self._told(tr("Open promises were taken up.")), owner=self)
        elif what == "matter":
            self.note_matter(id)
        elif target in _BLOCKS and self._tab.focus_block(target):
            pass
        elif target in _HEAD or target in _BLOCKS:
            self.show_details(target)
        elif target in ("participants", "interpreter"):
            self.desk.navigation.open("meeting", self._record.meeting_id, "people")
        elif target in ("place", "status", "languages"):
            self.desk.navigation.open("meeting", self._record.meeting_id, "details")
        else:
            self._tab.focus_line()

    def note_matter(self, mention_id: str) -> None:
        """What was said here of a promise that an earlier meeting left; it stands in the promise's history."""
        matters = self._record.data.matters if self._record.data is not None else ()
        one = next((matter for matter in matters if matter.mention_id == mention_id), None)
        if one is None:
            return
        note = ask_text(self._tab, N_("What was said of it?"), N_("“{promise}”: the note is kept in its history."),
                        N_("Keep the note"), promise=one.title)  # fmt: skip
        if note:
            job = partial(self.desk.services.carry_over.note, mention_id, note)
            self.desk.tasks.run(Lane.DB, job, self._told(tr("The note is kept.")), owner=self)

    @Slot()
    def show_details(self, field: str = "") -> None:
        """The head of the record as a form."""
        if self._record.data is not None and self.record is not None and self._record.data.is_open:
            dialog = DetailsDialog(self.desk, self._record.data.meeting, self.record, field, self._tab)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(object)
    def show_kind(self, kind: RecordKind) -> None:
        """The meeting's record of another kind; one that is not there is begun."""
        data = self._record.data
        if data is None:
            return
        if kind in data.kinds:
            self._record.show_kind(kind)
        else:
            self._record.begin(kind)

    # ---- the way to approval ---------------------------------------------------------------------------------------

    @Slot()
    def send(self) -> None:
        """Ask who is to approve, then send the draft."""
        if self.record is not None:
            ask_approvers(self.desk, self.record, self._tab, self._circulated)

    @Slot()
    def circulate(self) -> None:
        """Send the draft as it is, to whoever was asked before."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.circulate, self.record.id)
            self.desk.tasks.run(Lane.DB, job, self._circulated, owner=self)

    def _circulated(self, written: Written) -> None:
        self.desk.notices.done(tr("The draft is under review."), written.changes)

    @Slot()
    def answer(self, review_id: str = "") -> None:
        """What an approver says."""
        record = self.record
        if record is not None and record.is_open and record.reviews:
            ask_answer(self.desk, record, self._tab, self._told(tr("The answer is kept.")), review_id)

    @Slot()
    def sent(self) -> None:
        """It went to the other side for confirmation."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.send, self.record.id)
            said = tr("Noted: the text is with the other side for confirmation.")
            self.desk.tasks.run(Lane.DB, job, self._told(said), owner=self)

    @Slot()
    def confirm(self) -> None:
        """What the other side answered."""
        data = self._record.data
        if data is not None and data.record is not None:
            done = self._told(tr("The answer of the other side is kept."))
            ask_confirmation(self.desk, data.record, data.meeting.time_zone, self._tab, done)

    @Slot()
    def back_to_draft(self) -> None:
        """To its author again."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.back_to_draft, self.record.id)
            self.desk.tasks.run(Lane.DB, job, self._told(tr("The record is a draft again.")), owner=self)

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
            initial=_agreed(data.record),
        )  # fmt: skip
        if name:
            job = partial(self.desk.services.minutes.approve, data.record.id, name)
            self.desk.tasks.run(Lane.DB, job, self._approved, self._not_approved, owner=self)

    def _approved(self, written: Approved) -> None:
        self._tab.view.setFocus()  # the button that had the keys is gone with the approval
        said = tr("Approved: {reference}, version {number}.", reference=written.reference, number=written.edition)
        self.desk.notices.done(said)
        for note in written.notes:
            self.desk.notices.warning(str(note))

    def _not_approved(self, error: AppError) -> None:
        problems = error.problems if isinstance(error, Refused) else ()
        if problems:
            self._refused(problems[0].field)
        else:
            self.desk.notices.error(error)

    def _refused(self, first: str) -> None:
        self.desk.notices.warning(tr("It cannot be approved yet. What is missing stands beside the record."))
        self._tab.show_checks(first)

    # ---- after it --------------------------------------------------------------------------------------------------

    @Slot()
    def issue(self) -> None:
        """It went out."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.issue, self.record.id)
            self.desk.tasks.run(Lane.DB, job, self._told(tr("The record is issued.")), owner=self)

    @Slot()
    def correct(self) -> None:
        """Begin the next version; what it corrects is the first thing that is asked."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.correct, self.record.id)
            self.desk.tasks.run(Lane.DB, job, self._begun, owner=self)

    def _begun(self, written: Written) -> None:
        said = tr("A new version was begun. The approved one stays in force until then.")
        self.desk.notices.done(said, written.changes)
        self._record.when_read(self._ask_correction)

    def _ask_correction(self) -> None:
        self.show_details("correction")

    @Slot()
    def discard(self) -> None:
        """Throw a correction away; the version that it would have replaced stays in force."""
        if self.record is not None:
            job = partial(self.desk.services.minutes.discard, self.record.id)
            self.desk.tasks.run(Lane.DB, job, self._told(tr("The correction was thrown away.")), owner=self)

    @Slot()
    def show_versions(self) -> None:
        """Versions and drafts, and what changed between two of them."""
        data = self._record.data
        if data is not None and data.record is not None:
            VersionsDialog(self.desk, data.record.id, data.meeting.time_zone, self._tab).open()

    def _told(self, said: str) -> Callable[[Written], None]:
        return partial(self._say, said)

    def _say(self, said: str, written: Written) -> None:
        self.desk.notices.done(said, written.changes)


_KIND_WORDS = {
    RecordKind.MINUTES: N_("Record: minutes"),
    RecordKind.RECORD_OF_DISCUSSION: N_("Record: record of discussion"),
    RecordKind.AGREED_MINUTES: N_("Record: agreed minutes"),
    RecordKind.NOTE_FOR_FILE: N_("Record: note for file"),
    RecordKind.AIDE_MEMOIRE: N_("Record: aide-mémoire"),
    RecordKind.PRESS_LINE: N_("Record: press line"),
}


def _agreed(record: RecordDetail) -> str:
    """The named approvers who approved, in their order: whom the paper will name unless somebody else is written."""
    return "; ".join(one.reviewer for one in record.reviews if one.state is ReviewState.APPROVED)
