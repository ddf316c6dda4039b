"""Taking back and bringing back many rows at once: what undo and redo of an import of thousands need to be seconds.

The same checks as row by row: nothing that was changed since is taken away, and nothing that something else refers to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from app.core.errors import Refused
from app.core.i18n import N_
from app.db import trail
from app.db.bulk import Written, add_events, add_rows
from app.domain.base import BOOKKEEPING, Base

CHANGED_SINCE = N_("It was worked on since, so it cannot be undone. Undo the later steps first.")
MANY = 200
"""Rows from which on they are turned back together."""
_CHUNK = 500


def table_of(name: str) -> type[Base]:
    """The mapped class of a table."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == name)


def take_away(session: Session, events: Sequence[Any]) -> None:
    """Remove the rows that `events` (latest first) added. Raises Refused when one is not as it was added any more, or
    when a row that stays refers to one of them."""
    tables = _by_table(events)
    for name in sorted(tables, key=_is_root):  # parts first: their root would take them away unseen
        for chunk in _chunks(tables[name]):
            _remove(session, table_of(name), {event.row_id: event for event in chunk})
    for name, added in tables.items():
        _refuse_referred(session, name, [event.row_id for event in added])


def bring_back(session: Session, events: Sequence[Any]) -> None:
    """Put the rows back that `events` removed, records before their parts."""
    tables = _by_table(events)
    for name in sorted(tables, key=_is_root, reverse=True):
        rows = [{key: trail.decode(value) for key, value in event.before.items()} for event in tables[name]]
        add_rows(session, table_of(name), rows)


def _is_root(name: str) -> bool:
    audited = table_of(name).trail
    return audited is not None and audited.root == "id"


def _by_table(events: Iterable[Any]) -> Mapping[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for event in events:
        found[event.table_name].append(event)
    return found


def _chunks(events: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (events[start : start + _CHUNK] for start in range(0, len(events), _CHUNK))


def _remove(session: Session, table: type[Base], events: Mapping[str, Any]) -> None:
    columns = {
        attribute.key: attribute.columns[0]
        for attribute in inspect(table).column_attrs
        if attribute.key not in BOOKKEEPING
    }
    id = columns["id"]
    gone: list[Written] = []
    statement = select(*(column.label(key) for key, column in columns.items())).where(id.in_(events))
    for row in session.execute(statement).mappings():
        event = events[row["id"]]
        before = {key: trail.encode(row[key]) for key in columns}
        if any(before.get(key) != value for key, value in event.after.items() if key in columns):
            raise Refused(CHANGED_SINCE)
        gone.append((event.entity_id, event.row_id, before, None))
    if gone:
        session.execute(delete(table).where(id.in_(events)).execution_options(synchronize_session=False))
        add_events(session, table, "removed", gone)


def _refuse_referred(session: Session, name: str, ids: Sequence[str]) -> None:
    """Raise Refused when a row that is still there points at one of those that were removed."""
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
                for start in range(0, len(ids), _CHUNK):
                    found = select(column).where(column.in_(ids[start : start + _CHUNK])).limit(1)
                    if session.execute(found).first() is not None:
                        raise Refused(CHANGED_SINCE)
