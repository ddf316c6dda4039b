"""Taking back and bringing back many rows at once: what undo and redo of an import of thousands need to be seconds.

The same checks as row by row: nothing that was changed since is taken away, and nothing that something else refers to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.core.errors import Refused
from app.core.i18n import N_
from app.db import trail
from app.db.bulk import CHUNK, Written, add_rows, remove_rows, stored
from app.db.engine import dump
from app.db.trail import Event
from app.domain.base import Base

CHANGED_SINCE = N_("It was worked on since, so it cannot be undone. Undo the later steps first.")
MANY = 200
"""Rows from which on they are turned back together."""


def table_of(name: str) -> type[Base]:
    """The mapped class of a table."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == name)


def take_away(session: Session, events: Sequence[Event]) -> None:
    """Remove the rows that `events` (latest first) added. Raises Refused when one is not as it was added any more."""
    tables = _by_table(events)
    for name in sorted(tables, key=_is_root):  # parts first: their root would take them away unseen
        for chunk in _chunks(tables[name]):
            _remove(session, table_of(name), {event.row_id: event for event in chunk})


def refuse_referred(session: Session, events: Sequence[Event]) -> None:
    """Raise Refused when a row that stays refers to one that `events` added and that is gone now: a copy that left of a
    meeting, say. Asked once everything is turned back, because links move back too."""
    for name, added in _by_table(events).items():
        _refuse_referred(session, name, [event.row_id for event in added])


def bring_back(session: Session, events: Sequence[Event]) -> None:
    """Put the rows back that `events` removed, records before their parts."""
    tables = _by_table(events)
    for name in sorted(tables, key=_is_root, reverse=True):
        rows = [{key: trail.decode(value) for key, value in event.before.items()} for event in tables[name]]
        add_rows(session, table_of(name), rows)


def _is_root(name: str) -> bool:
    audited = table_of(name).trail
    return audited is not None and audited.root == "id"


def _by_table(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.table_name].append(event)
    return found


def _chunks(events: Sequence[Event]) -> Iterator[Sequence[Event]]:
    return (events[start : start + CHUNK] for start in range(0, len(events), CHUNK))


def _remove(session: Session, table: type[Base], events: Mapping[str, Event]) -> None:
    gone: list[Written] = []
    for id, now in stored(session, table, events):
        event = events[id]
        if now != event.after_text and _differs(json.loads(now), event.after):
            raise Refused(CHANGED_SINCE)
        gone.append((event.entity_id, id, now, None))
    if gone:
        remove_rows(session, table, gone)


def _differs(now: Mapping[str, list[Any]], added: Mapping[str, list[Any]]) -> bool:
    """Whether a row is not what it was added as; columns that came or went with another version say nothing."""
    return any(now[key] != value for key, value in added.items() if key in now)


def _refuse_referred(session: Session, name: str, ids: Sequence[str]) -> None:
    """Raise Refused when a row that is still there points at one of those that were removed."""
    removed = (dump(list(ids)),)
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
                sql = f'SELECT 1 FROM "{table.name}" WHERE "{column.name}" IN (SELECT value FROM json_each(?)) LIMIT 1'
                if session.connection().exec_driver_sql(sql, removed).first() is not None:
                    raise Refused(CHANGED_SINCE)
