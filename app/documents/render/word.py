"""DOCX by python-docx: the same content as the printed page, as a Word user expects to go on with it.

Real heading styles (so the navigation pane and a table of contents work), a header and footer with PAGE of NUMPAGES,
table heads that repeat, rows that are not split, three fonts for three scripts. The file's properties name the mission
and no person. Equal content gives equal bytes. python-docx is imported with the first file only.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from app.core.errors import ToolFault
from app.core.i18n import N_
from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Furniture,
    GroupRow,
    Heading,
    KeepTogether,
    Letterhead,
    Numbered,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Signatures,
    Spacer,
    Table,
    Title,
    plain,
)
from app.documents.render.layout import picture_size
from app.documents.render.word_styles import styles
from app.documents.render.word_xml import (
    NAMESPACE,
    TAB,
    Look,
    cell,
    field,
    legal,
    paragraph,
    row,
    run,
    runs,
    table,
)

_MM = 1440 / 25.4
_SIZES = {
    "A4": (11906, 16838),
    "Letter": (12240, 15840),
    "A4 landscape": (16838, 11906),
    "Letter landscape": (15840, 12240),
}
_LEFT, _RIGHT, _TOP, _BOTTOM = (round(mm * _MM) for mm in (25, 20, 22, 22))
_HANG, _FACT = round(12 * _MM), round(38 * _MM)
_LONG_ROW = 2_500
"""Characters above which a row may be split: it might be taller than a page."""
_ROLES = {
    Role.BODY: "BodyText",
    Role.NOTE: "Note",
    Role.NOTICE: "Notice",
    Role.REMARK: "Remark",
    Role.CONCLUSION: "Conclusion",
}


def render(content: Content) -> bytes:
    """The finished DOCX file. Raises `ToolFault` if the letterhead's emblem cannot be read."""
    import docx  # 60 ms, only for whoever writes one
    from docx.oxml import parse_xml

    document = docx.Document()
    document.styles.element[:] = list(parse_xml(styles(content.lang).encode("utf-8")))
    _bare(document)
    width, height = _SIZES.get(content.paper, _SIZES["A4"])
    _furnish(document, content.furniture, width, height)
    _describe(document, content)
    body = _Body(width - _LEFT - _RIGHT)
    for block in content.blocks:
        if isinstance(block, Letterhead) and block.emblem_png:
            body.parts.append(_emblem(document, block.emblem_png))
        body.add(block)
    _set(document, body.parts)
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue(), content.issued_at)


def _set(document: Any, parts: list[str]) -> None:
    """Put the finished paragraphs and tables into the document. Parsed as a whole: moving a large table from one tree
    into another takes a minute."""
    from docx.oxml import parse_xml

    section = document.element.body.sectPr.xml
    whole = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(parts)}{section}</w:body></w:document>'
    document.part._element = parse_xml(whole.encode("utf-8"))


def _emblem(document: Any, png: bytes) -> str:
    """The paragraph with the emblem; the picture itself becomes a part of the file."""
    from docx.shared import Mm

    across, down = picture_size(png)
    scale = min(18 / down, 60 / across)
    place = document.add_paragraph(style="Letterhead Name")
    try:
        place.add_run().add_picture(io.BytesIO(png), Mm(across * scale), Mm(down * scale))
    except (OSError, ValueError, KeyError) as error:
        raise ToolFault(N_("The emblem of the letterhead cannot be read.")) from error
    return str(place._p.xml)


