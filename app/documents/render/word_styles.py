"""The styles of a Word file: the names a Word user looks for (Title, Heading 1, Table Grid) and a few of our own.

They are the printed page's sizes and spaces (`typography`), so that both look like one house's work. Everything in the
document hangs on a style: whoever changes one changes all.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.render.word_xml import FONTS, NAMESPACE

_GREY = "5F5F5F"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: sizes in points, `above` and `below` in points, `leading` in points (0: single)."""

    id: str
    name: str
    size: float = 10.5
    bold: bool = False
    grey: bool = False
    centred: bool = False
    above: float = 0.0
    below: float = 0.0
    leading: float = 0.0
    keep: bool = False
    tracking: float = 0.0
    outline: int = -1
    borders: str = ""
    based: str = "Normal"
    next: str = ""


def _lines(*sides: str, size: int = 4, space: int = 4) -> str:
    drawn = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="000000"/>' for side in sides)
    return f"<w:pBdr>{drawn}</w:pBdr>"


_SUB = "Subtitle"


def _paragraphs(lang: str) -> tuple[Look, ...]:
    body = 15.5 if lang == "en" else 17.0
    return (
        Look("Title", "Title", 15.5, bold=True, centred=True, above=10, below=3, keep=True, tracking=1.5, next=_SUB),
        Look("Subtitle", "Subtitle", 10.5, centred=True, below=1, keep=True),
        Look("Heading1", "heading 1", 12, bold=True, above=17, below=4, keep=True, outline=0),
        Look("Heading2", "heading 2", 10.5, bold=True, above=9, below=2, keep=True, outline=1),
        Look("Heading3", "heading 3", 10.5, bold=True, above=6, below=2, keep=True, outline=2),
        Look("BodyText", "Body Text", above=2, below=2, leading=body),
        Look("NumberedParagraph", "Numbered Paragraph", above=2, below=2, leading=body),
        Look("Conclusion", "Conclusion", above=2, below=2, leading=body, borders=_lines("left", size=8, space=8)),
        Look("Notice", "Notice", 9.5, centred=True, above=8, below=8, borders=_lines("top", "bottom")),
        Look("Remark", "Remark", 8.5, grey=True, centred=True, above=4, below=4),
        Look("Note", "Note", 8.5, grey=True, above=3, below=2),
        Look("Fact", "Fact", above=1, below=1, leading=body),
        Look("LetterheadName", "Letterhead Name", 17, centred=True, tracking=2.2, keep=True),
        Look(
            "LetterheadOthers",
            "Letterhead Others",
            9.5,
            grey=True,
            centred=True,
            below=3,
            keep=True,
            borders=_lines("bottom", size=8),
        ),
        Look("LetterheadDetail", "Letterhead Detail", 8.5, grey=True, centred=True, keep=True),
        Look("TableHead", "Table Head", 8.5, bold=True, above=2, below=2, keep=True),
        Look("TableText", "Table Text", 9.5, above=1, below=1),
        Look("TableNote", "Table Note", 8.5, grey=True, below=1),
        Look("TableGroup", "Table Group", 9.5, bold=True, above=4, below=2, keep=True),
        Look("SignatureLine", "Signature Line", 9.5),
        Look("Marking", "Marking", 9.5, bold=True, centred=True),
        Look("Header", "header", 8.5, grey=True),
        Look("Footer", "footer", 8.5, grey=True),
    )


def styles(lang: str) -> str:
    """All styles as the children of `w:styles`, in one element."""
    languages = f'<w:lang w:val="{"en-GB" if lang != "hi" else "en-IN"}" w:eastAsia="ja-JP" w:bidi="hi-IN"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}<w:sz w:val="21"/><w:szCs w:val="21"/>{languages}</w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/></w:pPr><w:rPr>{FONTS}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/>'
        "</w:style>"
    )
    inner = "".join(_style(look) for look in _paragraphs(lang))
    return f'<w:styles xmlns:w="{NAMESPACE}">{defaults}{normal}{inner}{_TABLES}</w:styles>'


def _style(look: Look) -> str:
    spacing = f'w:before="{look.above * 20:.0f}" w:after="{look.below * 20:.0f}"'
    if look.leading:
        spacing += f' w:line="{look.leading * 20:.0f}" w:lineRule="atLeast"'
    paragraph = "".join(
        (
            "<w:keepNext/>" if look.keep else "",
            "<w:widowControl/>",
            look.borders,
            f"<w:spacing {spacing}/>",
            '<w:jc w:val="center"/>' if look.centred else "",
            f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline >= 0 else "",
        )
    )
    text = "".join(
        (
            FONTS,
            "<w:b/><w:bCs/>" if look.bold else "",
            f'<w:color w:val="{_GREY if look.grey else "000000"}"/>',
            f'<w:spacing w:val="{look.tracking * 20:.0f}"/>' if look.tracking else "",
            f'<w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/>',
        )
    )
    custom = "" if look.name[0].islower() or look.name in ("Title", "Subtitle", "Body Text") else ' w:customStyle="1"'
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    name = f'<w:name w:val="{look.name}"/><w:basedOn w:val="{look.based}"/>{following}<w:qFormat/>'
    rules = f"{name}<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr>"
    return f'<w:style w:type="paragraph"{custom} w:styleId="{look.id}">{rules}</w:style>'


def _edges(**sizes: int) -> str:
    """Borders of a table; lines between rows are grey and thin."""
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{"000000" if size > _THIN else "8C8C8C"}"/>'
        for side, size in sizes.items()
    )
    return f"<w:tblBorders>{drawn}</w:tblBorders>"


def _margins(left: int, right: int) -> str:
    sides = (("top", 20), ("left", left), ("bottom", 20), ("right", right))
    inner = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"


def _table(id: str, name: str, properties: str, *, default: bool = False, custom: bool = False) -> str:
    kind = ' w:default="1"' if default else ' w:customStyle="1"' if custom else ""
    based = "" if default else '<w:basedOn w:val="TableNormal"/>'
    return (
        f'<w:style w:type="table"{kind} w:styleId="{id}"><w:name w:val="{name}"/>{based}'
        f"<w:tblPr>{properties}</w:tblPr></w:style>"
    )


_THIN = 4
_TABLES = "".join(
    (
        _table("TableNormal", "Normal Table", f'<w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 140)}', default=True),
        _table(
            "TableGrid",
            "Table Grid",
            _edges(top=8, left=_THIN, bottom=_THIN, right=_THIN, insideH=_THIN, insideV=_THIN) + _margins(80, 80),
        ),
        _table("Lines", "Lines", _edges(top=8, bottom=_THIN, insideH=_THIN), custom=True),
    )
)
"""Ours is called Lines: rules between the rows and none between the columns, as on the printed page."""
