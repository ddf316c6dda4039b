"""What was said, in a record: agenda as held, matters arising, and the numbered paragraphs under each item.

In two languages the paragraphs stand one below the other, or side by side in a table under the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.core.enums import OutwardList, PointKind
from app.core.i18n import N_
from app.documents.content import Align, Block, Cell, Column, Heading, Numbered, Paragraph, Role, Row, Run, Spans, Table
from app.documents.data import AgendaItemData, PointData, Text
from app.documents.kinds.discretion import Discretion
from app.documents.kinds.paper import Paper
from app.documents.wording import language_name

POINTS: dict[PointKind, str] = {
    PointKind.AGREEMENT: N_("Agreed"),
    PointKind.DECISION: N_("Decision"),
    PointKind.RESERVATION: N_("Reservation"),
    PointKind.DISSENT: N_("Dissent"),
    PointKind.NOTING: N_("Noted"),
    PointKind.ACTION: N_("Action"),
    PointKind.COMMITMENT: N_("Commitment"),
    PointKind.REQUEST: N_("Request"),
    PointKind.PRESS_LINE: N_("Press line"),
    PointKind.NEXT_MEETING: N_("Next meeting"),
}
"""The word that a paragraph of the kind begins with."""


def agenda(paper: Paper) -> list[Block]:
    """The agenda as held."""
    data = paper.data
    if not data.items:
        return []
    leads = paper.listed is not OutwardList.NONE and any(paper.writer.text(item.lead) for item in data.items)
    minutes = any(item.minutes is not None for item in data.items)
    columns = [Column(paper.say(N_("No.")), width=8)]
    columns.append(Column(paper.label(N_("Item")), share=3))
    if leads:
        columns.append(Column(paper.label(N_("Lead")), share=2))
    if minutes:
        columns.append(Column(paper.label(N_("Minutes planned")), width=26, align=Align.RIGHT))
    rows = []
    for item in data.items:
        cells = [Cell(item.no), paper.cell(item.title)]
        if leads:
            cells.append(paper.cell(item.lead))
        if minutes:
            cells.append(Cell("" if item.minutes is None else str(item.minutes)))
        rows.append(Row(tuple(cells)))
    return [paper.heading(N_("Agenda as held")), Table(tuple(columns), tuple(rows))]


def previous(paper: Paper) -> list[Block]:
    """Confirmation of the previous minutes, and matters arising."""
    text = paper.both(paper.data.previous_minutes)
    if not text and not paper.data.matters_arising:
        return []
    out: list[Block] = [paper.heading(N_("Previous minutes and matters arising"))]
    if text:
        out.append(Paragraph(text))
    out += paragraphs(paper, paper.data.matters_arising, "({no})")
    return out


def items(paper: Paper) -> list[Block]:
    """The numbered items with their paragraphs, summing-up and conclusion."""
    out: list[Block] = []
    for item in paper.data.items:
        said = [*paragraphs(paper, item.points), *_closing(paper, item)]
        if said:
            out += [Heading(paper.headline(item.title), level=2, number=item.no), *said]
    return [paper.heading(N_("Discussion")), *out] if out else []


def _closing(paper: Paper, item: AgendaItemData) -> list[Block]:
    out: list[Block] = []
    for label, text in ((N_("Summing-up"), item.summing_up), (N_("Conclusion"), item.conclusion)):
        for discreet in (paper.discreet, paper.other):
            if discreet is not None and (shown := discreet.text(text)):
                lead = lead_in(discreet, discreet.writer.say(label))
                out.append(Paragraph((lead, Run(shown)), Role.CONCLUSION, indented=True))
    return out


def paragraphs(paper: Paper, points: Iterable[PointData], form: str = "{no}") -> list[Block]:
    """The points as numbered paragraphs; `form` is how the number is written."""
    if paper.side_by_side:
        return parallel(paper, [(form.format(no=point.no), point) for point in points])
    out: list[Block] = []
    for point in points:
        out.append(Numbered(form.format(no=point.no), said(paper.discreet, point)))
        if paper.other is not None and paper.other.text(point.text):
            out.append(Paragraph(said(paper.other, point), indented=True))
    return out


def parallel(paper: Paper, points: list[tuple[str, PointData]]) -> list[Block]:
    """Points in two columns, one a language, under the same numbers."""
    first, second = paper.discreet, paper.other
    assert second is not None
    texts = [(no, said(first, one), said(second, one) if second.text(one.text) else "") for no, one in points]
    return columns(paper, texts)


def columns(paper: Paper, texts: list[tuple[str, Spans, Spans]]) -> list[Block]:
    """Numbers with their text in both languages; a dash where the second language says nothing."""
    rows = [Row((Cell(no), Cell(first), Cell(second or "–"))) for no, first, second in texts]
    return [Table(language_columns(paper), tuple(rows))] if rows else []


def language_columns(paper: Paper) -> tuple[Column, ...]:
    """Number, first and second language, each called by its own name."""
    assert paper.other is not None
    first, second = paper.writer.lang, paper.other.writer.lang
    return Column("", width=11), Column(language_name(first, first)), Column(language_name(second, second))


def two_texts(paper: Paper, first: str, second: str) -> list[Block]:
    """A paragraph in both languages, as the record sets them."""
    if paper.side_by_side and second:
        return [Table(language_columns(paper), (Row((Cell(""), Cell(first), Cell(second))),))]
    return [Paragraph(text) for text in (first, second) if text]


def in_both(paper: Paper, text: Text) -> list[Block]:
    """A free text in one language or in both."""
    return two_texts(paper, paper.text(text), paper.second(text))


def said(discreet: Discretion, point: PointData) -> Spans:
    """A paragraph's text after what it is and whose: "Reservation (Kanimozhi, Indian side): ..."."""
    writer = discreet.writer
    who, kind = discreet.who(point), writer.word(POINTS, point.kind)
    if point.internal:
        kind = writer.say(N_("Internal note"))
    elif point.departmental_view and not kind:
        kind = writer.say(N_("Departmental view"))
    kind = " ".join(part for part in (kind, point.ref) if part)
    lead = writer.beside(kind, who)
    lead = lead[:1].upper() + lead[1:]
    text = discreet.spoken(point)
    return (lead_in(discreet, lead), Run(text)) if lead else text


def lead_in(discreet: Discretion, label: str) -> Run:
    """ "Decision: " in the weight that leads in."""
    lead = discreet.writer.say(N_("{label}:"), label=label)
    return Run(lead if lead.endswith("：") else lead + " ", bold=True)
