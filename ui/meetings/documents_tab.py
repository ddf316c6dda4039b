"""The Documents tab: a paper of the meeting seen as it would be printed, saved, printed copy by copy, and logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.enums import DispatchChannel, Edition, RecordKind
from app.core.errors import AppError, Refused, ToolFault
from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.core.settings import RECIPIENTS
from app.jobs.lanes import Lane, Progress
from app.services.papers import PaperOrder, Papers, Produced
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.preview import PdfPreview, ask_printer, print_to
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button
from ui.meetings.copies_card import CopiesCard
from ui.meetings.files_card import FilesCard, write_file
from ui.meetings.paper_card import SUFFIXES, Choices, PaperCard
from ui.theme import theme

WIDTH = 348
FOLLOW_MS = 400
"""Rest of the changes before the paper that is looked at is made anew."""
REMEMBERED = 30
_CLOSED_KINDS = ("record", "meeting", "followup", "person", "organisation", "mission", "attachment", "topic")


class DocumentsTab(QWidget):
    """Makes the paper again whenever what it prints changes and the tab is seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.documents")
        self.setAcceptDrops(True)
        self._desk = desk
        self._id = ""
        self._asked = 0
        self._stale = True
        self._wanted = ""
        self._then: Callable[[], None] | None = None
        self.pdf: bytes | None = None
        self.file_name = ""
        self.card = PaperCard()
        self.card.changed.connect(self.make)
        self.save = Button(N_("Save as…"), "primary", "save", "meetings.documents.save")
        self.print_button = Button(N_("Print…"), "", "print", "meetings.documents.print")
        self.save.clicked.connect(self.save_as)
        self.print_button.clicked.connect(self.print_now)
        self.preview = PdfPreview("meetings.documents")
        self.copies = CopiesCard(desk)
        self.kept = FilesCard(desk)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FOLLOW_MS)
        self._pause.timeout.connect(self._catch_up)
        desk.bridge.changed.connect(self._changed)
        self._lay_out()

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_meeting(self, id: str) -> None:
        """Another meeting, or the same one changed: its paper is made anew, at once if it is looked at."""
        if id != self._id:
            self.card.begin()
            self.pdf = None
            self.preview.show_pdf(None)
        self._id, self._stale = id, True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Make what is out of date."""
        if not self._id:
            return
        self.kept.show_meeting(self._id)
        self.copies.show_meeting(self._id)
        if self._stale:
            self._offer()

    def choose(self, kind: str) -> None:
        """Show another paper: a key of `paper_card.KINDS`."""
        self._wanted = kind
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        """What stands on the paper may have changed: the typing goes on, the paper follows when it rests."""
        if self._id and changes.touches(*_CLOSED_KINDS):
            self._stale = True
            self._pause.start()

    @Slot()
    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._offer()

    def _offer(self) -> None:
        """Read what there is to choose, then make the paper."""
        self._asked += 1
        self._stale = False
        job = partial(_choices, self._desk, self._id)
        done = partial(self._offered, self._asked)
        self._desk.tasks.run(Lane.DB, job, done, partial(self._failed, self._asked), self)

    def _offered(self, asked: int, choices: Choices) -> None:
        if asked != self._asked:
            return
        self.card.offer(choices)
        known: tuple[str, ...] = self._desk.settings.get(RECIPIENTS)
        self.card.know(known)
        if self._wanted:
            self.card.choose(self._wanted)
            self._wanted = ""
        self.make()

    @Slot()
    def make(self) -> None:
        """Gather on the store's lane, draw on the other, show. It is always looked at as pages, whatever its format."""
        if not self._id:
            return
        self._asked += 1
        order = self.card.order(self._id)
        job = partial(_gather, self._desk.services.papers, order)
        done = partial(self._gathered, self._asked, order)
        self._desk.tasks.run(Lane.DB, job, done, partial(self._failed, self._asked), self)

    def _gathered(self, asked: int, order: PaperOrder, found: tuple[Any, Any]) -> None:
        if asked != self._asked:
            return
        self._desk.tasks.run_long(
            Lane.WORK, partial(_draw, self._desk.services.papers, order, found), partial(self._drawn, asked),
            partial(self._failed, asked), self, title=tr("Making the document"),
        )  # fmt: skip

    def _drawn(self, asked: int, answer: tuple[bytes, str]) -> None:
        if asked != self._asked:
            return
        stay = self.pdf is not None and self.file_name == answer[1]
        self.pdf, self.file_name = answer
        self.preview.show_pdf(self.pdf, stay=stay)
        self._allow()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, asked: int, error: AppError) -> None:
        if asked == self._asked:
            self._then = None
            self._desk.notices.error(error)

    # ---- saving and printing ---------------------------------------------------------------------------------------

    def when_made(self, act: Callable[[], None]) -> None:
        """Do `act` when the paper of now is there."""
        if self.pdf is not None and not self._stale:
            act()
        else:
            self._then = act
            self.refresh()

    @Slot()
    def save_as(self) -> None:
        """Ask for a file, make the copy and write it there; the log keeps that it left."""
        if self.pdf is None or not self._is_for_somebody():
            return
        suffix, kinds = SUFFIXES[self.card.format()]
        name = self.file_name.removesuffix(".pdf") + suffix
        path = self.ask_path(tr("Save the document"), name, tr(kinds))
        if path is not None:
            self._remember()
            job = partial(_write, self._desk, self.card.order(self._id), path)
            said = tr("Saved as {name}.", name=path.name)
            self._desk.tasks.run_long(
                Lane.WORK, job, partial(self._written, said), self._not_made, self, title=tr("Making the document")
            )

    @Slot()
    def print_now(self) -> None:
        """The system's print dialog; then each copy is made, with its number where they are numbered."""
        if self.pdf is None or not self._is_for_somebody():
            return
        try:
            printer = self.ask_printer(self.preview.page_count())
        except ToolFault as error:
            self._desk.notices.error(error)
            return
        if printer is not None:
            self._remember()
            order = self.card.order(self._id, DispatchChannel.PRINT)
            job = partial(_copies, self._desk.services.papers, order, self.card.copies.value())
            self._desk.tasks.run_long(
                Lane.WORK, job, partial(self._print, printer), self._not_made, self, title=tr("Making the copies")
            )

    def _print(self, printer: QPrinter, made: list[Produced]) -> None:
        for copy in made:
            try:
                print_to(copy.content, printer)
            except ToolFault as error:
                note = partial(self._desk.services.dispatches.annotate, copy.dispatch_id, tr("It was not printed."))
                self._desk.tasks.run(Lane.DB, note, owner=self)
                self._desk.notices.error(error)
                return
        self._written(tr("Printed."), None)

    def _is_for_somebody(self) -> bool:
        """A copy that leaves the mission is for somebody; asked for before anything is made."""
        order = self.card.order(self._id)
        named = order.recipient or order.organisation_id
        if order.edition is not Edition.INTERNAL and not named:
            self.card.refuse(tr("Say for whom this copy is."))
            return False
        return True

    def _not_made(self, error: AppError) -> None:
        problems = error.problems if isinstance(error, Refused) else ()
        if problems and problems[0].field == "recipient":
            self.card.refuse(str(problems[0]))
        else:
            self._desk.notices.error(error)

    def _remember(self) -> None:
        name = self.card.recipient.text().strip()
        if name:
            known: tuple[str, ...] = self._desk.settings.get(RECIPIENTS)
            self._desk.settings.set(RECIPIENTS, (name, *(one for one in known if one != name))[:REMEMBERED])

    def ask_path(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write a file; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        return Path(path) if path else None

    def ask_printer(self, pages: int) -> QPrinter | None:
        """On which printer; None for Esc. Raises ToolFault when there is none."""
        return ask_printer(pages, self)

    def _written(self, said: str, _none: None) -> None:
        self._desk.notices.done(said)

    # ---- dropping files ----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.kept.keep([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    # ---- looks -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(8))
        acts.addWidget(self.save)
        acts.addWidget(self.print_button)
        acts.addStretch(1)
        self.card.body.addSpacing(theme.px(4))
        self.card.add(acts)
        inner = QWidget()
        inner.setProperty("role", "page")
        left = QVBoxLayout(inner)
        left.setSpacing(theme.px(12))
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.card)
        left.addWidget(self.copies)
        left.addWidget(self.kept)
        left.addStretch(1)
        side = ScrollPage(inner)
        side.setFixedWidth(theme.px(WIDTH))
        sheet = Card(name="meetings.documents.sheet")
        sheet.add(self.preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(12))
        row.setSpacing(theme.px(16))
        row.addWidget(sheet, 1)
        row.addWidget(side)
        self.setFocusProxy(self.preview)
        self._allow()

    def _allow(self) -> None:
        for button in (self.save, self.print_button):
            button.setEnabled(self.pdf is not None)


