"""Follow-ups: everything promised, by one side and one owner (domain.md 4.3, 4.6 invariants 18-19)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import DuePrecision, FollowupKind, FollowupStatus
from app.domain.base import Base, Body, Code, Edited, InstantType, Line, Part, Trail, enum_type, refers_to


class Followup(Edited, Base):
    """One promise. The owner is a person, an organisation, or a text where the press or the rule withholds the name.
    Overdue is `due_on` before today while open or in hand: computed, never stored."""

    __tablename__ = "followup"
    __table_args__ = (
        Index("ix_followup_due_on_id", "due_on", "id"),
        Index("ix_followup_status_due_on", "status", "due_on"),
        Index("ix_followup_source_point_id", "source_point_id"),
        Index("ix_followup_meeting_id", "meeting_id"),
        Index("ix_followup_owner_person_id", "owner_person_id"),
        Index("ix_followup_owner_organisation_id", "owner_organisation_id"),
        Index("ix_followup_code", "code"),
    )
    trail = Trail("followup")

    code: Mapped[Code]
    kind: Mapped[FollowupKind] = mapped_column(enum_type(FollowupKind), default=FollowupKind.ACTION)
    title: Mapped[Body]
    side: Mapped[str] = mapped_column(String(10), default="")
    owner_person_id: Mapped[str | None] = mapped_column(refers_to("person.id"))
    owner_organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    owner_text: Mapped[Line]
    due_on: Mapped[date | None] = mapped_column(Date)
    due_precision: Mapped[DuePrecision] = mapped_column(enum_type(DuePrecision), default=DuePrecision.DATE)
    due_text: Mapped[Line]
    no_due_reason: Mapped[Line]
    status: Mapped[FollowupStatus] = mapped_column(enum_type(FollowupStatus), default=FollowupStatus.OPEN)
    next_step: Mapped[Body]
    evidence: Mapped[Body]
    closed_on: Mapped[date | None] = mapped_column(Date)
    closure_note: Mapped[Body]
    reference: Mapped[Line]
    meeting_id: Mapped[str | None] = mapped_column(refers_to("meeting.id"))
    source_point_id: Mapped[str | None] = mapped_column(refers_to("record_point.id"))
    visit_id: Mapped[str | None] = mapped_column(refers_to("facility_visit.id"))
    priority: Mapped[str] = mapped_column(String(10), default="")

    mentions: Mapped[list[FollowupMention]] = relationship(
        order_by="FollowupMention.at", cascade="all, delete-orphan", back_populates="followup"
    )


class FollowupMention(Part, Base):
    """A later meeting on which a promise was taken up, and what was said of it there: its history from its first line
    to its closing."""

    __tablename__ = "followup_mention"
    __table_args__ = (
        Index("ix_followup_mention_followup_id", "followup_id"),
        Index("ix_followup_mention_meeting_id", "meeting_id"),
    )
    trail = Trail("followup", "mentions", "followup_id")

    followup_id: Mapped[str] = mapped_column(refers_to("followup.id", cascade=True))
    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id"))
    status: Mapped[FollowupStatus] = mapped_column(enum_type(FollowupStatus), default=FollowupStatus.OPEN)
    note: Mapped[Body]
    at: Mapped[datetime] = mapped_column(InstantType)

    followup: Mapped[Followup] = relationship(back_populates="mentions")
