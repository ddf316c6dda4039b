"""Where lines end: kinsoku, hyphens, words kept whole; what is dropped before anything is drawn."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.render.linebreak import clean, clusters, latin_units, units

NEVER_FIRST = "、。，．・：；？！）］｝〕〉》」』】ゝ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ)]}!?,."
NEVER_LAST = "（［｛〔〈《「『【([{"


@given(st.text())
def test_no_character_is_lost_between_units(text: str) -> None:
    assert "".join(units(text)) == text


@given(st.text(alphabet="ab1 -–.,/()é“”"))
def test_the_short_way_for_latin_breaks_where_the_long_one_does_not_forbid_it(text: str) -> None:
    assert "".join(latin_units(text)) == text
    ends, at = set(), 0
    for unit in units(text):
        at += len(unit)
        ends.add(at)
    at = 0
    for unit in latin_units(text.strip()):
        at += len(unit)
        if unit.strip():
            assert text.startswith(" ") or at in ends or text[at - 1] != " "


@given(st.text(alphabet="日本語かなカナー々っゃ、。「」（）・！123abc ", min_size=1))
def test_kinsoku(text: str) -> None:
    pieces = units(text)
    for before, after in itertools.pairwise(pieces):
        if before.endswith(" "):
            continue  # white space is a break somebody asked for
        assert before[-1] not in NEVER_LAST
        assert after[0] not in NEVER_FIRST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本側は、「電池」について", ["日", "本", "側", "は、", "「電", "池」", "に", "つ", "い", "て"]),
        ("Co-chair of 2025-07-02", ["Co-", "chair ", "of ", "2025-07-02"]),
        ("EOJ/ECON/MIN/2025/0042 and", ["EOJ/ECON/MIN/2025/0042 ", "and"]),
        ("दोनों पक्षों ने कहा ।", ["दोनों ", "पक्षों ", "ने ", "कहा ।"]),
        ("2\u00a0July\u00a02025 (Wed)", ["2\u00a0July\u00a02025 ", "(Wed)"]),
        ("one\ntwo", ["one", "\n", "two"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    assert units(text) == expected


def test_a_conjunct_is_never_cut() -> None:
    assert clusters("क्षत्रिय") == ["क्ष", "त्रि", "य"]


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\tb\r\nc\x0bd\u2028e", "a b\nc\nd\ne"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("葛\U000e0100城", "葛城"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("e\u0301 か\u3099", "é が"),
        ("\ufa19", "\ufa19"),
    ],
)
def test_clean_drops_what_cannot_be_seen_and_keeps_the_rest(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected
