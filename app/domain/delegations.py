"""Delegations: a group that travels together, listed in the order the sending body gave (domain.md 4.4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import DelegationStatus, MemberCategory
from app.domain.base import Base, Body, Code, Edited, Line, LTextColumn, Part, Trail, enum_type, refers_to


class Delegation(Edited, Base):
    """`announced_size` is the number the sender gave; the members listed may still be fewer."""

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_code", "code"),)
    trail = Trail("delegation")

    code: Mapped[Code]
    name: Mapped[LTextColumn]
    side: Mapped[str] = mapped_column(String(10), default="")
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    status: Mapped[DelegationStatus] = mapped_column(enum_type(DelegationStatus), default=DelegationStatus.PROVISIONAL)
    list_version: Mapped[int] = mapped_column(default=1)
    announced_size: Mapped[int] = mapped_column(default=0)
    arrives_on: Mapped[date | None] = mapped_column(Date)
    leaves_on: Mapped[date | None] = mapped_column(Date)
    purpose: Mapped[Body]
    notes: Mapped[Body]
    shown_name: Mapped[Line]

    members: Mapped[list[DelegationMember]] = relationship(
        order_by="DelegationMember.order_no", cascade="all, delete-orphan", back_populates="delegation"
    )


class DelegationMember(Part, Base):
    """A person in a delegation, in the sender's order; `part` names the body inside it (METI, JETRO...)."""

    __tablename__ = "delegation_member"
    __table_args__ = (
        Index("ix_delegation_member_delegation_id", "delegation_id"),
        Index("ix_delegation_member_person_id", "person_id"),
    )
    trail = Trail("delegation", "members", "delegation_id")

    delegation_id: Mapped[str] = mapped_column(refers_to("delegation.id", cascade=True))
    person_id: Mapped[str] = mapped_column(refers_to("person.id"))
    order_no: Mapped[int]
    category: Mapped[MemberCategory] = mapped_column(enum_type(MemberCategory), default=MemberCategory.INDUSTRY)
    is_head: Mapped[bool] = mapped_column(default=False)
    part: Mapped[Line]

    delegation: Mapped[Delegation] = relationship(back_populates="members")
