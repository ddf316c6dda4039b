"""Facility visits: planned, refused confirmation while a rule of the gate is unanswered, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy, VisitStatus
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain import states
from app.domain.delegations import Delegation
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.visits import FacilityVisit
from app.services.base import Service, find, merge, refuse_if


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a person edits of a facility visit. `visit_on` is the local day at the site; the instants are UTC."""

    title: str = ""
    host_organisation_id: str | None = None
    site: str = ""
    gate: str = ""
    contact_person_id: str | None = None
    contact_text: str = ""
    visit_on: date | None = None
    arrives_at: datetime | None = None
    leaves_at: datetime | None = None
    delegation_id: str | None = None
    meeting_id: str | None = None
    ppe: Answer = Answer.UNANSWERED
    ppe_items: tuple[str, ...] = ()
    photos: PhotoPolicy = PhotoPolicy.UNANSWERED
    phones: PhonePolicy = PhonePolicy.UNANSWERED
    nda: NdaPolicy = NdaPolicy.UNANSWERED
    group_size: int = 0
    notes: str = ""
    code: str = ""

    def problems(self) -> list[Problem]:
        """What a planned visit needs."""
        found: list[Problem] = []
        if not clean_line(self.title):
            found.append(Problem("title", N_("Enter what is visited.")))
        if self.arrives_at and self.leaves_at and self.leaves_at <= self.arrives_at:
            found.append(Problem("leaves_at", N_("The visit ends before it starts.")))
        return found

    def unanswered(self) -> list[Problem]:
        """What stands between this visit and its confirmation (4.6, 30): even "not required" is an answer."""
        found: list[Problem] = []
        if not self.host_organisation_id:
            found.append(Problem("host_organisation_id", N_("Choose the host.")))
        if self.visit_on is None:
            found.append(Problem("visit_on", N_("Enter the day of the visit.")))
        if self.ppe is Answer.UNANSWERED:
            found.append(Problem("ppe", N_("Protective equipment: ask the host, then answer.")))
        if self.photos is PhotoPolicy.UNANSWERED:
            found.append(Problem("photos", N_("Photos: ask the host, then answer.")))
        if self.phones is PhonePolicy.UNANSWERED:
            found.append(Problem("phones", N_("Phones: ask the host, then answer.")))
        if self.nda is NdaPolicy.UNANSWERED:
            found.append(Problem("nda", N_("Non-disclosure agreement: ask the host, then answer.")))
        return found


def draft_of(row: FacilityVisit) -> VisitDraft:
    """The draft that would make `row`."""
    return VisitDraft(
        title=row.title,
        host_organisation_id=row.host_organisation_id,
        site=row.site,
        gate=row.gate,
        contact_person_id=row.contact_person_id,
        contact_text=row.contact_text,
        visit_on=row.visit_on,
        arrives_at=row.arrives_at,
        leaves_at=row.leaves_at,
        delegation_id=row.delegation_id,
        meeting_id=row.meeting_id,
        ppe=row.ppe,
        ppe_items=tuple(row.ppe_items or ()),
        photos=row.photos,
        phones=row.phones,
        nda=row.nda,
        group_size=row.group_size,
        notes=row.notes,
        code=row.code,
    )


class VisitService(Service):
    """Writes facility visits."""

    def draft(self, id: str) -> VisitDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, FacilityVisit, id))

    def create(self, draft: VisitDraft) -> Written:
        """Plan a visit. Raises Refused."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = FacilityVisit(status=VisitStatus.PLANNED, status_reason="")
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: VisitDraft, base: VisitDraft | None = None) -> Written:
        """Save an edit made on `base`; a confirmed visit keeps every answer. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, FacilityVisit, id)
            merged = merge("visit", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            if row.status is VisitStatus.CONFIRMED:
                refuse_if(merged.unanswered())
            _apply(work.session, row, merged)
        return work.written(id)

    def move(self, id: str, status: VisitStatus, reason: str = "") -> Written:
        """Confirm, close or cancel. Raises Refused while a rule is unanswered, or for a cancellation without a
        reason."""
        with self.store.write() as work:
            row = find(work.session, FacilityVisit, id)
            if status is VisitStatus.CONFIRMED:
                refuse_if(draft_of(row).unanswered())
            states.check_move(row.status, status, reason=reason)
            row.status, row.status_reason = status, clean_line(reason)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a visit off the lists."""
        with self.store.write() as work:
            find(work.session, FacilityVisit, id).deleted_at = work.at
        return work.written(id)


def _apply(session: Session, row: FacilityVisit, draft: VisitDraft) -> None:
    links = (
        (Organisation, draft.host_organisation_id),
        (Person, draft.contact_person_id),
        (Delegation, draft.delegation_id),
        (Meeting, draft.meeting_id),
    )
    for table, id in links:
        if id:
            find(session, table, id)
    row.title, row.code = clean_line(draft.title), draft.code
    row.host_organisation_id, row.contact_person_id = draft.host_organisation_id, draft.contact_person_id
    row.site, row.gate, row.contact_text = (
        clean_line(draft.site),
        clean_line(draft.gate),
        clean_line(draft.contact_text),
    )
    row.visit_on, row.arrives_at, row.leaves_at = draft.visit_on, draft.arrives_at, draft.leaves_at
    row.delegation_id, row.meeting_id = draft.delegation_id, draft.meeting_id
    row.ppe, row.ppe_items = draft.ppe, [clean_line(item) for item in draft.ppe_items if item.strip()]
    row.photos, row.phones, row.nda = draft.photos, draft.phones, draft.nda
    row.group_size, row.notes = max(0, draft.group_size), clean(draft.notes)
