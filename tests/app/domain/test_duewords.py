"""Due words, read on Wednesday 2 July 2025 unless said otherwise."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import formats
from app.core.enums import DuePrecision as P
from app.core.when import BadWhen
from app.domain.duewords import Due, parse_due, quarter_end

TODAY = date(2025, 7, 2)
CHARACTERS = st.sampled_from("0123456789 QqfrinextweekmonthbyJul月日末週後来金曜四半期अगलेशुक्रवार-/.()")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        *[
            (w, "2025-07-04")
            for w in ("fri", "Friday", "this fri", "by friday", "金曜", "金曜日まで", "शुक्रवार", "शुक्रवार तक")
        ],
        *[(w, "2025-07-09") for w in ("wed", "in 7 days", "a week", "1週間後", "1 सप्ताह में", "in one week")],
        *[
            (w, "2025-07-11")
            for w in ("next fri", "next Friday", "来週金曜", "来週の金曜日", "अगले शुक्रवार", "next week", "来週")
        ],
        *[
            (w, "2025-07-16")
            for w in ("in 2 weeks", "2w", "2週間後", "14 days", "16 July", "7月16日まで", "by 16/07/2025")
        ],
        *[
            (w, "2025-07-31")
            for w in ("end of month", "eom", "月末", "今月末", "31 July", "July", "end of July", "7月末")
        ],
        *[(w, "2025-08-02") for w in ("in a month", "1か月後", "एक महीने में")],
        *[(w, "2025-08-31") for w in ("end of next month", "来月末", "next month")],
        *[(w, "2025-07-03") for w in ("tomorrow", "明日", "कल", "明日まで")],
        *[(w, "2025-12-31") for w in ("end of year", "年末")],
        *[(w, "2026-03-31") for w in ("年度末", "end of the fiscal year")],
        ("today", "2025-07-02"),
        ("30 June", "2025-06-30"),
        ("５日以内", "2025-07-07"),
    ],
)
def test_words_that_name_a_day(words: str, due: str) -> None:
    assert parse_due(words, TODAY) == Due(date.fromisoformat(due), P.DATE, words)


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        *[(w, P.ASAP) for w in ("asap", "ASAP", "as soon as possible", "至急", "यथाशीघ्र")],
        *[(w, P.BEFORE_EVENT) for w in ("before the visit", "訪問前", "次回会合までに", "यात्रा से पहले")],
        *[(w, P.NONE) for w in ("", " ", "none", "なし")],
    ],
)
def test_words_that_name_no_day(words: str, precision: P) -> None:
    assert parse_due(words, TODAY) == Due(None, precision, words.strip())


@pytest.mark.parametrize(
    ("words", "end"),
    [
        *[(w, "2025-12-31") for w in ("Q3", "q3 2025", "FY2025 Q3", "第3四半期", "2025年度第三四半期", "तीसरी तिमाही")],
        ("Q2", "2025-09-30"),
        ("Q4", "2026-03-31"),
        ("Q1", "2026-06-30"),
    ],
)
def test_quarters_are_fiscal_and_due_on_their_last_day(words: str, end: str) -> None:
    assert parse_due(words, TODAY) == Due(date.fromisoformat(end), P.QUARTER, words)


def test_a_fiscal_year_may_begin_elsewhere() -> None:
    assert parse_due("Q3", TODAY, fiscal_start=1).date == date(2025, 9, 30)
    assert parse_due("年度末", TODAY, fiscal_start=1).date == date(2025, 12, 31)
    assert parse_due("Q4", date(2026, 2, 1)).date == date(2026, 3, 31)
    assert [quarter_end(2025, q).isoformat() for q in (1, 2, 3, 4)] == [
        "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31",
    ]  # fmt: skip


def test_weeks_begin_on_monday() -> None:
    sunday = date(2025, 7, 6)
    assert parse_due("next fri", sunday).date == date(2025, 7, 11)
    assert parse_due("fri", date(2025, 7, 4)).date == date(2025, 7, 11)
    assert parse_due("this week", sunday).date == sunday


def test_a_month_later_stays_in_the_month() -> None:
    assert parse_due("in 1 month", date(2025, 1, 31)).date == date(2025, 2, 28)
    assert parse_due("eom", date(2025, 12, 5)).date == date(2025, 12, 31)
    assert parse_due("next month", date(2025, 12, 5)).date == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 June", "31 June does not exist: June has 30 days."),
        ("by 29 Feb 2027", "29 February 2027 does not exist: February 2027 has 28 days."),
        ("999 weeks", "“999 weeks” is too far ahead."),
        ("13月末", "There is no month 13: write day, month, year."),
        ("Q1 9999", "The year 9999 is out of range."),
        (
            "whenever",
            "“whenever” is not a due date. Write it like 31 July, fri, in 2 weeks or before the visit.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(BadWhen) as refusal:
        parse_due(words, TODAY)
    assert str(refusal.value) == sentence


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["en", "ja", "hi"]))
def test_a_printed_date_is_read_back(day: date, lang: str) -> None:
    assert parse_due(formats.date_long(day, lang), TODAY).date == day


@given(st.one_of(st.text(max_size=100), st.text(CHARACTERS, max_size=20)), st.dates(date(1990, 1, 1), date(2150, 1, 1)))
def test_any_words_are_read_or_refused(words: str, today: date) -> None:
    with suppress(BadWhen):
        assert (parse_due(words, today).date is None) == (
            parse_due(words, today).precision in (P.ASAP, P.BEFORE_EVENT, P.NONE)
        )
