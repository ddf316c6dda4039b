"""The sample story is what it says: complete, the same each time, and no real person is given an invented word."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from app.core.changes import ChangeFeed
from app.core.clock import FixedClock
from app.core.enums import (
    Confirmation,
    DelegationStatus,
    DispatchChannel,
    Edition,
    FollowupStatus,
    MeetingRule,
    MeetingStatus,
    MemberCategory,
    OrgNameKind,
    ParticipantRole,
    PointKind,
    RecordKind,
    RecordStatus,
    VisitStatus,
)
from app.core.errors import Refused
from app.core.names import PersonSnapshot
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.audit import AuditEvent
from app.domain.delegations import Delegation
from app.domain.followups import Followup
from app.domain.meetings import Event, Meeting
from app.domain.minutes import MeetingRecord, RecordPoint
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.stakeholders import Assessment
from app.domain.topics import Claim, Source, Topic
from app.domain.visits import FacilityVisit
from app.queries.carry_over import CarryOverQueries
from app.queries.choices import ChoiceQueries
from app.queries.dispatches import DispatchQueries
from app.queries.meetings import MeetingQueries
from app.queries.mission import MissionQueries
from app.queries.presence import presence_note
from app.queries.topics import ClaimQueries
from app.services import demo
from app.services.minutes import MinutesService
from app.services.mission import MissionService
from app.services.story import PRESENT

REAL = {"PE1", "PE2", "PE3", "PE4", "PE5"}


def tell(path: Path, empty: Path) -> Store:
    """A store with the story in it, built on a clock far from the story's."""
    shutil.copyfile(empty, path)
    store = Store(path, feed=ChangeFeed(), clock=FixedClock(datetime(2031, 1, 1, tzinfo=UTC)), actor="tester")
    demo.build(SimpleNamespace(mission=MissionService(store)), SimpleNamespace(mission=MissionQueries(store)))
    return store


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, empty_store_file: Path) -> Iterator[Store]:
    """The story, told once; these tests only read."""
    store = tell(tmp_path_factory.mktemp("story") / "story.db", empty_store_file)
    yield store
    store.close()


def meeting(session: object, code: str) -> Meeting:
    found = session.scalar(select(Meeting).where(Meeting.code == code))  # type: ignore[attr-defined]
    assert found is not None, code
    return found


def test_the_mission_plays_at_its_own_time(told: Store) -> None:
    mission = MissionQueries(told).current()
    assert mission is not None
    assert mission.is_sample
    assert mission.story_now == PRESENT == datetime(2025, 7, 7, 12, 22, tzinfo=UTC)
    assert (mission.time_zone, mission.home_time_zone) == ("Asia/Kolkata", "Asia/Tokyo")
    assert mission.name["hi"] == "भारत में जापान का दूतावास"


def test_seventy_organisations_with_their_spellings(told: Store) -> None:
    with told.read() as session:
        rows = {row.code: row for row in session.scalars(select(Organisation))}
        assert set(rows) == {f"O{no}" for no in range(1, 71)}
        assert {no for no in range(1, 71) if rows[f"O{no}"].is_fictional} == set(range(31, 71))
        assert Counter(rows[f"O{no}"].country for no in range(31, 71)) == {"IN": 20, "JP": 20}
        assert rows["O33"].shown_name == "Sample Industries 03"
        assert rows["O14"].parent_id == rows["O13"].id
        assert rows["O18"].parent_id == rows["O19"].id
        assert (rows["O8"].side, rows["O8"].country) == ("JP", ""), "Japanese side, seat outside Japan"
        assert rows["O12"].side == "", "decided for each meeting"
        lohum = {(name.text, name.kind) for name in rows["O17"].names if name.lang == "hi"}
        assert lohum == {("लोहम", OrgNameKind.NATIVE), ("लोहुम", OrgNameKind.PRESS_VARIANT)}


