"""Meetings of a register written down, with who took part: as they were on the day, and frozen when they were held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.core.enums import Attendance, MeetingStatus, ParticipantRole, RecordStatus
from app.core.ids import new_id
from app.core.names import Name, PersonSnapshot
from app.db.bulk import add_rows
from app.db.unit_of_work import Store, Work
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.domain.minutes import MeetingRecord as MinutesRow
from app.domain.people import Person
from app.exchange.records import MeetingRecord
from app.jobs.lanes import Progress
from app.queries import exchange
from app.services.attendance import ParticipantDraft, add_participants
from app.services.importing_meetings import MeetingPlanned
from app.services.importing_plan import Plan
from app.services.importing_planning import Drafts, drafts_for, load_meetings, load_people
from app.services.importing_writing import (
    Tally,
    check_there,
    each_row,
    insert_people,
    make_named,
    targets_of,
)
from app.services.organisations import OrganisationDraft, list_name
from app.services.people import PersonDraft
from app.services.snapshots import shown_on_list, snapshot_of

_FROZEN = (RecordStatus.APPROVED, RecordStatus.ISSUED)


class _Members:
    """Who takes part, by reference: what a list keeps of an organisation or a person."""

    def __init__(
        self,
        work: Work,
        drafts: Drafts,
        organisations: Mapping[str, tuple[str, OrganisationDraft]],
        people: Mapping[str, str],
        known: Mapping[str, Person],
    ) -> None:
        self._work, self._drafts, self._organisations, self._people = work, drafts, organisations, people
        self._known = known
        self._cached: dict[str, tuple[dict[str, object], str, str]] = {}

    def row(self, ref: str, meeting: MeetingPlanned) -> dict[str, Any]:
        """The columns of a participation that come from who takes part."""
        if ref in self._people or ref in self._known:
            id = self._people.get(ref, ref)
            snapshot, shown, side = self._person(ref, meeting)
            return {"person_id": id, "organisation_id": None, "snapshot": snapshot, "shown_name": shown, "side": side}
        snapshot, shown, side = self._organisation(ref)
        id = self._organisations[ref][0] if ref in self._organisations else ref
        return {"person_id": None, "organisation_id": id, "snapshot": snapshot, "shown_name": shown, "side": side}

    def _organisation(self, ref: str) -> tuple[dict[str, object], str, str]:
        if ref not in self._cached:
            if ref in self._organisations:
                draft = self._organisations[ref][1]
                names = {name.lang: name.text for name in reversed(draft.names)}
                shown, side = list_name(draft.names), draft.side
            else:
                traits = self._drafts.organisations.traits[ref]
                names, shown, side = traits.by_language, traits.shown_name, traits.side
            self._cached[ref] = (PersonSnapshot(organisation=names).as_json(), shown, side)
        return self._cached[ref]

    def _person(self, ref: str, meeting: MeetingPlanned) -> tuple[dict[str, object], str, str]:
        if ref in self._known:
            person = self._known[ref]
            taken = snapshot_of(self._work.session, person, meeting.day)
            return taken.as_json(), shown_on_list(person, None, taken), person.side
        draft = self._drafts.people_named.unknown[ref]
        names = tuple(Name(name.printed(), name.script, name.order) for name in draft.names)
        taken = PersonSnapshot(names=names, honorific=draft.honorific)
        return taken.as_json(), taken.shown(), draft.side


def write_meetings(_store: Store, work: Work, plan: Plan, progress: Progress) -> Tally:
    """Meetings, and the organisations and people that only the register names."""
    drafts = drafts_for(work.session, plan.kind, plan.settings)
    targets = targets_of(plan.rows)
    known = load_meetings(work.session, targets.existing())
    check_there(known, targets)
    made: dict[str, MeetingPlanned] = {}
    more: dict[str, list[MeetingPlanned]] = {}

    def take(id: str, record: MeetingRecord) -> None:
        planned = drafts.meeting(record)
        if id in targets.new and id not in made:
            made[id] = planned
        elif id in known:
            more.setdefault(id, []).append(planned)

    each_row(plan, targets, progress, take)
    gaining = {id: rows for id, rows in more.items() if _gains(known[id], rows)}
    used = {ref for one in (*made.values(), *(row for rows in gaining.values() for row in rows)) for ref in one.members}
    organisations = make_named(work, drafts.organisations, used & drafts.organisations.unknown.keys(), plan)
    people = _make_people(work, drafts.people_named.unknown, used)
    rest = used - organisations.keys() - people.keys() - drafts.organisations.traits.keys()
    members = _Members(work, drafts, organisations, people, load_people(work.session, rest))
    _insert(work, made, members, plan, progress)
    changed = _fill(work, known, gaining, {**{mark: id for mark, (id, _) in organisations.items()}, **people})
    return Tally(len(made), changed, len(organisations) + len(people), touched=bool(made or changed))


def _make_people(work: Work, unknown: Mapping[str, PersonDraft], used: Iterable[str]) -> dict[str, str]:
    marks = {mark: new_id() for mark in sorted(set(used) & unknown.keys())}
    insert_people(work, {id: unknown[mark] for mark, id in marks.items()})
    return marks


def _insert(work: Work, made: Mapping[str, MeetingPlanned], members: _Members, plan: Plan, progress: Progress) -> None:
    receiving = exchange.mission(work.session).receiving_state
    host_side = plan.settings.host_side or receiving
    meetings: list[dict[str, Any]] = []
    participations: list[dict[str, Any]] = []
    for no, (id, one) in enumerate(made.items()):
        if no % 500 == 0:
            progress.check()
        meetings.append(_meeting_values(id, one))
        orders: dict[str, int] = {}
        for ref, own in (*((ref, host_side) for ref in one.hosts), *((ref, "") for ref in one.others)):
            row = members.row(ref, one)
            side = own or row["side"] or plan.settings.side or receiving
            orders[side] = orders.get(side, 0) + 1
            participations.append(
                {
                    **row,
                    "id": new_id(),
                    "meeting_id": id,
                    "side": side,
                    "role": ParticipantRole.MEMBER,
                    "order_in_side": orders[side],
                    "status": Attendance.ATTENDED if one.status is MeetingStatus.HELD else Attendance.INVITED,
                    "frozen_at": work.at if one.status is MeetingStatus.HELD else None,
                }
            )
    add_rows(work.session, Meeting, meetings)
    add_rows(work.session, Participation, participations)


def _meeting_values(id: str, one: MeetingPlanned) -> dict[str, Any]:
    return {
        "id": id,
        "code": one.code,
        "title": one.title,
        "kind": one.kind,
        "status": one.status,
        "status_reason": "",
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "time_zone": one.time_zone,
        "place": one.place,
        "purpose": one.purpose,
        "notes": one.notes,
    }


def _gains(meeting: Meeting, rows: Iterable[MeetingPlanned]) -> bool:
    present = {one.person_id or one.organisation_id for one in meeting.participants}
    return any(
        (row.place and not meeting.place)
        or (row.purpose and not meeting.purpose)
        or (row.notes and not meeting.notes)
        or row.members - present
        for row in rows
    )


def _fill(
    work: Work, known: Mapping[str, Meeting], gaining: Mapping[str, list[MeetingPlanned]], ids: Mapping[str, str]
) -> int:
    """Known meetings gain what they lack; one whose record is approved does not change any more."""
    changed = 0
    for id, rows in gaining.items():
        meeting = known[id]
        approved = select(MinutesRow.id).where(
            MinutesRow.meeting_id == id, MinutesRow.status.in_(_FROZEN), MinutesRow.deleted_at.is_(None)
        )
        if work.session.scalar(approved.limit(1)):
            continue
        for row in rows:
            meeting.place = meeting.place or row.place
            meeting.purpose = meeting.purpose or row.purpose
            meeting.notes = meeting.notes or row.notes
            add_participants(work, meeting, [_participant(work, ids.get(ref, ref)) for ref in sorted(row.members)])
        work.touch(meeting)
        changed += 1
    work.session.flush()
    return changed


def _participant(work: Work, id: str) -> ParticipantDraft:
    person = work.session.get(Person, id)
    if person is not None:
        return ParticipantDraft(person_id=id, status=Attendance.ATTENDED)
    return ParticipantDraft(organisation_id=id, status=Attendance.ATTENDED)
