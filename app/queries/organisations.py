"""Reading organisations: the list, one record, and the draft an editor starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.clock import Clock, SystemClock
from app.core.enums import OrgKind
from app.core.errors import NotFound
from app.core.i18n import N_, language
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.contact_due import ContactDue
from app.domain.organisation_names import PURPOSES, name_for
from app.domain.organisations import Organisation
from app.domain.topics import Topic
from app.queries.contact import SUBTREE, ContactWay, contact_of, due_on, silent_since, ways_of
from app.queries.facts import Fact, facts_of
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.merged import followed
from app.queries.people import NATIVE, MeetingLine, recent_meetings, title_in_window


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What the list shows: `text` in any script, and exact choices ("" = any); `under_id` an organisation and all that
    stands under it; `silent_since` and `contact_due_on` as in `people.PersonFilter`; `has_meetings` whether anybody
    ever took part in a meeting for it."""

    text: str = ""
    kind: str = ""
    side: str = ""
    country: str = ""
    sector: str = ""
    topic_id: str = ""
    under_id: str = ""
    silent_since: date | None = None
    contact_due_on: date | None = None
    has_meetings: bool | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One line of the list. `people` counts positions held now; `native` is the first name in another script."""

    rowid: int
    id: str
    code: str
    name: str
    native: str
    kind: OrgKind
    side: str
    country: str
    parent: str
    people: int
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class OrganisationPerson:
    """Somebody who holds a position there without an end date; `title` is in the interface's language."""

    id: str
    name: str
    native: str
    title: str


