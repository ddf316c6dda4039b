"""One record beside the register: what it is, its versions, and which copies of it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.formats import date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.dispatches import DispatchRow
from app.queries.minutes import RecordDetail
from app.queries.versions import VersionRow
from ui.desk import Desk
from ui.documents.columns import SHORT, TONES
from ui.kit.card import Card, FactsLine
from ui.kit.form import MEASURE
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label, Title
from ui.shell.paper_words import line_of
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is shown of one record."""

    record: RecordDetail
    meeting: str
    zone: str
    versions: tuple[VersionRow, ...]
    copies: tuple[DispatchRow, ...]


class RecordDetailView(QWidget):
    """Enter on a version shows that one. The filled button goes to the meeting, where the record is worked on."""

    version_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("documents.open")
        self._desk = desk
        self.id = ""
        self.loaded: Loaded | None = None
        self.title = Title()
        self.title.setWordWrap(True)
        self.facts = FactsLine()
        self.open_button = Button(N_("Open the record"), "primary", name="documents.open.record")
        self.papers_button = Button(N_("Papers of the meeting"), name="documents.open.papers")
        self.open_button.clicked.connect(self.open_record)
        self.papers_button.clicked.connect(self.open_papers)
        self.approval = Label("", "body")
        self.approval.setWordWrap(True)
        self.hash = Label("", "soft")
        self.hash.setWordWrap(True)
        self.hash.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.state = Card(N_("Approval"), name="documents.open.approval")
        self.state.add(self.approval)
        self.state.add(self.hash)
        self.versions = ListCard(
            N_("All versions"), LineList("documents.open.versions", 6), name="documents.open.versions-card"
        )
        self.copies = ListCard(N_("Copies that left"), LineList("documents.open.copies", 8),
                               N_("No copy of it has left yet."), "documents.open.copies-card")  # fmt: skip
        self.versions.lines.opened.connect(self._version)
        self._lay_out()

    def show_record(self, id: str) -> None:
        """Another record, or the same one again."""
        self.id = id
        if id:
            job = partial(_read, self._desk, id)
            self._desk.tasks.run(Lane.DB, job, partial(self._show, id), partial(self._gone, id), self)

    def _show(self, id: str, found: Loaded) -> None:
        if id != self.id:
            return
        self.loaded = found
        record = found.record
        self.title.set_data(record.reference or label(record.kind))
        chips = [(label(record.status), TONES[record.status])]
        if record.marking:
            chips.append((record.marking.upper(), "red"))
        version = tr("Version {number}", number=record.version_text)
        self.facts.set_facts([label(record.kind), found.meeting, version], chips)
        if record.approved_at is not None:
            at = date_time(record.approved_at, found.zone)
            self.approval.set_data(tr("Approved by {name}, {time}.", name=record.approved_by, time=at))
        else:
            self.approval.set_message(N_("Not approved yet: it has no number and may change."))
        self.hash.set_data(f"SHA-256 {record.sha256}" if record.sha256 else "")
        self.hash.setVisible(bool(record.sha256))
        self.versions.fill([_line(row, found.zone) for row in found.versions], str(len(found.versions)))
        self.copies.fill([line_of(row, found.zone) for row in found.copies], str(len(found.copies) or ""))

    def _gone(self, id: str, error: AppError) -> None:
        if id == self.id:
            self._desk.notices.error(error)

    @Slot()
    def open_record(self) -> None:
        """To the meeting, on its record."""
        if self.loaded is not None:
            points = self.loaded.record.points
            extra = {"point": points[0].id} if points else None
            self._desk.navigation.open("meeting", self.loaded.record.meeting_id, "record", extra)

    @Slot()
    def open_papers(self) -> None:
        """To the meeting, where its papers are made."""
        if self.loaded is not None:
            self._desk.navigation.open("meeting", self.loaded.record.meeting_id, "documents")

    @Slot(str, str)
    def _version(self, _kind: str, id: str) -> None:
        self.version_wanted.emit(id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        for button in (self.papers_button, self.open_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("role", "page")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 0, theme.px(16))
        cards.setSpacing(theme.px(12))
        for card in (self.state, self.versions, self.copies):
            cards.addWidget(card)
        cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(ScrollPage(inner, MEASURE + 220), 1)
        self.setFocusProxy(self.open_button)


def _read(desk: Desk, id: str) -> Loaded:
    queries = desk.queries
    record: RecordDetail = queries.minutes.get(id)
    meeting = queries.meetings.get(record.meeting_id)
    versions: Sequence[VersionRow] = queries.versions.of_record(id)
    copies: Sequence[DispatchRow] = queries.dispatches.of_record(id)
    return Loaded(record, meeting.title, meeting.time_zone, tuple(versions), tuple(copies))


def _line(row: VersionRow, zone: str) -> ListLine:
    if row.sent_at is not None:
        return _draft_line(row, date_time(row.sent_at, zone))
    at = date_time(row.frozen_at, zone) if row.frozen_at else ""
    by = tr("approved by {name}, {time}", name=row.frozen_by, time=at) if row.frozen_at else tr("being written")
    told = (by, row.sha256[:SHORT], " ".join(row.correction.split()))
    title = tr("Version {number}", number=row.version_text)
    return ListLine(title, " · ".join(part for part in told if part), "", label(row.status), TONES[row.status],
                    ("record", row.record_id))  # fmt: skip


def _draft_line(row: VersionRow, at: str) -> ListLine:
    title = tr("Draft {number}, as it was sent", number=row.version_text)
    values = {"name": row.sent_by, "time": at}
    by = (
        tr("sent to the other side by {name}, {time}", **values)
        if row.to_counterpart
        else tr("sent for comment by {name}, {time}", **values)
    )
    return ListLine(title, by, "", label(row.status), TONES[row.status], ("record", row.record_id))
