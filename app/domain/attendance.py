"""Participation: the one row that feeds the attendee list, the minutes, the badge and the seat (design.md decision
6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.enums import Attendance, ParticipantRole
from app.domain.base import Base, InstantType, Line, Part, Trail, enum_type, refers_to


class Participation(Part, Base):
    """A person, or an organisation that has not named one yet, on one side of one meeting.

    `snapshot` (core.names.PersonSnapshot as JSON) is the name, title and organisation as they are on the day; it
    follows
    corrections until `frozen_at` is set with the meeting's being held, then it never changes (4.6, 1 and 32).
    `pinned` marks an order a person set by hand: it wins over any computed one (4.6, 5).
    """

    __tablename__ = "participation"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR organisation_id IS NOT NULL", name="somebody"),
        Index("ix_participation_meeting_id_side_order_in_side", "meeting_id", "side", "order_in_side"),
        Index("ix_participation_person_id", "person_id"),
        Index("ix_participation_organisation_id", "organisation_id"),
        Index("ux_participation_meeting_id_person_id", "meeting_id", "person_id", unique=True),
    )
    trail = Trail("meeting", "participants", "meeting_id")

    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id", cascade=True))
    person_id: Mapped[str | None] = mapped_column(refers_to("person.id"))
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    side: Mapped[str] = mapped_column(String(10))
    role: Mapped[ParticipantRole] = mapped_column(enum_type(ParticipantRole), default=ParticipantRole.MEMBER)
    order_in_side: Mapped[int]
    pinned: Mapped[bool] = mapped_column(default=False)
    status: Mapped[Attendance] = mapped_column(enum_type(Attendance), default=Attendance.INVITED)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shown_name: Mapped[Line]
    frozen_at: Mapped[datetime | None] = mapped_column(InstantType)
    anonymous_in_record: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime | None] = mapped_column(InstantType)
    left_at: Mapped[datetime | None] = mapped_column(InstantType)
    represented_by: Mapped[Line]
    remarks: Mapped[Line]
