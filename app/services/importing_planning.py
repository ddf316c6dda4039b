"""The dry run: every row against the store and against the rows before it.

A row that is new is known to the rows behind it, so somebody who stands in the file twice is found; they then follow
whatever becomes of the first row. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.core.i18n import N_
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.exchange.fields import ImportKind
from app.exchange.match_keys import name_key
from app.exchange.match_people import PeopleIndex
from app.exchange.matching import Judged
from app.exchange.matching import Verdict as Says
from app.exchange.records import MeetingRecord, OrganisationRecord, PersonRecord, Record, RefusedRow
from app.jobs.lanes import Progress
from app.queries import exchange
from app.services import importing_meetings, importing_organisations, importing_people, organisations, people
from app.services.importing_meetings import MeetingPlanned
from app.services.importing_organisations import Organisations
from app.services.importing_plan import Candidate, Fact, ImportSettings, PlannedRow, Reason, Verdict
from app.services.organisations import OrganisationDraft
from app.services.people import PersonDraft

Made = TypeVar("Made")

STEP = 100
"""Rows between two looks at whether somebody wants to stop."""
SAME_ROW = N_("It says the same as row {row}.")
NO_DAY = N_("There is no date in this row.")
NO_NAME = N_("There is no name in this row.")
ONLY_ORGANISATION = N_("This names an organisation and nobody in it. Bring it in as an organisation.")


@dataclass(slots=True)
class Drafts:
    """What the rows of a file make, by the row's number, with the names that stand for records to be made."""

    organisations: Organisations
    settings: ImportSettings
    people_named: importing_meetings.People = field(default_factory=lambda: importing_meetings.People({}))

    def person(self, record: PersonRecord) -> PersonDraft:
        return importing_people.draft_of_record(record, self.organisations.ref, self.settings)

    def organisation(self, record: OrganisationRecord) -> OrganisationDraft:
        return importing_organisations.draft_of_record(record, self._parent, self.settings)

    def _parent(self, name: str) -> str:
        return self.organisations.ref(name)

    def meeting(self, record: MeetingRecord) -> MeetingPlanned:
        refs = importing_meetings.Refs(self.organisations.ref, self.people_named.ref)
        return importing_meetings.planned_of(record, refs, self.settings)


