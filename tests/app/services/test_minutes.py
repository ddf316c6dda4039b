"""Records: lines in order, promises linked both ways, approval refused with the line that lacks something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.enums import Attribution, FollowupStatus, MeetingStatus, PointKind, RecordStatus
from app.core.errors import Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.queries.followups import FollowupFilter, FollowupQueries, FollowupRow
from app.queries.lister import Sort
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries, RecordDetail
from app.services.attendance import ParticipantDraft
from app.services.followups import FollowupService
from app.services.meetings import AgendaDraft, MeetingService
from app.services.minutes import MinutesService, PointDraft, RecordDraft
from tests.app.services.test_meetings import DRAFT, person


class Desk:
    """A meeting with two agenda items and its open record."""

    def __init__(self, store: Store) -> None:
        self.store, self.minutes = store, MinutesService(store)
        self.who = person(store, "Vidya Sharma")
        agenda = [AgendaDraft("Cells"), AgendaDraft("Finance")]
        self.meeting = MeetingService(store).create(DRAFT, [ParticipantDraft(self.who)], agenda=agenda).id
        self.items = [item.id for item in MeetingQueries(store).get(self.meeting).agenda]
        self.record = self.minutes.open(self.meeting).id

    def add(self, text: str, kind: PointKind = PointKind.STATEMENT, item: int | None = 0, **more: object) -> str:
        at = None if item is None else self.items[item]
        return self.minutes.add_point(self.record, PointDraft(text, kind, at, **more)).id  # type: ignore[arg-type]

    def read(self) -> RecordDetail:
        return MinutesQueries(self.store).get(self.record)

    def hold(self) -> None:
        meetings = MeetingService(self.store)
        meetings.move(self.meeting, MeetingStatus.CONFIRMED)
        meetings.move(self.meeting, MeetingStatus.HELD)

    def texts(self) -> list[tuple[str, int | None]]:
        place = {id: no for no, id in enumerate(self.items)}
        return [(p.text, place.get(p.agenda_item_id or "")) for p in self.read().points]

    def promises(self) -> list[FollowupRow]:
        return FollowupQueries(self.store, self.store.clock).all(FollowupFilter(), Sort("code"))


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_opening_twice_gives_the_same_record(desk: Desk) -> None:
    assert desk.minutes.open(desk.meeting).id == desk.record


def test_lines_stand_under_their_item_in_order_and_move(desk: Desk) -> None:
    a, _b = desk.add("a"), desk.add("b")
    desk.add("z", item=1)
    desk.add("loose", item=None)
    c = desk.minutes.add_point(desk.record, PointDraft("after a", agenda_item_id=desk.items[0]), after=a).id
    assert desk.texts() == [("loose", None), ("a", 0), ("after a", 0), ("b", 0), ("z", 1)]
    desk.minutes.move_point(c, 1)
    assert desk.texts() == [("loose", None), ("a", 0), ("b", 0), ("after a", 0), ("z", 1)]
    desk.minutes.move_point(c, 1)
    assert desk.texts() == [("loose", None), ("a", 0), ("b", 0), ("after a", 1), ("z", 1)]
    desk.minutes.move_point(c, -1)
    assert desk.texts()[3] == ("after a", 0)
    assert [point.seq for point in desk.read().points] == [1, 2, 3, 4, 5]


def test_a_promise_is_one_object_from_its_line_on(desk: Desk) -> None:
    id = desk.add("Send the list", PointKind.ACTION, side="JP", owner_text="economic section", due_on=date(2025, 7, 18))
    (promise,) = desk.promises()
    assert (promise.title, promise.side, promise.owner, promise.due_on) == (
        "Send the list",
        "JP",
        "economic section",
        date(2025, 7, 18),
    )
    assert promise.source_point_id == id
    assert promise.meeting_id == desk.meeting
    draft = desk.minutes.point(id)
    desk.minutes.update_point(
        id, replace(draft, text="Send the whole list", owner_text="", owner_person_id=desk.who), draft
    )
    (promise,) = desk.promises()
    assert (promise.title, promise.owner) == ("Send the whole list", "Vidya Sharma")
    desk.minutes.update_point(id, replace(desk.minutes.point(id), kind=PointKind.STATEMENT))
    assert desk.promises() == []


def test_a_promise_that_was_worked_on_is_not_lost_with_its_line(desk: Desk) -> None:
    id = desk.add("Send", PointKind.ACTION, side="JP", owner_text="x", due_on=date(2025, 7, 18))
    followups = FollowupService(desk.store)
    followups.start(desk.promises()[0].id)
    with pytest.raises(Refused):
        desk.minutes.remove_point(id)
    followups.done(desk.promises()[0].id, "letter 12")
    desk.minutes.remove_point(id)
    (kept,) = desk.promises()
    assert kept.status is FollowupStatus.DONE
    assert maintenance.check(desk.store) == []


def test_approval_names_each_line_that_lacks_something(desk: Desk) -> None:
    """Invariants 15 and 18."""
    bare = desk.add("Arrange talks", PointKind.ACTION)
    desk.minutes.circulate(desk.record)
    with pytest.raises(Refused) as caught:
        desk.minutes.approve(desk.record, "Ambassador")
    fields = [problem.field for problem in caught.value.problems]
    assert fields.count(f"point:{bare}") == 3
    assert "marking" in fields
    assert desk.read().status is RecordStatus.UNDER_REVIEW


def test_an_approved_record_does_not_change_any_more(desk: Desk) -> None:
    """Invariant 17, and 22: numbered when approved, gapless."""
    desk.add("Agreed to exchange lists", PointKind.DECISION)
    desk.minutes.set_head(desk.record, RecordDraft(marking="IN CONFIDENCE", attribution=Attribution.BY_SIDE))
    desk.minutes.circulate(desk.record)
    with pytest.raises(Refused, match="held"):
        desk.minutes.approve(desk.record, "Ambassador")
    desk.hold()
    desk.minutes.approve(desk.record, "Ambassador")
    record = desk.read()
    assert (record.status, record.reference, record.version_text) == (RecordStatus.APPROVED, "REC/MIN/2025/0001", "1")
    point = record.points[0].id
    for change in (
        lambda: desk.add("more"),
        lambda: desk.minutes.update_point(point, PointDraft("other")),
        lambda: desk.minutes.remove_point(point),
        lambda: desk.minutes.set_head(desk.record, RecordDraft()),
        lambda: MeetingService(desk.store).update(desk.meeting, replace(DRAFT, title="other")),
        lambda: MeetingService(desk.store).remove(desk.meeting),
        lambda: desk.minutes.approve(desk.record, "again"),
    ):
        with pytest.raises(Refused):
            change()
    assert desk.read() == record


def test_markings_above_the_ceiling_are_not_stored(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.minutes.set_head(desk.record, RecordDraft(marking="SECRET"))
    assert desk.read().marking == ""


def test_an_empty_line_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.add(" \u200b\n")
    assert desk.read().points == ()


def test_an_agenda_item_with_lines_is_not_removed(desk: Desk) -> None:
    desk.add("a")
    with pytest.raises(Refused):
        MeetingService(desk.store).set_agenda(desk.meeting, [])
    assert len(MeetingQueries(desk.store).get(desk.meeting).agenda) == 2


def test_overdue_is_computed_never_stored(desk: Desk) -> None:
    desk.add("Send", PointKind.ACTION, side="JP", owner_text="x", due_on=date(2025, 7, 6))
    (row,) = desk.promises()
    assert (row.overdue, row.shown_status, row.status, row.days) == (True, "overdue", FollowupStatus.OPEN, -1)
    FollowupService(desk.store).done(row.id, "sent")
    assert desk.promises()[0].shown_status == "done"


def test_closing_asks_for_evidence_or_a_reason(desk: Desk) -> None:
    desk.add("Send", PointKind.ACTION, side="JP", owner_text="x", due_on=date(2025, 7, 6))
    services, id = FollowupService(desk.store), desk.promises()[0].id
    for close, field in ((services.done, "evidence"), (services.drop, "reason")):
        with pytest.raises(Refused) as caught:
            close(id, "  ")
        assert caught.value.problems[0].field == field
    services.drop(id, "no longer wanted")
    assert FollowupQueries(desk.store, desk.store.clock).get(id).closure_note == "no longer wanted"


def test_a_held_meeting_counts_as_not_written_until_its_record_is_approved(desk: Desk) -> None:
    services = MeetingService(desk.store)
    services.move(desk.meeting, MeetingStatus.CONFIRMED)
    assert MinutesQueries(desk.store).of_meeting(desk.meeting) is not None
    desk.add("Agreed", PointKind.DECISION)
    assert MinutesQueries(desk.store).point_place(desk.read().points[0].id) == (desk.meeting, desk.record)
