"""P1, P10, P100: minutes of 1, 10 and 100 pages against a bare ReportLab canvas that sets the same text; W10 and T10:
such a record for Word against python-docx, and as plain text against `textwrap`.

Run `python -m benchmarks.bench_pdf` from the project's folder. Limit and product take turns in one process, warm, with
other words each time; medians are compared. Prints work, limit, product, ratio, target, and whether it is held.
"""

from __future__ import annotations

import inspect
import io
import random
import re
import statistics
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import docx
from reportlab.lib import rl_accel
from reportlab.pdfgen.canvas import Canvas

from app.core.enums import NameOrder, PointKind, RecordStatus, Script
from app.core.names import Name, PersonSnapshot
from app.documents import catalogue, data
from app.documents.content import (
    Content,
    Facts,
    Heading,
    KeepTogether,
    Letterhead,
    Numbered,
    Paragraph,
    Table,
    Title,
    plain,
)
from app.documents.render import fonts

_TEXT = """the side stated that it would consider a plan for cells and their recycling while the ministry noted supply
of power agreed testing laboratories standards offtake finance capacity project visit region industry material
delegation"""
_WORDS = tuple(_TEXT.split())
_START = datetime(2025, 7, 2, 12, 15, tzinfo=UTC)
WORKS = (
    ("P1", "pdf", 1, 1.5),
    ("P10", "pdf", 10, 1.9),
    ("P100", "pdf", 100, 2.0),
    ("W10", "docx", 10, 1.0),
    ("T10", "txt", 10, 2.0),
)


def record(pages: int, seed: int) -> data.MinutesData:
    """Minutes of about `pages` pages; ten and more have 70 participants. Other words for each seed."""
    chance = random.Random(seed)

    def words(count: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(count))

    def person() -> PersonSnapshot:
        family, given = chance.choice(_WORDS).title(), chance.choice(_WORDS).title()
        name = Name(f"{given} {family}", Script.LATIN, NameOrder.FAMILY_FIRST, family, given)
        return PersonSnapshot((name,), {"en": words(3)}, {"en": words(3)})

    present = 1 if pages == 1 else 35
    items, actions = (1, 0) if pages == 1 else (int(1.8 * pages) - 5, 3 * pages - 10)
    points = 1 if pages == 1 else 4
    return data.MinutesData(
        mission=data.MissionData({"en": "Embassy of Japan in India"}, {"en": "New Delhi"}, time_zone="Asia/Kolkata"),
        control=data.ControlData(f"EOJ/MIN/2025/{seed:04d}", "1.0", RecordStatus.APPROVED, _START, ("In confidence",)),
        subject=words(8),
        starts_at=_START,
        ends_at=_START + timedelta(hours=1),
        time_zone="Asia/Kolkata",
        venue=words(3),
        sides=tuple(
            data.SideData(code, tuple(data.ParticipantData(person()) for _ in range(present))) for code in ("JP", "IN")
        ),
        items=tuple(
            data.AgendaItemData(
                str(n),
                words(5),
                points=tuple(data.PointData(PointKind.STATEMENT, words(45), "JP") for _ in range(points)),
            )
            for n in range(1, items + 1)
        ),
        actions=tuple(
            data.FollowupData(f"A{n}", words(9), side="IN", owner=person(), due=date(2025, 8, 1))
            for n in range(actions)
        ),
    )


class _Raw:
    """The limit: the same blocks on a bare canvas, words wrapped by cached widths, one drawString a line."""

    def __init__(self, content: Content) -> None:
        self.out = io.BytesIO()
        self.regular, self.bold = fonts.font(fonts.LATIN).name, fonts.font(fonts.LATIN, True).name
        self.canvas = Canvas(self.out, pagesize=(595.3, 841.9), pageCompression=1, initialFontName=self.regular)
        self.content, self.y, self.page = content, 780.0, 1

    def run(self) -> bytes:
        for block in self.content.blocks:
            self.block(block)
        self.turn()
        self.canvas.save()
        return self.out.getvalue()

    def turn(self) -> None:
        self.canvas.setFont(self.bold, 9.5)
        self.canvas.drawCentredString(305, 810, self.content.furniture.marking)
        self.canvas.drawCentredString(305, 22, self.content.furniture.marking)
        self.canvas.setFont(self.regular, 8.5)
        self.canvas.drawString(71, 36, self.content.furniture.footer)
        self.canvas.drawRightString(538, 36, f"Page {self.page}")
        self.canvas.showPage()
        self.y, self.page = 780.0, self.page + 1

    def text(self, text: str, x: float, width: float, size: float, leading: float, bold: bool = False) -> None:
        for line in wrapped(text, width / size * 1000, bold):
            if self.y < 60:
                self.turn()
            self.canvas.setFont(self.bold if bold else self.regular, size)
            self.canvas.drawString(x, self.y, line)
            self.y -= leading

    def block(self, block: object) -> None:
        match block:
            case KeepTogether():
                for inner in block.blocks:
                    self.block(inner)
            case Letterhead():
                for line in (block.name, *block.lines):
                    self.text(line, 200, 300, 12, 20)
                self.y -= 20
            case Title():
                for line in (block.text, *map(plain, block.lines)):
                    self.text(line, 200, 300, 14, 20, bold=True)
            case Heading():
                self.y -= 15
                self.text(f"{block.number} {block.text}", 71, 467, 11, 16, bold=True)
            case Paragraph() | Numbered():
                self.y -= 3.5
                self.text(plain(block.text), 105, 433, 10.5, 16)
            case Facts():
                for label, value in block.rows:
                    self.text(label, 71, 80, 9.5, 0)
                    self.text(plain(value), 170, 368, 10.5, 18)
            case Table():
                self.table(block)

    def table(self, table: Table) -> None:
        step = 467 / len(table.columns)
        cells: list[tuple[str, ...]] = [tuple(column.title for column in table.columns)]
        cells += [tuple(f"{c.text} {c.note}".strip() for c in row.cells) for row in table.rows if hasattr(row, "cells")]
        for row in cells:
            lines = [wrapped(text, (step - 8) / 9.5 * 1000, False) for text in row]
            height = max(map(len, lines)) * 13 + 6
            if self.y - height < 50:
                self.turn()
            self.canvas.setFont(self.regular, 9.5)
            for index, cell in enumerate(lines):
                for number, line in enumerate(cell):
                    self.canvas.drawString(71 + index * step, self.y - 13 * number, line)
            self.y -= height
            self.canvas.line(71, self.y + 10, 538, self.y + 10)


