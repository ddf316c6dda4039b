"""Reading facility visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy, VisitStatus
from app.core.errors import NotFound
from app.core.i18n import N_
from app.db.unit_of_work import Store
from app.domain.delegations import Delegation
from app.domain.followups import Followup
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.visits import FacilityVisit
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.values import as_date


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What the list shows; "" means any."""

    text: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the list; `unanswered` counts the gate's rules still open (PPE, photos, phones, NDA)."""

    rowid: int
    id: str
    code: str
    title: str
    host: str
    site: str
    visit_on: date | None
    status: VisitStatus
    unanswered: int
    delegation: str


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One visit, whole; instants are UTC."""

    id: str
    version: int
    code: str
    title: str
    status: VisitStatus
    status_reason: str
    host_organisation_id: str | None
    host: str
    site: str
    gate: str
    contact_person_id: str | None
    contact: str
    contact_text: str
    visit_on: date | None
    arrives_at: datetime | None
    leaves_at: datetime | None
    delegation_id: str | None
    delegation: str
    meeting_id: str | None
    meeting: str
    ppe: Answer
    ppe_items: tuple[str, ...]
    photos: PhotoPolicy
    phones: PhonePolicy
    nda: NdaPolicy
    group_size: int
    notes: str
    followups: int


def _row(rowid: int, *values: Any) -> VisitRow:
    id, code, title, host, site, visit_on, status, unanswered, delegation = values
    return VisitRow(
        rowid, id, code, title, host or "", site, as_date(visit_on), VisitStatus(status), unanswered, delegation or ""
    )


_SPEC = ListSpec(
    table="facility_visit",
    alias="v",
    columns=(
        "v.id, v.code, v.title, o.shown_name, v.site, v.visit_on, v.status, "
        "(v.ppe = 'unanswered') + (v.photos = 'unanswered') + (v.phones = 'unanswered') + (v.nda = 'unanswered'), "
        "d.shown_name"
    ),
    joins=(
        "LEFT JOIN organisation o ON o.id = v.host_organisation_id LEFT JOIN delegation d ON d.id = v.delegation_id"
    ),
    make=_row,
    sorts={"visit_on": "v.visit_on", "title": "v.title", "status": "v.status"},
    search_kind="visit",
)


class VisitQueries(ListQueries[VisitFilter, VisitRow]):
    """Reads facility visits."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, _SPEC, _where)

    def get(self, id: str) -> VisitDetail:
        """One visit, whole. Raises NotFound."""
        with self._store.read() as session:
            row = session.scalar(
                select(FacilityVisit).where(FacilityVisit.id == id, FacilityVisit.deleted_at.is_(None))
            )
            if row is None:
                raise NotFound(N_("This visit does not exist."))
            host = session.get(Organisation, row.host_organisation_id) if row.host_organisation_id else None
            contact = session.get(Person, row.contact_person_id) if row.contact_person_id else None
            delegation = session.get(Delegation, row.delegation_id) if row.delegation_id else None
            meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
            followups = session.scalar(
                select(func.count()).select_from(Followup).where(Followup.visit_id == id, Followup.deleted_at.is_(None))
            )
        return VisitDetail(
            id=row.id,
            version=row.version,
            code=row.code,
            title=row.title,
            status=row.status,
            status_reason=row.status_reason,
            host_organisation_id=row.host_organisation_id,
            host=host.shown_name if host else "",
            site=row.site,
            gate=row.gate,
            contact_person_id=row.contact_person_id,
            contact=contact.shown_name if contact else row.contact_text,
            contact_text=row.contact_text,
            visit_on=row.visit_on,
            arrives_at=row.arrives_at,
            leaves_at=row.leaves_at,
            delegation_id=row.delegation_id,
            delegation=delegation.shown_name if delegation else "",
            meeting_id=row.meeting_id,
            meeting=meeting.title if meeting else "",
            ppe=row.ppe,
            ppe_items=tuple(row.ppe_items or ()),
            photos=row.photos,
            phones=row.phones,
            nda=row.nda,
            group_size=row.group_size,
            notes=row.notes,
            followups=followups or 0,
        )


def _where(flt: VisitFilter) -> Where:
    conditions, params = text_condition("visit", "v", flt.text)
    if flt.status:
        conditions.append("v.status = :status")
        params["status"] = flt.status
    return conditions, params
