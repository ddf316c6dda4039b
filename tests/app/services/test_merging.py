"""Two records that are one: nothing lost, nothing dangling, and the undo gives back the very state."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Date, Enum, Integer, LargeBinary, String, select, text

from app.container import build
from app.core.changes import ChangeFeed
from app.core.clock import FixedClock
from app.core.enums import (
    Attendance,
    Consent,
    ContactKind,
    NameOrder,
    OrgKind,
    OrgNameKind,
    ParticipantRole,
    Script,
)
from app.core.errors import NotFound, Refused
from app.core.settings import Settings
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.base import InstantType
from app.domain.exchange import Deed
from app.domain.minutes import FrozenRecord, MeetingRecord, RecordPoint
from app.domain.people import Person
from app.domain.tables import Base, metadata
from app.queries.organisations import OrganisationQueries
from app.queries.people import PeopleQueries
from app.queries.search import SearchQueries
from app.services import demo, organisations, people
from app.services.attendance import AttendanceService, ParticipantDraft
from app.services.contacts import ContactDraft
from app.services.delegations import DelegationDraft, DelegationService, MemberDraft
from app.services.history import HistoryService
from app.services.meetings import MeetingDraft, MeetingService
from app.services.merge_links import BY_KIND, IN_JSON, KINDS_OF, Link, foreign_keys, is_own_part, links
from app.services.merging import MOVED, MergingService
from app.services.minutes import PointDraft
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.topics import ClaimDraft, ClaimService
from tests.app.conftest import STORY_NOW
from tests.app.services.test_approval import Approving
from tests.app.services.test_history import dump

START = datetime(2025, 7, 8, 4, 0, tzinfo=UTC)
LATIN = PersonNameDraft("YAMADA Haruo", order=NameOrder.SINGLE)
PARTS = PersonNameDraft(order=NameOrder.FAMILY_FIRST, family="Yamada", given="Haruo")
KANJI = PersonNameDraft("山田春男", Script.JAPANESE, reading="やまだ はるお", lang="ja")


@pytest.fixture(scope="module")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    desk = build(folder / "chancery.db", settings=Settings(folder / "s.json"), clock=FixedClock(STORY_NOW))
    demo.build(desk.services, desk.queries)
    desk.close()
    return folder / "chancery.db"


@pytest.fixture
def story(story_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    path = tmp_path / "story.db"
    shutil.copyfile(story_file, path)
    opened = Store(path, feed=ChangeFeed(), clock=clock, actor="tester")
    yield opened
    opened.close()


def person(store: Store, *names: PersonNameDraft, **more: Any) -> str:
    return PeopleService(store).create(PersonDraft(names=names, **more)).id


def organisation(store: Store, name: str, **more: Any) -> str:
    return OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft(name),), **more)).id


def meeting(store: Store, *listed: ParticipantDraft) -> str:
    draft = MeetingDraft(title="Talk", starts_at=START, ends_at=START + timedelta(hours=1), time_zone="Asia/Kolkata")
    return MeetingService(store).create(draft, list(listed)).id


def listed(store: Store, meeting_id: str) -> list[Participation]:
    with store.read() as session:
        return list(session.scalars(select(Participation).where(Participation.meeting_id == meeting_id)))


def state(store: Store) -> dict[str, Any]:
    return {name: rows for name, rows in dump(store).items() if name != "deed"}


def everywhere(store: Store, id: str) -> set[str]:
    """The columns of the whole file in which this id stands, whatever they are for."""
    found = set()
    with store.read() as session:
        for name, table in metadata.tables.items():
            if name in ("audit_event", "undone_batch"):
                continue
            for column in table.columns:
                sql = f'SELECT 1 FROM {name} WHERE CAST("{column.name}" AS TEXT) LIKE :id LIMIT 1'
                if session.execute(text(sql), {"id": f"%{id}%"}).first():
                    found.add(f"{name}.{column.name}")
    return found


def filled(session: Any, link: Link, id: str, kind: str) -> Any:
    """A row that refers to `id` in this column; whatever else it needs is made up, other records are any of the
    story's."""
    values: dict[str, Any] = {}
    for column in link.column.class_.__table__.columns:
        if column.primary_key or column.nullable or column.name in ("version", "created_at", "updated_at"):
            continue
        keys = list(column.foreign_keys)
        if keys:
            target = keys[0].column.table.name
            values[column.key] = session.execute(text(f"SELECT id FROM {target} LIMIT 1")).scalar_one()
        elif isinstance(column.type, Enum):
            values[column.key] = column.type.python_type(column.type.enums[0])
        elif isinstance(column.type, InstantType):
            values[column.key] = STORY_NOW + timedelta(hours=len(values))
        elif isinstance(column.type, Date):
            values[column.key] = STORY_NOW.date()
        elif isinstance(column.type, LargeBinary):
            values[column.key] = b"x"
        elif isinstance(column.type, JSON):
            pass
        elif isinstance(column.type, Integer):
            values[column.key] = 1
        elif isinstance(column.type, String) and column.default is None:
            values[column.key] = "x"
    row = link.column.class_()
    for key, value in values.items():
        setattr(row, "order" if key == "name_order" else key, value)
    setattr(row, link.column.key, id)
    if link.kind_column is not None:
        setattr(row, link.kind_column.key, kind)
    return row


