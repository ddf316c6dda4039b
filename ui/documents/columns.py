"""The columns, cards and filters of the register's three lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.enums import RecordKind, RecordStatus, ReferenceState
from app.core.formats import date_plain, date_time
from app.core.i18n import N_, tr
from app.core.wording import label, labels
from app.core.zones import local
from app.queries.dispatches import DispatchRow
from app.queries.record_register import RegisterRow
from app.queries.versions import NumberRow
from ui.kit.filter_bar import Filter
from ui.kit.table_model import CardText, Column
from ui.shell.paper_words import edition_name, paper_name

TONES = {
    RecordStatus.DRAFT: "neutral",
    RecordStatus.UNDER_REVIEW: "amber",
    RecordStatus.SENT: "amber",
    RecordStatus.CONFIRMED: "accent",
    RecordStatus.APPROVED: "green",
    RecordStatus.ISSUED: "green",
    RecordStatus.SUPERSEDED: "neutral",
}
SHORT = 12
"""Digits of a hash, as papers carry them."""


def record_columns() -> tuple[Column, ...]:
    """Reference, kind, meeting, version, status, approved, hash."""
    return (
        Column("reference", N_("Reference"), 200, _reference),
        Column("kind", N_("Kind"), 150, _kind),
        Column("meeting", N_("Meeting"), 0, _meeting, sortable=False),
        Column("version", N_("Version"), 72, _version),
        Column("status", N_("Status"), 132, _status, tone=_tone),
        Column("changed", N_("Approved"), 124, _approved),
        Column("hash", N_("Hash"), 134, _hash, sortable=False),
    )


def record_card(row: RegisterRow) -> CardText:
    """A record beside the open one."""
    first = row.reference or label(row.kind)
    second = " · ".join(part for part in (label(row.kind) if row.reference else "", tr("version {number}",
                        number=row.version_text)) if part)  # fmt: skip
    return CardText(first, row.meeting, second, label(row.status), TONES[row.status])


def record_filters() -> tuple[Filter, ...]:
    """Kind and status by menu; the text has a line of its own."""
    return (
        Filter("kind", N_("Any kind"), _kinds),
        Filter("status", N_("Any status"), _statuses),
        Filter("text", N_("Any text"), ()),
    )


def _kinds() -> list[tuple[str, str]]:
    return [(str(kind), words) for kind, words in labels(RecordKind).items()]


def _statuses() -> list[tuple[str, str]]:
    closed = (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)
    return [("open", tr("Not approved yet")), *((one.value, label(one)) for one in closed)]


def _reference(row: RegisterRow) -> str:
    return row.reference or "–"


def _kind(row: RegisterRow) -> str:
    return label(row.kind)


def _meeting(row: RegisterRow) -> str:
    day = date_plain(local(row.held_at, row.time_zone).date())
    return tr("{title}, {day}", title=row.meeting, day=day)


def _version(row: RegisterRow) -> str:
    return row.version_text


def _status(row: RegisterRow) -> str:
    return label(row.status)


def _tone(row: RegisterRow) -> str:
    return TONES[row.status]


def _approved(row: RegisterRow) -> str:
    return date_plain(local(row.approved_at, row.time_zone).date()) if row.approved_at else ""


def _hash(row: RegisterRow) -> str:
    return row.sha256[:SHORT]


# ---- the register of numbers -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is missing from its series: it must never be (4.6, 22)."""

    kind: str
    year: int
    no: int
    meeting: str = ""
    meeting_id: None = None

    @property
    def reference(self) -> str:
        return tr("number {no} of {year} is missing", no=self.no, year=self.year)


Numbered = NumberRow | Gap


def number_columns(zone: str) -> tuple[Column, ...]:
    """Number, kind, year, state, for which meeting, taken when and by whom."""

    def taken(row: Numbered) -> str:
        return date_time(row.taken_at, zone) if isinstance(row, NumberRow) else ""

    return (
        Column("reference", N_("Number"), 230, _number, sortable=False),
        Column("kind", N_("Kind"), 170, _number_kind, sortable=False),
        Column("state", N_("State"), 110, _state, tone=_state_tone, sortable=False),
        Column("meeting", N_("Meeting"), 0, _of_meeting, sortable=False),
        Column("taken", N_("Taken"), 190, taken, sortable=False),
        Column("reason", N_("Reason"), 150, _reason, sortable=False),
    )


def number_card(row: Any) -> CardText:
    """A number among narrow cards."""
    return CardText(_number(row), _of_meeting(row), _number_kind(row), _state(row), _state_tone(row))


def _number(row: Numbered) -> str:
    return row.reference


def _number_kind(row: Numbered) -> str:
    known = {kind.value: kind for kind in RecordKind}
    return label(known[row.kind]) if row.kind in known else row.kind


def _state(row: Numbered) -> str:
    return label(row.state) if isinstance(row, NumberRow) else tr("Missing")


def _state_tone(row: Numbered) -> str:
    if not isinstance(row, NumberRow):
        return "red"
    return "amber" if row.state is ReferenceState.CANCELLED else "green"


def _of_meeting(row: Numbered) -> str:
    return row.meeting


def _reason(row: Numbered) -> str:
    return row.reason if isinstance(row, NumberRow) else ""


# ---- copies that left ------------------------------------------------------------------------------------------------


def copy_columns(zone: str) -> tuple[Column, ...]:
    """When, what, for whom, by which way, of which meeting."""

    def sent(row: DispatchRow) -> str:
        return date_time(row.sent_at, zone)

    return (
        Column("sent", N_("Sent"), 190, sent, sortable=False),
        Column("paper", N_("Document"), 210, paper_name, sortable=False),
        Column("reference", N_("Reference"), 180, _copy_reference, sortable=False),
        Column("edition", N_("Edition"), 150, edition_name, tone=_edition_tone, sortable=False),
        Column("recipient", N_("For whom"), 0, _recipient, sortable=False),
        Column("channel", N_("How sent"), 110, _channel, sortable=False),
        Column("copy", N_("Copy no."), 72, _copy_no, "right", sortable=False),
    )


def copy_card(row: DispatchRow) -> CardText:
    """A copy among narrow cards."""
    return CardText(paper_name(row), _recipient(row), _copy_reference(row), edition_name(row), _edition_tone(row))


def _copy_reference(row: DispatchRow) -> str:
    return row.reference


def _edition_tone(row: DispatchRow) -> str:
    return "neutral" if row.edition.value == "internal" else "accent"


def _recipient(row: DispatchRow) -> str:
    return " · ".join(part for part in (row.recipient, row.note) if part)


def _channel(row: DispatchRow) -> str:
    return label(row.channel)


def _copy_no(row: DispatchRow) -> str:
    return str(row.copy_no) if row.copy_no else ""
