"""Organisations: ministries, agencies, companies and groups, with every name they go by (domain.md 4.1)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import Consent, ContactKind, OrgKind, OrgNameKind
from app.domain.base import Base, Body, Code, Edited, Line, LTextColumn, Part, StrList, Trail, enum_type, refers_to


class Organisation(Edited, Base):
    """`side` is the default side of its people and apart from `country`: Daikin Chemical Southeast Asia is on the
    Japanese side and not in Japan. `shown_name` and `sort_name` are derived from the names for lists. `identifiers`
    maps a register's code ("CIN", "corporate-number", "LEI") to the number there."""

    __tablename__ = "organisation"
    __table_args__ = (
        Index("ix_organisation_sort_name_id", "sort_name", "id"),
        Index("ix_organisation_parent_id", "parent_id"),
        Index("ix_organisation_code", "code"),
    )
    trail = Trail("organisation")

    code: Mapped[Code]
    kind: Mapped[OrgKind] = mapped_column(enum_type(OrgKind))
    side: Mapped[str] = mapped_column(String(10), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    parent_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    is_group: Mapped[bool] = mapped_column(default=False)
    is_fictional: Mapped[bool] = mapped_column(default=False)
    sectors: Mapped[StrList]
    website: Mapped[Line]
    notes: Mapped[Body]
    source_codes: Mapped[StrList]
    identifiers: Mapped[LTextColumn]
    topic_ids: Mapped[StrList]
    relationship_owner: Mapped[Line]
    cadence_days: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[str | None] = mapped_column(String(36))
    shown_name: Mapped[Line]
    sort_name: Mapped[Line]

    names: Mapped[list[OrganisationName]] = relationship(
        order_by="OrganisationName.position", cascade="all, delete-orphan", back_populates="organisation"
    )
    contacts: Mapped[list[OrganisationContact]] = relationship(
        order_by="OrganisationContact.position", cascade="all, delete-orphan", back_populates="organisation"
    )


class OrganisationName(Part, Base):
    """One name of an organisation; `preferred_for` says where it is used (list, letter, badge)."""

    __tablename__ = "organisation_name"
    __table_args__ = (Index("ix_organisation_name_organisation_id", "organisation_id"),)
    trail = Trail("organisation", "names", "organisation_id")

    organisation_id: Mapped[str] = mapped_column(refers_to("organisation.id", cascade=True))
    position: Mapped[int]
    text: Mapped[Line]
    lang: Mapped[str] = mapped_column(String(10), default="en")
    script: Mapped[str] = mapped_column(String(10), default="Latn")
    kind: Mapped[OrgNameKind] = mapped_column(enum_type(OrgNameKind), default=OrgNameKind.LEGAL)
    preferred_for: Mapped[list[str]] = mapped_column(JSON, default=list)

    organisation: Mapped[Organisation] = relationship(back_populates="names")


class OrganisationContact(Part, Base):
    """A switchboard, an address, a mailbox of an organisation; see `people.PersonContact`."""

    __tablename__ = "organisation_contact"
    __table_args__ = (
        Index("ix_organisation_contact_organisation_id", "organisation_id"),
        Index("ix_organisation_contact_value", "value"),
    )
    trail = Trail("organisation", "contacts", "organisation_id")

    organisation_id: Mapped[str] = mapped_column(refers_to("organisation.id", cascade=True))
    position: Mapped[int]
    kind: Mapped[ContactKind] = mapped_column(enum_type(ContactKind), default=ContactKind.OFFICE)
    value: Mapped[Line]
    label: Mapped[Line]
    consent: Mapped[Consent] = mapped_column(enum_type(Consent), default=Consent.UNKNOWN)
    consent_basis: Mapped[Line]
    consent_on: Mapped[date | None] = mapped_column(Date)
    verified_on: Mapped[date | None] = mapped_column(Date)
    is_gatekeeper: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(back_populates="contacts")
