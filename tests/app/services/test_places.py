"""Venues and rooms: a room that meetings use keeps its identity and is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.errors import Refused
from app.db.unit_of_work import Store
from app.domain.meetings import Meeting
from app.queries.places import PlaceQueries
from app.services.places import PlaceService, RoomDraft, VenueDraft

EMBASSY = VenueDraft(
    name={"en": "Embassy", "ja": "大使館"},
    rooms=(RoomDraft({"en": "Room 1", "ja": "第一会議室"}, "bilateral", 10), RoomDraft({"en": "Garden"}, capacity=150)),
)


def hold(store: Store, room_id: str) -> None:
    at = datetime(2025, 7, 2, 5, tzinfo=UTC)
    with store.write() as work:
        work.session.add(
            Meeting(title="T", starts_at=at, ends_at=at.replace(hour=6), time_zone="Asia/Kolkata", room_id=room_id)
        )


def test_rooms_are_read_with_their_venue(store: Store) -> None:
    PlaceService(store).create(EMBASSY)
    rooms = PlaceQueries(store).rooms()
    assert [(dict(room.name)["en"], room.capacity, dict(room.venue)["ja"]) for room in rooms] == [
        ("Room 1", 10, "大使館"),
        ("Garden", 150, "大使館"),
    ]


def test_renaming_and_moving_rooms_keeps_the_meetings_in_them(store: Store) -> None:
    service = PlaceService(store)
    id = service.create(EMBASSY).id
    first, garden = service.draft(id).rooms
    hold(store, first.id or "")
    service.update(
        id, replace(service.draft(id), rooms=(garden, replace(first, name={"en": "Room A"}), RoomDraft({"en": "New"})))
    )
    rooms = service.draft(id).rooms
    assert [(room.id, room.name["en"]) for room in rooms[:2]] == [(garden.id, "Garden"), (first.id, "Room A")]


def test_a_room_in_use_is_kept(store: Store) -> None:
    service = PlaceService(store)
    id = service.create(EMBASSY).id
    first, garden = service.draft(id).rooms
    hold(store, first.id or "")
    with pytest.raises(Refused, match="Room 1"):
        service.update(id, replace(service.draft(id), rooms=(garden,)))
    with pytest.raises(Refused, match="Room 1"):
        service.remove(id)
    service.update(id, replace(service.draft(id), rooms=(first,)))
    assert service.draft(id).rooms == (first,)


def test_a_room_needs_a_name_and_a_possible_size() -> None:
    draft = VenueDraft({"en": "Plant"}, rooms=(RoomDraft({"en": "Hall"}), RoomDraft({"en": " "}, capacity=-1)))
    assert [problem.field for problem in draft.problems()] == ["rooms.1.name", "rooms.1.capacity"]
