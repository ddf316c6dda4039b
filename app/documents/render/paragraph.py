"""From text to lines: which font draws each character, how Devanagari joins, where lines end.

Three scripts may stand in one line. Text of Latin letters alone, which most of a page is, takes a short way: cached
word widths and whole strings. The rest is cut into units (`linebreak`), each split by script, shaped where needed, and
cached. All widths are in thousandths of the font size, so one measure serves every size.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.documents.content import Spans
from app.documents.render import fonts
from app.documents.render.fonts import DEVANAGARI, JAPANESE, LATIN, Font
from app.documents.render.linebreak import CJK, SPACES, clean, clusters, latin_units, units

Glyphs = tuple[tuple[float, float, int], ...]


class Piece(NamedTuple):
    """Text in one font. `glyphs` if it was shaped; `actual` if what is drawn does not say what it means."""

    font: Font
    text: str
    width: float
    glyphs: Glyphs = ()
    actual: str = ""


class Line(NamedTuple):
    pieces: tuple[Piece, ...]
    width: float


class _Unit(NamedTuple):
    pieces: tuple[Piece, ...]
    width: float
    spaces: str
    spaces_width: float


_SIMPLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\u20b9]*").fullmatch
_JAPANESE = re.compile(f"[{CJK}]").match
_TRAILING = re.compile(f"[{SPACES}]+$")
_CACHED_WORDS = 100_000
_ENDLESS = 400
"""A "word" of more characters than this is cut before it is measured: no line holds it."""
_word_widths: dict[bool, dict[str, float]] = {False: {}, True: {}}


def forget() -> None:
    """Drop every cached measure; needed after the fonts were dropped."""
    fonts.forget()
    fonts.font_for.cache_clear()
    _unit.cache_clear()
    for widths in _word_widths.values():
        widths.clear()


def lines(spans: Spans, width: float, *, bold: bool = False) -> list[Line]:
    """Break `spans` into lines of at most `width` (thousandths of the font size); at least one line, maybe empty."""
    runs = ((spans, bold),) if isinstance(spans, str) else tuple((run.text, bold or run.bold) for run in spans)
    cleaned = [(clean(text), heavy) for text, heavy in runs]
    if all(_SIMPLE(text) for text, _ in cleaned):
        return _simple(cleaned, width)
    return _general(cleaned, width)


_Segments = list[tuple[Font, list[str]]]


def _simple(runs: list[tuple[str, bool]], width: float) -> list[Line]:
    out: list[Line] = []
    segments: _Segments = []
    used = 0.0
    for text, bold in runs:
        face = fonts.font(LATIN, bold)
        known, space = _word_widths[bold], face.space
        words: list[str] = []
        segments.append((face, words))
        for word in latin_units(text):
            measure = known.get(word)
            if measure is None:
                if len(known) > _CACHED_WORDS:
                    known.clear()
                measure = known[word] = face.width(word)
            visible = measure
            if word.endswith(" "):
                visible -= space * (len(word) - len(word.rstrip(" ")))
            if used + visible > width:
                if used:
                    out.append(_simple_line(segments))
                    words = []
                    segments, used = [(face, words)], 0.0
                if visible > width:
                    *full, word = _forced(word, width, bold)
                    out += (_simple_line([(face, [part])]) for part in full)
                    measure = face.width(word)
            words.append(word)
            used += measure
    if used or not out:
        out.append(_simple_line(segments))
    return out


def _simple_line(segments: _Segments) -> Line:
    pieces: list[Piece] = []
    for face, words in segments:
        text = "".join(words)
        if text:
            pieces.append(Piece(face, text, face.width(text)))
    while pieces and pieces[-1].text.endswith(" "):
        face, text = pieces[-1].font, pieces.pop().text.rstrip(" ")
        if text:
            pieces.append(Piece(face, text, face.width(text)))
    return Line(tuple(pieces), sum(piece.width for piece in pieces))


def _forced(word: str, width: float, bold: bool) -> list[str]:
    """Cut a word that is wider than the line between its clusters; each part fits, the last may be short."""
    parts, used = [""], 0.0
    for cluster in _narrow(word, width, bold):
        measure = _unit(cluster, bold).width
        if parts[-1] and used + measure > width and not cluster.isspace():
            parts.append("")
            used = 0.0
        parts[-1] += cluster
        used += measure
    return parts


def _narrow(word: str, width: float, bold: bool) -> Iterator[str]:
    """The clusters of a word; one that is wider than the line itself (marks of one script on letters of another) comes
    letter by letter."""
    for cluster in clusters(word):
        if len(cluster) > 1 and _unit(cluster, bold).width > width:
            yield from cluster
        else:
            yield cluster


def _general(runs: list[tuple[str, bool]], width: float) -> list[Line]:
    out: list[Line] = []
    current: list[_Unit] = []
    used = 0.0
    for text, heavy in ((unit, heavy) for whole, heavy in runs for unit in units(whole)):
        if text == "\n":
            out.append(_line(current))
            current, used = [], 0.0
            continue
        endless = len(text) > _ENDLESS
        unit = _unit(text[:1] if endless else text, heavy)
        if endless or (used + unit.width > width and (current or unit.width > width)):
            if current:
                out.append(_line(current))
                current, used = [], 0.0
            if endless or unit.width > width:
                *full, rest = _forced(text, width, heavy)
                out += (_line([_unit(part, heavy)]) for part in full)
                unit = _unit(rest, heavy)
        current.append(unit)
        used += unit.width + unit.spaces_width
    if current or not out:
        out.append(_line(current))
    return out


def _line(parts: list[_Unit]) -> Line:
    pieces: list[Piece] = []
    last = len(parts) - 1
    for index, part in enumerate(parts):
        pieces += part.pieces
        if part.spaces and index < last:
            bold = bool(part.pieces) and part.pieces[-1].font.bold
            pieces.append(Piece(fonts.font(LATIN, bold), part.spaces, part.spaces_width))
    joined = _joined(pieces)
    return Line(joined, sum(piece.width for piece in joined))


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """`pieces` with neighbours of plain text in the same font made one."""
    out: list[Piece] = []
    texts: list[str] = []
    face: Font | None = None
    width = 0.0
    for piece in pieces:
        plain = not piece.glyphs and not piece.actual
        if plain and piece.font is face:
            texts.append(piece.text)
            width += piece.width
            continue
        if face is not None:
            out.append(Piece(face, "".join(texts), width))
            face = None
        if plain:
            face, texts, width = piece.font, [piece.text], piece.width
        else:
            out.append(piece)
    if face is not None:
        out.append(Piece(face, "".join(texts), width))
    return tuple(out)


@lru_cache(maxsize=50_000)
def _unit(text: str, bold: bool) -> _Unit:
    trailing = _TRAILING.search(text)
    spaces = ""
    if trailing:
        text, spaces = text[: trailing.start()], trailing[0].replace("\u200b", "")
    pieces: list[Piece] = []
    stretch, face = "", None
    family = LATIN
    for char in text:
        family = _family(char, family)
        drawn = fonts.font_for(char, family, bold)
        if drawn is None and (unicodedata.category(char)[0] in "MC" or char in "\u200b\u200c\u200d"):
            # a mark or joiner without a glyph: nothing to draw, and HarfBuzz wants the joiners of its own script
            drawn = face if face is not None and char in "\u200c\u200d" and face.family == DEVANAGARI else None
            if drawn is None:
                continue
        if drawn is not face and stretch:
            pieces.append(_piece(stretch, face))
            stretch = ""
        face = drawn
        stretch += char
    if stretch:
        pieces.append(_piece(stretch, face))
    # A space is measured and drawn in the Latin font: the other two have other ideas of its width.
    blank = " " * len(spaces) if "\u3000" not in spaces else "\u2003" * len(spaces)
    width_of_blank = fonts.font(LATIN, bold).width(blank) if blank else 0.0
    merged = _joined(pieces)
    return _Unit(merged, sum(piece.width for piece in merged), blank, width_of_blank)


def _piece(text: str, face: Font | None) -> Piece:
    if face is None:
        boxes = fonts.MISSING * len(text)
        face = fonts.font(JAPANESE, False)
        return Piece(face, boxes, face.width(boxes), actual=text)
    if face.family == DEVANAGARI:
        glyphs, width = face.shape(text)
        return Piece(face, text, width, glyphs, text)
    return Piece(face, text, face.width(text))


def _family(char: str, before: str) -> str:
    """The family whose font draws `char`; marks, joiners and common punctuation follow what stands before them."""
    code = ord(char)
    if code < 0x300:
        return LATIN
    if 0x900 <= code <= 0x97F or 0xA8E0 <= code <= 0xA8FF or 0x1CD0 <= code <= 0x1CFF:
        return DEVANAGARI
    if _JAPANESE(char):
        return JAPANESE
    if code in (0x200C, 0x200D) or unicodedata.category(char)[0] == "M":
        return before
    if 0x2010 <= code <= 0x206F:
        return JAPANESE if before == JAPANESE else LATIN
    return LATIN