def people_by_name(session: Session) -> dict[str, str]:
    """The id of everybody who alone is called so, by the key of the name."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for one in exchange.people(session):
        for name in one.names:
            key = name_key(name)
            if found.setdefault(key, one.id) != one.id:
                several.add(key)
    return {key: id for key, id in found.items() if key not in several}


def drafts_for(session: Session, kind: ImportKind, settings: ImportSettings) -> Drafts:
    """What turns records into drafts, from the store as it stands."""
    known = Organisations(exchange.organisations(session))
    if kind is ImportKind.MEETINGS:
        return Drafts(known, settings, importing_meetings.People(people_by_name(session)))
    return Drafts(known, settings)


def planned(
    session: Session,
    kind: ImportKind,
    found: Sequence[Record | RefusedRow],
    settings: ImportSettings,
    progress: Progress,
) -> list[PlannedRow]:
    """Each row with its verdict."""
    drafts = drafts_for(session, kind, settings)
    planners: dict[ImportKind, Callable[[Session, Drafts], _Planner[Any]]] = {
        ImportKind.PEOPLE: _PeoplePlanner,
        ImportKind.ORGANISATIONS: _OrganisationPlanner,
        ImportKind.MEETINGS: _MeetingPlanner,
    }
    planner = planners[kind](session, drafts)
    rows: list[PlannedRow] = []
    seen: dict[tuple[str, ...], int] = {}
    for no, record in enumerate(found):
        if no % STEP == 0:
            progress.step(no, len(found))
        if isinstance(record, RefusedRow):
            rows.append(refused_row(no, record))
            continue
        twin = seen.setdefault(record.cells, no) if record.cells else no
        row = planner.row(no, record) if twin == no else planner.twin(no, record, rows[twin])
        rows.append(row)
    progress.step(len(found), len(found))
    return planner.with_facts(rows)


def refused_row(no: int, refused: RefusedRow) -> PlannedRow:
    """A row that cannot be taken."""
    name = " · ".join(cell for cell in refused.cells[:3] if cell)[:120]
    return PlannedRow(no, Verdict.REFUSED, name, refused=refused)


class _Planner(Generic[Made]):
    """What the three kinds share. `made` holds what each row makes."""

    def __init__(self, session: Session, drafts: Drafts) -> None:
        self.session, self.drafts = session, drafts
        self.made: dict[int, Made] = {}

    def row(self, no: int, record: Any) -> PlannedRow:
        """The verdict on one row."""
        raise NotImplementedError

    def shown(self, made: Made) -> tuple[str, str]:
        """Name and detail of what a row makes."""
        raise NotImplementedError

    def twin(self, no: int, record: Record, first: PlannedRow) -> PlannedRow:
        """A row that says word for word what an earlier one says."""
        if first.record is None:
            return replace(first, no=no)
        self.made[no] = self.made[first.no]
        reason = Reason(SAME_ROW, {"row": first.line}, 100)
        candidate = Candidate("", first.name, first.detail, 100, (reason,), row=first.no)
        return PlannedRow(no, Verdict.SAME, first.name, first.detail, record, (candidate,), candidate)

    def _of(self, no: int, record: Record, judged: Judged, known: Sequence[Any]) -> PlannedRow:
        """The row that a judgement makes; candidates from the file carry their row."""
        name, detail = self.shown(self.made[no])
        candidates = tuple(
            Candidate(
                "" if known[match.no].from_file else known[match.no].id,
                "",
                "",
                match.score,
                tuple(Reason(one.message, one.params, one.points) for one in match.reasons),
                row=int(known[match.no].id) if known[match.no].from_file else -1,
            )
            for match in judged.matches
        )
        verdict = {Says.NEW: Verdict.NEW, Says.SAME: Verdict.SAME, Says.UNSURE: Verdict.UNSURE}[judged.verdict]
        chosen = candidates[0] if verdict is Verdict.SAME else None
        return PlannedRow(no, verdict, name, detail, record, candidates, chosen)

    def with_facts(self, rows: list[PlannedRow]) -> list[PlannedRow]:
        """The rows with names, details and facts of their candidates."""
        ids = {one.id for row in rows for one in row.candidates if one.id}
        known = self.known(ids)
        return [self._with_facts(row, known) if row.candidates else row for row in rows]

    def known(self, ids: Iterable[str]) -> dict[str, Made]:
        """What the store holds of these."""
        raise NotImplementedError

    def compared(self, ours: Made, theirs: Made) -> tuple[Fact, ...]:
        """Both side by side."""
        raise NotImplementedError

    def _with_facts(self, row: PlannedRow, known: dict[str, Made]) -> PlannedRow:
        theirs = self.made[row.no]
        full = []
        for candidate in row.candidates:
            ours = known.get(candidate.id) if candidate.id else self.made.get(candidate.row)
            if ours is not None:
                name, detail = self.shown(ours)
                candidate = replace(candidate, name=name, detail=detail, facts=self.compared(ours, theirs))
            full.append(candidate)
        chosen = full[0] if row.chosen is not None else None
        return replace(row, candidates=tuple(full), chosen=chosen)


class _PeoplePlanner(_Planner[PersonDraft]):
    def __init__(self, session: Session, drafts: Drafts) -> None:
        super().__init__(session, drafts)
        known = drafts.organisations
        self.index = PeopleIndex(importing_people.keys_of_traits(one, known) for one in exchange.people(session))

    def row(self, no: int, record: PersonRecord) -> PlannedRow:
        draft = self.made[no] = self.drafts.person(record)
        if draft.problems():
            reason = ONLY_ORGANISATION if record.organisation else NO_NAME
            return refused_row(no, RefusedRow(record.place, reason, {}, record.cells))
        keys = importing_people.keys_of(draft, self.drafts.organisations, str(no), from_file=True)
        row = self._of(no, record, self.index.judge(keys), self.index.known)
        if row.verdict is not Verdict.SAME:
            self.index.add(keys)
        return row

    def shown(self, made: PersonDraft) -> tuple[str, str]:
        return importing_people.detail_of(made, self.drafts.organisations)

    def known(self, ids: Iterable[str]) -> dict[str, PersonDraft]:
        return {id: people.draft_of(row) for id, row in load_people(self.session, ids).items()}

    def compared(self, ours: PersonDraft, theirs: PersonDraft) -> tuple[Fact, ...]:
        return importing_people.additions(ours, theirs, self.drafts.organisations.name)[1]


class _OrganisationPlanner(_Planner[OrganisationDraft]):
    def row(self, no: int, record: OrganisationRecord) -> PlannedRow:
        draft = self.made[no] = self.drafts.organisation(record)
        if draft.problems():
            return refused_row(no, RefusedRow(record.place, NO_NAME, {}, record.cells))
        known = self.drafts.organisations
        keys = importing_organisations.keys_of(draft, known, str(no), from_file=True)
        row = self._of(no, record, known.index.judge(keys), known.index.known)
        if row.verdict is not Verdict.SAME:
            known.index.add(keys)
        return row

    def shown(self, made: OrganisationDraft) -> tuple[str, str]:
        return importing_organisations.detail_of(made, self.drafts.organisations)

    def known(self, ids: Iterable[str]) -> dict[str, OrganisationDraft]:
        return {id: organisations.draft_of(row) for id, row in load_organisations(self.session, ids).items()}

    def compared(self, ours: OrganisationDraft, theirs: OrganisationDraft) -> tuple[Fact, ...]:
        return importing_organisations.additions(ours, theirs, self.drafts.organisations.name)[1]


class _MeetingPlanner(_Planner[MeetingPlanned]):
    def __init__(self, session: Session, drafts: Drafts) -> None:
        super().__init__(session, drafts)
        self.meetings = importing_meetings.Meetings(exchange.meetings(session))

    def row(self, no: int, record: MeetingRecord) -> PlannedRow:
        if record.day is None and record.starts_at is None:
            return refused_row(no, RefusedRow(record.place, NO_DAY, {}, record.cells))
        made = self.made[no] = self.drafts.meeting(record)
        name, detail = self.shown(made)
        sure, candidates = self.meetings.judge(made)
        if sure:
            return PlannedRow(no, Verdict.SAME, name, detail, record, candidates, candidates[0])
        self.meetings.add_row(no, made)
        return PlannedRow(no, Verdict.UNSURE if candidates else Verdict.NEW, name, detail, record, candidates)

    def shown(self, made: MeetingPlanned) -> tuple[str, str]:
        return made.title, made.day.isoformat()

    def with_facts(self, rows: list[PlannedRow]) -> list[PlannedRow]:
        known = load_meetings(self.session, {one.id for row in rows for one in row.candidates if one.id})
        return [self._beside(row, known) if row.candidates else row for row in rows]

    def _beside(self, row: PlannedRow, known: dict[str, Meeting]) -> PlannedRow:
        theirs = self.made[row.no]
        full = []
        for candidate in row.candidates:
            ours = known.get(candidate.id)
            earlier = self.made.get(candidate.row)
            if ours is not None:
                said = (ours.place, ours.purpose, ours.notes)
            elif earlier is not None:
                said = (earlier.place, earlier.purpose, earlier.notes)
            else:
                said = ("", "", "")
            full.append(replace(candidate, facts=importing_meetings.facts_of(candidate, theirs, *said)))
        return replace(row, candidates=tuple(full), chosen=full[0] if row.chosen is not None else None)


def _loaded(session: Session, ids: Iterable[str], statement: Callable[[Sequence[str]], Any]) -> dict[str, Any]:
    return {row.id: row for chunk in exchange.in_chunks(ids) for row in session.scalars(statement(chunk))}


def load_people(session: Session, ids: Iterable[str]) -> dict[str, Person]:
    """These people with their parts, by id."""
    parts = (selectinload(Person.names), selectinload(Person.positions), selectinload(Person.contacts))
    return _loaded(session, ids, lambda chunk: select(Person).where(Person.id.in_(chunk)).options(*parts))


def load_organisations(session: Session, ids: Iterable[str]) -> dict[str, Organisation]:
    """These organisations with their parts, by id."""
    parts = (selectinload(Organisation.names), selectinload(Organisation.contacts))
    return _loaded(session, ids, lambda chunk: select(Organisation).where(Organisation.id.in_(chunk)).options(*parts))


def load_meetings(session: Session, ids: Iterable[str]) -> dict[str, Meeting]:
    """These meetings with who took part, by id."""
    parts = (selectinload(Meeting.participants),)
    return _loaded(session, ids, lambda chunk: select(Meeting).where(Meeting.id.in_(chunk)).options(*parts))
