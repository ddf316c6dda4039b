"""Meetings, the event that holds them, and their agenda (domain.md 4.2)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import Channel, LanguageMode, MeetingKind, MeetingRule, MeetingStatus, OutcomeKind
from app.domain.attendance import Participation
from app.domain.base import (
    Base,
    Body,
    Code,
    Edited,
    InstantType,
    Line,
    LTextColumn,
    Part,
    StrList,
    Trail,
    enum_type,
    refers_to,
)


class Event(Edited, Base):
    """A conference or visit that holds several meetings."""

    __tablename__ = "event"
    trail = Trail("event")

    code: Mapped[Code]
    title: Mapped[LTextColumn]
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    description: Mapped[Body]


class Meeting(Edited, Base):
    """One talk with time, place and people. Times are UTC; `time_zone` is the IANA zone it was arranged in.
    `predecessor_id` is the meeting before it in a series, whose open promises it takes up."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_meeting_starts_at_id", "starts_at", "id"),
        Index("ix_meeting_status_starts_at", "status", "starts_at"),
        Index("ix_meeting_kind_starts_at", "kind", "starts_at"),
        Index("ix_meeting_title_id", "title", "id"),
        Index("ix_meeting_room_id_starts_at", "room_id", "starts_at"),
        Index("ix_meeting_code", "code"),
    )
    trail = Trail("meeting")

    code: Mapped[Code]
    event_id: Mapped[str | None] = mapped_column(refers_to("event.id"))
    delegation_id: Mapped[str | None] = mapped_column(refers_to("delegation.id"))
    title: Mapped[Line]
    kind: Mapped[MeetingKind] = mapped_column(enum_type(MeetingKind), default=MeetingKind.BILATERAL)
    status: Mapped[MeetingStatus] = mapped_column(enum_type(MeetingStatus), default=MeetingStatus.TENTATIVE)
    status_reason: Mapped[Line]
    starts_at: Mapped[datetime] = mapped_column(InstantType)
    ends_at: Mapped[datetime] = mapped_column(InstantType)
    time_zone: Mapped[str] = mapped_column(String(64))
    room_id: Mapped[str | None] = mapped_column(refers_to("room.id"))
    place: Mapped[Line]
    language_mode: Mapped[LanguageMode] = mapped_column(enum_type(LanguageMode), default=LanguageMode.ONE_LANGUAGE)
    languages: Mapped[StrList]
    rule: Mapped[MeetingRule] = mapped_column(enum_type(MeetingRule), default=MeetingRule.NONE)
    marking: Mapped[Line]
    channel: Mapped[Channel] = mapped_column(enum_type(Channel), default=Channel.DIRECT)
    channel_reference: Mapped[Line]
    purpose: Mapped[Body]
    notes: Mapped[Body]
    predecessor_id: Mapped[str | None] = mapped_column(String(36))

    agenda: Mapped[list[AgendaItem]] = relationship(
        order_by="AgendaItem.position", cascade="all, delete-orphan", back_populates="meeting"
    )
    participants: Mapped[list[Participation]] = relationship(
        order_by="(Participation.side, Participation.order_in_side)", cascade="all, delete-orphan"
    )
    topics: Mapped[list[MeetingTopic]] = relationship(cascade="all, delete-orphan")


class AgendaItem(Part, Base):
    """One item; `minutes` is its net speaking time, 0 when open. `started_at` and `ended_at` are what the timer saw;
    `objective` is ours, for the annotated agenda, and never leaves."""

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_meeting_id", "meeting_id"),)
    trail = Trail("meeting", "agenda", "meeting_id")

    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id", cascade=True))
    position: Mapped[int]
    title: Mapped[Line]
    lead: Mapped[Line]
    minutes: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[OutcomeKind] = mapped_column(enum_type(OutcomeKind), default=OutcomeKind.DISCUSSION)
    papers: Mapped[Line]
    objective: Mapped[Body]
    started_at: Mapped[datetime | None] = mapped_column(InstantType)
    ended_at: Mapped[datetime | None] = mapped_column(InstantType)

    meeting: Mapped[Meeting] = relationship(back_populates="agenda")


class MeetingTopic(Part, Base):
    """A topic of a meeting."""

    __tablename__ = "meeting_topic"
    __table_args__ = (
        Index("ix_meeting_topic_meeting_id", "meeting_id"),
        Index("ix_meeting_topic_topic_id", "topic_id"),
    )
    trail = Trail("meeting", "topics", "meeting_id")

    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id", cascade=True))
    topic_id: Mapped[str] = mapped_column(refers_to("topic.id"))
