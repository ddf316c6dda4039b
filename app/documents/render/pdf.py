"""PDF by ReportLab: lays content out, then writes each page's operators straight into the canvas.

Equal content gives equal bytes: the file's date is the content's `issued_at`, its identifier a digest of what it
shows, and nothing depends on what was printed before. ReportLab's fonts keep state while a file is written and must
not be used by two threads at a time, so rendering holds a lock. ReportLab itself is imported at the first page only.
"""

from __future__ import annotations

import io
import threading
from calendar import timegm
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import ToolFault
from app.core.i18n import N_
from app.documents.content import Align, Content, Spans
from app.documents.render import fonts
from app.documents.render.fonts import LATIN, Font
from app.documents.render.layout import Flow
from app.documents.render.linebreak import clean
from app.documents.render.paragraph import Piece, lines
from app.documents.render.strips import OnPage, Placed, Rule, Strip, paginate
from app.documents.render.typography import GREY, HAIR, MM, Style, Typography

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * MM, 20 * MM, 20 * MM, 20 * MM
_SIZES = {
    "A4": (595.2756, 841.8898),
    "Letter": (612.0, 792.0),
    "A4 landscape": (841.8898, 595.2756),
    "A3 landscape": (1190.5512, 841.8898),
    "Letter landscape": (792.0, 612.0),
    "Tabloid landscape": (1224.0, 792.0),
}
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Laid:
    """A document cut into pages, not yet written."""

    content: Content
    type: Typography
    width: float
    height: float
    pages: list[list[OnPage]]


def render(content: Content, drawn: Iterable[Strip] = ()) -> bytes:
    """The finished PDF file; `drawn`, made while the fonts are held, stands after the blocks (a picture).

    Raises `ToolFault` if a font is missing or the letterhead's emblem cannot be read.
    """
    with _LOCK:
        painter = _Painter(content)
        painter.add(_laid(content, drawn))
        return painter.finish()


def render_several(contents: Sequence[Content], front: Callable[[Sequence[int], int], Content]) -> bytes:
    """Several documents as one file, each numbered for itself, with the file's own page numbers beside.

    `front` makes what stands before them (a page of contents) from the page each begins on and the number of all pages;
    it is asked twice, because it counts itself. The outline has a branch for each document. Raises as `render`, and
    ValueError for no documents.
    """
    if not contents:
        raise ValueError("a file of no documents")
    with _LOCK:
        documents = [_laid(content) for content in contents]
        ahead = 1
        for _ in range(2):
            begins, page = [], ahead + 1
            for document in documents:
                begins.append(page)
                page += len(document.pages)
            first = _laid(front(begins, page - 1))
            ahead = len(first.pages)
        painter = _Painter(first.content)
        total = ahead + sum(len(document.pages) for document in documents)
        painter.add(first, sheets=(1, total))
        for document, begin in zip(documents, begins, strict=True):
            painter.add(document, branch=document.content.title, sheets=(begin, total))
        return painter.finish()


def _laid(content: Content, drawn: Iterable[Strip] = ()) -> Laid:
    width, height = _SIZES.get(content.paper, _SIZES["A4"])
    flow = Flow(width - _LEFT - _RIGHT, content.lang)
    for block in content.blocks:
        flow.add(block)
    flow.strips += drawn
    return Laid(content, flow.type, width, height, paginate(flow.strips, height - _TOP - _BOTTOM))


def warm() -> None:
    """Import ReportLab and load the Latin fonts ahead of the first export, in a worker thread."""
    with _LOCK:
        _canvas_class()
        fonts.font(LATIN, False)
        fonts.font(LATIN, True)


def _canvas_class() -> Any:
    """ReportLab's canvas, with its settings for untrusted text and lean files."""
    from reportlab import rl_config  # 70 ms, only for whoever prints
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    rl_config.pdfComments = 0
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    return Canvas