def test_everybody_invented_is_marked_and_nobody_real_is(told: Store) -> None:
    with told.read() as session:
        rows = {row.code: row for row in session.scalars(select(Person))}
        assert {code for code, row in rows.items() if not row.is_fictional} == REAL
        assert all("Fictional" in row.notes for row in rows.values() if row.is_fictional)
        assert all(row.source_codes for code, row in rows.items() if code in REAL)
        assert list(rows) == [f"PE{no}" for no in range(1, len(rows) + 1)], "codes without a gap, in order"
        assert all(row.phone == "" or row.phone.startswith("+91 11 5555 01") for row in rows.values())


def test_hard_names_are_shown_right(told: Store) -> None:
    with told.read() as session:
        rows = {row.code: row for row in session.scalars(select(Person))}
        shown = {code: row.shown_name for code, row in rows.items()}
        assert shown["PE1"] == "ONO Keiichi"
        assert shown["PE34"] == "YAMADA Haruo"
        assert [name.full for name in rows["PE34"].names] == ["Yamada Haruo", "山田春男"]
        assert rows["PE34"].names[1].reading == "やまだ はるお"
        assert (shown["PE35"], shown["PE36"], shown["PE37"]) == ("Kanimozhi", "S. K. Rao", "MIHON TANAKA Mariko")
        assert len(rows["PE38"].names[1].reading.replace(" ", "")) == 10
        assert "क्षेत्र" in rows["PE39"].names[1].full
        assert rows["PE40"].honorific == "Dr. (Ms.)"
        assert len([held for held in rows["PE41"].positions if held.held_to is None]) == 2
        assert shown["PE42"] == shown["PE43"]
        assert rows["PE42"].positions[0].organisation_id == rows["PE43"].positions[0].organisation_id
    for typed in ("YAMADA", "やまだ", "山田", "haruo"):
        assert "YAMADA Haruo" in [choice.title for choice in ChoiceQueries(told).people(typed)]


def test_the_sealed_official_is_a_label(told: Store) -> None:
    with told.read() as session:
        row = session.scalars(select(Person).where(Person.code == "PE4")).one()
        assert row.is_sealed
        assert row.outward_label["en"] == "a senior Japanese trade official"
        assert set(row.outward_label) == {"en", "ja", "hi"}
        assert row.positions == []


def test_the_delegation_has_seventy_four_members_by_body(told: Store) -> None:
    with told.read() as session:
        row = session.scalars(select(Delegation)).one()
        assert (row.code, len(row.members), row.list_version) == ("D1", 74, 3)
        assert row.status is DelegationStatus.REVISED
        parts = Counter(member.part for member in row.members)
        assert parts == {"METI": 8, "MOF / JBIC": 5, "JETRO": 6, "BASC companies": 48, "Embassy": 4, "Staff": 3}
        assert [member.category for member in row.members if member.is_head] == [MemberCategory.PRINCIPAL]
        people = {person.id: person for person in session.scalars(select(Person))}
        assert all(people[member.person_id].is_fictional for member in row.members)
        assert not any(people[member.person_id].is_interpreter for member in row.members), "interpreters are extra"


def test_thirteen_meetings_at_their_local_times(told: Store) -> None:
    with told.read() as session:
        rows = {row.code: row for row in session.scalars(select(Meeting))}
        assert set(rows) == {f"MT{no}" for no in range(1, 14)}
        assert {code for code, row in rows.items() if row.status is not MeetingStatus.HELD} == {"MT13"}
        assert rows["MT13"].status is MeetingStatus.CONFIRMED
        assert rows["MT1"].starts_at == datetime(2025, 7, 2, 4, 0, tzinfo=UTC), "09:30 in New Delhi"
        assert rows["MT13"].starts_at == datetime(2025, 7, 8, 4, 30, tzinfo=UTC), "13:30 in Tokyo"
        assert rows["MT6"].rule is MeetingRule.CHATHAM_HOUSE
        assert "placeholder" in rows["MT12"].notes
        assert {row.time_zone for row in rows.values()} == {"Asia/Kolkata"}
        assert all(row.ends_at <= PRESENT for row in rows.values() if row.status is MeetingStatus.HELD)
        for code in ("MT1", "MT2", "MT3", "MT6", "MT7", "MT8", "MT9", "MT13"):
            assert rows[code].agenda, code
            assert all(item.minutes > 0 for item in rows[code].agenda), code


