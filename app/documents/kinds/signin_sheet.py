"""Sign-in sheet for the desk at the door (domain.md 5.6).

Every page stands alone, because sheets are handed out: event, date, place and desk at its head, at most twenty lines,
notice and numbers at its foot. Lines are in the order in which a guest is found fastest. There is no telephone and no
mail column, because every guest reads the lines above. Under the Chatham House Rule only the mission's own copy has
names: the sheet that lies out has blank lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.enums import MeetingRule, Script
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.names import PersonSnapshot
from app.core.text import sort_key
from app.documents.content import (
    Align,
    Block,
    Cell,
    Column,
    Content,
    Facts,
    KeepTogether,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Table,
    Title,
    columns,
    plain,
)
from app.documents.data import GuestData, Options, Paper, SigninData
from app.documents.kinds.blocks import finish, furniture, notices
from app.documents.wording import Writer

TITLE, NAME = N_("SIGN-IN SHEET"), N_("Sign-in sheet")
ROWS_A_PAGE = 20
_ROOM = 176.0
"""Millimetres that lines may take on a page beside its head and foot; less for Letter paper."""
WALK_INS, GUESTS = 12, 40
"""Twelve blank lines for each forty guests, begun ones counted."""
_HEIGHT = 10.0
"""Millimetres of a line at least: a signature needs them. Fewer lines than twenty come on a page then."""
_BOX = "□"
_TEXT, _NOTE = 1.75, 1.57
"""Millimetres that a narrow letter takes in a line's text and in its smaller note."""
_JOINED = 0.8
"""What joined Devanagari letters take of it: half forms and vowel signs are narrow."""
_SHARED, _SHARES = 84.0, 8.0
"""Millimetres and shares of the three columns of words."""


def build(data: SigninData, lang: str, options: Options) -> Content:
    """The sheet as neutral content in `lang`."""
    return _Sheet(data, Writer(lang, data.mission, options)).content()


