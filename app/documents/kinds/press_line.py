"""Press line: what may be said publicly, drafted before the meeting and cleared after it (domain.md 2.1 [P23]).

The text stands there word for word, with its clearance; names of speakers have no place on it.
"""

from __future__ import annotations

from app.core.enums import PointKind, RecordKind, RecordStatus
from app.core.i18n import N_
from app.documents.content import Block, Content, Facts, Heading, Paragraph, Role, Run, Spacer, Spans, plain
from app.documents.data import MinutesData, Options, Text
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
        *_clearance(paper),
        *paper.notices(),
        Spacer(4),
        _facts(paper),
        *_text(paper),
        *_if_asked(paper),
    ]
    return paper.finish(NAME, blocks)


def _clearance(paper: Paper) -> list[Block]:
    """Whether the text may be used; where there is none, nothing is cleared."""
    if not _texts(paper):
        return []
    cleared = N_("Cleared: may be used with the press as it stands.")
    held = N_("Not cleared: not for use with the press.")
    return [Paragraph(paper.label(cleared if paper.data.control.status in _CLEARED else held), Role.NOTICE)]


def _facts(paper: Paper) -> Facts:
    data, label = paper.data, paper.label
    approval = data.approval if _texts(paper) else None
    rows: list[tuple[str, Spans]] = [
        (label(N_("Subject")), (Run(paper.both(data.subject), bold=True),)),
        (label(N_("Date")), paper.writer.local_day(data.starts_at, data.time_zone)),
        (label(N_("Venue")), place(paper)),
        (label(N_("Cleared on")), paper.writer.local_day(approval.at) if approval and approval.at else ""),
    ]
    return Facts(tuple((label, value) for label, value in rows if plain(value)))


def _texts(paper: Paper) -> list[Text]:
    """The lines of that kind; of a record that is a press line also its own text. The summary of any other record is
    the mission's account and never reaches the press."""
    points = [point for item in paper.data.items for point in item.points if point.kind is PointKind.PRESS_LINE]
    own = [paper.data.summary] if paper.data.record_kind is RecordKind.PRESS_LINE else []
    return [text for text in ([point.text for point in points] or own) if paper.text(text)]


def _text(paper: Paper) -> list[Block]:
    """The text word for word, or that there is no press line."""
    out: list[Block] = [Heading(paper.writer.word_of_paper("text"))]
    for text in _texts(paper):
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