def test_agendas_fit_into_their_meetings(told: Store) -> None:
    with told.read() as session:
        for row in session.scalars(select(Meeting)):
            planned = sum(item.minutes for item in row.agenda) * (2 if row.language_mode.value == "consecutive" else 1)
            assert planned <= (row.ends_at - row.starts_at).total_seconds() / 60, row.code


def test_who_sits_on_each_side(told: Store) -> None:
    unranked = {ParticipantRole.INTERPRETER, ParticipantRole.NOTE_TAKER}
    with told.read() as session:

        def sides(code: str) -> dict[str, int]:
            ranked = [p for p in meeting(session, code).participants if p.role not in unranked]
            return dict(Counter(p.side for p in ranked))

        assert sides("MT6") == {"JP": 7, "IN": 7}
        assert sides("MT7") == {"JP": 5, "IN": 5}
        assert sides("MT4") == {"JP": 30, "IN": 30}
        assert sides("MT10")["JP"] == 74
        whole = [p for p in meeting(session, "MT1").participants if p.person_id is None]
        assert len(whole) == 70
        assert all(p.snapshot["organisation"] for p in whole)
        for code in ("MT6", "MT7", "MT8", "MT9"):
            heads = Counter(p.side for p in meeting(session, code).participants if p.role is ParticipantRole.HEAD)
            assert heads == {"JP": 1, "IN": 1}, code


def test_the_press_withholds_the_two_firms(told: Store) -> None:
    with told.read() as session:
        titles = [
            PersonSnapshot.from_json(p.snapshot).title.get("en", "") for p in meeting(session, "MT7").participants
        ]
        assert sum("Japanese firm A" in title for title in titles) == 3
        assert sum("Indian firm B" in title for title in titles) == 4


def test_held_lists_are_frozen_with_the_title_of_the_day(told: Store) -> None:
    with told.read() as session:
        held = session.scalars(
            select(Participation).join(Meeting, Meeting.id == Participation.meeting_id).where(Meeting.code != "MT13")
        ).all()
        assert held
        assert all(p.frozen_at for p in held)
        promoted = session.scalars(select(Person.id).where(Person.code == "PE44")).one()
        titles = {PersonSnapshot.from_json(p.snapshot).title["en"] for p in held if p.person_id == promoted}
        assert titles == {"Director, International Cooperation"}
        assert not any(p.frozen_at for p in meeting(session, "MT13").participants)


