"""Reading the distribution log: by record, by meeting, by organisation, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select

from app.core.enums import DispatchChannel, Edition
from app.db.unit_of_work import Store
from app.domain.documents import Dispatch
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One copy. `organisation` is whose excerpt it is or to whom it went; `short_hash` the foot's digits of its version
    ("" for what has no frozen version)."""

    id: str
    sent_at: datetime
    document: str
    reference: str
    version_text: str
    edition: Edition
    language: str
    format: str
    marking: str
    recipient: str
    organisation_id: str | None
    organisation: str
    channel: DispatchChannel
    copy_no: int
    sha256: str
    record_hash: str
    by: str
    note: str
    meeting_id: str | None
    meeting: str
    record_id: str | None


class DispatchQueries:
    """Reads the log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_record(self, record_id: str) -> list[DispatchRow]:
        """Every copy of one version of a record."""
        return self._rows(_log().where(Dispatch.record_id == record_id))

    def of_meeting(self, meeting_id: str) -> list[DispatchRow]:
        """Every copy of any paper of a meeting."""
        return self._rows(_log().where(Dispatch.meeting_id == meeting_id))

    def of_organisation(self, organisation_id: str) -> list[DispatchRow]:
        """Every copy made for an organisation, or sent to it by name."""
        with self._store.read() as session:
            name = session.scalar(select(Organisation.shown_name).where(Organisation.id == organisation_id)) or ""
        mine = Dispatch.organisation_id == organisation_id
        return self._rows(_log().where(or_(mine, Dispatch.recipient == name) if name else mine))

    def all(self, limit: int = 500) -> list[DispatchRow]:
        """The latest copies of anything."""
        return self._rows(_log().limit(limit))

    def _rows(self, statement: Select[tuple[Dispatch, str, str]]) -> list[DispatchRow]:
        with self._store.read() as session:
            return [
                DispatchRow(
                    id=row.id,
                    sent_at=row.sent_at,
                    document=row.document,
                    reference=row.reference,
                    version_text=row.version_text,
                    edition=row.edition,
                    language=row.language,
                    format=row.format,
                    marking=row.marking,
                    recipient=row.recipient,
                    organisation_id=row.organisation_id,
                    organisation=body or "",
                    channel=row.channel,
                    copy_no=row.copy_no,
                    sha256=row.sha256,
                    record_hash=row.record_hash,
                    by=row.created_by,
                    note=row.note,
                    meeting_id=row.meeting_id,
                    meeting=meeting or "",
                    record_id=row.record_id,
                )
                for row, body, meeting in session.execute(statement).tuples()
            ]


def _log() -> Select[tuple[Dispatch, str, str]]:
    return (
        select(Dispatch, Organisation.shown_name, Meeting.title)
        .outerjoin(Organisation, Organisation.id == Dispatch.organisation_id)
        .outerjoin(Meeting, Meeting.id == Dispatch.meeting_id)
        .where(Dispatch.deleted_at.is_(None))
        .order_by(Dispatch.sent_at.desc(), Dispatch.id.desc())
    )
