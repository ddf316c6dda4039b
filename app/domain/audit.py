"""The audit trail: every write, typed before and after, in the transaction that made it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.base import Base, InstantType


class AuditEvent(Base):
    """One row changed. `tag` is `entity:part:verb`; `batch` is the unit of work, what Undo takes back as a whole.

    `before` and `after` map a column to `[type, value]`; an added row has no before, a removed one no after.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_batch", "batch"),
        Index("ix_audit_event_kind_entity_id", "kind", "entity_id"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    batch: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime] = mapped_column(InstantType)
    actor: Mapped[str] = mapped_column(String(200))
    tag: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[str] = mapped_column(String(36))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(36))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class UndoneBatch(Base):
    """Which unit of work undid which: keeps Undo and Redo honest across restarts."""

    __tablename__ = "undone_batch"

    batch: Mapped[str] = mapped_column(String(36), primary_key=True)
    undone_by: Mapped[str] = mapped_column(String(36))