def test_every_promise_has_the_side_owner_due_date_and_state_of_the_story(told: Store) -> None:
    expected = {
        "CM1": ("IN", "Sample Industries 03", date(2025, 7, 16), FollowupStatus.OPEN, "MT5"),
        "CM2": ("JP", "MIHON Kenji", date(2025, 7, 18), FollowupStatus.OPEN, "MT6"),
        "CM3": ("JP", "EXAMPLE Sakura", date(2025, 7, 31), FollowupStatus.IN_HAND, "MT5"),
        "CM4": ("JP", "Japanese firm A", date(2025, 7, 11), FollowupStatus.OPEN, "MT7"),
        "CM5": ("IN", "Deepak Sample", date(2025, 7, 15), FollowupStatus.OPEN, "MT10"),
        "CM6": ("IN", "Deepak Sample", date(2025, 7, 9), FollowupStatus.DONE, "MT10"),
        "CM7": ("JP", "Embassy of Japan in India", date(2025, 7, 7), FollowupStatus.DONE, "MT10"),
        "CM8": ("JP", "Embassy of Japan in India", date(2025, 7, 5), FollowupStatus.DONE, "MT9"),
        "CM9": ("JP", "Embassy of Japan in India", date(2025, 7, 4), FollowupStatus.IN_HAND, "MT6"),
        "CM10a": ("JP", "MIHON Goro", date(2025, 9, 15), FollowupStatus.OPEN, "MT10"),
        "CM10b": ("IN", "Deepak Sample", date(2025, 9, 15), FollowupStatus.OPEN, "MT10"),
        "CM11": ("JP", "Embassy of Japan in India", date(2025, 10, 14), FollowupStatus.OPEN, "MT10"),
        "CM12": ("JP", "Embassy of Japan in India", date(2025, 9, 1), FollowupStatus.DONE, "MT13"),
    }
    with told.read() as session:
        names = {row.id: row for table in (Person, Organisation) for row in session.scalars(select(table))}
        meetings = {row.id: row.code for row in session.scalars(select(Meeting))}
        found = {}
        for row in session.scalars(select(Followup).where(Followup.code.startswith("CM"))):
            owner = names.get(row.owner_person_id or row.owner_organisation_id or "")
            found[row.code] = (
                row.side,
                owner.shown_name if owner else row.owner_text,
                row.due_on,
                row.status,
                meetings[row.meeting_id or ""],
            )
            assert row.evidence or row.status is not FollowupStatus.DONE
        assert found == expected
        done = session.scalars(select(Followup).where(Followup.code == "CM8")).one()
        assert (done.reference, done.evidence) == ("EOJ/ECON/NV/2025/0187", "EOJ/ECON/NV/2025/0187")


def test_no_real_person_and_no_real_company_promises_anything(told: Store) -> None:
    with told.read() as session:
        people = {row.id: row for row in session.scalars(select(Person))}
        organisations = {row.id: row for row in session.scalars(select(Organisation))}
        for row in session.scalars(select(Followup)):
            if row.owner_person_id:
                assert people[row.owner_person_id].is_fictional, row.code
            if row.owner_organisation_id:
                owner = organisations[row.owner_organisation_id]
                assert owner.is_fictional or owner.code == "O1", row.code


def test_no_real_person_is_given_a_word(told: Store) -> None:
    with told.read() as session:
        real = {row.id: row for row in session.scalars(select(Person).where(Person.is_fictional.is_(False)))}
        surnames = [name.full.split()[-1] for row in real.values() if not row.is_sealed for name in row.names]
        points = session.scalars(select(RecordPoint)).all()
        assert points
        assert not [point.text for point in points if point.speaker_id in real]
        assert not [point.text for point in points if any(name in point.text for name in [*surnames, "ONO ", "Ono "])]
        organisations = {row.id: row for row in session.scalars(select(Organisation))}
        assert not [p.text for p in points if p.speaker_org_id and not organisations[p.speaker_org_id].is_fictional]


def test_records_stand_as_the_story_left_them(told: Store) -> None:
    with told.read() as session:
        codes = {row.id: row.code for row in session.scalars(select(Meeting))}
        records = {codes[row.meeting_id]: row for row in session.scalars(select(MeetingRecord))}
        assert {code: row.kind for code, row in records.items()} == {
            "MT5": RecordKind.AIDE_MEMOIRE,
            "MT6": RecordKind.MINUTES,
            "MT8": RecordKind.AGREED_MINUTES,
            "MT9": RecordKind.RECORD_OF_DISCUSSION,
            "MT10": RecordKind.NOTE_FOR_FILE,
        }
        assert len(list(session.scalars(select(MeetingRecord)))) == len(records)
        agreed = records["MT8"]
        assert (agreed.status, agreed.second_language, agreed.prevailing_language) == (RecordStatus.DRAFT, "ja", "en")
        assert {one["side"] for one in agreed.signatories} == {"JP", "IN"}
        assert all(point.text_second for point in agreed.points)
        people = {row.id: row for row in session.scalars(select(Person))}
        assert all(people[one["person_id"]].is_fictional for one in agreed.signatories)
        draft, approved, report = records["MT6"], records["MT9"], records["MT10"]
        assert (draft.status, report.status) == (RecordStatus.DRAFT, RecordStatus.DRAFT)
        assert (approved.status, approved.confirmation) == (RecordStatus.APPROVED, Confirmation.CONFIRMED)
        assert approved.reference.startswith("EOJ/ECON/")
        assert approved.approved_at == datetime(2025, 7, 4, 11, 0, tzinfo=UTC)
        kinds = {point.kind for point in draft.points}
        assert kinds >= set(PointKind) - {PointKind.REQUEST, PointKind.PRESS_LINE}
        assert not [point.text for point in draft.points if point.speaker_id or point.speaker_org_id]


