"""Reading people: the list, one person with their positions, and what they took part in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.core.clock import Clock, SystemClock
from app.core.enums import FollowupStatus, LevelBand, MeetingStatus
from app.core.errors import NotFound
from app.core.i18n import N_, language
from app.core.ltext import pick
from app.core.names import Name
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.contact_due import ContactDue
from app.domain.documents import Attachment
from app.domain.followups import Followup
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.queries.contact import ContactWay, contact_of, due_on, silent_since, ways_of
from app.queries.facts import Fact, facts_of
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.merged import followed

RECENT = 10
"""Meetings shown with a person or an organisation."""


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What the list shows: `text` in any script, and exact choices ("" or None = any).

    `organisation_id` and `organisation_kind` look at positions without an end date. `silent_since` lets through who was
    not met on that day or later, `contact_due_on` whose contact is due by its cadence on that day.
    """

    text: str = ""
    side: str = ""
    organisation_id: str = ""
    organisation_kind: str = ""
    interpreter: bool | None = None
    silent_since: date | None = None
    contact_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list. `native` is the name in another script, `title` is in the interface's language and like
    `organisation` that of the first position without an end date."""

    rowid: int
    id: str
    code: str
    name: str
    native: str
    reading: str
    title: str
    organisation: str
    organisation_id: str
    side: str
    nationality: str
    honorific: str
    is_fictional: bool
    is_interpreter: bool
    is_sealed: bool
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A position from-to (None = open); `title` is by language."""

    organisation_id: str
    organisation: str
    title: Mapping[str, str]
    level_band: LevelBand | None
    held_from: date | None
    held_to: date | None
    precedence_article: int | None = None
    precedence_date: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as another record's page lists it: `starts_at` in UTC, `time_zone` where it was arranged."""

    id: str
    title: str
    starts_at: datetime
    time_zone: str
    status: MeetingStatus


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One person: every spelling, every position in their own order, the latest meetings and what they owe. `id` is
    another than the one asked for when that person was merged into this one. `photo_id` is "" without a photo."""

    id: str
    version: int
    code: str
    name: str
    names: tuple[Name, ...]
    positions: tuple[HeldPosition, ...]
    side: str
    nationality: str
    honorific: str
    languages: tuple[str, ...]
    is_fictional: bool
    is_interpreter: bool
    is_sealed: bool
    outward_label: Mapping[str, str]
    do_not_contact: bool
    email: str
    phone: str
    notes: str
    source_codes: tuple[str, ...]
    meetings: tuple[MeetingLine, ...]
    open_followups: int
    contacts: tuple[ContactWay, ...] = ()
    address_forms: Mapping[str, str] = field(default_factory=dict)
    relationship_owner: str = ""
    contact: ContactDue = field(default_factory=ContactDue)
    facts: tuple[Fact, ...] = ()
    photo_id: str = ""


def title_in_window(stored: object) -> str:
    """A JSON text by language, in the interface's language."""
    return pick(json.loads(str(stored)), language()) if stored else ""


def _row(rowid: int, *values: Any) -> PersonRow:
    id, code, name, native, reading, title, organisation, organisation_id, side, nationality, honorific, *flags = values
    return PersonRow(
        rowid,
        id,
        code,
        name,
        native or "",
        reading or "",
        title_in_window(title),
        organisation or "",
        organisation_id or "",
        side,
        nationality,
        honorific,
        *(bool(flag) for flag in flags),
    )


FIRST_POSITION = (
    "(SELECT c.id FROM position c WHERE c.person_id = {person} ORDER BY c.held_to IS NOT NULL, c.order_no LIMIT 1)"
)
"""The position a list shows for a person: the first still held, else the first."""

NATIVE = (
    "(SELECT n.full FROM person_name n WHERE n.person_id = {person} AND n.script NOT IN ('Latn', 'Kana') "
    "AND EXISTS (SELECT 1 FROM person_name l WHERE l.person_id = {person} AND l.script = 'Latn') "
    "ORDER BY n.position LIMIT 1)"
)
READING = (
    "coalesce((SELECT n.reading FROM person_name n WHERE n.person_id = {person} AND n.reading <> '' "
    "ORDER BY n.position LIMIT 1), (SELECT n.full FROM person_name n WHERE n.person_id = {person} "
    "AND n.script = 'Kana' ORDER BY n.position LIMIT 1))"
)

_ORGANISATION_KEY = (
    "coalesce((SELECT o.sort_name FROM position h JOIN organisation o ON o.id = h.organisation_id "
    "WHERE h.person_id = p.id ORDER BY h.held_to IS NOT NULL, h.order_no LIMIT 1), '')"
)

_AFTER_NAME = "substr(p.sort_name, instr(p.sort_name, char(9)) + 1)"
_READING_KEY = (
    f"(instr({_AFTER_NAME}, char(9)) = 0 AND unicode(p.sort_name) < 12448), CASE instr({_AFTER_NAME}, char(9)) "
    f"WHEN 0 THEN p.sort_name ELSE substr({_AFTER_NAME}, instr({_AFTER_NAME}, char(9)) + 1) END"
)
"""The order of the fifty sounds: a name's key holds its reading after the Latin name (services.people.list_key), or is
the reading itself (kana begin at U+30A0); people without a reading come last."""

