"""Tables as strips: a row is one strip, so it is never split; the header (and an open group's heading) is repeated."""

from __future__ import annotations

from app.documents.content import Align, Cell, Column, GroupRow, Row, Spans, Table
from app.documents.render.paragraph import lines
from app.documents.render.strips import Placed, Rule, Strip
from app.documents.render.typography import GREY, HAIR, MM, Style, Typography, baseline

_PAD = 2.8
_GUTTER = 3 * MM
_TALLEST = 560.0
"""Points above which a row is cut into its lines: more than this cannot stand under a repeated header on one page."""


def table_strips(table: Table, width: float, kind: Typography) -> list[Strip]:
    """The strips of `table`, `width` points wide. A table without rows is its header alone."""
    spans = _edges(table.columns, width)
    header = _header(table.columns, spans, width, kind)
    out = [header]
    open_groups: list[GroupRow] = []
    repeat: tuple[Strip, ...] = (header,)
    for row in table.rows:
        if isinstance(row, GroupRow):
            open_groups = [group for group in open_groups if group.level < row.level]
            strip = _group(row.text, row.note, row.level, width, kind)
            strip.repeat = (header, *(_group(group.continued, "", group.level, width, kind) for group in open_groups))
            open_groups.append(row)
            repeat = (header, *(_group(group.continued, "", group.level, width, kind) for group in open_groups))
            out.append(strip)
        else:
            out += _row(row, table.columns, spans, width, kind, repeat)
    if table.grid:
        _grid(out, spans, width)
    if len(out) > 3 and not out[-2].keep and out[-2].height + out[-1].height < _TALLEST / 4:
        out[-2].keep = True  # the last row never stands alone under a repeated header,
    header.keep = len(out) > 1
    first = next((strip for strip, row in zip(out[1:], table.rows, strict=False) if isinstance(row, Row)), None)
    if first is not None and first is not out[-1] and first.height < _TALLEST / 4:
        first.keep = True  # nor does the first row alone at the foot of a page
    return out


def _edges(columns: tuple[Column, ...], width: float) -> list[tuple[float, float]]:
    """Left edge and usable width of each column, in points."""
    fixed = sum(column.width * MM for column in columns)
    shares = sum(column.share for column in columns if not column.width) or 1
    room = max(0.0, width - fixed - _GUTTER * (len(columns) - 1))
    out, left = [], 0.0
    for column in columns:
        wide = column.width * MM or room * column.share / shares
        out.append((left, wide))
        left += wide + _GUTTER
    return out


def _put(
    strip: Strip, text: Spans, style: Style, edge: tuple[float, float], align: Align, bold: bool, y: float
) -> float:
    left, wide = edge
    base = baseline(style)
    for line in lines(text, wide / style.size * 1000, bold=bold):
        if line.pieces:
            x = left
            if align is Align.RIGHT:
                x += wide - line.width * style.size / 1000
            elif align is Align.CENTRE:
                x += (wide - line.width * style.size / 1000) / 2
            strip.texts.append(Placed(x, y + base, style.size, line, 0.0, style.grey))
        y += style.leading
    return y


def _header(columns: tuple[Column, ...], edges: list[tuple[float, float]], width: float, kind: Typography) -> Strip:
    strip = Strip(0.0, above=5.0, keep=True)
    style = kind.table_head
    bottom = _PAD
    for column, edge in zip(columns, edges, strict=True):
        bottom = max(bottom, _put(strip, column.title, style, edge, column.align, True, _PAD))
    strip.height = bottom + _PAD
    strip.rules += [Rule(0, 0, width, 0, 0.9), Rule(0, strip.height, width, strip.height, 0.6)]
    return strip


def _group(text: str, note: str, level: int, width: float, kind: Typography) -> Strip:
    style = kind.group_style(level)
    strip = Strip(0.0, keep=True)
    room = 34 * MM if note else 0.0
    top = _PAD + (3.0 if level == 1 else 0.5)
    strip.height = _put(strip, text, style, (0.0, width - room), Align.LEFT, style.bold, top) + _PAD - 1
    if note:
        _put(strip, note, kind.table_note, (width - room, room), Align.RIGHT, False, top)
    strip.rules.append(Rule(0, strip.height, width, strip.height, HAIR, GREY))
    return strip


def _row(
    row: Row,
    columns: tuple[Column, ...],
    edges: list[tuple[float, float]],
    width: float,
    kind: Typography,
    repeat: tuple[Strip, ...],
) -> list[Strip]:
    strip = Strip(0.0, repeat=repeat)
    bottom = _PAD
    for cell, column, edge in zip(row.cells, columns, edges, strict=True):
        bottom = max(bottom, _cell(strip, cell, column, edge, kind))
    strip.height = max(bottom + _PAD, row.height * MM)
    rule = Rule(0, strip.height, width, strip.height, HAIR, 0.6)
    if strip.height <= _TALLEST:
        strip.rules.append(rule)
        return [strip]
    return _cut(strip, rule, kind.table.leading)


def _grid(strips: list[Strip], edges: list[tuple[float, float]], width: float) -> None:
    """Lines between the columns and at both sides, over the height of every strip."""
    between = [left - _GUTTER / 2 for left, _ in edges[1:]]
    for strip in strips:
        for x in (0.0, *between, width):
            strip.rules.append(Rule(x, 0, x, strip.height, HAIR, 0.6))


def _cell(strip: Strip, cell: Cell, column: Column, edge: tuple[float, float], kind: Typography) -> float:
    bottom = _put(strip, cell.text, kind.table, edge, column.align, cell.strong, _PAD) if cell.text else _PAD
    if cell.note:
        bottom = _put(strip, cell.note, kind.table_note, edge, column.align, False, bottom)
    return bottom


def _cut(tall: Strip, rule: Rule, leading: float) -> list[Strip]:
    """A row taller than a page, as strips of one line each."""
    out: list[Strip] = []
    top = 0.0
    while top < tall.height - 0.01:
        out.append(Strip(min(leading, tall.height - top), repeat=tall.repeat))
        top += leading
    for placed in tall.texts:
        index = min(int((placed.baseline - 1) // leading), len(out) - 1)
        out[index].texts.append(placed._replace(baseline=placed.baseline - index * leading))
    out[-1].rules.append(rule._replace(y1=out[-1].height, y2=out[-1].height))
    return out
