"""Organisations: made, edited and removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import OrgKind, OrgNameKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line, sort_key
from app.db.unit_of_work import Work
from app.domain.attendance import Participation
from app.domain.delegations import Delegation
from app.domain.documents import Dispatch
from app.domain.followups import Followup
from app.domain.meetings import Event
from app.domain.minutes import RecordPoint
from app.domain.organisations import Organisation, OrganisationContact, OrganisationName
from app.domain.people import Position
from app.domain.places import Venue
from app.domain.topics import Topic
from app.domain.visits import FacilityVisit
from app.services.base import Service, find, merge, refuse_if
from app.services.contacts import ContactDraft, contact_values, drafts_of
from app.services.drafts import clean_texts, no_text
from app.services.parts import sync
from app.services.snapshots import refresh_organisations
from app.services.uses import Columns, is_used


@dataclass(frozen=True, slots=True)
class OrgNameDraft:
    """One name: `lang` is ISO 639-1, `script` ISO 15924; `preferred_for` holds "list", "letter" or "badge"."""

    text: str
    lang: str = "en"
    script: str = "Latn"
    kind: OrgNameKind = OrgNameKind.LEGAL
    preferred_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """What a person edits of an organisation. `side` is "" when it is decided per meeting; `identifiers` maps a
    register ("CIN", "corporate-number", "LEI") to the number there; `cadence_days` 0 is no cadence."""

    names: tuple[OrgNameDraft, ...] = ()
    kind: OrgKind = OrgKind.COMPANY
    side: str = ""
    country: str = ""
    parent_id: str | None = None
    is_group: bool = False
    is_fictional: bool = False
    sectors: tuple[str, ...] = ()
    website: str = ""
    notes: str = ""
    code: str = ""
    source_codes: tuple[str, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=no_text)
    topic_ids: tuple[str, ...] = ()
    relationship_owner: str = ""
    cadence_days: int = 0

    def problems(self) -> list[Problem]:
        """What is missing or wrong, before the store is asked."""
        found = []
        if not any(clean_line(name.text) for name in self.names):
            found.append(Problem("names", N_("Enter a name.")))
        if self.cadence_days < 0:
            found.append(Problem("cadence_days", N_("Enter a number of days, or 0 for no cadence.")))
        return found


def draft_of(row: Organisation) -> OrganisationDraft:
    """The draft that would make `row`."""
    return OrganisationDraft(
        names=tuple(
            OrgNameDraft(name.text, name.lang, name.script, name.kind, tuple(name.preferred_for or ()))
            for name in row.names
        ),
        kind=row.kind,
        side=row.side,
        country=row.country,
        parent_id=row.parent_id,
        is_group=row.is_group,
        is_fictional=row.is_fictional,
        sectors=tuple(row.sectors or ()),
        website=row.website,
        notes=row.notes,
        code=row.code,
        source_codes=tuple(row.source_codes or ()),
        contacts=drafts_of(row.contacts),
        identifiers=dict(row.identifiers or {}),
        topic_ids=tuple(row.topic_ids or ()),
        relationship_owner=row.relationship_owner,
        cadence_days=row.cadence_days,
    )


def list_name(names: tuple[OrgNameDraft, ...]) -> str:
    """The name lists show: the one preferred for lists, else the first in Latin letters, else the first."""
    given = [name for name in names if clean_line(name.text)]
    for test in (_preferred_for_lists, _is_latin):
        chosen = next((name.text for name in given if test(name)), None)
        if chosen:
            return clean_line(chosen)
    return clean_line(given[0].text) if given else ""


def _preferred_for_lists(name: OrgNameDraft) -> bool:
    return "list" in name.preferred_for


def _is_latin(name: OrgNameDraft) -> bool:
    return name.script == "Latn"


class OrganisationService(Service):
    """Writes organisations."""

    def draft(self, id: str) -> OrganisationDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Organisation, id))

    def create(self, draft: OrganisationDraft) -> Written:
        """Make an organisation. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Organisation()
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: OrganisationDraft, base: OrganisationDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Organisation, id)
            merged = merge("organisation", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged)
            work.touch(row)
            work.session.flush()
            refresh_organisations(work, [id])
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take an organisation off the lists. Refused while people, meetings or other records name it."""
        with self.store.write() as work:
            row = find(work.session, Organisation, id)
            if is_used(work.session, _USES, id):
                raise Refused(N_("{name} is still used by people or meetings and was kept."), name=row.shown_name)
            row.deleted_at = work.at
        return work.written(id)


_USES: Columns = (
    Position.organisation_id,
    Participation.organisation_id,
    Organisation.parent_id,
    Delegation.organisation_id,
    Event.organisation_id,
    FacilityVisit.host_organisation_id,
    Followup.owner_organisation_id,
    RecordPoint.speaker_org_id,
    Venue.organisation_id,
    Dispatch.organisation_id,
)


def change(work: Work, row: Organisation, draft: OrganisationDraft) -> None:
    """What an update does to a row, for who changes many in one unit of work; the lists are theirs to refresh."""
    _apply(work.session, row, draft)
    work.touch(row)


def _apply(session: Session, row: Organisation, draft: OrganisationDraft) -> None:
    if draft.parent_id:
        parent: Organisation | None = find(session, Organisation, draft.parent_id)
        while parent is not None:
            if parent.id == row.id:
                raise Refused(problems=[Problem("parent_id", N_("An organisation cannot stand above itself."))])
            parent = session.get(Organisation, parent.parent_id) if parent.parent_id else None
    wanted = tuple(name for name in draft.names if clean_line(name.text))
    sync(row.names, [_name_values(no, name) for no, name in enumerate(wanted)], OrganisationName)
    row.kind, row.side, row.country, row.parent_id = draft.kind, draft.side, draft.country, draft.parent_id
    row.is_group, row.is_fictional, row.sectors = draft.is_group, draft.is_fictional, list(draft.sectors)
    row.website, row.notes, row.code = clean_line(draft.website), clean(draft.notes), clean_line(draft.code)
    row.source_codes, row.identifiers = list(draft.source_codes), clean_texts(draft.identifiers)
    kept = set(row.topic_ids or ())  # a topic removed since is no reason to refuse an edit of something else
    row.topic_ids = [id if id in kept else find(session, Topic, id).id for id in draft.topic_ids]
    sync(row.contacts, contact_values(draft.contacts), OrganisationContact)
    row.relationship_owner, row.cadence_days = clean_line(draft.relationship_owner), draft.cadence_days
    row.shown_name = list_name(wanted)
    row.sort_name = sort_key(row.shown_name)


def new_values(draft: OrganisationDraft) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The columns of a new organisation and of its names and contacts, for who writes many at once."""
    names = tuple(name for name in draft.names if clean_line(name.text))
    shown = list_name(names)
    organisation = {
        "kind": draft.kind,
        "side": draft.side,
        "country": draft.country,
        "parent_id": draft.parent_id,
        "is_group": draft.is_group,
        "is_fictional": draft.is_fictional,
        "sectors": list(draft.sectors),
        "website": clean_line(draft.website),
        "notes": clean(draft.notes),
        "code": clean_line(draft.code),
        "source_codes": list(draft.source_codes),
        "identifiers": clean_texts(draft.identifiers),
        "topic_ids": list(draft.topic_ids),
        "relationship_owner": clean_line(draft.relationship_owner),
        "cadence_days": draft.cadence_days,
        "shown_name": shown,
        "sort_name": sort_key(shown),
    }
    return (
        organisation,
        [_name_values(no, name) for no, name in enumerate(names)],
        contact_values(draft.contacts),
    )


def _name_values(no: int, name: OrgNameDraft) -> dict[str, Any]:
    return {
        "position": no,
        "text": clean_line(name.text),
        "lang": name.lang,
        "script": name.script,
        "kind": name.kind,
        "preferred_for": list(name.preferred_for),
    }
