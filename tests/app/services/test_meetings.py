"""Scheduling: what a meeting needs, its states, its agenda, and who takes part in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.enums import Attendance, MeetingKind, MeetingStatus, ParticipantRole
from app.core.errors import Conflict, Refused
from app.core.names import PersonSnapshot
from app.db.unit_of_work import Store
from app.queries.lister import Sort
from app.queries.meetings import MeetingDetail, MeetingFilter, MeetingQueries
from app.services.attendance import AttendanceService, ParticipantDraft
from app.services.delegations import DelegationDraft, DelegationService, MemberDraft
from app.services.meetings import AgendaDraft, MeetingDraft, MeetingService
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft

START = datetime(2025, 7, 10, 9, 30, tzinfo=UTC)
DRAFT = MeetingDraft(
    title="Cell manufacturing",
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    time_zone="Asia/Kolkata",
    place="Room 2",
)


def person(store: Store, full: str, side: str = "IN", **more: object) -> str:
    return PeopleService(store).create(PersonDraft(names=(PersonNameDraft(full=full),), side=side, **more)).id  # type: ignore[arg-type]


def organisation(store: Store, name: str, side: str = "IN") -> str:
    return OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft(name),), side=side)).id


def get(store: Store, id: str) -> MeetingDetail:
    return MeetingQueries(store).get(id)


def listed(store: Store, id: str, side: str) -> list[str]:
    return [row.person.shown() for row in dict(get(store, id).sides).get(side, ())]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"ends_at": START}, "ends_at"),
        ({"ends_at": START - timedelta(minutes=1)}, "ends_at"),
        ({"ends_at": START + timedelta(days=40)}, "ends_at"),
        ({"starts_at": None}, "starts_at"),
        ({"time_zone": "Asia/Nowhere"}, "time_zone"),
        ({"marking": "EU RESTRICTED"}, "marking"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(store: Store, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as caught:
        MeetingService(store).create(replace(DRAFT, **wrong))  # type: ignore[arg-type]
    assert field in [problem.field for problem in caught.value.problems]
    assert MeetingQueries(store).all(MeetingFilter(), Sort("starts_at")) == []


def test_states_move_only_as_they_may(store: Store) -> None:
    services = MeetingService(store)
    id = services.create(DRAFT).id
    with pytest.raises(Refused):
        services.move(id, MeetingStatus.HELD)
    services.move(id, MeetingStatus.CONFIRMED)
    with pytest.raises(Refused) as caught:
        services.move(id, MeetingStatus.CANCELLED)
    assert caught.value.problems[0].field == "reason"
    services.move(id, MeetingStatus.HELD)
    with pytest.raises(Refused):
        services.move(id, MeetingStatus.CANCELLED, "too late")
    assert get(store, id).status is MeetingStatus.HELD


def test_a_title_of_the_day_stays_when_the_person_moves_on(store: Store) -> None:
    """Invariant 1: approved or held, the list keeps who somebody was."""
    mines, power = organisation(store, "Ministry of Mines"), organisation(store, "Ministry of Power")
    people, services = PeopleService(store), MeetingService(store)
    draft = PersonDraft(
        names=(PersonNameDraft(full="Vidya Sharma"),),
        positions=(PositionDraft(organisation_id=mines, title={"en": "Joint Secretary"}),),
        side="IN",
    )
    who = people.create(draft).id
    past, future = (services.create(replace(DRAFT, title=title), [ParticipantDraft(who)]).id for title in ("A", "B"))
    services.move(past, MeetingStatus.CONFIRMED)
    services.move(past, MeetingStatus.HELD)
    moved = PositionDraft(organisation_id=power, title={"en": "Secretary"})
    people.update(who, replace(draft, positions=(moved,)))

    def seen(id: str) -> PersonSnapshot:
        return get(store, id).participants[0].person

    assert (seen(past).title["en"], seen(past).organisation["en"]) == ("Joint Secretary", "Ministry of Mines")
    assert (seen(future).title["en"], seen(future).organisation["en"]) == ("Secretary", "Ministry of Power")


def test_sides_stand_as_listed_head_first_interpreters_last_and_by_hand_wins(store: Store) -> None:
    attendance = AttendanceService(store)
    names = [person(store, name) for name in ("Anand", "Bose", "Chopra", "Das")]
    drafts = [ParticipantDraft(names[0], role=ParticipantRole.INTERPRETER), *map(ParticipantDraft, names[1:])]
    id = MeetingService(store).create(DRAFT, drafts).id
    assert listed(store, id, "IN") == ["Bose", "Chopra", "Das", "Anand"]
    rows = {row.person.shown(): row for row in get(store, id).participants}
    assert [rows[name].no for name in ("Bose", "Chopra", "Das", "Anand")] == [1, 2, 3, 0]
    attendance.update(rows["Das"].id, ParticipantDraft(names[3], side="IN", role=ParticipantRole.HEAD))
    assert listed(store, id, "IN") == ["Das", "Bose", "Chopra", "Anand"]
    order = [rows[name].id for name in ("Das", "Anand", "Chopra", "Bose")]
    attendance.reorder(id, "IN", order)
    assert listed(store, id, "IN") == ["Das", "Anand", "Chopra", "Bose"]
    attendance.add(id, [ParticipantDraft(person(store, "Eapen"))])
    assert listed(store, id, "IN") == ["Das", "Anand", "Chopra", "Bose", "Eapen"], "a manual order survives"


def test_a_second_head_ends_the_first_ones_headship(store: Store) -> None:
    one, two = person(store, "One"), person(store, "Two")
    id = (
        MeetingService(store)
        .create(DRAFT, [ParticipantDraft(one, role=ParticipantRole.HEAD), ParticipantDraft(two)])
        .id
    )
    second = get(store, id).participants[1]
    AttendanceService(store).update(second.id, ParticipantDraft(two, side="IN", role=ParticipantRole.HEAD))
    roles = {row.person.shown(): row.role for row in get(store, id).participants}
    assert roles == {"Two": ParticipantRole.HEAD, "One": ParticipantRole.MEMBER}


def test_nobody_is_listed_twice_and_a_whole_delegation_comes_in_its_order(store: Store) -> None:
    members = [person(store, name, "JP") for name in ("Example One", "Example Two", "Example Three")]
    delegation = DelegationService(store).create(
        DelegationDraft(
            name={"en": "Battery delegation"},
            side="JP",
            members=tuple(MemberDraft(person_id=id, is_head=no == 1) for no, id in enumerate(members)),
        )
    )
    id = MeetingService(store).create(DRAFT, [ParticipantDraft(members[0])]).id
    added = AttendanceService(store).add_delegation(id, delegation.id)
    assert (added.added, added.present) == (2, 1)
    assert listed(store, id, "JP") == ["Example Two", "Example One", "Example Three"]
    assert dict(get(store, id).sides)["JP"][0].role is ParticipantRole.HEAD


def test_an_organisation_may_come_before_it_names_anybody(store: Store) -> None:
    id = MeetingService(store).create(DRAFT, [ParticipantDraft(organisation_id=organisation(store, "Attero"))]).id
    (row,) = get(store, id).participants
    assert row.person_id is None
    assert row.person.organisation["en"] == "Attero"
    assert MeetingQueries(store).all(MeetingFilter(text="attero"), Sort("starts_at"))


def test_agenda_items_keep_their_lines(store: Store) -> None:
    services = MeetingService(store)
    id = services.create(DRAFT, agenda=[AgendaDraft("First", minutes=20), AgendaDraft("Second")]).id
    first, second = get(store, id).agenda
    services.set_agenda(id, [AgendaDraft("Second", id=second.id), AgendaDraft("First, renamed", id=first.id)])
    assert [(item.id, item.title) for item in get(store, id).agenda] == [
        (second.id, "Second"),
        (first.id, "First, renamed"),
    ]
    with pytest.raises(Refused) as caught:
        services.set_agenda(id, [AgendaDraft("")])
    assert caught.value.problems[0].field == "agenda.0"


def test_two_windows_never_overwrite_each_other(store: Store) -> None:
    services = MeetingService(store)
    id = services.create(DRAFT).id
    base = services.draft(id)
    services.update(id, replace(base, title="Theirs", purpose="kept"), base)
    with pytest.raises(Conflict) as caught:
        services.update(id, replace(base, title="Mine"), base)
    assert [(one.field, one.mine, one.theirs) for one in caught.value.fields] == [("title", "Mine", "Theirs")]
    services.update(id, replace(base, kind=MeetingKind.PANEL), base)
    assert (services.draft(id).title, services.draft(id).kind, services.draft(id).purpose) == (
        "Theirs",
        MeetingKind.PANEL,
        "kept",
    )


def test_the_list_filters_by_period_status_kind_and_who_came(store: Store) -> None:
    services, queries = MeetingService(store), MeetingQueries(store)
    who, other = person(store, "Kanimozhi"), organisation(store, "ARCI")
    first = services.create(DRAFT, [ParticipantDraft(who)]).id
    later = replace(
        DRAFT,
        title="Panel",
        kind=MeetingKind.PANEL,
        starts_at=START + timedelta(days=3),
        ends_at=START + timedelta(days=3, hours=1),
    )
    second = services.create(later, [ParticipantDraft(organisation_id=other)], status=MeetingStatus.CONFIRMED).id

    def ids(**flt: object) -> list[str]:
        return [row.id for row in queries.all(MeetingFilter(**flt), Sort("starts_at", descending=True))]  # type: ignore[arg-type]

    assert ids() == [second, first]
    assert ids(kind="panel") == [second]
    assert ids(status="tentative") == [first]
    assert ids(since=START + timedelta(days=1)) == [second]
    assert ids(until=START + timedelta(days=1)) == [first]
    assert ids(person_id=who) == [first]
    assert ids(organisation_id=other) == [second]
    assert ids(text="cell manuf") == [first]
    assert list(queries.ids(MeetingFilter(), Sort("title")))


def test_hostile_text_is_kept_as_text(store: Store) -> None:
    title = "<b>&amp;</b> <img src=x onerror=1> '; DROP TABLE meeting; -- \u202eabc \U0001f600 電池 क्षत्रिय"
    id = MeetingService(store).create(replace(DRAFT, title=title + "\x00\x07", notes="x" * 10_000)).id
    shown = get(store, id).title
    assert "<img src=x onerror=1>" in shown
    assert "\x00" not in shown
    assert "\u202e" not in shown
    assert MeetingQueries(store).all(MeetingFilter(text="電池"), Sort("starts_at"))[0].id == id


def test_answers_are_noted_for_several_at_once(store: Store) -> None:
    people = [person(store, name) for name in ("A", "B")]
    id = MeetingService(store).create(DRAFT, [ParticipantDraft(one) for one in people]).id
    AttendanceService(store).set_status([row.id for row in get(store, id).participants], Attendance.ATTENDED)
    assert {row.status for row in get(store, id).participants} == {Attendance.ATTENDED}


def test_the_next_hour_is_offered_in_the_missions_zone(store: Store) -> None:
    draft = MeetingService(store).blank()
    assert draft.starts_at is not None
    assert draft.starts_at > store.clock.now()
    assert draft.starts_at.date() == date(2025, 7, 7)