def test_what_either_knows_the_kept_one_knows(store: Store) -> None:
    meti = organisation(store, "METI")
    director = PositionDraft(meti, {"en": "Director"}, held_from=date(2024, 4, 1))
    mail = ContactDraft(ContactKind.EMAIL, "haruo@example.jp")
    refused = replace(mail, value="HARUO@example.jp", consent=Consent.REFUSED, consent_basis="said so")
    phone = ContactDraft(ContactKind.MOBILE, "+81 90 5555 0101")
    keep = person(store, LATIN, contacts=(mail,), positions=(director,), notes="Met in May.", languages=("ja",))
    other = person(
        store, PARTS, KANJI, contacts=(refused, phone), positions=(director, PositionDraft(meti, {"en": "Adviser"})),
        notes="Speaks Hindi.", languages=("ja", "hi"), do_not_contact=True, honorific="Dr.",
    )  # fmt: skip
    preview = MergingService(store).preview("person", keep, other)
    assert (preview.keep_name, preview.other_name) == ("YAMADA Haruo", "YAMADA Haruo")
    assert preview.moves == {"names": 2, "contacts": 2, "positions": 2}
    suggested = preview.suggested()
    assert (suggested["notes"], suggested["honorific"], suggested["do_not_contact"]) == ("both", "other", "other")
    MergingService(store).merge("person", keep, other)
    draft = PeopleService(store).draft(keep)
    assert [(name.full, name.family) for name in draft.names] == [("YAMADA Haruo", "Yamada"), ("山田春男", "")]
    assert [(one.value, one.consent) for one in draft.contacts] == [
        ("haruo@example.jp", Consent.REFUSED),
        ("+81 90 5555 0101", Consent.UNKNOWN),
    ]
    assert [position.title["en"] for position in draft.positions] == ["Director", "Adviser"]
    assert draft.notes == "Met in May.\n\nSpeaks Hindi."
    assert (draft.languages, draft.honorific, draft.do_not_contact) == (("ja", "hi"), "Dr.", True)
    assert (draft.email, draft.phone) == ("haruo@example.jp", "+81 90 5555 0101")
    detail = PeopleQueries(store).get(other)
    assert detail.id == keep
    assert [hit.id for hit in SearchQueries(store).find("山田")] == [keep]


def test_a_choice_goes_before_the_proposal(store: Store) -> None:
    keep = person(store, PersonNameDraft("R. Sharma"), honorific="Mr.", notes="a", code="A")
    other = person(store, PersonNameDraft("Rahul Sharma"), honorific="Shri", notes="b", code="B")
    choices = {"honorific": "other", "notes": "keep", "code": "other", "names": "other"}
    MergingService(store).merge("person", keep, other, choices)
    draft = PeopleService(store).draft(keep)
    assert (draft.honorific, draft.notes, draft.code) == ("Shri", "a", "B")
    assert [name.full for name in draft.names] == ["Rahul Sharma", "R. Sharma"]
    with store.read() as session:
        row = session.get(Person, keep)
        assert row is not None
        assert row.shown_name == "Rahul Sharma"


@pytest.mark.parametrize("choices", [{"honorific": "both"}, {"nothing": "keep"}, {"notes": "theirs"}])
def test_a_choice_that_there_is_not_is_refused_and_nothing_written(store: Store, choices: dict[str, str]) -> None:
    keep, other = person(store, PersonNameDraft("A"), honorific="Mr."), person(store, PersonNameDraft("B"))
    before = dump(store)
    with pytest.raises(Refused):
        MergingService(store).merge("person", keep, other, choices)
    assert dump(store) == before


