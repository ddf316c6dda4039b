"""The Documents tab: a paper of the meeting in one of three languages, seen, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    Slot,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError, ToolFault
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, tr
from app.jobs.lanes import Lane, Progress
from app.services.papers import Data, Papers
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.preview import PdfPreview, print_pdf
from ui.kit.text import Button, SectionLabel
from ui.meetings.files_card import FilesCard, write_file
from ui.theme import theme

PAPERS = {"minutes": N_("Minutes"), "attendee-list": N_("Attendee list")}


class DocumentsTab(QWidget):
    """Makes the paper again whenever the meeting changes and the tab is seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.documents")
        self.setAcceptDrops(True)
        self._desk = desk
        self._id = ""
        self._asked = 0
        self._stale = True
        self._then: Callable[[], None] | None = None
        self.pdf: bytes | None = None
        self.file_name = ""
        self.kinds, self._kind_buttons = self._group(PAPERS, "kind", translated=True)
        self.languages, self._language_buttons = self._group(
            {code: NATIVE_NAMES[code] for code in LANGUAGES}, "language", translated=False
        )
        self._kind_buttons["minutes"].setChecked(True)
        self._language_buttons[language()].setChecked(True)
        self.kinds.buttonClicked.connect(self.make)
        self.languages.buttonClicked.connect(self.make)
        self.save = Button(N_("Save as…"), "primary", "save", "meetings.documents.save")
        self.print_button = Button(N_("Print…"), "", "print", "meetings.documents.print")
        self.save.clicked.connect(self.save_as)
        self.print_button.clicked.connect(self.print_now)
        self.preview = PdfPreview("meetings.documents")
        self.kept = FilesCard(desk)
        self.kept.changed.connect(self._papers_changed)
        self._lay_out()

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_meeting(self, id: str) -> None:
        """Another meeting, or the same one changed: its paper is made anew, at once if it is looked at."""
        if id != self._id:
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
        if self._stale:
            self.make()

    def choose(self, kind: str) -> None:
        """Show another paper: "minutes" or "attendee-list"."""
        self._kind_buttons[kind].setChecked(True)
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _papers_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.make()

    @Slot()
    def make(self) -> None:
        """Gather on the store's lane, draw on the other, show."""
        if not self._id:
            return
        self._asked += 1
        self._stale = False
        kind, lang = self._chosen(self._kind_buttons), self._chosen(self._language_buttons)
        job = partial(self._desk.services.papers.data, kind, self._id)
        done = partial(self._gathered, self._asked, kind, lang)
        self._desk.tasks.run(Lane.DB, job, done, partial(self._failed, self._asked), self)

    def _gathered(self, asked: int, kind: str, lang: str, data: Data) -> None:
        if asked != self._asked:
            return
        self._desk.tasks.run_long(
            Lane.WORK, partial(_draw, self._desk.services.papers, kind, data, lang), partial(self._drawn, asked),
            partial(self._failed, asked), self, title=tr("Making the document"),
        )  # fmt: skip

    def _drawn(self, asked: int, answer: tuple[bytes, str]) -> None:
        if asked != self._asked:
            return
        self.pdf, self.file_name = answer
        self.preview.show_pdf(self.pdf)
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
        """Ask for a file and write the paper there."""
        if self.pdf is not None:
            path = self.ask_path(tr("Save the document"), self.file_name, tr("PDF documents (*.pdf)"))
            if path is not None:
                self._write(path, self.pdf)

    @Slot()
    def print_now(self) -> None:
        """The system's print dialog."""
        if self.pdf is not None:
            try:
                print_pdf(self.pdf, self)
            except ToolFault as error:
                self._desk.notices.error(error)

    def ask_path(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write a file; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        return Path(path) if path else None

    def _write(self, path: Path, content: bytes) -> None:
        said = tr("Saved as {name}.", name=path.name)
        job = partial(write_file, path, content)
        self._desk.tasks.run(Lane.WORK, job, partial(self._written, said), owner=self)

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

    def _group(
        self, values: dict[str, str], name: str, *, translated: bool
    ) -> tuple[QButtonGroup, dict[str, QPushButton]]:
        group = QButtonGroup(self)
        group.setExclusive(True)
        buttons: dict[str, QPushButton] = {}
        for key, words in values.items():
            button = Button(words) if translated else QPushButton(words)
            button.setObjectName(f"meetings.documents.{name}.{key}")
            button.setAccessibleName(button.text())
            button.setCheckable(True)
            button.setAutoDefault(False)
            group.addButton(button)
            buttons[key] = button
        return group, buttons

    def _chosen(self, buttons: dict[str, QPushButton]) -> str:
        return next(key for key, button in buttons.items() if button.isChecked())

    def _lay_out(self) -> None:
        paper = Card(N_("Document"), name="meetings.documents.paper")
        for title, buttons in ((N_("What"), self._kind_buttons), (N_("Language"), self._language_buttons)):
            paper.add(SectionLabel(title))
            row = QHBoxLayout()
            row.setSpacing(theme.px(6))
            for button in buttons.values():
                row.addWidget(button)
            row.addStretch(1)
            paper.add(row)
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(8))
        acts.addWidget(self.save)
        acts.addWidget(self.print_button)
        acts.addStretch(1)
        paper.body.addSpacing(theme.px(8))
        paper.add(acts)
        left = QVBoxLayout()
        left.setSpacing(theme.px(12))
        left.addWidget(paper)
        left.addWidget(self.kept, 1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(theme.px(320))
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


def _draw(papers: Papers, kind: str, data: Data, lang: str, progress: Progress) -> tuple[bytes, str]:
    progress.check()
    pdf = papers.pdf(kind, data, lang)
    progress.check()
    return pdf, papers.file_name(kind, data, lang)
