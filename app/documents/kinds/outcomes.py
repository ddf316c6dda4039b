"""What came of it, in a record: decisions, promises, next meeting, who closed and approved it, who gets it."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.enums import DuePrecision, Edition
from app.core.i18n import N_
from app.core.names import PersonSnapshot, is_named
from app.documents.content import (
    Block,
    Cell,
    Column,
    Facts,
    KeepTogether,
    Numbered,
    Row,
    Signature,
    Signatures,
    Spacer,
    Table,
)
from app.documents.data import FollowupData, SignedData
from app.documents.kinds.paper import Paper
from app.documents.wording import CONFIRMATIONS, DUES, KINDS, STATUSES


def decisions(paper: Paper) -> list[Block]:
    """The table of decisions."""
    rows_in = paper.data.decisions
    if not rows_in:
        return []
    label, day = paper.label, paper.writer.day
    columns = [Column(paper.say(N_("No.")), width=10), Column(label(N_("Decision")), share=1)]
    effective = any(row.effective for row in rows_in)
    review = any(row.review_on for row in rows_in)
    if effective:
        columns.append(Column(label(N_("Effective")), width=32))
    if review:
        columns.append(Column(label(N_("Review on")), width=32))
    rows = []
    for row in rows_in:
        cells = [Cell(row.no), paper.cell(row.text)]
        cells += [Cell(day(row.effective))] if effective else []
        cells += [Cell(day(row.review_on))] if review else []
        rows.append(Row(tuple(cells)))
    return [paper.heading(N_("Decisions")), Table(tuple(columns), tuple(rows))]


def followups(paper: Paper, heading: str, what: str, rows_in: Iterable[FollowupData]) -> list[Block]:
    """A table of promises under the marked words `heading`; `what` is the name of its main column."""
    rows = [_followup(paper, row) for row in rows_in]
    if not rows:
        return []
    label = paper.label
    owner = () if paper.hidden else (Column(label(N_("Action by")), share=2.3),)
    columns = (
        Column(paper.say(N_("No.")), width=10),
        Column(label(what), share=3.7),
        Column(label(N_("Side")), width=22),
        *owner,
        Column(label(N_("Due")), width=25),
        Column(label(N_("Status")), width=17),
    )
    return [paper.heading(heading), Table(columns, tuple(rows))]


def _followup(paper: Paper, row: FollowupData) -> Row:
    side = paper.discreet.side(row.side)
    second = paper.second(row.text)
    kind = paper.writer.word(KINDS, row.kind)
    return Row(
        (
            Cell(row.no),
            Cell(paper.text(row.text), "\n".join(part for part in (second, kind) if part)),
            Cell(side) if side else Cell(paper.say(N_("side to be named")), strong=True),
            *(() if paper.hidden else (_owner(paper, row.owner, paper.text(row.owner_organisation)),)),
            _due(paper, row),
            Cell(paper.writer.word(STATUSES, row.status)),
        )
    )


def _owner(paper: Paper, owner: PersonSnapshot | None, organisation: str) -> Cell:
    name = paper.discreet.name(owner) if owner else ""
    if not name:
        return Cell(organisation) if organisation else Cell(paper.say(N_("owner to be named")), strong=True)
    return Cell(name, organisation or paper.text(owner.organisation if owner else ""))


def _due(paper: Paper, row: FollowupData) -> Cell:
    note = paper.text(row.due_note)
    if row.due_precision in DUES:
        return Cell(note or paper.writer.word(DUES, row.due_precision), paper.writer.day(row.due))
    if row.due_precision is DuePrecision.QUARTER and note:
        return Cell(note)
    if row.due is not None:
        return Cell(paper.writer.day(row.due), note)
    if note:
        return Cell(paper.say(N_("no date")), note)
    return Cell(paper.say(N_("due date to be set")), strong=True)


def next_meeting(paper: Paper) -> list[Block]:
    """When the sides meet again."""
    following = paper.data.next_meeting
    if following is None:
        return []
    label, writer = paper.label, paper.writer
    rows = []
    zone = following.time_zone or paper.data.time_zone
    if following.starts_at is not None:
        rows.append((label(N_("Date")), writer.local_day(following.starts_at, zone)))
        rows.append((label(N_("Time")), writer.span(following.starts_at, following.ends_at, zone)))
    rows.append((label(N_("Venue")), paper.both(following.venue)))
    rows.append((label(N_("Remarks")), paper.both(following.note)))
    shown = tuple(row for row in rows if row[1])
    return [KeepTogether((paper.heading(N_("Next meeting")), Facts(shown)))] if shown else []


def closing(paper: Paper) -> list[Block]:
    """Closing time, confirmation, who recorded and who approved."""
    data, label = paper.data, paper.label
    rows = []
    if data.closed_at is not None:
        rows.append((label(N_("Meeting closed at")), paper.writer.clock(data.closed_at, data.time_zone)))
    rows.append((label(N_("Counterpart confirmation")), confirmation(paper)))
    heading = paper.heading(N_("Closing and approval"))
    if paper.hidden:
        if data.approval and data.approval.at:
            rows.append((label(N_("Approved on")), paper.writer.local_day(data.approval.at)))
        return [KeepTogether((heading, Facts(tuple(rows))))]
    places = []
    if paper.options.edition is not Edition.EXCERPT:
        places.append(signature(paper, label(N_("Recorded by")), recorder(paper), ""))
    places.append(signature(paper, label(N_("Approved by")), data.approval, paper.say(N_("not yet approved"))))
    return [KeepTogether((heading, Facts(tuple(rows)), Spacer(4), Signatures(tuple(places))))]


def recorder(paper: Paper) -> SignedData | None:
    """Who recorded it. A copy that leaves names them only if they were in the room: who wrote it is not for outside."""
    signed = paper.data.recorder
    if signed is None or paper.internal:
        return signed
    people = (one.person for side in paper.data.sides for one in side.participants)
    there = [name for person in people for name in person.names]
    return signed if any(is_named(name.full, there) for name in signed.person.names) else None


def confirmation(paper: Paper) -> str:
    """Whether the other side confirmed what is written as theirs, by whom and when."""
    given = paper.data.confirmation
    parts = [paper.label(CONFIRMATIONS[given.status])]
    if not paper.hidden:
        parts.append(paper.text(given.by))
    parts.append(paper.writer.day(given.on))
    return paper.writer.joined(*parts)


def signature(paper: Paper, label: str, signed: SignedData | None, missing: str) -> Signature:
    """A place to sign with what is known of the signatory; `missing` if nobody is."""
    if signed is None:
        return Signature(label, (missing,) if missing else ())
    person, text = signed.person, paper.writer.text
    when = paper.writer.local_day(signed.at) if signed.at else ""
    lines = (paper.discreet.name(person), text(person.title), text(person.organisation), when)
    return Signature(label, tuple(line for line in lines if line))


def distribution(paper: Paper) -> list[Block]:
    """Who gets a copy."""
    names = [paper.text(name) for name in paper.data.distribution]
    if not any(names):
        return []
    facts = Facts(((paper.label(N_("Copy to")), "\n".join(name for name in names if name)),))
    return [KeepTogether((paper.heading(N_("Distribution")), facts))]


def annexes(paper: Paper) -> list[Block]:
    """The papers that go with the record."""
    if not paper.data.annexes:
        return []
    lines = [
        Numbered(annex.no, paper.writer.beside(paper.headline(annex.title), annex.reference))
        for annex in paper.data.annexes
    ]
    return [KeepTogether((paper.heading(N_("Annexes")), *lines))]
