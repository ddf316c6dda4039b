"""What stands in the record's list, line by line: headings, points, and the one place where the next line is typed.

Pure: from a record and its meeting to rows that the model holds and the delegate paints. A row knows everything that
is to be read on it, so that painting and a screen reader say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.enums import PROMISE_KINDS, FollowupStatus, PointKind, QuoteConsent
from app.core.formats import clock_time, due_shown, duration
from app.core.i18n import N_, NATIVE_NAMES, tr
from app.core.wording import label, side_name
from app.core.zones import local
from app.queries.meetings import AgendaRow
from app.queries.minutes import PointRow

LOOSE = ""
"""The place before the first agenda item, as an item's id."""

INPUT = "input"
"""Key of the row at which the live line stands."""

TONES: Mapping[PointKind, str] = {
    PointKind.STATEMENT: "soft",
    PointKind.DISCUSSION: "soft",
    PointKind.AGREEMENT: "green",
    PointKind.DECISION: "accent",
    PointKind.RESERVATION: "amber",
    PointKind.DISSENT: "amber",
    PointKind.NOTING: "soft",
    PointKind.ACTION: "red",
    PointKind.COMMITMENT: "violet",
    PointKind.REQUEST: "violet",
    PointKind.PRESS_LINE: "green",
    PointKind.NEXT_MEETING: "accent",
}
"""Colour of a kind's word; the word itself always stands there."""

_QUOTES: Mapping[QuoteConsent, tuple[str, str]] = {
    QuoteConsent.NOT_ASKED: (N_("quote, consent not asked"), "red"),
    QuoteConsent.GIVEN: (N_("quote, consent given"), "green"),
    QuoteConsent.REFUSED: (N_("quote, consent refused"), "red"),
}
_MISSING = {"side": N_("side missing"), "owner": N_("owner missing"), "due": N_("due missing")}


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """An agenda item: `item_id` is `LOOSE` for the lines before the first. `planned` is its time in words, and what
    the timer says of it, in `tone`."""

    item_id: str
    number: str
    title: str
    planned: str
    tone: str = "soft"

    @property
    def key(self) -> str:
        return f"item:{self.item_id}"

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (f"{self.number} {self.title}".strip(), self.planned) if part)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One point. `facts` is the soft second line, `chips` are (words, tone); `tone` is that of the kind's word; `time`
    is when it was said, `second` the same in the record's second language."""

    point_id: str
    item_id: str
    kind: PointKind
    word: str
    tone: str
    ref: str
    text: str
    facts: str
    chips: tuple[tuple[str, str], ...]
    time: str = ""
    second: str = ""

    @property
    def key(self) -> str:
        return self.point_id

    @property
    def spoken(self) -> str:
        told = [self.word, self.ref, self.text, self.second, self.facts, *(words for words, _ in self.chips), self.time]
        return ", ".join(part for part in told if part)


@dataclass(frozen=True, slots=True)
class InputRow:
    """Where the live line stands; the line itself is a widget that lies over this row."""

    item_id: str

    @property
    def key(self) -> str:
        return INPUT

    @property
    def spoken(self) -> str:
        return tr("Line being typed")


Row = HeadingRow | LineRow | InputRow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the live line stands: at the end of an agenda item, after a certain line, or instead of one it edits."""

    item_id: str = LOOSE
    after: str = ""
    editing: str = ""


def line_field(item_id: str) -> str:
    """Where the text of a new line is kept while it is not saved."""
    return f"line:{item_id}"


def point_field(point_id: str) -> str:
    """Where the text of an edited line is kept."""
    return f"point:{point_id}"


def headings(
    agenda: Sequence[AgendaRow], points: Iterable[PointRow], place: Place | None, now: datetime | None = None
) -> list[HeadingRow]:
    """The agenda's headings with the time each item has taken by `now` (UTC); one for what stands before the agenda
    only where something does."""
    found = [HeadingRow(item.id, str(item.no), item.title, *spent(item, now)) for item in agenda]
    loose = (place is not None and place.item_id == LOOSE) or any(not point.agenda_item_id for point in points)
    if agenda and loose:
        found.insert(0, HeadingRow(LOOSE, "", tr("Before the agenda"), ""))
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line is read with: `topics` are names by id, `today` and `zone` the meeting's day and clocks, `typed` ids
    with unsaved text, `writers` who else writes in a line just now, `second` the record's second language ("")."""

    topics: Mapping[str, str]
    today: date
    zone: str = "UTC"
    typed: frozenset[str] = frozenset()
    writers: Mapping[str, str] = field(default_factory=dict)
    second: str = ""


