"""Papers kept with a record, and the text somebody had not saved yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.domain.base import Base, Body, Edited, InstantType, Line, Trail


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
