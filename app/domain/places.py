"""Venues and their rooms."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.base import Base, Body, Edited, Line, LTextColumn, Part, Trail, refers_to


class Venue(Edited, Base):
    """A building or site where meetings happen."""

    __tablename__ = "venue"
    trail = Trail("venue")

    name: Mapped[LTextColumn]
    address: Mapped[LTextColumn]
    organisation_id: Mapped[str | None] = mapped_column(refers_to("organisation.id"))
    gate_notes: Mapped[Body]

    rooms: Mapped[list[Room]] = relationship(
        order_by="Room.order_no", cascade="all, delete-orphan", back_populates="venue"
    )


class Room(Part, Base):
    """A room that can be held for a meeting; `capacity` is seats in its usual layout, 0 when unknown."""

    __tablename__ = "room"
    __table_args__ = (Index("ix_room_venue_id", "venue_id"),)
    trail = Trail("venue", "rooms", "venue_id")

    venue_id: Mapped[str] = mapped_column(refers_to("venue.id", cascade=True))
    order_no: Mapped[int] = mapped_column(default=0)
    name: Mapped[LTextColumn]
    layout: Mapped[Line]
    capacity: Mapped[int] = mapped_column(default=0)

    venue: Mapped[Venue] = relationship(back_populates="rooms")
