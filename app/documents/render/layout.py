"""From neutral content to strips: sizes, spaces, columns and rules of the printed page, in points.

One type family, three sizes (title 17, text 10.5, tables 9.5) and small type for notes; black, and one grey that
survives a photocopier (look.md, "Paper"; domain.md 5, common layout).
"""

from __future__ import annotations

from app.core.errors import ToolFault
from app.core.i18n import N_
from app.documents.content import (
    Align,
    Block,
    Facts,
    Heading,
    KeepTogether,
    Letterhead,
    Numbered,
    PageBreak,
    Paragraph,
    Role,
    Run,
    Signatures,
    Spacer,
    Spans,
    Table,
    Title,
)
from app.documents.render.paragraph import Line, lines
from app.documents.render.strips import Placed, Rule, Strip
from app.documents.render.tables import table_strips
from app.documents.render.typography import GREY, HAIR, MM, Style, Typography, baseline, tracked

_HANG = 12 * MM
_FACT_LABEL = 34 * MM


class Flow:
    """Turns blocks into strips of `width` points, in one language's typography."""

    def __init__(self, width: float, lang: str) -> None:
        self.width = width
        self.type = Typography(lang)
        self.strips: list[Strip] = []
        self._space = 0.0
        self._break = False

    def add(self, block: Block) -> None:
        """Append one block."""
        start = len(self.strips)
        match block:
            case Letterhead():
                self._letterhead(block)
            case Title():
                self._title(block)
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Numbered():
                self._numbered(block)
            case Facts():
                self._facts(block)
            case Table():
                self.strips += table_strips(block, self.width, self.type)
            case Signatures():
                self._signatures(block)
            case Spacer():
                self._space = max(self._space, block.height * MM)
            case PageBreak():
                self._break = True
            case KeepTogether():
                for inner in block.blocks:
                    self.add(inner)
                for strip in self.strips[start:-1]:
                    strip.keep = True
        if self._space and len(self.strips) > start and not isinstance(block, KeepTogether):
            self.strips[start].above = max(self._space, self.strips[start].above)
            self._space = 0.0
        if self._break and len(self.strips) > start:
            self.strips[start].new_page = True
            self._break = False

    # -- flowing text

    def text(
        self,
        spans: Spans,
        style: Style,
        *,
        left: float = 0.0,
        right: float = 0.0,
        align: Align = Align.LEFT,
        side_rule: bool = False,
    ) -> list[Strip]:
        """`spans` as strips of one line each, with widows and orphans kept off."""
        room = self.width - left - right
        out: list[Strip] = []
        for line in lines(spans, room / style.size * 1000, bold=style.bold):
            strip = Strip(style.leading)
            if line.pieces:
                strip.texts.append(_aligned(line, style, left, room, align))
            if side_rule:
                strip.rules.append(Rule(left - 3 * MM, 1.5, left - 3 * MM, style.leading - 0.5, 0.9))
            out.append(strip)
        out[0].above = style.above
        if len(out) > 1:
            out[0].keep = out[-2].keep = True
        return out

    def _heading(self, block: Heading) -> None:
        style = self.type.heading if block.level == 1 else self.type.subheading
        hang = _HANG if block.number else 0.0
        strips = self.text(block.text, style, left=hang)
        if block.number:
            number = lines(block.number, _HANG / style.size * 1000, bold=True)[0]
            strips[0].texts.append(Placed(0.0, baseline(style), style.size, number))
        for strip in strips:
            strip.keep = True
        strips[0].outline = (f"{block.number} {block.text}".strip(), block.level - 1)
        self.strips += strips

    def _paragraph(self, block: Paragraph) -> None:
        left = _HANG if block.indented else 0.0
        if block.role is Role.REMARK:
            strips = self._centred(block.text, self.type.remark)
        elif block.role is Role.NOTICE:
            strips = self.text(block.text, self.type.notice, left=4 * MM, right=4 * MM, align=Align.CENTRE)
            self._box(strips)
        else:
            style = self.type.note if block.role is Role.NOTE else self.type.body
            conclusion = block.role is Role.CONCLUSION
            strips = self.text(block.text, style, left=left + (4 * MM if conclusion else 0), side_rule=conclusion)
        self.strips += strips

    def _box(self, strips: list[Strip]) -> None:
        """Rules above and below a notice."""
        pad = 4.0
        strips[0].texts = [placed._replace(baseline=placed.baseline + pad) for placed in strips[0].texts]
        strips[0].height += pad
        strips[0].rules.append(Rule(0, 0, self.width, 0, HAIR))
        strips[-1].height += pad
        strips[-1].rules.append(Rule(0, strips[-1].height, self.width, strips[-1].height, HAIR))
        for strip in strips[:-1]:
            strip.keep = True

    def _numbered(self, block: Numbered) -> None:
        style = self.type.body
        left = _HANG * (block.level - 1)
        strips = self.text(block.text, style, left=left + _HANG)
        label = lines(block.label, _HANG / style.size * 1000)[0]
        strips[0].texts.append(Placed(left, baseline(style), style.size, label, 0.0, GREY))
        self.strips += strips

    # -- set pieces

    def _letterhead(self, block: Letterhead) -> None:
        kind = self.type
        picture = None
        if block.emblem_png:
            across, down = picture_size(block.emblem_png)
            scale = min(18 * MM / down, 60 * MM / across)
            width, height = across * scale, down * scale
            picture = Strip(height + 3 * MM, picture=(block.emblem_png, (self.width - width) / 2, width, height))
        strips = [picture] if picture else []
        strips += self._centred(block.name, kind.letterhead)
        if block.others:
            strips += self._centred("   ·   ".join(block.others), kind.letterhead_others)
        strips.append(Strip(13.0, rules=[Rule(0, 7.0, self.width, 7.0, 0.9), Rule(0, 9.0, self.width, 9.0, HAIR)]))
        for line in block.lines:
            strips += self._centred(line, kind.letterhead_lines)
        for strip in strips:
            strip.keep = True
        strips[-1].height += 5 * MM
        self.strips += strips

    def _centred(self, spans: Spans, style: Style) -> list[Strip]:
        return self.text(spans, style, align=Align.CENTRE)

    def _title(self, block: Title) -> None:
        strips = self._centred(block.text, self.type.title)
        for index, line in enumerate(block.lines):
            added = self._centred(line, self.type.title_line)
            added[0].above = 3.0 if index == 0 else 1.0
            strips += added
        strips[0].outline = (block.text, 0)
        for strip in strips:
            strip.keep = True
        self.strips += strips

    def _facts(self, block: Facts) -> None:
        kind = self.type
        widest = max((lines(label, 1e9)[0].width for label, _ in block.rows), default=0.0) * kind.label.size / 1000
        left = min(max(widest + 5 * MM, _FACT_LABEL), self.width / 3)
        for label, value in block.rows:
            values = self.text(value, kind.body, left=left)
            names = self.text(label, kind.label, right=self.width - left + 3 * MM)
            for index, strip in enumerate(names):
                if index == len(values):
                    values.append(Strip(kind.body.leading))
                values[index].texts += [placed._replace(baseline=baseline(kind.body)) for placed in strip.texts]
            values[0].above = 2.0
            self.strips += values

    def _signatures(self, block: Signatures) -> None:
        style, gap = self.type.table, 12 * MM
        count = max(2, len(block.places))
        room = (self.width - gap * (count - 1)) / count
        strip = Strip(0.0, above=4 * MM)
        for index, place in enumerate(block.places):
            left = index * (room + gap)
            y = 0.0
            for spans, bold, space in [(place.label, True, 13 * MM), *((line, False, 0.0) for line in place.lines)]:
                for line in lines((Run(spans, bold),), room / style.size * 1000):
                    strip.texts.append(Placed(left, y + baseline(style), style.size, line))
                    y += style.leading
                if space:
                    y += space
                    strip.rules.append(Rule(left, y - 2, left + room, y - 2, HAIR))
            strip.height = max(strip.height, y)
        self.strips.append(strip)


def _aligned(line: Line, style: Style, left: float, room: float, align: Align) -> Placed:
    width = line.width * style.size / 1000 + tracked(line, style)
    x = left
    if align is Align.CENTRE:
        x += (room - width) / 2
    elif align is Align.RIGHT:
        x += room - width
    return Placed(x, baseline(style), style.size, line, style.tracking, style.grey)


def picture_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels, from its header. Raises `ToolFault` if it is no PNG or absurdly large."""
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR" or not (0 < wide <= 6000 and 0 < high <= 6000):
        raise ToolFault(N_("The emblem of the letterhead is not a PNG picture of at most 6000 by 6000 dots."))
    return wide, high
