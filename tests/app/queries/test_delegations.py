"""The delegations list, and one with its members in the sender's order."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.enums import DelegationStatus, MemberCategory
from app.core.errors import NotFound
from app.db.unit_of_work import Store
from app.queries.choices import ChoiceQueries
from app.queries.delegations import DelegationFilter, DelegationQueries
from app.queries.lister import Sort
from app.services.delegations import DelegationDraft, DelegationService, MemberDraft
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft


@pytest.fixture
def delegation(store: Store) -> str:
    basc = OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("BASC"),))).id
    people = PeopleService(store)
    ids = [
        people.create(
            PersonDraft(
                names=(PersonNameDraft(name),), positions=(PositionDraft(basc, {"en": title}),), is_fictional=True
            )
        ).id
        for name, title in (("Zen Sample", "Chair"), ("Aki Example", ""), ("Ken Example", "Engineer"))
    ]
    draft = DelegationDraft(
        name={"en": "Battery delegation", "ja": "電池訪問団"},
        side="JP",
        organisation_id=basc,
        status=DelegationStatus.FINAL,
        list_version=3,
        announced_size=74,
        arrives_on=date(2025, 7, 1),
        leaves_on=date(2025, 7, 5),
        members=(
            MemberDraft(ids[0], MemberCategory.PRINCIPAL, is_head=True, part="BASC"),
            MemberDraft(ids[1], part="BASC"),
            MemberDraft(ids[2], MemberCategory.GOVERNMENT, part="METI"),
        ),
    )
    return DelegationService(store).create(draft).id


def test_a_row_counts_those_named_apart_from_those_announced(store: Store, delegation: str) -> None:
    row = DelegationQueries(store).first(DelegationFilter(side="JP"), Sort("arrives"))[0]
    assert (row.head, row.members, row.announced_size, row.list_version) == ("Zen Sample", 3, 74, 3)
    assert (row.arrives_on, row.leaves_on, row.status) == (date(2025, 7, 1), date(2025, 7, 5), DelegationStatus.FINAL)
    assert DelegationQueries(store).all(DelegationFilter(side="IN"), Sort("name")) == []


def test_members_stand_in_the_senders_order(store: Store, delegation: str) -> None:
    detail = DelegationQueries(store).get(delegation)
    assert [(m.no, m.name, m.title, m.organisation) for m in detail.members] == [
        (1, "Zen Sample", "Chair", "BASC"),
        (2, "Aki Example", "", "BASC"),
        (3, "Ken Example", "Engineer", "BASC"),
    ]
    assert detail.parts == {"BASC": 2, "METI": 1}
    assert all(member.is_fictional for member in detail.members)
    with pytest.raises(NotFound):
        DelegationQueries(store).get("none")


@pytest.mark.parametrize("typed", ["battery", "電池", "basc", "meti"])
def test_it_is_found_by_its_names_its_sender_and_the_bodies_inside(store: Store, delegation: str, typed: str) -> None:
    assert [row.id for row in DelegationQueries(store).all(DelegationFilter(text=typed), Sort("name"))] == [delegation]
    assert [choice.id for choice in ChoiceQueries(store).delegations(typed)] == [delegation]
