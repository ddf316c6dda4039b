"""People as an embassy meets them: single names, initials, several spellings, several posts, sealed identities."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.enums import NameOrder, Script
from app.core.errors import Conflict, NotFound, Refused
from app.core.names import PersonSnapshot
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.domain.people import Person, PersonName, Position
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft, list_key, list_name
from app.services.snapshots import position_on, snapshot_of

YAMADA = PersonNameDraft(family="Yamada", given="Haruo", order=NameOrder.FAMILY_FIRST, lang="en")
YAMADA_JA = PersonNameDraft(
    family="山田",
    given="春男",
    script=Script.JAPANESE,
    order=NameOrder.FAMILY_FIRST,
    reading="やまだ はるお",
    lang="ja",
)


@pytest.fixture
def people(store: Store) -> PeopleService:
    return PeopleService(store)


@pytest.fixture
def organisations(store: Store) -> OrganisationService:
    return OrganisationService(store)


def org(service: OrganisationService, text: str, **more: object) -> str:
    return service.create(OrganisationDraft(names=(OrgNameDraft(text),), **more)).id  # type: ignore[arg-type]


def shown(store: Store, id: str) -> str:
    with store.read() as session:
        person = session.get(Person, id)
        assert person is not None
        return person.shown_name


def meeting_with(
    store: Store, person_id: str, at: datetime, *, frozen: bool = False, organisation_id: str | None = None
) -> str:
    with store.write() as work:
        meeting = Meeting(title="Talk", starts_at=at, ends_at=at.replace(minute=59), time_zone="Asia/Kolkata")
        work.session.add(meeting)
        work.session.flush()
        row = Participation(
            meeting_id=meeting.id,
            person_id=person_id,
            organisation_id=organisation_id,
            side="JP",
            order_in_side=1,
            shown_name="before",
            snapshot={},
            frozen_at=at if frozen else None,
        )
        work.session.add(row)
    return row.id


def snapshot(store: Store, participation_id: str) -> tuple[str, PersonSnapshot]:
    with store.read() as session:
        row = session.get(Participation, participation_id)
        assert row is not None
        return row.shown_name, PersonSnapshot.from_json(row.snapshot)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonNameDraft("Kanimozhi"), "Kanimozhi"),
        (PersonNameDraft("S. K. Rao"), "S. K. Rao"),
        (YAMADA, "YAMADA Haruo"),
        (YAMADA_JA, "山田春男"),
        (PersonNameDraft(family="Sample", given="Asha", order=NameOrder.GIVEN_FIRST), "Asha Sample"),
        (
            PersonNameDraft("Ito Sample-Tanaka", family="Ito Sample-Tanaka", order=NameOrder.FAMILY_FIRST),
            "ITO SAMPLE-TANAKA",
        ),
    ],
)
def test_a_list_shows_each_name_as_its_owner_writes_it(
    people: PeopleService, store: Store, name: PersonNameDraft, expected: str
) -> None:
    assert shown(store, people.create(PersonDraft(names=(name,))).id) == expected


def test_nothing_typed_in_full_is_ever_split(people: PeopleService) -> None:
    draft = people.draft(people.create(PersonDraft(names=(PersonNameDraft("Ramaswamy Venkata Example"),))).id)
    assert (draft.names[0].family, draft.names[0].given) == ("", "")
    assert draft.names[0].full == "Ramaswamy Venkata Example"


def test_what_is_typed_in_full_wins_over_its_parts() -> None:
    assert (
        PersonNameDraft("O'Sample, Dr.", family="Sample", given="Ann", order=NameOrder.GIVEN_FIRST).printed()
        == "O'Sample, Dr."
    )


def test_a_person_needs_one_printable_name(people: PeopleService) -> None:
    with pytest.raises(Refused) as refused:
        people.create(PersonDraft(names=(PersonNameDraft("  \n"), PersonNameDraft(reading="よみ"))))
    assert [problem.field for problem in refused.value.problems] == ["names"]


def test_a_post_that_ends_before_it_starts_is_refused_beside_its_field(people: PeopleService) -> None:
    posts = (
        PositionDraft(title={"en": "Director"}, held_from=date(2025, 4, 1), held_to=date(2025, 4, 1)),
        PositionDraft(title={"en": "Envoy"}, held_from=date(2025, 4, 2), held_to=date(2025, 4, 1)),
    )
    with pytest.raises(Refused) as refused:
        people.create(PersonDraft(names=(YAMADA,), positions=posts))
    assert [problem.field for problem in refused.value.problems] == ["positions.1.held_to"]


def test_a_post_in_an_unknown_organisation_is_refused(people: PeopleService) -> None:
    with pytest.raises(NotFound):
        people.create(PersonDraft(names=(YAMADA,), positions=(PositionDraft("nowhere"),)))


def test_sealing_asks_for_the_words_used_outside(people: PeopleService) -> None:
    with pytest.raises(Refused) as refused:
        people.create(PersonDraft(names=(YAMADA,), is_sealed=True))
    assert [problem.field for problem in refused.value.problems] == ["outward_label"]


def test_an_edit_merges_with_one_made_meanwhile_and_never_overwrites(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=(YAMADA,), email="a@example.jp")).id
    base = people.draft(id)
    people.update(id, replace(base, phone="+91 11 5555 0101"), base)
    people.update(id, replace(base, email="b@example.jp"), base)
    assert (people.draft(id).phone, people.draft(id).email) == ("+91 11 5555 0101", "b@example.jp")
    with pytest.raises(Conflict) as conflict:
        people.update(id, replace(base, phone="+91 11 5555 0199"), base)
    assert [(field.field, field.theirs) for field in conflict.value.fields] == [("phone", "+91 11 5555 0101")]


def test_a_corrected_spelling_keeps_its_row(people: PeopleService, store: Store) -> None:
    id = people.create(PersonDraft(names=(YAMADA, YAMADA_JA))).id
    with store.read() as session:
        before = [name.id for name in session.get_one(Person, id).names]
    draft = people.draft(id)
    people.update(
        id, replace(draft, names=(replace(draft.names[0], full="Yamada Haruwo", given="Haruwo"), draft.names[1]))
    )
    with store.read() as session:
        row = session.get_one(Person, id)
        assert [name.id for name in row.names] == before
        assert row.shown_name == "YAMADA Haruwo"


def test_a_new_title_changes_open_lists_and_leaves_the_held_ones(
    people: PeopleService, organisations: OrganisationService, store: Store
) -> None:
    metals = org(organisations, "Sample Metals")
    id = people.create(PersonDraft(names=(YAMADA,), positions=(PositionDraft(metals, {"en": "Manager"}),))).id
    coming = meeting_with(store, id, datetime(2025, 7, 10, 5, tzinfo=UTC))
    held = meeting_with(store, id, datetime(2025, 7, 2, 5, tzinfo=UTC), frozen=True)
    draft = people.draft(id)
    people.update(id, replace(draft, positions=(replace(draft.positions[0], title={"en": "Director"}),)))
    name, now = snapshot(store, coming)
    assert (name, now.title, now.organisation) == ("YAMADA Haruo", {"en": "Director"}, {"en": "Sample Metals"})
    assert snapshot(store, held)[0] == "before"


def test_an_organisations_new_name_reaches_open_lists(
    people: PeopleService, organisations: OrganisationService, store: Store
) -> None:
    metals = org(organisations, "Sample Metals")
    id = people.create(PersonDraft(names=(YAMADA,), positions=(PositionDraft(metals),))).id
    coming = meeting_with(store, id, datetime(2025, 7, 10, 5, tzinfo=UTC))
    held = meeting_with(store, id, datetime(2025, 7, 2, 5, tzinfo=UTC), frozen=True)
    organisations.update(metals, replace(organisations.draft(metals), names=(OrgNameDraft("Sample Alloys"),)))
    assert snapshot(store, coming)[1].organisation == {"en": "Sample Alloys"}
    assert snapshot(store, held)[1].organisation == {}


def test_the_day_is_the_meetings_own(people: PeopleService, organisations: OrganisationService, store: Store) -> None:
    """22:00 UTC on 9 July is already 10 July in New Delhi: the post that starts that day counts."""
    old, new = org(organisations, "Old"), org(organisations, "New")
    posts = (
        PositionDraft(old, {"en": "Clerk"}, held_to=date(2025, 7, 9)),
        PositionDraft(new, {"en": "Head"}, held_from=date(2025, 7, 10)),
    )
    id = people.create(PersonDraft(names=(YAMADA,), positions=posts)).id
    night = meeting_with(store, id, datetime(2025, 7, 9, 22, tzinfo=UTC))
    evening = meeting_with(store, id, datetime(2025, 7, 9, 18, tzinfo=UTC))
    people.update(id, replace(people.draft(id), honorific="Mr."))
    assert snapshot(store, night)[1].title == {"en": "Head"}
    assert snapshot(store, evening)[1].title == {"en": "Clerk"}


def test_with_two_posts_the_one_they_come_for_counts(
    people: PeopleService, organisations: OrganisationService, store: Store
) -> None:
    first, second, third = org(organisations, "First"), org(organisations, "Second"), org(organisations, "Third")
    posts = (PositionDraft(first, {"en": "Chair"}), PositionDraft(second, {"en": "Adviser"}))
    id = people.create(PersonDraft(names=(YAMADA,), positions=posts)).id
    with store.read() as session:
        person, day = session.get_one(Person, id), date(2025, 7, 2)
        assert snapshot_of(session, person, day).title == {"en": "Chair"}
        assert snapshot_of(session, person, day, second).title == {"en": "Adviser"}
        assert snapshot_of(session, person, day, third).organisation == {"en": "First"}


def test_nothing_of_a_sealed_person_reaches_a_list(
    people: PeopleService, organisations: OrganisationService, store: Store
) -> None:
    label = {"en": "a senior Japanese trade official", "ja": "日本の通商当局幹部"}
    posts = (PositionDraft(org(organisations, "Secret Office"), {"en": "Vice-Minister"}),)
    id = people.create(PersonDraft(names=(YAMADA,), positions=posts, honorific="H.E.")).id
    row = meeting_with(store, id, datetime(2025, 7, 10, 5, tzinfo=UTC))
    people.update(id, replace(people.draft(id), is_sealed=True, outward_label=label))
    name, taken = snapshot(store, row)
    assert name == "a senior Japanese trade official"
    assert taken.native() == "日本の通商当局幹部"
    for word in ("Yamada", "YAMADA", "Secret Office", "Vice-Minister", "H.E."):
        assert word not in str(taken.as_json())


def test_who_is_on_a_list_cannot_be_removed(people: PeopleService, store: Store) -> None:
    listed, free = people.create(PersonDraft(names=(YAMADA,))).id, people.create(PersonDraft(names=(YAMADA,))).id
    meeting_with(store, listed, datetime(2025, 7, 10, 5, tzinfo=UTC))
    with pytest.raises(Refused, match="kept"):
        people.remove(listed)
    people.remove(free)
    with pytest.raises(NotFound):
        people.draft(free)
    assert people.draft(listed).names[0].family == "Yamada"


names = st.text(min_size=1, max_size=40).filter(lambda text: bool(PersonNameDraft(text).printed()))


@given(full=names)
def test_any_name_that_can_be_printed_is_printed_whole(full: str) -> None:
    name = PersonNameDraft(full)
    assert name.printed().split() == PersonNameDraft(name.printed()).printed().split()
    assert list_name((name,)) == name.printed()


@given(family=names, given_name=names, order=st.sampled_from(NameOrder), script=st.sampled_from(Script))
def test_parts_always_make_a_printable_name(family: str, given_name: str, order: NameOrder, script: Script) -> None:
    name = PersonNameDraft(family=family, given=given_name, order=order, script=script)
    printed = name.printed()
    for part in (PersonNameDraft(family).printed(), PersonNameDraft(given_name).printed()):
        assert part in printed
    assert list_name((name,))


@given(full=names, other=names)
def test_the_list_is_sorted_by_what_it_shows(full: str, other: str) -> None:
    """Two Latin names never change places because of a spelling that is not shown."""
    latin = PersonNameDraft(full)
    native = PersonNameDraft(other, script=Script.DEVANAGARI)
    assert list_key((latin, native)) == list_key((native, latin)) == list_key((latin,))


days = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(spans=st.lists(st.tuples(days, days), max_size=5), on=st.dates(date(2019, 1, 1), date(2031, 12, 31)))
def test_a_snapshot_takes_the_first_post_held_on_that_day(
    spans: list[tuple[date | None, date | None]], on: date
) -> None:
    """Against a plain reading of the rule, for any posts, open ends and days."""
    person = Person(names=[PersonName(position=0, full="Kanimozhi", script=Script.LATIN)], positions=[])
    person.positions = [
        Position(order_no=no, title={"en": str(no)}, held_from=start, held_to=end)
        for no, (start, end) in enumerate(spans)
    ]
    expected = [str(no) for no, (start, end) in enumerate(spans) if (start or date.min) <= on <= (end or date.max)]
    found = position_on(person.positions, on)
    assert (found.title["en"] if found else None) == (expected[0] if expected else None)
