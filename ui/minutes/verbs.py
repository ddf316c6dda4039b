"""What is done to a line that stands in the record already: moved, turned, deleted, given an owner and a date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from app.core.changes import Written
from app.core.enums import QuoteConsent
from app.core.i18n import tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.services.live_letters import kind_of_letter
from ui.desk import Desk
from ui.minutes.presenter import RecordPresenter

_CYCLE = (QuoteConsent.NOT_ASKED, QuoteConsent.GIVEN, QuoteConsent.REFUSED)


def _after(is_quote: bool, consent: QuoteConsent) -> tuple[bool, QuoteConsent]:
    """What the key makes of it: no quotation, not asked, given, refused, and no quotation again."""
    if not is_quote:
        return True, _CYCLE[0]
    at = _CYCLE.index(consent) + 1
    return (True, _CYCLE[at]) if at < len(_CYCLE) else (False, _CYCLE[0])


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

    @Slot(str, str)
    def mark(self, point_id: str, what: str) -> None:
        """One of `record_view.MARKS` but the second text, which is asked for in a box."""
        point = self._record.point(point_id)
        if point is None:
            return
        if what == "join":
            self.join(point_id)
        elif what == "internal":
            words = tr("The line leaves again.") if point.internal else tr("The line is internal: it never leaves.")
            self._alter(point_id, words, internal=not point.internal)
        elif what == "departmental":
            words = tr("A departmental view: its speaker may be named.")
            if point.departmental_view:
                words = tr("No departmental view any more.")
            self._alter(point_id, words, departmental_view=not point.departmental_view)
        elif what == "withhold":
            words = tr("The name may be printed again.") if point.anonymised else tr("The name is withheld.")
            self._alter(point_id, words, anonymised=not point.anonymised)
        elif what == "quote":
            is_quote, consent = _after(point.is_quote, point.quote_consent)
            words = tr("A quotation: {consent}", consent=label(consent).lower()) if is_quote else tr("No quotation.")
            self._alter(point_id, words, is_quote=is_quote, quote_consent=consent)

    def set_second(self, point_id: str, text: str) -> None:
        """The line in the record's second language."""
        self._alter(point_id, tr("The text in the second language was changed."), text_second=text)

    def join(self, point_id: str) -> None:
        """Make one line of this one and the one before it under the same agenda item."""
        points = self._record.points
        at = next((no for no, point in enumerate(points) if point.id == point_id), 0)
        if not at or points[at - 1].agenda_item_id != points[at].agenda_item_id:
            self.desk.notices.info(tr("There is no line before it under this agenda item."))
            return
        job = partial(self.desk.services.minutes.merge_points, points[at - 1].id, point_id)
        self._write(job, self._joined)

    def _joined(self, written: Written) -> None:
        self._remember(tr("Two lines became one."), written)
        self._record.select_later(written.id)

    def _alter(self, point_id: str, words: str, **changes: object) -> None:
        self._write(partial(self.desk.services.live.alter, point_id, **changes), self._told(words))

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