def test_what_cannot_be_merged(store: Store) -> None:
    a, merging = person(store, PersonNameDraft("A")), MergingService(store)
    b = person(store, PersonNameDraft("B"))
    for kind, one, two, error in (
        ("person", a, a, Refused),
        ("meeting", a, b, Refused),
        ("person", a, "nobody", NotFound),
        ("organisation", a, b, NotFound),
    ):
        with pytest.raises(error):
            merging.preview(kind, one, two)
        with pytest.raises(error):
            merging.merge(kind, one, two)
    merging.merge("person", a, b)
    with pytest.raises(NotFound):
        merging.merge("person", a, b)


def test_both_on_one_list_become_one_with_the_stronger_answer(store: Store) -> None:
    keep, other = person(store, PersonNameDraft("A"), side="JP"), person(store, PersonNameDraft("B"), side="JP")
    first, second = person(store, PersonNameDraft("Z"), side="JP"), person(store, PersonNameDraft("Y"), side="JP")
    id = meeting(
        store,
        ParticipantDraft(first),
        ParticipantDraft(other, status=Attendance.ACCEPTED, remarks="with guest"),
        ParticipantDraft(second),
        ParticipantDraft(keep, role=ParticipantRole.MEMBER),
    )
    (shared,) = MergingService(store).preview("person", keep, other).meetings
    assert (shared.id, shared.keep_status, shared.other_status, shared.status) == (
        id,
        Attendance.INVITED,
        Attendance.ACCEPTED,
        Attendance.ACCEPTED,
    )
    MergingService(store).merge("person", keep, other)
    rows = {row.person_id: row for row in listed(store, id)}
    assert set(rows) == {first, second, keep}
    assert (rows[keep].status, rows[keep].remarks) == (Attendance.ACCEPTED, "with guest")
    assert rows[first].order_in_side < rows[keep].order_in_side < rows[second].order_in_side


def test_a_list_of_the_day_keeps_the_name_of_the_day(store: Store) -> None:
    keep, other = person(store, PersonNameDraft("Haruo Yamada")), person(store, PersonNameDraft("YAMADA Haruo"))
    id = meeting(store, ParticipantDraft(other, side="JP"))
    coming = meeting(store, ParticipantDraft(other, side="JP"))
    AttendanceService(store).set_status([row.id for row in listed(store, id)], Attendance.ATTENDED)
    with store.write() as work:
        for row in work.session.scalars(select(Participation).where(Participation.meeting_id == id)):
            row.frozen_at = STORY_NOW
    MergingService(store).merge("person", keep, other)
    (held,), (planned,) = listed(store, id), listed(store, coming)
    assert (held.person_id, held.shown_name) == (keep, "YAMADA Haruo")
    assert (planned.person_id, planned.shown_name) == (keep, "Haruo Yamada")


def test_a_delegation_lists_one_of_them(store: Store) -> None:
    keep, other = person(store, PersonNameDraft("A")), person(store, PersonNameDraft("B"))
    id = (
        DelegationService(store)
        .create(
            DelegationDraft(name={"en": "D"}, side="JP", members=(MemberDraft(other, is_head=True), MemberDraft(keep)))
        )
        .id
    )
    MergingService(store).merge("person", keep, other)
    (member,) = DelegationService(store).draft(id).members
    assert (member.person_id, member.is_head) == (keep, True)


def test_one_version_of_a_fact_is_relied_on(store: Store) -> None:
    keep, other = organisation(store, "A"), organisation(store, "B")
    claims = ClaimService(store)
    claims.create(ClaimDraft("organisation", keep, "seats", "40"), chosen=True)
    claims.create(ClaimDraft("organisation", other, "seats", "60"), chosen=True)
    claims.create(ClaimDraft("organisation", other, "founded", "1939"), chosen=True)
    MergingService(store).merge("organisation", keep, other)
    founded, seats = OrganisationQueries(store).get(keep).facts
    assert [(claim.value, claim.chosen) for claim in seats.claims] == [("40", True), ("60", False)]
    assert founded.chosen is not None


