"""What is noted of the room while people talk: who came and left (F4), and the clock against the agenda (F8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QRect, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.changes import Written
from app.core.i18n import N_, tr
from app.core.when import parse_time
from app.core.zones import local, to_utc
from app.jobs.lanes import Lane
from app.queries.meetings import AgendaRow, MeetingDetail
from ui.desk import Desk
from ui.minutes import presence_box as box
from ui.minutes.presence_box import Note, PresenceBox
from ui.minutes.presenter import RecordPresenter
from ui.shell.actions import HERE, Action
from ui.theme import theme

_FAR = timedelta(hours=12)


class Attending(QObject):
    """Between the box, the agenda's clock and the services. Each note is one step that Ctrl+Z takes back."""

    def __init__(self, desk: Desk, record: RecordPresenter, tab: QWidget, back: Callable[[], None]) -> None:
        super().__init__(tab)
        self.desk, self._record, self._tab, self._back = desk, record, tab, back
        self.box = PresenceBox(desk, tab)
        self.box.noted.connect(self._noted)
        self.box.closed.connect(self._box_closed)
        for key, words, act, shortcut in (
            ("record.presence", N_("Who came, who left…"), self.ask, "F4"),
            ("record.clock", N_("Start the clock of this item, or of the next"), self.go_on, "F8"),
            ("record.clock-stop", N_("Stop the clock of the agenda"), self.stop, "Shift+F8"),
        ):
            desk.actions.add(Action(key, words, act, shortcut, when=self._can, group=HERE))

    def _can(self) -> bool:
        return isValid(self) and isValid(self._tab) and self._tab.isVisible() and self._record.may_write

    # ---- presence --------------------------------------------------------------------------------------------------

    @Slot()
    def ask(self, who: str = "") -> None:
        """Ask who came or left; `who` is a participation that was chosen already."""
        data = self._record.data
        if data is None or data.record is None or not data.record.is_open:
            return
        row = next((one for one in data.meeting.participants if one.id == who), None)
        width = min(self._tab.width(), theme.px(box.PresenceBox.wide))
        place = QRect((self._tab.width() - width) // 2, self._tab.height() // 4, width, 1)
        self.box.ask(data.meeting, data.sides, place, row)

    @Slot()
    def _box_closed(self) -> None:
        QTimer.singleShot(0, self._back)

    @Slot(object)
    def _noted(self, note: Note) -> None:
        data = self._record.data
        if data is None:
            return
        presence, meeting = self.desk.services.presence, data.meeting
        at = instant(meeting, note.at)
        if note.what == box.ARRIVED:
            job, said = (
                partial(presence.arrived, [note.who], at or meeting.starts_at),
                tr("Arrived: {name}.", name=note.name),
            )
        elif note.what == box.LEFT:
            job, said = partial(presence.left, [note.who], at or meeting.ends_at), tr("Left: {name}.", name=note.name)
        elif note.what == box.ABSENT:
            job, said = partial(presence.absent, [note.who]), tr("Did not come: {name}.", name=note.name)
        elif note.what == box.INSTEAD:
            kind, _, key = note.other.partition(":")
            person = key if kind == "person" else None
            job = partial(
                presence.represented, note.who, by_person_id=person, by_name=note.name, at=at or meeting.starts_at
            )
            said = tr("Came instead: {name}.", name=note.name)
        else:
            kind, _, key = note.other.partition(":")
            job = partial(
                presence.walk_in, meeting.id, note.side, person_id=key if kind == "person" else None, name=note.name,
                at=at or meeting.starts_at,
            )  # fmt: skip
            said = tr("Walked in: {name}.", name=note.name)
        self.desk.tasks.run(Lane.DB, job, partial(self._done, said), owner=self)

    def _done(self, said: str, written: Written) -> None:
        self.desk.notices.done(said, written.changes)

    # ---- the clock against the agenda ------------------------------------------------------------------------------

    @Slot()
    def go_on(self) -> None:
        """Start the item the line stands at; where its clock runs already, the next one's, and the line goes there."""
        data = self._record.data
        agenda = data.meeting.agenda if data is not None else ()
        if not agenda:
            self.desk.notices.info(tr("The meeting has no agenda."))
            return
        here = next((no for no, item in enumerate(agenda) if item.id == self._record.place.item_id), 0)
        wanted = here + 1 if _runs(agenda[here]) else here
        if wanted >= len(agenda):
            self.stop()
            return
        item = agenda[wanted]
        said = tr("The clock runs: {no} {title}", no=item.no, title=item.title)
        job = partial(self.desk.services.timer.start, item.id)
        self.desk.tasks.run(Lane.DB, job, partial(self._ticked, said), owner=self)
        if wanted != here or self._record.place.item_id != item.id:
            self._record.stand_at(item.id)

    @Slot()
    def stop(self) -> None:
        """No item is spoken of any more."""
        data = self._record.data
        running = next((item for item in data.meeting.agenda if _runs(item)), None) if data is not None else None
        if running is not None:
            job = partial(self.desk.services.timer.stop, running.id)
            self.desk.tasks.run(Lane.DB, job, partial(self._ticked, tr("The clock stands.")), owner=self)

    def _ticked(self, said: str, written: Written) -> None:
        self.desk.undo.remember(said, written.changes)


def _runs(item: AgendaRow) -> bool:
    return item.started_at is not None and item.ended_at is None


def instant(meeting: MeetingDetail, typed: str) -> datetime | None:
    """The instant of a clock time on the meeting's day (past midnight, on the next); None for nothing typed."""
    if not typed:
        return None
    start = local(meeting.starts_at, meeting.time_zone)
    found = to_utc(start.date(), parse_time(typed), meeting.time_zone)
    return found + timedelta(days=1) if meeting.starts_at - found > _FAR else found
