"""Imports and merges under their names: so that the last one can be found and taken back, days later and by another
process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core.changes import Written
from app.core.enums import DeedKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.db.unit_of_work import Store, Work
from app.domain.audit import UndoneBatch
from app.domain.exchange import Deed
from app.services.base import Service
from app.services.history import HistoryService


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One import or merge: `title` says of what (a file's name, two names), `undone` whether it was taken back."""

    batch: str
    kind: DeedKind
    title: str
    at: datetime
    actor: str
    undone: bool


def note(work: Work, kind: DeedKind, title: str) -> None:
    """Give the running unit of work a name in the list of deeds."""
    work.session.add(Deed(batch=work.batch, kind=kind, title=title, at=work.at, actor=work.actor))


class DeedService(Service):
    """Finds deeds and takes them back."""

    def __init__(self, store: Store, history: HistoryService) -> None:
        super().__init__(store)
        self._history = history

    def all(self, limit: int = 50) -> list[DeedRow]:
        """The latest deeds, newest first, with those that were undone."""
        statement = (
            select(Deed, UndoneBatch.batch)
            .outerjoin(UndoneBatch, UndoneBatch.batch == Deed.batch)
            .order_by(Deed.at.desc(), Deed.batch.desc())
            .limit(limit)
        )
        with self.store.read() as session:
            return [
                DeedRow(deed.batch, deed.kind, deed.title, deed.at, deed.actor, undone is not None)
                for deed, undone in session.execute(statement).tuples()
            ]

    def undo_last(self) -> tuple[DeedRow, Written]:
        """Take back the latest import or merge that still stands. Gives which it was and what changed.

        Raises Refused when there is none, and when it was worked on since.
        """
        last = next((deed for deed in self.all(200) if not deed.undone), None)
        if last is None:
            raise Refused(N_("There is no import and no merge to undo."))
        return last, self._history.undo(last.batch)
