"""Words of delegations for cells, cards, heads and conflicts."""

from __future__ import annotations

from datetime import date

from app.core.enums import DelegationStatus, MeetingStatus
from app.core.formats import date_plain, date_range, date_time, number
from app.core.i18n import tr
from app.core.wording import label, side_name
from app.queries.people import MeetingLine
from ui.kit.line_list import ListLine

DELEGATION_TONES = {
    DelegationStatus.PROVISIONAL: "amber",
    DelegationStatus.FINAL: "green",
    DelegationStatus.REVISED: "accent",
}
_MEETING_TONES = {
    MeetingStatus.REQUESTED: "neutral",
    MeetingStatus.TENTATIVE: "neutral",
    MeetingStatus.CONFIRMED: "accent",
    MeetingStatus.HELD: "green",
    MeetingStatus.POSTPONED: "amber",
    MeetingStatus.CANCELLED: "red",
}


def side(code: str) -> str:
    """A side's name, "" for none."""
    return side_name(code) if code else tr("No side yet")


def joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)


def days(arrives: date | None, leaves: date | None) -> str:
    """When they are here: "30 June – 4 July 2025", or what is known of it."""
    if arrives and leaves:
        return date_range(arrives, leaves)
    if arrives:
        return tr("from {day}", day=date_plain(arrives))
    return tr("until {day}", day=date_plain(leaves)) if leaves else ""


def size(announced: int, listed: int) -> str:
    """ "74 announced, 73 listed"; without an announced number only those listed."""
    if announced:
        return tr("{announced} announced, {listed} listed", announced=number(announced), listed=number(listed))
    return tr("{listed} listed", listed=number(listed))


def size_tone(announced: int, listed: int) -> str | None:
    """Amber while the list does not have the announced number of people."""
    return "amber" if announced and announced != listed else None


def status(value: DelegationStatus, version: int) -> str:
    """The list's status; a revised one with its version."""
    return tr("{status}, list {version}", status=label(value), version=version) if version > 1 else label(value)


def meeting_line(meeting: MeetingLine) -> ListLine:
    """A meeting in the delegation's card."""
    when = date_time(meeting.starts_at, meeting.time_zone)
    tone = _MEETING_TONES[meeting.status]
    return ListLine(meeting.title, when, "", label(meeting.status), tone, ("meeting", meeting.id))
