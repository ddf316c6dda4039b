"""Words of organisations for cells, cards, heads and conflicts."""

from __future__ import annotations

from app.core.enums import MeetingStatus
from app.core.formats import date_time
from app.core.i18n import ptr, tr
from app.core.wording import label, side_name
from app.queries.people import MeetingLine
from ui.kit.line_list import ListLine

STATUS_TONES = {
    MeetingStatus.REQUESTED: "neutral",
    MeetingStatus.TENTATIVE: "neutral",
    MeetingStatus.CONFIRMED: "accent",
    MeetingStatus.HELD: "green",
    MeetingStatus.POSTPONED: "amber",
    MeetingStatus.CANCELLED: "red",
}


def side(code: str) -> str:
    """A side's name; "" is decided anew for each meeting."""
    return side_name(code) if code else tr("Decided per meeting")


def joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)


def meeting_line(meeting: MeetingLine) -> ListLine:
    """A meeting in the organisation's card."""
    when = date_time(meeting.starts_at, meeting.time_zone)
    tone = STATUS_TONES[meeting.status]
    return ListLine(meeting.title, when, "", label(meeting.status), tone, ("meeting", meeting.id))


def yes_no(value: bool) -> str:
    """A checked box in words."""
    return ptr("answer", "Yes") if value else ptr("answer", "No")
