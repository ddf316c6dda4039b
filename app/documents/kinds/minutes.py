"""Minutes of a meeting: exactly the blocks of domain.md 5.1, in their order.

Letterhead and marking, title and reference, subject, when and where, present by side, in attendance and regrets,
agenda, previous minutes, numbered items with summing-up and conclusion, decisions, actions, commitments, next
meeting, closing and approval, distribution, annexes.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.core.enums import Attendance, DuePrecision, MeetingKind, MeetingRule, PointKind, RecordKind
from app.core.i18n import N_
from app.core.names import PersonSnapshot
from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    KeepTogether,
    Numbered,
    Paragraph,
    Role,
    Row,
    Run,
    Signature,
    Signatures,
    Spacer,
    Spans,
    Table,
    Title,
    plain,
)
from app.documents.data import FollowupData, MinutesData, Options, ParticipantData, PointData, SignedData
from app.documents.kinds.blocks import finish, furniture, letterhead, notices, person_cells, person_columns, person_rows
from app.documents.kinds.discretion import Discretion
from app.documents.wording import CONFIRMATIONS, DUES, KINDS, MODES, RULES, STATUSES, Writer, language_name

TITLES: dict[RecordKind, tuple[str, str]] = {
    RecordKind.MINUTES: (N_("MINUTES OF THE MEETING"), N_("Minutes of the meeting")),
    RecordKind.RECORD_OF_DISCUSSION: (N_("RECORD OF DISCUSSION"), N_("Record of discussion")),
    RecordKind.AGREED_MINUTES: (N_("AGREED MINUTES"), N_("Agreed minutes")),
    RecordKind.NOTE_FOR_FILE: (N_("NOTE FOR FILE"), N_("Note for file")),
    RecordKind.AIDE_MEMOIRE: (N_("AIDE-MÉMOIRE"), N_("Aide-mémoire")),
    RecordKind.PRESS_LINE: (N_("PRESS LINE"), N_("Press line")),
}
"""A record's title as paper sets it, and as the file's own title says it."""
_AWAY = frozenset({Attendance.DECLINED, Attendance.PRESUMED_DECLINED, Attendance.ABSENT})
_POINTS: dict[PointKind, str] = {
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


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The minutes as neutral content in `lang`."""
    return _Minutes(data, Writer(lang, data.mission, options)).content()


