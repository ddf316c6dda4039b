"""Undo takes back a whole step, exactly, and refuses where later work stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from app.core.enums import MeetingStatus, PointKind
from app.core.errors import Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.base import BOOKKEEPING
from app.domain.tables import metadata
from app.services.attendance import ParticipantDraft
from app.services.dispatches import DispatchDraft, DispatchService
from app.services.followups import FollowupService
from app.services.history import HistoryService
from app.services.meetings import AgendaDraft, MeetingService
from app.services.minutes import MinutesService, PointDraft, RecordDraft
from app.services.organisations import OrganisationService
from app.services.turning_back import MANY
from tests.app.services.test_approval import Approving
from tests.app.services.test_meetings import DRAFT, organisation, person


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every table's content without bookkeeping, the trail and the index, in order."""
    skipped = {"audit_event", "undone_batch", "search_entry"}
    with store.read() as session:
        return {
            name: sorted(
                tuple(str(row[column.name]) for column in table.columns if column.name not in BOOKKEEPING)
                for row in session.execute(table.select()).mappings()
            )
            for name, table in metadata.tables.items()
            if name not in skipped
        }


def test_every_step_of_a_day_is_undone_and_redone_exactly(store: Store) -> None:
    history, states = HistoryService(store), []
    meetings, minutes = MeetingService(store), MinutesService(store)

    def step() -> None:
        states.append(dump(store))

    step()
    who = person(store, "Kanimozhi")
    step()
    meeting = meetings.create(DRAFT, [ParticipantDraft(who)], agenda=[AgendaDraft("One")]).id
    step()
    meetings.update(meeting, replace(DRAFT, title="Other", place="Salon"))
    step()
    record = minutes.open(meeting).id
    step()
    point = minutes.add_point(record, PointDraft("Send", PointKind.ACTION, side="IN", owner_person_id=who)).id
    step()
    minutes.update_point(point, replace(minutes.point(point), due_on=date(2025, 7, 9)))
    step()
    minutes.remove_point(point)
    step()
    for state in reversed(states[:-1]):
        history.undo()
        assert dump(store) == state
        assert maintenance.check(store) == []
    with pytest.raises(Refused):
        history.undo()
    for state in states[1:]:
        history.redo()
        assert dump(store) == state
    assert maintenance.check(store) == []


def test_an_older_step_is_refused_once_later_work_stands_on_it(store: Store) -> None:
    history, services = HistoryService(store), OrganisationService(store)
    made = services.create(services_draft("Attero"))
    services.update(made.id, services_draft("Attero Recycling"))
    before = dump(store)
    with pytest.raises(Refused):
        history.undo(made.changes.batch)
    assert dump(store) == before


def test_a_meeting_of_which_a_copy_left_is_not_taken_away(store: Store) -> None:
    """The copy stays in the log, and so does what it is a copy of."""
    history = HistoryService(store)
    made = MeetingService(store).create(DRAFT)
    DispatchService(store).log(DispatchDraft("agenda", b"paper", meeting_id=made.id))
    before = dump(store)
    with pytest.raises(Refused):
        history.undo(made.changes.batch)
    assert dump(store) == before
    assert maintenance.check(store) == []


def test_a_field_changed_since_is_not_turned_back(store: Store) -> None:
    history, services = HistoryService(store), OrganisationService(store)
    id = services.create(services_draft("Attero")).id
    first = services.update(id, replace(services.draft(id), website="one.example"))
    services.update(id, replace(services.draft(id), website="two.example"))
    with pytest.raises(Refused):
        history.undo(first.changes.batch)
    assert services.draft(id).website == "two.example"


def test_a_step_is_undone_once(store: Store) -> None:
    history = HistoryService(store)
    organisation(store, "Attero")
    with store.read() as session:
        batch = session.execute(text("SELECT batch FROM audit_event")).scalars().first()
    history.undo(batch)
    with pytest.raises(Refused):
        history.undo(batch)


def test_an_approval_is_not_undone(store: Store) -> None:
    history, minutes = HistoryService(store), MinutesService(store)
    meeting = MeetingService(store).create(DRAFT, [ParticipantDraft(person(store, "A"))]).id
    record = minutes.open(meeting).id
    minutes.add_point(record, PointDraft("Agreed", PointKind.DECISION))
    minutes.set_head(record, RecordDraft(marking="IN CONFIDENCE"))
    minutes.circulate(record)
    MeetingService(store).move(meeting, MeetingStatus.CONFIRMED)
    MeetingService(store).move(meeting, MeetingStatus.HELD)
    minutes.approve(record, "Ambassador")
    with pytest.raises(Refused):
        history.undo()


def test_a_correction_of_hundreds_of_promises_is_undone_whole(store: Store) -> None:
    """Its lines and the promises that went over to them: written in bulk, taken back in bulk."""
    desk = Approving(store)
    for no in range(MANY + 20):
        desk.minutes.add_point(
            desk.record,
            PointDraft(
                f"Send paper {no}", PointKind.ACTION, side="IN", owner_text="Secretary", due_on=date(2025, 8, 1)
            ),
        )
    desk.minutes.approve(desk.record, "Ambassador")
    before, history = dump(store), HistoryService(store)
    desk.minutes.correct(desk.record)
    assert dump(store) != before
    history.undo()
    assert dump(store) == before
    assert maintenance.check(store) == []


def test_a_closed_follow_up_reopens_by_undo(store: Store) -> None:
    history, minutes, followups = HistoryService(store), MinutesService(store), FollowupService(store)
    record = minutes.open(MeetingService(store).create(DRAFT).id).id
    minutes.add_point(record, PointDraft("Send", PointKind.ACTION, side="IN", owner_text="x", due_on=date(2025, 7, 9)))
    with store.read() as session:
        id = session.execute(text("SELECT id FROM followup")).scalar_one()
    before = dump(store)
    followups.done(id, "letter")
    history.undo()
    assert dump(store) == before


def services_draft(name: str):  # type: ignore[no-untyped-def]
    from app.services.organisations import OrganisationDraft, OrgNameDraft

    return OrganisationDraft(names=(OrgNameDraft(name),))
