"""Presence as it happens: who came when, who left, who walked in, who came in whose place.

The header of the record follows from these instants (`queries/presence.py`); nobody types "from 18:10" anywhere. A
sheet signed on paper is entered afterwards by its numbers or by names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.changes import Written
from app.core.enums import Attendance, ParticipantRole
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean_line
from app.core.when import BadWhen, parse_time
from app.core.zones import local
from app.db.unit_of_work import Work
from app.documents.kinds.signin_sheet import in_order
from app.domain import states
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.queries.meeting_papers import signin_guests
from app.queries.meetings import MeetingDetail, meeting_detail
from app.services.attendance import ParticipantDraft, add_participants
from app.services.base import Service, find
from app.services.joined import JoinedStore
from app.services.live_names import Named, meant, present
from app.services.pasted import NewPerson, person_of
from app.services.people import PeopleService

_LINE = re.compile(r"(?P<what>.*?)(?:\s+(?P<time>\d{1,2}[:.時]\d{2}分?))?\s*")
_NUMBERS = re.compile(r"(?P<first>\d{1,4})(?:\s*[-–〜~]\s*(?P<last>\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a signed sheet: what was typed, which participations it means, since when, and what is wrong."""

    typed: str
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    at: datetime | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of entering a sheet; `left` are the lines that meant nobody, to be looked at one by one."""

    written: Written
    entered: int
    left: tuple[SheetLine, ...]


class PresenceService(Service):
    """Notes who is in the room."""

    def arrived(self, participation_ids: Sequence[str], at: datetime | None = None) -> Written:
        """They came: now, or at `at` (UTC). Somebody who had left is back."""
        with self.store.write() as work:
            meeting = None
            for id in participation_ids:
                row, meeting = _load(work, id)
                _came(row, at or work.at)
            return _touched(work, meeting)

    def left(self, participation_ids: Sequence[str], at: datetime | None = None) -> Written:
        """They left: now, or at `at` (UTC). Raises Refused for a moment before they came."""
        with self.store.write() as work:
            meeting = None
            for id in participation_ids:
                row, meeting = _load(work, id)
                when = at or work.at
                if row.arrived_at is not None and when < row.arrived_at:
                    raise Refused(N_("{name} cannot have left before coming."), name=row.shown_name)
                if row.status not in (Attendance.ATTENDED, Attendance.WALK_IN, Attendance.LEFT_EARLY):
                    _move(row, Attendance.ATTENDED)
                if row.status is not Attendance.LEFT_EARLY and meeting.ends_at - when > timedelta(0):
                    _move(row, Attendance.LEFT_EARLY)
                row.left_at = when
            return _touched(work, meeting)

    def absent(self, participation_ids: Sequence[str]) -> Written:
        """They did not come."""
        with self.store.write() as work:
            meeting = None
            for id in participation_ids:
                row, meeting = _load(work, id)
                _move(row, Attendance.ABSENT)
                row.arrived_at = row.left_at = None
            return _touched(work, meeting)

    def walk_in(
        self,
        meeting_id: str,
        side: str,
        *,
        person_id: str | None = None,
        organisation_id: str | None = None,
        name: str = "",
        detail: str = "",
        at: datetime | None = None,
    ) -> Written:
        """Somebody came whom nobody expected: a person we know, or a `name` (with what else was said in `detail`),
        who is entered in the register. Gives the participation's id. Raises Refused, NotFound."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            person = person_id or _entered(self, work, name, detail, side)
            there = next((row for row in meeting.participants if row.person_id == person), None)
            if there is None:
                draft = ParticipantDraft(
                    person_id=person, organisation_id=organisation_id, side=side, status=Attendance.WALK_IN
                )
                add_participants(work, meeting, [draft])
                there = next(row for row in meeting.participants if row.person_id == person)
                there.arrived_at = at or work.at
            else:
                _came(there, at or work.at)
            work.touch(meeting)
            work.session.flush()
        return work.written(there.id)

    def represented(
        self,
        participation_id: str,
        *,
        by_person_id: str | None = None,
        by_name: str = "",
        detail: str = "",
        at: datetime | None = None,
    ) -> Written:
        """Somebody came in this participant's place, and is listed in it: a person we know, or a name. Gives the
        participation's id of whoever came. Raises Refused, NotFound."""
        with self.store.write() as work:
            row, meeting = _load(work, participation_id)
            person = by_person_id or _entered(self, work, by_name, detail, row.side)
            if person == row.person_id:
                raise Refused(N_("Nobody stands in for themselves."))
            role = ParticipantRole.MEMBER if row.role is ParticipantRole.HEAD else row.role
            draft = ParticipantDraft(person_id=person, side=row.side, role=role, status=Attendance.ATTENDED)
            add_participants(work, meeting, [replace(draft, organisation_id=row.organisation_id)])
            other = next(one for one in meeting.participants if one.person_id == person)
            _came(other, at or work.at)
            row.represented_by, row.arrived_at, row.left_at = other.shown_name, None, None
            _move(row, Attendance.ABSENT)
            work.touch(meeting)
            work.session.flush()
        return work.written(other.id)

    def read_sheet(self, meeting_id: str, lines: Sequence[str], lang: str = "en") -> tuple[SheetLine, ...]:
        """What the lines of a signed sheet mean: "7", "3-9", "Sato 18:10". Numbers are those of the sheet printed in
        `lang`. Raises NotFound."""
        with self.store.read() as session:
            meeting = meeting_detail(session, meeting_id)
            numbers = _numbers(meeting, lang)
            here = [one for one in present(session, meeting_id) if one.kind == "person"]
            rows = {row.person_id: row for row in meeting.participants if row.person_id}
        shown = {row.id: row.person.shown() for row in meeting.participants}
        found = []
        for typed in lines:
            if clean_line(typed):
                line = _read(clean_line(typed), meeting, numbers, here, {id: row.id for id, row in rows.items() if id})
                found.append(replace(line, names=tuple(shown[id] for id in line.ids)))
        return tuple(found)

    def enter_sheet(self, meeting_id: str, lines: Sequence[str], lang: str = "en") -> Entered:
        """Note everybody on a signed sheet as present; what means nobody is given back, the rest is entered.

        Who signed without a time was there from the beginning. Raises NotFound, Refused when no line means anybody.
        """
        read = self.read_sheet(meeting_id, lines, lang)
        good = [line for line in read if line.problem is None]
        if not good:
            problems = [line.problem for line in read if line.problem]
            raise Refused(N_("No line means anybody on the list."), problems=problems)
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            rows = {row.id: row for row in meeting.participants}
            ids: dict[str, datetime | None] = {id: line.at for line in good for id in line.ids}
            for id, at in ids.items():
                if id not in rows:
                    raise NotFound(N_("This participant is not on the list any more."))
                _came(rows[id], at)
            work.touch(meeting)
        return Entered(work.written(meeting_id), len(ids), tuple(line for line in read if line.problem is not None))


