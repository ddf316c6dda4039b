"""Facility visits: a follow-up with a gate (domain.md 2.6, 4.4, 4.6 invariant 30)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy, VisitStatus
from app.domain.base import Base, Body, Code, Edited, InstantType, Line, StrList, Trail, enum_type, refers_to


class FacilityVisit(Edited, Base):
    """A visit to a host's site. It is not confirmed while a rule of the gate (PPE, photos, phones, NDA) is
    unanswered."""

    __tablename__ = "facility_visit"
    __table_args__ = (Index("ix_facility_visit_visit_on_id", "visit_on", "id"), Index("ix_facility_visit_code", "code"))
    trail = Trail("visit")

    code: Mapped[Code]
    title: Mapped[Line]
    status: Mapped[VisitStatus] = mapped_column(enum_type(VisitStatus), default=VisitStatus.PLANNED)
    status_reason: Mapped[Line]
    host_organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    site: Mapped[Line]
    gate: Mapped[Line]
    contact_person_id: Mapped[str | None] = mapped_column(refers_to("person.id"))
    contact_text: Mapped[Line]
    visit_on: Mapped[date | None] = mapped_column(Date)
    arrives_at: Mapped[datetime | None] = mapped_column(InstantType)
    leaves_at: Mapped[datetime | None] = mapped_column(InstantType)
    delegation_id: Mapped[str | None] = mapped_column(refers_to("delegation.id"))
    meeting_id: Mapped[str | None] = mapped_column(refers_to("meeting.id"))
    ppe: Mapped[Answer] = mapped_column(enum_type(Answer), default=Answer.UNANSWERED)
    ppe_items: Mapped[StrList]
    photos: Mapped[PhotoPolicy] = mapped_column(enum_type(PhotoPolicy), default=PhotoPolicy.UNANSWERED)
    phones: Mapped[PhonePolicy] = mapped_column(enum_type(PhonePolicy), default=PhonePolicy.UNANSWERED)
    nda: Mapped[NdaPolicy] = mapped_column(enum_type(NdaPolicy), default=NdaPolicy.UNANSWERED)
    group_size: Mapped[int] = mapped_column(default=0)
    notes: Mapped[Body]
