"""What the Today page says, without any widget: rows of the store in, lines ready to be painted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.calendar_words import written
from app.core.enums import MeetingKind, MeetingRule, MeetingStatus, RecordStatus
from app.core.formats import ago, clock_time, date_short, due_relative, due_shown, relative_day, weekday
from app.core.i18n import language, ntr, ptr, tr
from app.core.ltext import pick
from app.core.wording import label, side_name
from app.core.zones import local, zone_abbreviation
from app.queries.contact import DueRow
from app.queries.dashboard import Today
from app.queries.followups import FollowupFilter, FollowupRow
from app.queries.lister import Sort
from app.queries.meetings import MeetingRow
from app.queries.visits import VisitRow
from ui.desk import MissionRow

LOOKED_INTO = 24
"""Of so many coming meetings the page also looks whether an agenda and people are noted."""
SOON_DAYS = 2
"""A promise due within so many days is amber."""

_WITHOUT_AGENDA = frozenset(
    {MeetingKind.RECEPTION, MeetingKind.DINNER, MeetingKind.WORKING_LUNCH, MeetingKind.COURTESY_CALL}
)
"""Kinds of meeting that nobody expects an agenda of."""

Chip = tuple[str, str]
"""Words and tone, see `ui.kit.chip`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card. `route` is (kind, id, part) for `navigation.open`; `day` heads the lines that follow it.

    `time` stands bold with `other` beneath it; `code` stands in their place for promises.
    """

    route: tuple[str, str, str]
    title: str
    detail: str = ""
    time: str = ""
    other: str = ""
    code: str = ""
    chips: tuple[Chip, ...] = ()
    running: bool = False
    day: str = ""

    def words(self) -> str:
        """The line for a screen reader."""
        parts = (self.day, self.time, self.other, self.code, self.title, self.detail, *(text for text, _ in self.chips))
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Desk:
    """The store's answer: the dashboard, true counts, and the agenda items of the meetings that come first by id."""

    today: Today
    unclosed: int
    overdue: int
    agendas: dict[str, int]
    contacts: tuple[DueRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Zones:
    """The mission's zone and the capital's, IANA names; both "UTC" before there is a mission."""

    here: str = "UTC"
    home: str = "UTC"

    @classmethod
    def of(cls, mission: MissionRow | None) -> Zones:
        """The zones of `mission`."""
        return cls(mission.time_zone, mission.home_time_zone) if mission else cls()

    def day(self, instant: datetime) -> date:
        """The mission's calendar day."""
        return local(instant, self.here).date()

    def names(self, instant: datetime) -> tuple[str, str]:
        """ "IST" and "JST"; the second is "" where the clocks show the same."""
        here, home = zone_abbreviation(self.here, instant), zone_abbreviation(self.home, instant)
        same = local(instant, self.here).utcoffset() == local(instant, self.home).utcoffset()
        return here, "" if same else home


def read(queries: Any) -> Desk:
    """Everything the page shows, in one job of the database lane."""
    today: Today = queries.dashboard.today()
    first = [*today.running, *today.coming][:LOOKED_INTO]
    return Desk(
        today=today,
        unclosed=len(queries.followups.ids(FollowupFilter(status="unclosed"), Sort("due"))),
        overdue=len(queries.followups.ids(FollowupFilter(status="overdue"), Sort("due"))),
        agendas={row.id: len(queries.meetings.get(row.id).agenda) for row in first},
        contacts=tuple(queries.contact.due()),
    )


def day_words(day: date) -> str:
    """The page's heading: "Monday 7 July" / "7月7日（月曜日）"."""
    return tr("{weekday} {date}", weekday=weekday(day, short=False), date=written(day.day, day.month, None, language()))


def facts(desk: Desk) -> list[str]:
    """The line of state beside the heading: only what is not zero, or that nothing presses."""
    counted = []
    if desk.today.running:
        counted.append(ntr("{n} meeting is on now", "{n} meetings are on now", len(desk.today.running)))
    if desk.today.coming:
        counted.append(ntr("{n} in the next 24 hours", "{n} in the next 24 hours", len(desk.today.coming)))
    if desk.overdue:
        counted.append(ntr("{n} promise is overdue", "{n} promises are overdue", desk.overdue))
    if desk.today.unwritten:
        counted.append(ntr("{n} meeting to write up", "{n} meetings to write up", len(desk.today.unwritten)))
    return counted or [tr("Nothing presses today")]


def next_lines(desk: Desk, mission: MissionRow | None) -> list[Line]:
    """What is on now, then what starts within 24 hours, under the day where it is not today."""
    today, zones = desk.today, Zones.of(mission)
    lines, day = [], zones.day(today.now)
    for row in (*today.running, *today.coming):
        running = row in today.running
        starts = zones.day(row.starts_at)
        heading = "" if running or starts == day else _day_heading(starts, zones.day(today.now))
        day = day if running else starts
        chips = _running_chips(row) if running else _coming_chips(row, desk.agendas.get(row.id))
        lines.append(_meeting(row, zones, mission, chips, running=running, day=heading))
    return lines


def later_lines(today: Today, mission: MissionRow | None) -> list[Line]:
    """The week after the next 24 hours, day by day."""
    zones, lines = Zones.of(mission), []
    day: date | None = None
    for row in today.later:
        starts = zones.day(row.starts_at)
        heading = "" if starts == day else _day_heading(starts, zones.day(today.now))
        day = starts
        lines.append(_meeting(row, zones, mission, _status_chips(row), running=False, day=heading))
    return lines


def due_lines(today: Today, mission: MissionRow | None) -> list[Line]:
    """Open promises, the most overdue first."""
    day = Zones.of(mission).day(today.now)
    return [_promise(row, mission, day) for row in today.due]


def unwritten_lines(today: Today) -> list[Line]:
    """Meetings that are over and have no approved record."""
    lines = []
    for row in today.unwritten:
        since = ago((today.now - row.ends_at).total_seconds())
        chip = (label(RecordStatus(row.record)), "neutral") if row.record else (ptr("record", "No record yet"), "amber")
        detail = _joined(tr("ended {ago}", ago=since), pick(row.place, language()))
        lines.append(Line(("meeting", row.id, "record"), row.title, detail, chips=(chip,)))
    return lines


def visit_lines(today: Today, mission: MissionRow | None) -> list[Line]:
    """Planned visits, with what the gate still has to be asked."""
    day = Zones.of(mission).day(today.now)
    return [_visit(row, day) for row in today.visits]


def contact_lines(contacts: Sequence[DueRow], today: date) -> list[Line]:
    """People and organisations whose contact is due by the cadence that was set for them, the longest overdue first."""
    lines = []
    for row in contacts:
        last, over = row.contact.last, row.contact.days_over or 0
        said = tr("last met {day}", day=date_short(last, today=today)) if last else tr("never met")
        cadence = ntr("every {n} day", "every {n} days", row.contact.cadence_days)
        chip = (ntr("{n} day overdue", "{n} days overdue", over), "amber") if over else (tr("due today"), "neutral")
        lines.append(Line((row.kind, row.id, ""), row.name, _joined(said, cadence, row.owner), chips=(chip,)))
    return lines


def side_words(side: str, mission: MissionRow | None) -> str:
    """ "us" or "them" seen from the mission, else the side's name; "" for none."""
    if not side:
        return ""
    if mission and side == mission.sending_state:
        return ptr("side", "us")
    if mission and side == mission.receiving_state:
        return ptr("side", "them")
    return side_name(side)


def _meeting(
    row: MeetingRow, zones: Zones, mission: MissionRow | None, chips: tuple[Chip, ...], *, running: bool, day: str
) -> Line:
    here, home = local(row.starts_at, zones.here), local(row.starts_at, zones.home)
    other = "" if here.utcoffset() == home.utcoffset() else clock_time(home)
    if other and here.date() != home.date():
        other = tr("{time} {weekday}", time=other, weekday=weekday(home.date()))
    rule = "" if row.rule is MeetingRule.NONE else label(row.rule)
    return Line(
        ("meeting", row.id, "record" if running else ""),
        row.title,
        _joined(pick(row.place, language()), _sides(row, mission), rule),
        clock_time(here),
        other,
        chips=chips,
        running=running,
        day=day,
    )


def _sides(row: MeetingRow, mission: MissionRow | None) -> str:
    """ "7 + 7", ours first; "" when nobody is listed."""
    first = [mission.sending_state, mission.receiving_state] if mission else []
    codes = sorted(row.sides, key=lambda code: (first.index(code) if code in first else 9, code))
    return " + ".join(str(row.sides[code]) for code in codes)


def _running_chips(row: MeetingRow) -> tuple[Chip, ...]:
    record = (ptr("record", "Record open"), "accent") if row.record else (ptr("record", "No record yet"), "amber")
    return ((ptr("meeting", "Now"), "accent"), record)


def _coming_chips(row: MeetingRow, agenda: int | None) -> tuple[Chip, ...]:
    missing: list[Chip] = []
    if not row.sides:
        missing.append((tr("Nobody listed"), "amber"))
    elif agenda == 0 and row.kind not in _WITHOUT_AGENDA:
        missing.append((tr("No agenda"), "amber"))
    return (*missing, *_status_chips(row))


def _status_chips(row: MeetingRow) -> tuple[Chip, ...]:
    tone = "neutral" if row.status in (MeetingStatus.CONFIRMED, MeetingStatus.HELD) else "amber"
    return ((label(row.status), tone),)


def _promise(row: FollowupRow, mission: MissionRow | None, today: date) -> Line:
    due = due_shown(row.due_on, row.due_precision, row.due_text, today=today)
    chips: list[Chip] = []
    if row.days is not None:
        tone = "red" if row.overdue else "amber" if row.days <= SOON_DAYS else "neutral"
        chips.append((due_relative(row.days), tone))
    if not row.owner:
        chips.append((tr("no owner"), "red"))
    said = tr("due {date}", date=due) if due else ""
    return Line(
        ("followup", row.id, ""),
        row.title,
        _joined(side_words(row.side, mission), row.owner, said),
        code=row.code,
        chips=tuple(chips),
    )


def _visit(row: VisitRow, today: date) -> Line:
    chip = (
        (ntr("{n} rule unanswered", "{n} rules unanswered", row.unanswered), "red")
        if row.unanswered
        else (tr("Ready to confirm"), "green")
    )
    day = date_short(row.visit_on, today=today) if row.visit_on else tr("no day yet")
    return Line(("visit", row.id, ""), row.title, _joined(day, row.host, row.site), chips=(chip,))


def _day_heading(day: date, today: date) -> str:
    distance = (day - today).days
    if distance == 1:
        return tr("{when}, {date}", when=relative_day(1).capitalize(), date=date_short(day, today=today))
    return date_short(day, today=today)


def _joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)
