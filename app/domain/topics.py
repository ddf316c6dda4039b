"""Topics of talk, and the sources a fact rests on: two versions of a fact can stand until an officer picks one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.base import Base, Body, Code, Edited, Line, LTextColumn, Trail, refers_to


class Topic(Edited, Base):
    """An issue the mission follows."""

    __tablename__ = "topic"
    trail = Trail("topic")

    code: Mapped[Code]
    name: Mapped[LTextColumn]
    parent_id: Mapped[str | None] = mapped_column(refers_to("topic.id"))
    description: Mapped[Body]


class Source(Edited, Base):
    """Where a fact was read: a press report, a statement, a gazette."""

    __tablename__ = "source"
    __table_args__ = (Index("ix_source_code", "code"),)
    trail = Trail("source")

    code: Mapped[Code]
    title: Mapped[Line]
    address: Mapped[Line]
    published_on: Mapped[date | None] = mapped_column(Date)


class Claim(Edited, Base):
    """What one source says about one field of one record ("plant visit date": "8 July [S10]"); `chosen` marks the one
    the officer relies on. Statements of real people to the press are kept here, paraphrased, as kind
    `press-statement`."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_subject_kind_subject_id", "subject_kind", "subject_id"),)
    trail = Trail("claim")

    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(36))
    about: Mapped[str] = mapped_column(String(40))
    value: Mapped[Body]
    source_id: Mapped[str | None] = mapped_column(refers_to("source.id"))
    as_of: Mapped[date | None] = mapped_column(Date)
    confidence: Mapped[str] = mapped_column(String(20), default="")
    chosen: Mapped[bool] = mapped_column(default=False)
    note: Mapped[Body]
