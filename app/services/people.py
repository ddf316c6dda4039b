"""People: made, edited and removed, with every spelling of their name and every position they held.

Nothing is ever split by guess: a name's parts are there only when somebody typed them, a single name is as good as any,
and no family name or title is ever required (domain.md 4.6, 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import LevelBand, NameOrder, Script
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.names import Name
from app.core.problems import Problem
from app.core.text import clean, clean_line, sort_key
from app.db.unit_of_work import Work
from app.domain.attendance import Participation
from app.domain.delegations import DelegationMember
from app.domain.followups import Followup
from app.domain.minutes import RecordPoint
from app.domain.organisations import Organisation
from app.domain.people import Person, PersonContact, PersonName, Position
from app.domain.visits import FacilityVisit
from app.services.base import Service, find, merge, refuse_if
from app.services.contacts import (
    EMAIL_KINDS,
    PHONE_KINDS,
    ContactDraft,
    contact_values,
    drafts_of,
    first_of,
    with_first,
)
from app.services.drafts import clean_texts, has_text, no_text
from app.services.parts import sync
from app.services.snapshots import refresh
from app.services.uses import Columns, is_used


@dataclass(frozen=True, slots=True)
class PersonNameDraft:
    """One spelling. `full` is what is printed; left empty, it is put together from the parts in their order.

    `lang` is ISO 639-1; `reading` is the pronunciation in kana beside a Japanese spelling.
    """

    full: str = ""
    script: Script = Script.LATIN
    order: NameOrder = NameOrder.SINGLE
    family: str = ""
    given: str = ""
    reading: str = ""
    lang: str = ""
    as_in_passport: bool = False

    def printed(self) -> str:
        """`full`, or the parts in their order: Japanese without a blank between (山田春男), others with one."""
        if full := clean_line(self.full):
            return full
        parts = [clean_line(self.family), clean_line(self.given)]
        if self.order is NameOrder.GIVEN_FIRST:
            parts.reverse()
        return ("" if self.script is Script.JAPANESE else " ").join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A function held in an organisation from-to (both days included; None is open). `title` is by language and may be
    empty; `precedence_article` and `precedence_date` are for the order of rank where a table of precedence has them."""

    organisation_id: str | None = None
    title: Mapping[str, str] = field(default_factory=no_text)
    level_band: LevelBand | None = None
    held_from: date | None = None
    held_to: date | None = None
    precedence_article: int | None = None
    precedence_date: date | None = None

    def is_blank(self) -> bool:
        """Whether nothing was entered: such a line of a form is dropped."""
        return self.organisation_id is None and not has_text(self.title)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What a person edits of a person. `side` is an alpha-2 state or "" when it is decided per meeting;
    `outward_label` stands for the name on paper when `is_sealed`. `email` and `phone` are the first of their kind among
    `contacts` (services/contacts.py says what happens when somebody sets only these). `address_forms` maps a language
    to the form of address that takes the place of the computed one; `cadence_days` 0 is no cadence."""

    names: tuple[PersonNameDraft, ...] = ()
    positions: tuple[PositionDraft, ...] = ()
    side: str = ""
    nationality: str = ""
    honorific: str = ""
    languages: tuple[str, ...] = ()
    is_fictional: bool = False
    is_interpreter: bool = False
    is_sealed: bool = False
    outward_label: Mapping[str, str] = field(default_factory=no_text)
    do_not_contact: bool = False
    email: str = ""
    phone: str = ""
    notes: str = ""
    code: str = ""
    source_codes: tuple[str, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    address_forms: Mapping[str, str] = field(default_factory=no_text)
    relationship_owner: str = ""
    cadence_days: int = 0

    def problems(self) -> list[Problem]:
        """What is missing or wrong. A position's field is `positions.<no>.held_to`, counted from 0 as in the draft."""
        found = []
        if not any(name.printed() for name in self.names):
            found.append(Problem("names", N_("Enter a name.")))
        for no, position in enumerate(self.positions):
            if position.held_from and position.held_to and position.held_to < position.held_from:
                found.append(Problem(f"positions.{no}.held_to", N_("This position ends before it starts.")))
        if self.is_sealed and not has_text(self.outward_label):
            found.append(Problem("outward_label", N_("Enter the words that stand for the name outside the mission.")))
        if self.cadence_days < 0:
            found.append(Problem("cadence_days", N_("Enter a number of days, or 0 for no cadence.")))
        return found


