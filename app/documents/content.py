"""Neutral content: what stands on the paper and in which order, without saying how it is drawn.

A kind builds it, a renderer draws it, and `Content.as_text()` is its golden form, so that a test of a document is a
test of text. Text is plain: there is no markup in it, so nothing that a person typed can become markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import category, east_asian_width


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


Spans = str | tuple[Run, ...]


def plain(spans: Spans) -> str:
    """The text of `spans` without weights."""
    return spans if isinstance(spans, str) else "".join(run.text for run in spans)


def columns(text: str) -> int:
    """How many columns of a typewriter `text` takes: East Asian wide characters two, marks and controls none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if east_asian_width(char) in "WF" else 0 if category(char) in ("Mn", "Me", "Cf", "Cc") else 1 for char in text
    )


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Role(StrEnum):
    """What a paragraph is, hence how it is set: a notice stands between rules, a remark centred in small type."""

    BODY = "body"
    NOTE = "note"
    NOTICE = "notice"
    REMARK = "remark"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The mission's name in the document's language, the same in its other languages, then small lines below a rule."""

    name: str
    others: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    emblem_png: bytes | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title and the lines under it (reference, draft line)."""

    text: str
    lines: tuple[Spans, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels 1 and 2 stand in the outline. It never stands alone at the foot of a page."""

    text: str
    level: int = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Spans
    role: Role = Role.BODY
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with its number hanging in the margin; one of level 2 is set in under those of level 1."""

    label: str
    text: Spans
    level: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, one pair a row."""

    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in millimetres, or 0 for a share (`share`) of what the others leave."""

    title: str
    width: float = 0
    align: Align = Align.LEFT
    share: float = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `note` stands in smaller type on lines of its own below the text, `strong` calls for attention."""

    text: Spans
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`height` is the least height in millimetres: room to write in by hand."""

    cells: tuple[Cell, ...]
    height: float = 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A heading inside a table, over all columns; `continued` repeats it on the next page if its rows run on."""

    text: str
    continued: str
    level: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on each page; a row is never split, unless it is taller than a page.

    `grid` draws lines between the columns too: a form to fill in.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row | GroupRow, ...]
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign: what for, then name, title, organisation and date as far as known."""

    label: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature places side by side, never split."""

    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Spacer:
    """White space in millimetres; dropped at the top of a page."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page if they fit on one."""

    blocks: tuple[Block, ...]


Block = (
    Letterhead | Title | Heading | Paragraph | Numbered | Facts | Table | Signatures | Spacer | PageBreak | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What each page carries. `page_of` is the sentence "Page {page} of {pages}" in the document's language.

    `stamped` sets the marking in a box at the top right, as Japan's stamps stand, instead of the top's centre; `corner`
    stands at the top left (a registration number).
    """

    marking: str = ""
    tlp: str = ""
    footer: str = ""
    notice: str = ""
    page_of: str = "{page} / {pages}"
    stamped: bool = False
    corner: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole document. `title` and `author` go into the file's properties and hold no personal data.

    `issued_at` is the file's date; the same content gives the same bytes.
    """

    lang: str
    title: str
    author: str
    issued_at: datetime
    furniture: Furniture
    blocks: tuple[Block, ...]
    paper: str = "A4"

    def as_text(self) -> str:
        """The golden form: one block after the other, in plain text, ending in a line break."""
        head = [
            f"lang: {self.lang}",
            f"title: {self.title}",
            f"marking: {self.furniture.marking}",
            f"tlp: {self.furniture.tlp}",
            f"footer: {self.furniture.footer}",
            f"notice: {self.furniture.notice}",
            f"page: {self.furniture.page_of}",
            *(["stamped: yes"] if self.furniture.stamped else []),
            *([f"corner: {self.furniture.corner}"] if self.furniture.corner else []),
        ]
        return "\n".join([*head, "", *(line for block in self.blocks for line in _lines(block))]) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Letterhead():
            yield from (f"^ {line}" for line in (block.name, *block.others, *block.lines))
            yield ""
        case Title():
            yield f"# {block.text}"
            yield from (f"# {plain(line)}" for line in block.lines)
            yield ""
        case Heading():
            yield f"{'#' * (block.level + 1)} {block.number + ' ' if block.number else ''}{block.text}"
            yield ""
        case Paragraph():
            yield f"[{block.role.value}] {plain(block.text)}"
            yield ""
        case Numbered():
            yield f"{'   ' * (block.level - 1)}{block.label}  {plain(block.text)}"
            yield ""
        case Facts():
            yield from (f"{label}: {plain(value)}" for label, value in block.rows)
            yield ""
        case Table():
            yield from _table_lines(block)
        case Signatures():
            yield from (f"sign | {place.label} | {' | '.join(place.lines)}" for place in block.places)
            yield ""
        case KeepTogether():
            for inner in block.blocks:
                yield from _lines(inner)
        case PageBreak():
            yield "----"
        case Spacer():
            pass


def _table_lines(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(column.title for column in table.columns) + " |"
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield f"{'=' * (3 - min(row.level, 2))} {row.text}{' — ' + row.note if row.note else ''}"
        else:
            cells = (plain(cell.text) + (f" / {cell.note}" if cell.note else "") for cell in row.cells)
            yield "| " + " | ".join(cells).replace("\n", " / ") + " |"
    yield ""
