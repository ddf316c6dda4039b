"""Who was met last and whose turn it is, what sources say differently, and which name stands where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import FixedClock
from app.core.enums import Attendance, MeetingStatus, OrgKind, OrgNameKind
from app.core.i18n import set_language
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.contact_due import contact_due
from app.domain.meetings import Meeting
from app.domain.organisation_names import name_for
from app.queries.contact import ContactQueries
from app.queries.facts import FactQueries
from app.queries.lister import Sort
from app.queries.organisations import OrganisationFilter, OrganisationQueries
from app.queries.people import PeopleQueries, PersonFilter
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft
from app.services.topics import ClaimDraft, ClaimService, SourceDraft, SourceService

TODAY = date(2025, 7, 7)


def person(store: Store, name: str, cadence: int = 0) -> str:
    return PeopleService(store).create(PersonDraft(names=(PersonNameDraft(name),), cadence_days=cadence)).id


def organisation(store: Store, name: str, parent: str | None = None, **more: object) -> str:
    draft = OrganisationDraft(names=(OrgNameDraft(name),), parent_id=parent, **more)  # type: ignore[arg-type]
    return OrganisationService(store).create(draft).id


def met(
    store: Store,
    at: datetime,
    *,
    person_id: str | None = None,
    organisation_id: str | None = None,
    status: MeetingStatus = MeetingStatus.HELD,
    came: Attendance = Attendance.ATTENDED,
) -> None:
    with store.write() as work:
        meeting = Meeting(
            title="Talk", status=status, starts_at=at, ends_at=at + timedelta(hours=1), time_zone="Asia/Kolkata"
        )
        work.session.add(meeting)
        work.session.flush()
        work.session.add(
            Participation(
                meeting_id=meeting.id,
                person_id=person_id,
                organisation_id=organisation_id,
                side="IN",
                order_in_side=1,
                status=came,
                snapshot={},
                shown_name="x",
            )
        )


def test_only_meetings_held_that_they_came_to_count(store: Store, clock: FixedClock) -> None:
    id = person(store, "Rao", 30)
    met(store, datetime(2025, 5, 20, 9, tzinfo=UTC), person_id=id)
    met(store, datetime(2025, 6, 20, 9, tzinfo=UTC), person_id=id, came=Attendance.DECLINED)
    met(store, datetime(2025, 7, 20, 9, tzinfo=UTC), person_id=id, status=MeetingStatus.CONFIRMED)
    contact = PeopleQueries(store, clock).get(id).contact
    assert (contact.last, contact.due, contact.days_over) == (date(2025, 5, 20), date(2025, 6, 19), 18)
    assert contact.is_due


def test_a_ministry_was_met_when_its_desk_was(store: Store, clock: FixedClock) -> None:
    ministry = organisation(store, "Ministry of Steel", kind=OrgKind.MINISTRY)
    division = organisation(store, "Trade Division", ministry, kind=OrgKind.DIVISION)
    desk = organisation(store, "Japan Desk", division, kind=OrgKind.DESK)
    met(store, datetime(2025, 7, 1, 9, tzinfo=UTC), organisation_id=desk)
    reading = ContactQueries(store, clock)
    assert [reading.of("organisation", id).last for id in (ministry, division, desk)] == [date(2025, 7, 1)] * 3
    found = OrganisationQueries(store).all(OrganisationFilter(under_id=division), Sort("name"))
    assert {row.id for row in found} == {division, desk}


def test_whose_turn_it_is_the_longest_overdue_first(store: Store, clock: FixedClock) -> None:
    late, later, never, fine = (person(store, name, 30) for name in ("Late", "Later", "Never", "Fine"))
    met(store, datetime(2025, 5, 1, 9, tzinfo=UTC), person_id=late)
    met(store, datetime(2025, 4, 1, 9, tzinfo=UTC), person_id=later)
    met(store, datetime(2025, 7, 1, 9, tzinfo=UTC), person_id=fine)
    person(store, "No cadence")
    assert [row.id for row in ContactQueries(store, clock).due()] == [later, late, never]
    listed = PeopleQueries(store).all(PersonFilter(contact_due_on=TODAY), Sort("name"))
    assert {row.id for row in listed} == {late, later, never}


@pytest.mark.parametrize(("cadence", "due"), [(30, True), (31, False)])
def test_the_list_and_the_page_agree_on_the_day(store: Store, clock: FixedClock, cadence: int, due: bool) -> None:
    id = person(store, "Rao", cadence)
    met(store, datetime(2025, 6, 7, 9, tzinfo=UTC), person_id=id)
    assert ContactQueries(store, clock).of("person", id).is_due is due
    assert bool(PeopleQueries(store).all(PersonFilter(contact_due_on=TODAY), Sort("name"))) is due


def test_no_contact_for_ninety_days(store: Store) -> None:
    silent, fresh, never = (person(store, name) for name in ("Silent", "Fresh", "Never"))
    met(store, datetime(2025, 1, 1, 9, tzinfo=UTC), person_id=silent)
    met(store, datetime(2025, 6, 30, 9, tzinfo=UTC), person_id=fresh)
    rows = PeopleQueries(store).all(PersonFilter(silent_since=TODAY - timedelta(days=90)), Sort("name"))
    assert {row.id for row in rows} == {silent, never}


@given(st.none() | st.dates(), st.integers(-5, 10**7), st.dates(min_value=date(2000, 1, 1)))
def test_the_next_contact_never_runs_out_of_the_calendar(last: date | None, cadence: int, today: date) -> None:
    contact = contact_due(last, cadence, today)
    assert (contact.due is None) is (cadence <= 0)
    if contact.due and last:
        assert contact.due >= last
        assert contact.days_over == (today - contact.due).days


def test_two_sources_that_disagree_stand_side_by_side(store: Store) -> None:
    id = organisation(store, "Plant")
    claims, sources = ClaimService(store), SourceService(store)
    for code, value, day in (("S3", "2 July", None), ("S5", "3 July", date(2025, 7, 4))):
        source = sources.create(SourceDraft(title=f"Paper {code}", code=code)).id
        claims.create(ClaimDraft("organisation", id, "visit date", value, source_id=source, as_of=day))
    claims.create(ClaimDraft("organisation", id, "seats", "40"))
    seats, visit = OrganisationQueries(store).get(id).facts
    assert (seats.disputed, seats.text()) == (False, "40")
    assert (visit.disputed, visit.text()) == (True, "2 July [S3] / 3 July [S5, 4 July 2025]")
    claims.create(ClaimDraft("meeting", "m1", "place", "Salon"))
    (place,) = FactQueries(store).of("meeting", "m1")
    assert place.text() == "Salon"


def test_each_use_has_its_name(store: Store) -> None:
    names = (
        OrgNameDraft("TCIL", kind=OrgNameKind.FORMER),
        OrgNameDraft("Tata Chemicals Limited", kind=OrgNameKind.LEGAL),
        OrgNameDraft("Tata Chemicals", kind=OrgNameKind.SHORT),
        OrgNameDraft("タタ・ケミカルズ", "ja", "Jpan", OrgNameKind.NATIVE),
        OrgNameDraft("TCL", kind=OrgNameKind.ABBREVIATION, preferred_for=("badge",)),
    )
    assert [name_for(names, use, "en") for use in ("list", "letter", "badge")] == [
        "Tata Chemicals Limited",
        "Tata Chemicals Limited",
        "TCL",
    ]
    assert name_for(names, "letter", "ja") == "タタ・ケミカルズ"
    assert name_for(names, "badge", "hi") == "TCL"
    assert name_for((), "list", "en") == ""
    id = OrganisationService(store).create(OrganisationDraft(names=names)).id
    set_language("ja")
    assert OrganisationQueries(store).get(id).used_names["list"] == "タタ・ケミカルズ"