def draft_of(row: Person) -> PersonDraft:
    """The draft that would make `row`."""
    return PersonDraft(
        names=tuple(
            PersonNameDraft(n.full, n.script, n.order, n.family, n.given, n.reading, n.lang, n.as_in_passport)
            for n in row.names
        ),
        positions=tuple(
            PositionDraft(
                p.organisation_id,
                dict(p.title or {}),
                p.level_band,
                p.held_from,
                p.held_to,
                p.precedence_article,
                p.precedence_date,
            )
            for p in row.positions
        ),
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
        code=row.code,
        source_codes=tuple(row.source_codes or ()),
        contacts=drafts_of(row.contacts),
        address_forms=dict(row.address_forms or {}),
        relationship_owner=row.relationship_owner,
        cadence_days=row.cadence_days,
    )


def list_name(names: tuple[PersonNameDraft, ...]) -> str:
    """The name lists show: the first Latin spelling, FAMILY Given for family-first names, else the first spelling."""
    chosen = _for_lists(names)
    return _shown(chosen) if chosen else ""


def _shown(name: PersonNameDraft) -> str:
    family, given = clean_line(name.family), clean_line(name.given)
    return Name(name.printed(), name.script, name.order, family, given).shown()


def list_key(names: tuple[PersonNameDraft, ...]) -> str:
    """The key lists sort by: what they show, then the reading; without a Latin spelling the reading alone."""
    chosen = _for_lists(names)
    reading = next((clean_line(name.reading) for name in names if name.reading.strip()), "")
    reading = reading or next((name.printed() for name in names if name.script is Script.KANA), "")
    if chosen is None or (chosen.script is not Script.LATIN and reading):
        return sort_key(reading)
    shown = sort_key(_shown(chosen) if chosen else "")
    return f"{shown}\t{sort_key(reading)}" if reading else shown


def _for_lists(names: tuple[PersonNameDraft, ...]) -> PersonNameDraft | None:
    latin = (name for name in names if name.script is Script.LATIN and name.printed())
    return next(latin, None) or next((name for name in names if name.printed()), None)


class PeopleService(Service):
    """Writes people."""

    def draft(self, id: str) -> PersonDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Person, id))

    def create(self, draft: PersonDraft) -> Written:
        """Make a person. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Person()
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: PersonDraft, base: PersonDraft | None = None) -> Written:
        """Save an edit made on `base`, and carry it into every list that is not frozen.

        Raises Refused, NotFound, Conflict.
        """
        with self.store.write() as work:
            row = find(work.session, Person, id)
            merged = merge("person", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged)
            work.touch(row)
            work.session.flush()
            refresh(work, [id])
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a person off the lists. Refused while meetings, delegations, visits or follow-ups name them."""
        with self.store.write() as work:
            row = find(work.session, Person, id)
            if is_used(work.session, _USES, id):
                raise Refused(
                    N_("{name} is still named in meetings, delegations, visits or follow-ups and was kept."),
                    name=row.shown_name,
                )
            row.deleted_at = work.at
        return work.written(id)


_USES: Columns = (
    Participation.person_id,
    DelegationMember.person_id,
    Followup.owner_person_id,
    RecordPoint.speaker_id,
    FacilityVisit.contact_person_id,
)


def change(work: Work, row: Person, draft: PersonDraft) -> None:
    """What an update does to a row, for who changes many in one unit of work; the lists are theirs to refresh."""
    _apply(work.session, row, draft)
    work.touch(row)


