"""Lines of a record as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.enums import PointKind as K
from app.domain.recordline import LETTERS, RecordLine, format_line, parse_line, quote_names


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("The two sides met.", RecordLine(K.DISCUSSION, "The two sides met.")),
        ("d to exchange lists of materials", RecordLine(K.DECISION, "to exchange lists of materials")),
        (
            "c  @jbic will send an overview of financing tools >fri",
            RecordLine(K.COMMITMENT, "will send an overview of financing tools", ("jbic",), "fri"),
        ),
        (
            'a them: arrange talks @"Tata Capital" @sato >31 July #finance',
            RecordLine(K.ACTION, "arrange talks", ("Tata Capital", "sato"), "31 July", ("finance",), "them"),
        ),
        ("JP: shared its plans", RecordLine(K.DISCUSSION, "shared its plans", side="JP")),
        ("r IN: on publication", RecordLine(K.RESERVATION, "on publication", side="IN")),
        ("決定 双方は資料を交換する", RecordLine(K.DECISION, "双方は資料を交換する")),
        ("決定：双方は資料を交換する", RecordLine(K.DECISION, "双方は資料を交換する")),
        ("निर्णय: सूची दी जाएगी", RecordLine(K.DECISION, "सूची दी जाएगी")),
        ("Decision: to meet again", RecordLine(K.DECISION, "to meet again")),
        ("next meeting: Tuesday", RecordLine(K.NEXT_MEETING, "Tuesday")),
        ("ｄ　資料を交換する", RecordLine(K.DECISION, "資料を交換する")),
        (
            "a 先方：＠山田 概要を送付 ＞来週金曜 ＃電池",
            RecordLine(K.ACTION, "概要を送付", ("山田",), "来週金曜", ("電池",), "them"),
        ),
        ("a ask @sato to send it", RecordLine(K.ACTION, "ask sato to send it", ("sato",))),
        ("a send it, @s.k.rao, today", RecordLine(K.ACTION, "send it, s.k.rao, today", ("s.k.rao",))),
        ("a >fri @sato", RecordLine(K.ACTION, "", ("sato",), "fri")),
        ("a send >mon >fri", RecordLine(K.ACTION, "send", (), "fri")),
        ("", RecordLine(K.DISCUSSION, "")),
        ("d ", RecordLine(K.DECISION, "")),
    ],
)
def test_a_line_is_read(typed: str, read: RecordLine) -> None:
    assert parse_line(typed) == read
    assert parse_line(format_line(read)) == read


@pytest.mark.parametrize(
    "prose",
    [
        "A delegation arrived at noon",
        "D. Kumar spoke",
        "decision on the plant was postponed",
        "निर्णय लिया गया कि सूची दी जाएगी",
        "action",
        "c",
        "write to rao@example.in",
        "capacity > 30 GWh, i.e. >= 20 -> later",
        "#1 priority, C# and a # sign",
        "NB: not a side",
        "決定事項を確認した",
        r"C:\temp\x",
        "b is no kind",
        "<b>bold</b> & 3 < 4",
    ],
)
def test_prose_stays_prose(prose: str) -> None:
    assert parse_line(prose) == RecordLine(K.DISCUSSION, prose)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"\a list was given", "a list was given"),
        (r"\JP: is a code", "JP: is a code"),
        (r"\Decision: is a word", "Decision: is a word"),
        (r"the sign \@home and \#tag and \>fri", "the sign @home and #tag and >fri"),
        (r"a backslash \\@x", r"a backslash \@x"),
    ],
)
def test_a_backslash_keeps_what_follows(typed: str, text: str) -> None:
    line = parse_line(typed if typed[0] != "a" else "\\" + typed)
    assert line == RecordLine(K.DISCUSSION, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("@Sato: agreed", "agreed"), ("a @佐藤、送付する", "送付する"), ("@Sato : kept", ": kept"), (": kept", ": kept")],
)
def test_a_colon_right_after_a_name_goes_with_it(typed: str, text: str) -> None:
    assert parse_line(typed).text == text


def test_names_of_several_words_are_quoted_where_they_are_known() -> None:
    known = {"Sato Emi", "S. K. Rao", "Tata Capital"}.__contains__
    assert quote_names("a us: @Sato Emi, @Tata Capital to write >fri", known) == (
        'a us: @"Sato Emi", @"Tata Capital" to write >fri'
    )
    assert quote_names("ask @S. K. Rao.", known) == 'ask @"S. K. Rao".'
    assert (
        quote_names(r"\@Sato Emi and @Sato Emily, @\"Sato Emi\"", known) == r"\@Sato Emi and @Sato Emily, @\"Sato Emi\""
    )


def test_each_kind_has_its_letter() -> None:
    assert set(LETTERS.values()) == set(K) - {K.DISCUSSION}
    for letter, kind in LETTERS.items():
        assert parse_line(f"{letter} text").kind is kind


def test_sides_are_the_meetings_own() -> None:
    assert parse_line("FR: said", ("JP", "FR")).side == "FR"
    assert parse_line("FR: said").text == "FR: said"


PRINTED = st.characters(codec="utf-8", exclude_characters='"\n', exclude_categories=["Cc", "Zl", "Zp"])
NAMES = st.text(PRINTED, min_size=1, max_size=12).filter(lambda s: s.strip() == s)
TOPICS = NAMES.filter(lambda s: s[0].isalpha())
DUE = st.sampled_from(["", "fri", "31 July", "before the visit", "来週金曜", "in 2 weeks"])
TEXT = st.one_of(
    st.text(st.sampled_from("ab d:JP@#>\\＠\"'x.決定 　"), max_size=20),
    st.text(st.characters(codec="utf-8"), max_size=40),
).map(str.strip)
LINES = st.builds(
    RecordLine,
    kind=st.sampled_from(K),
    text=TEXT,
    people=st.lists(NAMES, max_size=2, unique=True).map(tuple),
    due_text=DUE,
    topics=st.lists(TOPICS, max_size=2, unique=True).map(tuple),
    side=st.sampled_from(["", "us", "them", "JP", "IN"]),
)


@given(LINES)
@settings(max_examples=600)
def test_editing_shows_what_was_said(line: RecordLine) -> None:
    assert parse_line(format_line(line)) == line, format_line(line)


@given(st.one_of(TEXT, st.text(max_size=80)))
@settings(max_examples=400)
def test_what_was_read_once_reads_the_same_again(typed: str) -> None:
    line = parse_line(typed)
    assert parse_line(format_line(line)) == line, format_line(line)
