"""Sizes and leadings by language. Japanese stands a little wider apart; Devanagari needs room for its marks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.documents.render.fonts import LATIN
from app.documents.render.paragraph import Line

MM = 72 / 25.4
HAIR = 0.4
GREY = 0.38


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set, in points; `grey` 0 is black, `tracking` is added after each letter of Latin text."""

    size: float
    leading: float
    bold: bool = False
    grey: float = 0.0
    tracking: float = 0.0
    above: float = 0.0


class Typography:
    """The styles of one language's page."""

    def __init__(self, lang: str) -> None:
        body = 16.0 if lang == "en" else 17.0
        table = 13.0 if lang == "en" else 13.8
        caps = 1.6 if lang == "en" else 0.0
        self.body = Style(10.5, body, above=3.5)
        self.label = Style(9.5, body, grey=GREY)
        self.heading = Style(12.0, 17.0, bold=True, above=19.0)
        self.subheading = Style(10.5, body, bold=True, above=10.0)
        self.note = Style(8.5, 12.5, grey=GREY, above=3.0)
        self.remark = Style(8.5, 12.5, grey=GREY, above=5.0)
        self.notice = Style(9.5, 14.0, above=8.0)
        self.table = Style(9.5, table)
        self.table_head = Style(8.5, 12.0, bold=True)
        self.table_note = Style(8.5, 11.8, grey=GREY)
        self.group = Style(9.5, table, bold=True)
        self.title = Style(15.5 if lang == "en" else 17.5, 25.0, bold=True, tracking=caps, above=4.0)
        self.title_line = Style(10.5, 15.0)
        self.letterhead = Style(17.0 if lang == "en" else 19.0, 27.0, tracking=2.6 if lang == "en" else 0.0)
        self.letterhead_others = Style(9.5, 15.0, grey=GREY)
        self.letterhead_lines = Style(8.5, 12.0, grey=GREY, above=1.0)
        self.furniture = Style(8.5, 12.0, grey=GREY)
        self.marking = Style(9.5, 12.0, bold=True)
        self.stamp = Style(12.0, 14.0, bold=True)
        self.tlp = Style(12.0, 14.0, bold=True)

    def group_style(self, level: int) -> Style:
        """Style of a heading inside a table: level 1 is the side or delegation, level 2 the organisation."""
        return self.group if level == 1 else replace(self.group, bold=False, grey=GREY, size=9.0)


def baseline(style: Style) -> float:
    """Distance of the baseline from the line's top, so that the letters stand in the middle of their leading."""
    return style.leading / 2 + style.size * 0.36


def tracked(line: Line, style: Style) -> float:
    """What tracking adds to the width of `line`, in points (not after the last letter)."""
    if not style.tracking:
        return 0.0
    letters = sum(len(piece.text) for piece in line.pieces if piece.font.family == LATIN)
    return max(0.0, style.tracking * (letters - 1))
