"""Presence as it happens: the header follows from what was noted; a signed sheet is entered by number or name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from app.core.clock import FixedClock
from app.core.enums import Attendance, MeetingStatus, ParticipantRole
from app.core.errors import Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.documents.kinds.signin_sheet import in_order
from app.queries.documents import DocumentQueries
from app.queries.meetings import MeetingDetail, MeetingQueries, ParticipantRow
from app.queries.presence import item_times, presence, presence_note
from app.services.attendance import ParticipantDraft
from app.services.history import HistoryService
from app.services.meetings import AgendaDraft, MeetingService
from app.services.presence import PresenceService
from app.services.timer import TimerService
from tests.app.services.test_meetings import DRAFT, START, person

MIN = timedelta(minutes=1)


@dataclass
class Room:
    store: Store
    presence: PresenceService
    meeting: str

    def read(self) -> MeetingDetail:
        return MeetingQueries(self.store).get(self.meeting)

    def row(self, name: str) -> ParticipantRow:
        return next(row for row in self.read().participants if row.person.shown() == name)

    def id(self, name: str) -> str:
        return self.row(name).id

    def note(self, name: str, closed_at: datetime | None = None) -> str:
        found = presence_note(self.row(name), self.read(), closed_at)
        return found["en"] if found else ""


@pytest.fixture
def room(store: Store) -> Room:
    names = ("Vidya Sharma", "Kanimozhi", "S. K. Rao", "Arjun Mehta")
    drafts = [ParticipantDraft(person(store, name), status=Attendance.ACCEPTED) for name in names]
    drafts[0] = replace(drafts[0], role=ParticipantRole.HEAD)
    meeting = (
        MeetingService(store).create(DRAFT, drafts, agenda=[AgendaDraft("One", minutes=20), AgendaDraft("Two")]).id
    )
    return Room(store, PresenceService(store), meeting)


def test_late_and_early_follow_from_the_times(room: Room) -> None:
    """Times on the list are those of the place: 9:30 UTC is 15:00 in New Delhi."""
    room.presence.arrived([room.id("Vidya Sharma"), room.id("Kanimozhi")], START)
    room.presence.arrived([room.id("S. K. Rao")], START + 10 * MIN)
    room.presence.left([room.id("Kanimozhi")], START + 40 * MIN)
    room.presence.absent([room.id("Arjun Mehta")])
    found = presence(room.read())
    name_of = {row.id: row.person.shown() for row in room.read().participants}
    shown = {part: {name_of[id] for id in getattr(found, part)} for part in ("present", "apologies", "late", "early")}
    assert shown == {
        "present": {"Vidya Sharma", "Kanimozhi", "S. K. Rao"},
        "apologies": {"Arjun Mehta"},
        "late": {"S. K. Rao"},
        "early": {"Kanimozhi"},
    }
    assert [room.note(name) for name in ("Vidya Sharma", "S. K. Rao", "Kanimozhi")] == ["", "from 15:10", "until 15:40"]
    assert room.note("Kanimozhi", START + 42 * MIN) == "", "the meeting itself ended early"
    room.presence.arrived([room.id("Kanimozhi")], START + 45 * MIN)
    assert room.row("Kanimozhi").status is Attendance.ATTENDED
    paper = DocumentQueries(room.store, room.store.clock, MeetingQueries(room.store)).minutes(room.meeting)
    notes = {one.person.shown(): one.note for side in paper.sides for one in side.participants}
    assert notes["S. K. Rao"]["en"] == "from 15:10"  # type: ignore[index,call-overload]
    assert maintenance.check(room.store) == []


def test_nobody_leaves_before_coming(room: Room) -> None:
    room.presence.arrived([room.id("Kanimozhi")], START)
    with pytest.raises(Refused):
        room.presence.left([room.id("Kanimozhi")], START - MIN)


def test_without_a_time_it_is_now(room: Room, clock: FixedClock) -> None:
    clock.at = START + 3 * MIN
    room.presence.arrived([room.id("Kanimozhi")])
    assert room.row("Kanimozhi").arrived_at == START + 3 * MIN
    assert room.note("Kanimozhi") == "", "three minutes are not late"


def test_whoever_walks_in_is_listed_and_kept_in_the_register(room: Room) -> None:
    known = person(room.store, "YAMADA Haruo", side="JP")
    room.presence.walk_in(room.meeting, "JP", person_id=known, at=START)
    made = room.presence.walk_in(room.meeting, "JP", name="佐藤恵美", detail="JBIC", at=START + 20 * MIN)
    row = room.row("佐藤恵美")
    assert (row.id, row.side, row.status, room.note("佐藤恵美")) == (made.id, "JP", Attendance.WALK_IN, "from 15:20")
    again = room.presence.walk_in(room.meeting, "JP", person_id=known, at=START + MIN)
    assert again.id == room.id("YAMADA Haruo")
    assert set(presence(room.read()).walk_ins) == {row.id, again.id}
    with pytest.raises(Refused):
        room.presence.walk_in(room.meeting, "JP", name=" ")
    assert maintenance.check(room.store) == []


def test_a_walk_in_is_one_step_to_undo(room: Room) -> None:
    history = HistoryService(room.store)
    before = room.read().participants
    room.presence.walk_in(room.meeting, "JP", name="Somebody New")
    history.undo()
    assert room.read().participants == before


def test_somebody_comes_in_anothers_place(room: Room) -> None:
    room.presence.represented(room.id("Vidya Sharma"), by_name="Neha Gupta", at=START + 15 * MIN)
    away = room.row("Vidya Sharma")
    assert (away.status, away.represented_by) == (Attendance.ABSENT, "Neha Gupta")
    assert room.row("Neha Gupta").role is ParticipantRole.MEMBER
    assert room.note("Neha Gupta") == "from 15:15"
    with pytest.raises(Refused):
        room.presence.represented(away.id, by_person_id=away.person_id)


def test_a_signed_sheet_is_entered_by_its_numbers_and_by_names(room: Room) -> None:
    documents = DocumentQueries(room.store, room.store.clock, MeetingQueries(room.store))
    sheet = [guest.person.shown() for guest in in_order(documents.signin_sheet(room.meeting).guests, "en")]
    assert sheet == sorted(sheet)
    entered = room.presence.enter_sheet(room.meeting, ["1-2", "", "sharma 15:12", "9", "Nobody", "rao 27:00"])
    assert entered.entered == 3
    assert [line.typed for line in entered.left] == ["9", "Nobody", "rao 27:00"]
    assert all(str(line.problem) for line in entered.left)
    present = {name for name in sheet if room.row(name).status is Attendance.ATTENDED}
    assert present == {*sheet[:2], "Vidya Sharma"}
    assert room.note("Vidya Sharma") == "from 15:12"
    with pytest.raises(Refused):
        room.presence.enter_sheet(room.meeting, ["77"])


@pytest.mark.parametrize("line", ["2-1", "0", "99999", "-", "15:00", "1 - 99", "@#>", "ア" * 500])
def test_a_line_that_means_nobody_is_said_and_breaks_nothing(room: Room, line: str) -> None:
    (read,) = room.presence.read_sheet(room.meeting, [line])
    assert read.ids == ()
    assert str(read.problem)


def test_the_timer_says_how_an_item_stands_against_its_minutes(room: Room) -> None:
    timer, items = TimerService(room.store), [item.id for item in room.read().agenda]

    def at(minutes: int) -> list[tuple[int, int, bool, bool]]:
        times = item_times(room.read().agenda, START + minutes * MIN)
        return [(one.planned, one.spent, one.running, one.over) for one in times]

    assert at(5) == []
    timer.start(items[0], START)
    assert at(22) == [(20, 22, True, True)]
    timer.start(items[1], START + 22 * MIN)
    assert at(30) == [(20, 22, False, True), (0, 8, True, False)]
    timer.stop(items[1], START + 31 * MIN)
    timer.clear(items[0])
    assert at(60) == [(0, 9, False, False)]
    with pytest.raises(Refused):
        timer.stop(items[0])
    assert maintenance.check(room.store) == []


def test_somebody_who_walks_in_after_the_meeting_was_held_is_frozen_with_the_others(room: Room) -> None:
    meetings = MeetingService(room.store)
    for state in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
        meetings.move(room.meeting, state)
    room.presence.walk_in(room.meeting, "IN", name="Asha Nair", at=START)
    assert room.row("Asha Nair").frozen