_widths: dict[tuple[str, bool], float] = {}


def wrapped(text: str, width: float, bold: bool) -> list[str]:
    """Greedy lines of Latin text by cached word widths, in thousandths of the size."""
    face = fonts.font(fonts.LATIN, bold)
    lines, current, used = [], [], 0.0
    for word in text.split(" "):
        measure = _widths.get((word, bold))
        if measure is None:
            measure = _widths[word, bold] = face.width(word) + face.space
        if current and used + measure - face.space > width:
            lines.append(" ".join(current))
            current, used = [], 0.0
        current.append(word)
        used += measure
    lines.append(" ".join(current))
    return lines


def _texts(content: Content) -> Iterator[str | Table]:
    """The words of every block, tables whole."""
    blocks = list(content.blocks)
    while blocks:
        match blocks.pop(0):
            case KeepTogether(inner):
                blocks[:0] = inner
            case Letterhead() | Title() as block:
                yield from (
                    plain(line) for line in (getattr(block, "name", ""), getattr(block, "text", ""), *block.lines)
                )
            case Heading() as block:
                yield f"{block.number} {block.text}"
            case Paragraph() | Numbered() as block:
                yield plain(block.text)
            case Facts() as block:
                yield from (f"{label}: {plain(value)}" for label, value in block.rows)
            case Table() as block:
                yield block


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(f"{c.text} {c.note}".strip() for c in row.cells) for row in table.rows if hasattr(row, "cells")]


def _bare_word(content: Content) -> bytes:
    document = docx.Document()
    for one in _texts(content):
        if isinstance(one, str):
            document.add_paragraph(one)
            continue
        rows = _cells(one)
        table = document.add_table(rows=len(rows), cols=len(one.columns))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bare_text(content: Content) -> bytes:
    lines: list[str] = []
    for one in _texts(content):
        for text in [one] if isinstance(one, str) else [" | ".join(row) for row in _cells(one)]:
            lines += textwrap.wrap(text, 70)
    return "\n".join(lines).encode()


def _bare_pdf(content: Content) -> bytes:
    return _Raw(content).run()


_LIMITS: dict[str, Callable[[Content], bytes]] = {"pdf": _bare_pdf, "docx": _bare_word, "txt": _bare_text}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(format: str, pages: int, rounds: int) -> tuple[float, float, int]:
    """Median milliseconds of limit and product in turn, and the product's pages (of a PDF)."""
    limits, products, count = [], [], 0
    for seed in range(rounds + 1):
        limit_content = catalogue.build("minutes", record(pages, 2 * seed), "en")
        given = record(pages, 2 * seed + 1)
        limit = timed(partial(_LIMITS[format], limit_content))
        files: list[bytes] = []
        product = timed(
            lambda given=given, files=files: files.append(
                catalogue.render(catalogue.build("minutes", given, "en"), format)
            )
        )
        if seed:  # the first round warms up
            limits.append(limit)
            products.append(product)
        count = len(re.findall(rb"/Type /Page\b", files[0]))
    return statistics.median(limits), statistics.median(products), count


def rows() -> Iterator[tuple[str, float, float, float, float, bool]]:
    """(work, limit ms, product ms, ratio, target, held) for each work."""
    for name, format, pages, target in WORKS:
        limit, product, count = measure(format, pages, {1: 25, 10: 11, 100: 5}[pages])
        ratio = product / limit
        yield (
            f"{name} minutes {format}, {count or pages} page{'s' if pages > 1 else ''}",
            limit,
            product,
            ratio,
            target,
            ratio <= target,
        )


def main() -> int:
    catalogue.warm()
    write = sys.stdout.write
    if inspect.isfunction(rl_accel.instanceStringWidthTTF):
        write("rl_accel is missing: both sides run in pure Python\n")
    write(f"{'work':<32}{'limit ms':>10}{'product ms':>12}{'ratio':>8}{'target':>8}  held\n")
    held = True
    for work, limit, product, ratio, target, kept in rows():
        held &= kept
        write(f"{work:<32}{limit:>10.1f}{product:>12.1f}{ratio:>8.2f}{target:>8.2f}  {'yes' if kept else 'NO'}\n")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
