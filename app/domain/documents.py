"""Papers kept with a record, and the text somebody had not saved yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.core.enums import DispatchChannel, Edition
from app.domain.base import Base, Body, Edited, InstantType, Line, Trail, enum_type, refers_to


class Attachment(Edited, Base):
    """A file kept inside the store, so that encryption and backups cover it."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_owner_kind_owner_id", "owner_kind", "owner_id"),)
    trail = Trail("attachment")

    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[str] = mapped_column(String(36))
    file_name: Mapped[Line]
    media_type: Mapped[Line]
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


class UnsavedText(Base):
    """What stands in an editor and is not saved: written within a second of typing, outside the audit, so that a killed
    process loses nothing; removed by the save."""

    __tablename__ = "unsaved_text"
    __table_args__ = (PrimaryKeyConstraint("owner_kind", "owner_id", "field", name="pk_unsaved_text"),)

    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[str] = mapped_column(String(36))
    field: Mapped[str] = mapped_column(String(80))
    text: Mapped[Body]
    typed_at: Mapped[datetime] = mapped_column(InstantType)


class EditLock(Base):
    """Who is writing in what just now, so that two people in one record do not type over each other. Outside the audit;
    a lock that was not renewed for a while counts for nothing."""

    __tablename__ = "edit_lock"
    __table_args__ = (PrimaryKeyConstraint("owner_kind", "owner_id", name="pk_edit_lock"),)

    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[str] = mapped_column(String(36))
    holder: Mapped[Line]
    session: Mapped[str] = mapped_column(String(36))
    renewed_at: Mapped[datetime] = mapped_column(InstantType)


class Dispatch(Edited, Base):
    """One copy that left the mission's file: who got which edition of what, when, by which channel (4.6, 36).

    `sha256` is the digest of the file's bytes, `record_hash` of the frozen content it shows; `copy_no` 0 is no number.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        Index("ix_dispatch_record_id", "record_id"),
        Index("ix_dispatch_meeting_id", "meeting_id"),
        Index("ix_dispatch_sent_at_id", "sent_at", "id"),
    )
    trail = Trail("dispatch")

    document: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str | None] = mapped_column(refers_to("meeting_record.id"))
    meeting_id: Mapped[str | None] = mapped_column(refers_to("meeting.id"))
    edition: Mapped[Edition] = mapped_column(enum_type(Edition), default=Edition.INTERNAL)
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    reference: Mapped[Line]
    version_text: Mapped[Line]
    language: Mapped[str] = mapped_column(String(10), default="en")
    format: Mapped[str] = mapped_column(String(10), default="pdf")
    marking: Mapped[Line]
    recipient: Mapped[Line]
    channel: Mapped[DispatchChannel] = mapped_column(enum_type(DispatchChannel), default=DispatchChannel.FILE)
    copy_no: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    record_hash: Mapped[str] = mapped_column(String(64), default="")
    sent_at: Mapped[datetime] = mapped_column(InstantType)
    note: Mapped[Body]