def _apply(session: Session, row: Person, draft: PersonDraft) -> None:
    for position in draft.positions:
        if position.organisation_id:
            find(session, Organisation, position.organisation_id)
    names = tuple(name for name in draft.names if name.printed())
    sync(row.names, [_name_values(no, name) for no, name in enumerate(names)], PersonName)
    held = [position for position in draft.positions if not position.is_blank()]
    sync(row.positions, [_position_values(no, position) for no, position in enumerate(held)], Position)
    row.side, row.nationality, row.honorific = draft.side, draft.nationality, clean_line(draft.honorific)
    row.languages, row.source_codes = list(draft.languages), list(draft.source_codes)
    row.is_fictional, row.is_interpreter, row.is_sealed = draft.is_fictional, draft.is_interpreter, draft.is_sealed
    row.outward_label, row.do_not_contact = clean_texts(draft.outward_label), draft.do_not_contact
    contacts = with_first(draft.contacts, EMAIL_KINDS, row.email or "", draft.email)
    contacts = with_first(contacts, PHONE_KINDS, row.phone or "", draft.phone)
    sync(row.contacts, contact_values(contacts), PersonContact)
    row.email, row.phone = first_of(contacts, EMAIL_KINDS), first_of(contacts, PHONE_KINDS)
    row.address_forms, row.relationship_owner = clean_texts(draft.address_forms), clean_line(draft.relationship_owner)
    row.cadence_days = draft.cadence_days
    row.notes, row.code = clean(draft.notes), clean_line(draft.code)
    row.shown_name, row.sort_name = list_name(names), list_key(names)


def new_values(draft: PersonDraft) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]], list[Any]]:
    """The columns of a new person and of their names, positions and contacts, for who writes many at once."""
    names = tuple(name for name in draft.names if name.printed())
    contacts = with_first(with_first(draft.contacts, EMAIL_KINDS, "", draft.email), PHONE_KINDS, "", draft.phone)
    person = {
        "side": draft.side,
        "nationality": draft.nationality,
        "honorific": clean_line(draft.honorific),
        "languages": list(draft.languages),
        "source_codes": list(draft.source_codes),
        "is_fictional": draft.is_fictional,
        "is_interpreter": draft.is_interpreter,
        "is_sealed": draft.is_sealed,
        "outward_label": clean_texts(draft.outward_label),
        "do_not_contact": draft.do_not_contact,
        "email": first_of(contacts, EMAIL_KINDS),
        "phone": first_of(contacts, PHONE_KINDS),
        "address_forms": clean_texts(draft.address_forms),
        "relationship_owner": clean_line(draft.relationship_owner),
        "cadence_days": draft.cadence_days,
        "notes": clean(draft.notes),
        "code": clean_line(draft.code),
        "shown_name": list_name(names),
        "sort_name": list_key(names),
    }
    held = [position for position in draft.positions if not position.is_blank()]
    return (
        person,
        [_name_values(no, name) for no, name in enumerate(names)],
        [_position_values(no, position) for no, position in enumerate(held)],
        contact_values(contacts),
    )


def _name_values(no: int, name: PersonNameDraft) -> dict[str, Any]:
    return {
        "position": no,
        "script": name.script,
        "lang": name.lang,
        "order": name.order,
        "family": clean_line(name.family),
        "given": clean_line(name.given),
        "full": name.printed(),
        "reading": clean_line(name.reading),
        "as_in_passport": name.as_in_passport,
    }


def _position_values(no: int, position: PositionDraft) -> dict[str, Any]:
    return {
        "order_no": no,
        "organisation_id": position.organisation_id,
        "title": clean_texts(position.title),
        "level_band": position.level_band,
        "held_from": position.held_from,
        "held_to": position.held_to,
        "precedence_article": position.precedence_article,
        "precedence_date": position.precedence_date,
    }