@dataclass(frozen=True, slots=True)
class OrganisationDetail:
    """One organisation with its people, what stands under it, and its latest meetings (own or its people's). `id` is
    another than the one asked for when that organisation was merged into this one; `topics` are (id, name by
    language)."""

    id: str
    version: int
    code: str
    name: str
    names: tuple[tuple[str, str, str], ...]
    kind: OrgKind
    side: str
    country: str
    parent_id: str | None
    parent: str
    is_group: bool
    is_fictional: bool
    sectors: tuple[str, ...]
    website: str
    notes: str
    source_codes: tuple[str, ...]
    children: tuple[tuple[str, str], ...]
    people: tuple[OrganisationPerson, ...]
    meetings: tuple[MeetingLine, ...]
    contacts: tuple[ContactWay, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[tuple[str, Mapping[str, str]], ...] = ()
    relationship_owner: str = ""
    contact: ContactDue = field(default_factory=ContactDue)
    facts: tuple[Fact, ...] = ()
    used_names: Mapping[str, str] = field(default_factory=dict)
    """Where a name is used ("list", "letter", "badge") -> the name used there in the interface's language."""


def _row(rowid: int, *values: object) -> OrganisationRow:
    id, code, name, native, kind, side, country, parent, people, fictional = values
    return OrganisationRow(
        rowid, str(id), str(code), str(name), str(native or ""), OrgKind(str(kind)), str(side), str(country),
        str(parent or ""), int(str(people)), bool(fictional),
    )  # fmt: skip


_SPEC = ListSpec(
    table="organisation",
    alias="o",
    columns=(
        "o.id, o.code, o.shown_name, "
        "(SELECT n.text FROM organisation_name n WHERE n.organisation_id = o.id AND n.script <> 'Latn' "
        "ORDER BY n.position LIMIT 1), "
        "o.kind, o.side, o.country, (SELECT p.shown_name FROM organisation p WHERE p.id = o.parent_id), "
        "(SELECT count(DISTINCT h.person_id) FROM position h JOIN person q ON q.id = h.person_id "
        "WHERE h.organisation_id = o.id AND h.held_to IS NULL AND q.deleted_at IS NULL), "
        "o.is_fictional"
    ),
    make=_row,
    sorts={"name": "o.sort_name", "kind": "o.kind", "side": "o.side", "country": "o.country"},
    search_kind="organisation",
)


_PEOPLE = text(
    f"SELECT p.id, p.shown_name, {NATIVE.format(person='p.id')}, h.title FROM position h "
    "JOIN person p ON p.id = h.person_id WHERE h.organisation_id = :id AND h.held_to IS NULL "
    "AND p.deleted_at IS NULL GROUP BY p.id ORDER BY p.sort_name LIMIT 200"
)


class OrganisationQueries(ListQueries[OrganisationFilter, OrganisationRow]):
    """Reads organisations."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        super().__init__(store, _SPEC, _where)
        self._clock = clock or SystemClock()

    def get(self, id: str) -> OrganisationDetail:
        """One organisation; one merged into another is found as that other. Raises NotFound."""
        with self._store.read() as session:
            id = followed(session, "organisation", id)
            row = session.scalar(select(Organisation).where(Organisation.id == id, Organisation.deleted_at.is_(None)))
            if row is None:
                raise NotFound(N_("This organisation does not exist."))
            parent = session.get(Organisation, row.parent_id) if row.parent_id else None
            return OrganisationDetail(
                id=row.id,
                version=row.version,
                code=row.code,
                name=row.shown_name,
                names=tuple((name.text, name.lang, name.kind.value) for name in row.names),
                kind=row.kind,
                side=row.side,
                country=row.country,
                parent_id=row.parent_id,
                parent=parent.shown_name if parent else "",
                is_group=row.is_group,
                is_fictional=row.is_fictional,
                sectors=tuple(row.sectors or ()),
                website=row.website,
                notes=row.notes,
                source_codes=tuple(row.source_codes or ()),
                children=_children(session, id),
                people=_people(session, id),
                meetings=recent_meetings(session, Participation.organisation_id == id),
                contacts=ways_of(row.contacts),
                identifiers=dict(row.identifiers or {}),
                topics=_topics(session, row.topic_ids or ()),
                relationship_owner=row.relationship_owner,
                contact=contact_of(session, "organisation", id, self._clock.now()),
                facts=facts_of(session, "organisation", id),
                used_names={purpose: name_for(row.names, purpose, language()) for purpose in PURPOSES},
            )


def _topics(session: Session, ids: Sequence[str]) -> tuple[tuple[str, Mapping[str, str]], ...]:
    rows = session.scalars(select(Topic).where(Topic.id.in_(ids), Topic.deleted_at.is_(None)))
    named = {row.id: dict(row.name or {}) for row in rows}
    return tuple((id, named[id]) for id in ids if id in named)


def _children(session: Session, id: str) -> tuple[tuple[str, str], ...]:
    rows = session.execute(
        select(Organisation.id, Organisation.shown_name)
        .where(Organisation.parent_id == id, Organisation.deleted_at.is_(None))
        .order_by(Organisation.sort_name)
    )
    return tuple(rows.tuples().all())


def _people(session: Session, id: str) -> tuple[OrganisationPerson, ...]:
    rows = session.execute(_PEOPLE, {"id": id})
    return tuple(
        OrganisationPerson(person, name, native or "", title_in_window(title)) for person, name, native, title in rows
    )


def _where(flt: OrganisationFilter) -> Where:
    conditions, params = text_condition("organisation", "o", flt.text)
    for column in ("kind", "side", "country"):
        value = getattr(flt, column)
        if value:
            conditions.append(f"o.{column} = :{column}")
            params[column] = value
    for column, name in (("sectors", "sector"), ("topic_ids", "topic_id")):
        value = getattr(flt, name)
        if value:
            conditions.append(f"EXISTS (SELECT 1 FROM json_each(o.{column}) WHERE value = :{name})")
            params[name] = value
    if flt.under_id:
        conditions.append(f"o.id IN ({SUBTREE})")
        params["top"] = flt.under_id
    if flt.silent_since is not None:
        conditions.append(silent_since("organisation", "o", flt.silent_since))
    if flt.contact_due_on is not None:
        conditions.append(due_on("organisation", "o", flt.contact_due_on))
    if flt.has_meetings is not None:
        conditions.append(
            f"{'' if flt.has_meetings else 'NOT '}EXISTS (SELECT 1 FROM participation x JOIN meeting y "
            "ON y.id = x.meeting_id WHERE x.organisation_id = o.id AND y.deleted_at IS NULL)"
        )
    return conditions, params
