"""Several ways to reach somebody, and the two lines of a form that stand for the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.enums import Consent, ContactKind, OrgKind
from app.core.errors import Conflict, Refused
from app.db.unit_of_work import Store
from app.domain.people import Person
from app.services.contacts import EMAIL_KINDS, PHONE_KINDS, ContactDraft, first_of, with_first
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft
from app.services.topics import TopicDraft, TopicService

SATO = (PersonNameDraft("Sato Naoki"),)
WORK = ContactDraft(
    ContactKind.EMAIL, "naoki@example.jp", "Tokyo", Consent.GIVEN, "card of 2 July", date(2025, 7, 2), date(2025, 7, 3)
)
HOME = ContactDraft(ContactKind.EMAIL, "sato@example.org", "private", Consent.REFUSED)
DESK = ContactDraft(ContactKind.OFFICE, "+81 3 5555 0101")
CELL = ContactDraft(ContactKind.MOBILE, "+81 90 5555 0102")
PA = ContactDraft(ContactKind.OFFICE_OF, "+81 3 5555 0199", is_gatekeeper=True)


@pytest.fixture
def people(store: Store) -> PeopleService:
    return PeopleService(store)


def test_contacts_are_kept_whole_and_give_the_lines_of_the_list(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=SATO, contacts=(PA, WORK, HOME, DESK, CELL))).id
    draft = people.draft(id)
    assert draft.contacts == (PA, WORK, HOME, DESK, CELL)
    assert (draft.email, draft.phone) == ("naoki@example.jp", "+81 3 5555 0101")


def test_setting_only_the_line_makes_a_contact_and_changes_it(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=SATO, email="a@example.jp", phone="1")).id
    assert [(one.kind, one.value) for one in people.draft(id).contacts] == [
        (ContactKind.EMAIL, "a@example.jp"),
        (ContactKind.OFFICE, "1"),
    ]
    base = people.draft(id)
    people.update(id, replace(base, email="b@example.jp", phone=""), base)
    now = people.draft(id)
    assert [(one.kind, one.value) for one in now.contacts] == [(ContactKind.EMAIL, "b@example.jp")]
    assert (now.email, now.phone) == ("b@example.jp", "")


def test_a_changed_address_is_no_longer_verified_and_keeps_its_place(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=SATO, contacts=(DESK, WORK, HOME))).id
    base = people.draft(id)
    people.update(id, replace(base, email="new@example.jp"), base)
    contacts = people.draft(id).contacts
    assert contacts[1] == replace(WORK, value="new@example.jp", verified_on=None)
    assert (contacts[0], contacts[2]) == (DESK, HOME)


def test_changed_contacts_win_over_the_line_that_was_left_alone(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=SATO, contacts=(WORK, HOME))).id
    base = people.draft(id)
    people.update(id, replace(base, contacts=(HOME, WORK)), base)
    now = people.draft(id)
    assert (now.contacts, now.email) == ((HOME, WORK), HOME.value)


def test_two_people_who_touch_different_contacts_fields_do_not_meet(people: PeopleService) -> None:
    id = people.create(PersonDraft(names=SATO, contacts=(WORK,))).id
    base = people.draft(id)
    people.update(id, replace(base, contacts=(replace(WORK, label="HQ"),)), base)
    people.update(id, replace(base, phone="7"), base)
    assert [one.label for one in people.draft(id).contacts] == ["HQ", ""]
    with pytest.raises(Conflict) as clash:
        people.update(id, replace(base, contacts=(replace(WORK, label="Delhi"),)), base)
    assert [field.field for field in clash.value.fields] == ["contacts"]


def test_a_row_that_stays_keeps_its_id(people: PeopleService, store: Store) -> None:
    id = people.create(PersonDraft(names=SATO, contacts=(WORK, DESK))).id

    def ids() -> list[str]:
        with store.read() as session:
            person = session.get(Person, id)
            assert person is not None
            return [row.id for row in person.contacts]

    before = ids()
    base = people.draft(id)
    people.update(id, replace(base, contacts=(replace(WORK, label="HQ"), DESK, PA)), base)
    assert ids()[:2] == before


def test_forms_of_address_owner_and_cadence_come_back(people: PeopleService) -> None:
    draft = PersonDraft(
        names=SATO, address_forms={"en": "Sato-san", "ja": ""}, relationship_owner="Economic section", cadence_days=90
    )
    id = people.create(draft).id
    now = people.draft(id)
    assert (dict(now.address_forms), now.relationship_owner, now.cadence_days) == (
        {"en": "Sato-san"},
        "Economic section",
        90,
    )
    with pytest.raises(Refused):
        people.create(replace(draft, cadence_days=-1))


def test_an_organisation_keeps_contacts_numbers_and_topics(store: Store) -> None:
    topic = TopicService(store).create(TopicDraft({"en": "Batteries"})).id
    organisations = OrganisationService(store)
    draft = OrganisationDraft(
        names=(OrgNameDraft("Tata Chemicals Limited"),),
        kind=OrgKind.COMPANY,
        contacts=(ContactDraft(ContactKind.OFFICE, "+91 22 5555 0100", "Switchboard"),),
        identifiers={"CIN": "L24239MH1939PLC002893", "LEI": ""},
        topic_ids=(topic,),
        relationship_owner="N. Rao",
        cadence_days=30,
    )
    id = organisations.create(draft).id
    now = organisations.draft(id)
    assert now == replace(draft, identifiers={"CIN": "L24239MH1939PLC002893"})
    TopicService(store).remove(topic)
    organisations.update(id, replace(now, notes="met"), now)
    assert organisations.draft(id).topic_ids == (topic,)


contacts = st.lists(
    st.builds(ContactDraft, st.sampled_from(ContactKind), st.sampled_from(["", "a", "b", "c"])), max_size=5
).map(tuple)


@given(contacts, st.sampled_from([EMAIL_KINDS, PHONE_KINDS]), st.sampled_from(["", "a", "z"]))
def test_what_was_typed_is_what_the_contacts_then_say_first(
    having: tuple[ContactDraft, ...], kinds: tuple[ContactKind, ...], typed: str
) -> None:
    was = first_of(having, kinds)
    now = with_first(having, kinds, was, typed)
    others = [one for one in having if one.kind not in kinds]
    assert [one for one in now if one.kind not in kinds] == others
    if typed:
        assert first_of(now, kinds) == typed
    else:
        assert sum(one.kind in kinds and not one.is_blank() for one in now) == max(
            0, sum(one.kind in kinds and not one.is_blank() for one in having) - 1
        )