class _Painter:
    """Writes one file, of one document or several; `about` gives its properties."""

    def __init__(self, about: Content) -> None:
        canvas_class = _canvas_class()
        self.content, self.type = about, Typography(about.lang)
        self.width, self.height = _SIZES.get(about.paper, _SIZES["A4"])
        self.latin = fonts.font(LATIN)
        self.file = io.BytesIO()
        self.canvas = canvas_class(
            self.file,
            pagesize=(self.width, self.height),
            pageCompression=1,
            invariant=1,
            initialFontName=self.latin.name,
            lang=about.lang,
            pdfVersion=(1, 7),
        )
        self.doc = self.canvas._doc
        self._names: dict[tuple[Font, int], str] = {}
        self._outline, self._deeper = 0, 0
        self._describe()

    def add(self, laid: Laid, *, branch: str = "", sheets: tuple[int, int] | None = None) -> None:
        """Write a document's pages. `branch` puts its outline under an entry of its own, `sheets` is the number its
        first page has in the whole file, and how many that has."""
        self.content, self.type, self.width, self.height = laid.content, laid.type, laid.width, laid.height
        canvas = self.canvas
        self._deeper = 1 if branch else 0
        for number, page in enumerate(laid.pages, start=1):
            canvas.setPageSize((self.width, self.height))
            code: list[str] = []
            if branch and number == 1:
                self._bookmark(branch, 0, 0.0)
            for top, strip in page:
                if strip.outline:
                    title, level = strip.outline
                    self._bookmark(title, level + self._deeper, top)
                if strip.picture:
                    self._picture(strip, top)
                if strip.shapes:
                    code.append(f"q 1 0 0 1 {_LEFT:.2f} {self.height - _TOP - top:.2f} cm\n{strip.shapes}\nQ")
                for rule in strip.rules:
                    self._rule(code, rule, top)
            sheet = (sheets[0] + number - 1, sheets[1]) if sheets else None
            furniture, rules = self._furniture(number, len(laid.pages), sheet)
            for rule in rules:
                self._rule(code, rule, 0)
            self._texts(code, page, furniture)
            page_code = "\n".join(code)
            self.doc.updateSignature(page_code)
            canvas._code.append(page_code)
            canvas.showPage()

    def finish(self) -> bytes:
        """The file's bytes."""
        self.doc.delayedFonts.append(_ReadableText(list(self.doc.delayedFonts)))
        self.canvas.save()
        return self.file.getvalue()

    @property
    def _room(self) -> float:
        return self.width - _LEFT - _RIGHT

    def _describe(self) -> None:
        canvas, content = self.canvas, self.content
        canvas.setTitle(clean(content.title))
        canvas.setAuthor(clean(content.author))
        canvas.setCreator("Chancery")
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        stamp = self.doc._timeStamp
        moment = content.issued_at.utctimetuple()
        stamp.t, stamp.lt, stamp.YMDhms = float(timegm(moment)), moment, tuple(moment)[:6]

    # -- pieces of a page

    def _bookmark(self, title: str, level: int, top: float) -> None:
        self._outline += 1
        key = f"h{self._outline}"
        self.canvas.bookmarkHorizontalAbsolute(key, self.height - _TOP - top + 6)
        self.canvas.addOutlineEntry(clean(title), key, level, closed=False)

    def _picture(self, strip: Strip, top: float) -> None:
        from reportlab.lib.utils import ImageReader  # brings Pillow along, which most letterheads do not need

        png, left, wide, high = strip.picture or (b"", 0.0, 0.0, 0.0)
        try:
            reader = ImageReader(io.BytesIO(png))
            self.canvas.drawImage(reader, _LEFT + left, self.height - _TOP - top - high, wide, high, mask="auto")
        except (OSError, ValueError, SyntaxError) as error:
            raise ToolFault(N_("The emblem of the letterhead cannot be read.")) from error

    def _rule(self, code: list[str], rule: Rule, top: float) -> None:
        y = self.height - _TOP - top
        line = f"{_LEFT + rule.x1:.2f} {y - rule.y1:.2f} m {_LEFT + rule.x2:.2f} {y - rule.y2:.2f} l S"
        code.append(f"{rule.width:g} w {rule.grey:g} G {line}")

    def _furniture(self, number: int, count: int, sheet: tuple[int, int] | None) -> tuple[list[Placed], list[Rule]]:
        """Marking at top and bottom, TLP at the right, reference, notice, page number (domain.md 2.1; 4.6, 35)."""
        kind, about = self.type, self.content.furniture
        low = self.height - _TOP  # from the top of the text area to the foot of the paper
        foot = low - 16.4 * MM
        out: list[Placed] = []
        rules = [Rule(0, foot, self._room, foot, HAIR, GREY)]
        for y in (-11.5 * MM, low - 8 * MM):
            taken = 0.0
            if about.tlp:
                tlp = self._line(about.tlp, kind.tlp, y, Align.RIGHT)
                taken = tlp.line.width * tlp.size / 1000 + 4 * MM
                out.append(tlp)
            if about.corner and y < 0:
                corner = self._line(about.corner, kind.furniture, y, Align.LEFT, margin=self._room * 0.7)
                taken = max(taken, corner.line.width * corner.size / 1000 + 4 * MM)
                out.append(corner)
            if about.marking and about.stamped and y < 0:
                stamp = self._line(about.marking, kind.stamp, y, Align.RIGHT, margin=taken + 3 * MM)
                stamp = stamp._replace(x=stamp.x - taken - 3 * MM)
                rules += _box(stamp, kind.stamp)
                out.append(stamp)
            elif about.marking:
                out.append(self._line(about.marking, kind.marking, y, Align.CENTRE, margin=taken))
        y = low - 12.6 * MM
        paged = about.page_of.format(page=number, pages=count)
        if sheet is not None:
            paged += f"  ·  {sheet[0]}/{sheet[1]}"
        page = self._line(paged, kind.furniture, y, Align.RIGHT)
        margin = max(30 * MM, page.line.width * page.size / 1000 + 4 * MM)
        out += [self._line(about.footer, kind.furniture, y, Align.LEFT, margin=margin), page]
        if about.notice:
            out.append(self._line(about.notice, kind.marking, -6.8 * MM, Align.CENTRE))
        return out, rules

    def _line(self, text: Spans, style: Style, y: float, align: Align, margin: float = 0.0) -> Placed:
        """One line of furniture, made smaller until it fits; `margin` stays free at the right (centred: both sides)."""
        room = self._room - margin * (2 if align is Align.CENTRE else 1)
        line = lines(text, 1e9, bold=style.bold)[0]
        size = min(style.size, room / max(line.width, 1.0) * 1000)
        width = line.width * size / 1000
        x = {Align.LEFT: 0.0, Align.CENTRE: (self._room - width) / 2, Align.RIGHT: self._room - width}[align]
        return Placed(x, y, size, line, 0.0, style.grey)

    # -- text operators

    def _texts(self, code: list[str], page: list[OnPage], furniture: list[Placed]) -> None:
        code.append("BT")
        self._font, self._grey, self._tracking = ("", 0.0), -1.0, 0.0
        base = self.height - _TOP
        for placed in furniture:
            self._text(code, placed, base)
        for top, strip in page:
            for placed in strip.texts:
                self._text(code, placed, base - top)
        if self._tracking:
            code.append("0 Tc")
        code.append("ET")

    def _text(self, code: list[str], placed: Placed, base: float) -> None:
        x, y, size, line, tracking, grey = placed
        if grey != self._grey:
            code.append(f"{grey:g} g")
            self._grey = grey
        if tracking != self._tracking:
            code.append(f"{tracking:g} Tc")
            self._tracking = tracking
        x += _LEFT
        y = base - y
        for piece in line.pieces:
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            self._piece(code, piece, size)
            x += piece.width * size / 1000
            if tracking:
                x += tracking * len(piece.text)

    def _piece(self, code: list[str], piece: Piece, size: float) -> None:
        if piece.actual:
            code.append(f"/Span <</ActualText <FEFF{piece.actual.encode('utf-16-be').hex().upper()}>>> BDC")
        if piece.glyphs:
            self._shaped(code, piece, size)
        elif piece.font.family == LATIN and piece.text.isascii():
            self._use(code, piece, 0, size)  # ASCII stands at its own codes in the first subset
            code.append(f"({_escaped(piece.text)}) Tj")
        else:
            for subset, data in piece.font.ttf.splitString(piece.text, self.doc):
                self._use(code, piece, subset, size)
                code.append(f"<{data.hex()}> Tj")
        if piece.actual:
            code.append("EMC")

    def _shaped(self, code: list[str], piece: Piece, size: float) -> None:
        rise = 0.0
        for move, up, glyph in piece.glyphs:
            ((subset, data),) = piece.font.ttf.splitString(chr(glyph), self.doc)
            self._use(code, piece, subset, size)
            if up != rise:
                code.append(f"{up * size / 1000:.2f} Ts")
                rise = up
            code.append(f"[{-move:g} <{data.hex()}>] TJ" if move else f"<{data.hex()}> Tj")
        if rise:
            code.append("0 Ts")

    def _use(self, code: list[str], piece: Piece, subset: int, size: float) -> None:
        key = (piece.font, subset)
        name = self._names.get(key)
        if name is None:
            if subset == 0:
                piece.font.ttf.splitString(" ", self.doc)  # opens the font in this file
            name = self._names[key] = piece.font.ttf.getSubsetInternalName(subset, self.doc)
        if (name, size) != self._font:
            code.append(f"{name} {size:.4g} Tf")
            self._font = (name, size)


