"""Lines: nothing is wider than its place, nothing is lost, each character is drawn by a font that has it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.documents.content import Run
from app.documents.render import fonts
from app.documents.render.linebreak import clean
from app.documents.render.paragraph import Line, lines

MIXED = st.text(alphabet="abcdef -–.é 日本語、。「」カー𠮷क्षत्रियदोनों।₹😀شכ→①\n", max_size=120)


def shown(line: Line) -> str:
    return "".join(piece.actual or piece.text for piece in line.pieces)


@given(MIXED, st.integers(3000, 40000))
@example("כ्כि", 3000)
@settings(deadline=None)
def test_no_line_is_wider_than_its_place(text: str, width: int) -> None:
    assert all(line.width <= width + 0.01 for line in lines(text, width))


@given(MIXED, st.integers(3000, 40000), st.booleans())
@settings(deadline=None)
def test_every_letter_stands_in_some_line(text: str, width: int, bold: bool) -> None:
    drawn = "".join(shown(line) for line in lines((Run(text, bold),), width))
    letters = [char for char in clean(text) if not char.isspace()]
    assert [char for char in drawn if not char.isspace()] == letters


def test_rupee_danda_arrow_and_circled_digit_are_found_in_another_font() -> None:
    (line,) = lines("予算は₹860、期限は①→② तक।", 1e9)
    assert not [piece for piece in line.pieces if fonts.MISSING in piece.text]
    for piece in line.pieces:
        if not piece.glyphs:
            assert all(ord(char) in piece.font.codes for char in piece.text)


def test_what_no_font_has_is_a_box_that_still_says_what_it_was() -> None:
    (line,) = lines("ok 😀", 1e9)
    assert line.pieces[-1].text == fonts.MISSING
    assert line.pieces[-1].actual == "😀"


def test_devanagari_is_shaped_and_japanese_is_not() -> None:
    (line,) = lines("क्षत्रिय 令和", 1e9)
    deva = next(piece for piece in line.pieces if piece.glyphs)
    assert len(deva.glyphs) < len(deva.text)
    japanese = line.pieces[-1]
    assert (japanese.text, japanese.glyphs) == ("令和", ())


def test_a_word_wider_than_the_line_is_broken_and_no_other() -> None:
    broken = [shown(line) for line in lines("short " + "x" * 40 + " end", 9000)]
    assert broken[0] == "short"
    assert "".join(broken[1:]).replace(" ", "") == "x" * 40 + "end"


def test_bold_and_plain_share_a_line() -> None:
    (line,) = lines((Run("Decision: ", bold=True), Run("agreed.")), 1e9)
    assert [(piece.text, piece.font.bold) for piece in line.pieces] == [("Decision: ", True), ("agreed.", False)]
