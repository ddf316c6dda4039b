"""The record of a meeting and its points (domain.md 4.3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import Attribution, Confirmation, PointKind, RecordKind, RecordStatus
from app.domain.base import Base, Body, Edited, InstantType, Line, Part, StrList, Trail, enum_type, refers_to


class MeetingRecord(Edited, Base):
    """Minutes or another record of one meeting. `draft_no` counts what was circulated for comment (DRAFT v0.3)."""

    __tablename__ = "meeting_record"
    __table_args__ = (Index("ix_meeting_record_meeting_id", "meeting_id"),)
    trail = Trail("record")

    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id"))
    kind: Mapped[RecordKind] = mapped_column(enum_type(RecordKind), default=RecordKind.MINUTES)
    language: Mapped[str] = mapped_column(String(10), default="en")
    status: Mapped[RecordStatus] = mapped_column(enum_type(RecordStatus), default=RecordStatus.DRAFT)
    marking: Mapped[Line]
    attribution: Mapped[Attribution] = mapped_column(enum_type(Attribution), default=Attribution.BY_SIDE)
    confirmation: Mapped[Confirmation] = mapped_column(enum_type(Confirmation), default=Confirmation.NOT_SOUGHT)
    confirmation_note: Mapped[Line]
    reference: Mapped[Line]
    edition: Mapped[int] = mapped_column(default=0)
    draft_no: Mapped[int] = mapped_column(default=1)
    matters_arising: Mapped[Body]
    recorder: Mapped[Line]
    approved_by: Mapped[Line]
    approved_at: Mapped[datetime | None] = mapped_column(InstantType)
    closed_at: Mapped[datetime | None] = mapped_column(InstantType)
    distribution: Mapped[StrList]

    points: Mapped[list[RecordPoint]] = relationship(
        order_by="RecordPoint.seq", cascade="all, delete-orphan", back_populates="record"
    )


class RecordPoint(Part, Base):
    """One line of a record, under an agenda item or before the first. A promise's owner and due date are its
    follow-up's, never kept twice. `source_id` is set for a public statement taken from the press."""

    __tablename__ = "record_point"
    __table_args__ = (
        Index("ix_record_point_record_id_seq", "record_id", "seq"),
        Index("ix_record_point_agenda_item_id", "agenda_item_id"),
    )
    trail = Trail("record", "points", "record_id")

    record_id: Mapped[str] = mapped_column(refers_to("meeting_record.id", cascade=True))
    agenda_item_id: Mapped[str | None] = mapped_column(refers_to("agenda_item.id"))
    seq: Mapped[int]
    kind: Mapped[PointKind] = mapped_column(enum_type(PointKind), default=PointKind.STATEMENT)
    text: Mapped[Body]
    side: Mapped[str] = mapped_column(String(10), default="")
    speaker_id: Mapped[str | None] = mapped_column(refers_to("person.id"))
    speaker_org_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    topic_ids: Mapped[StrList]
    anonymised: Mapped[bool] = mapped_column(default=False)
    source_id: Mapped[str | None] = mapped_column(refers_to("source.id"))

    record: Mapped[MeetingRecord] = relationship(back_populates="points")
