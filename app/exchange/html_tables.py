"""Tables out of HTML: of a mail's body, and of the many ".xls" files that are web pages in disguise.

Only text is taken; scripts, styles and comments are passed over, nothing is fetched. A table within a cell is a table
of its own (layouts are built of them); what spans rows or columns says the same in each.
"""

from __future__ import annotations

from html.parser import HTMLParser

from app.exchange import limits

_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "xml"))
_BREAKS = frozenset(("br", "p", "div", "li", "tr"))
_MOST_TABLES = 50
_WIDEST_SPAN = 200


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.below: dict[int, tuple[int, str]] = {}
        """Column -> (rows still covered, text) of cells that reach down from above."""

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])

    def begin_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.cell, self.spans = [], (down, across)

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text = "\n".join(line for line in (" ".join(one.split()) for one in "".join(self.cell).split("\n")) if line)
        down, across = self.spans
        row = self.rows[-1]
        self._cover(row)
        for _ in range(across):
            if down > 1:
                self.below[len(row)] = (down - 1, text)
            row.append(text)
        self.cell = None

    def _cover(self, row: list[str]) -> None:
        """What reaches into this row from above, up to the next free column."""
        while len(row) in self.below and len(row) <= limits.COLUMNS:
            left, text = self.below[len(row)]
            if left > 1:
                self.below[len(row)] = (left - 1, text)
            else:
                del self.below[len(row)]
            row.append(text)

    def end_row(self) -> None:
        self.end_cell()
        if self.rows:
            self._cover(self.rows[-1])


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.silent = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table" and len(self.open) < limits.DEPTH and len(self.tables) < _MOST_TABLES:
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif tag == "tr" and self.open:
            self.open[-1].end_row()
            self.open[-1].begin_row()
        elif tag in ("td", "th") and self.open:
            found = dict(attrs)
            self.open[-1].begin_cell(_span(found.get("rowspan")), _span(found.get("colspan")))
        if tag in _BREAKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.open:
            self.open.pop().end_row()
        elif tag == "tr" and self.open:
            self.open[-1].end_row()
        elif tag in ("td", "th") and self.open:
            self.open[-1].end_cell()
        if tag in ("p", "div", "li", "tr"):
            self._say("\n")

    def handle_data(self, data: str) -> None:
        self._say(data.replace("\r", " ").replace("\n", " "))

    def _say(self, text: str) -> None:
        if self.silent:
            return
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(text)
        elif not self.open:
            self.text.append(text)


def _span(text: str | None) -> int:
    """The number of a span; a nonsensical one is 1."""
    return min(int(text), _WIDEST_SPAN) if text and text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1


def read(html: str) -> tuple[list[list[list[str]]], str]:
    """(tables, text): each table of at least two rows or columns as rows of cells, and the text outside of tables."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    for table in reversed(parser.open):
        table.end_row()
    tables = [[row for row in table.rows if any(row)] for table in parser.tables]
    return [rows for rows in tables if len(rows) > 1 and max(map(len, rows)) > 1], "".join(parser.text)
