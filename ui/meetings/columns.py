"""The list's columns and cards, declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.core.enums import RecordStatus
from app.core.i18n import N_
from app.core.wording import label
from app.queries.meetings import MeetingRow
from ui.kit.list_page import CardText, Column
from ui.meetings import words

Now = Callable[[], datetime]


class Cells:
    """What stands in the cells. `first` are the side codes in printing order; `now` gives the present (UTC)."""

    def __init__(self, now: Now, first: Sequence[str]) -> None:
        self._now, self._first = now, tuple(first)

    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return (
            Column("starts_at", N_("When"), 264, self.when),
            Column("title", N_("Title"), 0, _title),
            Column("status", N_("Status"), 108, self.status, tone=self.status_tone),
            Column("kind", N_("Kind"), 168, _kind),
            Column("place", N_("Place"), 132, words.place, sortable=False),
            Column("sides", N_("Sides"), 72, self.sides, sortable=False),
            Column("record", N_("Record"), 120, _record, tone=_record_tone, sortable=False),
        )

    def card(self, row: MeetingRow) -> CardText:
        """A row beside an open meeting."""
        chip, tone = words.status_chip(row, self._now())
        facts = (words.place(row), self.sides(row), words.rule(row.rule))
        return CardText(row.title, self.when(row), " · ".join(fact for fact in facts if fact), chip, tone)

    def when(self, row: MeetingRow) -> str:
        return words.when(row, self._now())

    def status(self, row: MeetingRow) -> str:
        return words.status_chip(row, self._now())[0]

    def status_tone(self, row: MeetingRow) -> str:
        return words.status_chip(row, self._now())[1]

    def sides(self, row: MeetingRow) -> str:
        return words.sides(row.sides, self._first)


_RECORD_TONES = {
    RecordStatus.DRAFT: "neutral",
    RecordStatus.UNDER_REVIEW: "amber",
    RecordStatus.SENT: "amber",
    RecordStatus.CONFIRMED: "accent",
    RecordStatus.APPROVED: "green",
    RecordStatus.ISSUED: "green",
    RecordStatus.SUPERSEDED: "neutral",
}


def _title(row: MeetingRow) -> str:
    return row.title


def _kind(row: MeetingRow) -> str:
    return label(row.kind)


def _record(row: MeetingRow) -> str:
    return label(RecordStatus(row.record)) if row.record else ""


def _record_tone(row: MeetingRow) -> str | None:
    return _RECORD_TONES[RecordStatus(row.record)] if row.record else None
