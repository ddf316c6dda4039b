"""Press line: what may be said publicly, drafted before the meeting and cleared after it (domain.md 2.1 [P23]).

The text stands there word for word, with its clearance; names of speakers have no place on it.
"""

from __future__ import annotations

from app.core.enums import PointKind, RecordStatus
from app.core.i18n import N_
from app.documents.content import Block, Content, Facts, Heading, Paragraph, Role, Run, Spacer, Spans, plain
from app.documents.data import MinutesData, Options
from app.documents.kinds import discussion
from app.documents.kinds.blocks import letterhead
from app.documents.kinds.minutes import place
from app.documents.kinds.paper import Paper
from app.documents.kinds.record_of_discussion import verbatim

TITLE, NAME = N_("PRESS LINE"), N_("Press line")
_CLEARED = frozenset({RecordStatus.APPROVED, RecordStatus.ISSUED})


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The press line as neutral content in `lang`."""
    paper = Paper(data, lang, options)
    blocks: list[Block] = [
        letterhead(data.mission, paper.writer),
        paper.title(TITLE),
        Paragraph(paper.label(_clearance(data.control.status)), Role.NOTICE),
        *paper.notices(),
        Spacer(4),
        _facts(paper),
        *_text(paper),
        *_if_asked(paper),
    ]
    return paper.finish(NAME, blocks)


def _clearance(status: RecordStatus) -> str:
    if status in _CLEARED:
        return N_("Cleared: may be used with the press as it stands.")
    return N_("Not cleared: not for use with the press.")


def _facts(paper: Paper) -> Facts:
    data, label = paper.data, paper.label
    approval = data.approval
    rows: list[tuple[str, Spans]] = [
        (label(N_("Subject")), (Run(paper.both(data.subject), bold=True),)),
        (label(N_("Date")), paper.writer.local_day(data.starts_at, data.time_zone)),
        (label(N_("Venue")), place(paper)),
        (label(N_("Cleared on")), paper.writer.local_day(approval.at) if approval and approval.at else ""),
    ]
    return Facts(tuple((label, value) for label, value in rows if plain(value)))


def _text(paper: Paper) -> list[Block]:
    """The lines of that kind, else the summary; if there is neither, that there is no press line."""
    points = [point for item in paper.data.items for point in item.points if point.kind is PointKind.PRESS_LINE]
    texts = [point.text for point in points] or [paper.data.summary]
    out: list[Block] = [Heading(paper.writer.word_of_paper("text"))]
    for text in texts:
        if paper.text(text):
            out += discussion.two_texts(paper, *verbatim(paper, text))
    if len(out) == 1:
        out.append(Paragraph(paper.label(N_("No press line."))))
    return out


def _if_asked(paper: Paper) -> list[Block]:
    """Lines for questions: what was noted for that purpose, in the internal edition."""
    points = [
        point
        for item in paper.data.items
        for point in item.points
        if point.internal and point.kind is not PointKind.PRESS_LINE
    ]
    if not points:
        return []
    return [paper.heading(N_("If asked (for the mission only)")), *discussion.paragraphs(paper, points)]