class _Body:
    """Blocks as WordprocessingML, `width` twentieths of a point wide."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.parts: list[str] = []
        self._break = False
        self._space = 0.0

    def add(self, block: Block, keep: bool = False, together: bool = False) -> None:
        """Append one block; `keep` holds it with what follows, `together` its own lines with one another."""
        match block:
            case Letterhead():
                self._letterhead(block)
            case Title():
                self._paragraph("Title", runs(block.text), keep=True)
                for line in block.lines:
                    self._paragraph("Subtitle", runs(line))
            case Heading():
                style = f"Heading{min(block.level, 3)}"
                if block.number:
                    inner = runs(block.number) + TAB + runs(block.text)
                    self._paragraph(style, inner, left=_HANG, hanging=_HANG)
                else:
                    self._paragraph(style, runs(block.text))
            case Paragraph():
                left = _HANG if block.indented else 0
                left += round(4 * _MM) if block.role is Role.CONCLUSION else 0
                self._paragraph(_ROLES[block.role], runs(block.text), keep=keep, left=left)
            case Numbered():
                left = _HANG * block.level
                inner = runs(block.label) + TAB + runs(block.text)
                self._paragraph("NumberedParagraph", inner, keep=keep, left=left, hanging=_HANG)
            case Facts():
                for number, (label, value) in enumerate(block.rows, start=1):
                    inner = runs(label) + TAB + runs(value)
                    held = keep or (together and number < len(block.rows))
                    self._paragraph("Fact", inner, keep=held, left=_FACT, hanging=_FACT, tabs=((_FACT, "left"),))
            case Table():
                self._table(block, keep)
            case Signatures():
                self._signatures(block)
            case KeepTogether():
                for number, inner_block in enumerate(block.blocks, start=1):
                    self.add(inner_block, keep=number < len(block.blocks), together=True)
            case PageBreak():
                self._break = True
            case Spacer():
                self._space = max(self._space, block.height)

    def _paragraph(
        self,
        style: str,
        inner: str,
        *,
        keep: bool = False,
        left: int = 0,
        hanging: int = 0,
        tabs: tuple[tuple[int, str], ...] = (),
    ) -> None:
        if self._space and not self._break:
            self.parts.append(_gap(self._space))
        look = Look(left=left, hanging=hanging, keep=keep, new_page=self._break, tabs=tabs)
        self._break, self._space = False, 0.0
        self.parts.append(paragraph(style, inner, look))

    def _letterhead(self, block: Letterhead) -> None:
        self._paragraph("LetterheadName", runs(block.name))
        self._paragraph("LetterheadOthers", runs("   ·   ".join(block.others)))
        for line in block.lines:
            self._paragraph("LetterheadDetail", runs(line))

    # -- tables

    def _table(self, block: Table, keep: bool) -> None:
        if self._break or self._space:  # a table cannot begin a page by itself
            self._paragraph("TableNote", "", keep=True)
        widths = _widths(block.columns, self.width)
        heads = "".join(
            cell(wide, paragraph("TableHead", runs(column.title), Look(align=column.align)))
            for column, wide in zip(block.columns, widths, strict=True)
        )
        rows = [row(heads, header=True)]
        for line in block.rows:
            rows.append(self._group(line, widths) if isinstance(line, GroupRow) else _row(line, block, widths, keep))
        self.parts.append(table("TableGrid" if block.grid else "Lines", widths, rows))
        self.parts.append(_gap(1.5))  # two tables in a row would grow together

    def _group(self, line: GroupRow, widths: list[int]) -> str:
        note = TAB + runs(line.note) if line.note else ""
        look = Look(keep=True, tabs=((self.width - 160, "right"),))
        return row(cell(sum(widths), paragraph("TableGroup", runs(line.text) + note, look), span=len(widths)))

    def _signatures(self, block: Signatures) -> None:
        if not block.places:
            return
        if self._break or self._space:
            self._paragraph("TableNote", "", keep=True)
        gap = round(12 * _MM)
        count = max(2, len(block.places))
        wide = (self.width - gap * (count - 1)) // count
        widths = [wide if index % 2 == 0 else gap for index in range(2 * count - 1)]
        labels, lines = [], []
        for index, width in enumerate(widths):
            place = block.places[index // 2] if index % 2 == 0 and index // 2 < len(block.places) else None
            label = runs(place.label, bold=True) if place else ""
            labels.append(cell(width, paragraph("SignatureLine", label, Look(keep=True))))
            texts = (place.lines if place else ()) or ("",)
            inner = "".join(paragraph("SignatureLine", runs(text)) for text in texts)
            lines.append(cell(width, inner, top=place is not None))
        rows = [row("".join(labels), height=round(15 * _MM)), row("".join(lines))]
        self.parts.append(table("TableNormal", widths, rows))
        self.parts.append(_gap(1.5))


def _row(line: Row, block: Table, widths: list[int], keep: bool) -> str:
    cells = []
    length = 0
    for one, column, wide in zip(line.cells, block.columns, widths, strict=True):
        length += len(plain(one.text)) + len(one.note)
        cells.append(cell(wide, _cell(one, column, keep)))
    return row("".join(cells), whole=length < _LONG_ROW, height=round(line.height * _MM))


def _cell(one: Cell, column: Column, keep: bool) -> str:
    look = Look(align=column.align, keep=keep)
    out = []
    if plain(one.text) or not one.note:
        out.append(paragraph("TableText", runs(one.text, bold=one.strong), look))
    if one.note:
        out.append(paragraph("TableNote", runs(one.note), look))
    return "".join(out)


def _widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """Columns in twentieths of a point; the gutter of the printed page is the cells' right margin."""
    gutter = round(3 * _MM)
    fixed = sum(round(column.width * _MM) + gutter for column in columns if column.width)
    shares = sum(column.share for column in columns if not column.width) or 1
    room = max(0, width - fixed)
    return [round(one.width * _MM) + gutter if one.width else int(room * one.share / shares) for one in columns]