class _Minutes:
    def __init__(self, data: MinutesData, writer: Writer) -> None:
        self.data, self.writer, self.say = data, writer, writer.say
        self.discreet = Discretion(data, writer)

    def content(self) -> Content:
        data = self.data
        blocks: list[Block] = [
            letterhead(data.mission, self.writer),
            Title(self.say(TITLES[data.record_kind][0]), self._title_lines()),
            *notices(data.mission, data.meeting_rule, self.writer),
            Spacer(4),
            self._facts(),
            *self._present(),
            *self._others_present(),
            *self._agenda(),
            *self._previous(),
            *self._items(),
            *self._decisions(),
            *self._followups(self.say(N_("Action points")), self.say(N_("Action")), data.actions),
            *self._followups(self.say(N_("Commitments")), self.say(N_("Commitment")), data.commitments),
            *self._next_meeting(),
            *self._closing(),
            *self._distribution(),
            *self._annexes(),
        ]
        page = furniture(data.control, self.writer)
        return finish(self.say(TITLES[data.record_kind][1]), data.control, self.writer, page, blocks)

    # -- head

    def _title_lines(self) -> tuple[str, ...]:
        reference = self.data.control.reference
        return (self.say(N_("No. {reference}"), reference=reference),) if reference else ()

    def _facts(self) -> Facts:
        data, writer, say = self.data, self.writer, self.say
        both = data.meeting_kind is MeetingKind.CALL
        venue = writer.joined(self.discreet.text(data.room), self.discreet.text(data.venue))
        rows: list[tuple[str, Spans]] = [
            (say(N_("Subject")), (Run(self.discreet.text(data.subject), bold=True),)),
            (say(N_("Date")), writer.local_day(data.starts_at, data.time_zone)),
            (say(N_("Time")), writer.span(data.starts_at, data.ends_at, data.time_zone, both=both)),
            (say(N_("Venue")), venue),
            (say(N_("Language")), self._languages()),
        ]
        if data.meeting_rule in RULES and data.meeting_rule is not MeetingRule.CHATHAM_HOUSE:
            rows.append((say(N_("Meeting rule")), writer.word(RULES, data.meeting_rule)))
        return Facts(tuple((label, value) for label, value in rows if plain(value)))

    def _languages(self) -> str:
        data = self.data
        names = self.writer.joined(*(language_name(tag, self.writer.lang) for tag in data.interpretation))
        return self.writer.beside(self.writer.word(MODES, data.language_mode), names)

    # -- people

    def _present(self) -> list[Block]:
        heading = Heading(self.writer.catalogue.in_context("document", "Present"))
        if self.discreet.hidden:
            sentence = self.say(N_("The list of participants is kept apart and is not part of this document."))
            return [heading, Paragraph(sentence)]
        out: list[Block] = [heading]
        for side in self.data.sides:
            present = [one for one in side.participants if self._came(one) and not one.in_attendance]
            if not present:
                continue
            out.append(Heading(self.discreet.side(side.code), level=2))
            rows = person_rows(present, self.writer, numbered=True)
            out.append(Table(person_columns(self.writer, numbered=True), tuple(rows)))
        if len(out) > 1:
            note = self.say(N_("Honorifics omitted; order of precedence within each side."))
            out.append(Paragraph(note, Role.NOTE))
        else:
            out.append(Paragraph(self.say(N_("No participants are recorded."))))
        return out

    def _came(self, one: ParticipantData) -> bool:
        return one.status not in _AWAY and one.represented_by is None

    def _others_present(self) -> list[Block]:
        if self.discreet.hidden:
            return []
        everybody = [one for side in self.data.sides for one in side.participants]
        columns = person_columns(self.writer, numbered=False)
        out: list[Block] = []
        sitting_in = [one for one in everybody if one.in_attendance and self._came(one)]
        if sitting_in:
            rows = person_rows(sitting_in, self.writer, numbered=False)
            out += [Heading(self.say(N_("In attendance"))), Table(columns, tuple(rows))]
        away = [Row(self._away(one)) for one in everybody if not self._came(one)]
        away += [Row(person_cells(person, self.writer)) for person in self.data.regrets]
        if away:
            out += [Heading(self.say(N_("Regrets"))), Table(columns, tuple(away))]
        return out

    def _away(self, one: ParticipantData) -> tuple[Cell, ...]:
        note = ""
        if one.represented_by is not None:
            note = self.say(N_("represented by {name}"), name=self.writer.name(one.represented_by))
        return person_cells(one.person, self.writer, note=note)

    # -- agenda and discussion

    def _agenda(self) -> list[Block]:
        if not self.data.items:
            return []
        say, text = self.say, self.discreet.text
        leads = not self.discreet.hidden and any(self.writer.text(item.lead) for item in self.data.items)
        minutes = any(item.minutes is not None for item in self.data.items)
        columns = [Column(say(N_("No.")), width=8), Column(say(N_("Item")), share=3)]
        if leads:
            columns.append(Column(say(N_("Lead")), share=2))
        if minutes:
            columns.append(Column(say(N_("Minutes planned")), width=26, align=Align.RIGHT))
        rows = []
        for item in self.data.items:
            cells = [Cell(item.no), Cell(text(item.title))]
            if leads:
                cells.append(Cell(text(item.lead)))
            if minutes:
                cells.append(Cell("" if item.minutes is None else str(item.minutes)))
            rows.append(Row(tuple(cells)))
        return [Heading(say(N_("Agenda as held"))), Table(tuple(columns), tuple(rows))]

    def _previous(self) -> list[Block]:
        previous = self.discreet.text(self.data.previous_minutes)
        if not previous and not self.data.matters_arising:
            return []
        out: list[Block] = [Heading(self.say(N_("Previous minutes and matters arising")))]
        if previous:
            out.append(Paragraph(previous))
        out += [self._point(f"({n})", point) for n, point in enumerate(self.data.matters_arising, start=1)]
        return out

    def _items(self) -> list[Block]:
        out: list[Block] = []
        for item in self.data.items:
            points: list[Block] = [
                self._point(f"{item.no}.{number}", point) for number, point in enumerate(item.points, start=1)
            ]
            closing = ((self.say(N_("Summing-up")), item.summing_up), (self.say(N_("Conclusion")), item.conclusion))
            for label, text in closing:
                if shown := self.discreet.text(text):
                    points.append(Paragraph((self._lead_in(label), Run(shown)), Role.CONCLUSION, indented=True))
            if points:
                out += [Heading(self.discreet.text(item.title), level=2, number=item.no), *points]
        return [Heading(self.say(N_("Discussion"))), *out] if out else []

    def _point(self, label: str, point: PointData) -> Numbered:
        who, kind = self.discreet.who(point), self.writer.word(_POINTS, point.kind)
        if point.departmental_view and not kind:
            kind = self.say(N_("Departmental view"))
        kind = " ".join(part for part in (kind, point.ref) if part)
        lead = self.writer.beside(kind, who)
        text = self.discreet.text(point.text)
        return Numbered(label, (self._lead_in(lead), Run(text)) if lead else text)

    def _lead_in(self, label: str) -> Run:
        lead = self.say(N_("{label}:"), label=label)
        return Run(lead if lead.endswith("：") else lead + " ", bold=True)

    # -- outcomes

    def _decisions(self) -> list[Block]:
        if not self.data.decisions:
            return []
        say, day = self.say, self.writer.day
        columns = [Column(say(N_("No.")), width=10), Column(say(N_("Decision")), share=1)]
        effective = any(row.effective for row in self.data.decisions)
        review = any(row.review_on for row in self.data.decisions)
        if effective:
            columns.append(Column(say(N_("Effective")), width=32))
        if review:
            columns.append(Column(say(N_("Review on")), width=32))
        rows = []
        for row in self.data.decisions:
            cells = [Cell(row.no), Cell(self.discreet.text(row.text))]
            cells += [Cell(day(row.effective))] if effective else []
            cells += [Cell(day(row.review_on))] if review else []
            rows.append(Row(tuple(cells)))
        return [Heading(say(N_("Decisions"))), Table(tuple(columns), tuple(rows))]

    def _followups(self, heading: str, what: str, followups: Iterable[FollowupData]) -> list[Block]:
        rows = [self._followup(row) for row in followups]
        if not rows:
            return []
        say = self.say
        owner = () if self.discreet.hidden else (Column(say(N_("Action by")), share=2.3),)
        columns = (
            Column(say(N_("No.")), width=10),
            Column(what, share=3.7),
            Column(say(N_("Side")), width=22),
            *owner,
            Column(say(N_("Due")), width=25),
            Column(say(N_("Status")), width=17),
        )
        return [Heading(heading), Table(columns, tuple(rows))]

    def _followup(self, row: FollowupData) -> Row:
        side = self.discreet.side(row.side)
        return Row(
            (
                Cell(row.no),
                Cell(self.discreet.text(row.text), self.writer.word(KINDS, row.kind)),
                Cell(side) if side else Cell(self.say(N_("side to be named")), strong=True),
                *(() if self.discreet.hidden else (self._owner(row.owner, self.writer.text(row.owner_organisation)),)),
                self._due(row),
                Cell(self.writer.word(STATUSES, row.status)),
            )
        )

    def _owner(self, owner: PersonSnapshot | None, organisation: str) -> Cell:
        name = self.writer.name(owner) if owner else ""
        if not name:
            return Cell(organisation) if organisation else Cell(self.say(N_("owner to be named")), strong=True)
        return Cell(name, organisation or self.writer.text(owner.organisation if owner else ""))

    def _due(self, row: FollowupData) -> Cell:
        note = self.discreet.text(row.due_note)
        if row.due_precision in DUES:
            return Cell(note or self.writer.word(DUES, row.due_precision), self.writer.day(row.due))
        if row.due_precision is DuePrecision.QUARTER and note:
            return Cell(note)
        if row.due is not None:
            return Cell(self.writer.day(row.due), note)
        if note:
            return Cell(self.say(N_("no date")), note)
        return Cell(self.say(N_("due date to be set")), strong=True)

    # -- end

    def _next_meeting(self) -> list[Block]:
        following = self.data.next_meeting
        if following is None:
            return []
        rows = []
        zone = following.time_zone or self.data.time_zone
        if following.starts_at is not None:
            rows.append((self.say(N_("Date")), self.writer.local_day(following.starts_at, zone)))
            rows.append((self.say(N_("Time")), self.writer.span(following.starts_at, following.ends_at, zone)))
        rows.append((self.say(N_("Venue")), self.discreet.text(following.venue)))
        rows.append((self.say(N_("Remarks")), self.discreet.text(following.note)))
        shown = tuple(row for row in rows if row[1])
        if not shown:
            return []
        return [KeepTogether((Heading(self.say(N_("Next meeting"))), Facts(shown)))]

    def _closing(self) -> list[Block]:
        data, say = self.data, self.say
        rows = []
        if data.closed_at is not None:
            rows.append((say(N_("Meeting closed at")), self.writer.clock(data.closed_at, data.time_zone)))
        rows.append((say(N_("Counterpart confirmation")), self._confirmation()))
        if self.discreet.hidden:
            if data.approval and data.approval.at:
                rows.append((say(N_("Approved on")), self.writer.local_day(data.approval.at)))
            return [KeepTogether((Heading(say(N_("Closing and approval"))), Facts(tuple(rows))))]
        places = (
            self._signature(say(N_("Recorded by")), data.recorder, ""),
            self._signature(say(N_("Approved by")), data.approval, say(N_("not yet approved"))),
        )
        heading = Heading(say(N_("Closing and approval")))
        return [KeepTogether((heading, Facts(tuple(rows)), Spacer(4), Signatures(places)))]

    def _confirmation(self) -> str:
        confirmation = self.data.confirmation
        parts = [self.writer.word(CONFIRMATIONS, confirmation.status)]
        if not self.discreet.hidden:
            parts.append(self.writer.text(confirmation.by))
        parts.append(self.writer.day(confirmation.on))
        return self.writer.joined(*parts)

    def _signature(self, label: str, signed: SignedData | None, missing: str) -> Signature:
        if signed is None:
            return Signature(label, (missing,) if missing else ())
        person, text = signed.person, self.writer.text
        when = self.writer.local_day(signed.at) if signed.at else ""
        lines = (self.writer.name(person), text(person.title), text(person.organisation), when)
        return Signature(label, tuple(line for line in lines if line))

    def _distribution(self) -> list[Block]:
        names = [self.discreet.text(name) for name in self.data.distribution]
        if not any(names):
            return []
        facts = Facts(((self.say(N_("Copy to")), "\n".join(name for name in names if name)),))
        return [KeepTogether((Heading(self.say(N_("Distribution"))), facts))]

    def _annexes(self) -> list[Block]:
        if not self.data.annexes:
            return []
        lines = []
        for annex in self.data.annexes:
            title = self.discreet.text(annex.title)
            lines.append(Numbered(annex.no, self.writer.beside(title, annex.reference)))
        return [KeepTogether((Heading(self.say(N_("Annexes"))), *lines))]
