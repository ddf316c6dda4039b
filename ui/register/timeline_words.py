"""Lines of a timeline as they are read: what it was, of what kind, how it stands, and of whom it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from app.core.enums import (
    Assessed,
    DispatchChannel,
    FollowupKind,
    FollowupStatus,
    MeetingKind,
    MeetingStatus,
    PointKind,
    VisitStatus,
)
from app.core.formats import date_plain, time_with_zone, weekday
from app.core.i18n import N_, tr
from app.core.wording import label, side_name
from app.queries.timeline import TimelineEntry
from ui.kit.ledger import LedgerRow
from ui.register import words

KINDS: tuple[tuple[str, str], ...] = (
    ("meeting", N_("Meetings")),
    ("point", N_("Lines of records")),
    ("followup", N_("Promises, both ways")),
    ("visit", N_("Visits")),
    ("dispatch", N_("Copies sent")),
    ("document", N_("Files")),
    ("claim", N_("Facts from sources")),
    ("assessment", N_("Judgements")),
)
"""What a timeline can be narrowed to: (kind, msgid)."""

_ICONS = {
    "meeting": "meetings",
    "point": "record",
    "followup": "commitment",
    "visit": "visits",
    "dispatch": "send",
    "document": "file",
    "claim": "info",
    "assessment": "locked",
}
_TONES = {
    "requested": "neutral",
    "tentative": "neutral",
    "confirmed": "accent",
    "held": "green",
    "postponed": "amber",
    "cancelled": "red",
    "open": "accent",
    "in-hand": "accent",
    "done": "green",
    "dropped": "neutral",
    "superseded": "neutral",
    "planned": "neutral",
}
_STATUS: dict[str, type[StrEnum]] = {"meeting": MeetingStatus, "followup": FollowupStatus, "visit": VisitStatus}


def row_of(entry: TimelineEntry, zone: str, today: date) -> LedgerRow:
    """One line of the ledger."""
    chip = _status(entry)
    tone = _TONES.get(entry.status, "neutral")
    told = [_what(entry), *_DETAIL[entry.kind](entry)]
    if entry.kind == "meeting" and entry.at is not None:
        told.append(time_with_zone(entry.at, zone))
    if entry.whose:
        by = entry.kind in ("followup", "point")
        told.append(tr("by {name}", name=entry.whose) if by else tr("of {name}", name=entry.whose))
    day = f"{weekday(entry.on)} {date_plain(entry.on)}"
    title = " ".join(entry.title.split())
    if entry.kind == "assessment":
        about = Assessed(entry.detail)
        title = tr("{kind}: {value}", kind=label(about), value=words.value(about, entry.title))
    if entry.on > today and entry.kind in ("meeting", "visit"):
        told.append(tr("still to come"))
    return LedgerRow(
        f"{entry.kind}.{entry.id}", day, _ICONS[entry.kind], title, " · ".join(part for part in told if part), chip,
        tone, entry,
    )  # fmt: skip


def _status(entry: TimelineEntry) -> str:
    known = _STATUS.get(entry.kind)
    if known is not None and entry.status:
        return label(known(entry.status))
    if entry.kind == "dispatch" and entry.status:
        return label(DispatchChannel(entry.status))
    return tr("relied on") if entry.kind == "claim" and entry.status == "chosen" else ""


def _what(entry: TimelineEntry) -> str:
    match entry.kind:
        case "meeting":
            return label(MeetingKind(entry.detail))
        case "point":
            return label(PointKind(entry.detail))
        case "followup":
            ours = entry.direction == "ours"
            told = N_("We promised: {kind}") if ours else N_("They promised: {kind}")
            return tr(told, kind=label(FollowupKind(entry.detail)))
        case "visit":
            return tr("Visit")
        case "dispatch":
            return tr("Copy sent")
        case "document":
            return tr("File")
        case "claim":
            return tr("Fact")
        case _:
            return tr("Judgement, internal")


def _nothing(_entry: TimelineEntry) -> list[str]:
    return []


def _said_by(entry: TimelineEntry) -> list[str]:
    return [side_name(entry.side)] if entry.side else []


def _as_told(entry: TimelineEntry) -> list[str]:
    return [entry.detail]


_DETAIL: dict[str, Callable[[TimelineEntry], list[str]]] = {
    "meeting": _nothing,
    "point": _said_by,
    "followup": _nothing,
    "visit": _as_told,
    "dispatch": _as_told,
    "document": _nothing,
    "claim": _as_told,
    "assessment": _nothing,
}
