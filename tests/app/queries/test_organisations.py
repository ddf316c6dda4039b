"""The organisations list and one organisation with what belongs to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core.enums import OrgKind, OrgNameKind
from app.core.errors import NotFound
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.queries.lister import Sort
from app.queries.organisations import OrganisationFilter, OrganisationQueries
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    service = OrganisationService(store)
    group = service.create(OrganisationDraft(names=(OrgNameDraft("Tata Group"),), kind=OrgKind.GROUP, is_group=True)).id
    capital = service.create(
        OrganisationDraft(names=(OrgNameDraft("Tata Capital"),), kind=OrgKind.INVESTOR, side="IN", parent_id=group)
    ).id
    lohum = service.create(
        OrganisationDraft(
            names=(
                OrgNameDraft("LOHUM"),
                OrgNameDraft("लोहम", "hi", "Deva", OrgNameKind.NATIVE),
                OrgNameDraft("लोहुम", "hi", "Deva", OrgNameKind.PRESS_VARIANT),
            ),
            side="IN",
        )
    ).id
    return {"group": group, "capital": capital, "lohum": lohum}


@pytest.mark.parametrize("typed", ["lohum", "LOH", "लोहम", "लोहुम"])
def test_every_spelling_of_the_press_finds_the_firm(store: Store, ids: dict[str, str], typed: str) -> None:
    found = OrganisationQueries(store).all(OrganisationFilter(text=typed), Sort("name"))
    assert [(row.name, row.native) for row in found] == [("LOHUM", "लोहम")]


def test_rows_know_their_group_and_their_people(store: Store, ids: dict[str, str]) -> None:
    people = PeopleService(store)
    held = PositionDraft(ids["capital"], {"en": "Head"})
    past = PositionDraft(ids["capital"], {"en": "Clerk"}, held_to=date(2020, 1, 1))
    people.create(PersonDraft(names=(PersonNameDraft("Kanimozhi"),), positions=(held, past)))
    people.create(PersonDraft(names=(PersonNameDraft("S. K. Rao"),), positions=(past,)))
    row = OrganisationQueries(store).all(OrganisationFilter(kind="investor"), Sort("name"))[0]
    assert (row.parent, row.people) == ("Tata Group", 1)


def test_one_organisation_with_what_belongs_to_it(store: Store, ids: dict[str, str]) -> None:
    PeopleService(store).create(
        PersonDraft(names=(PersonNameDraft("Kanimozhi"),), positions=(PositionDraft(ids["lohum"], {"en": "Engineer"}),))
    )
    at = datetime(2025, 7, 3, 7, tzinfo=UTC)
    with store.write() as work:
        meeting = Meeting(title="Plant visit", starts_at=at, ends_at=at.replace(hour=9), time_zone="Asia/Kolkata")
        work.session.add(meeting)
        work.session.flush()
        work.session.add(
            Participation(
                meeting_id=meeting.id, organisation_id=ids["lohum"], side="IN", order_in_side=1, shown_name="LOHUM"
            )
        )
    queries = OrganisationQueries(store)
    detail = queries.get(ids["lohum"])
    assert [(person.name, person.title) for person in detail.people] == [("Kanimozhi", "Engineer")]
    assert [(line.title, line.time_zone) for line in detail.meetings] == [("Plant visit", "Asia/Kolkata")]
    assert queries.get(ids["group"]).children == ((ids["capital"], "Tata Capital"),)
    with pytest.raises(NotFound):
        queries.get("none")