_SPEC = ListSpec(
    table="person",
    alias="p",
    columns=(
        f"p.id, p.code, p.shown_name, {NATIVE.format(person='p.id')}, {READING.format(person='p.id')}, "
        "h.title, o.shown_name, o.id, p.side, p.nationality, p.honorific, p.is_fictional, p.is_interpreter, "
        "p.is_sealed, p.do_not_contact"
    ),
    joins=(
        f"LEFT JOIN position h ON h.id = {FIRST_POSITION.format(person='p.id')} "
        "LEFT JOIN organisation o ON o.id = h.organisation_id"
    ),
    make=_row,
    sorts={
        "name": "p.sort_name",
        "organisation": f"{_ORGANISATION_KEY} || char(1) || p.sort_name",
        "side": "p.side || char(1) || p.sort_name",
        "reading": _READING_KEY,
        "code": "p.code",
    },
    search_kind="person",
)


class PeopleQueries(ListQueries[PersonFilter, PersonRow]):
    """Reads people."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        super().__init__(store, _SPEC, _where)
        self._clock = clock or SystemClock()

    def get(self, id: str) -> PersonDetail:
        """One person; somebody merged into another is found as that other. Raises NotFound."""
        with self._store.read() as session:
            id = followed(session, "person", id)
            row = session.scalar(
                select(Person)
                .where(Person.id == id, Person.deleted_at.is_(None))
                .options(selectinload(Person.names), selectinload(Person.positions), selectinload(Person.contacts))
            )
            if row is None:
                raise NotFound(N_("This person does not exist."))
            return PersonDetail(
                id=row.id,
                version=row.version,
                code=row.code,
                name=row.shown_name,
                names=tuple(Name(n.full, n.script, n.order, n.family, n.given, n.reading) for n in row.names),
                positions=_positions(session, row),
                side=row.side,
                nationality=row.nationality,
                honorific=row.honorific,
                languages=tuple(row.languages or ()),
                is_fictional=row.is_fictional,
                is_interpreter=row.is_interpreter,
                is_sealed=row.is_sealed,
                outward_label=dict(row.outward_label or {}),
                do_not_contact=row.do_not_contact,
                email=row.email,
                phone=row.phone,
                notes=row.notes,
                source_codes=tuple(row.source_codes or ()),
                meetings=recent_meetings(session, Participation.person_id == id),
                open_followups=_open_followups(session, id),
                contacts=ways_of(row.contacts),
                address_forms=dict(row.address_forms or {}),
                relationship_owner=row.relationship_owner,
                contact=contact_of(session, "person", id, self._clock.now()),
                facts=facts_of(session, "person", id),
                photo_id=photo_of(session, id),
            )

    def photo(self, id: str) -> bytes:
        """The photo of a person as an image file, b"" for none."""
        with self._store.read() as session:
            row = session.get(Attachment, photo_of(session, id))
            return row.content if row is not None else b""


PHOTO = "person.photo"
"""The kind of owner under which a person's photo is kept among the attachments."""


def photo_of(session: Session, person_id: str) -> str:
    """The attachment that is a person's photo, "" for none."""
    statement = (
        select(Attachment.id)
        .where(Attachment.owner_kind == PHOTO, Attachment.owner_id == person_id, Attachment.deleted_at.is_(None))
        .order_by(Attachment.created_at.desc(), Attachment.id.desc())
        .limit(1)
    )
    return session.scalar(statement) or ""


def recent_meetings(session: Session, condition: Any, limit: int = RECENT) -> tuple[MeetingLine, ...]:
    """The latest meetings with a participant that meets the condition, newest first."""
    rows = session.execute(
        select(Meeting.id, Meeting.title, Meeting.starts_at, Meeting.time_zone, Meeting.status)
        .where(Meeting.id.in_(select(Participation.meeting_id).where(condition)), Meeting.deleted_at.is_(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(limit)
    )
    return tuple(MeetingLine(*row) for row in rows.tuples())


def _positions(session: Session, row: Person) -> tuple[HeldPosition, ...]:
    ids = {position.organisation_id for position in row.positions if position.organisation_id}
    names = dict(
        session.execute(select(Organisation.id, Organisation.shown_name).where(Organisation.id.in_(ids))).tuples().all()
    )
    return tuple(
        HeldPosition(
            position.organisation_id or "",
            names.get(position.organisation_id or "", ""),
            dict(position.title or {}),
            position.level_band,
            position.held_from,
            position.held_to,
            position.precedence_article,
            position.precedence_date,
        )
        for position in row.positions
    )


def _open_followups(session: Session, person_id: str) -> int:
    count = session.scalar(
        select(func.count())
        .select_from(Followup)
        .where(
            Followup.owner_person_id == person_id,
            Followup.deleted_at.is_(None),
            Followup.status.in_((FollowupStatus.OPEN, FollowupStatus.IN_HAND)),
        )
    )
    return count or 0


def _where(flt: PersonFilter) -> Where:
    conditions, params = text_condition("person", "p", flt.text)
    if flt.side:
        conditions.append("p.side = :side")
        params["side"] = flt.side
    if flt.organisation_id:
        conditions.append(
            "p.id IN (SELECT person_id FROM position WHERE organisation_id = :organisation_id AND held_to IS NULL)"
        )
        params["organisation_id"] = flt.organisation_id
    if flt.organisation_kind:
        conditions.append(
            "p.id IN (SELECT h.person_id FROM position h JOIN organisation o ON o.id = h.organisation_id "
            "WHERE o.kind = :organisation_kind AND h.held_to IS NULL)"
        )
        params["organisation_kind"] = flt.organisation_kind
    if flt.interpreter is not None:
        conditions.append("p.is_interpreter = :interpreter")
        params["interpreter"] = int(flt.interpreter)
    if flt.silent_since is not None:
        conditions.append(silent_since("person", "p", flt.silent_since))
    if flt.contact_due_on is not None:
        conditions.append(due_on("person", "p", flt.contact_due_on))
    return conditions, params
