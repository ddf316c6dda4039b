"""The head of a record: opened for a meeting, edited field by field, guarded once it is approved."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import Attribution, Bilingual, Confirmation, OutwardList, RecordKind, RecordStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.text import clean, clean_line
from app.db.unit_of_work import Work
from app.domain import markings
from app.domain.meetings import Meeting
from app.domain.minutes import MeetingRecord
from app.domain.mission import Mission
from app.queries.minutes import CLOSED, Signatory, current, signatories_of
from app.services.base import Service, find, merge
from app.services.carry_over import take_up


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """What a person edits of a record's head; see `MeetingRecord` for what each field is for."""

    kind: RecordKind = RecordKind.MINUTES
    language: str = "en"
    marking: str = ""
    attribution: Attribution = Attribution.BY_SIDE
    confirmation: Confirmation = Confirmation.NOT_SOUGHT
    confirmation_note: str = ""
    matters_arising: str = ""
    recorder: str = ""
    closed_at: datetime | None = None
    distribution: tuple[str, ...] = ()
    summary: str = ""
    summary_second: str = ""
    comment: str = ""
    addressee: str = ""
    preamble: str = ""
    second_language: str = ""
    bilingual: Bilingual = Bilingual.STACKED
    prevailing_language: str = ""
    signatories: tuple[Signatory, ...] = ()
    signed_at_place: str = ""
    signed_on: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    outward_list: OutwardList = OutwardList.FULL
    no_press_line: bool = False
    correction: str = ""


_LINES = ("language", "marking", "recorder", "addressee", "second_language", "prevailing_language", "signed_at_place",
          "confirmed_by", "confirmation_note")  # fmt: skip
_BODIES = ("matters_arising", "summary", "summary_second", "comment", "preamble", "correction")
_AS_THEY_ARE = ("kind", "attribution", "confirmation", "closed_at", "bilingual", "signed_on", "confirmed_on",
                "outward_list", "no_press_line")  # fmt: skip


def record_draft_of(row: MeetingRecord) -> RecordDraft:
    """The draft that would make `row`'s head."""
    same = {name: getattr(row, name) for name in (*_LINES, *_BODIES, *_AS_THEY_ARE)}
    return RecordDraft(distribution=tuple(row.distribution or ()), signatories=signatories_of(row), **same)


class RecordHeads(Service):
    """Opens records and writes their heads."""

    def open(self, meeting_id: str, kind: RecordKind = RecordKind.MINUTES) -> Written:
        """The meeting's record of this kind, made as a draft when there is none; a new one takes up what is still open
        from the meeting before it. Raises NotFound."""
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            row = current(work.session, meeting_id, kind)
            if row is None:
                row = MeetingRecord(
                    meeting_id=meeting_id,
                    kind=kind,
                    status=RecordStatus.DRAFT,
                    marking=meeting.marking,
                    recorder=work.actor,
                    draft_no=1,
                    edition=0,
                    reference="",
                )
                work.session.add(row)
                if meeting.predecessor_id:
                    take_up(work, meeting)
        return work.written(row.id)

    def head(self, record_id: str) -> RecordDraft:
        """The head an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return record_draft_of(find(session, MeetingRecord, record_id))

    def set_head(self, record_id: str, draft: RecordDraft, base: RecordDraft | None = None) -> Written:
        """Save an edit of the record's head. Raises Refused (approved, marking above the ceiling), Conflict."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            merged = merge("record", row, record_draft_of(row), draft, base)
            check_marking(work.session, merged.marking)
            apply_head(row, merged)
        return work.written(record_id)


def apply_head(row: MeetingRecord, draft: RecordDraft) -> None:
    """Write a draft's values into a row."""
    for name in _LINES:
        setattr(row, name, clean_line(getattr(draft, name)))
    for name in _BODIES:
        setattr(row, name, clean(getattr(draft, name)))
    for name in _AS_THEY_ARE:
        setattr(row, name, getattr(draft, name))
    row.distribution = [clean_line(line) for line in draft.distribution if line.strip()]
    row.signatories = [
        {name: clean_line(value) if value else value for name, value in dataclasses.asdict(one).items()}
        for one in draft.signatories
    ]


def check_marking(session: Session, marking: str) -> None:
    """Refuse a marking above the installation's ceiling (4.6, 34)."""
    markings.check(marking, session.scalar(select(Mission.marking_ceiling)) or "")


def open_record(work: Work, record_id: str) -> MeetingRecord:
    """The record, which may still be written. Raises NotFound, Refused."""
    row = find(work.session, MeetingRecord, record_id)
    if row.status in CLOSED:
        raise Refused(N_("This record is approved and does not change any more."))
    return row