def _choices(desk: Desk, meeting_id: str) -> Choices:
    """In the lane: what the meeting has to offer."""
    lang, queries = language(), desk.queries
    meeting = queries.meetings.get(meeting_id)
    records = queries.register.of_meeting(meeting_id)
    versions: dict[RecordKind, list[str]] = {}
    for kind, edition in records:
        if edition:
            versions.setdefault(kind, []).append(str(edition))
    for kind, draft in queries.versions.sent_drafts(meeting_id):
        versions.setdefault(kind, []).append(f"0.{draft}")
    bodies = {
        row.organisation_id: pick(row.person.organisation, lang) or row.person.shown()
        for row in meeting.participants
        if row.organisation_id
    }
    return Choices(
        tuple(dict.fromkeys(kind for kind, _ in records)),
        {kind: tuple(found) for kind, found in versions.items()},
        tuple(sorted(bodies.items(), key=_by_name)),
        tuple(code for code, _ in meeting.sides),
    )


def _by_name(body: tuple[str, str]) -> str:
    return body[1].casefold()


def _gather(papers: Papers, order: PaperOrder) -> tuple[Any, Any]:
    return papers.data(order.kind, order.meeting_id, order.version, order.draft), papers.options(order)


def _draw(papers: Papers, order: PaperOrder, found: tuple[Any, Any], progress: Progress) -> tuple[bytes, str]:
    data, options = found
    progress.check()
    pdf = papers.make(order.kind, data, order.lang, options)
    progress.check()
    return pdf, papers.file_name(order.kind, data, order.lang)


def _write(desk: Desk, order: PaperOrder, path: Path, progress: Progress) -> None:
    """Off the window's thread: the copy made, logged and written; a file that could not be written is noted there."""
    progress.check()
    copy = desk.services.papers.produce(order)
    try:
        write_file(path, copy.content)
    except ToolFault:
        desk.services.dispatches.annotate(copy.dispatch_id, tr("The file could not be written."))
        raise


def _copies(papers: Papers, order: PaperOrder, count: int, progress: Progress) -> list[Produced]:
    made = []
    for _ in range(count):
        progress.check()
        made.append(papers.produce(order))
    return made
