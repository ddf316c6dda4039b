"""Agenda (domain.md 5.4), and the annotated agenda with one page an item.

The times of the items follow from the start and each item's net speaking time; consecutive interpretation doubles what
an item takes (4.6, 14). How that stands against the time there is, is printed in the internal copy alone, and so is
what the annotated agenda says of our own aims. Under the Chatham House Rule a copy that leaves names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.enums import LanguageMode, MeetingKind, MeetingRule
from app.core.i18n import N_
from app.core.wording import label as word
from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Run,
    Spacer,
    Spans,
    Table,
    Title,
    plain,
)
from app.documents.data import AgendaData, AgendaEntry, Options, Text
from app.documents.kinds.blocks import finish, furniture, letterhead, notices
from app.documents.wording import MODES, RULES, Writer, language_name

TITLE, NAME = N_("AGENDA"), N_("Agenda")
ANNOTATED, ANNOTATED_NAME = N_("ANNOTATED AGENDA"), N_("Annotated agenda")
CONSECUTIVE = 2
"""What consecutive interpretation makes of a speaking time."""


def build(data: AgendaData, lang: str, options: Options) -> Content:
    """The agenda as neutral content in `lang`."""
    return _Agenda(data, Writer(lang, data.mission, options, second=data.second_language)).content()


def build_annotated(data: AgendaData, lang: str, options: Options) -> Content:
    """The annotated agenda: the table, then a page for each item."""
    return _Agenda(data, Writer(lang, data.mission, options, second=data.second_language)).annotated()


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is taken; no times where an earlier item's length is open."""

    entry: AgendaEntry
    start: datetime | None
    end: datetime | None
    minutes: int


def slots(data: AgendaData) -> Iterator[Slot]:
    """The items with the time each takes, interpretation counted."""
    factor = CONSECUTIVE if data.language_mode is LanguageMode.CONSECUTIVE else 1
    at: datetime | None = data.starts_at
    for entry in data.items:
        takes = (entry.minutes or 0) * factor
        end = at + timedelta(minutes=takes) if at is not None and takes else None
        yield Slot(entry, at, end, takes)
        at = end


