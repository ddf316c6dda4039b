"""Record of discussion: one side's account of a talk, exactly the blocks of domain.md 5.2, in their order.

Inside the mission the parties are "our side" and "their side"; a copy that goes to the other side for confirmation
calls them by their names, and holds neither impressions nor how the paper came about. The counterpart's confirmation is
always printed (4.6, 20), and so is the press line or that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.enums import OutwardList, PointKind
from app.core.i18n import N_
from app.core.wording import side_name
from app.documents.content import Block, Content, Facts, Heading, KeepTogether, Paragraph, Role, Spacer
from app.documents.data import FollowupData, MinutesData, Options, Text
from app.documents.kinds import discussion, outcomes, presence
from app.documents.kinds.blocks import letterhead
from app.documents.kinds.discretion import quoted
from app.documents.kinds.minutes import facts, impressions
from app.documents.kinds.paper import Paper
from app.documents.wording import CONFIRMATIONS, Writer

TITLE, NAME = N_("RECORD OF DISCUSSION"), N_("Record of discussion")
_US, _THEM = "us", "them"


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The record as neutral content in `lang`."""
    paper = Paper(data, lang, options, sides=_Perspective(data) if options.internal else None)
    blocks: list[Block] = [
        letterhead(data.mission, paper.writer),
        paper.title(TITLE),
        *paper.notices(),
        Spacer(4),
        facts(paper),
        *_parties(paper),
        *presence.others_present(paper),
        *_summary(paper),
        *_points(paper),
        *impressions(paper),
        *_promises(paper),
        *outcomes.decisions(paper),
        *outcomes.followups(paper, N_("Follow-up"), N_("Action"), paper.data.actions),
        *outcomes.next_meeting(paper),
        *press_line(paper),
        confirmation(paper),
        *_route(paper),
        *outcomes.annexes(paper),
    ]
    return paper.finish(NAME, blocks)


class _Perspective:
    """Names of the sides as seen from ours; several on the other side keep their own name beside it."""

    def __init__(self, data: MinutesData) -> None:
        self._ours = data.our_side
        self._sides = data.sides

    def __call__(self, writer: Writer) -> Mapping[str, str]:
        if not self._ours:
            return {}
        others = [side for side in self._sides if side.code != self._ours]
        them = side_name(_THEM, writer.lang)
        names = {self._ours: side_name(_US, writer.lang)}
        for side in others:
            own = writer.side(side.code, side.state, side.label)
            names[side.code] = writer.beside(them, own) if len(others) > 1 else them
        return names


def _parties(paper: Paper) -> list[Block]:
    """Our side, their side: two blocks, head first."""
    if paper.listed is not OutwardList.FULL:
        return presence.present(paper)
    ours = paper.data.our_side
    out: list[Block] = []
    for side in sorted(paper.data.sides, key=lambda side: side.code != ours):
        if table := presence.side_table(paper, side):
            out += [Heading(paper.side(side.code)), table]
    return [*out, presence.in_precedence(paper)] if out else presence.present(paper)


def _summary(paper: Paper) -> list[Block]:
    texts = [text for text in (paper.text(paper.data.summary), paper.second(paper.data.summary)) if text]
    if not texts:
        return []
    return [paper.heading(N_("Summary")), *(Paragraph(text, Role.CONCLUSION) for text in texts)]


def _points(paper: Paper) -> list[Block]:
    return [*discussion.previous(paper), *discussion.items(paper)]


def _promises(paper: Paper) -> list[Block]:
    """Commitments, by the side that made them."""
    ours = paper.data.our_side
    if not ours:
        return outcomes.followups(paper, N_("Commitments"), N_("Commitment"), paper.data.commitments)
    mine: list[FollowupData] = [row for row in paper.data.commitments if row.side == ours]
    theirs: list[FollowupData] = [row for row in paper.data.commitments if row.side != ours]
    if not paper.internal:
        return outcomes.followups(paper, N_("Commitments"), N_("Commitment"), [*mine, *theirs])
    return [
        *outcomes.followups(paper, N_("What we promised"), N_("Commitment"), mine),
        *outcomes.followups(paper, N_("What they promised"), N_("Commitment"), theirs),
    ]


def press_line(paper: Paper) -> list[Block]:
    """What may be said to the press, word for word, or that there is nothing."""
    points = [point for item in paper.data.items for point in item.points if point.kind is PointKind.PRESS_LINE]
    out: list[Block] = [paper.heading(N_("Press line"))]
    for point in points:
        out += discussion.two_texts(paper, *verbatim(paper, point.text))
    if not points:
        none = N_("No press line.") if paper.data.no_press_line else N_("No press line has been agreed.")
        out.append(Paragraph(paper.label(none)))
    return out


def verbatim(paper: Paper, text: Text) -> tuple[str, str]:
    """`text` in the first and the second language, each between quotation marks."""
    second = paper.second(text)
    return quoted(paper.text(text), paper.writer.lang), quoted(second, paper.other.writer.lang if paper.other else "")


def confirmation(paper: Paper) -> Block:
    """Status, by whom, when (4.6, 20)."""
    given = paper.data.confirmation
    rows = [(paper.label(N_("Status")), paper.label(CONFIRMATIONS[given.status]))]
    if not paper.hidden:
        rows.append((paper.label(N_("By whom")), paper.text(given.by)))
    rows.append((paper.writer.word_of_paper("when"), paper.writer.day(given.on)))
    facts = Facts(tuple(row for row in rows if row[1]))
    return KeepTogether((paper.heading(N_("Counterpart confirmation")), facts))


def _route(paper: Paper) -> list[Block]:
    """Note-taker, drafted on, approved by, distribution: of the mission alone."""
    if not paper.internal:
        return []
    data, label, writer = paper.data, paper.label, paper.writer
    rows = []
    if data.recorder and not paper.hidden:
        rows.append((label(N_("Note-taker")), paper.discreet.name(data.recorder.person)))
    if data.recorder and data.recorder.at:
        rows.append((label(N_("Drafted on")), writer.local_day(data.recorder.at)))
    by = paper.discreet.name(data.approval.person) if data.approval and not paper.hidden else ""
    on = writer.local_day(data.approval.at) if data.approval and data.approval.at else ""
    rows.append((label(N_("Approved by")), writer.joined(by, on) or label(N_("not yet approved"))))
    heading = paper.heading(N_("Drafting and approval"))
    return [KeepTogether((heading, Facts(tuple(rows)))), *outcomes.distribution(paper)]