def _load(work: Work, participation_id: str) -> tuple[Participation, Meeting]:
    row = work.session.get(Participation, participation_id)
    if row is None:
        raise NotFound(N_("This participant is not on the list any more."))
    return row, find(work.session, Meeting, row.meeting_id)


def _touched(work: Work, meeting: Meeting | None) -> Written:
    if meeting is None:
        raise Refused(N_("Choose participants first."))
    work.touch(meeting)
    return Written(meeting.id, work.changes)


def _came(row: Participation, at: datetime | None) -> None:
    if row.status is not Attendance.WALK_IN:
        _move(row, Attendance.ATTENDED)
    row.arrived_at, row.left_at = at, None


def _move(row: Participation, status: Attendance) -> None:
    if row.status is not status:
        states.check_move(row.status, status)
        row.status = status


def _entered(service: Service, work: Work, name: str, detail: str, side: str) -> str:
    """The id of a person made from a name as it was said."""
    if not clean_line(name):
        raise Refused(problems=[Problem("name", N_("Enter a name."))])
    people = PeopleService(JoinedStore(service.store, work))
    return people.create(person_of(NewPerson(clean_line(name), clean_line(detail)), side)).id


def _numbers(meeting: MeetingDetail, lang: str) -> dict[int, str]:
    """Running number on the printed sheet -> participation."""
    listed = signin_guests(meeting)
    owner = {id(guest): row.id for row, guest in listed}
    return {no: owner[id(guest)] for no, guest in enumerate(in_order(tuple(g for _, g in listed), lang), start=1)}


def _read(
    typed: str, meeting: MeetingDetail, numbers: dict[int, str], here: Sequence[Named], rows: dict[str, str]
) -> SheetLine:
    m = _LINE.fullmatch(typed)
    assert m is not None
    try:
        at = _instant(meeting, parse_time(m["time"])) if m["time"] else None
    except BadWhen as error:
        return SheetLine(typed, problem=Problem("time", error.message, dict(error.params)))
    numbered = _NUMBERS.fullmatch(m["what"])
    if numbered:
        first = int(numbered["first"])
        wanted = range(first, int(numbered["last"] or first) + 1)
        ids = tuple(numbers[no] for no in wanted if no in numbers)
        if not wanted or len(ids) < len(wanted):
            return SheetLine(typed, problem=Problem("line", N_("The sheet has no number {no}."), {"no": m["what"]}))
        return SheetLine(typed, ids, at=at)
    found = meant(here, m["what"])
    if len(found) == 1:
        return SheetLine(typed, (rows[found[0].id],), at=at)
    if found:
        return SheetLine(typed, problem=Problem("line", N_("“{name}” fits several on the list."), {"name": m["what"]}))
    return SheetLine(typed, problem=Problem("line", N_("“{name}” is not on the list."), {"name": m["what"]}))


def _instant(meeting: MeetingDetail, at: time) -> datetime:
    """A clock time on the meeting's day, or on the next one where the meeting runs past midnight."""
    start = local(meeting.starts_at, meeting.time_zone)
    found = datetime.combine(start.date(), at, ZoneInfo(meeting.time_zone))
    if found < start - timedelta(hours=12):
        found += timedelta(days=1)
    return found.astimezone(meeting.starts_at.tzinfo)
