"""Aide-mémoire: what is left behind after an oral démarche (domain.md 2.1 [R5] [R6]).

Third person, dated, no courtesies, no address, no signature and no seal; the first lines make clear to whom it is
addressed. It holds what our side put forward; what the record says of the other side, and how it came about, does not
belong on it.
"""

from __future__ import annotations

from app.core.enums import PointKind
from app.core.i18n import N_
from app.documents.content import Block, Content, Facts, Letterhead, Numbered, Paragraph, Run, Spacer, Spans
from app.documents.data import MinutesData, Options, PointData
from app.documents.kinds import discussion
from app.documents.kinds.discretion import Discretion
from app.documents.kinds.paper import Paper

TITLE, NAME = N_("AIDE-MÉMOIRE"), N_("Aide-mémoire")
_NOT_LEFT = frozenset({PointKind.PRESS_LINE, PointKind.NEXT_MEETING, PointKind.ACTION})


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The aide-mémoire as neutral content in `lang`: made to be left behind, so no edition holds internal text."""
    paper = Paper(data, lang, options)
    name = paper.writer.text(data.mission.name)
    blocks: list[Block] = [
        Letterhead(name, tuple(other for other in data.mission.name.values() if other and other != name)),
        paper.title(TITLE),
        *paper.notices(),
        Spacer(4),
        *_addressed(paper),
        Spacer(4),
        *_body(paper),
        Spacer(6),
        _dated(paper),
    ]
    return paper.finish(NAME, blocks, internal=False)


def _addressed(paper: Paper) -> list[Block]:
    """To whom, from whom and of what, before anything is said."""
    data, label = paper.data, paper.label
    rows: list[tuple[str, Spans]] = [
        (
            paper.writer.word_of_paper("for"),
            (Run(paper.both(data.addressee) or paper.label(N_("addressee to be named")), bold=True),),
        ),
        (label(N_("Left by")), paper.writer.both(data.mission.name)),
        (label(N_("Subject")), paper.both(data.subject)),
    ]
    return [Facts(tuple(row for row in rows if row[1]))]


def _body(paper: Paper) -> list[Block]:
    """Preamble, then our points as numbered paragraphs that name no speaker: the paper itself is the speaker."""
    out = discussion.in_both(paper, paper.data.preamble or paper.data.summary)
    points = [point for item in paper.data.items for point in item.points if _ours(paper, point)]
    texts = [(_said(paper.discreet, point), _said(paper.other, point) if paper.other else "") for point in points]
    if paper.side_by_side:
        for number, (first, second) in enumerate(texts, start=1):
            out += discussion.two_texts(paper, f"{number}. {first}", f"{number}. {second}" if second else "")
        return out
    for number, (first, second) in enumerate(texts, start=1):
        out.append(Numbered(f"{number}.", first))
        if second:
            out.append(Paragraph(second, indented=True))
    return out


def _said(discreet: Discretion, point: PointData) -> str:
    text, kind = discreet.spoken(point), discreet.writer.word(discussion.POINTS, point.kind)
    return f"{discussion.lead_in(discreet, kind).text}{text}" if text and kind else text


def _ours(paper: Paper, point: PointData) -> bool:
    ours = paper.data.our_side
    return not point.internal and point.kind not in _NOT_LEFT and (not ours or point.side in ("", ours))


def _dated(paper: Paper) -> Paragraph:
    """Place and day, at the end; nobody signs."""
    data = paper.data
    at = data.signed_on
    day = paper.writer.day(at) if at else paper.writer.local_day(data.control.issued_at)
    return Paragraph(paper.writer.joined(paper.text(data.signed_place), day))
