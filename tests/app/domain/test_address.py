"""Forms of address against the usage of India, Japan and diplomacy (domain.md 2.4; 4.6, 2, 3, 8)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import FixedClock
from app.core.enums import AddressPurpose, Audience, LevelBand, NameOrder, Script
from app.core.names import Name
from app.db.unit_of_work import Store
from app.domain.address import Addressee, NameStyle, form_of_address
from app.queries.address import AddressQueries
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft

IN, ABROAD, JP = Audience.DOMESTIC_IN, Audience.INTERNATIONAL, Audience.JAPANESE
SALUTATION, ENVELOPE, LIST, SPOKEN = AddressPurpose

AMBASSADOR = Addressee(
    (
        Name("Ono Keiichi", Script.LATIN, NameOrder.FAMILY_FIRST, "Ono", "Keiichi"),
        Name("小野啓一", Script.JAPANESE, NameOrder.FAMILY_FIRST, "小野", "啓一"),
    ),
    "H.E. Mr.",
    {"en": "Ambassador of Japan", "ja": "駐インド日本国特命全権大使"},
    LevelBand.HEAD_OF_MISSION,
    "JP",
)
MINISTER = Addressee(
    (
        Name("Anita Rao", Script.LATIN, NameOrder.GIVEN_FIRST, "Rao", "Anita"),
        Name("अनीता राव", Script.DEVANAGARI, NameOrder.GIVEN_FIRST, "राव", "अनीता"),
    ),
    "Smt.",
    {"en": "Minister of Steel"},
    LevelBand.MINISTER,
    "IN",
)
OFFICIAL = Addressee(
    (
        Name("Yamada Haruo", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo"),
        Name("山田春男", Script.JAPANESE, NameOrder.FAMILY_FIRST, "山田", "春男"),
    ),
    "Mr.",
    {"ja": "通商政策局課長"},
    LevelBand.DIRECTOR,
    "JP",
)
ENGINEER = Addressee((Name("Kanimozhi"),), state="IN")
DOCTOR = Addressee(
    (Name("S. K. Sharma", order=NameOrder.GIVEN_FIRST, family="Sharma", given="S. K."),), "Dr.", state="IN"
)


@pytest.mark.parametrize(
    ("who", "audience", "purpose", "lang", "form"),
    [
        (AMBASSADOR, ABROAD, LIST, "en", "H.E. Mr. ONO Keiichi"),
        (AMBASSADOR, IN, ENVELOPE, "en", "H.E. Mr. ONO Keiichi"),
        (AMBASSADOR, IN, SALUTATION, "en", "Excellency,"),
        (AMBASSADOR, ABROAD, SPOKEN, "en", "Your Excellency"),
        (AMBASSADOR, IN, LIST, "hi", "महामहिम श्री ONO Keiichi"),
        (AMBASSADOR, IN, SALUTATION, "hi", "महामहिम,"),
        (AMBASSADOR, JP, ENVELOPE, "ja", "駐インド日本国特命全権大使　小野啓一　閣下"),
        (AMBASSADOR, JP, SALUTATION, "ja", "小野啓一閣下"),
        (AMBASSADOR, ABROAD, SPOKEN, "ja", "大使閣下"),
        (AMBASSADOR, JP, LIST, "ja", "小野啓一"),
        (MINISTER, IN, LIST, "en", "Hon'ble Smt. Anita Rao"),
        (MINISTER, IN, SALUTATION, "en", "Hon'ble Smt. Anita Rao,"),
        (MINISTER, IN, ENVELOPE, "hi", "माननीय श्रीमती अनीता राव"),
        (MINISTER, IN, SALUTATION, "hi", "माननीय श्रीमती अनीता राव जी,"),
        (MINISTER, ABROAD, LIST, "en", "H.E. Ms. Anita Rao"),
        (MINISTER, ABROAD, SALUTATION, "ja", "Anita Rao 閣下"),
        (OFFICIAL, IN, LIST, "en", "Mr. YAMADA Haruo"),
        (OFFICIAL, IN, SALUTATION, "en", "Dear Mr. Yamada,"),
        (OFFICIAL, JP, ENVELOPE, "ja", "通商政策局課長　山田春男　殿"),
        (OFFICIAL, JP, SALUTATION, "ja", "山田春男様"),
        (OFFICIAL, JP, SPOKEN, "ja", "山田様"),
        (OFFICIAL, IN, SALUTATION, "hi", "आदरणीय श्री YAMADA Haruo जी,"),
        (replace(OFFICIAL, title={}), JP, ENVELOPE, "ja", "山田春男　様"),
        (replace(OFFICIAL, honorific=""), ABROAD, SALUTATION, "en", "Dear YAMADA Haruo,"),
        (ENGINEER, IN, SALUTATION, "en", "Dear Kanimozhi,"),
        (ENGINEER, IN, LIST, "en", "Kanimozhi"),
        (ENGINEER, JP, SALUTATION, "ja", "Kanimozhi 様"),
        (DOCTOR, IN, SALUTATION, "en", "Dear Dr. Sharma,"),
        (DOCTOR, IN, SPOKEN, "en", "Dr. Sharma"),
        (DOCTOR, IN, LIST, "hi", "डॉ. S. K. Sharma"),
        (replace(DOCTOR, honorific="Mr."), IN, LIST, "en", "Shri S. K. Sharma"),
        (replace(DOCTOR, honorific="Shri"), ABROAD, LIST, "en", "Mr. S. K. Sharma"),
        (replace(MINISTER, state=""), IN, LIST, "en", "Ms. Anita Rao"),
        (Addressee(()), ABROAD, LIST, "en", ""),
    ],
)
def test_usage(who: Addressee, audience: Audience, purpose: AddressPurpose, lang: str, form: str) -> None:
    assert form_of_address(who, audience, purpose, lang) == form


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (NameStyle(), "Mr. YAMADA Haruo"),
        (NameStyle(family_capitals=False), "Mr. Yamada Haruo"),
        (NameStyle(family_first=False), "Mr. Haruo YAMADA"),
        (NameStyle(family_first=False, family_capitals=False), "Mr. Haruo Yamada"),
    ],
)
def test_the_japanese_rule_of_2020_is_a_choice_of_the_document(style: NameStyle, shown: str) -> None:
    assert form_of_address(OFFICIAL, ABROAD, LIST, "en", style) == shown
    assert form_of_address(DOCTOR, ABROAD, LIST, "en", style) == "Dr. S. K. Sharma"


def test_a_written_form_takes_the_place_of_the_computed_one() -> None:
    who = replace(OFFICIAL, forms={"en": "Yamada-san", "ja:list": "山田課長"})
    assert form_of_address(who, ABROAD, SALUTATION, "en") == "Yamada-san"
    assert form_of_address(who, ABROAD, LIST, "en") == "Mr. YAMADA Haruo"
    assert form_of_address(who, JP, LIST, "ja") == "山田課長"
    assert form_of_address(who, JP, SALUTATION, "ja") == "山田春男様"


people = st.builds(
    Addressee,
    st.lists(
        st.builds(Name, st.text(min_size=1, max_size=9), st.sampled_from(Script), st.sampled_from(NameOrder)),
        max_size=3,
    ).map(tuple),
    st.sampled_from(["", "H.E.", "H.E. Mr.", "Hon’ble Shri", "Dr.", "Excellency", "Smt."]),
    st.just({}),
    st.sampled_from([None, *LevelBand]),
    st.just("IN"),
)


@given(people, st.sampled_from(AddressPurpose), st.sampled_from(["en", "ja", "hi", "fr"]))
def test_no_indian_is_an_excellency_at_home(who: Addressee, purpose: AddressPurpose, lang: str) -> None:
    form = form_of_address(who, IN, purpose, lang)
    assert not any(word in form for word in ("Excellency", "H.E.", "महामहिम", "閣下"))
    assert bool(form) is bool(who.names)


def test_the_page_gets_every_form_and_a_sealed_person_has_but_one_name(store: Store, clock: FixedClock) -> None:
    service, reading = PeopleService(store), AddressQueries(store, clock)
    name = PersonNameDraft(order=NameOrder.FAMILY_FIRST, family="Ono", given="Keiichi")
    post = PositionDraft(title={"en": "Ambassador"}, level_band=LevelBand.HEAD_OF_MISSION)
    id = service.create(PersonDraft((name,), (post,), "JP", honorific="Mr.", address_forms={"ja": "大使"})).id
    forms = reading.forms(id)
    assert len(forms) == 3 * len(Audience) * len(AddressPurpose)
    assert {form.text for form in forms if form.language == "ja" and form.written and form.purpose is SPOKEN} == {
        "大使"
    }
    assert reading.form(id, ABROAD, LIST, "en") == "H.E. Mr. ONO Keiichi"
    draft = service.draft(id)
    service.update(id, replace(draft, is_sealed=True, outward_label={"en": "an official"}))
    assert {form.text for form in reading.forms(id)} == {"an official"}