def walk_in_rows(guests: int) -> int:
    """Blank lines for guests whom nobody expected."""
    return WALK_INS * max(1, -(-guests // GUESTS))


def in_order(guests: tuple[GuestData, ...], lang: str) -> list[GuestData]:
    """By table if there are tables; then by family name: its reading in a Japanese document, else in Latin letters."""
    return sorted(guests, key=lambda guest: (sort_key(guest.table), *_place(guest.person, lang)))


def _place(person: PersonSnapshot, lang: str) -> tuple[str, str]:
    if lang == "ja":
        reading = next((name.reading for name in person.names if name.reading), "")
        kana = person.name(Script.KANA)
        if reading or kana:
            return "", sort_key(reading or (kana.full if kana else ""))
    name = person.name() or (person.names[0] if person.names else None)
    if name is None:
        return "\uffff", ""
    return sort_key(name.family or name.full), sort_key(name.given)


def _lines(text: str, room: float, letter: float) -> int:
    """About how many lines `text` takes in `room` millimetres, at `letter` millimetres a narrow letter."""
    count = 0
    for line in text.split("\n"):
        count, used = count + 1, 0.0
        for word in line.split(" "):
            wide = columns(word) * letter * (_JOINED if any("\u0900" <= char <= "\u097f" for char in word) else 1)
            if used and used + wide > room:
                count, used = count + 1, 0.0
            count += int(wide // room)
            used += wide + letter
    return count


class _Sheet:
    def __init__(self, data: SigninData, writer: Writer) -> None:
        self.data, self.writer, self.say = data, writer, writer.say
        self.named = data.meeting_rule is not MeetingRule.CHATHAM_HOUSE or writer.options.internal
        self.room = _ROOM if data.mission.paper is Paper.A4 else _ROOM - 18
        self.tables = any(guest.table for guest in data.guests)

    def content(self) -> Content:
        blocks: list[Block] = []
        for number, (title, rows) in enumerate(self._pages()):
            blocks += [PageBreak()] if number else []
            blocks += self._page(title, rows)
        secret = self.data.meeting_rule is MeetingRule.CHATHAM_HOUSE and self.named
        page = furniture(self.data.control, self.writer, draftable=False, internal=secret)
        return finish(self.say(NAME), self.data.control, self.writer, page, blocks)

    def _pages(self) -> Iterator[tuple[str, list[Row]]]:
        guests = in_order(self.data.guests, self.writer.lang)
        rows: list[Row] = []
        taken = 0.0
        for number, guest in enumerate(guests, start=1):
            row = self._row(number, guest)
            tall = self._height(row)
            if rows and (len(rows) == ROWS_A_PAGE or taken + tall > self.room):
                yield "", rows
                rows, taken = [], 0.0
            rows.append(row)
            taken += tall
        if rows:
            yield "", rows
        blank = Row(tuple(Cell("") for _ in self._columns()), height=_HEIGHT)
        more = walk_in_rows(len(guests))
        fit = min(ROWS_A_PAGE, int(self.room // _HEIGHT))
        for first in range(0, more, fit):
            yield self.say(N_("Guests without a line of their own")), [blank] * min(fit, more - first)

    def _height(self, row: Row) -> float:
        """About how tall a line will be, in millimetres: a page is filled by content, before anything is drawn."""
        lines = 1
        for cell, column in zip(row.cells, self._columns(), strict=True):
            room = column.width or _SHARED * column.share / _SHARES
            text, note = plain(cell.text), cell.note
            taken = (_lines(text, room, _TEXT) if text else 0) + (_lines(note, room, _NOTE) if note else 0)
            lines = max(lines, taken)
        return max(_HEIGHT, 4.7 * lines + 2)

    def _page(self, title: str, rows: list[Row]) -> list[Block]:
        data, writer, say = self.data, self.writer, self.say
        day = writer.local_day(data.starts_at, data.time_zone)
        when = writer.joined(day, writer.span(data.starts_at, data.ends_at, data.time_zone))
        facts = [
            (say(N_("Event")), writer.text(data.event)),
            (say(N_("Date")), when),
            (say(N_("Venue")), writer.joined(writer.text(data.venue), writer.text(data.desk))),
        ]
        out: list[Block] = [Title(say(TITLE), (title,) if title else ())]
        out += notices(data.mission, MeetingRule.NONE, writer)
        out.append(Facts(tuple(row for row in facts if row[1])))
        if data.meeting_rule is MeetingRule.CHATHAM_HOUSE:
            out.append(Paragraph(say(N_("The meeting is held under the Chatham House Rule.")), Role.NOTE))
        out.append(Table(self._columns(), tuple(rows), grid=True))
        out.append(KeepTogether(tuple(self._foot())))
        return out

    def _columns(self) -> tuple[Column, ...]:
        say, context = self.say, self.writer.catalogue.in_context
        table = (Column(self.writer.word_of_paper("table"), width=12),) if self.tables else ()
        consent = (Column(_BOX, width=6, align=Align.CENTRE),) if self.data.recording else ()
        return (
            Column(say(N_("No.")), width=8, align=Align.RIGHT),
            *table,
            Column(context("document", "Name"), share=2.4),
            Column(context("document", "Organisation"), share=3.1),
            Column(context("document", "Title"), share=2.5),
            *consent,
            Column(say(N_("Signature")), width=34),
            Column(say(N_("Time in")), width=13),
        )

    def _row(self, number: int, guest: GuestData) -> Row:
        writer = self.writer
        person = guest.person
        organisation = writer.text(guest.organisation) or writer.text(person.organisation)
        cells = [Cell(str(number))]
        cells += [Cell(guest.table)] if self.tables else []
        if self.named and guest.sealed:
            cells += [Cell(pick(guest.outward_label, writer.lang)), Cell(""), Cell("")]
        elif self.named:
            cells += [
                Cell(writer.name(person), writer.second(person)),
                Cell(organisation),
                Cell("", writer.text(person.title)),
            ]
        else:
            cells += [Cell(""), Cell(""), Cell("")]
        cells += [Cell(_BOX)] if self.data.recording else []
        cells += [Cell(""), Cell("")]
        return Row(tuple(cells), height=_HEIGHT)

    def _foot(self) -> Iterator[Block]:
        say = self.say
        if self.data.recording:
            notice = N_(
                "{box} Photographs and recordings may be made at this event. Tick the box on your line if you do not"
                " wish to appear in them."
            )
            yield Paragraph(say(notice, box=_BOX), Role.NOTE)
        total = say(N_("Total expected: {n}"), n=len(self.data.guests))
        line = "__________"
        signed, checked = N_("Signed on this page: {line}"), N_("Checked by: {line}")
        yield Paragraph("   ".join((say(signed, line=line), total, say(checked, line=f"{line}_____"))))