def test_somebody_came_late_and_somebody_left_early(told: Store) -> None:
    meetings = MeetingQueries(told)
    with told.read() as session:
        ids = {code: meeting(session, code).id for code in ("MT6", "MT8")}
    for code, notes in (("MT8", {"from 10:35", "until 11:00"}), ("MT6", {"from 18:00", "until 18:20"})):
        found = meetings.get(ids[code])
        said = {presence_note(row, found, None)["en"] for row in found.participants if presence_note(row, found, None)}  # type: ignore[call-overload, index]
        assert said == notes


def test_two_copies_of_the_approved_record_left(told: Store) -> None:
    with told.read() as session:
        record = session.scalars(select(MeetingRecord).where(MeetingRecord.status == RecordStatus.APPROVED)).one()
    log = {row.edition: row for row in DispatchQueries(told).of_record(record.id)}
    assert set(log) == {Edition.COUNTERPART, Edition.INTERNAL}
    out, inside = log[Edition.COUNTERPART], log[Edition.INTERNAL]
    assert (out.channel, out.copy_no, out.reference) == (DispatchChannel.NOTE_VERBALE, 1, record.reference)
    assert (inside.channel, inside.note) == (DispatchChannel.BY_HAND, "Copy 1 of 2.")
    assert all(row.version_text == "1" and row.sha256 for row in log.values())


def test_what_the_visit_left_open_is_on_the_table_of_the_call(told: Store) -> None:
    with told.read() as session:
        before, after = (meeting(session, code) for code in ("MT10", "MT13"))
        assert after.predecessor_id == before.id
    codes = {one.code for one in CarryOverQueries(told).matters(after.id)}
    assert codes == {"CM5", "CM10a", "CM10b", "CM11"}


def test_one_action_of_the_draft_has_no_owner_so_its_approval_is_refused(told: Store) -> None:
    with told.read() as session:
        record = session.scalars(
            select(MeetingRecord).join(Meeting, Meeting.id == MeetingRecord.meeting_id).where(Meeting.code == "MT6")
        ).one()
        ownerless = [
            row
            for row in session.scalars(select(Followup).where(Followup.source_point_id.is_not(None)))
            if not (row.owner_person_id or row.owner_organisation_id or row.owner_text)
        ]
        assert len(ownerless) == 1
        points = [point.id for point in record.points]
    with pytest.raises(Refused) as refused:
        MinutesService(told).approve(record.id, "somebody")
    assert [problem.field for problem in refused.value.problems] == [f"point:{ownerless[0].source_point_id}"]
    assert ownerless[0].source_point_id in points


def test_the_visit_is_done_with_every_rule_answered_and_its_follow_ups(told: Store) -> None:
    with told.read() as session:
        visit = session.scalars(select(FacilityVisit)).one()
        assert (visit.code, visit.status, visit.visit_on) == ("FV1", VisitStatus.DONE, date(2025, 7, 3))
        answers = (visit.ppe, visit.photos, visit.phones, visit.nda)
        assert not [answer for answer in answers if answer.value == "unanswered"]
        tied = session.scalars(select(Followup.code).where(Followup.visit_id == visit.id)).all()
        assert set(tied) == {"CM5", "CM6", "CM7", "CM10a", "CM10b", "CM11"}
        delegation = session.get_one(Delegation, visit.delegation_id)
        assert (delegation.code, meeting(session, "MT10").id) == ("D1", visit.meeting_id)