def _gap(millimetres: float) -> str:
    """White space: an empty paragraph of just that height."""
    line = f'w:line="{round(millimetres * _MM)}" w:lineRule="exact"'
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" {line}/></w:pPr></w:p>'


# -- the page


def _furnish(document: Any, page: Furniture, width: int, height: int) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = width * 635, height * 635  # twentieths of a point to EMU
    if width > height:
        section.orientation = 1  # a printer driver asks this and not the measures
    section.left_margin, section.right_margin = _LEFT * 635, _RIGHT * 635
    section.top_margin, section.bottom_margin = _TOP * 635, _BOTTOM * 635
    section.header_distance, section.footer_distance = round(8 * _MM) * 635, round(7 * _MM) * 635
    room = width - _LEFT - _RIGHT
    _fill(section.header, _head(page, room))
    _fill(section.footer, _foot(page, room))


def _fill(part: Any, paragraphs: list[str]) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    element = part._element
    for old in list(element):
        element.remove(old)
    for new in parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{"".join(paragraphs)}</w:body>'.encode()):
        element.append(new)


def _head(page: Furniture, room: int) -> list[str]:
    stops = ((room // 2, "center"), (room, "right"))
    out = []
    if page.stamped and page.marking:
        out.append(paragraph("Marking", _stamp(page.marking), Look(align=Align.RIGHT)))
    if page.corner or page.tlp or not page.stamped:
        marking = "" if page.stamped else _strong(page.marking)
        inner = runs(page.corner) + TAB + marking + TAB + _large(page.tlp)
        out.append(paragraph("Header", inner, Look(tabs=stops)))
    if page.notice:
        out.append(paragraph("Marking", runs(page.notice)))
    return out


def _foot(page: Furniture, room: int) -> list[str]:
    stops = ((room // 2, "center"), (room, "right"))
    first = runs(page.footer) + TAB + _paged(page.page_of)
    line = paragraph("Footer", first, Look(tabs=((room, "right"),)))
    line = line.replace("<w:tabs>", _ABOVE + "<w:tabs>", 1)
    marked = TAB + _strong(page.marking) + TAB + _large(page.tlp)
    return [line, paragraph("Footer", marked, Look(tabs=stops))]


_ABOVE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="7F7F7F"/></w:pBdr>'


def _paged(page_of: str) -> str:
    """The sentence "Page {page} of {pages}" with fields in its places."""
    parts = re.split(r"(\{pages?\})", page_of)
    return "".join(
        field("PAGE") if part == "{page}" else field("NUMPAGES") if part == "{pages}" else runs(part) for part in parts
    )


def _strong(marking: str) -> str:
    """A marking: black and a little larger than what else stands in the margin."""
    return runs(marking, bold=True).replace("<w:bCs/>", '<w:bCs/><w:color w:val="000000"/><w:sz w:val="19"/>')


def _large(tlp: str) -> str:
    """A TLP label: twelve points, as TLP 2.0 asks at least."""
    if not tlp:
        return ""
    properties = '<w:rPr><w:b/><w:bCs/><w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
    return run(legal(tlp)).replace("<w:r>", f"<w:r>{properties}", 1)


def _stamp(marking: str) -> str:
    frame = '<w:bdr w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
    framed = runs(f" {marking} ", bold=True)
    return framed.replace("<w:cs/>", f"{frame}<w:cs/>").replace("<w:bCs/></w:rPr>", f"<w:bCs/>{frame}</w:rPr>")


# -- the file


def _bare(document: Any) -> None:
    """Take out of python-docx's own template what is nobody's: its thumbnail, its effects, its empty bibliography."""
    package = document.part.package
    for rels in (package.rels, document.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in ("thumbnail", "stylesWithEffects", "customXml", "extended-properties"):
                del rels[key]
    settings = document.settings.element
    for setting in settings.iter(f"{{{NAMESPACE}}}compatSetting"):
        if setting.get(f"{{{NAMESPACE}}}name") == "compatibilityMode":
            setting.set(f"{{{NAMESPACE}}}val", "15")
    for child in list(settings):
        if child.tag.rsplit("}", 1)[-1] in ("rsids", "savePreviewPicture"):
            settings.remove(child)


def _describe(document: Any, content: Content) -> None:
    """Properties: the title, the mission as author, the language, the date of issue; no person."""
    about = document.core_properties
    at = content.issued_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title, about.author = legal(content.title)[:255], legal(content.author)[:255]
    about.language, about.created, about.modified = content.lang, at, at
    about.comments = about.keywords = about.subject = about.category = about.last_modified_by = ""
    about.revision = 1


def _dated(file: bytes, at: datetime) -> bytes:
    """The same archive with the date of issue on every part, so that equal content gives equal bytes."""
    moment = at.astimezone(UTC)
    stamp = (max(1980, moment.year), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, stamp), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