class _Agenda:
    def __init__(self, data: AgendaData, writer: Writer) -> None:
        self.data, self.writer, self.say, self.label = data, writer, writer.say, writer.label
        self.internal = writer.options.internal
        self.secret = data.meeting_rule is MeetingRule.CHATHAM_HOUSE and not self.internal
        self.slots = list(slots(data))

    def content(self) -> Content:
        return self._finish(NAME, [*self._head(TITLE), *self._table(), *self._times(), *self._contacts()])

    def annotated(self) -> Content:
        pages = [block for slot in self.slots for block in self._page(slot)]
        return self._finish(ANNOTATED_NAME, [*self._head(ANNOTATED), *self._table(), *self._times(), *pages])

    def _finish(self, name: str, blocks: list[Block]) -> Content:
        page = furniture(self.data.control, self.writer, internal=self.internal)
        return finish(self.say(name), self.data.control, self.writer, page, blocks)

    def _head(self, title: str) -> list[Block]:
        lines: list[Spans] = [self.writer.other.say(title)] if self.writer.other else []
        if reference := self.data.control.reference:
            lines.append(self.label(N_("No. {reference}"), reference=reference))
        return [
            letterhead(self.data.mission, self.writer),
            Title(self.say(title), tuple(lines)),
            *notices(self.data.mission, self.data.meeting_rule, self.writer, ahead=True),
            Spacer(4),
            self._facts(),
        ]

    def _facts(self) -> Facts:
        data, writer, label = self.data, self.writer, self.label
        both = data.meeting_kind is MeetingKind.CALL
        names = writer.joined(*(language_name(tag, writer.lang) for tag in data.interpretation))
        rows: list[tuple[str, Spans]] = [
            (label(N_("Subject")), (Run(writer.both(data.subject), bold=True),)),
            (label(N_("Date")), writer.local_day(data.starts_at, data.time_zone)),
            (label(N_("Time")), writer.span(data.starts_at, data.ends_at, data.time_zone, both=both)),
            (label(N_("Venue")), writer.joined(writer.text(data.room), writer.text(data.venue))),
            (label(N_("Language")), writer.beside(writer.word(MODES, data.language_mode), names)),
        ]
        if data.meeting_rule in RULES:
            rows.append((label(N_("Meeting rule")), label(RULES[data.meeting_rule])))
        return Facts(tuple((label, value) for label, value in rows if plain(value)))

    # -- items

    def _table(self) -> list[Block]:
        if not self.slots:
            return [Paragraph(self.label(N_("The agenda is still open.")))]
        label = self.label
        leads = not self.secret and any(self.writer.text(slot.entry.lead) for slot in self.slots)
        papers = any(slot.entry.papers for slot in self.slots)
        outcomes = any(slot.entry.outcome for slot in self.slots)
        columns = [Column(self.say(N_("No.")), width=8), Column(label(N_("Time")), width=23)]
        columns.append(Column(label(N_("Item")), share=3))
        columns += [Column(label(N_("Lead")), share=1.7)] if leads else []
        columns += [Column(self.writer.word_of_paper("paper"), share=1.6)] if papers else []
        columns += [Column(label(N_("Outcome")), width=27 if self.writer.other is None else 34)] if outcomes else []
        rows = []
        for slot in self.slots:
            entry = slot.entry
            cells = [Cell(entry.no), Cell(self._time(slot)), self._both(entry.title)]
            cells += [self._both(entry.lead)] if leads else []
            cells += [Cell("\n".join(map(self.writer.text, entry.papers)))] if papers else []
            cells += [Cell(self._outcome(entry))] if outcomes else []
            rows.append(Row(tuple(cells)))
        return [Heading(self.writer.word_of_paper("items")), Table(tuple(columns), tuple(rows))]

    def _both(self, text: Text) -> Cell:
        first, _, second = self.writer.both(text).partition("\n")
        return Cell(first, second)

    def _outcome(self, entry: AgendaEntry) -> str:
        outcome = entry.outcome
        return self.writer.twice(lambda one: word(outcome, one.lang)) if outcome else ""

    def _time(self, slot: Slot) -> str:
        """ "10:00–10:25"; the zone stands with the meeting's own time."""
        if slot.start is None:
            return ""
        first = self.writer.hours(slot.start, self.data.time_zone)
        return f"{first}–{self.writer.hours(slot.end, self.data.time_zone)}" if slot.end else first

    def _times(self) -> list[Block]:
        """Net speaking time against the slot: for whoever plans, not for whoever is invited."""
        net = sum(slot.entry.minutes or 0 for slot in self.slots)
        if not self.internal or not net:
            return []
        label = self.label
        takes = sum(slot.minutes for slot in self.slots)
        there = int((self.data.ends_at - self.data.starts_at).total_seconds() // 60)
        rows = [
            Row((Cell(self.say(what)), Cell(str(minutes), strong=strong)))
            for what, minutes, strong in (
                (N_("Net speaking time"), net, False),
                (N_("With interpretation"), takes, False),
                (N_("Time there is"), there, False),
                (N_("Left over") if takes <= there else N_("Too long by"), abs(there - takes), takes > there),
            )
        ]
        columns = (Column(label(N_("Time"))), Column(self.writer.word_of_paper("minutes"), width=30, align=Align.RIGHT))
        blocks: list[Block] = [Heading(label(N_("Speaking time"))), Table(columns, tuple(rows))]
        if takes != net:
            note = self.say(N_("Consecutive interpretation doubles the speaking time."))
            blocks.append(Paragraph(note, Role.NOTE))
        return [KeepTogether(tuple(blocks))]

    def _contacts(self) -> list[Block]:
        writer = self.writer
        chairs = "\n".join(writer.joined(writer.name(one), writer.text(one.title)) for one in self.data.co_chairs)
        chairs = "" if self.secret else chairs
        one = len(self.data.co_chairs) == 1
        rows = [
            (self.label(N_("Chair") if one else N_("Co-chairs")), chairs),
            (self.label(N_("Secretariat")), self.writer.text(self.data.secretariat)),
        ]
        shown = tuple(row for row in rows if row[1])
        return [KeepTogether((Heading(self.label(N_("Chair and secretariat"))), Facts(shown)))] if shown else []

    # -- annotated

    def _page(self, slot: Slot) -> list[Block]:
        """One page: purpose, state of play, our objective, possible outcome; all but the purpose stay inside."""
        entry, label = slot.entry, self.label
        facts = [
            (label(N_("Time")), self._time(slot)),
            (label(N_("Lead")), "" if self.secret else self.writer.both(entry.lead)),
            (self.writer.word_of_paper("paper"), "\n".join(map(self.writer.text, entry.papers))),
            (label(N_("Outcome")), self._outcome(entry)),
        ]
        shown = tuple(row for row in facts if row[1])
        heading = self.writer.both(entry.title).replace("\n", " / ")
        out: list[Block] = [PageBreak(), Heading(heading, number=entry.no)]
        out += [Facts(shown)] if shown else []
        parts = [(N_("Purpose"), entry.purpose)]
        if self.internal:
            parts += [
                (N_("State of play"), entry.state_of_play),
                (N_("Our objective"), entry.objective),
                (N_("Possible outcome"), entry.possible_outcome),
            ]
        for message, text in parts:
            out.append(Heading(label(message), level=2))
            paragraphs = [line for line in self.writer.both(text).split("\n") if line.strip()]
            out += [Paragraph(line) for line in paragraphs or ["–"]]
        return out
