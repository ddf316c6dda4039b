"""Dates, times and counts as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import formats as f
from app.core.enums import DuePrecision

DAY = date(2025, 7, 2)
START, END = datetime(2025, 7, 2, 12, 15, tzinfo=UTC), datetime(2025, 7, 2, 13, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "long", "document", "short"),
    [
        ("en", "Wed 2 July 2025", "2 July 2025 (Wed)", "Wed 2 July"),
        ("ja", "2025年7月2日（水）", "2025年7月2日（水）", "7月2日（水）"),
        ("hi", "बुध 2 जुलाई 2025", "2 जुलाई 2025 (बुध)", "बुध 2 जुलाई"),
    ],
)
def test_a_date_in_each_language(lang: str, long: str, document: str, short: str) -> None:
    assert f.date_long(DAY, lang) == long
    assert f.date_document(DAY, lang) == document
    assert f.date_short(DAY, lang) == short
    assert f.date_short(DAY, lang, today=date(2026, 1, 1)) == long


def test_an_unknown_language_is_english() -> None:
    assert f.date_long(DAY, "fr") == f.date_long(DAY) == "Wed 2 July 2025"


@pytest.mark.parametrize(
    ("first", "last", "lang", "shown"),
    [
        (DAY, DAY, "en", "2 July 2025"),
        (DAY, date(2025, 7, 4), "en", "2–4 July 2025"),
        (date(2025, 6, 30), DAY, "en", "30 June – 2 July 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), "en", "30 December 2025 – 2 January 2026"),
        (DAY, date(2025, 7, 4), "ja", "2025年7月2日～4日"),
        (date(2025, 12, 30), date(2026, 1, 2), "ja", "2025年12月30日～2026年1月2日"),
        (DAY, date(2025, 7, 4), "hi", "2–4 जुलाई 2025"),
    ],
)
def test_a_range_of_days(first: date, last: date, lang: str, shown: str) -> None:
    assert f.date_range(first, last, lang) == shown


def test_times_carry_their_zone_and_tokyos() -> None:
    assert f.time_range(START, END, "Asia/Kolkata", "Asia/Tokyo", "en") == "17:45–18:45 IST (21:15 JST)"
    assert f.time_range(START, None, "Asia/Kolkata", "", "en") == "17:45 IST"
    assert f.time_range(START, END, "Asia/Kolkata", "Asia/Kolkata", "en") == "17:45–18:45 IST"
    assert f.time_with_zone(START, "Asia/Tokyo") == "21:15 JST"
    assert f.date_time(START, "Asia/Kolkata", "en") == "Wed 2 July 2025, 17:45 IST"
    assert f.date_time(START, "Asia/Kolkata", "ja") == "2025年7月2日（水） 17:45 IST"
    assert f.clock_time(time(9, 5)) == "09:05"


def test_another_day_there_is_said() -> None:
    late, later = datetime(2025, 7, 2, 16, 30, tzinfo=UTC), datetime(2025, 7, 2, 19, 30, tzinfo=UTC)
    shown = f.time_range(late, later, "Asia/Kolkata", "Asia/Tokyo", "en")
    assert shown == "22:00 – Thu 3 July 01:00 IST (Thu 3 July 01:30 JST)"


@pytest.mark.parametrize(
    ("days", "due", "day"),
    [
        (0, "due today", "today"),
        (1, "due tomorrow", "tomorrow"),
        (3, "due in 3 days", "in 3 days"),
        (-1, "1 day overdue", "yesterday"),
        (-2, "2 days overdue", "2 days ago"),
    ],
)
def test_days_from_today(days: int, due: str, day: str) -> None:
    assert f.due_relative(days) == due
    assert f.relative_day(days) == day


def test_a_due_date_shows_as_it_was_given() -> None:
    friday = date(2025, 7, 18)
    assert f.due_shown(friday, DuePrecision.DATE, today=DAY) == "Fri 18 July"
    assert f.due_shown(None, DuePrecision.ASAP) == "as soon as possible"
    assert f.due_shown(friday, DuePrecision.BEFORE_EVENT, "before the visit") == "before the visit"
    assert f.due_shown(date(2025, 9, 30), DuePrecision.QUARTER, "Q2") == "by the end of September 2025"
    assert f.due_shown(None, DuePrecision.NONE) == ""


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-5, "just now"), (1, "just now"), (40, "40 s ago"), (300, "5 min ago"), (7200, "2 h ago"), (90_000, "yesterday")],
)
def test_how_long_since(seconds: float, shown: str) -> None:
    assert f.ago(seconds) == shown


def test_lengths_counts_and_lists() -> None:
    assert [f.duration(n) for n in (45, 60, 90)] == ["45 min", "1 h", "1 h 30 min"]
    assert [f.number(1234567, lang) for lang in ("en", "ja", "hi")] == ["1,234,567", "1,234,567", "12,34,567"]
    assert f.number(-1000, "hi") == "-1,000"
    assert f.list_join(["A", "B", "C"], "en") == "A, B and C"
    assert f.list_join(["A", "B", "C"], "ja") == "A、B、C"
    assert f.list_join(["A", "B"], "hi") == "A और B"
    assert f.list_join(["A"], "en") == "A"
    assert f.list_join([], "hi") == ""


@given(st.integers(), st.sampled_from(["en", "hi"]))
def test_grouping_keeps_the_digits(n: int, lang: str) -> None:
    assert int(f.number(n, lang).replace(",", "")) == n
