"""Who was there, in a record: by side, head first, then those who sat in and those who sent regrets."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.enums import Attendance, OutwardList
from app.core.i18n import N_
from app.documents.content import Align, Block, Cell, Column, Heading, Paragraph, Role, Row, Table
from app.documents.data import ParticipantData, SideData
from app.documents.kinds.blocks import person_cells, person_columns, person_rows
from app.documents.kinds.paper import Paper
from app.documents.wording import Writer

_AWAY = frozenset({Attendance.DECLINED, Attendance.PRESUMED_DECLINED, Attendance.ABSENT})


def came(one: ParticipantData) -> bool:
    """Whether they were there themselves."""
    return one.status not in _AWAY and one.represented_by is None


def present(paper: Paper) -> list[Block]:
    """The block "Present", as full as this copy may be."""
    heading = Heading(paper.writer.twice(_present))
    if paper.listed is OutwardList.NONE:
        return [heading, kept_apart(paper)]
    if paper.listed is OutwardList.COUNTS:
        return [heading, counts(paper)]
    out: list[Block] = [heading]
    for side in paper.data.sides:
        if table := side_table(paper, side):
            out += [Heading(paper.side(side.code), level=2), table]
    if len(out) > 1:
        out.append(in_precedence(paper))
    else:
        out.append(Paragraph(paper.label(N_("No participants are recorded."))))
    return out


def side_table(paper: Paper, side: SideData) -> Table | None:
    """The people of one side who were there as members; None if there is nobody to list."""
    members = [one for one in side.participants if came(one) and not one.in_attendance]
    rows = person_rows(members, paper.writer, numbered=True)
    return Table(person_columns(paper.writer, numbered=True), tuple(rows)) if rows else None


def counts(paper: Paper) -> Table:
    """How many of each side were there, without a name."""
    rows = []
    total = 0
    for side in paper.data.sides:
        number = sum(came(one) for one in side.participants)
        total += number
        rows.append(Row((Cell(paper.side(side.code)), Cell(str(number)))))
    rows.append(Row((Cell(paper.label(N_("All")), strong=True), Cell(str(total), strong=True))))
    columns = (
        Column(paper.label(N_("Side"))),
        Column(paper.label(N_("Participants")), width=40, align=Align.RIGHT),
    )
    return Table(columns, tuple(rows))


def kept_apart(paper: Paper) -> Paragraph:
    """The sentence in place of a list."""
    sentence = N_("The list of participants is kept apart and is not part of this document.")
    return Paragraph(paper.label(sentence))


def in_precedence(paper: Paper) -> Paragraph:
    """The note on how the list was made."""
    return Paragraph(paper.label(N_("Honorifics omitted; order of precedence within each side.")), Role.NOTE)


def others_present(paper: Paper) -> list[Block]:
    """In attendance, and regrets; nothing where this copy lists nobody."""
    if paper.listed is not OutwardList.FULL:
        return []
    everybody = [one for side in paper.data.sides for one in side.participants]
    columns = person_columns(paper.writer, numbered=False)
    out: list[Block] = []
    sitting_in = person_rows(
        [one for one in everybody if one.in_attendance and came(one)], paper.writer, numbered=False
    )
    if sitting_in:
        out += [paper.heading(N_("In attendance")), Table(columns, tuple(sitting_in))]
    away = _away(paper, (one for one in everybody if not came(one)))
    away += [Row(person_cells(person, paper.writer)) for person in paper.data.regrets]
    if away:
        out += [paper.heading(N_("Regrets")), Table(columns, tuple(away))]
    return out


def _away(paper: Paper, people: Iterable[ParticipantData]) -> list[Row]:
    rows = []
    for one in people:
        if one.sealed:
            continue
        note = ""
        if one.represented_by is not None:
            note = paper.say(N_("represented by {name}"), name=paper.discreet.name(one.represented_by))
        rows.append(Row(person_cells(one.person, paper.writer, note=note)))
    return rows


def _present(writer: Writer) -> str:
    return writer.catalogue.in_context("document", "Present")
