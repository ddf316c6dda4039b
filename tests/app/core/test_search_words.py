"""Filters among the words of a search, in three languages; what is not understood is looked for as it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.search_words import Asked, parse, read_period

TODAY = date(2025, 7, 7)
JULY = (date(2025, 7, 1), date(2025, 7, 31))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("yamada battery", Asked("yamada battery")),
        ("kind:person yamada", Asked("yamada", ("person",))),
        ("yamada KIND:People", Asked("yamada", ("person",))),
        ("kind:person,meeting 池", Asked("池", ("person", "meeting"))),
        ("kind:person kind:visit", Asked("", ("person", "visit"))),
        ("kind:pers 山田", Asked("山田", ("person",))),
        ("from:2025-07-01 to:july", Asked("", (), *JULY)),
        ("in:july cell", Asked("cell", (), *JULY)),
        ('org:"Tata Capital" side:jp', Asked("", (), None, None, "Tata Capital", "JP")),
        ('org:"Tata Cap', Asked("", (), None, None, "Tata Cap")),
        ("side:us x", Asked("x", (), None, None, "", "us")),
        ("side:de", Asked("", (), None, None, "", "DE")),
        ("種類：人 期間：2025年7月　山田", Asked("山田", ("person",), *JULY)),
        ("組織:「経済産業省」 電池", Asked("電池", (), None, None, "経済産業省")),
        ("から:7月 池", Asked("池", (), JULY[0])),
        ("側:日本", Asked("", (), None, None, "", "JP")),
        ("प्रकार:बैठक से:जुलाई दिल्ली", Asked("दिल्ली", ("meeting",), JULY[0])),
        ("पक्ष:भारत", Asked("", (), None, None, "", "IN")),
        ("種類:議事録", Asked("", ("record",))),
    ],
)
def test_filters_are_taken_out_of_the_words(typed: str, asked: Asked) -> None:
    assert parse(typed, TODAY) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "kind:xyz",
        "kind:",
        "note: this",
        "ratio 2:1",
        "http://example.org/a",
        "from:99",
        "from:soon",
        "side:nobody",
        "a:b:c",
        ":x",
    ],
)
def test_what_is_no_filter_stays_a_word(typed: str) -> None:
    assert parse(typed, TODAY) == Asked(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025-07-02", date(2025, 7, 2), date(2025, 7, 2)),
        ("2 July 2025", date(2025, 7, 2), date(2025, 7, 2)),
        ("2025年7月2日", date(2025, 7, 2), date(2025, 7, 2)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("july 2024", date(2024, 7, 1), date(2024, 7, 31)),
        ("feb", date(2025, 2, 1), date(2025, 2, 28)),
        ("7月", *JULY),
        ("फ़रवरी 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024年", date(2024, 1, 1), date(2024, 12, 31)),
        ("today", TODAY, TODAY),
        ("昨日", date(2025, 7, 6), date(2025, 7, 6)),
        ("आज", TODAY, TODAY),
        ("30d", date(2025, 6, 7), TODAY),
        ("२०२५-०७-०२", date(2025, 7, 2), date(2025, 7, 2)),
    ],
)
def test_a_period_as_people_write_it(typed: str, first: date, last: date) -> None:
    assert read_period(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("today", "year"), [(date(2025, 12, 5), 2026), (date(2026, 1, 5), 2026), (date(2025, 6, 5), 2025)]
)
def test_a_month_alone_is_the_nearest(today: date, year: int) -> None:
    assert read_period("january", today) == (date(year, 1, 1), date(year, 1, 31))


@given(st.text(max_size=80) | st.from_regex(r"(kind|from|to|in|org|side|期間)[:：]\S* \w*", fullmatch=True), st.dates())
def test_anything_can_be_typed_and_no_word_is_lost(typed: str, today: date) -> None:
    asked = parse(typed, today)
    assert parse(asked.text, today).text == asked.text or asked.narrowed
    if not asked.narrowed:
        assert asked.text == " ".join(typed.split())