def spent(item: AgendaRow, now: datetime | None) -> tuple[str, str]:
    """(words, tone) of an item's time: "20 min", "22 of 20 min, 2 over" while it runs, "took 22 of 20 min" after."""
    planned = duration(item.minutes) if item.minutes else ""
    end = item.ended_at or now
    if item.started_at is None or end is None:
        return planned, "soft"
    used = max(0, int((end - item.started_at).total_seconds() // 60))
    over = used - item.minutes if item.minutes else 0
    if item.ended_at is not None:
        if not item.minutes:
            return tr("took {used} min", used=used), "soft"
        words = tr("took {used} of {planned} min", used=used, planned=item.minutes)
        return words, "amber" if over > 0 else "soft"
    if not item.minutes:
        return tr("running: {used} min", used=used), "accent"
    if over > 0:
        return tr("{used} of {planned} min, {n} over", used=used, planned=item.minutes, n=over), "red"
    if used >= item.minutes * 0.8:
        return tr("{used} of {planned} min, {n} left", used=used, planned=item.minutes, n=-over), "amber"
    return tr("running: {used} of {planned} min", used=used, planned=item.minutes), "accent"


def line_of(point: PointRow, reading: Reading) -> LineRow:
    """A point as it is read."""
    topics, today = reading.topics, reading.today
    facts = [side_name(point.side) if point.side else ""]
    if point.kind in PROMISE_KINDS:
        due = due_shown(point.due_on, point.due_precision, point.due_text, today=today)
        facts += [point.owner, tr("due {day}", day=due) if due else ""]
        facts.append(tr("no date: {reason}", reason=point.no_due_reason) if point.no_due_reason else "")
    else:
        facts.append(point.speaker)
    facts += [f"#{topics[id]}" for id in point.topic_ids if id in topics]
    if point.anonymised:
        facts.append(tr("name withheld"))
    if point.departmental_view:
        facts.append(tr("departmental view"))
    chips = [(tr(_MISSING[what]), "red") for what in point.missing]
    if point.internal:
        chips.insert(0, (tr("internal, never leaves"), "violet"))
    if point.is_quote:
        words, tone = (N_("quote, public source"), "green") if point.source_id else _QUOTES[point.quote_consent]
        chips.append((tr(words), tone))
    if reading.second and not point.text_second.strip():
        chips.append((tr("{language} text missing", language=NATIVE_NAMES.get(reading.second, reading.second)), "red"))
    if point.followup_status is not None and point.followup_status is not FollowupStatus.OPEN:
        chips.append((label(point.followup_status), "green"))
    if point.id in reading.typed:
        chips.append((tr("text not saved"), "amber"))
    if point.id in reading.writers:
        chips.append((tr("{name} is writing here", name=reading.writers[point.id]), "amber"))
    return LineRow(
        point_id=point.id,
        item_id=point.agenda_item_id or LOOSE,
        kind=point.kind,
        word=label(point.kind),
        tone=TONES[point.kind],
        ref=point.ref,
        text=point.text,
        facts=" · ".join(fact for fact in facts if fact),
        chips=tuple(chips),
        time=clock_time(local(point.said_at, reading.zone)) if point.said_at else "",
        second=point.text_second if reading.second else "",
    )


def arrange(heads: Sequence[HeadingRow], lines: Sequence[LineRow], place: Place | None) -> list[Row]:
    """All rows in order. `place` None: nothing is being typed (a record that is closed)."""
    known = {head.item_id for head in heads}
    groups: list[tuple[HeadingRow | None, str]] = [(head, head.item_id) for head in heads]
    if LOOSE not in known:
        groups.insert(0, (None, LOOSE))
    rows: list[Row] = []
    placed = place is None
    for head, item_id in groups:
        if head is not None:
            rows.append(head)
        here = place is not None and place.item_id == item_id
        for line in lines:
            if line.item_id != item_id and not (item_id == LOOSE and line.item_id not in known):
                continue
            if place is not None and line.point_id == place.editing:
                rows.append(InputRow(item_id))
                placed = True
                continue
            rows.append(line)
            if place is not None and not place.editing and line.point_id == place.after:
                rows.append(InputRow(item_id))
                placed = True
        if here and not placed:
            rows.append(InputRow(item_id))
            placed = True
    if not placed:
        rows.append(InputRow(place.item_id if place is not None else LOOSE))
    return rows
