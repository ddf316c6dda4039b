"""The distribution log: which copy of what went to whom, when and by which way (domain.md 4.6, 36).

An entry is made with the copy and stays: it is not undone, and it can only be annotated (a copy called back). Copy
numbers count from 1 for each version of a record, so that two copies of one version never bear one number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import DispatchChannel, Edition
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.documents import Dispatch
from app.domain.minutes import MeetingRecord
from app.domain.organisations import Organisation
from app.services.base import Service, find


@dataclass(frozen=True, slots=True)
class DispatchDraft:
    """One copy that leaves: what it is, for whom, by which way. `content` are the file's bytes, kept as digest only."""

    document: str
    content: bytes
    recipient: str = ""
    channel: DispatchChannel = DispatchChannel.FILE
    edition: Edition = Edition.INTERNAL
    organisation_id: str | None = None
    meeting_id: str | None = None
    record_id: str | None = None
    reference: str = ""
    version_text: str = ""
    language: str = "en"
    format: str = "pdf"
    marking: str = ""
    record_hash: str = ""
    copy_no: int = 0
    sent_at: datetime | None = None
    note: str = ""


class CopyNumberTaken(Exception):
    """Another window gave this copy number meanwhile: the copy is made again with the next one."""


class DispatchService(Service):
    """Writes the distribution log."""

    def next_copy(self, record_id: str | None, version_text: str, meeting_id: str | None, document: str) -> int:
        """The number that the next copy of this version would bear."""
        with self.store.read() as session:
            return _next(session, record_id, version_text, meeting_id, document)

    def log(self, draft: DispatchDraft) -> Written:
        """Enter a copy. Raises CopyNumberTaken for a number given meanwhile, Refused for an outward copy to nobody."""
        if draft.edition is not Edition.INTERNAL and not clean_line(draft.recipient):
            raise Refused(problems=[Problem("recipient", N_("Say for whom this copy is."))])
        with self.store.write() as work:
            if draft.copy_no:
                free = _next(work.session, draft.record_id, draft.version_text, draft.meeting_id, draft.document)
                if draft.copy_no < free:
                    raise CopyNumberTaken
            for table, id in ((MeetingRecord, draft.record_id), (Organisation, draft.organisation_id)):
                if id is not None:
                    find(work.session, table, id)
            row = Dispatch(
                document=draft.document,
                record_id=draft.record_id,
                meeting_id=draft.meeting_id,
                edition=draft.edition,
                organisation_id=draft.organisation_id,
                reference=clean_line(draft.reference),
                version_text=draft.version_text,
                language=draft.language,
                format=draft.format,
                marking=clean_line(draft.marking),
                recipient=clean_line(draft.recipient),
                channel=draft.channel,
                copy_no=draft.copy_no,
                sha256=hashlib.sha256(draft.content).hexdigest(),
                record_hash=draft.record_hash,
                sent_at=draft.sent_at or work.at,
                note=clean(draft.note).strip(),
            )
            work.session.add(row)
        return work.written(row.id)

    def not_delivered(self, id: str) -> Written:
        """The copy was made and never left (the disk was full, the printer gone): its entry is withdrawn; the audit
        trail keeps that it was made, and its number is free again."""
        with self.store.write() as work:
            find(work.session, Dispatch, id).deleted_at = work.at
        return work.written(id)

    def annotate(self, id: str, note: str) -> Written:
        """Note something about a copy that left: called back, destroyed, acknowledged."""
        with self.store.write() as work:
            find(work.session, Dispatch, id).note = clean(note).strip()
        return work.written(id)


def _next(session: Session, record_id: str | None, version_text: str, meeting_id: str | None, document: str) -> int:
    statement = select(func.max(Dispatch.copy_no)).where(Dispatch.deleted_at.is_(None))
    if record_id is not None:
        statement = statement.where(Dispatch.record_id == record_id, Dispatch.version_text == version_text)
    else:
        statement = statement.where(Dispatch.meeting_id == meeting_id, Dispatch.document == document)
    return (session.scalar(statement) or 0) + 1
