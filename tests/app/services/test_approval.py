"""From draft to approved: reviews, confirmation, gapless numbers, frozen versions, corrections (4.6, 15 to 22)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text

from app.core.clock import FixedClock
from app.core.enums import (
    Confirmation,
    FollowupStatus,
    MeetingStatus,
    PointKind,
    QuoteConsent,
    RecordKind,
    RecordStatus,
    ReferenceState,
    ReviewState,
)
from app.core.errors import Fault, NotFound, Refused, StoreFault
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.followups import Followup
from app.domain.minutes import MeetingRecord, RecordPoint
from app.queries.documents import DocumentQueries
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries, Signatory
from app.queries.versions import VersionQueries
from app.services.attendance import AttendanceService, ParticipantDraft
from app.services.followups import FollowupService
from app.services.history import HistoryService
from app.services.joined import JoinedStore
from app.services.meetings import MeetingService
from app.services.merging import MergingService
from app.services.minutes import MinutesService, PointDraft, RecordDraft
from app.services.mission import MissionDraft, MissionService
from app.services.people import PeopleService
from app.services.references import ReferenceService
from tests.app.services.test_meetings import DRAFT, person
from tests.app.services.test_minutes import Desk


class Approving(Desk):
    """A held meeting with a record that lacks nothing but its approval."""

    def __init__(self, store: Store, kind: RecordKind = RecordKind.MINUTES) -> None:
        super().__init__(store)
        self.record = self.minutes.open(self.meeting, kind).id
        self.minutes.set_head(self.record, replace(self.minutes.head(self.record), marking="IN CONFIDENCE"))
        self.point = self.add("Lists will be exchanged", PointKind.DECISION)
        self.minutes.circulate(self.record)
        self.hold()

    def head(self, **changes: object) -> None:
        self.minutes.set_head(self.record, replace(self.minutes.head(self.record), **changes))  # type: ignore[arg-type]

    def refused(self) -> list[str]:
        with pytest.raises(Refused) as caught:
            self.minutes.approve(self.record, "Ambassador")
        assert self.read().reference == ""
        return [problem.field for problem in caught.value.problems]

    def correct(self) -> str:
        id = self.minutes.correct(self.record).id
        self.minutes.set_head(id, replace(self.minutes.head(id), correction="A name was misspelt."))
        return id

    def approve_correction(self, id: str) -> None:
        self.minutes.circulate(id)
        self.minutes.approve(id, "Ambassador")


@pytest.fixture
def desk(store: Store) -> Approving:
    return Approving(store)


def another(store: Store, kind: RecordKind = RecordKind.MINUTES) -> str:
    """One more record, approved; gives its reference."""
    desk = Approving(store, kind)
    return desk.minutes.approve(desk.record, "Ambassador").reference


# -- what an approval refuses


@pytest.mark.parametrize(
    ("point", "refused"),
    [
        ({"is_quote": True}, True),
        ({"is_quote": True, "quote_consent": QuoteConsent.REFUSED}, True),
        ({"is_quote": True, "quote_consent": QuoteConsent.GIVEN, "side": "IN"}, False),
        ({"departmental_view": True}, True),
        ({"kind": PointKind.DISSENT}, True),
        ({"kind": PointKind.DISSENT, "side": "IN"}, False),
    ],
)
def test_a_line_that_may_not_be_said_so_is_named(desk: Approving, point: dict[str, object], *, refused: bool) -> None:
    """21: quotations need consent or a public source."""
    id = desk.minutes.add_point(desk.record, PointDraft("“We will.”", **point)).id  # type: ignore[arg-type]
    if refused:
        assert desk.refused() == [f"point:{id}"]
    else:
        assert desk.minutes.approve(desk.record, "Ambassador").reference


@pytest.mark.parametrize(
    ("kind", "fields", "completed"),
    [
        (RecordKind.RECORD_OF_DISCUSSION, ["summary", "press_line"], {"summary": "Short.", "no_press_line": True}),
        (RecordKind.AIDE_MEMOIRE, ["addressee"], {"addressee": "Ministry of Mines"}),
        (
            RecordKind.AGREED_MINUTES,
            ["signatories", "signatories"],
            {"signatories": (Signatory("IN", "S. K. Rao"), Signatory("JP", "YAMADA Haruo"))},
        ),
        (RecordKind.NOTE_FOR_FILE, [], {}),
    ],
)
def test_each_kind_has_needs_of_its_own(
    store: Store, kind: RecordKind, fields: list[str], completed: dict[str, object]
) -> None:
    desk = Approving(store, kind)
    if fields:
        assert desk.refused() == fields
    desk.head(**completed)
    assert desk.minutes.approve(desk.record, "Ambassador").edition == 1


def test_a_bilingual_record_says_everything_twice_and_which_text_prevails(store: Store) -> None:
    desk = Approving(store, RecordKind.AGREED_MINUTES)
    desk.head(second_language="ja", signatories=(Signatory("IN", "A"), Signatory("JP", "B")))
    assert desk.refused() == ["prevailing_language", f"point:{desk.point}"]


def test_nobody_approves_without_a_name(desk: Approving) -> None:
    with pytest.raises(Refused):
        desk.minutes.approve(desk.record, "  ")


# -- reviews and confirmation


def test_a_request_for_changes_stands_in_the_way_until_it_is_answered(desk: Approving) -> None:
    desk.minutes.ask(desk.record, ["Minister", " Counsellor ", "Minister"])
    first, second = desk.read().reviews
    assert (first.reviewer, second.reviewer, first.state) == ("Minister", "Counsellor", ReviewState.ASKED)
    with pytest.raises(Refused):
        desk.minutes.answer(first.id, ReviewState.CHANGES_REQUESTED, " ")
    desk.minutes.answer(first.id, ReviewState.CHANGES_REQUESTED, "Say when.")
    assert desk.refused() == [f"review:{first.id}"]
    desk.minutes.back_to_draft(desk.record)
    desk.minutes.circulate(desk.record)
    assert desk.read().reviews[0].state is ReviewState.ASKED
    desk.minutes.answer(first.id, ReviewState.APPROVED)
    desk.minutes.release(second.id)
    desk.minutes.approve(desk.record, "Minister")
    (kept,) = desk.read().reviews
    assert (kept.state, kept.answered_at) == (ReviewState.APPROVED, desk.store.clock.now())
    with pytest.raises(Refused):
        desk.minutes.answer(first.id, ReviewState.CHANGES_REQUESTED, "too late")


@pytest.mark.parametrize("outcome", [Confirmation.CONFIRMED, Confirmation.CONFIRMED_WITH_CHANGES])
def test_the_other_side_confirms_by_name(desk: Approving, outcome: Confirmation) -> None:
    desk.minutes.send(desk.record, "by courier")
    assert (desk.read().status, desk.read().confirmation) == (RecordStatus.SENT, Confirmation.SENT)
    with pytest.raises(Refused):
        desk.minutes.confirm(desk.record, outcome)
    desk.minutes.confirm(desk.record, outcome, by="Ministry of Mines", on=date(2025, 7, 9), note="by letter")
    read = desk.read()
    assert (read.status, read.confirmed_by, read.confirmed_on) == (
        RecordStatus.CONFIRMED,
        "Ministry of Mines",
        date(2025, 7, 9),
    )
    desk.minutes.approve(desk.record, "Ambassador")
    assert (
        DocumentQueries(desk.store, desk.store.clock, MeetingQueries(desk.store)).minutes(desk.meeting).confirmation.by
        == "Ministry of Mines"
    )


@pytest.mark.parametrize("outcome", [Confirmation.REFUSED, Confirmation.NOT_POSSIBLE])
def test_a_refusal_is_recorded_and_the_record_approved_with_it(desk: Approving, outcome: Confirmation) -> None:
    desk.minutes.send(desk.record)
    desk.minutes.confirm(desk.record, outcome, note="no answer in six weeks")
    desk.minutes.approve(desk.record, "Ambassador")
    assert desk.read().confirmation is outcome


def test_a_confirmation_needs_a_text_that_was_sent(desk: Approving) -> None:
    with pytest.raises(Refused):
        desk.minutes.confirm(desk.record, Confirmation.CONFIRMED, by="X")


# -- numbers


def test_numbers_are_gapless_for_each_kind_and_year(store: Store, clock: FixedClock) -> None:
    assert another(store) == "REC/MIN/2025/0001"
    assert another(store, RecordKind.NOTE_FOR_FILE) == "REC/NFF/2025/0001"
    assert another(store) == "REC/MIN/2025/0002"
    clock.at = datetime(2026, 1, 5, tzinfo=UTC)
    assert another(store) == "REC/MIN/2026/0001"
    assert maintenance.check(store) == []


def test_approvals_at_the_same_moment_never_share_a_number(store: Store) -> None:
    desks = [Approving(store) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda desk: desk.minutes.approve(desk.record, "Ambassador").reference, desks))
    assert sorted(found) == [f"REC/MIN/2025/{no:04}" for no in range(1, 7)]
    assert maintenance.check(store) == []


def test_the_year_is_that_of_the_missions_own_calendar(store: Store, clock: FixedClock) -> None:
    set_up(store)
    clock.at = datetime(2025, 12, 31, 20, 0, tzinfo=UTC)  # 1:30 on New Year's Day in New Delhi
    assert another(store) == "EOJ/MIN/2026/0001"


def set_up(store: Store) -> None:
    draft = MissionDraft(
        name={"en": "Embassy"}, sending_state="JP", receiving_state="IN", city={"en": "New Delhi"},
        time_zone="Asia/Kolkata", home_time_zone="Asia/Tokyo", reference_prefix="EOJ",
    )  # fmt: skip
    MissionService(store).set_up(draft)


def test_a_mission_writes_its_numbers_its_own_way(store: Store) -> None:
    set_up(store)
    references = ReferenceService(store)
    with pytest.raises(Refused):
        references.set_patterns({"": "{prefix}/{no}"})
    references.set_patterns({"minutes": "在印経議第{no}号（令和{reiwa}年）", "": "{prefix}/ECON/{kind}/{year}/{no:03}"})
    assert another(store) == "在印経議第1号（令和7年）"
    assert another(store, RecordKind.NOTE_FOR_FILE) == "EOJ/ECON/NFF/2025/001"


def test_a_number_of_another_kind_is_not_given_again(store: Store) -> None:
    set_up(store)
    ReferenceService(store).set_patterns({"minutes": "N{no}/{year}", "note-for-file": "N{no}/{year}"})
    assert another(store) == "N1/2025"
    desk = Approving(store, RecordKind.NOTE_FOR_FILE)
    with pytest.raises(Refused, match="N1/2025"):
        desk.minutes.approve(desk.record, "Ambassador")


def test_a_cancelled_number_stays_with_its_reason_and_is_never_given_again(store: Store) -> None:
    desk = Approving(store)
    reference = desk.minutes.approve(desk.record, "Ambassador").reference
    references = ReferenceService(store)
    with pytest.raises(Refused):
        references.cancel(reference, " ")
    references.cancel(reference, "approved for the wrong meeting")
    (row,) = VersionQueries(store).numbers()
    assert (row.state, row.reason) == (ReferenceState.CANCELLED, "approved for the wrong meeting")
    assert desk.read().status is RecordStatus.SUPERSEDED
    with pytest.raises(Refused):
        references.cancel(reference, "again")
    with pytest.raises(NotFound):
        references.cancel("REC/MIN/2025/0099", "x")
    assert another(store) == "REC/MIN/2025/0002"
    with pytest.raises(Refused):
        HistoryService(store).undo(last_batch(store, "meeting_record"))
    assert maintenance.check(store) == []


def last_batch(store: Store, table: str) -> str:
    with store.read() as session:
        sql = "SELECT batch FROM audit_event WHERE table_name = :table ORDER BY seq DESC LIMIT 1"
        return str(session.execute(text(sql), {"table": table}).scalar_one())


def test_a_clock_set_back_neither_turns_the_years_nor_the_chain(store: Store, clock: FixedClock) -> None:
    another(store)
    clock.at = datetime(2019, 3, 1, tzinfo=UTC)
    desk = Approving(store)
    approved = desk.minutes.approve(desk.record, "Ambassador")
    assert approved.reference == "REC/MIN/2025/0002"
    assert {note.field for note in approved.notes} == {"clock"}
    assert all(str(note) for note in approved.notes)
    read = desk.read()
    assert read.approved_at is not None
    assert read.approved_at.year == 2025
    with store.read() as session:
        times = session.execute(text("SELECT frozen_at FROM frozen_record ORDER BY seq")).scalars().all()
    assert times == sorted(times)
    assert maintenance.check(store) == []


def test_a_full_disk_takes_no_number_and_leaves_nothing_half_issued(store: Store) -> None:
    another(store)
    desk = Approving(store)
    for no in range(40):
        desk.add(f"{no} " + "語" * 3000)
    before = counts(store)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit_pages(store, pages + 4)
    with pytest.raises(StoreFault) as caught:
        desk.minutes.approve(desk.record, "Ambassador")
    assert caught.value.fault is Fault.DISK_FULL
    assert counts(store) == before
    assert (desk.read().status, desk.read().reference) == (RecordStatus.UNDER_REVIEW, "")
    limit_pages(store, 1_000_000)
    assert desk.minutes.approve(desk.record, "Ambassador").reference == "REC/MIN/2025/0002"
    assert maintenance.check(store) == []


def limit_pages(store: Store, most: int) -> None:
    """Every connection from now on finds the disk full after so many pages."""

    def limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {most}")  # type: ignore[attr-defined]

    store.engine.dispose()
    event.listen(store.engine, "connect", limit)


def counts(store: Store) -> list[int]:
    tables = ("frozen_record", "reference_number", "audit_event", "meeting_record", "followup")
    with store.read() as session:
        return [session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]


# -- frozen for good


def test_a_record_prints_for_ever_what_was_approved(desk: Approving) -> None:
    """1 and 17: whatever its people become."""
    queries = DocumentQueries(desk.store, desk.store.clock, MeetingQueries(desk.store))
    followup = desk.minutes.add_point(
        desk.record, PointDraft("Send", PointKind.ACTION, side="IN", owner_person_id=desk.who, due_on=date(2025, 7, 18))
    ).id
    desk.minutes.approve(desk.record, "Ambassador")
    approved, read = queries.minutes(desk.meeting), desk.read()
    assert approved.control.content_hash == read.sha256
    people, followups = PeopleService(desk.store), FollowupService(desk.store)
    draft = people.draft(desk.who)
    people.update(desk.who, replace(draft, names=(replace(draft.names[0], full="Vidya Rao"),)))
    promise = next(row for row in desk.promises() if row.source_point_id == followup)
    kept = followups.draft(promise.id)
    followups.update(promise.id, replace(kept, title="Something else", due_on=date(2025, 8, 1), side="JP"))
    followups.done(promise.id, "letter")
    set_up(desk.store)
    assert queries.minutes(desk.meeting) == approved
    assert queries.record(desk.record) == approved
    now = desk.read()
    assert replace(now, points=read.points) == read
    assert [point.followup_status for point in now.points] == [FollowupStatus.DONE, None]
    assert [(point.text, point.owner, point.due_on) for point in now.points] == [
        (point.text, point.owner, point.due_on) for point in read.points
    ]
    assert maintenance.check(desk.store) == []


def test_two_entries_of_one_person_become_one_and_the_version_keeps_the_name_of_the_day(desk: Approving) -> None:
    other = person(desk.store, "V. Sharma")
    desk.add("said", speaker_id=other, departmental_view=True, side="IN")
    desk.head(signatories=(Signatory("IN", "V. Sharma", person_id=other),))
    desk.minutes.approve(desk.record, "Ambassador")
    queries = DocumentQueries(desk.store, desk.store.clock, MeetingQueries(desk.store))
    approved = queries.minutes(desk.meeting)
    MergingService(desk.store).merge("person", desk.who, other)
    assert maintenance.check(desk.store) == []
    assert queries.minutes(desk.meeting) == approved
    assert "V. Sharma" in [point.speaker for point in desk.read().points]


def test_neither_an_approval_nor_an_earlier_step_on_the_record_is_undone(desk: Approving) -> None:
    history = HistoryService(desk.store)
    edit = desk.minutes.update_point(desk.point, replace(desk.minutes.point(desk.point), text="Changed"))
    desk.minutes.approve(desk.record, "Ambassador")
    for batch in (None, edit.changes.batch):
        with pytest.raises(Refused):
            history.undo(batch)
    assert desk.read().points[0].text == "Changed"
    assert maintenance.check(desk.store) == []


def test_the_schema_itself_refuses_to_change_what_is_frozen(desk: Approving) -> None:
    desk.minutes.approve(desk.record, "Ambassador")
    for sql in ("UPDATE frozen_record SET content = '{}'", "DELETE FROM frozen_record"):
        with pytest.raises(Exception, match="never changes"), desk.store.write() as work:
            work.session.execute(text(sql))


# -- corrections


def test_a_correction_is_a_new_version_that_says_what_it_changed(desk: Approving) -> None:
    desk.minutes.approve(desk.record, "Ambassador")
    new = desk.minutes.correct(desk.record).id
    assert desk.minutes.correct(desk.record).id == new, "begun once"
    found = MinutesQueries(desk.store)
    assert found.of_meeting(desk.meeting, RecordKind.MINUTES).id == new  # type: ignore[union-attr]
    assert found.get(new).confirmation is Confirmation.NOT_SOUGHT
    point = found.get(new).points[0].id
    desk.minutes.update_point(point, replace(desk.minutes.point(point), text="Contact lists will be exchanged"))
    desk.minutes.circulate(new)
    with pytest.raises(Refused) as caught:
        desk.minutes.approve(new, "Ambassador")
    assert [problem.field for problem in caught.value.problems] == ["correction"]
    desk.minutes.set_head(new, replace(desk.minutes.head(new), correction="Which lists."))
    approved = desk.minutes.approve(new, "Ambassador")
    old, now = found.get(desk.record), found.get(new)
    assert (approved.reference, approved.edition) == (old.reference, 2)
    assert (old.status, old.version_text, now.version_text) == (RecordStatus.SUPERSEDED, "1", "2")
    assert old.points[0].text == "Lists will be exchanged"
    documents = DocumentQueries(desk.store, desk.store.clock, MeetingQueries(desk.store))
    assert documents.minutes(desk.meeting).control.replaces == "1"
    assert documents.minutes(desk.meeting).control.changes == "Which lists."
    assert documents.minutes(desk.meeting, version=1).control.status is RecordStatus.SUPERSEDED
    with pytest.raises(NotFound):
        documents.minutes(desk.meeting, version=3)
    assert [row.reference for row in VersionQueries(desk.store).numbers()] == [old.reference]
    assert maintenance.check(desk.store) == []


def test_a_promise_stays_one_object_through_a_correction(desk: Approving) -> None:
    """19: kept in the correction, or closed as superseded with the reason; never lost, never twice."""
    common = {"side": "IN", "owner_text": "plant", "due_on": date(2025, 7, 18)}
    kept = desk.add("Confirm the figures", PointKind.ACTION, **common)
    desk.add("Name the contact", PointKind.ACTION, **common)
    desk.minutes.approve(desk.record, "Ambassador")
    before = {row.title: row.id for row in desk.promises()}
    FollowupService(desk.store).start(before["Name the contact"])
    new = desk.correct()
    points = {point.text: point for point in MinutesQueries(desk.store).get(new).points}
    assert points["Confirm the figures"].followup_id == before["Confirm the figures"]
    desk.minutes.remove_point(points["Name the contact"].id)
    added = PointDraft("Send the drawing", PointKind.ACTION, side="IN", owner_text="plant", due_on=date(2025, 8, 1))
    desk.minutes.add_point(new, added)
    desk.approve_correction(new)
    after = {row.title: row for row in desk.promises()}
    assert after["Confirm the figures"].id == before["Confirm the figures"]
    assert after["Confirm the figures"].source_point_id != kept
    assert after["Name the contact"].status is FollowupStatus.SUPERSEDED
    assert set(after) == {"Confirm the figures", "Name the contact", "Send the drawing"}
    old = MinutesQueries(desk.store).get(desk.record)
    assert [point.owner for point in old.points if point.followup_id] == ["plant", "plant"]
    assert maintenance.check(desk.store) == []


def test_a_correction_thrown_away_leaves_the_version_and_its_promises(desk: Approving) -> None:
    a = desk.add("Send", PointKind.ACTION, side="IN", owner_text="x", due_on=date(2025, 7, 18))
    b = desk.add("Call", PointKind.ACTION, side="IN", owner_text="x", due_on=date(2025, 7, 18))
    desk.minutes.approve(desk.record, "Ambassador")
    new = desk.correct()
    points = {point.text: point.id for point in MinutesQueries(desk.store).get(new).points}
    desk.minutes.remove_point(points["Call"])
    desk.minutes.add_point(new, PointDraft("New one", PointKind.ACTION, side="IN"))
    desk.minutes.discard(new)
    assert {row.title: row.source_point_id for row in desk.promises()} == {"Send": a, "Call": b}
    assert desk.read().status is RecordStatus.APPROVED
    with pytest.raises(Refused):
        desk.minutes.discard(desk.record)
    assert desk.minutes.correct(desk.record).id != new
    assert maintenance.check(desk.store) == []


def test_beginning_a_correction_is_undone(desk: Approving) -> None:
    a = desk.add("Send", PointKind.ACTION, side="IN", owner_text="x", due_on=date(2025, 7, 18))
    desk.minutes.approve(desk.record, "Ambassador")
    history = HistoryService(desk.store)
    desk.minutes.correct(desk.record)
    history.undo()
    assert desk.promises()[0].source_point_id == a
    assert MinutesQueries(desk.store).of_meeting(desk.meeting).id == desk.record  # type: ignore[union-attr]
    assert maintenance.check(desk.store) == []


def test_issued_after_approved_and_never_before(desk: Approving) -> None:
    with pytest.raises(Refused):
        desk.minutes.issue(desk.record)
    desk.minutes.approve(desk.record, "Ambassador")
    desk.minutes.issue(desk.record)
    assert desk.read().status is RecordStatus.ISSUED
    new = desk.correct()
    desk.approve_correction(new)
    assert desk.read().status is RecordStatus.SUPERSEDED


# -- bad input


def test_an_owner_deleted_meanwhile_is_said_and_stays_on_what_was_approved(desk: Approving) -> None:
    gone = person(desk.store, "S. K. Rao")
    point = PointDraft("Send", PointKind.ACTION, side="IN", owner_person_id=gone, due_on=date(2025, 7, 18))
    desk.minutes.add_point(desk.record, point)
    with pytest.raises(Refused):
        PeopleService(desk.store).remove(gone)
    desk.minutes.approve(desk.record, "Ambassador")
    assert desk.read().points[0].owner == "S. K. Rao"


def test_a_hundred_pages_and_one_line_of_fifty_thousand_letters(store: Store) -> None:
    desk = Approving(store)
    with store.write() as work:
        minutes = MinutesService(JoinedStore(store, work))
        for no in range(400):
            minutes.add_point(desk.record, PointDraft(f"{no}. " + "Participants compared offtake agreements. " * 20))
        minutes.add_point(desk.record, PointDraft("語" * 50_000))
    approved = desk.minutes.approve(desk.record, "Ambassador")
    read = desk.read()
    assert (len(read.points), read.sha256) == (402, approved.sha256)
    assert max(len(point.text) for point in read.points) == 50_000
    assert [str(finding) for finding in maintenance.check(store)] == []


@pytest.mark.slow
def test_five_thousand_actions_are_approved_as_one(store: Store) -> None:
    desk = Approving(store)
    with store.write() as work:
        for no in range(5000):
            row = RecordPoint(record_id=desk.record, seq=no + 10, kind=PointKind.ACTION, text=f"Action {no}", side="IN")
            work.session.add(row)
            work.session.flush()
            work.session.add(
                Followup(code=f"F{no}", title=row.text, side="IN", owner_text="x", due_on=date(2025, 7, 18),
                         meeting_id=desk.meeting, source_point_id=row.id)
            )  # fmt: skip
    desk.minutes.approve(desk.record, "Ambassador")
    assert sum(point.kind is PointKind.ACTION for point in desk.read().points) == 5000
    new = desk.correct()
    assert sum(bool(point.followup_id) for point in MinutesQueries(store).get(new).points) == 5000


def test_an_older_programs_approvals_are_frozen_before_the_next_version(store: Store) -> None:
    desk = Approving(store)
    with store.write() as work:
        row = work.session.get(MeetingRecord, desk.record)
        assert row is not None
        row.status, row.reference, row.edition = RecordStatus.APPROVED, "REC/MIN/2025/0001", 1
        row.approved_at, row.approved_by = work.at - timedelta(days=1), "Ambassador"
    (finding,) = maintenance.check(store)
    assert "REC/MIN/2025/0001" in str(finding)
    assert another(store) == "REC/MIN/2025/0002"
    assert maintenance.check(store) == []
    assert desk.read().sha256


def test_a_meeting_is_corrected_only_while_its_record_is(desk: Approving) -> None:
    meetings = MeetingService(desk.store)
    desk.minutes.approve(desk.record, "Ambassador")
    with pytest.raises(Refused):
        meetings.update(desk.meeting, replace(DRAFT, place="Salon"))
    new = desk.correct()
    meetings.update(desk.meeting, replace(DRAFT, place="Salon"))
    AttendanceService(desk.store).add(desk.meeting, [ParticipantDraft(person(desk.store, "Late Guest"))])
    desk.approve_correction(new)
    documents = DocumentQueries(desk.store, desk.store.clock, MeetingQueries(desk.store))
    first, second = (documents.minutes(desk.meeting, version=no) for no in (1, 2))
    assert (first.venue, second.venue) == ({"en": "Room 2"}, {"en": "Salon"})
    assert [sum(len(side.participants) for side in paper.sides) for paper in (first, second)] == [1, 2]
    with pytest.raises(Refused):
        meetings.update(desk.meeting, replace(DRAFT, place="Elsewhere"))
    assert MeetingQueries(desk.store).get(desk.meeting).status is MeetingStatus.HELD
    assert RecordDraft().correction == ""
