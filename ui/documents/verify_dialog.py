"""Is this paper ours, and is it the version in force? The digits at its foot, or the file itself, say so."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError, ToolFault
from app.core.formats import date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.versions import Verdict, Verification, VersionRow
from ui.desk import Desk
from ui.kit.chip import Chip
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.text import Button, Heading, Label
from ui.theme import theme

_SAID = {
    Verdict.KNOWN: (N_("Genuine, and in force."), "green"),
    Verdict.SUPERSEDED: (N_("Genuine, but a later version took its place."), "amber"),
    Verdict.AMBIGUOUS: (N_("Several versions begin with these digits. Type more of them."), "amber"),
    Verdict.UNKNOWN: (N_("No version of ours bears this. Look at the digits again."), "red"),
    Verdict.TOO_SHORT: (N_("Type at least eight of the digits."), "neutral"),
}
_WORD = {
    Verdict.KNOWN: N_("genuine"),
    Verdict.SUPERSEDED: N_("superseded"),
    Verdict.AMBIGUOUS: N_("not clear"),
    Verdict.UNKNOWN: N_("unknown"),
    Verdict.TOO_SHORT: N_("too short"),
}


class VerifyDialog(QDialog):
    """The answer comes while it is typed; Enter opens the record that was found."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("documents.verify")
        self.setModal(True)
        self.setWindowTitle(tr("Verify a printed hash"))
        self._desk = desk
        self._asked = 0
        self.found: Verification | None = None
        self.line = QLineEdit()
        self.line.setObjectName("documents.verify.hash")
        self.line.setAccessibleName(tr("Digits at the foot of the page"))
        self.line.setPlaceholderText(tr("SHA-256 c30ef289eeb3"))
        self.line.setMaxLength(120)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._enter)
        self.file_button = Button(N_("Choose a file…"), "", "attach", "documents.verify.file")
        self.file_button.clicked.connect(self._choose)
        self.chip = Chip("", "neutral")
        self.chip.setObjectName("documents.verify.verdict")
        self.words = Label("", "body")
        self.words.setObjectName("documents.verify.words")
        self.words.setWordWrap(True)
        self.copy = Label("", "soft")
        self.copy.setObjectName("documents.verify.copy")
        self.copy.setWordWrap(True)
        self.list = LineList("documents.verify.versions", 4)
        self.card = ListCard(N_("Version"), self.list, name="documents.verify.card")
        self.list.opened.connect(self._open)
        self._lay_out()
        self._show_nothing()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.file_button)
        told = QHBoxLayout()
        told.setSpacing(theme.px(8))
        told.addWidget(self.chip)
        told.addWidget(self.words, 1)
        close = Button(N_("Close"), name="documents.verify.close")
        close.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(N_("Verify a printed hash")))
        column.addWidget(Label(N_("Type the digits at the foot of the page, or choose the file."), "soft"))
        column.addLayout(row)
        column.addLayout(told)
        column.addWidget(self.copy)
        column.addWidget(self.card)
        column.addStretch(1)
        column.addLayout(last)
        self.resize(theme.px(600), theme.px(360))
        self.line.setFocus()

    @Slot(str)
    def _typed(self, text: str) -> None:
        digits = text.upper().replace("SHA-256", "").strip()
        self._asked += 1
        if not digits:
            self._show_nothing()
            return
        job = partial(self._desk.queries.versions.verify, digits)
        self._desk.tasks.run(Lane.DB, job, partial(self.show_answer, self._asked), owner=self)

    @Slot()
    def _choose(self) -> None:
        path = self.ask_file()
        if path is not None:
            self._asked += 1
            job = partial(_of_file, self._desk, path)
            self._desk.tasks.run(Lane.DB, job, partial(self.show_answer, self._asked), self._failed, self)

    def ask_file(self) -> Path | None:
        """Which file; None for Esc."""
        path, _ = QFileDialog.getOpenFileName(self, tr("Which file?"))
        return Path(path) if path else None

    def _failed(self, error: AppError) -> None:
        self._desk.notices.error(error)

    def show_answer(self, asked: int, found: Verification) -> None:
        """What it turned out to be; an answer that was overtaken is dropped."""
        if asked != self._asked:
            return
        self.found = found
        words, tone = _SAID[found.verdict]
        word = _WORD[found.verdict]
        if not found.intact:
            words, tone, word = N_("This version was changed in the store after its approval."), "red", N_("damaged")
        elif found.verdict is Verdict.UNKNOWN and found.copy is not None:
            words, tone, word = N_("A copy of ours, of a text that was not approved."), "amber", N_("draft")
        self.chip.set_chip(tr(word), tone)
        self.chip.show()
        self.words.set_message(words)
        zone = self._desk.mission.time_zone if self._desk.mission else "UTC"
        self.card.fill([_line(row, zone) for row in found.versions])
        copy = found.copy
        told = ""
        if copy is not None:
            name = copy.recipient or tr("the mission itself")
            told = tr("Logged copy for {name}, {time}.", name=name, time=date_time(copy.sent_at, zone))
            if copy.copy_no:
                told = tr("Logged copy {no} for {name}, {time}.", no=copy.copy_no, name=name,
                          time=date_time(copy.sent_at, zone))  # fmt: skip
        self.copy.set_data(told)
        self.copy.setVisible(bool(told))

    def _show_nothing(self) -> None:
        self.found = None
        self.chip.hide()
        self.words.set_data("")
        self.copy.hide()
        self.card.fill([])

    @Slot()
    def _enter(self) -> None:
        if self.found is not None and len(self.found.versions) == 1:
            self._open("meeting", self.found.versions[0].meeting_id)

    @Slot(str, str)
    def _open(self, _kind: str, meeting_id: str) -> None:
        self.accept()
        self._desk.navigation.open("meeting", meeting_id, "record")


def _of_file(desk: Desk, path: Path) -> Verification:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise ToolFault(N_("{name} could not be read: {reason}."), name=path.name, reason=reason) from error
    found: Verification = desk.queries.versions.verify(file_bytes=content)
    return found


def _line(row: VersionRow, zone: str) -> ListLine:
    at = date_time(row.frozen_at, zone) if row.frozen_at else ""
    title = tr("{reference}, version {number}", reference=row.reference, number=row.version_text)
    detail = tr("{title}; approved by {name}, {time}", title=row.meeting, name=row.frozen_by, time=at)
    return ListLine(title, detail, "", label(row.status), "neutral", ("meeting", row.meeting_id))