def _box(stamp: Placed, style: Style) -> list[Rule]:
    """The frame of a stamped marking."""
    wide = stamp.line.width * stamp.size / 1000
    left, right = stamp.x - 2.5 * MM, stamp.x + wide + 2.5 * MM
    top, bottom = stamp.baseline - style.size, stamp.baseline + style.size * 0.42
    return [
        Rule(left, top, right, top, 1.2),
        Rule(left, bottom, right, bottom, 1.2),
        Rule(left, top, left, bottom, 1.2),
        Rule(right, top, right, bottom, 1.2),
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


class _ReadableText:
    """Stands last among the fonts of a file and mends their ToUnicode tables: ReportLab writes characters beyond U+FFFF
    with an odd number of digits, and for shaped glyphs a private character, so that copied text was rubbish."""

    def __init__(self, used: list[Any]) -> None:
        self._used = used

    def addObjects(self, doc: Any) -> None:
        for ttf in self._used:
            if ttf.owner.family == LATIN:
                continue
            name = ttf.face.name.decode("ascii", "replace")
            for key, stream in doc.idToObject.items():
                if not key.startswith("toUnicodeCMap:") or not key.endswith("+" + name):
                    continue
                stream.content = _mended(stream.content, ttf.owner)


def _mended(table: str, face: fonts.Font) -> str:
    out = []
    for line in table.split("\n"):
        if line.startswith("<") and "> <" in line and line.endswith(">"):
            code, meaning = line[1:-1].split("> <")
            if len(meaning) > 4 or "E000" <= meaning <= "F8FF":
                text = face.unicode_of(int(meaning, 16))
                line = f"<{code}> <{text.encode('utf-16-be').hex().upper()}>"
        out.append(line)
    return "\n".join(out)
