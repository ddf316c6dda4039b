"""How the mission judges the people and bodies it deals with (domain.md 2.5, 4.3); no outward paper ever says it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.enums import Assessed
from app.domain.base import Base, Body, Edited, Line, Trail, enum_type


class Assessment(Edited, Base):
    """One judgement of one thing on one day, with its evidence. The newest of each `about` is the current one; the
    older ones are the movement. `value` is "1" to "5" for power and interest, "0" to "4" for relationship, and a
    `core.enums.Stance` for stance."""

    __tablename__ = "assessment"
    __table_args__ = (
        Index("ix_assessment_subject_kind_subject_id_assessed_on", "subject_kind", "subject_id", "assessed_on"),
    )
    trail = Trail("assessment")

    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(36))
    about: Mapped[Assessed] = mapped_column(enum_type(Assessed))
    value: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[Body]
    assessed_on: Mapped[date] = mapped_column(Date)
    assessor: Mapped[Line]
