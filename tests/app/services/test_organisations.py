"""Organisations: several names, groups above companies, and never lost while something names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.enums import OrgKind, OrgNameKind
from app.core.errors import Conflict, NotFound, Refused
from app.db.unit_of_work import Store
from app.domain.organisations import Organisation
from app.services.drafts import has_text
from app.services.meetings import MeetingDraft
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.snapshots import organisation_names

LOHUM = (
    OrgNameDraft("LOHUM", preferred_for=("list",), kind=OrgNameKind.SHORT),
    OrgNameDraft("Lohum Cleantech", kind=OrgNameKind.LEGAL),
    OrgNameDraft("लोहुम", "hi", "Deva", OrgNameKind.PRESS_VARIANT),
    OrgNameDraft("लोहम", "hi", "Deva", OrgNameKind.NATIVE),
    OrgNameDraft("ロハム", "ja", "Jpan", OrgNameKind.NATIVE),
)


@pytest.fixture
def service(store: Store) -> OrganisationService:
    return OrganisationService(store)


def test_every_name_is_kept_and_the_preferred_one_is_shown(service: OrganisationService, store: Store) -> None:
    id = service.create(OrganisationDraft(names=LOHUM, kind=OrgKind.COMPANY, side="IN")).id
    assert service.draft(id).names == LOHUM
    with store.read() as session:
        row = session.get_one(Organisation, id)
        assert row.shown_name == "LOHUM"
        assert organisation_names(row.names) == {"en": "LOHUM", "hi": "लोहम", "ja": "ロハム"}


def test_a_name_is_needed(service: OrganisationService) -> None:
    with pytest.raises(Refused) as refused:
        service.create(OrganisationDraft(names=(OrgNameDraft(" \t"),)))
    assert [problem.field for problem in refused.value.problems] == ["names"]


def test_markup_and_control_characters_are_text(service: OrganisationService) -> None:
    id = service.create(OrganisationDraft(names=(OrgNameDraft("<b>A&B</b>\u202e\x00 Ltd"),))).id
    assert service.draft(id).names[0].text == "<b>A&B</b> Ltd"


def test_a_group_stands_above_and_never_above_itself(service: OrganisationService) -> None:
    group = service.create(OrganisationDraft(names=(OrgNameDraft("Tata Group"),), is_group=True)).id
    child = service.create(OrganisationDraft(names=(OrgNameDraft("Tata Capital"),), parent_id=group)).id
    with pytest.raises(Refused) as refused:
        service.update(group, replace(service.draft(group), parent_id=child))
    assert [problem.field for problem in refused.value.problems] == ["parent_id"]
    with pytest.raises(Refused, match="kept"):
        service.remove(group)
    service.remove(child)
    service.remove(group)
    with pytest.raises(NotFound):
        service.draft(group)


def test_an_employer_is_kept(service: OrganisationService, store: Store) -> None:
    id = service.create(OrganisationDraft(names=(OrgNameDraft("Attero"),))).id
    PeopleService(store).create(PersonDraft(names=(PersonNameDraft("Kanimozhi"),), positions=(PositionDraft(id),)))
    with pytest.raises(Refused, match="Attero"):
        service.remove(id)


def test_both_values_of_a_clash_are_shown(service: OrganisationService) -> None:
    id = service.create(OrganisationDraft(names=LOHUM)).id
    base = service.draft(id)
    service.update(id, replace(base, side="IN"), base)
    with pytest.raises(Conflict) as conflict:
        service.update(id, replace(base, side="JP", notes="mine"), base)
    assert [(field.field, field.mine, field.theirs) for field in conflict.value.fields] == [("side", "JP", "IN")]
    assert service.draft(id).notes == ""


@pytest.mark.parametrize("name", ["\udcff\udc00", "\ufeff", "\u202e", "\x00\x07", " \u200b "])
def test_a_name_of_letters_that_are_never_kept_is_no_name(store: Store, name: str) -> None:
    with pytest.raises(Refused):
        OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft(name),)))
    assert has_text({"en": name}) is False
    assert MeetingDraft(title=name).problems()
