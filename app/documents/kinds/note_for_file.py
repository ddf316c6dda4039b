"""Note for file: the officer who will act puts an oral discussion on the file, by telephone or in person.

India's rule: the points and the conclusions, recorded at the earliest by the officer who acts; important ones to be
confirmed by those who took part (domain.md 2.1 [R3]). So it is short: with whom, points, conclusions, action,
confirmation, the officer's signature.
"""

from __future__ import annotations

from app.core.enums import OutwardList, PointKind
from app.core.i18n import N_
from app.core.wording import label as word
from app.documents.content import Block, Content, Facts, KeepTogether, Run, Signatures, Spacer, Spans, plain
from app.documents.data import MinutesData, Options, ParticipantData
from app.documents.kinds import discussion, outcomes, presence
from app.documents.kinds.blocks import in_order, letterhead
from app.documents.kinds.minutes import impressions, place
from app.documents.kinds.paper import Paper

TITLE, NAME = N_("NOTE FOR FILE"), N_("Note for file")
_CONCLUDING = frozenset({PointKind.AGREEMENT, PointKind.DECISION})
_MANY = 24
"""People that are still named one a line."""


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The note as neutral content in `lang`."""
    paper = Paper(data, lang, options)
    blocks: list[Block] = [
        letterhead(data.mission, paper.writer),
        paper.title(TITLE),
        *paper.notices(),
        Spacer(4),
        _facts(paper),
        *_points(paper),
        *outcomes.followups(paper, N_("Action"), N_("Action"), (*paper.data.actions, *paper.data.commitments)),
        *_end(paper),
        *outcomes.distribution(paper),
        *impressions(paper),
    ]
    return paper.finish(NAME, blocks)


def _facts(paper: Paper) -> Facts:
    data, writer, label = paper.data, paper.writer, paper.label
    rows: list[tuple[str, Spans]] = [
        (label(N_("Subject")), (Run(paper.both(data.subject), bold=True),)),
        (writer.word_of_paper("form"), writer.twice(lambda one: word(data.meeting_kind, one.lang))),
        (label(N_("Date")), writer.local_day(data.starts_at, data.time_zone)),
        (label(N_("Time")), writer.span(data.starts_at, data.ends_at, data.time_zone)),
        (label(N_("Venue")), place(paper)),
        *_people(paper),
    ]
    return Facts(tuple((label, value) for label, value in rows if plain(value)))


def _people(paper: Paper) -> list[tuple[str, Spans]]:
    """One line a person, by side: "Meera Iyer, Joint Secretary (Indian side)". Of many people one paragraph a side: a
    list of pages would hide what the note says."""
    if paper.listed is not OutwardList.FULL:
        return []
    sides: list[tuple[str, list[str]]] = []
    for side in paper.data.sides:
        there = in_order(one for one in side.participants if presence.came(one))
        sides.append((side.code, [_person(paper, one) for one in there]))
    if sum(len(there) for _, there in sides) > _MANY:
        and_so_on = "；" if paper.writer.lang == "ja" else "; "
        return [(paper.side(code), and_so_on.join(there)) for code, there in sides]
    side_of, beside = paper.discreet.side, paper.writer.beside
    lines = [beside(text, side_of(code)) for code, there in sides for text in there]
    return [(paper.label(N_("Took part")), "\n".join(lines))]


def _person(paper: Paper, one: ParticipantData) -> str:
    name = paper.discreet.name(one.person)
    return paper.writer.joined(name, "" if one.sealed else paper.writer.text(one.person.title))


def _points(paper: Paper) -> list[Block]:
    """Points, numbered through, then the conclusions."""
    points = [point for item in paper.data.items for point in item.points]
    said = [point for point in points if point.kind not in _CONCLUDING]
    concluded = [point for point in points if point.kind in _CONCLUDING]
    out: list[Block] = []
    if summary := discussion.in_both(paper, paper.data.summary):
        out += [paper.heading(N_("Summary")), *summary]
    if said:
        out += [paper.heading(N_("Points")), *discussion.paragraphs(paper, said)]
    conclusions = [item.conclusion for item in paper.data.items if paper.text(item.conclusion)]
    if concluded or conclusions:
        out += [paper.heading(N_("Conclusions")), *discussion.paragraphs(paper, concluded)]
        for text in conclusions:
            out += discussion.in_both(paper, text)
    return out


def _end(paper: Paper) -> list[Block]:
    """Whether those who took part confirmed it; the officer who acts."""
    rows = Facts(((paper.label(N_("Confirmed by those who took part")), outcomes.confirmation(paper)),))
    heading = paper.heading(N_("For the file"))
    if paper.hidden:
        return [KeepTogether((heading, rows))]
    officer = outcomes.signature(paper, paper.label(N_("Recorded by")), outcomes.recorder(paper), "")
    seen = outcomes.signature(paper, paper.label(N_("Seen by")), paper.data.approval, "")
    return [KeepTogether((heading, rows, Spacer(4), Signatures((officer, seen))))]
