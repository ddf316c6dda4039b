"""Markings: what is read, what is refused, how they print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.problems import Problem
from app.domain import markings as m


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("OFFICIAL", "OFFICIAL"),
        ("official-sensitive", "OFFICIAL-SENSITIVE"),
        ("Official Sensitive commercial", "OFFICIAL-SENSITIVE COMMERCIAL"),
        ("OFFICIAL–SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("In confidence", "IN CONFIDENCE"),
        ("In confidence – press", "IN CONFIDENCE PRESS"),
        ("取扱注意", "取扱注意"),
        ("機密性２情報", "機密性2"),
        ("India restricted", "INDIA RESTRICTED"),
        ("personal – not for publication", "PERSONAL – NOT FOR PUBLICATION"),
        ("tlp:red", "TLP:RED"),
        ("tlp amber strict", "TLP:AMBER+STRICT"),
        ("TLP: AMBER + STRICT", "TLP:AMBER+STRICT"),
        ("TLP:WHITE", "TLP:CLEAR"),
    ],
)
def test_sensitive_but_unclassified_is_held_and_prints_in_capitals(typed: str, printed: str) -> None:
    assert m.check(typed).text == printed
    assert m.printed(typed) == printed
    assert m.check(printed).text == printed


@pytest.mark.parametrize(
    "typed",
    [
        "SECRET",
        "uk top secret",
        "EU RESTRICTED",
        "Restreint UE",
        "RESTREINT UE/EU RESTRICTED",
        "très secret ue",
        "Confidential",
        "India Secret",
        "गोपनीय",
        "परम गुप्त",
        "秘",
        "㊙",
        "極秘",
        "特定秘密",
        "機密性3情報",
        "NATO SECRET",
        "OFFICIAL SECRET",
        "TLP:GREEN EU CONFIDENTIAL",
        "In confidence: 極秘",
    ],
)
def test_what_stands_above_the_ceiling_is_refused_with_its_place(typed: str) -> None:
    with pytest.raises(Refused, match=r"registry or on a system accredited"):
        m.check(typed)
    problem = m.marking_problem(typed, field="record.marking")
    assert problem is not None
    assert problem.field == "record.marking"
    assert m.printed(typed)


def test_an_accredited_machine_may_hold_more() -> None:
    assert m.check("極秘", "India Secret").rank is m.Rank.SECRET
    with pytest.raises(Refused):
        m.check("特定秘密", "India Secret")
    assert m.ceiling_rank("anything") is m.ceiling_rank("") is m.DEFAULT_CEILING


def test_a_mission_may_set_its_ceiling_lower() -> None:
    m.check("OFFICIAL", "OFFICIAL")
    with pytest.raises(Refused):
        m.check("OFFICIAL-SENSITIVE", "OFFICIAL")
    assert "TLP:GREEN" in m.offered("OFFICIAL")
    assert "TLP:RED" not in m.offered("OFFICIAL")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Chatham House", "rule of the meeting"),
        ("非公開", "rule of the meeting"),
        ("RESTRICTED", "Write whose it is"),
        ("whatever", "not a marking we know"),
        ("Officially", "not a marking we know"),
        ("secretariat", "not a marking we know"),
        ("x" * 300, "short label"),
    ],
)
def test_what_is_no_marking_is_not_guessed_at(typed: str, words: str) -> None:
    problem = m.marking_problem(typed)
    assert problem is not None
    assert words in str(problem)


def test_the_label_of_tlp_is_known() -> None:
    assert m.is_tlp("tlp green")
    assert not m.is_tlp("OFFICIAL")
    assert not m.is_tlp("nothing")


def test_every_level_is_read_as_itself_and_offered_under_its_ceiling() -> None:
    for scheme in m.SCHEMES:
        assert [level.rank for level in scheme.levels] == sorted(level.rank for level in scheme.levels)
        for level in scheme.levels:
            for spelling in (level.text, *level.spellings):
                found = m.find_marking(spelling)
                assert isinstance(found, m.Marking)
                assert found.rank == level.rank
                assert found.level == level.text
    shown = set(m.offered())
    assert {"OFFICIAL-SENSITIVE", "TLP:RED", "取扱注意", "機密性2", "IN CONFIDENCE"} <= shown
    assert not {"SECRET", "秘", "CONFIDENTIAL", "RESTREINT UE/EU RESTRICTED"} & shown


@given(st.text(max_size=150))
def test_any_text_is_a_marking_or_a_problem(typed: str) -> None:
    found = m.find_marking(typed)
    m.printed(typed)
    if isinstance(found, Problem):
        assert str(found)
