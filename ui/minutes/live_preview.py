"""The paper beside the lines (F9): it follows the typing when the typing rests, and never costs a key."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.enums import Edition, RecordKind
from app.core.errors import AppError
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.services.papers import PaperOrder
from ui.desk import Desk
from ui.kit.preview import PdfPreview
from ui.kit.text import Label
from ui.shell.paper_words import RECORD_KINDS
from ui.tasks import Task
from ui.theme import theme

FOLLOW_MS = 700
"""Rest of the typing before the paper is made anew, on the lane that no key waits for."""
WIDTH = 460
_KEYS = {kind: key for key, kind in RECORD_KINDS.items()}


class LivePreview(QFrame):
    """Shows the internal edition of the record that is written. While it is hidden nothing is made."""

    made = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.preview-pane")
        self.setProperty("role", "card")
        self._desk = desk
        self._meeting, self._kind, self._lang = "", RecordKind.MINUTES, "en"
        self._stale = True
        self._asked = 0
        self._task: Task | None = None
        self.pdf: bytes | None = None
        self.drawing = False
        """Whether a paper is on its way."""
        self.preview = PdfPreview("minutes.preview")
        self.words = Label(N_("Internal edition, as it stands"), "secondary")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self._column.addWidget(self.preview, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FOLLOW_MS)
        self._pause.timeout.connect(self.make)
        theme.notifier().changed.connect(self.fit)
        self.fit()

    def follow(self, meeting_id: str, kind: RecordKind, lang: str) -> None:
        """This record was read anew: its paper follows when it is looked at."""
        if (meeting_id, kind) != (self._meeting, self._kind):
            self.pdf = None
            self.preview.show_pdf(None)
        self._meeting, self._kind, self._lang = meeting_id, kind, lang
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.make()

    @Slot()
    def make(self) -> None:
        """Gather on the store's lane, draw on the other; what was overtaken stops."""
        self._pause.stop()
        if not self._meeting or not self.isVisible():
            return
        self._asked += 1
        self._stale, self.drawing = False, True
        if self._task is not None:
            self._task.cancel()
            self._task = None
        order = PaperOrder(_KEYS[self._kind], self._meeting, self._lang, edition=Edition.INTERNAL)
        job = partial(_gather, self._desk, order)
        done = partial(self._gathered, self._asked, order)
        self._desk.tasks.run(Lane.DB, job, done, self._failed, self)

    def _gathered(self, asked: int, order: PaperOrder, found: tuple[Any, Any]) -> None:
        if asked == self._asked:
            job = partial(self._desk.services.papers.make, order.kind, found[0], order.lang, found[1])
            self._task = self._desk.tasks.run(Lane.WORK, job, partial(self._drawn, asked), self._failed, self)

    def _drawn(self, asked: int, pdf: bytes) -> None:
        if asked == self._asked:
            stay, self.pdf, self.drawing = self.pdf is not None, pdf, False
            self.preview.show_pdf(pdf, stay=stay)
            self.made.emit()

    def _failed(self, _error: AppError) -> None:
        """A courtesy: the Documents tab says what is wrong with a paper."""
        self.drawing = False
        self.words.set_data(tr("The paper cannot be made just now."))

    @Slot()
    def fit(self) -> None:
        """Its width and margins at the text's size in force."""
        self.setFixedWidth(theme.px(WIDTH))
        self._column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        self._column.setSpacing(theme.px(4))


def _gather(desk: Desk, order: PaperOrder) -> tuple[Any, Any]:
    papers = desk.services.papers
    return papers.data(order.kind, order.meeting_id), papers.options(order)
