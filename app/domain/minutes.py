"""The record of a meeting and its points (domain.md 4.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import (
    Attribution,
    Bilingual,
    Confirmation,
    OutwardList,
    PointKind,
    QuoteConsent,
    RecordKind,
    RecordStatus,
    ReferenceState,
    ReviewState,
)
from app.domain.base import (
    Base,
    Body,
    Edited,
    InstantType,
    Line,
    Part,
    StrList,
    Trail,
    enum_type,
    refers_to,
)


class MeetingRecord(Edited, Base):
    """Minutes or another record of one meeting. `draft_no` counts what was circulated for comment (DRAFT v0.3),
    `edition` is the version once approved. A correction is a row of its own: `previous_id` is the version it takes the
    place of, `correction` says what it changed.

    `summary` can be read alone (record of discussion); `comment` holds impressions, which never leave the mission;
    `addressee` is the aide-memoire's; `preamble`, `prevailing_language` and `signatories` belong to agreed minutes.
    `second_language` makes it bilingual: its texts stand beside the first ones in `summary_second` and in each point's
    `text_second`.
    """

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
    previous_id: Mapped[str | None] = mapped_column(String(36))
    correction: Mapped[Body]
    summary: Mapped[Body]
    summary_second: Mapped[Body]
    comment: Mapped[Body]
    addressee: Mapped[Line]
    preamble: Mapped[Body]
    second_language: Mapped[str] = mapped_column(String(10), default="")
    bilingual: Mapped[Bilingual] = mapped_column(enum_type(Bilingual), default=Bilingual.STACKED)
    prevailing_language: Mapped[str] = mapped_column(String(10), default="")
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    signed_at_place: Mapped[Line]
    signed_on: Mapped[date | None] = mapped_column(Date)
    confirmed_by: Mapped[Line]
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    outward_list: Mapped[OutwardList] = mapped_column(enum_type(OutwardList), default=OutwardList.FULL)
    no_press_line: Mapped[bool] = mapped_column(default=False)

    points: Mapped[list[RecordPoint]] = relationship(
        order_by="RecordPoint.seq", cascade="all, delete-orphan", back_populates="record"
    )
    reviews: Mapped[list[RecordReview]] = relationship(
        order_by="RecordReview.order_no", cascade="all, delete-orphan", back_populates="record"
    )


class RecordPoint(Part, Base):
    """One line of a record, under an agenda item or before the first. A promise's owner and due date are its
    follow-up's, never kept twice. `source_id` is set for a public statement taken from the press. `internal` lines
    never leave the mission; `departmental_view` lets the speaker be named where attribution is by side; `said_at` is
    the moment the line was begun while people talked."""

    __tablename__ = "record_point"
    __table_args__ = (
        Index("ix_record_point_record_id_seq", "record_id", "seq"),
        Index("ix_record_point_agenda_item_id", "agenda_item_id"),
        Index("ix_record_point_speaker_id", "speaker_id"),
        Index("ix_record_point_speaker_org_id", "speaker_org_id"),
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
    text_second: Mapped[Body]
    internal: Mapped[bool] = mapped_column(default=False)
    departmental_view: Mapped[bool] = mapped_column(default=False)
    is_quote: Mapped[bool] = mapped_column(default=False)
    quote_consent: Mapped[QuoteConsent] = mapped_column(enum_type(QuoteConsent), default=QuoteConsent.NOT_ASKED)
    said_at: Mapped[datetime | None] = mapped_column(InstantType)

    record: Mapped[MeetingRecord] = relationship(back_populates="points")


class RecordReview(Part, Base):
    """A named approver's answer to one draft of a record."""

    __tablename__ = "record_review"
    __table_args__ = (Index("ix_record_review_record_id", "record_id"),)
    trail = Trail("record", "reviews", "record_id")

    record_id: Mapped[str] = mapped_column(refers_to("meeting_record.id", cascade=True))
    order_no: Mapped[int] = mapped_column(default=0)
    reviewer: Mapped[Line]
    state: Mapped[ReviewState] = mapped_column(enum_type(ReviewState), default=ReviewState.ASKED)
    comment: Mapped[Body]
    draft_no: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime | None] = mapped_column(InstantType)

    record: Mapped[MeetingRecord] = relationship(back_populates="reviews")


class CirculatedDraft(Part, Base):
    """A draft as it was sent, for comment or to the other side: `content` is canonical JSON like a frozen version's,
    without the emblem, `draft_no` the number that its paper carries. It never changes afterwards."""

    __tablename__ = "circulated_draft"
    __table_args__ = (Index("ux_circulated_draft_record_id_draft_no", "record_id", "draft_no", unique=True),)
    trail = Trail("record", "drafts", "record_id")

    record_id: Mapped[str] = mapped_column(refers_to("meeting_record.id", cascade=True))
    draft_no: Mapped[int]
    to_counterpart: Mapped[bool] = mapped_column(default=False)
    content: Mapped[Body]
    sha256: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(InstantType)
    sent_by: Mapped[Line]


class FrozenRecord(Base):
    """An approved version, as it will stand for ever: `content` is its canonical JSON with the names and titles of the
    day, `sha256` the digest of that text, `chain` the digest over the previous row's `chain` and this row's own values.
    Rows are only ever added; triggers of the schema refuse anything else."""

    __tablename__ = "frozen_record"
    __table_args__ = (
        Index("ux_frozen_record_record_id", "record_id", unique=True),
        Index("ix_frozen_record_sha256", "sha256"),
        Index("ix_frozen_record_meeting_id", "meeting_id"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    record_id: Mapped[str] = mapped_column(refers_to("meeting_record.id"))
    meeting_id: Mapped[str] = mapped_column(refers_to("meeting.id"))
    kind: Mapped[RecordKind] = mapped_column(enum_type(RecordKind))
    reference: Mapped[Line]
    edition: Mapped[int]
    content: Mapped[Body]
    sha256: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64), default="")
    chain: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime] = mapped_column(InstantType)
    frozen_by: Mapped[Line]


class ReferenceNumber(Base):
    """The register of numbers, gapless for each kind and year; a cancelled number stays (4.6, 22)."""

    __tablename__ = "reference_number"
    __table_args__ = (
        CheckConstraint("no > 0", name="counts_from_one"),
        Index("ux_reference_number_series_year_no", "series", "year", "no", unique=True),
        Index("ux_reference_number_reference", "reference", unique=True),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    no: Mapped[int]
    reference: Mapped[Line]
    state: Mapped[ReferenceState] = mapped_column(enum_type(ReferenceState), default=ReferenceState.USED)
    record_id: Mapped[str | None] = mapped_column(refers_to("meeting_record.id"))
    reason: Mapped[Line]
    taken_at: Mapped[datetime] = mapped_column(InstantType)
    taken_by: Mapped[Line]
