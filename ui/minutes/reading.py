"""Reading the live line while it is typed, and what the chips under it say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.enums import PROMISE_KINDS, PointKind
from app.core.errors import AppError
from app.core.i18n import ntr, tr
from app.core.wording import side_name
from app.jobs.lanes import Lane
from app.services.live import ReadName, Understood
from app.services.live_suggest import ReadDue
from app.services.minutes import PointDraft
from ui.desk import Desk
from ui.tasks import Task

READ_MS = 60
"""Rest of the typing before a line is read."""


class Told(Protocol):
    """What shows the reading."""

    def line_text(self) -> str: ...
    def show_read(self, kind: PointKind, chips: Sequence[tuple[str, str]]) -> None: ...


class Reader(QObject):
    """Has the live line read in a lane, the latest text alone; typing never waits for it."""

    due = Signal()
    """The typing rests: somebody who knows the meeting should call `read`."""

    def __init__(self, desk: Desk, screen: Told, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._screen = desk, screen
        self._reading: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_MS)
        self._timer.timeout.connect(self.due)

    def soon(self) -> None:
        """The text changed."""
        self._timer.start()

    def read(self, meeting_id: str, base: PointDraft | None) -> None:
        """Read what stands in the line now."""
        self._timer.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        text = self._screen.line_text()
        if not text.strip() or not meeting_id:
            self._screen.show_read(PointKind.STATEMENT, ())
            return
        job = partial(self._desk.services.live.read, meeting_id, text, base)
        self._reading = self._desk.tasks.run(Lane.DB, job, partial(self._read, text), self._unread, owner=self)

    def _read(self, text: str, understood: Understood) -> None:
        if text == self._screen.line_text():
            self._screen.show_read(understood.draft.kind, chips_of(understood))

    def _unread(self, _error: AppError) -> None:
        """Chips are a courtesy: the fault speaks up when the line is saved."""


def chips_of(read: Understood) -> list[tuple[str, str]]:
    """(words, tone) in the order owner, side, due, topics; what a promise still lacks in red."""
    promise = read.draft.kind in PROMISE_KINDS
    chips = [_name(name, owner=promise and no == 0) for no, name in enumerate(read.names)]
    if promise and not read.names:
        chips.append((tr("owner missing"), "red"))
    if read.draft.side:
        chips.append((side_name(read.draft.side), "neutral"))
    elif promise:
        chips.append((tr("side missing"), "red"))
    if read.due is not None and promise:
        chips.append(_due(read.due))
    elif promise and not (read.draft.due_on or read.draft.no_due_reason):
        chips.append((tr("due missing"), "red"))
    chips += [_topic(words, known) for words, known in read.topics]
    return chips


def _name(name: ReadName, *, owner: bool) -> tuple[str, str]:
    if name.found is not None:
        return (tr("owner {name}", name=name.found.title) if owner else name.found.title), "accent"
    if name.count:
        return ntr("“{name}”: {n} fits", "“{name}”: {n} fit", name.count, name=name.typed), "amber"
    return tr("“{name}” is not known", name=name.typed), "amber"


def _due(due: ReadDue) -> tuple[str, str]:
    if due.shown:
        return tr("due {day}", day=due.shown), "green"
    return tr("“{words}” is no due date", words=due.words), "red"


def _topic(words: str, known: bool) -> tuple[str, str]:
    return (f"#{words}", "violet") if known else (tr("#{name} is no topic", name=words), "amber")
