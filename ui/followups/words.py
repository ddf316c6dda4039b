"""Words and tones of follow-ups and visits, for cells, cards and chips."""

from __future__ import annotations

from datetime import date

from app.core.enums import FollowupStatus, VisitStatus
from app.core.formats import date_short, due_relative, due_shown
from app.core.i18n import ntr, ptr, tr
from app.core.wording import label, side_name
from app.queries.followups import FollowupRow
from app.queries.visits import VisitRow
from ui.desk import MissionRow

SOON_DAYS = 2
"""A promise due within so many days is amber."""

_STATUS_TONES = {
    FollowupStatus.OPEN: "neutral",
    FollowupStatus.IN_HAND: "accent",
    FollowupStatus.DONE: "green",
    FollowupStatus.DROPPED: "neutral",
    FollowupStatus.SUPERSEDED: "neutral",
}
_VISIT_TONES = {
    VisitStatus.PLANNED: "amber",
    VisitStatus.CONFIRMED: "green",
    VisitStatus.DONE: "neutral",
    VisitStatus.CANCELLED: "neutral",
}


def status_words(row: FollowupRow) -> str:
    """ "3 days overdue", or the stored status."""
    return due_relative(row.days) if row.overdue and row.days is not None else label(row.status)


def status_tone(row: FollowupRow) -> str:
    """Red once overdue."""
    return "red" if row.overdue else _STATUS_TONES[row.status]


def pressing(row: FollowupRow) -> tuple[str, str]:
    """The one chip (words, tone) of a promise in a narrow list: how soon it is due, else its status."""
    tone = due_tone(row)
    if tone and row.days is not None:
        return due_relative(row.days), tone
    return status_words(row), status_tone(row)


def is_open(row: FollowupRow) -> bool:
    """Whether it still has to be kept."""
    return row.status in (FollowupStatus.OPEN, FollowupStatus.IN_HAND)


def due_words(row: FollowupRow) -> str:
    """The due date as it was given."""
    return due_shown(row.due_on, row.due_precision, row.due_text, today=_today_of(row))


def due_tone(row: FollowupRow) -> str | None:
    """Amber when it is due soon; the status says what is overdue."""
    soon = is_open(row) and row.days is not None and 0 <= row.days <= SOON_DAYS
    return "amber" if soon else None


def owner_words(row: FollowupRow) -> str:
    """The one owner, or that there is none."""
    return row.owner or ptr("owner", "no owner")


def owner_tone(row: FollowupRow) -> str | None:
    """Red where an owner is missing and still needed."""
    return "red" if not row.owner and is_open(row) else None


def side_words(side: str, mission: MissionRow | None) -> str:
    """ "us" or "them" seen from the mission, else the side's name; "" for none."""
    if not side:
        return ""
    if mission and side == mission.sending_state:
        return ptr("side", "us")
    if mission and side == mission.receiving_state:
        return ptr("side", "them")
    return side_name(side)


def visit_status_tone(row: VisitRow) -> str:
    """The chip's tone of a visit's status."""
    return _VISIT_TONES[row.status]


def visit_day(row: VisitRow) -> str:
    """The day at the site."""
    return date_short(row.visit_on) if row.visit_on else ""


def unanswered_words(row: VisitRow) -> str:
    """How many rules of the gate are open; "" once a visit is over."""
    if row.status in (VisitStatus.DONE, VisitStatus.CANCELLED):
        return ""
    if not row.unanswered:
        return tr("all answered")
    return ntr("{n} rule unanswered", "{n} rules unanswered", row.unanswered)


def unanswered_tone(row: VisitRow) -> str | None:
    """Red while something is open."""
    return "red" if row.unanswered and unanswered_words(row) else None


def joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)


def _today_of(row: FollowupRow) -> date | None:
    """The day the row was read on, from its distance to the due date."""
    if row.due_on is None or row.days is None:
        return None
    return date.fromordinal(row.due_on.toordinal() - row.days)
