"""The people list and the pickers, as somebody types in any script."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.core import i18n
from app.core.enums import FollowupStatus, NameOrder, OrgKind, Script
from app.core.errors import NotFound
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.followups import Followup
from app.domain.meetings import Meeting
from app.queries.choices import ChoiceQueries
from app.queries.lister import Sort
from app.queries.people import PeopleQueries, PersonFilter
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.places import PlaceService, RoomDraft, VenueDraft
from app.services.topics import TopicDraft, TopicService


class World:
    """Three people of two organisations."""

    def __init__(self, store: Store) -> None:
        self.store = store
        organisations, people = OrganisationService(store), PeopleService(store)
        self.meti = organisations.create(
            OrganisationDraft(
                names=(OrgNameDraft("METI"), OrgNameDraft("経済産業省", "ja", "Jpan")), kind=OrgKind.MINISTRY, side="JP"
            )
        ).id
        self.attero = organisations.create(OrganisationDraft(names=(OrgNameDraft("Attero"),), side="IN")).id
        self.yamada = people.create(
            PersonDraft(
                names=(
                    PersonNameDraft(family="Yamada", given="Haruo", order=NameOrder.FAMILY_FIRST),
                    PersonNameDraft("山田春男", Script.JAPANESE, reading="やまだ はるお", lang="ja"),
                ),
                positions=(
                    PositionDraft(self.attero, {"en": "Adviser"}, held_to=date(2024, 3, 31)),
                    PositionDraft(self.meti, {"en": "Director", "ja": "課長"}),
                ),
                side="JP",
            )
        ).id
        self.kanimozhi = people.create(
            PersonDraft(names=(PersonNameDraft("Kanimozhi"),), positions=(PositionDraft(self.attero),), side="IN")
        ).id
        self.interpreter = people.create(
            PersonDraft(names=(PersonNameDraft("उदाहरण क्षेत्र", Script.DEVANAGARI),), side="IN", is_interpreter=True)
        ).id


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def names(world: World, flt: PersonFilter, sort: str = "name", *, descending: bool = False) -> list[str]:
    queries = PeopleQueries(world.store)
    rows = queries.all(flt, Sort(sort, descending))
    assert [row.id for row in rows] == [row.id for row in queries.rows(queries.ids(flt, Sort(sort, descending)))]
    return [row.name for row in rows]


@pytest.mark.parametrize(
    "typed", ["yamada", "haru", "ＹＡＭＡＤＡ", "山田", "春男", "やまだ", "ヤマダ", "課長", "meti dir"]
)
def test_a_person_is_found_by_any_part_of_any_name_title_or_office(world: World, typed: str) -> None:
    assert "YAMADA Haruo" in names(world, PersonFilter(text=typed))
    assert "Kanimozhi" not in names(world, PersonFilter(text=typed))
    assert [choice.id for choice in ChoiceQueries(world.store).people(typed)][:1] == [world.yamada]


def test_a_row_shows_the_post_held_now_in_the_windows_language(world: World) -> None:
    queries = PeopleQueries(world.store)
    row = queries.all(PersonFilter(text="yamada"), Sort("name"))[0]
    assert (row.native, row.reading, row.title, row.organisation) == ("山田春男", "やまだ はるお", "Director", "METI")
    i18n.set_language("ja")
    try:
        assert queries.rows([row.rowid])[0].title == "課長"
    finally:
        i18n.set_language("en")


def test_filters_and_orders(world: World) -> None:
    assert names(world, PersonFilter()) == ["Kanimozhi", "YAMADA Haruo", "उदाहरण क्षेत्र"]
    assert names(world, PersonFilter(), descending=True) == ["उदाहरण क्षेत्र", "YAMADA Haruo", "Kanimozhi"]
    assert names(world, PersonFilter(), "organisation") == ["उदाहरण क्षेत्र", "Kanimozhi", "YAMADA Haruo"]
    assert names(world, PersonFilter(), "side") == ["Kanimozhi", "उदाहरण क्षेत्र", "YAMADA Haruo"]
    assert names(world, PersonFilter(), "side", descending=True) == ["YAMADA Haruo", "उदाहरण क्षेत्र", "Kanimozhi"]
    assert names(world, PersonFilter(side="IN", interpreter=False)) == ["Kanimozhi"]
    assert names(world, PersonFilter(interpreter=True)) == ["उदाहरण क्षेत्र"]
    assert names(world, PersonFilter(organisation_kind="ministry")) == ["YAMADA Haruo"]
    assert names(world, PersonFilter(organisation_id=world.attero)) == ["Kanimozhi"], "a post that ended does not count"


def test_a_person_with_their_meetings_and_debts(world: World) -> None:
    at = datetime(2025, 7, 2, 5, tzinfo=UTC)
    with world.store.write() as work:
        for no, title in enumerate(("Opening", "Panel", "Removed")):
            meeting = Meeting(
                title=title, starts_at=at.replace(hour=5 + no), ends_at=at.replace(hour=9), time_zone="Asia/Kolkata"
            )
            meeting.deleted_at = work.at if title == "Removed" else None
            work.session.add(meeting)
            work.session.flush()
            work.session.add(
                Participation(meeting_id=meeting.id, person_id=world.yamada, side="JP", order_in_side=1, shown_name="Y")
            )
        for status in (FollowupStatus.OPEN, FollowupStatus.IN_HAND, FollowupStatus.DONE):
            work.session.add(Followup(title="x", owner_person_id=world.yamada, status=status))
    detail = PeopleQueries(world.store).get(world.yamada)
    assert [meeting.title for meeting in detail.meetings] == ["Panel", "Opening"]
    assert detail.open_followups == 2
    assert [(held.organisation, dict(held.title)["en"], held.held_to) for held in detail.positions] == [
        ("Attero", "Adviser", date(2024, 3, 31)),
        ("METI", "Director", None),
    ]
    with pytest.raises(NotFound):
        PeopleQueries(world.store).get("nobody")


def test_removed_people_are_nowhere(world: World) -> None:
    PeopleService(world.store).remove(world.kanimozhi)
    assert "Kanimozhi" not in names(world, PersonFilter())
    assert ChoiceQueries(world.store).people("kani") == []
    with pytest.raises(NotFound):
        PeopleQueries(world.store).get(world.kanimozhi)


def test_a_picker_tells_namesakes_apart(world: World) -> None:
    people = PeopleService(world.store)
    draft = people.draft(world.kanimozhi)
    people.create(replace(draft, positions=(PositionDraft(world.attero, {"en": "Plant manager"}),)))
    found = ChoiceQueries(world.store).people("kani")
    assert {choice.title for choice in found} == {"Kanimozhi"}
    assert {choice.detail for choice in found} == {"Attero", "Plant manager · Attero"}


def test_a_picker_offers_people_and_organisations_together(world: World) -> None:
    found = ChoiceQueries(world.store).people_and_organisations("attero", limit=4)
    assert [(choice.kind, choice.title) for choice in found] == [
        ("person", "Kanimozhi"),
        ("organisation", "Attero"),
    ] or [(choice.kind, choice.title) for choice in found] == [
        ("person", "Kanimozhi"),
        ("person", "YAMADA Haruo"),
        ("organisation", "Attero"),
    ]
    assert len(ChoiceQueries(world.store).people_and_organisations("", limit=2)) == 2


@pytest.mark.parametrize("typed", ['"', "*", "a OR", "NEAR(", "--", "💥", "\x00", "'"])
def test_no_input_breaks_a_picker(world: World, typed: str) -> None:
    choices = ChoiceQueries(world.store)
    for read in (
        choices.people,
        choices.organisations,
        choices.delegations,
        choices.meetings,
        choices.rooms,
        choices.topics,
    ):
        assert isinstance(read(typed), list)


def test_rooms_and_topics_are_found_in_any_language(world: World) -> None:
    PlaceService(world.store).create(
        VenueDraft({"en": "Embassy", "ja": "大使館"}, rooms=(RoomDraft({"en": "Room 2", "ja": "第二会議室"}),))
    )
    TopicService(world.store).create(
        TopicDraft({"en": "Lithium-ion recycling", "ja": "リチウムイオン電池の再利用"}, "T2")
    )
    choices = ChoiceQueries(world.store)
    assert [choice.detail for choice in choices.rooms("大使館 room")] == ["Embassy"]
    assert [choice.title for choice in choices.topics("リチウム")] == ["Lithium-ion recycling"]
    assert choices.topics("nickel") == []
