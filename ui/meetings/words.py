"""How meetings are said on the screen: when, where, by whom, in which state. Pure functions over frozen rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.core.enums import Attendance, LanguageMode, MeetingRule, MeetingStatus, ParticipantRole
from app.core.formats import date_long, date_short, time_range
from app.core.i18n import language, tr
from app.core.ltext import pick
from app.core.wording import label
from app.core.zones import local
from app.queries.conflicts import Overlap
from app.queries.meetings import MeetingDetail, MeetingRow

STATUS_TONES: Mapping[MeetingStatus, str] = {
    MeetingStatus.REQUESTED: "neutral",
    MeetingStatus.TENTATIVE: "neutral",
    MeetingStatus.CONFIRMED: "accent",
    MeetingStatus.HELD: "green",
    MeetingStatus.POSTPONED: "amber",
    MeetingStatus.CANCELLED: "red",
}
ATTENDANCE_TONES: Mapping[Attendance, str] = {
    Attendance.INVITED: "neutral",
    Attendance.ACCEPTED: "accent",
    Attendance.TENTATIVE: "amber",
    Attendance.DECLINED: "red",
    Attendance.PRESUMED_DECLINED: "red",
    Attendance.ATTENDED: "green",
    Attendance.ABSENT: "red",
    Attendance.LEFT_EARLY: "amber",
    Attendance.WALK_IN: "green",
}
_RUNNING = (MeetingStatus.TENTATIVE, MeetingStatus.CONFIRMED)


def is_now(row: MeetingRow, now: datetime) -> bool:
    """Whether the meeting is under way at `now` (UTC)."""
    return row.status in _RUNNING and row.starts_at <= now < row.ends_at


def status_chip(row: MeetingRow, now: datetime) -> tuple[str, str]:
    """(words, tone) of a row's chip."""
    if is_now(row, now):
        return tr("Now"), "accent"
    return label(row.status), STATUS_TONES[row.status]


def when(row: MeetingRow, now: datetime) -> str:
    """ "Wed 2 July, 17:45–18:45 IST" on the clocks the meeting was arranged in; with the year when it is not ours."""
    today = local(now, row.time_zone).date()
    day = date_short(local(row.starts_at, row.time_zone).date(), today=today)
    return tr("{date}, {time}", date=day, time=time_range(row.starts_at, row.ends_at, row.time_zone))


def when_whole(starts_at: datetime, ends_at: datetime, zone: str, other_zones: Sequence[str]) -> str:
    """ "Wed 2 July 2025, 17:45–18:45 IST (21:15 JST)": the other zone is the first that shows other clocks."""
    here = local(starts_at, zone)
    other = next((one for one in other_zones if one and local(starts_at, one).utcoffset() != here.utcoffset()), "")
    return tr("{date}, {time}", date=date_long(here.date()), time=time_range(starts_at, ends_at, zone, other))


def place(row: MeetingRow | MeetingDetail) -> str:
    """Room or place in the interface's language, "" when it is not known."""
    return pick(row.place, language())


def sides(counts: Mapping[str, int], first: Sequence[str]) -> str:
    """ "7 + 7": how many on each side, ours first; "" when nobody is listed."""
    if not counts:
        return ""
    order = [code for code in first if code in counts] + sorted(code for code in counts if code not in first)
    numbers = [counts.get(code, 0) for code in (order if len(order) > 1 else [*first[:2]] or order)]
    if not any(numbers):
        numbers = [sum(counts.values())]
    return " + ".join(str(number) for number in numbers)


def rule(value: MeetingRule) -> str:
    """The rule's name, "" for none."""
    return "" if value is MeetingRule.NONE else label(value)


def language_line(mode: LanguageMode, languages: Sequence[str]) -> str:
    """ "Consecutive JA–EN"; "" for one language that nobody named."""
    codes = "–".join(code.upper() for code in languages)
    if mode is LanguageMode.ONE_LANGUAGE:
        return codes
    return tr("{mode} {languages}", mode=label(mode), languages=codes) if codes else label(mode)


def overlap(one: Overlap) -> str:
    """Who or what is wanted twice, as a warning."""
    at = time_range(one.starts_at, one.ends_at, one.time_zone)
    if one.room and one.who:
        names = ", ".join(one.who)
        return tr("The room and {who} are taken by “{title}”, {time}.", who=names, title=one.title, time=at)
    if one.room:
        return tr("The room is taken by “{title}”, {time}.", title=one.title, time=at)
    return tr("{who}: also in “{title}”, {time}.", who=", ".join(one.who), title=one.title, time=at)


def role(value: ParticipantRole) -> str:
    """The role's name, "" for a plain member."""
    return "" if value is ParticipantRole.MEMBER else label(value)


def attendance(value: Attendance) -> str:
    """The answer's or presence's name, "" for what goes without saying (invited)."""
    return "" if value is Attendance.INVITED else label(value)


NOT_THERE = frozenset({Attendance.DECLINED, Attendance.PRESUMED_DECLINED, Attendance.ABSENT})
"""Answers and presences of those who are listed and not there."""
PRESENT = frozenset({Attendance.ATTENDED, Attendance.WALK_IN, Attendance.LEFT_EARLY})
"""Those who were in the room."""
