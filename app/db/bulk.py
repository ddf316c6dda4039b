"""Many new rows at once, as a flush would write them: stamped, in the audit trail, known to the search index.

For imports: thousands of rows through the ORM take thirty times as long. The rows themselves must be whole; nothing is
looked up and nothing cascades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import String, Text, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from app.db.trail import encode
from app.domain.audit import AuditEvent
from app.domain.base import BOOKKEEPING, Base, Edited

_CHUNK = 2000
FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: the attribute that holds it, and how a value that is not given comes about."""

    key: str
    name: str
    default: Callable[[], Any]
    audited: bool


@cache
def _columns(table: type[Base]) -> tuple[_Column, ...]:
    found = []
    for attribute in inspect(table).column_attrs:
        column: Any = attribute.columns[0]
        default: Any = column.default
        if default is None:
            made = _empty_text if not column.nullable and isinstance(column.type, String | Text) else _nothing
        elif default.is_callable:
            made = _called(default.arg)
        else:
            made = _constant(default.arg)
        found.append(_Column(attribute.key, column.name, made, attribute.key not in BOOKKEEPING))
    return tuple(found)


def _nothing() -> None:
    return None


def _empty_text() -> str:
    return ""


def _constant(value: Any) -> Callable[[], Any]:
    return lambda: value


def _called(make: Any) -> Callable[[], Any]:
    return lambda: make(None)


def add_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows` (attribute to value, each with its id; what is missing takes the column's default)."""
    trail = table.trail
    assert trail is not None, "only what the audit trail knows is written in bulk"
    columns = _columns(table)
    for start in range(0, len(rows), _CHUNK):
        whole = [_whole(session, table, columns, row) for row in rows[start : start + _CHUNK]]
        _insert(session, table, columns, whole)
        audited = [column.key for column in columns if column.audited]
        add_events(
            session,
            table,
            "added",
            [(row[trail.root], row["id"], None, {key: encode(row[key]) for key in audited}) for row in whole],
        )


Written = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]
"""(root's id, row's id, before, after)."""


def add_events(session: Session, table: type[Base], verb: str, events: Iterable[Written]) -> None:
    """What the audit trail says of many rows of one table; their roots count as changed."""
    trail = table.trail
    assert trail is not None
    connection = session.connection()
    bind = {column.name: column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
            for column in AuditEvent.__table__.columns}  # fmt: skip
    instant, before, after = bind["at"], bind["before"], bind["after"]
    assert instant is not None
    assert before is not None
    assert after is not None
    head = (session.info["batch"], instant(session.info["at"]), session.info["actor"])
    kind = (f"{trail.kind}:{trail.part}:{verb}", trail.kind)
    rows = [(*head, *kind, root, table.__tablename__, id, before(was), after(now)) for root, id, was, now in events]
    connection.exec_driver_sql(_EVENT, rows)
    session.info["kinds"].setdefault(trail.kind, set()).update(row[5] for row in rows)


_EVENT = (
    "INSERT INTO audit_event (batch, at, actor, tag, kind, entity_id, table_name, row_id, before, after) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _whole(session: Session, table: type[Base], columns: Iterable[_Column], row: Mapping[str, Any]) -> dict[str, Any]:
    stamps: dict[str, Any] = {}
    if issubclass(table, Edited):
        at, actor = session.info["at"], session.info["actor"]
        stamps = {"version": FIRST_VERSION, "created_at": at, "updated_at": at, "created_by": actor,
                  "updated_by": actor}  # fmt: skip
    return {
        column.key: row[column.key]
        if column.key in row
        else stamps[column.key]
        if column.key in stamps
        else column.default()
        for column in columns
    }


def _insert(session: Session, table: type[Base], columns: Sequence[_Column], rows: list[dict[str, Any]]) -> None:
    connection = session.connection()
    processors = _processors(table, connection.dialect)
    names = ", ".join(f'"{column.name}"' for column in columns)
    places = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f'INSERT INTO "{table.__tablename__}" ({names}) VALUES ({places})',
        [
            tuple(
                row[column.key] if process is None else process(row[column.key])
                for column, process in zip(columns, processors, strict=True)
            )
            for row in rows
        ],
    )


_KNOWN: dict[type[Base], list[Callable[[Any], Any] | None]] = {}


def _processors(table: type[Base], dialect: Dialect) -> list[Callable[[Any], Any] | None]:
    """How each column's values are bound, as SQLAlchemy would bind them."""
    if table not in _KNOWN:
        by_key = {attribute.key: attribute.columns[0] for attribute in inspect(table).column_attrs}
        _KNOWN[table] = [
            by_key[column.key].type.dialect_impl(dialect).bind_processor(dialect) for column in _columns(table)
        ]
    return _KNOWN[table]