def test_a_renamed_company_keeps_its_former_name(store: Store) -> None:
    service = OrganisationService(store)
    keep = service.create(
        OrganisationDraft((OrgNameDraft("Tata Chemicals Limited", preferred_for=("list",)),), identifiers={"CIN": "L1"})
    ).id
    other = service.create(
        OrganisationDraft(
            (
                OrgNameDraft("Tata Chemical Ltd", preferred_for=("list", "letter")),
                OrgNameDraft("TCL", kind=OrgNameKind.SHORT),
            ),
            identifiers={"LEI": "X"},
        )
    ).id
    MergingService(store).merge("organisation", keep, other, variants=OrgNameKind.FORMER)
    draft = service.draft(keep)
    assert [(name.text, name.kind, name.preferred_for) for name in draft.names] == [
        ("Tata Chemicals Limited", OrgNameKind.LEGAL, ("list",)),
        ("Tata Chemical Ltd", OrgNameKind.FORMER, ("letter",)),
        ("TCL", OrgNameKind.SHORT, ()),
    ]
    assert draft.identifiers == {"CIN": "L1", "LEI": "X"}
    assert [hit.id for hit in SearchQueries(store).find("tata chemical ltd")] == [keep]


@pytest.mark.parametrize("chosen", ["keep", "other"])
def test_the_tree_stays_a_tree_whichever_of_a_branch_are_merged(store: Store, chosen: str) -> None:
    top = organisation(store, "Ministry", kind=OrgKind.MINISTRY)
    middle = organisation(store, "Department", parent_id=top, kind=OrgKind.DEPARTMENT)
    low = organisation(store, "Division", parent_id=middle, kind=OrgKind.DIVISION)
    history = HistoryService(store)
    parents = text("SELECT id, parent_id FROM organisation WHERE deleted_at IS NULL")
    for keep, other in ((top, middle), (middle, top), (top, low), (low, top), (middle, low), (low, middle)):
        MergingService(store).merge("organisation", keep, other, {"parent_id": chosen})
        with store.read() as session:
            above = dict(session.execute(parents).tuples().all())
        for id in above:
            walked = [id]
            while above[walked[-1]]:
                walked.append(above[walked[-1]])
                assert len(walked) <= len(above), "an organisation stands above itself"
        history.undo()


def test_whoever_was_merged_twice_is_found_at_the_end(store: Store) -> None:
    a, b, c = (person(store, PersonNameDraft(name)) for name in "ABC")
    merging, reading = MergingService(store), PeopleQueries(store)
    merging.merge("person", b, c)
    merging.merge("person", a, b)
    assert {reading.get(id).id for id in (a, b, c)} == {a}
    assert {name.full for name in reading.get(c).names} == {"A", "B", "C"}


def test_a_sealed_name_stays_sealed(store: Store) -> None:
    keep = person(store, PersonNameDraft("Rao"))
    other = person(store, PersonNameDraft("V. Rao"), is_sealed=True, outward_label={"en": "an official"})
    MergingService(store).merge("person", keep, other)
    draft = PeopleService(store).draft(keep)
    assert (draft.is_sealed, draft.outward_label) == (True, {"en": "an official"})


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_every_column_that_can_refer_is_moved_and_nothing_dangles(story: Store, kind: str) -> None:
    with story.read() as session:
        keep, other = session.execute(text(f"SELECT id FROM {kind} ORDER BY code LIMIT 2")).scalars().all()
        referring = links(kind)
    with story.write() as work:
        for link in referring:
            for name in link.kinds or (kind,):
                row = filled(work.session, link, other, name)
                if not (isinstance(row, Participation) and row.person_id == other):
                    work.session.add(row)
        record = work.session.scalars(select(MeetingRecord).limit(1)).one()
        record.signatories = [{"side": "JP", f"{kind}_id": other}, {"side": "IN", f"{kind}_id": keep}]
    with story.read() as session:
        assert [link for link in referring if not link.rows(session, other)] == [], "the test has no row to move"
    before = state(story)
    MergingService(story).merge(kind, keep, other)
    own = {f"{kind}.id", f"{kind}_name.{kind}_id", f"{kind}_contact.{kind}_id"}
    assert everywhere(story, other) - own == set()
    assert maintenance.check(story) == []
    history = HistoryService(story)
    with story.read() as session:
        (batch,) = session.scalars(select(Deed.batch))
    history.undo(batch)
    assert state(story) == before
    assert maintenance.check(story) == []


