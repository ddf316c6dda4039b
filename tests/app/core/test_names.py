"""Names as lists print them; nothing is split by guess."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.enums import NameOrder, Script
from app.core.names import Name, PersonSnapshot

ONO = Name("ONO Keiichi", Script.LATIN, NameOrder.FAMILY_FIRST, "Ono", "Keiichi")
KANJI = Name("小野啓一", Script.JAPANESE, NameOrder.FAMILY_FIRST, "小野", "啓一", "おの けいいち")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (ONO, "ONO Keiichi"),
        (KANJI, "小野啓一"),
        (Name("Kanimozhi"), "Kanimozhi"),
        (Name("S. K. Rao"), "S. K. Rao"),
        (Name("Nitin Gupta", Script.LATIN, NameOrder.GIVEN_FIRST, "Gupta", "Nitin"), "Nitin Gupta"),
        (Name("Suzuki", Script.LATIN, NameOrder.FAMILY_FIRST, "Suzuki"), "SUZUKI"),
        (Name("Yamada Haruo", Script.LATIN, NameOrder.FAMILY_FIRST), "Yamada Haruo"),
    ],
)
def test_a_name_in_a_list(name: Name, shown: str) -> None:
    assert name.shown() == shown


def test_capitals_can_be_switched_off() -> None:
    assert ONO.shown(family_capitals=False) == "Ono Keiichi"


def test_the_native_script_stands_beside_the_latin_one_only() -> None:
    both = PersonSnapshot((ONO, KANJI))
    assert (both.shown(), both.native()) == ("ONO Keiichi", "小野啓一")
    only = PersonSnapshot((KANJI,))
    assert (only.shown(), only.native()) == ("小野啓一", "")
    assert PersonSnapshot((Name("Kanimozhi"),)).native() == ""
    assert (PersonSnapshot().shown(), PersonSnapshot().native()) == ("", "")
    assert both.name(Script.KANA) is None


def test_a_snapshot_survives_its_json() -> None:
    person = PersonSnapshot((ONO, KANJI), {"en": "Ambassador", "ja": "大使"}, {"en": "Embassy"}, "H.E.")
    assert PersonSnapshot.from_json(json.loads(json.dumps(person.as_json()))) == person
    assert PersonSnapshot.from_json(None) == PersonSnapshot.from_json({}) == PersonSnapshot()


@given(st.builds(Name, full=st.text(min_size=1), script=st.sampled_from(Script), order=st.sampled_from(NameOrder),
                 family=st.text(max_size=5), given=st.text(max_size=5)))  # fmt: skip
def test_any_name_survives_its_json(name: Name) -> None:
    person = PersonSnapshot((name,))
    assert PersonSnapshot.from_json(json.loads(json.dumps(person.as_json()))) == person


@given(st.text(min_size=1), st.sampled_from(Script))
def test_a_name_without_parts_prints_to_the_letter(full: str, script: Script) -> None:
    for order in NameOrder:
        assert Name(full, script, order).shown() == full
