"""Many rows at once, as a flush would write them: stamped, in the audit trail, known to the search index.

For imports and their undo: thousands of rows through the ORM take thirty times as long. The rows themselves must be
whole; nothing is looked up and nothing cascades. Work goes column by column: what is the same in every row (a default,
the stamp of who and when) is bound and told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy import JSON, Date, Enum, String, Text, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from app.db.audit_text import Say, say, told
from app.db.engine import dump
from app.domain.base import BOOKKEEPING, Base, Edited, InstantType

CHUNK = 5000
"""Rows that are written, read or removed by one statement."""
FIRST_VERSION = 1
_REPEATED = InstantType | Date | Enum
"""Types of which few values stand in many rows."""
_MISSING = object()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: the attribute that holds it, how a value that is not given comes about and whether it is
    always the same, how values are bound."""

    key: str
    default: Callable[[], Any]
    is_constant: bool
    bind: Callable[[Sequence[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A table as it is written: its columns in the order of the statements, those that the audit trail tells of (in the
    order of their keys, with their place), and where the row's and the root's id stand."""

    columns: tuple[_Column, ...]
    audited: tuple[tuple[str, int, Say], ...]
    id: int
    root: int
    insert: str
    select: str
    delete: str


_SHAPES: dict[type[Base], _Shape] = {}


def _shape(session: Session, table: type[Base]) -> _Shape:
    if table not in _SHAPES:
        _SHAPES[table] = _shaped(table, session.connection().dialect)
    return _SHAPES[table]


def _shaped(table: type[Base], dialect: Dialect) -> _Shape:
    trail = table.trail
    assert trail is not None, "only what the audit trail knows is written in bulk"
    attributes: list[tuple[str, Any]] = [
        (attribute.key, attribute.columns[0]) for attribute in inspect(table).column_attrs
    ]
    columns = tuple(
        _Column(key, default := _default(column), default() == default(), _bound(column, dialect))
        for key, column in attributes
    )
    keys = [column.key for column in columns]
    names = ", ".join(f'"{column.name}"' for _, column in attributes)
    name, wanted = table.__tablename__, "(SELECT value FROM json_each(?))"
    return _Shape(
        columns,
        tuple(sorted((key, no, say(column)) for no, (key, column) in enumerate(attributes) if key not in BOOKKEEPING)),
        keys.index("id"),
        keys.index(trail.root),
        f'INSERT INTO "{name}" ({names}) VALUES ({", ".join("?" * len(columns))})',
        f'SELECT {names} FROM "{name}" WHERE id IN {wanted}',
        f'DELETE FROM "{name}" WHERE id IN {wanted}',
    )


def _default(column: Any) -> Callable[[], Any]:
    default = column.default
    if default is None:
        empty = "" if not column.nullable and isinstance(column.type, String | Text) else None
        return lambda: empty
    if default.is_callable:
        return lambda: default.arg(None)
    return lambda: default.arg


def _bound(column: Any, dialect: Dialect) -> Callable[[Sequence[Any]], list[Any]]:
    """How the values of a column are bound, as SQLAlchemy would bind them."""
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return list

    def each(values: Sequence[Any]) -> list[Any]:
        return [process(value) for value in values]

    def each_value_once(values: Sequence[Any]) -> list[Any]:
        known = {value: process(value) for value in set(values)}
        return [known[value] for value in values]

    def each_object_once(values: Sequence[Any]) -> list[Any]:
        known = {id(value): value for value in values}
        bound = {no: process(value) for no, value in known.items()}
        return [bound[id(value)] for value in values]

    if isinstance(column.type, _REPEATED):
        return each_value_once
    return each_object_once if isinstance(column.type, JSON) else each


def add_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows` (attribute to value, each with its id; what is missing takes the column's default)."""
    shape = _shape(session, table)
    stamps = _stamps(session, table)
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        given = {key for row in chunk for key in row}
        columns = [_values(column, chunk, given, stamps) for column in shape.columns]
        session.connection().exec_driver_sql(shape.insert, list(zip(*columns, strict=True)))
        roots, ids = columns[shape.root], columns[shape.id]
        after = _told(shape, columns)
        add_events(session, table, "added", list(zip(roots, ids, repeat(None), after, strict=False)))


def _stamps(session: Session, table: type[Base]) -> Mapping[str, Any]:
    if not issubclass(table, Edited):
        return {}
    at, actor = session.info["at"], session.info["actor"]
    return {"version": FIRST_VERSION, "created_at": at, "updated_at": at, "created_by": actor, "updated_by": actor}


def _values(column: _Column, rows: Sequence[Mapping[str, Any]], keys: Set[str], stamps: Mapping[str, Any]) -> list[Any]:
    """What is stored of one column, row by row; `keys` are the attributes that any of the rows gives."""
    key = column.key
    if key in keys:
        given = [row.get(key, _MISSING) for row in rows]
        if _MISSING in given:
            given = [_made(column, stamps) if value is _MISSING else value for value in given]
        return column.bind(given)
    if key in stamps or column.is_constant:
        return column.bind([_made(column, stamps)]) * len(rows)
    return column.bind([column.default() for _ in rows])


def _made(column: _Column, stamps: Mapping[str, Any]) -> Any:
    return stamps[column.key] if column.key in stamps else column.default()


def _said(say: Say, values: Sequence[Any]) -> list[str]:
    """What is said of the values of one column; a value that every row shares is told once."""
    if values[0] is values[-1] and all(value is values[0] for value in values):
        return [say(values[0])] * len(values)
    return [say(value) for value in values]


def _told(shape: _Shape, columns: Sequence[Sequence[Any]]) -> list[str]:
    return told([key for key, _, _ in shape.audited], [_said(say, columns[no]) for _, no, say in shape.audited])


def stored(session: Session, table: type[Base], ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(id, what the audit trail would say of it) of those of these rows that are there."""
    shape = _shape(session, table)
    rows = session.connection().exec_driver_sql(shape.select, (dump(list(ids)),)).all()
    if rows:
        columns = list(zip(*rows, strict=True))
        yield from zip(columns[shape.id], _told(shape, columns), strict=True)


def change_rows(session: Session, table: type[Base], key: str, values: Mapping[str, Any]) -> None:
    """Give many rows another value of one attribute, as a flush would (`values`: id to the new value)."""
    shape = _shape(session, table)
    no = next(no for no, column in enumerate(shape.columns) if column.key == key)
    (tell,) = (say for name, _, say in shape.audited if name == key)
    stamps, connection = _stamps(session, table), session.connection()
    at = InstantType().process_bind_param(stamps["updated_at"], connection.dialect) if stamps else None
    counted = ", version = version + 1, updated_at = ?, updated_by = ?" if stamps else ""
    update = f'UPDATE "{table.__tablename__}" SET "{key}" = ?{counted} WHERE id = ?'
    stamped = (at, stamps["updated_by"]) if stamps else ()
    ids = list(values)
    for start in range(0, len(ids), CHUNK):
        rows = connection.exec_driver_sql(shape.select, (dump(ids[start : start + CHUNK]),)).all()
        new = shape.columns[no].bind([values[row[shape.id]] for row in rows])
        changed = [(row, value) for row, value in zip(rows, new, strict=True) if row[no] != value]
        if not changed:
            continue
        connection.exec_driver_sql(update, [(value, *stamped, row[shape.id]) for row, value in changed])
        before, after = (told([key], [map(tell, said)]) for said in ([row[no] for row, _ in changed],
                                                                     [value for _, value in changed]))  # fmt: skip
        roots, kept = [row[shape.root] for row, _ in changed], [row[shape.id] for row, _ in changed]
        add_events(session, table, "changed", list(zip(roots, kept, before, after, strict=True)))
    for held in [held for held in session.identity_map.values() if isinstance(held, table)]:
        if (inspect(held).identity or ("",))[0] in values:
            session.expire(held)


Written = tuple[str, str, str | None, str | None]
"""(root's id, row's id, what the audit trail says of before and of after, as JSON)."""


def remove_rows(session: Session, table: type[Base], gone: Sequence[Written]) -> None:
    """Delete these rows; the audit trail keeps what they were."""
    session.connection().exec_driver_sql(_shape(session, table).delete, (dump([row[1] for row in gone]),))
    add_events(session, table, "removed", gone)


def add_events(session: Session, table: type[Base], verb: str, events: Sequence[Written]) -> None:
    """What the audit trail says of many rows of one table; their roots count as changed."""
    trail = table.trail
    assert trail is not None
    at = InstantType().process_bind_param(session.info["at"], session.connection().dialect)
    head = (session.info["batch"], at, session.info["actor"], f"{trail.kind}:{trail.part}:{verb}", trail.kind)
    name = table.__tablename__
    rows = [(*head, root, name, id, before, after) for root, id, before, after in events]
    session.connection().exec_driver_sql(_EVENT, rows)
    session.info["kinds"].setdefault(trail.kind, set()).update(event[0] for event in events)


_EVENT = (
    "INSERT INTO audit_event (batch, at, actor, tag, kind, entity_id, table_name, row_id, before, after) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
