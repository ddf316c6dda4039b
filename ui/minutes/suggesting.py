"""Asks, while a line is typed, what may follow the mark before the caret, and puts in what is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.jobs.lanes import Lane
from app.services.live_suggest import Suggestion
from ui.desk import Desk
from ui.minutes.completion import Completion, open_mark
from ui.minutes.live_line import LiveLine
from ui.minutes.presenter import RecordPresenter

SUGGEST_MS = 60
"""Rest of the typing, or of the caret, before the store is asked."""


class Suggester(QObject):
    """Between the line and its `completion`, both parts of `over`; typing never waits for it."""

    def __init__(
        self, desk: Desk, record: RecordPresenter, line: LiveLine, completion: Completion, over: QWidget
    ) -> None:
        super().__init__(over)
        self._desk, self._record, self._line, self._completion, self._over = desk, record, line, completion, over
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SUGGEST_MS)
        self._timer.timeout.connect(self.suggest_now)
        line.edit.cursorPositionChanged.connect(self._timer.start)
        completion.chosen.connect(self._complete)

    def soon(self) -> None:
        """The text changed."""
        self._timer.start()

    @Slot()
    def suggest_now(self) -> None:
        """Offer what may follow the mark before the caret."""
        self._timer.stop()
        mark = open_mark(self._line.before_caret()) if self._line.edit.hasFocus() else None
        if mark is None or not self._record.meeting_id or (mark[0] == ">" and mark[1].strip()):
            self._completion.hide()  # of due words the chip under the line says how they are understood
            return
        job = partial(self._desk.services.live.suggest, self._record.meeting_id, mark[0], mark[1])
        self._desk.tasks.run(Lane.DB, job, partial(self._offer, mark), self._not_offered, owner=self)

    def _offer(self, mark: tuple[str, str, int], found: list[Suggestion]) -> None:
        if not self._line.edit.hasFocus() or open_mark(self._line.before_caret()) != mark:
            return
        caret = self._line.mapTo(self._over, self._line.caret_point())
        self._completion.offer(found, caret, self._line.edit.cursorRect().height())

    def _not_offered(self, _error: AppError) -> None:
        self._completion.hide()

    @Slot(object)
    def _complete(self, chosen: Suggestion) -> None:
        mark = open_mark(self._line.before_caret())
        if mark is not None:
            end = self._line.edit.textCursor().position()
            self._line.insert(mark[2], end, f"{chosen.insert} ")
        self._completion.hide()
        self._record.read_now()
