"""The last contact with people and organisations, and whose turn it is: from meetings held and visits done.

An organisation was met when anybody came for it or for what stands under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.enums import Consent, ContactKind
from app.db.unit_of_work import Store
from app.domain.contact_due import ContactDue, contact_due
from app.domain.organisations import OrganisationContact
from app.domain.people import PersonContact
from app.queries.periods import EVERYBODY_WHO_CAME, mission_zone
from app.queries.values import as_date, as_instant

SUBTREE = (
    "WITH RECURSIVE below (id) AS (SELECT :top UNION SELECT o.id FROM organisation o JOIN below b "
    "ON o.parent_id = b.id WHERE o.deleted_at IS NULL) SELECT id FROM below"
)
"""An organisation and everything that stands under it."""


@dataclass(frozen=True, slots=True)
class ContactWay:
    """A way to reach somebody, as kept in the register."""

    kind: ContactKind
    value: str
    label: str
    consent: Consent
    consent_basis: str
    consent_on: date | None
    verified_on: date | None
    is_gatekeeper: bool


def ways_of(rows: Iterable[PersonContact | OrganisationContact]) -> tuple[ContactWay, ...]:
    """The ways to reach somebody, in their order."""
    return tuple(
        ContactWay(
            row.kind,
            row.value,
            row.label,
            row.consent,
            row.consent_basis,
            row.consent_on,
            row.verified_on,
            row.is_gatekeeper,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody whose turn it is. `kind` is "person" or "organisation", `owner` who of the mission keeps it."""

    kind: str
    id: str
    name: str
    owner: str
    contact: ContactDue


class ContactQueries:
    """Reads who was met when."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, kind: str, id: str) -> ContactDue:
        """The last and the next contact of a "person" or an "organisation"; an unknown one was never met."""
        with self._store.read() as session:
            return contact_of(session, kind, id, self._clock.now())

    def due(self, limit: int = 12) -> list[DueRow]:
        """Whose contact is due by its cadence, the longest overdue first; do-not-contact people are left out."""
        now = self._clock.now()
        found = []
        with self._store.read() as session:
            for kind, id, name, owner in session.execute(_WITH_CADENCE).tuples():
                contact = contact_of(session, kind, id, now)
                if contact.is_due:
                    found.append(DueRow(kind, id, name, owner, contact))
        found.sort(key=lambda row: (-(row.contact.days_over or 0), row.name))
        return found[:limit]


def contact_of(session: Session, kind: str, id: str, now: datetime) -> ContactDue:
    """The last and the next contact, in local days of the mission."""
    zone = mission_zone(session)
    ids = [id]
    if kind == "organisation":
        ids = list(session.execute(text(SUBTREE), {"top": id}).scalars())
    cadence = session.execute(text(f"SELECT cadence_days FROM {_TABLE[kind]} WHERE id = :id"), {"id": id}).scalar()
    met, visited = _last(session, kind, ids)
    days = [as_instant(met).astimezone(zone).date()] if met else []
    days += [day for day in (as_date(visited),) if day]
    return contact_due(max(days, default=None), int(cadence or 0), now.astimezone(zone).date())


def _last(session: Session, kind: str, ids: Sequence[str]) -> tuple[str | None, str | None]:
    visit = "contact_person_id" if kind == "person" else "host_organisation_id"
    statement = text(
        f"SELECT (SELECT max(m.starts_at) FROM participation p JOIN meeting m ON m.id = p.meeting_id "
        f"WHERE p.{_TABLE[kind]}_id IN :ids AND m.status = 'held' AND m.deleted_at IS NULL "
        f"AND p.status NOT IN {EVERYBODY_WHO_CAME}), "
        f"(SELECT max(v.visit_on) FROM facility_visit v WHERE v.{visit} IN :ids AND v.status = 'done' "
        "AND v.deleted_at IS NULL)"
    ).bindparams(bindparam("ids", expanding=True))
    row = session.execute(statement, {"ids": list(ids)}).one()
    return row[0], row[1]


_TABLE = {"person": "person", "organisation": "organisation"}

_WITH_CADENCE = text(
    "SELECT 'person', id, shown_name, relationship_owner FROM person "
    "WHERE cadence_days > 0 AND deleted_at IS NULL AND NOT do_not_contact "
    "UNION ALL SELECT 'organisation', id, shown_name, relationship_owner FROM organisation "
    "WHERE cadence_days > 0 AND deleted_at IS NULL"
)


def silent_since(kind: str, alias: str, day: date) -> str:
    """The SQL condition that nobody of this list was met on `day` (UTC) or later."""
    visit = "contact_person_id" if kind == "person" else "host_organisation_id"
    return (
        f"{alias}.id NOT IN (SELECT x.{_TABLE[kind]}_id FROM meeting y JOIN participation x ON x.meeting_id = y.id "
        f"WHERE y.starts_at >= '{day.isoformat()}' AND y.status = 'held' AND y.deleted_at IS NULL "
        f"AND x.{_TABLE[kind]}_id IS NOT NULL AND x.status NOT IN {EVERYBODY_WHO_CAME}) "
        f"AND {alias}.id NOT IN (SELECT v.{visit} FROM facility_visit v WHERE v.visit_on >= '{day.isoformat()}' "
        f"AND v.status = 'done' AND v.deleted_at IS NULL AND v.{visit} IS NOT NULL)"
    )


def due_on(kind: str, alias: str, day: date) -> str:
    """The SQL condition that contact is due by its cadence on `day` (UTC)."""
    tomorrow = day + timedelta(days=1) if day < date.max else day
    return (
        f"{alias}.cadence_days > 0 AND NOT EXISTS (SELECT 1 FROM participation x JOIN meeting y ON y.id = x.meeting_id "
        f"WHERE x.{_TABLE[kind]}_id = {alias}.id AND y.status = 'held' AND y.deleted_at IS NULL "
        f"AND x.status NOT IN {EVERYBODY_WHO_CAME} "
        f"AND substr(y.starts_at, 1, 10) >= date('{tomorrow.isoformat()}', '-' || {alias}.cadence_days || ' days'))"
    )
