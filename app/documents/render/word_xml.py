"""WordprocessingML as strings: runs by script, paragraphs, tables. Written by hand because a table of 5,000 rows takes
minutes where every cell is an object.

Three fonts are named for every kind of letter, and a Devanagari run says `<w:cs/>`: without either, Word shows boxes or
another font (ecosystem.md 5d). Text is plain and escaped, so nothing that a person typed becomes markup or a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from app.documents.content import Align, Spans

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LATIN, JAPANESE, DEVANAGARI = "Calibri", "Yu Gothic", "Nirmala UI"
"""Fonts that a Word user has; LibreOffice and others put their nearest in their place."""
FONTS = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{JAPANESE}" w:cs="{DEVANAGARI}"/>'
_EAST = FONTS.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ')

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOT_XML = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEVANAGARI = "\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff"
_CJK = (
    "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\U000e0100-\U000e01ef"
)
_STRETCH = re.compile(
    f"(?P<hi>[{_DEVANAGARI}](?:[{_DEVANAGARI}\u200c\u200d ]*[{_DEVANAGARI}\u200c\u200d])?)|(?P<ja>[{_CJK}]+)"
)


def legal(text: str) -> str:
    """`text` as XML 1.0 may hold it: line breaks as line feeds, tabs as blanks, no controls and no bidi overrides."""
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _NOT_XML.sub("", _BREAKS.sub("\n", text).replace("\t", " ")))


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph has beside its style. Lengths are twentieths of a point."""

    align: Align = Align.LEFT
    left: int = 0
    hanging: int = 0
    keep: bool = False
    new_page: bool = False
    tabs: tuple[tuple[int, str], ...] = ()


PLAIN = Look()


def runs(spans: Spans, *, bold: bool = False) -> str:
    """`spans` as runs, one a script and weight."""
    if isinstance(spans, str):
        return _runs(spans, bold)
    return "".join(_runs(run.text, bold or run.bold) for run in spans)


def _runs(text: str, bold: bool) -> str:
    text = legal(text)
    if text.isascii():
        return run(text, bold)
    out = []
    at = 0
    for found in _STRETCH.finditer(text):
        out.append(run(text[at : found.start()], bold))
        out.append(run(found[0], bold, script=found.lastgroup or ""))
        at = found.end()
    out.append(run(text[at:], bold))
    return "".join(out)


def run(text: str, bold: bool = False, *, script: str = "") -> str:
    """One run; `script` is "hi", "ja" or "" for the rest. Line feeds become breaks."""
    if not text:
        return ""
    fonts = {"hi": FONTS, "ja": _EAST}.get(script, "")
    weight = "<w:b/><w:bCs/>" if bold else ""
    complex_script = "<w:cs/>" if script == "hi" else ""
    properties = f"{fonts}{weight}{complex_script}"
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    return f"<w:r>{shown}{'<w:br/>'.join(lines)}</w:r>"


TAB = "<w:r><w:tab/></w:r>"


def field(instruction: str) -> str:
    """A field that Word keeps up to date: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, inner: str, look: Look = PLAIN) -> str:
    """A paragraph of a style's id, holding runs."""
    parts = [f'<w:pStyle w:val="{style}"/>']
    if look.keep:
        parts.append("<w:keepNext/>")
    if look.new_page:
        parts.append("<w:pageBreakBefore/>")
    if look.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for at, kind in look.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    if look.left or look.hanging:
        parts.append(f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>')
    if look.align is not Align.LEFT:
        parts.append(f'<w:jc w:val="{"center" if look.align is Align.CENTRE else "right"}"/>')
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{inner}</w:p>"


def cell(width: int, paragraphs: str, *, span: int = 1, top: bool = False) -> str:
    """A table cell `width` wide over `span` columns; `top` draws a line above it."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    line = '<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>' if top else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{line}</w:tcPr>{paragraphs}</w:tc>'


def row(cells: str, *, header: bool = False, whole: bool = True, height: int = 0) -> str:
    """A table row: `header` is repeated on each page, `whole` is never split, `height` is the least there is."""
    parts = []
    if whole:
        parts.append("<w:cantSplit/>")
    if height:
        parts.append(f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>')
    if header:
        parts.append("<w:tblHeader/>")
    properties = f"<w:trPr>{''.join(parts)}</w:trPr>" if parts else ""
    return f"<w:tr>{properties}{cells}</w:tr>"


def table(style: str, widths: list[int], rows: list[str]) -> str:
    """A table of a style's id with columns of fixed widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
