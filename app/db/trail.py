"""The audit listener: every row that a flush writes leaves its before and after in the same transaction.

Values are typed (`["date", "2025-07-02"]`), so that Undo can put the very value back. Bookkeeping columns
(version, who,
when) are left out: they say nothing about content and must never be turned back.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, event, insert, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session

from app.domain.audit import AuditEvent
from app.domain.base import BOOKKEEPING, Base, Edited


def encode(value: object) -> list[Any]:
    """A value with its type's name, as JSON can hold it."""
    if value is None:
        return ["none", None]
    if isinstance(value, Enum):
        return ["str", value.value]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", value]
    if isinstance(value, float):
        return ["float", value]
    if isinstance(value, datetime):
        return ["instant", value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, bytes):
        return ["bytes", base64.b64encode(value).decode("ascii")]
    if isinstance(value, str):
        return ["str", value]
    return ["json", value]


def decode(typed: list[Any]) -> Any:
    """The inverse of `encode`; an enum comes back as its value, which its column accepts."""
    kind, value = typed
    if kind == "instant":
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "bytes":
        return base64.b64decode(value)
    return value


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the trail as it is stored. What it says is read when somebody asks: an import has a hundred thousand
    of them, and its undo needs the words of hardly any."""

    kind: str
    entity_id: str
    table_name: str
    row_id: str
    before_text: str | None
    after_text: str | None

    @property
    def before(self) -> dict[str, list[Any]]:
        """Attribute to typed value; nothing for a row that was added."""
        return json.loads(self.before_text) if self.before_text else {}

    @property
    def after(self) -> dict[str, list[Any]]:
        """Attribute to typed value; nothing for a row that was removed."""
        return json.loads(self.after_text) if self.after_text else {}

    @property
    def added(self) -> bool:
        return self.before_text is None

    @property
    def removed(self) -> bool:
        return self.after_text is None


def events_of(session: Session, batch: str) -> list[Event]:
    """What a unit of work wrote, latest first."""
    sql = "SELECT kind, entity_id, table_name, row_id, before, after FROM audit_event WHERE batch = ? ORDER BY seq DESC"
    return [Event(*row) for row in session.connection().exec_driver_sql(sql, (batch,)).all()]


def watch(session: Session) -> None:
    """Stamp and audit everything this session writes. `session.info` carries `batch`, `at`, `actor` and collects
    `kinds`: kind -> set of root ids."""
    session.info["removed"] = []
    event.listen(session, "before_flush", _stamp)
    event.listen(session, "after_flush", _record)


@event.listens_for(Base, "after_delete", propagate=True)
def _note_removal(_mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    """Parts that leave their root's list are deleted inside the flush and never stand in `session.deleted`."""
    session = object_session(row)
    if session is not None and "removed" in session.info:
        session.info["removed"].append(row)


def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    at, actor = session.info["at"], session.info["actor"]
    for row in session.new:
        if isinstance(row, Edited):
            row.created_at = row.updated_at = at
            row.created_by = row.updated_by = actor
    for row in session.dirty:
        if isinstance(row, Edited) and session.is_modified(row):
            row.updated_at, row.updated_by = at, actor
    for row in session.deleted:  # what was not read yet (a file's bytes) cannot be read once the row is gone
        state = inspect(row)
        for name in state.unloaded & set(state.mapper.column_attrs.keys()):
            getattr(row, name)


def _record(session: Session, _context: UOWTransaction) -> None:
    gone = set(session.info["removed"])
    rows = [
        *(_event(session, row, "added") for row in session.new),
        *(_event(session, row, "changed") for row in session.dirty if row not in gone and session.is_modified(row)),
        *(_event(session, row, "removed") for row in session.info["removed"]),
    ]
    session.info["removed"] = []
    events = [row for row in rows if row is not None]
    if events:
        session.connection().execute(insert(AuditEvent), events)


def _event(session: Session, row: object, verb: str) -> dict[str, Any] | None:
    assert isinstance(row, Base)
    trail = row.trail
    if trail is None:
        return None
    before, after = _values(row, verb)
    if verb == "changed" and not before and not after:
        return None
    entity_id = getattr(row, trail.root)
    touched = session.info["kinds"].setdefault(trail.kind, set())
    touched.add(entity_id)
    if before and verb == "changed" and trail.root in before:  # a part that moved changed both its records
        touched.add(decode(before[trail.root]))
    return {
        "batch": session.info["batch"],
        "at": session.info["at"],
        "actor": session.info["actor"],
        "tag": f"{trail.kind}:{trail.part}:{verb}",
        "kind": trail.kind,
        "entity_id": entity_id,
        "table_name": row.__tablename__,
        "row_id": getattr(row, "id"),  # noqa: B009  (every audited table has an id; Base itself does not say so)
        "before": before,
        "after": after,
    }


def _values(row: Base, verb: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    state = inspect(row)
    names = [attr.key for attr in state.mapper.column_attrs if attr.key not in BOOKKEEPING]
    if verb == "added":
        return None, {name: encode(getattr(row, name)) for name in names}
    if verb == "removed":
        return {name: encode(getattr(row, name)) for name in names}, None
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in names:
        history = state.attrs[name].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                before[name], after[name] = encode(old), encode(new)
    return before, after
