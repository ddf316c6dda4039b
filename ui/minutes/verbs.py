"""What is done to a line that stands in the record already: moved, turned, deleted, given an owner and a date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from app.core.changes import Written
from app.core.i18n import tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.services.live_letters import kind_of_letter
from ui.desk import Desk
from ui.minutes.presenter import RecordPresenter


class LineVerbs(QObject):
    """Each verb is one unit of work that Ctrl+Z takes back. Nothing happens to a record that is closed."""

    def __init__(self, desk: Desk, record: RecordPresenter) -> None:
        super().__init__(record)
        self.desk, self._record = desk, record

    # ---- what is done to a line ------------------------------------------------------------------------------------

    @Slot(str)
    def remove(self, point_id: str) -> None:
        """Delete a line; the notice offers Undo. A kept change of it goes first."""
        if self._record.throw_away(point_id):
            self.desk.notices.info(tr("The change that was not saved is thrown away."))
            return
        self._write(partial(self.desk.services.minutes.remove_point, point_id), self._removed)

    def _removed(self, written: Written) -> None:
        self.desk.notices.done(tr("The line was deleted."), written.changes)

    @Slot(str, int)
    def move(self, point_id: str, way: int) -> None:
        """One place up or down, past the edge into the next agenda item."""
        self._write(partial(self.desk.services.minutes.move_point, point_id, way), self._told(tr("A line was moved.")))

    @Slot(str, str)
    def turn(self, point_id: str, letter: str) -> None:
        """Make it the kind that a letter stands for."""
        kind = kind_of_letter(letter)
        if kind is not None:
            words = tr("The line became: {kind}.", kind=label(kind))
            self._write(partial(self.desk.services.live.turn, point_id, kind), self._told(words))

    @Slot(str, int)
    def set_side(self, point_id: str, number: int) -> None:
        """1 is our side, 2 theirs, 0 none."""
        sides = self._record.data.sides if self._record.data else ()
        if number <= len(sides):
            side = sides[number - 1] if number else ""
            words = tr("The side of a line was changed.")
            self._write(partial(self.desk.services.live.alter, point_id, side=side), self._told(words))

    def set_owner(self, point_id: str, owner: str) -> None:
        """Name the owner: "person:<id>", "organisation:<id>" or words."""
        job = partial(self.desk.services.live.set_owner, point_id, self._record.meeting_id, owner)
        self._write(job, self._told(tr("The owner of a line was changed.")))

    def set_due(self, point_id: str, words: str, reason: str) -> None:
        """Set the due date in words, or the reason for none."""
        job = partial(self.desk.services.live.set_due, point_id, self._record.meeting_id, words, reason)
        self._write(job, self._told(tr("The due date of a line was changed.")))

    def _told(self, words: str) -> Callable[[Written], None]:
        return partial(self._remember, words)

    def _remember(self, words: str, written: Written) -> None:
        self.desk.undo.remember(words, written.changes)

    def _write(self, job: Callable[[], Written], done: Callable[[Written], None]) -> None:
        if self._record.may_write:
            self.desk.tasks.run(Lane.DB, job, done, owner=self)
