"""Who takes part: adding, ordering, roles, answers. Every act is one write that can be undone. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.container import Queries, Services
from app.core.changes import Written
from app.core.enums import Attendance, ParticipantRole
from app.core.i18n import ntr, tr
from app.core.wording import label, side_name
from app.jobs.lanes import Lane
from app.queries.choices import Choice
from app.queries.meetings import MeetingDetail, ParticipantRow
from app.services.attendance import Added, ParticipantDraft
from app.services.pasted import LineMatch, NewPerson
from ui.desk import Desk
from ui.meetings.people_model import name_of

DELEGATIONS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to add: a record of `kind` person, organisation or delegation, or "new" with a name as `title`."""

    kind: str
    id: str
    title: str
    side: str = ""


class PeoplePresenter(QObject):
    """Writes the list of participants of the open meeting."""

    side_needed = Signal(object)
    """A `Candidate` whose side nobody knows: ask, then `add` it with one."""
    added = Signal(str)
    """Somebody was added; the participant's side."""
    matched = Signal(object)
    """Pasted lines with what was found for each: a tuple of `LineMatch`."""
    choices = Signal(object)
    """More than one record fits what was typed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.meeting: MeetingDetail | None = None

    def sides(self) -> list[str]:
        """Side codes in printing order: both of the mission's, then others that are listed."""
        mission = self._desk.mission
        codes = [mission.sending_state, mission.receiving_state] if mission else []
        listed = [code for code, _ in self.meeting.sides] if self.meeting else []
        return [*codes, *(code for code in listed if code not in codes)]

    def rows(self, side: str) -> tuple[ParticipantRow, ...]:
        """The participants of a side in order."""
        return next((rows for code, rows in self.meeting.sides if code == side), ()) if self.meeting else ()

    def row(self, id: str) -> ParticipantRow | None:
        """A participant by id."""
        everybody = self.meeting.participants if self.meeting else ()
        return next((row for row in everybody if row.id == id), None)

    # ---- adding ----------------------------------------------------------------------------------------------------

    def find(self, text: str, limit: int) -> list[Choice]:
        """People, organisations and delegations for the add box (on the store's lane); ids carry their kind."""
        queries = self._desk.queries.choices
        found = [*queries.people_and_organisations(text, limit), *queries.delegations(text, DELEGATIONS)]
        return [Choice(f"{one.kind}:{one.id}", one.title, one.detail, one.kind) for one in found]

    def choose(self, id: str, title: str) -> None:
        """A choice of `find` was taken."""
        kind, _, record = id.partition(":")
        self.add(Candidate(kind, record, title))

    def enter(self, text: str) -> None:
        """Enter was pressed before anything was chosen: add the only one that fits, else have the choices shown."""
        self._desk.tasks.run(Lane.DB, partial(self.find, text, 2), partial(self._entered, text), owner=self)

    def add(self, candidate: Candidate) -> None:
        """Add somebody; asks for the side (`side_needed`) when neither `candidate` nor the store knows it."""
        if self.meeting is None:
            return
        if candidate.kind == "delegation":
            job = partial(self._desk.services.attendance.add_delegation, self.meeting.id, candidate.id)
            self._desk.tasks.run(Lane.DB, job, partial(self._added, ""), owner=self)
        elif candidate.side:
            one = partial(_add_one, self._desk.services, self.meeting.id, candidate)
            self._desk.tasks.run(Lane.DB, one, partial(self._added, candidate.side), owner=self)
        elif candidate.kind == "new":
            self.side_needed.emit(candidate)
        else:
            ask = partial(_side_of, self._desk.queries, candidate)
            self._desk.tasks.run(Lane.DB, ask, partial(self._side_known, candidate), owner=self)

    def paste(self, text: str) -> None:
        """Several lines were pasted: look each up."""
        job = partial(self._desk.services.quick.match_lines, text.splitlines())
        self._desk.tasks.run(Lane.DB, job, self._matched, owner=self)

    def add_lines(self, chosen: Sequence[Choice | NewPerson], side: str) -> None:
        """Add what was settled for pasted lines; those without a side of their own go to `side`."""
        if self.meeting is not None and chosen:
            job = partial(self._desk.services.quick.add_people, self.meeting.id, chosen, side)
            self._desk.tasks.run(Lane.DB, job, partial(self._added, side), owner=self)

    # ---- changing --------------------------------------------------------------------------------------------------

    def set_role(self, ids: Sequence[str], role: ParticipantRole) -> None:
        """Give each a role; a new head ends the former one's headship."""
        for id in ids:
            row = self.row(id)
            if row is not None and row.role is not role:
                said = tr("{name}: {what}.", name=name_of(row), what=label(role))
                self._run(partial(self._desk.services.attendance.update, id, _draft(row, role=role)), said)

    def set_status(self, ids: Sequence[str], status: Attendance) -> None:
        """Note an answer or a presence."""
        rows = [row for row in map(self.row, ids) if row is not None]
        if not rows:
            return
        said = tr("{name}: {what}.", name=name_of(rows[0]), what=label(status))
        if len(rows) > 1:
            said = ntr("{n} person: {what}.", "{n} people: {what}.", len(rows), what=label(status))
        self._run(partial(self._desk.services.attendance.set_status, [row.id for row in rows], status), said)

    def remove(self, ids: Sequence[str]) -> None:
        """Take participants off the list."""
        rows = [row for row in map(self.row, ids) if row is not None]
        if not rows:
            return
        said = tr("{name} was taken off the list.", name=name_of(rows[0]))
        if len(rows) > 1:
            said = ntr("{n} person was taken off the list.", "{n} people were taken off the list.", len(rows))
        self._run(partial(self._desk.services.attendance.remove, [row.id for row in rows]), said)

    def move(self, id: str, by: int) -> None:
        """Move one up (-1) or down (1) in its side."""
        row = self.row(id)
        if row is None:
            return
        order = [one.id for one in self.rows(row.side)]
        at = order.index(id)
        to = max(0, min(len(order) - 1, at + by))
        if to != at:
            order.insert(to, order.pop(at))
            self._reorder(row.side, order, name_of(row))

    def drop(self, ids: Sequence[str], side: str, before: int) -> None:
        """Put participants before row `before` of a side, also from another side."""
        rows = [row for row in map(self.row, ids) if row is not None]
        if not rows:
            return
        order = [one.id for one in self.rows(side)]
        after = order[before:]
        rest = [id for id in order if id not in ids]
        follower = next((id for id in after if id not in ids), None)
        at = rest.index(follower) if follower else len(rest)
        wanted = [*rest[:at], *(row.id for row in rows), *rest[at:]]
        newcomers = {row.id: _draft(row, side=side) for row in rows if row.side != side}
        if newcomers and self.meeting is not None:
            said = tr("{name}: {what}.", name=name_of(rows[0]), what=side_name(side))
            arrange = partial(self._desk.services.quick.arrange, self.meeting.id, side, wanted, newcomers)
            self._run(arrange, said)
        elif wanted != order:
            self._reorder(side, wanted, name_of(rows[0]))

    def to_side(self, ids: Sequence[str], side: str) -> None:
        """Put participants on another side, at its end."""
        self.drop([id for id in ids if (row := self.row(id)) and row.side != side], side, len(self.rows(side)))

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _reorder(self, side: str, order: Sequence[str], name: str) -> None:
        assert self.meeting is not None
        said = tr("{name} was moved. This order stays.", name=name)
        self._run(partial(self._desk.services.attendance.reorder, self.meeting.id, side, order), said)

    def _run(self, job: Callable[[], Written], said: str) -> None:
        self._desk.tasks.run(Lane.DB, job, partial(self._did, said), owner=self)

    def _did(self, said: str, written: Written) -> None:
        self._desk.notices.done(said, written.changes)

    def _added(self, side: str, answer: Added) -> None:
        if answer.added:
            said = ntr("{n} participant was added.", "{n} participants were added.", answer.added)
            self._desk.notices.done(said, answer.written.changes)
        else:
            self._desk.notices.info(tr("Already on the list."))
        self.added.emit(side)

    def _side_known(self, candidate: Candidate, side: str) -> None:
        if side:
            self.add(Candidate(candidate.kind, candidate.id, candidate.title, side))
        else:
            self.side_needed.emit(candidate)

    def _entered(self, text: str, found: list[Choice]) -> None:
        if len(found) == 1:
            self.choose(found[0].id, found[0].title)
        else:
            self.choices.emit(text)

    def _matched(self, found: tuple[LineMatch, ...]) -> None:
        self.matched.emit(found)


def _add_one(services: Services, meeting_id: str, candidate: Candidate) -> Added:
    if candidate.kind == "new":
        return services.quick.add_people(meeting_id, [NewPerson(candidate.title)], candidate.side)
    draft = ParticipantDraft(
        person_id=candidate.id if candidate.kind == "person" else None,
        organisation_id=candidate.id if candidate.kind == "organisation" else None,
        side=candidate.side,
    )
    return services.attendance.add(meeting_id, [draft])


def _side_of(queries: Queries, candidate: Candidate) -> str:
    if candidate.kind == "person":
        return queries.people.get(candidate.id).side
    return queries.organisations.get(candidate.id).side


def _draft(row: ParticipantRow, *, side: str = "", role: ParticipantRole | None = None) -> ParticipantDraft:
    """The draft of a participant, on another side or in another role."""
    return ParticipantDraft(
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        side=side or row.side,
        role=role or row.role,
        status=row.status,
        represented_by=row.represented_by,
        remarks=row.remarks,
        anonymous_in_record=row.anonymous_in_record,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
    )
