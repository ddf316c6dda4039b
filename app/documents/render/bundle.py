"""Several documents as one PDF: a page of contents in front, an outline with a branch for each.

Each document keeps its own markings, reference and page x of y; the file's page number stands beside it. The page of
contents carries every marking that occurs, because titles alone can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.i18n import N_, catalogue
from app.documents.content import Align, Cell, Column, Content, Furniture, Row, Spacer, Table, Title
from app.documents.render import pdf

_TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def render(contents: Sequence[Content]) -> bytes:
    """The file, in the first document's language. Raises ValueError for no documents, else as `pdf.render`."""

    def front(begins: Sequence[int], _total: int) -> Content:
        return page_of_contents(contents, begins)

    return pdf.render_several(contents, front)


def page_of_contents(contents: Sequence[Content], begins: Sequence[int]) -> Content:
    """The titles with the page of the file on which each begins."""
    first = contents[0]
    say, context = catalogue(first.lang).text, catalogue(first.lang).in_context
    columns = (
        Column(say(N_("No.")), width=10),
        Column(context("contents", "Document")),
        Column(context("contents", "Page"), width=16, align=Align.RIGHT),
    )
    rows = tuple(
        Row((Cell(str(number)), Cell(content.title), Cell(str(begin))))
        for number, (content, begin) in enumerate(zip(contents, begins, strict=True), start=1)
    )
    return Content(
        lang=first.lang,
        title=say(N_("Contents")),
        author=first.author,
        issued_at=max(content.issued_at for content in contents),
        furniture=Furniture(
            marking=_every(content.furniture.marking for content in contents),
            tlp=max((content.furniture.tlp for content in contents), key=_strictness),
            page_of=first.furniture.page_of,
        ),
        blocks=(Title(say(N_("CONTENTS"))), Spacer(6), Table(columns, rows)),
        paper=first.paper,
    )


def _strictness(label: str) -> int:
    return _TLP.index(label) if label in _TLP else len(_TLP) if label else -1


def _every(markings: Iterable[str]) -> str:
    """Each marking once, in the order they occur."""
    parts = [part for marking in markings for part in marking.split(" · ") if part]
    return " · ".join(dict.fromkeys(parts))
