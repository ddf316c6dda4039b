"""The fonts of a printed page: loaded once, kept for the life of the process, asked for by family and weight.

Three Noto families cover Latin, Japanese and Devanagari. Only Devanagari is shaped (HarfBuzz); shaping the Japanese
font would turn 令和 into ㋿ by its discretionary ligatures. A shaped glyph is handed to ReportLab as the private
character U+E000 + glyph number, always the same one, so that equal input gives equal bytes whatever was printed
before.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from app.core.errors import ToolFault
from app.core.i18n import N_

LATIN, JAPANESE, DEVANAGARI = "latin", "japanese", "devanagari"

_FILES = {
    (LATIN, False): "NotoSans_400Regular.ttf",
    (LATIN, True): "NotoSans_600SemiBold.ttf",
    (JAPANESE, False): "NotoSansJP_400Regular.ttf",
    (JAPANESE, True): "NotoSansJP_700Bold.ttf",
    (DEVANAGARI, False): "NotoSansDevanagari_400Regular.ttf",
    (DEVANAGARI, True): "NotoSansDevanagari_700Bold.ttf",
}
_PRIVATE = 0xE000
MISSING = "\u25a1"
"""Drawn for a character that none of the fonts has; the Japanese font has it."""

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"


class Font:
    """One font file: ReportLab's object for drawing, widths in thousandths of the size, HarfBuzz for shaping.

    Raises `ToolFault` if the file is missing or cannot be read.
    """

    def __init__(self, family: str, bold: bool) -> None:
        # ReportLab takes 70 ms to import and is needed by whoever prints, not by whoever names a document.
        from reportlab.pdfbase import pdfmetrics, ttfonts

        path = FOLDER / _FILES[family, bold]
        self.family, self.bold = family, bold
        self.name = f"{family}{'-bold' if bold else ''}"
        try:
            # ASCII in the first subset, at its own codes, lets plain text be written without a look-up per letter.
            self.ttf: Any = ttfonts.TTFont(self.name, str(path), asciiReadable=family == LATIN, shapable=False)
        except (OSError, ttfonts.TTFError) as error:
            message = N_("The font {name} is missing or damaged. Install Chancery again.")
            raise ToolFault(message, name=path.name) from error
        self.ttf.owner = self
        pdfmetrics.registerFont(self.ttf)
        self.codes = frozenset(self.ttf.face.charToGlyph)
        self.space = self.width(" ")
        self._shaper: Any = None
        self._letters: dict[int, str] = {}

    def width(self, text: str) -> float:
        """Width of unshaped `text` in thousandths of the font size."""
        return float(self.ttf.stringWidth(text, 1000))

    def shape(self, text: str) -> tuple[tuple[tuple[float, float, int], ...], float]:
        """Shape `text`: (move before, rise, private character) for each glyph, and the advance, in thousandths."""
        import uharfbuzz  # heavy, and needed for Devanagari only

        if self._shaper is None:
            self._shaper = self._prepare(uharfbuzz)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shaper, buffer, {"kern": True, "liga": True, "dlig": False})
        widths = self.ttf.face.charWidths
        glyphs: list[tuple[float, float, int]] = []
        pen = drawn = 0.0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            code = _PRIVATE + info.codepoint
            at = pen + position.x_offset
            glyphs.append((at - drawn, float(position.y_offset), code))
            drawn = at + widths[code]
            pen += position.x_advance
        return tuple(glyphs), pen

    def _prepare(self, uharfbuzz: Any) -> Any:
        face = self.ttf.face
        shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face._ttf_data)))
        for glyph in range(face.numGlyphs):
            face.charToGlyph[_PRIVATE + glyph] = glyph
            face.charWidths[_PRIVATE + glyph] = shaper.get_glyph_h_advance(glyph)
        self._letters = {face.charToGlyph[code]: chr(code) for code in sorted(self.codes, reverse=True)}
        return shaper

    def unicode_of(self, code: int) -> str:
        """What the ToUnicode table says for a character in a subset: itself, or the letter a shaped glyph shows."""
        if self._shaper is None or not _PRIVATE <= code < _PRIVATE + self.ttf.face.numGlyphs:
            return chr(code) if code else "\ufffd"
        return self._letters.get(code - _PRIVATE, "\ufffd")


_loaded: dict[tuple[str, bool], Font] = {}


def font(family: str, bold: bool = False) -> Font:
    """The font of a family and weight, loaded at the first call (3 ms Latin, 50 ms Japanese).

    There is never a second object for one file: a page that mixed two would write one's codes into the other's subset.
    """
    found = _loaded.get((family, bold))
    if found is None:
        found = _loaded[family, bold] = Font(family, bold)
    return found


def forget() -> None:
    """Drop every loaded font, so that the next call reads the files again (after they were repaired, or in a test)."""
    _loaded.clear()


@lru_cache(maxsize=20_000)
def font_for(char: str, family: str, bold: bool) -> Font | None:
    """The font that draws `char`: of `family` if it has it, else another's, or None."""
    code = ord(char)
    for candidate in dict.fromkeys((family, LATIN, JAPANESE, DEVANAGARI)):
        found = font(candidate, bold)
        if code in found.codes:
            return found
    return None
