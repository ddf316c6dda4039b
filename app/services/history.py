"""Undo and redo of whole units of work, from the audit trail.

Undo is a unit of work like any other: it is audited, indexed and published, and can itself be undone (redo). It refuses
when later work stands on what it would take back: nothing is ever overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.changes import Changes, Written
from app.core.enums import DeedKind, RecordStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.db import trail
from app.db.trail import Event
from app.db.unit_of_work import Store
from app.domain.audit import UndoneBatch
from app.domain.base import Base
from app.domain.exchange import Deed
from app.domain.minutes import MeetingRecord
from app.exchange.collecting import no_collection
from app.services.base import Service
from app.services.turning_back import CHANGED_SINCE, MANY, bring_back, refuse_referred, table_of, take_away


class HistoryService(Service):
    """Takes units of work back. Keeps the order of this process's own writes for Ctrl+Z and Ctrl+Shift+Z."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._done: list[str] = []
        self._undone: list[str] = []
        self._turning = False
        store.feed.subscribe(self._note)

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)

    def latest(self) -> str:
        """The unit of work that `undo` would take back now, "" for none."""
        return self._done[-1] if self._done else ""

    def undo(self, batch: str | None = None) -> Written:
        """Take back one unit of work, by default the latest of this process. Raises Refused."""
        target = batch or (self._done[-1] if self._done else None)
        if target is None:
            raise Refused(N_("There is nothing to undo."))
        written = self._turn_back(target)
        if target in self._done:
            self._done.remove(target)
        self._undone.append(written.changes.batch)
        return written

    def redo(self) -> Written:
        """Do again what was undone last. Raises Refused."""
        if not self._undone:
            raise Refused(N_("There is nothing to redo."))
        written = self._turn_back(self._undone[-1])
        self._undone.pop()
        self._done.append(written.changes.batch)
        return written

    def _note(self, changes: Changes) -> None:
        if set(changes.kinds) == {"dispatch"}:
            return  # a copy that left stays in the log
        if changes.batch and not self._turning:
            self._done.append(changes.batch)
            self._undone.clear()

    def _turn_back(self, batch: str) -> Written:
        self._turning = True
        try:
            with no_collection(), self.store.write() as work:
                session = work.session
                session.execute(text("PRAGMA defer_foreign_keys = ON"))
                events = trail.events_of(session, batch)
                if not events or session.get(UndoneBatch, batch) is not None:
                    raise Refused(N_("This step was undone already."))
                if not _is_merge(session, batch):  # it moved links; what an approved record says stands as it stood
                    _refuse_approved(session, events)
                _refuse_built_upon(session, batch)
                _invert(session, events)
                session.add(UndoneBatch(batch=batch, undone_by=work.batch))
        finally:
            self._turning = False
        return work.written(events[0].entity_id)


def _invert(session: Session, events: Sequence[Event]) -> None:
    """Turn back a batch, latest first: away with what it added, back with what it removed (records before their parts),
    then the old values."""
    made = [event for event in events if event.added]
    added = {event.row_id for event in made}
    if len(made) > MANY:
        take_away(session, made)
    else:
        for event in made:
            row = session.get(table_of(event.table_name), event.row_id)
            if row is not None:
                session.delete(row)
                session.flush()
    gone = [event for event in events if event.removed and event.row_id not in added]
    if len(gone) > MANY:
        bring_back(session, gone)
    else:
        for event in sorted(gone, key=_is_part):
            _bring_back(session, event)
    for event in events:
        if not (event.added or event.removed) and event.row_id not in added:
            _turn_values(session, event)
    session.flush()
    refuse_referred(session, made)


def _is_part(event: Event) -> bool:
    return bool(event.row_id != event.entity_id)


def _bring_back(session: Session, event: Event) -> None:
    table = table_of(event.table_name)
    row: Any = table(**{name: trail.decode(value) for name, value in event.before.items()})
    # A part is saved only as a member of its root's list; by its foreign key alone the mapper takes it for an orphan.
    for mapper in Base.registry.mappers:
        for relation in mapper.relationships:
            if relation.mapper.class_ is table and relation.cascade.delete_orphan:
                (column,) = relation.remote_side
                root = session.get(mapper.class_, getattr(row, str(column.key)))
                if root is None:
                    raise Refused(CHANGED_SINCE)
                getattr(root, relation.key).append(row)
    session.add(row)
    session.flush()


def _turn_values(session: Session, event: Event) -> None:
    row: Any = session.get(table_of(event.table_name), event.row_id)
    if row is None:
        raise Refused(CHANGED_SINCE)
    after = event.after
    for name, value in event.before.items():
        if trail.encode(getattr(row, name)) != after[name]:
            raise Refused(CHANGED_SINCE)
        setattr(row, name, trail.decode(value))
    session.flush()


def _refuse_approved(session: Session, events: Sequence[Event]) -> None:
    """What was approved stays approved, and so does each line of it: earlier steps on it are not taken back either. A
    copy that left is not called back by an undo."""
    closed = {state.value for state in (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)}
    for event in events:
        if event.table_name == "meeting_record":
            status = event.after.get("status")
            if status and status[1] in closed:
                raise Refused(N_("An approval cannot be undone. Correct the record with a new version."))
        if event.table_name == "dispatch":
            raise Refused(N_("A copy that left stays in the distribution log."))
    for id in {event.entity_id for event in events if event.kind == "record"}:
        row = session.get(MeetingRecord, id)
        if row is not None and row.status.value in closed:
            raise Refused(N_("This record is approved and does not change any more."))


def _is_merge(session: Session, batch: str) -> bool:
    """Whether a unit of work merged two records, or took such a merge back or did it again."""
    seen: set[str] = set()
    of: str | None = batch
    while of is not None and of not in seen:
        seen.add(of)
        deed = session.get(Deed, of)
        if deed is not None:
            return deed.kind is DeedKind.MERGE
        of = session.scalar(select(UndoneBatch.batch).where(UndoneBatch.undone_by == of))
    return False


def _refuse_built_upon(session: Session, batch: str) -> None:
    """A record that this batch made is taken away only while nothing else was written to it."""
    later = session.execute(
        text(
            "SELECT 1 FROM audit_event made CROSS JOIN audit_event a "
            "ON a.kind = made.kind AND a.entity_id = made.entity_id AND a.seq > made.seq AND a.batch <> made.batch "
            "WHERE made.batch = :batch AND made.before IS NULL AND made.row_id = made.entity_id "
            "AND NOT EXISTS (SELECT 1 FROM undone_batch u WHERE u.batch = a.batch OR u.undone_by = a.batch) LIMIT 1"
        ),
        {"batch": batch},
    ).first()
    if later:
        raise Refused(CHANGED_SINCE)
