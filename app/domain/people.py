"""People, the names they are written with, and the positions they held from-to (domain.md 4.1, 4.6 invariants 1-8)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.enums import Consent, ContactKind, LevelBand, NameOrder, Script
from app.domain.base import Base, Body, Code, Edited, Line, LTextColumn, Part, StrList, Trail, enum_type, refers_to


class Person(Edited, Base):
    """One human. No family name or title is ever required. `outward_label` replaces the name of a person whose
    identity is sealed ("a senior Japanese trade official") wherever paper leaves the mission. `address_forms` overrides
    the computed form of address (domain.md 2.4), by language. `cadence_days` is how often contact is due, 0 for never.
    `email` and `phone` are the first of their kind among `contacts`, for lists. A person merged into another is deleted
    softly and `merged_into_id` says where it went."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_sort_name_id", "sort_name", "id"),
        Index("ix_person_code", "code"),
    )
    trail = Trail("person")

    code: Mapped[Code]
    side: Mapped[str] = mapped_column(String(10), default="")
    nationality: Mapped[str] = mapped_column(String(2), default="")
    honorific: Mapped[Line]
    languages: Mapped[StrList]
    is_fictional: Mapped[bool] = mapped_column(default=False)
    is_interpreter: Mapped[bool] = mapped_column(default=False)
    is_sealed: Mapped[bool] = mapped_column(default=False)
    outward_label: Mapped[LTextColumn]
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    email: Mapped[Line]
    phone: Mapped[Line]
    notes: Mapped[Body]
    source_codes: Mapped[StrList]
    address_forms: Mapped[LTextColumn]
    relationship_owner: Mapped[Line]
    cadence_days: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[str | None] = mapped_column(String(36))
    shown_name: Mapped[Line]
    sort_name: Mapped[Line]

    names: Mapped[list[PersonName]] = relationship(
        order_by="PersonName.position", cascade="all, delete-orphan", back_populates="person"
    )
    positions: Mapped[list[Position]] = relationship(
        order_by="Position.order_no", cascade="all, delete-orphan", back_populates="person"
    )
    contacts: Mapped[list[PersonContact]] = relationship(
        order_by="PersonContact.position", cascade="all, delete-orphan", back_populates="person"
    )


class PersonName(Part, Base):
    """One spelling, with its parts only where they were given."""

    __tablename__ = "person_name"
    __table_args__ = (Index("ix_person_name_person_id", "person_id"),)
    trail = Trail("person", "names", "person_id")

    person_id: Mapped[str] = mapped_column(refers_to("person.id", cascade=True))
    position: Mapped[int]
    script: Mapped[Script] = mapped_column(enum_type(Script), default=Script.LATIN)
    lang: Mapped[str] = mapped_column(String(10), default="")
    order: Mapped[NameOrder] = mapped_column("name_order", enum_type(NameOrder), default=NameOrder.SINGLE)
    family: Mapped[Line]
    given: Mapped[Line]
    full: Mapped[Line]
    reading: Mapped[Line]
    as_in_passport: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="names")


class Position(Part, Base):
    """A function held in an organisation from-to; an open end is held still. Several at once are normal."""

    __tablename__ = "position"
    __table_args__ = (
        Index("ix_position_person_id", "person_id"),
        Index("ix_position_organisation_id", "organisation_id"),
    )
    trail = Trail("person", "positions", "person_id")

    person_id: Mapped[str] = mapped_column(refers_to("person.id", cascade=True))
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    order_no: Mapped[int] = mapped_column(default=0)
    title: Mapped[LTextColumn]
    level_band: Mapped[LevelBand | None] = mapped_column(enum_type(LevelBand))
    held_from: Mapped[date | None] = mapped_column(Date)
    held_to: Mapped[date | None] = mapped_column(Date)
    precedence_article: Mapped[int | None] = mapped_column(Integer)
    precedence_date: Mapped[date | None] = mapped_column(Date)

    person: Mapped[Person] = relationship(back_populates="positions")


class PersonContact(Part, Base):
    """A way to reach somebody, whether they agreed that we use it, and when somebody last saw that it is right."""

    __tablename__ = "person_contact"
    __table_args__ = (Index("ix_person_contact_person_id", "person_id"), Index("ix_person_contact_value", "value"))
    trail = Trail("person", "contacts", "person_id")

    person_id: Mapped[str] = mapped_column(refers_to("person.id", cascade=True))
    position: Mapped[int]
    kind: Mapped[ContactKind] = mapped_column(enum_type(ContactKind), default=ContactKind.EMAIL)
    value: Mapped[Line]
    label: Mapped[Line]
    consent: Mapped[Consent] = mapped_column(enum_type(Consent), default=Consent.UNKNOWN)
    consent_basis: Mapped[Line]
    consent_on: Mapped[date | None] = mapped_column(Date)
    verified_on: Mapped[date | None] = mapped_column(Date)
    is_gatekeeper: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(back_populates="contacts")
