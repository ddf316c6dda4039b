"""Plain text of seventy columns, for a telegram (公電) and for mail: no tables, numbered paragraphs, capitals.

Columns are a typewriter's: a Japanese character takes two (domain.md 5.2). A table's row becomes a paragraph that
begins with a dash, its further cells under it with their column's name. Every marking of the page stands at the head
and at the foot, and what a page would carry (reference, version, hash) is the last line.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
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
    columns,
    plain,
)
from app.documents.render.linebreak import clean, clusters, units

WIDTH = 70
_HANG = 6
_RULE = "-" * WIDTH


def render(content: Content) -> bytes:
    """The text as UTF-8, lines ending in a line feed; equal content, equal bytes."""
    return text(content).encode("utf-8")


def text(content: Content) -> str:
    """The same as a string."""
    page = content.furniture
    marking = "\n".join(
        [
            *wrapped(page.marking, align=Align.CENTRE),
            *wrapped(page.tlp, align=Align.RIGHT),
        ]
    )
    head = [*marking.splitlines(), *wrapped(page.corner), *wrapped(page.notice, align=Align.CENTRE)]
    body = [line for block in content.blocks for line in _block(block)]
    foot = [_RULE, *wrapped(page.footer), *marking.splitlines()]
    return "\n".join(_single_blanks([*head, "", *body, "", *foot])) + "\n"


def _single_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def _block(block: Block) -> Iterator[str]:
    match block:
        case Letterhead():
            for line in (block.name, *block.others, *block.lines):
                yield from wrapped(line, align=Align.CENTRE)
            yield from (_RULE, "")
        case Title():
            yield ""
            yield from wrapped(block.text.upper(), align=Align.CENTRE)
            for spans in block.lines:
                yield from wrapped(plain(spans), align=Align.CENTRE)
            yield ""
        case Heading():
            yield ""
            yield from wrapped(f"{block.number} {block.text}".strip().upper())
            yield ""
        case Paragraph():
            yield from _paragraph(block)
        case Numbered():
            yield from _hanging(block.label, plain(block.text), _HANG * (block.level - 1))
            yield ""
        case Facts():
            for label, value in block.rows:
                yield from wrapped(f"{label}: {plain(value)}", rest=2)
            yield ""
        case Table():
            yield from _table(block)
        case Signatures():
            for place in block.places:
                yield from wrapped(": ".join(part for part in (place.label, ", ".join(place.lines)) if part), rest=2)
            yield ""
        case KeepTogether():
            for inner in block.blocks:
                yield from _block(inner)
        case PageBreak():
            yield from ("", _RULE, "")
        case Spacer():
            pass


def _paragraph(block: Paragraph) -> Iterator[str]:
    words = plain(block.text)
    match block.role:
        case Role.NOTICE:
            yield from ("", _RULE, *wrapped(words), _RULE, "")
        case Role.REMARK:
            yield from (*wrapped(words, align=Align.CENTRE), "")
        case _:
            left = _HANG if block.indented else 0
            yield from (*wrapped(words, first=left, rest=left), "")


def _hanging(label: str, words: str, left: int = 0) -> Iterator[str]:
    """`words` with `label` hanging before it; a label too long for its place stands on the first line all the same."""
    label = " ".join(clean(label).split())
    gap = " " * max(1, _HANG - columns(label))
    first = left if label else left + _HANG
    yield from wrapped(f"{label}{gap}{words}" if label else words, first=first, rest=left + _HANG)


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield from ("", *wrapped(f"{row.text}{f' ({row.note})' if row.note else ''}"), "")
        else:
            yield from _row(row, table.columns)
    yield ""


def _row(row: Row, heads: tuple[Column, ...]) -> Iterator[str]:
    """What the row is (its number, and the first cell of words), then the other cells by their column's name."""
    cells = [(head, _cell(cell)) for head, cell in zip(heads, row.cells, strict=True)]
    numbered = bool(heads[0].width) and len(cells) > 1
    number = cells.pop(0)[1] if numbered else ""
    main = next((index for index, (head, _) in enumerate(cells) if not head.width), 0)
    lead = " ".join(part for part in (number, cells.pop(main)[1]) if part not in ("", "–"))
    yield from wrapped(f"- {lead}".rstrip(), rest=2)
    for head, words in cells:
        if words and words != head.title:
            yield from wrapped(f"{head.title}: {words}" if head.title else words, first=2, rest=4)


def _cell(cell: Cell) -> str:
    """A cell on one line: text, then its note."""
    parts = [" ".join(plain(cell.text).split()), *cell.note.split("\n")]
    return ", ".join(part for part in parts if part.strip())


def wrapped(words: str, *, first: int = 0, rest: int = 0, align: Align = Align.LEFT) -> list[str]:
    """`words` in lines of at most `WIDTH` columns, the first set in by `first`, the others by `rest` columns.

    Breaks where the printed page would (kinsoku in Japanese), and inside a word only if no line holds it.
    """
    out: list[str] = []
    left = first
    for paragraph in clean(words).split("\n") if words else []:
        line, used = "", 0
        for unit in _pieces(paragraph, WIDTH - max(first, rest)):
            wide = columns(unit.rstrip())
            if left + used + wide > WIDTH and line:
                if line.strip():
                    out.append(" " * left + line.rstrip())
                    left = rest
                line, used = "", 0
            line += unit
            used += columns(unit)
        out.append((" " * left + line).rstrip())
        left = rest
    if align is Align.LEFT:
        return out
    return [_placed(line, align) for line in out]


def _placed(line: str, align: Align) -> str:
    free = WIDTH - columns(line)
    return " " * (free if align is Align.RIGHT else free // 2) + line if line else line


def _pieces(paragraph: str, room: int) -> Iterator[str]:
    """Pieces that stay whole: words, Japanese characters with their marks; a word wider than a line in clusters."""
    for unit in units(paragraph):
        if columns(unit) <= room:
            yield unit
        else:
            yield from clusters(unit)
