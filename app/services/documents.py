"""Papers kept with a record, and text that is not saved yet."""

from __future__ import annotations

import hashlib
import mimetypes
import platform
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlalchemy import select

from app.core.changes import Written
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.text import clean_line
from app.db.unit_of_work import Store
from app.domain.documents import Attachment, UnsavedText
from app.services.base import Service, find

LARGEST = 50_000_000
"""Bytes; larger files belong in the file system."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Text somebody typed and did not save: which record and field, what, and when (UTC)."""

    owner_kind: str
    owner_id: str
    field: str
    text: str
    typed_at: datetime


class DocumentService(Service):
    """Writes attachments."""

    def attach(self, owner_kind: str, owner_id: str, file_name: str, content: bytes) -> Written:
        """Keep a file inside the store. Raises Refused above 50 MB or for an empty file."""
        if not content:
            raise Refused(N_("{name} is empty and was not attached."), name=file_name)
        if len(content) > LARGEST:
            raise Refused(N_("{name} is larger than 50 MB and was not attached."), name=file_name)
        name = clean_line(PurePath(file_name.replace("\\", "/")).name) or "attachment"
        with self.store.write() as work:
            row = Attachment(
                owner_kind=owner_kind,
                owner_id=owner_id,
                file_name=name,
                media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
            )
            work.session.add(row)
        return work.written(row.id)

    def detach(self, id: str) -> Written:
        """Take a file off its record; the undo brings it back."""
        with self.store.write() as work:
            find(work.session, Attachment, id).deleted_at = work.at
        return work.written(id)


_DESK = "~"
"""Between a field's name and the desk that keeps it."""
ABANDONED = timedelta(days=1)
"""Text that another desk kept and did not come back to for so long is offered wherever its record is opened."""


class UnsavedTextService(Service):
    """Keeps what is being typed, so that a killed process loses nothing. Not audited: it is not a record yet.

    Each desk (one person at one machine) keeps its own: two people who type in one record neither overwrite nor restore
    each other's text. What a desk left behind for longer than `ABANDONED` is everybody's.
    """

    def __init__(self, store: Store, desk: str = "") -> None:
        super().__init__(store)
        self.desk = desk or hashlib.sha256(f"{platform.node()} {store.actor}".encode()).hexdigest()[:8]

    def keep(self, owner_kind: str, owner_id: str, field: str, text: str) -> None:
        """Remember the text of an editor; an empty text is forgotten."""
        if not text.strip():
            self.forget(owner_kind, owner_id, field)
            return
        stored = f"{field}{_DESK}{self.desk}"
        with self.store.write() as work:
            row = work.session.get(UnsavedText, (owner_kind, owner_id, stored))
            if row is None:
                row = UnsavedText(owner_kind=owner_kind, owner_id=owner_id, field=stored)
                work.session.add(row)
            row.text, row.typed_at = text, work.at

    def forget(self, owner_kind: str, owner_id: str, field: str | None = None) -> None:
        """The text was saved (or thrown away by the user)."""
        statement = select(UnsavedText).where(UnsavedText.owner_kind == owner_kind, UnsavedText.owner_id == owner_id)
        with self.store.write() as work:
            for row in work.session.scalars(statement).all():
                if self._ours(row, work.at) and field in (None, row.field.partition(_DESK)[0]):
                    work.session.delete(row)

    def all(self, owner_kind: str | None = None, owner_id: str | None = None) -> list[Unsaved]:
        """What is waiting at this desk, newest first, of one record or of all."""
        statement = select(UnsavedText).order_by(UnsavedText.typed_at.desc())
        if owner_kind is not None:
            statement = statement.where(UnsavedText.owner_kind == owner_kind)
        if owner_id is not None:
            statement = statement.where(UnsavedText.owner_id == owner_id)
        now = self.store.clock.now()
        with self.store.read() as session:
            return [
                Unsaved(row.owner_kind, row.owner_id, row.field.partition(_DESK)[0], row.text, row.typed_at)
                for row in session.scalars(statement)
                if self._ours(row, now)
            ]

    def _ours(self, row: UnsavedText, now: datetime) -> bool:
        desk = row.field.partition(_DESK)[2]
        return desk in ("", self.desk) or now - row.typed_at > ABANDONED
