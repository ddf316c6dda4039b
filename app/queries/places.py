"""Reading venues and rooms: a short list everywhere, so it is read whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import literal_column, select
from sqlalchemy.orm import selectinload

from app.db.unit_of_work import Store
from app.domain.places import Venue


@dataclass(frozen=True, slots=True)
class RoomInfo:
    """A room; `capacity` is seats in its usual layout, 0 when unknown. Texts are by language."""

    id: str
    name: Mapping[str, str]
    layout: str
    capacity: int
    venue_id: str
    venue: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VenueInfo:
    """A building or site with its rooms in order."""

    id: str
    version: int
    name: Mapping[str, str]
    address: Mapping[str, str]
    organisation_id: str
    gate_notes: str
    rooms: tuple[RoomInfo, ...]


class PlaceQueries:
    """Reads venues and rooms."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def venues(self) -> list[VenueInfo]:
        """All venues in the order they were made."""
        statement = (
            select(Venue)
            .where(Venue.deleted_at.is_(None))
            .order_by(literal_column("venue.rowid"))
            .options(selectinload(Venue.rooms))
        )
        with self._store.read() as session:
            return [_venue(row) for row in session.scalars(statement)]

    def rooms(self) -> list[RoomInfo]:
        """All rooms, venue by venue."""
        return [room for venue in self.venues() for room in venue.rooms]


def _venue(row: Venue) -> VenueInfo:
    name = dict(row.name or {})
    return VenueInfo(
        id=row.id,
        version=row.version,
        name=name,
        address=dict(row.address or {}),
        organisation_id=row.organisation_id or "",
        gate_notes=row.gate_notes,
        rooms=tuple(RoomInfo(r.id, dict(r.name or {}), r.layout, r.capacity, row.id, name) for r in row.rooms),
    )
