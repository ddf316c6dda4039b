"""Zones, and days, times and lengths as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import formats, zones
from app.core.errors import Refused
from app.core.zones import BadWhen, UnknownZone, parse_date, parse_duration, parse_time

TODAY = date(2025, 7, 2)


def test_a_wall_time_becomes_its_instant_and_comes_back() -> None:
    instant = zones.to_utc(date(2025, 7, 2), time(17, 45), "Asia/Kolkata")
    assert instant == datetime(2025, 7, 2, 12, 15, tzinfo=UTC)
    assert zones.local(instant, "Asia/Tokyo").strftime("%H:%M") == "21:15"


def test_a_time_that_the_clocks_skip_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadWhen) as refusal:
        zones.to_utc(date(2025, 3, 30), time(1, 30), "Europe/London")
    assert str(refusal.value) == (
        "01:30 on 30 March 2025 does not exist in Europe/London: the clocks go forward. Choose 02:30 or another time."
    )
    assert isinstance(refusal.value, Refused)
    assert isinstance(refusal.value, ValueError)


def test_a_time_that_happens_twice_is_the_first_one() -> None:
    day, at = date(2025, 10, 26), time(1, 30)
    assert zones.is_twice(day, at, "Europe/London")
    assert not zones.is_twice(day, time(3), "Europe/London")
    assert not zones.is_twice(date(2025, 3, 30), time(3), "Europe/London")
    assert zones.to_utc(day, at, "Europe/London") == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Asia", "../../etc/passwd", "Mars/Olympus", "x" * 500, "\x00", "IST5"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone, match="is not a time zone"):
        zones.zone_of(name)


def test_an_instant_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="aware"):
        zones.local(datetime(2025, 7, 2), "Asia/Tokyo")


def test_the_ends_of_time_are_refused() -> None:
    with pytest.raises(BadWhen, match="out of range"):
        zones.to_utc(date.min, time(0), "Asia/Tokyo")


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Kolkata", "IST"),
        ("Asia/Tokyo", "JST"),
        ("UTC", "UTC"),
        ("Asia/Kathmandu", "UTC+05:45"),
        ("America/St_Johns", "UTC-02:30"),
        ("Europe/Dublin", "UTC+01:00"),
    ],
)
def test_only_letters_that_mean_one_zone_here_are_used(zone: str, shown: str) -> None:
    assert zones.zone_abbreviation(zone, datetime(2025, 7, 2, tzinfo=UTC)) == shown


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)), st.sampled_from(["Asia/Kolkata", "Asia/Tokyo"]))
def test_without_summer_time_every_time_comes_back(wall: datetime, zone: str) -> None:
    assert zones.local(zones.to_utc(wall.date(), wall.time(), zone), zone).replace(tzinfo=None) == wall


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(["Europe/London", "America/New_York"]))
def test_with_summer_time_every_time_comes_back_or_is_refused(wall: datetime, zone: str) -> None:
    try:
        instant = zones.to_utc(wall.date(), wall.time(), zone)
    except BadWhen:
        before, after = (zones.to_utc(*_parts(wall + timedelta(hours=h)), zone) for h in (-3, 3))
        assert after - before == timedelta(hours=5)
    else:
        assert zones.local(instant, zone).replace(tzinfo=None) == wall


def _parts(wall: datetime) -> tuple[date, time]:
    return wall.date(), wall.time()


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-02",
        "2025/07/02",
        "2 July 2025",
        "2 Jul",
        "2nd of July",
        "Wed 2 Jul",
        "wed, 2nd July 2025",
        "July 2, 2025",
        "2-Jul-2025",
        "02.07.2025",
        "2/7/2025",
        "2/7/25",
        "2/7",
        "2025年7月2日",
        "2025年7月2日（水）",
        "7月2日(水)",
        "令和7年7月2日",
        "R7.7.2",
        "2 जुलाई 2025",
        "बुध 2 जुलाई",
        "२ जुलाई २०२५",
        "２０２５年７月２日",
        " 2 July 2025 ",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert parse_date(text, TODAY) == date(2025, 7, 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("29 February 2027", "29 February 2027 does not exist: February 2027 has 28 days."),
        ("29 Feb", "29 February 2025 does not exist: February 2025 has 28 days."),
        ("2027年2月29日", "29 February 2027 does not exist: February 2027 has 28 days."),
        ("31 June", "31 June does not exist: June has 30 days."),
        ("31/06/2025", "31 June 2025 does not exist: June has 30 days."),
        ("0 July", "0 July does not exist: July has 31 days."),
        ("7/13/2025", "There is no month 13: write day, month, year."),
        ("2025-00-01", "There is no month 0: write day, month, year."),
        ("9999-01-01", "The year 9999 is out of range."),
        ("Thu 2 July", "2 July 2025 is a Wednesday, not a Thursday."),
        ("2025年7月2日（木）", "2 July 2025 is a Wednesday, not a Thursday."),
        ("令和1年1月1日", "1 January 2019 is not in the era 令和."),
        ("soon", "“soon” is not a date. Write it like 2 July 2025 or 2025-07-02."),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(BadWhen) as refusal:
        parse_date(text, TODAY)
    assert str(refusal.value) == sentence


def test_a_day_without_year_is_this_years_until_it_is_long_gone() -> None:
    assert parse_date("1 July", TODAY) == date(2025, 7, 1)
    assert parse_date("10 January", date(2025, 12, 20)) == date(2026, 1, 10)
    assert parse_date("20 December", date(2025, 12, 21)) == date(2025, 12, 20)
    assert parse_date("29 Feb", date(2027, 12, 1)) == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["en", "ja", "hi"]))
def test_every_date_we_print_is_read_back(day: date, lang: str) -> None:
    for shown in (formats.date_long(day, lang), formats.date_plain(day, lang), day.isoformat()):
        assert parse_date(shown, TODAY) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:00", "15:00"),
        ("1500", "15:00"),
        ("1500 hrs", "15:00"),
        ("15.00", "15:00"),
        ("930", "09:30"),
        ("3 pm", "15:00"),
        ("3:30 p.m.", "15:30"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("15時", "15:00"),
        ("15時30分", "15:30"),
        ("午後3時半", "15:30"),
        ("正午", "12:00"),
        ("15 बजे", "15:00"),
        ("अपराह्न 3 बजे", "15:00"),
        ("साढ़े 3 बजे", "03:30"),
        ("रात 9 बजे", "21:00"),
        ("पूर्वाह्न 10:30 बजे", "10:30"),
        ("１５：００", "15:00"),
        ("१५:३०", "15:30"),
    ],
)
def test_one_time_in_many_spellings(text: str, at: str) -> None:
    assert parse_time(text) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "text", ["", "3", "25:00", "24:00", "15:60", "13 am", "25時", "noonish", "15:00:00:00", "-1:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadWhen):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60", 60),
        ("60 min", 60),
        ("90m", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1.5 h", 90),
        ("2 hours", 120),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("90分", 90),
        ("1時間半", 90),
        ("1時間30分", 90),
        ("1 घंटा", 60),
        ("2 घंटे", 120),
        ("30 मिनट", 30),
        ("डेढ़ घंटा", 90),
    ],
)
def test_one_length_in_many_spellings(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "0 min", "25 h", "long", "-60 min", "9999 min"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(BadWhen):
        parse_duration(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadWhen):
        parse_time(text)
    with suppress(BadWhen):
        parse_duration(text)
    with suppress(BadWhen):
        parse_date(text, TODAY)
