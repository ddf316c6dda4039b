"""From one meeting to the next: open promises are taken up once, and each keeps the history of its meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.enums import FollowupStatus, MeetingRule, PointKind
from app.core.errors import Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.queries.carry_over import CarryOverQueries
from app.queries.documents import DocumentQueries
from app.queries.meetings import MeetingQueries
from app.services.attendance import ParticipantDraft
from app.services.carry_over import CarryOverService
from app.services.followups import FollowupService
from app.services.history import HistoryService
from app.services.meetings import MeetingService
from app.services.minutes import MinutesService
from tests.app.services.test_meetings import DRAFT, START, organisation
from tests.app.services.test_minutes import Desk


class Series(Desk):
    """A meeting that left two open promises and a closed one, and the next of its series."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        common = {"side": "IN", "due_on": date(2025, 7, 18)}
        self.add("Send the list", PointKind.ACTION, owner_person_id=self.who, **common)
        self.add("Name a contact", PointKind.COMMITMENT, owner_text="plant", **common)
        self.add("Call", PointKind.ACTION, owner_text="x", **common)
        self.by_title = {row.title: row.id for row in self.promises()}
        FollowupService(store).done(self.by_title["Call"], "called")
        self.next = self.schedule("Second talk", 7)
        self.over, self.read_over = CarryOverService(store), CarryOverQueries(store)

    def schedule(self, title: str, days: int, **changes: object) -> str:
        start = START + timedelta(days=days)
        draft = replace(DRAFT, title=title, starts_at=start, ends_at=start + timedelta(hours=1), **changes)  # type: ignore[arg-type]
        return MeetingService(self.store).create(draft).id

    def matters(self, meeting: str | None = None) -> list[str]:
        return [one.title for one in self.read_over.matters(meeting or self.next)]


@pytest.fixture
def series(store: Store) -> Series:
    return Series(store)


def test_opening_the_next_record_takes_up_what_is_still_open(series: Series) -> None:
    series.over.follow(series.next, series.meeting)
    record = MinutesService(series.store).open(series.next).id
    MinutesService(series.store).open(series.next)
    assert series.matters() == ["Send the list", "Name a contact"], "each once"
    assert maintenance.check(series.store) == []
    paper = DocumentQueries(series.store, series.store.clock, MeetingQueries(series.store)).record(record)
    assert [point.ref for point in paper.matters_arising] == ["F1", "F2"]
    said = paper.matters_arising[0].text["en"]  # type: ignore[call-overload,index]
    assert "Send the list" in said
    assert "Vidya Sharma" in said
    assert "Cell manufacturing" in paper.previous_minutes["en"]  # type: ignore[call-overload,index]


def test_under_the_chatham_house_rule_the_owner_stays_unnamed(series: Series) -> None:
    quiet = series.schedule("Third talk", 9, rule=MeetingRule.CHATHAM_HOUSE)
    series.over.follow(quiet, series.meeting)
    paper = DocumentQueries(series.store, series.store.clock, MeetingQueries(series.store)).minutes(quiet)
    assert paper.matters_arising
    assert all("Vidya" not in text for one in paper.matters_arising for text in dict(one.text).values())  # type: ignore[arg-type]


def test_a_promise_keeps_every_meeting_it_was_on(series: Series) -> None:
    series.over.follow(series.next, series.meeting)
    third = series.schedule("Third talk", 14)
    mention = series.read_over.matters(series.next)[0]
    FollowupService(series.store).start(mention.followup_id)
    series.over.note(mention.mention_id, "The list is being translated.")
    series.over.follow(third, series.next)
    FollowupService(series.store).done(mention.followup_id, "letter")
    history = series.read_over.history(mention.followup_id)
    assert [(one.meeting, one.status, one.note, one.made_here) for one in history] == [
        ("Cell manufacturing", FollowupStatus.OPEN, "", True),
        ("Second talk", FollowupStatus.IN_HAND, "The list is being translated.", False),
        ("Third talk", FollowupStatus.IN_HAND, "", False),
    ]
    (matter, _) = series.read_over.matters(third)
    assert (matter.status_then, matter.status) == (FollowupStatus.IN_HAND, FollowupStatus.DONE)
    assert maintenance.check(series.store) == []


def test_a_matter_that_was_not_on_the_table_is_left_out_and_comes_back_by_undo(series: Series) -> None:
    series.over.follow(series.next, series.meeting)
    history = HistoryService(series.store)
    series.over.leave_out(series.read_over.matters(series.next)[0].mention_id)
    assert series.matters() == ["Name a contact"]
    history.undo()
    assert series.matters() == ["Send the list", "Name a contact"]
    assert maintenance.check(series.store) == []


def test_a_meeting_follows_an_earlier_one_and_never_itself(series: Series) -> None:
    with pytest.raises(Refused):
        series.over.follow(series.meeting, series.next)
    with pytest.raises(Refused):
        series.over.follow(series.next, series.next)
    series.over.follow(series.next, series.meeting)
    series.over.follow(series.next, None)
    assert MeetingQueries(series.store).get(series.next).predecessor_id is None


def test_the_meeting_before_is_suggested_by_the_organisations_of_both(series: Series) -> None:
    body, other = organisation(series.store, "Tata Capital"), organisation(series.store, "Attero")
    meetings, people = MeetingService(series.store), lambda *ids: [ParticipantDraft(organisation_id=id) for id in ids]
    early = meetings.create(replace(DRAFT, title="Early"), people(body)).id
    meetings.create(replace(DRAFT, title="Unrelated"), people(other))
    late = replace(DRAFT, title="Late", starts_at=START + timedelta(days=3), ends_at=START + timedelta(days=3, hours=1))
    found = series.read_over.predecessors(meetings.create(late, people(body)).id)
    assert [(one.meeting_id, one.shared) for one in found] == [(early, 1)]
