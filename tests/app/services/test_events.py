"""Events: the conference that holds several meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.core.errors import Conflict, NotFound, Refused
from app.db.unit_of_work import Store
from app.domain.meetings import Meeting
from app.services.events import EventDraft, EventService

CONFERENCE = EventDraft({"en": "Conference", "ja": "会議"}, "EV1", date(2025, 7, 2), date(2025, 7, 4))


def test_an_event_is_kept_while_it_holds_meetings(store: Store) -> None:
    service = EventService(store)
    id = service.create(CONFERENCE).id
    at = datetime(2025, 7, 2, 5, tzinfo=UTC)
    with store.write() as work:
        meeting = Meeting(title="T", starts_at=at, ends_at=at.replace(hour=6), time_zone="Asia/Kolkata", event_id=id)
        work.session.add(meeting)
    with pytest.raises(Refused, match="Conference"):
        service.remove(id)
    with store.write() as work:
        work.session.get_one(Meeting, meeting.id).deleted_at = work.at
    service.remove(id)
    with pytest.raises(NotFound):
        service.draft(id)


def test_edits_merge_by_field(store: Store) -> None:
    service = EventService(store)
    id = service.create(CONFERENCE).id
    base = service.draft(id)
    assert base == CONFERENCE
    service.update(id, replace(base, ends_on=date(2025, 7, 5)), base)
    service.update(id, replace(base, description="As announced."), base)
    assert (service.draft(id).ends_on, service.draft(id).description) == (date(2025, 7, 5), "As announced.")
    with pytest.raises(Conflict):
        service.update(id, replace(base, ends_on=date(2025, 7, 3)), base)


def test_it_has_a_title_and_ends_after_it_starts() -> None:
    bad = EventDraft({"en": " "}, starts_on=date(2025, 7, 2), ends_on=date(2025, 7, 1))
    assert [problem.field for problem in bad.problems()] == ["title", "ends_on"]
