"""Who was there, and from when to when: derived from the instants that were noted, never typed (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.enums import Attendance
from app.core.formats import clock_time
from app.core.i18n import LANGUAGES, N_, catalogue
from app.core.ltext import LText
from app.core.zones import local
from app.queries.meetings import AgendaRow, MeetingDetail, ParticipantRow

GRACE = timedelta(minutes=5)
"""Nobody is late, or gone early, by less."""
AWAY = frozenset({Attendance.DECLINED, Attendance.PRESUMED_DECLINED, Attendance.ABSENT})


@dataclass(frozen=True, slots=True)
class Presence:
    """A meeting's header as it follows from what was noted: ids of participations."""

    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    walk_ins: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


def presence(meeting: MeetingDetail, closed_at: datetime | None = None) -> Presence:
    """Who was present, sent apologies, came late, left early; `unanswered` are those of whom nothing was noted yet."""
    rows = meeting.participants
    there = [row for row in rows if came(row)]
    noted = (Attendance.ATTENDED, Attendance.LEFT_EARLY, Attendance.WALK_IN)
    return Presence(
        present=tuple(row.id for row in there if row.status in noted),
        apologies=tuple(row.id for row in rows if not came(row)),
        late=tuple(row.id for row in there if is_late(row, meeting)),
        early=tuple(row.id for row in there if left_early(row, meeting, closed_at)),
        walk_ins=tuple(row.id for row in rows if row.status is Attendance.WALK_IN),
        unanswered=tuple(row.id for row in there if row.status not in noted),
    )


def came(row: ParticipantRow) -> bool:
    """Whether somebody counts as present: neither away nor represented by another."""
    return row.status not in AWAY and not row.represented_by


def is_late(row: ParticipantRow, meeting: MeetingDetail) -> bool:
    """Whether somebody came after the beginning."""
    return row.arrived_at is not None and row.arrived_at - meeting.starts_at > GRACE


def left_early(row: ParticipantRow, meeting: MeetingDetail, closed_at: datetime | None = None) -> bool:
    """Whether somebody left before the end: the real one where it was noted, else the planned one."""
    return row.left_at is not None and (closed_at or meeting.ends_at) - row.left_at > GRACE


def presence_note(row: ParticipantRow, meeting: MeetingDetail, closed_at: datetime | None = None) -> LText | None:
    """What the list says under a name, in each language: "from 18:10", "until 18:30"; None for the whole time."""
    late, early = is_late(row, meeting) and came(row), left_early(row, meeting, closed_at) and came(row)
    if not late and not early:
        return None
    since = clock_time(local(row.arrived_at, meeting.time_zone)) if late and row.arrived_at else ""
    until = clock_time(local(row.left_at, meeting.time_zone)) if early and row.left_at else ""
    return {lang: ", ".join(_notes(since, until, row.remarks, lang)) for lang in LANGUAGES}


def _notes(since: str, until: str, remarks: str, lang: str) -> Iterator[str]:
    say = catalogue(lang).text
    if since and until:
        yield say(N_("from {since} until {until}"), since=since, until=until)
    elif since:
        yield say(N_("from {time}"), time=since)
    else:
        yield say(N_("until {time}"), time=until)
    if remarks:
        yield remarks


@dataclass(frozen=True, slots=True)
class ItemTime:
    """An agenda item against the clock: minutes planned (0: open) and spent so far, whether it is being spoken of."""

    item_id: str
    planned: int
    spent: int
    running: bool

    @property
    def over(self) -> bool:
        """Whether more was spent than planned."""
        return bool(self.planned) and self.spent > self.planned


def item_times(agenda: tuple[AgendaRow, ...], now: datetime) -> tuple[ItemTime, ...]:
    """The timer's reading at `now` for items that were begun."""
    found = []
    for item in agenda:
        if item.started_at is not None:
            until = item.ended_at or max(now, item.started_at)
            spent = int((until - item.started_at).total_seconds() // 60)
            found.append(ItemTime(item.id, item.minutes, spent, item.ended_at is None))
    return tuple(found)
