"""Venues and their rooms: made, edited and removed. A room that meetings were held in is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.places import Room, Venue
from app.services.base import Service, find, merge, refuse_if
from app.services.drafts import clean_texts, has_text, no_text
from app.services.parts import sync


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """One room; `id` None makes a new one. `capacity` is seats in its usual layout, 0 when unknown."""

    name: Mapping[str, str] = field(default_factory=no_text)
    layout: str = ""
    capacity: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class VenueDraft:
    """What a person edits of a building or site; `organisation_id` is whose it is."""

    name: Mapping[str, str] = field(default_factory=no_text)
    address: Mapping[str, str] = field(default_factory=no_text)
    organisation_id: str | None = None
    gate_notes: str = ""
    rooms: tuple[RoomDraft, ...] = ()

    def problems(self) -> list[Problem]:
        """What is missing or wrong; a room's field is `rooms.<no>.name`, counted from 0."""
        found = []
        if not has_text(self.name):
            found.append(Problem("name", N_("Enter a name.")))
        for no, room in enumerate(self.rooms):
            if not has_text(room.name):
                found.append(Problem(f"rooms.{no}.name", N_("Enter a name.")))
            if room.capacity < 0:
                found.append(Problem(f"rooms.{no}.capacity", N_("Enter a number of seats.")))
        return found


def draft_of(row: Venue) -> VenueDraft:
    """The draft that would make `row`."""
    return VenueDraft(
        name=dict(row.name or {}),
        address=dict(row.address or {}),
        organisation_id=row.organisation_id,
        gate_notes=row.gate_notes,
        rooms=tuple(RoomDraft(dict(room.name or {}), room.layout, room.capacity, room.id) for room in row.rooms),
    )


class PlaceService(Service):
    """Writes venues with their rooms."""

    def draft(self, id: str) -> VenueDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Venue, id))

    def create(self, draft: VenueDraft) -> Written:
        """Make a venue. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Venue()
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: VenueDraft, base: VenueDraft | None = None) -> Written:
        """Save an edit made on `base`.

        Raises Refused (also for taking away a room that meetings use), NotFound, Conflict.
        """
        with self.store.write() as work:
            row = find(work.session, Venue, id)
            merged = merge("venue", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged)
            work.touch(row)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a venue off the lists. Refused while meetings use its rooms."""
        with self.store.write() as work:
            row = find(work.session, Venue, id)
            _refuse_used(work.session, row.rooms)
            row.deleted_at = work.at
        return work.written(id)


def _refuse_used(session: Session, rooms: list[Room]) -> None:
    for room in rooms:
        statement = select(Meeting.id).where(Meeting.room_id == room.id, Meeting.deleted_at.is_(None)).limit(1)
        if session.scalar(statement) is not None:
            raise Refused(N_("{name} is still used by meetings and was kept."), name=pick(room.name, "en"))


def _apply(session: Session, row: Venue, draft: VenueDraft) -> None:
    if draft.organisation_id:
        find(session, Organisation, draft.organisation_id)
    kept = {room.id for room in draft.rooms}
    _refuse_used(session, [room for room in row.rooms if room.id not in kept])
    row.name, row.address = clean_texts(draft.name), clean_texts(draft.address, lines=True)
    row.organisation_id, row.gate_notes = draft.organisation_id, clean(draft.gate_notes)
    sync(row.rooms, [_values(no, room) for no, room in enumerate(draft.rooms)], Room, "id")


def _values(no: int, room: RoomDraft) -> dict[str, Any]:
    return {
        "id": room.id,
        "order_no": no,
        "name": clean_texts(room.name),
        "layout": clean_line(room.layout),
        "capacity": room.capacity,
    }