def test_an_approved_record_says_what_it_said_and_is_no_hindrance_to_the_undo(store: Store) -> None:
    desk = Approving(store)
    keep, other = person(store, PersonNameDraft("Haruo Yamada")), person(store, PersonNameDraft("YAMADA Haruo"))
    desk.minutes.add_point(desk.record, PointDraft("We will build here", side="JP", speaker_id=other))
    desk.minutes.approve(desk.record, "Ambassador")
    frozen = select(FrozenRecord.content, FrozenRecord.chain)
    before, history = state(store), HistoryService(store)
    MergingService(store).merge("person", keep, other)
    with store.read() as session:
        ((content, _),) = approved = session.execute(frozen).tuples().all()
        assert session.scalar(select(RecordPoint.speaker_id).where(RecordPoint.speaker_id.is_not(None))) == keep
    assert "YAMADA Haruo" in content
    assert maintenance.check(store) == []
    for turn in (history.undo, history.redo, history.undo):
        turn()
        assert maintenance.check(store) == []
    assert state(store) == before
    with store.read() as session:
        assert session.execute(frozen).tuples().all() == approved


def test_a_new_column_that_could_refer_is_noticed() -> None:
    """Whoever adds an id without a foreign key, or JSON, says here whether people or organisations can stand in it."""
    moved = {f"{column.class_.__tablename__}.{column.key}" for _, column in BY_KIND}
    moved |= {f"{kind}.merged_into_id" for kind in KINDS_OF}
    elsewhere = {
        "audit_event.entity_id", "audit_event.row_id", "search_entry.entity_id",  # follow by themselves
        "unsaved_text.owner_id", "edit_lock.owner_id",  # not a record yet, and gone with their editor
        "meeting.predecessor_id", "meeting_record.previous_id",  # of their own table
    }  # fmt: skip
    json = {f"{column.class_.__tablename__}.{column.key}" for column in IN_JSON}
    without = {
        "audit_event.after", "audit_event.before", "delegation.name", "event.title", "facility_visit.ppe_items",
        "import_mapping.columns", "meeting.languages", "meeting_record.distribution", "mission.address", "mission.city",
        "mission.languages", "mission.name", "mission.reference_patterns", "organisation.identifiers",
        "organisation.sectors", "organisation.source_codes", "organisation.topic_ids",
        "organisation_name.preferred_for", "participation.snapshot", "person.address_forms", "person.languages",
        "person.outward_label",
        "person.source_codes", "position.title", "record_point.topic_ids", "room.name", "topic.name", "venue.address",
        "venue.name",
    }  # fmt: skip
    for name, table in metadata.tables.items():
        for column in table.columns:
            path = f"{name}.{column.name}"
            if isinstance(column.type, JSON):
                assert path in json | without, f"{path} may hold ids: see services/merge_links.IN_JSON"
            elif column.name.endswith("_id") and not column.foreign_keys:
                assert path in moved | elsewhere, f"{path} may refer: see services/merge_links.BY_KIND"
    for kind in KINDS_OF:
        for link in foreign_keys(kind):
            assert link.column.class_.trail is not None, f"{link.table} is not audited: a merge could not be undone"
            assert is_own_part(link) or link.table == "position" or link.table in MOVED, f"{link.table} has no word"
    assert {mapper.class_.__tablename__ for mapper in Base.registry.mappers} == set(metadata.tables)


@pytest.mark.parametrize("seed", range(4))
def test_merges_of_anybody_with_anybody_are_undone_exactly(story: Store, seed: int) -> None:
    chance = random.Random(seed)
    history, merging = HistoryService(story), MergingService(story)
    states = [state(story)]
    for _ in range(6):
        kind = chance.choice(("person", "organisation"))
        with story.read() as session:
            ids = session.execute(text(f"SELECT id FROM {kind} WHERE deleted_at IS NULL ORDER BY code")).scalars().all()
        keep, other = chance.sample(ids, 2)
        choices = {
            field.name: chance.choice(field.options)
            for field in merging.preview(kind, keep, other).fields
            if field.name not in ("is_sealed", "outward_label")
        }
        merging.merge(kind, keep, other, choices)
        states.append(state(story))
    assert maintenance.check(story) == []
    for before in reversed(states[:-1]):
        history.undo()
        assert state(story) == before
    for after in states[1:]:
        history.redo()
        assert state(story) == after
    assert maintenance.check(story) == []


def test_nobody_is_removed_while_anything_refers_to_them() -> None:
    """Whatever a merge would move keeps a record from being removed."""
    for kind, uses in (("person", people._USES), ("organisation", organisations._USES)):
        named = {(column.class_.__tablename__, column.key) for column in uses}
        referring = {(link.table, link.column.key) for link in foreign_keys(kind) if not is_own_part(link)}
        assert referring <= named, f"services/{kind}: _USES lacks {sorted(referring - named)}"
