"""The quick line, typed on Wednesday 2 July 2025 at 12:00 in New Delhi."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.enums import LanguageMode, MeetingKind, MeetingRule
from app.domain.quickline import DEFAULT_MINUTES, QuickMeeting, parse_quick

NOW = datetime(2025, 7, 2, 6, 30, tzinfo=UTC)
ROOMS = ("Room 1", "Room 2", "Hall", "Residence", "会議室2")


def read(line: str, zone: str = "Asia/Kolkata") -> QuickMeeting:
    return parse_quick(line, NOW, zone, ROOMS)


def starts(line: str) -> str:
    start = read(line).start_local
    return "" if start is None else f"{start:%a %d %b %H:%M}"


@pytest.mark.parametrize(
    "line",
    [
        "Attero CEO, Thu 15:00, 60 min, room 2, JA-EN consecutive",
        "JA-EN consecutive; room 2; 60 min; Thu 15:00; Attero CEO",
        "Attero CEO Thu 15:00 60 min room 2 JA-EN consecutive",
        "Attero CEO on Thursday at 3 pm for 1 hour in room 2, consecutive JA/EN",
        "Attero CEO, 3 July, 15:00-16:00, ROOM 2, ja–en consecutive interpretation",
        "Attero CEO, 2025-07-03 3-4 pm, Room 2, Japanese-English consecutive",
        "Attero CEO tomorrow 1500-1600 room 2 ja-en consecutive",
    ],
)
def test_the_order_and_the_commas_are_free(line: str) -> None:
    meeting = read(line)
    assert (meeting.title, meeting.who, meeting.leftover) == ("Attero CEO", ("Attero CEO",), "")
    assert meeting.start_local is not None
    assert meeting.start_local.isoformat() == "2025-07-03T15:00:00+05:30"
    assert (meeting.date, meeting.time, meeting.minutes) == (date(2025, 7, 3), time(15), 60)
    assert meeting.room == "Room 2"
    assert (meeting.language_mode, meeting.languages) == (LanguageMode.CONSECUTIVE, ("ja", "en"))
    assert meeting.problems == ()


def test_the_same_in_japanese_and_hindi() -> None:
    for line in ("アッテロ社長、木曜15:00、60分、会議室2、日英逐次", "明日15時から60分会議室2日英逐次 アッテロ社長"):
        meeting = read(line)
        assert (meeting.title, meeting.time, meeting.minutes, meeting.room) == ("アッテロ社長", time(15), 60, "会議室2")
        assert (meeting.date, meeting.language_mode) == (date(2025, 7, 3), LanguageMode.CONSECUTIVE)
    meeting = read("अटेरो सीईओ, कल अपराह्न 3 बजे, 1 घंटा, कक्ष 2, क्रमिक")
    assert (meeting.title, meeting.time, meeting.minutes, meeting.room) == ("अटेरो सीईओ", time(15), 60, "कक्ष 2")
    assert (meeting.date, meeting.language_mode) == (date(2025, 7, 3), LanguageMode.CONSECUTIVE)


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("x, Wed 15:00", "Wed 02 Jul 15:00"),
        ("x, Wed 11:00", "Wed 09 Jul 11:00"),
        ("x, next Wed 15:00", "Wed 09 Jul 15:00"),
        ("x, 来週木曜 午後3時半", "Thu 10 Jul 15:30"),
        ("x, अगले शुक्रवार 11:30", "Fri 11 Jul 11:30"),
        ("x, शुक्र 11:30", "Fri 04 Jul 11:30"),
        ("x, 7月4日(金) 15:00", "Fri 04 Jul 15:00"),
        ("x, Thu 1500", "Thu 03 Jul 15:00"),
        ("x, 1500, Thu", "Thu 03 Jul 15:00"),
        ("x 15h30 fri", "Fri 04 Jul 15:30"),
        ("11-1 pm x fri", "Fri 04 Jul 11:00"),
        ("x today noon", "Wed 02 Jul 12:00"),
        ("x परसों 15 बजे", "Fri 04 Jul 15:00"),
    ],
)
def test_days_and_times(line: str, start: str) -> None:
    assert starts(line) == start
    assert read(line).title == "x"


def test_only_a_start_means_an_hour_and_says_so() -> None:
    meeting = read("Attero, Thu 15:00")
    assert meeting.minutes == DEFAULT_MINUTES
    assert [u.what for u in meeting.understood if u.assumed] == ["minutes"]
    assert not any(u.assumed for u in read("Attero, Thu 15:00-16:30").understood)
    assert read("Attero, Thu").minutes is None


def test_what_was_understood_is_shown_piece_by_piece() -> None:
    shown = {
        u.what: (u.text, u.value) for u in read("Attero CEO, Thu 15:00, 60 min, room 2, JA-EN consecutive").understood
    }
    assert shown == {
        "languages": ("JA-EN", "ja-en"),
        "language_mode": ("consecutive", "consecutive"),
        "room": ("room 2", "Room 2"),
        "time": ("15:00", "15:00"),
        "minutes": ("60 min", "60"),
        "date": ("Thu", "2025-07-03"),
    }


@pytest.mark.parametrize(
    ("line", "kind", "title", "who"),
    [
        (
            "courtesy call by Attero CEO Thu 11:30",
            MeetingKind.COURTESY_CALL,
            "courtesy call by Attero CEO",
            ("Attero CEO",),
        ),
        ("Attero CEO, courtesy call, Thu 11:30", MeetingKind.COURTESY_CALL, "Attero CEO", ("Attero CEO",)),
        ("アッテロ社長表敬 木曜11:30", MeetingKind.COURTESY_CALL, "アッテロ社長表敬", ("アッテロ社長",)),
        ("शिष्टाचार भेंट, शुक्रवार 11:30", MeetingKind.COURTESY_CALL, "शिष्टाचार भेंट", ()),
        ("Call with Tokyo tomorrow 10:00", MeetingKind.CALL, "Call with Tokyo", ("Tokyo",)),
        (
            "Lunch with Tata & Vedanta Fri 13:00",
            MeetingKind.WORKING_LUNCH,
            "Lunch with Tata & Vedanta",
            ("Tata", "Vedanta"),
        ),
        ("closed-door: cell manufacturing Fri 13:00", MeetingKind.CLOSED_DOOR, "closed-door: cell manufacturing", ()),
        (
            "closed-door, cell manufacturing, Fri 13:00",
            MeetingKind.CLOSED_DOOR,
            "cell manufacturing",
            ("cell manufacturing",),
        ),
        ("LOHUM plant visit Fri 12:30", MeetingKind.SITE_VISIT, "LOHUM plant visit", ("LOHUM",)),
    ],
)
def test_kinds_leave_the_title_as_it_was_typed(line: str, kind: MeetingKind, title: str, who: tuple[str, ...]) -> None:
    meeting = read(line)
    assert (meeting.kind, meeting.title, meeting.who) == (kind, title, who)


def test_rules_and_rooms() -> None:
    meeting = read("Attero, Fri 10:00, residence, Chatham House rule, simultaneous")
    assert (meeting.rule, meeting.room, meeting.language_mode) == (
        MeetingRule.CHATHAM_HOUSE,
        "Residence",
        LanguageMode.SIMULTANEOUS,
    )
    assert read("Attero off the record Fri 10:00").rule is MeetingRule.OFF_THE_RECORD
    assert read("Attero Fri 10:00 room 7").room == "room 7"
    assert read("Marshall Fri 10:00").room == ""


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Sun Pharma CEO, 3 pm", "Sun Pharma CEO"),
        ("रवि कुमार, 3 pm", "रवि कुमार"),
        ("Budget 2025-2026", "Budget 2025-2026"),
        ("2000 people, Fri 10:00", "2000 people"),
        ("Phase 2 of the plan, Fri 10:00", "Phase 2 of the plan"),
        ("<b>Attero</b>, Fri 10:00", "<b>Attero</b>"),
        ("Attero", "Attero"),
        ("", ""),
    ],
)
def test_names_that_look_like_days_and_times_stay_names(line: str, title: str) -> None:
    meeting = read(line)
    assert meeting.title == title
    assert meeting.problems == ()


@pytest.mark.parametrize(
    ("line", "field", "sentence"),
    [
        ("x 29 February 2027 15:00", "date", "29 February 2027 does not exist: February 2027 has 28 days."),
        ("x 31 June 15:00", "date", "31 June does not exist: June has 30 days."),
        ("x Thu 25:00", "time", "“25:00” is not a time: a day runs from 00:00 to 23:59."),
        ("x Thu 15:00-14:00", "minutes", "The end 14:00 is not after the start 15:00."),
        (
            "x Thu 15:00 for 99 h",
            "minutes",
            "“99 h” is not a length for a meeting: it must be from 1 minute to 24 hours.",
        ),
        ("x Thu 3 June 15:00", "date", "3 June 2025 is a Tuesday, not a Thursday."),
    ],
)
def test_what_cannot_be_is_a_problem_and_no_guess(line: str, field: str, sentence: str) -> None:
    meeting = read(line)
    assert [(p.field, str(p)) for p in meeting.problems] == [(field, sentence)]
    assert meeting.title == "x"
    assert getattr(meeting, field) is None


def test_a_reception_may_go_past_midnight() -> None:
    meeting = read("Reception Fri 22:00-00:30")
    assert (meeting.minutes, meeting.problems) == (150, ())


def test_a_time_that_the_clocks_skip_is_a_problem() -> None:
    meeting = read("x 29 March 2026 1:30", "Europe/London")
    assert meeting.start_local is None
    assert "does not exist in Europe/London" in str(meeting.problems[0])


PIECES = st.sampled_from(
    [
        "Attero",
        "Thu",
        "next",
        "15:00",
        "-",
        "16:00",
        "60 min",
        "room 2",
        "JA-EN",
        "2 July",
        "29 Feb 2027",
        "3 pm",
        "25:00",
        "木曜",
        "午後3時",
        "会議室2",
        "कल",
        "15 बजे",
        "1500",
        ",",
        "、",
        "at",
        "Chatham House",
        "call with",
        "1h30",
        "99 h",
        "12-30",
    ]
)
LINES = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=10).map(" ".join),
    st.lists(PIECES, max_size=10).map("".join),
)


@given(LINES)
@settings(max_examples=300)
def test_anything_can_be_typed(line: str) -> None:
    meeting = read(line)
    if meeting.start_local is not None:
        assert meeting.start_local.utcoffset() is not None
        assert meeting.start_local.date() == meeting.date
    assert meeting.minutes is None or 0 < meeting.minutes <= 24 * 60
    assert all(str(p) for p in meeting.problems)
    for u in meeting.understood:
        assert u.assumed or u.text == "" or u.text in line


def test_ten_thousand_characters_are_read_in_their_beginning() -> None:
    assert len(read("x " * 5000).title) <= 500


@pytest.mark.parametrize(
    ("line", "zone", "utc"),
    [
        ("Call with the capital, Thu 01:30 London", "Europe/London", "2025-07-03T00:30:00+00:00"),
        ("Call, 3 July 15:00 JST", "Asia/Tokyo", "2025-07-03T06:00:00+00:00"),
        ("Call, Thu 15:00-16:00 (Asia/Tokyo)", "Asia/Tokyo", "2025-07-03T06:00:00+00:00"),
        ("Call, Thu 15:00 Tokyo time 30 min", "Asia/Tokyo", "2025-07-03T06:00:00+00:00"),
        ("電話会議, 7月3日15時 日本時間", "Asia/Tokyo", "2025-07-03T06:00:00+00:00"),
        ("Call, tomorrow 1500 UTC", "UTC", "2025-07-03T15:00:00+00:00"),
    ],
)
def test_a_zone_typed_after_the_time_is_the_one_that_counts(line: str, zone: str, utc: str) -> None:
    meeting = read(line)
    assert (meeting.zone, meeting.leftover) == (zone, "")
    assert meeting.start_local is not None
    assert meeting.start_local.astimezone(UTC).isoformat() == utc


@pytest.mark.parametrize("line", ["Thu 15:00 Attero CEO", "Attero Thu 15:00 lunch", "Tokyo, Thu 15:00"])
def test_a_name_beside_the_time_is_no_zone(line: str) -> None:
    meeting = read(line)
    assert meeting.zone == ""
    assert meeting.start_local is not None
    assert meeting.start_local.isoformat() == "2025-07-03T15:00:00+05:30"