def test_sources_that_disagree_stand_side_by_side(told: Store) -> None:
    with told.read() as session:
        event = session.scalars(select(Event)).one()
        visit = session.scalars(select(FacilityVisit)).one()
        delegation = session.scalars(select(Delegation)).one()
    claims = ClaimQueries(told)

    def said(kind: str, id: str, about: str) -> list[tuple[str, str, bool]]:
        return [(c.value, c.source_code, c.chosen) for c in claims.claims(kind, id) if c.about == about]

    assert said("event", event.id, "date") == [("2025-07-02", "S3", True), ("2025-07-03", "S5", False)]
    assert said("visit", visit.id, "date") == [("2025-07-03", "S6", True), ("2025-07-08", "S10", False)]
    assert [source for _, source, _ in said("delegation", delegation.id, "members")] == ["S10", "S11", "S12"]


def test_what_real_people_said_in_public_is_a_claim_with_its_source(told: Store) -> None:
    with told.read() as session:
        people = {row.id: row.code for row in session.scalars(select(Person))}
        statements = session.scalars(select(Claim).where(Claim.about == "press-statement")).all()
        assert {people[claim.subject_id] for claim in statements} == {"PE2", "PE3", "PE4", "PE5"}
        sources = {row.id: row.code for row in session.scalars(select(Source))}
        assert all(claim.source_id in sources for claim in statements)
        assert session.scalar(select(func.count()).select_from(Topic)) == 12


def test_the_store_is_whole_and_the_story_is_one_deed(told: Store) -> None:
    assert maintenance.check(told) == []
    with told.read() as session:
        assert session.scalar(select(func.count(func.distinct(AuditEvent.batch)))) == 1
        assert set(session.scalars(select(AuditEvent.actor))) == {"sample"}
        latest = session.scalar(select(func.max(AuditEvent.at)))
        assert latest is not None
        assert latest <= PRESENT, "nothing in the story was written after its present"


def test_it_is_the_same_story_each_time(told: Store, tmp_path: Path, empty_store_file: Path) -> None:
    again = tell(tmp_path / "again.db", empty_store_file)
    statement = text("SELECT kind, name, body FROM search_entry ORDER BY kind, name, body")
    with told.read() as first, again.read() as second:
        assert first.execute(statement).all() == second.execute(statement).all()
    again.close()


def test_nobody_real_is_judged(told: Store) -> None:
    with told.read() as session:
        judged = {(row.subject_kind, row.subject_id) for row in session.scalars(select(Assessment))}
        tables: dict[str, type[Organisation] | type[Person]] = {"organisation": Organisation, "person": Person}
        found = [session.get(tables[kind], id) for kind, id in judged]
        assert len(found) > 10
        assert all(row is not None and row.is_fictional for row in found)


def test_a_store_in_use_is_left_alone(store: Store) -> None:
    services = SimpleNamespace(mission=MissionService(store))
    queries = SimpleNamespace(mission=MissionQueries(store))
    demo.build(services, queries)
    with store.read() as session:
        before = session.scalar(select(func.max(AuditEvent.seq)))
    with pytest.raises(Refused, match="empty"):
        demo.build(services, queries)
    with store.read() as session:
        assert session.scalar(select(func.max(AuditEvent.seq))) == before


def test_a_story_that_breaks_off_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(demo, "_claims", fail)
    with pytest.raises(OSError, match="went away"):
        demo.build(SimpleNamespace(mission=MissionService(store)), SimpleNamespace(mission=MissionQueries(store)))
    assert MissionQueries(store).current() is None
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 0
