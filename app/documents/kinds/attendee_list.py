"""Attendee list: exactly the blocks of domain.md 5.5, in their order.

Outward copies hold no telephone numbers and no answers. Under the Chatham House Rule an outward copy holds no names
at all (4.6, no. 16): the counts and the rule's sentence remain; the internal list keeps the names under a stronger
marking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.core.enums import MeetingRule, MemberCategory
from app.core.i18n import N_
from app.core.ltext import pick
from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
    GroupRow,
    Heading,
    KeepTogether,
    Paragraph,
    Role,
    Row,
    Spacer,
    Table,
    Title,
)
from app.documents.data import AttendeeData, AttendeeListData, Options, SideGroup
from app.documents.kinds.blocks import finish, furniture, letterhead, notices, person_cells, person_columns, side_label
from app.documents.wording import ANSWERS, CATEGORIES, Writer

TITLE = N_("LIST OF ATTENDEES")


def build(data: AttendeeListData, lang: str, options: Options) -> Content:
    """The list as neutral content in `lang`; `options.internal` chooses the internal version."""
    return _AttendeeList(data, Writer(lang, data.mission, options)).content()


class _AttendeeList:
    def __init__(self, data: AttendeeListData, writer: Writer) -> None:
        self.data, self.writer, self.say = data, writer, writer.say
        self.internal = writer.options.internal
        self.secret = data.meeting_rule is MeetingRule.CHATHAM_HOUSE
        self.named = self.internal or not self.secret
        self._running = 0

    def content(self) -> Content:
        data, say = self.data, self.say
        version = say(
            N_("Version {version}, as of {moment}"),
            version=data.control.version,
            moment=self.writer.moment(data.as_of, data.time_zone),
        )
        blocks: list[Block] = [
            letterhead(data.mission, self.writer),
            Title(say(TITLE), (version,)),
            *notices(data.mission, data.meeting_rule, self.writer),
            Spacer(4),
            self._facts(),
        ]
        if self.named:
            for side in data.sides:
                blocks += self._side(side)
            note = say(N_("Honorifics omitted; order of precedence within each delegation."))
            blocks.append(Paragraph(note, Role.NOTE))
        else:
            sentence = say(N_("The list of participants is kept apart and is not part of this document."))
            blocks.append(Paragraph(sentence))
        blocks += self._counts()
        page = furniture(data.control, self.writer, draftable=False, internal=self.internal)
        return finish(say(N_("List of attendees")), data.control, self.writer, page, blocks)

    def _facts(self) -> Facts:
        data, writer, say = self.data, self.writer, self.say
        rows = [(say(N_("Event")), writer.text(data.event))]
        if data.starts_at is not None:
            first = writer.local_day(data.starts_at, data.time_zone)
            last = writer.local_day(data.ends_at, data.time_zone) if data.ends_at else first
            rows.append((say(N_("Date")), first if first == last else f"{first} – {last}"))
            if first == last:
                rows.append((say(N_("Time")), writer.span(data.starts_at, data.ends_at, data.time_zone)))
        rows.append((say(N_("Venue")), writer.text(data.venue)))
        return Facts(tuple(row for row in rows if row[1]))

    def _side(self, side: SideGroup) -> list[Block]:
        rows: list[Row | GroupRow] = []
        for delegation in side.delegations:
            people = [
                (self.writer.text(organisation.name), one)
                for organisation in delegation.organisations
                for one in organisation.attendees
                if not one.sealed or one.outward_label
            ]
            name = self.writer.text(delegation.name)
            if name and people:
                count = self.writer.catalogue.plural("{n} person", "{n} persons", len(people))
                rows.append(GroupRow(name, self.say(N_("{name} (continued)"), name=name), note=count))
            rows += [self._row(number, who, one) for number, (who, one) in enumerate(people, start=1)]
        if not rows:
            return []
        return [Heading(side_label(side, self.writer)), Table(self._columns(), tuple(rows))]

    def _columns(self) -> tuple[Column, ...]:
        say = self.say
        _, *person = person_columns(self.writer, numbered=True)
        internal = (Column(say(N_("Mobile")), width=27), Column(say(N_("Status")), width=17)) if self.internal else ()
        return (
            Column(say(N_("No.")), width=7, align=Align.RIGHT),
            Column(self.writer.catalogue.in_context("running total", "Total"), width=9, align=Align.RIGHT),
            *person,
            *internal,
        )

    def _row(self, number: int, organisation: str, one: AttendeeData) -> Row:
        self._running += 1
        if one.sealed:
            name, title, own = Cell(pick(one.outward_label, self.writer.lang)), Cell(""), Cell("")
            organisation, one = "", replace(one, mobile="")
        else:
            name, title, own = person_cells(one.person, self.writer, role=one.role)
        cells = [Cell(str(number)), Cell(str(self._running)), name, title, Cell(organisation) if organisation else own]
        if self.internal:
            cells += [Cell(one.mobile), Cell(self.writer.word(ANSWERS, one.status))]
        return Row(tuple(cells))

    def _counts(self) -> list[Block]:
        by_side = [(side_label(side, self.writer), list(_attendees(side))) for side in self.data.sides]
        present = {one.category for _, people in by_side for one in people}
        kinds = [kind for kind in MemberCategory if kind in present]
        columns = [Column(self.say(N_("Side")), share=1)]
        columns += [Column(self.writer.word(CATEGORIES, kind), width=19, align=Align.RIGHT) for kind in kinds]
        columns.append(Column(self.say(N_("Total")), width=16, align=Align.RIGHT))
        rows = []
        every: Counter[MemberCategory | None] = Counter()
        for label, people in by_side:
            counts = Counter(one.category for one in people)
            every += counts
            rows.append(self._count_row(label, kinds, counts))
        if len(rows) > 1:
            rows.append(self._count_row(self.say(N_("All")), kinds, every, strong=True))
        if not rows:
            return []
        return [KeepTogether((Heading(self.say(N_("Numbers"))), Table(tuple(columns), tuple(rows))))]

    def _count_row(
        self, label: str, kinds: list[MemberCategory], counts: Counter[MemberCategory | None], *, strong: bool = False
    ) -> Row:
        numbers = [counts[kind] for kind in kinds] + [counts.total()]
        return Row((Cell(label, strong=strong), *(Cell(str(number), strong=strong) for number in numbers)))


def _attendees(side: SideGroup) -> Iterator[AttendeeData]:
    for delegation in side.delegations:
        for organisation in delegation.organisations:
            yield from organisation.attendees
