"""Who somebody is on a given day: the name, title and organisation a meeting's list keeps (domain.md 4.6, 1 and 32).

A snapshot follows corrections until the meeting is held and its list is frozen; after that it never changes, whatever
the person becomes. A sealed person is known outside by a label alone ("a senior Japanese trade official"), so the
label is all that a snapshot of theirs ever holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.core.enums import NameOrder, OrgNameKind, Script
from app.core.names import Name, PersonSnapshot
from app.db.unit_of_work import Work
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation, OrganisationName
from app.domain.people import Person, Position

_SCRIPT_OF = {"ja": Script.JAPANESE, "hi": Script.DEVANAGARI}
_LAST_RESORT = frozenset({OrgNameKind.FORMER, OrgNameKind.PRESS_VARIANT, OrgNameKind.ABBREVIATION, OrgNameKind.SHORT})
_CHUNK = 500


def local_day(starts_at: datetime, time_zone: str) -> date:
    """The calendar day of an instant (UTC) where the meeting is held; `time_zone` is an IANA name."""
    return starts_at.astimezone(ZoneInfo(time_zone)).date()


def held_on(position: Position, on: date) -> bool:
    """Whether a position was held on that day; both ends count, an open end is unlimited."""
    return (position.held_from is None or position.held_from <= on) and (
        position.held_to is None or on <= position.held_to
    )


def position_on(positions: Sequence[Position], on: date, organisation_id: str | None = None) -> Position | None:
    """The position somebody stands for on that day: the one in `organisation_id`, else the first in their own order."""
    held = [position for position in positions if held_on(position, on)]
    return next(
        (p for p in held if organisation_id and p.organisation_id == organisation_id), held[0] if held else None
    )


def organisation_names(names: Iterable[OrganisationName]) -> dict[str, str]:
    """Language -> the name a document prints: the one preferred for lists, else the full name before short ones."""
    best: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for name in names:
        rank = ("list" not in (name.preferred_for or ()), name.kind in _LAST_RESORT, name.position)
        if name.lang not in best or rank < best[name.lang][0]:
            best[name.lang] = (rank, name.text)
    return {lang: text for lang, (_, text) in best.items()}


def snapshot_of(session: Session, person: Person, on: date, organisation_id: str | None = None) -> PersonSnapshot:
    """The person as of `on`; `organisation_id` says for whom they come when they hold several positions.

    Somebody who comes for an organisation in which they hold no position is shown under it without a title.
    """
    if person.is_sealed:
        return sealed_snapshot(person.outward_label)
    position = position_on(person.positions, on, organisation_id)
    title = dict(position.title or {}) if position else {}
    shown_for = position.organisation_id if position else organisation_id
    organisation = session.get(Organisation, shown_for) if shown_for else None
    return PersonSnapshot(
        names=_one_per_script(person),
        title=title,
        organisation=organisation_names(organisation.names) if organisation else {},
        honorific=person.honorific,
    )


def snapshot_of_organisation(organisation: Organisation) -> PersonSnapshot:
    """An organisation that takes part without having named anybody."""
    return PersonSnapshot(organisation=organisation_names(organisation.names))


def sealed_snapshot(label: Mapping[str, str] | None) -> PersonSnapshot:
    """The outward label in each language's script, and nothing that could tell who it is."""
    names: dict[Script, Name] = {}
    for lang, text in (label or {}).items():
        script = _SCRIPT_OF.get(lang, Script.LATIN)
        if text and script not in names:
            names[script] = Name(text, script, NameOrder.SINGLE)
    return PersonSnapshot(names=tuple(names.values()))


def shown_on_list(person: Person | None, organisation: Organisation | None, snapshot: PersonSnapshot) -> str:
    """The one line by which a list shows a participant."""
    if person is None:
        return organisation.shown_name if organisation else ""
    return snapshot.shown()


def refresh(work: Work, person_ids: Iterable[str]) -> None:
    """Carry changed names and positions into every list not frozen yet: a spelling fixed once is fixed everywhere."""
    for ids in _chunks(person_ids):
        statement = _open_lists().where(Participation.person_id.in_(ids))
        _update(work.session, work.session.execute(statement).tuples().all())


def refresh_organisations(work: Work, organisation_ids: Iterable[str]) -> None:
    """The same for changed names of organisations: lists with their people, and lists that name them alone."""
    for ids in _chunks(organisation_ids):
        people = select(Position.person_id).where(Position.organisation_id.in_(ids))
        statement = _open_lists().where(Participation.organisation_id.in_(ids) | Participation.person_id.in_(people))
        _update(work.session, work.session.execute(statement).tuples().all())


def _open_lists() -> Select[tuple[Participation, datetime, str]]:
    return (
        select(Participation, Meeting.starts_at, Meeting.time_zone)
        .join(Meeting, Meeting.id == Participation.meeting_id)
        .where(Participation.frozen_at.is_(None))
    )


def _update(session: Session, rows: Sequence[tuple[Participation, datetime, str]]) -> None:
    people = _load(session, {row.person_id for row, _, _ in rows if row.person_id})
    for row, starts_at, time_zone in rows:
        person = people.get(row.person_id or "")
        organisation = session.get(Organisation, row.organisation_id) if row.organisation_id else None
        if person is not None:
            taken = snapshot_of(session, person, local_day(starts_at, time_zone), row.organisation_id)
        elif organisation is not None:
            taken = snapshot_of_organisation(organisation)
        else:
            continue
        data = taken.as_json()
        shown = shown_on_list(person, organisation, taken)
        if row.snapshot != data:
            row.snapshot = data
        if row.shown_name != shown:
            row.shown_name = shown


def _load(session: Session, ids: set[str]) -> dict[str, Person]:
    statement = (
        select(Person).where(Person.id.in_(ids)).options(selectinload(Person.names), selectinload(Person.positions))
    )
    return {person.id: person for person in session.scalars(statement)}


def _one_per_script(person: Person) -> tuple[Name, ...]:
    names: dict[str, Name] = {}
    for row in person.names:
        if row.script not in names and row.full:
            names[row.script] = Name(row.full, row.script, row.order, row.family, row.given, row.reading)
    return tuple(names.values())


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    wanted = sorted(set(ids))
    return (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))
