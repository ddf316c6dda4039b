"""Delegations: the sender's order, one head, nobody twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.core.enums import MemberCategory
from app.core.errors import NotFound, Refused
from app.db.unit_of_work import Store
from app.domain.delegations import Delegation
from app.domain.meetings import Meeting
from app.services.delegations import DelegationDraft, DelegationService, MemberDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft


@pytest.fixture
def service(store: Store) -> DelegationService:
    return DelegationService(store)


@pytest.fixture
def ids(store: Store) -> list[str]:
    people = PeopleService(store)
    return [people.create(PersonDraft(names=(PersonNameDraft(f"Sample {no}"),))).id for no in range(4)]


def draft(*members: MemberDraft) -> DelegationDraft:
    return DelegationDraft(name={"en": "Battery delegation", "ja": "電池訪問団"}, side="JP", members=members)


def test_members_keep_the_senders_order(service: DelegationService, ids: list[str]) -> None:
    members = (
        MemberDraft(ids[2], MemberCategory.PRINCIPAL, is_head=True, part="METI"),
        MemberDraft(ids[0], MemberCategory.GOVERNMENT, part="METI"),
        MemberDraft(ids[1], part="BASC"),
    )
    id = service.create(draft(*members)).id
    assert service.draft(id).members == members
    turned = tuple(reversed(members))
    service.update(id, replace(service.draft(id), members=turned))
    assert service.draft(id).members == turned


def test_moving_members_keeps_their_rows(service: DelegationService, store: Store, ids: list[str]) -> None:
    id = service.create(draft(MemberDraft(ids[0]), MemberDraft(ids[1]))).id
    with store.read() as session:
        before = {m.person_id: m.id for m in session.get_one(Delegation, id).members}
    service.update(
        id, replace(service.draft(id), members=(MemberDraft(ids[1]), MemberDraft(ids[2]), MemberDraft(ids[0])))
    )
    with store.read() as session:
        after = {m.person_id: m.id for m in session.get_one(Delegation, id).members}
    assert {person: after[person] for person in before} == before


@pytest.mark.parametrize("heads", [(0, 1), (0, 0)])
def test_two_heads_or_one_person_twice_are_refused(
    service: DelegationService, ids: list[str], heads: tuple[int, int]
) -> None:
    with pytest.raises(Refused) as refused:
        service.create(draft(*(MemberDraft(ids[no], is_head=heads[0] != heads[1]) for no in heads)))
    assert [problem.field for problem in refused.value.problems] == ["members"]


def test_adding_members_skips_those_listed(service: DelegationService, ids: list[str]) -> None:
    id = service.create(draft(MemberDraft(ids[0], is_head=True))).id
    service.add_members(id, [MemberDraft(ids[1]), MemberDraft(ids[0], part="elsewhere"), MemberDraft(ids[1])])
    assert [member.person_id for member in service.draft(id).members] == ids[:2]
    assert service.draft(id).members[0] == MemberDraft(ids[0], is_head=True)
    with pytest.raises(Refused):
        service.add_members(id, [MemberDraft(ids[2], is_head=True)])
    with pytest.raises(NotFound):
        service.add_members(id, [MemberDraft("nobody")])


def test_dates_and_name_are_checked(service: DelegationService) -> None:
    bad = DelegationDraft(arrives_on=date(2025, 7, 2), leaves_on=date(2025, 7, 1), announced_size=-1)
    assert [problem.field for problem in bad.problems()] == ["name", "leaves_on", "announced_size"]


def test_a_delegation_with_meetings_is_kept(service: DelegationService, store: Store) -> None:
    id = service.create(draft()).id
    at = datetime(2025, 7, 2, 5, tzinfo=UTC)
    with store.write() as work:
        work.session.add(
            Meeting(title="T", starts_at=at, ends_at=at.replace(hour=6), time_zone="Asia/Kolkata", delegation_id=id)
        )
    with pytest.raises(Refused, match="Battery delegation"):
        service.remove(id)
