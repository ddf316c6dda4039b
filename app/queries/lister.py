"""Long lists, read so that a million rows open as fast as ten.

A list is an array of SQLite rowids in its order (8 bytes a row, read once by a covering index) and pages of frozen rows
read by those ids when they come on screen. Never OFFSET, never the whole list, never ORM rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import text

from app.core.text import fts_query
from app.db.unit_of_work import Store

F = TypeVar("F")
R = TypeVar("R")
Where = tuple[list[str], dict[str, Any]]
"""SQL conditions (ANDed) and their parameters."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Order of a list: a key of its spec, and the direction."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[R]):
    """How one kind of list is read. `alias` names the root table in `columns`, `joins`, `sorts` and conditions;
    `columns` are the row's fields in order after the rowid; `sorts` map a key to an indexed expression."""

    table: str
    alias: str
    columns: str
    make: Callable[..., R]
    sorts: Mapping[str, str]
    joins: str = ""
    search_kind: str = ""
    live: bool = field(default=True)


class Lister(Generic[R]):
    """Reads one kind of list."""

    def __init__(self, store: Store, spec: ListSpec[R]) -> None:
        self._store, self._spec = store, spec

    def ids(self, where: Where, sort: Sort) -> array[int]:
        """All rowids of the list in order."""
        sql, params = self._select(f"{self._spec.alias}.rowid", where, sort)
        with self._store.read() as session:
            return array("q", [row[0] for row in session.connection().execute(text(sql), params)])

    def first(self, where: Where, sort: Sort, limit: int = 200) -> list[R]:
        """The first rows of the list: what is painted before the whole list is known."""
        spec = self._spec
        sql, params = self._select(f"{spec.alias}.rowid, {spec.columns}", where, sort, spec.joins)
        with self._store.read() as session:
            found = session.connection().execute(text(f"{sql} LIMIT :limit"), {**params, "limit": limit}).all()
        return [spec.make(*row) for row in found]

    def rows(self, rowids: Sequence[int]) -> list[R]:
        """The rows of these rowids, in the order asked; those deleted meanwhile are missing."""
        spec = self._spec
        # Numbers of our own stand in the statement as they are: 200 bound values cost more than the rows.
        wanted = ",".join(str(int(rowid)) for rowid in rowids)
        sql = (
            f"SELECT {spec.alias}.rowid, {spec.columns} FROM {spec.table} {spec.alias} {spec.joins} "
            f"WHERE {spec.alias}.rowid IN ({wanted})"
        )
        with self._store.read() as session:
            found = {row[0]: row for row in session.connection().exec_driver_sql(sql)}
        return [spec.make(*found[rowid]) for rowid in rowids if rowid in found]

    def all(self, where: Where, sort: Sort, limit: int | None = None) -> list[R]:
        """The whole list (scripts, documents); `limit` caps it."""
        rowids = self.ids(where, sort)[: limit if limit is not None else None]
        return [row for start in range(0, len(rowids), 500) for row in self.rows(rowids[start : start + 500])]

    def _select(self, what: str, where: Where, sort: Sort, joins: str = "") -> tuple[str, dict[str, Any]]:
        spec = self._spec
        conditions, params = where
        clauses = [f"{spec.alias}.deleted_at IS NULL", *conditions] if spec.live else conditions
        order = spec.sorts.get(sort.key) or next(iter(spec.sorts.values()))
        direction = "DESC" if sort.descending else "ASC"
        head = f"SELECT {what} FROM {spec.table} {spec.alias} {joins}"
        tail = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        return f"{head}{tail} ORDER BY {order} {direction}, {spec.alias}.id {direction}", params


def text_condition(kind: str, alias: str, query: str) -> Where:
    """The condition that a record is found by `query` in any script; nothing typed means no condition."""
    match = fts_query(query)
    if not match:
        return [], {}
    sql = (
        f"{alias}.id IN (SELECT e.entity_id FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
        f"WHERE search_fts MATCH :match AND e.kind = :match_kind)"
    )
    return [sql], {"match": match, "match_kind": kind}


class ListQueries(Generic[F, R]):
    """The doors of a long list of `R` that a filter of kind `F` narrows; `where` says which rows it lets through."""

    def __init__(self, store: Store, spec: ListSpec[R], where: Callable[[F], Where]) -> None:
        self._store, self._where = store, where
        self._list = Lister(store, spec)

    def ids(self, flt: F, sort: Sort) -> array[int]:
        """Rowids of the filtered list in order."""
        return self._list.ids(self._where(flt), sort)

    def first(self, flt: F, sort: Sort, limit: int = 200) -> list[R]:
        """The first rows of the filtered list."""
        return self._list.first(self._where(flt), sort, limit)

    def rows(self, rowids: Sequence[int]) -> list[R]:
        """Rows by rowid, in the order asked."""
        return self._list.rows(rowids)

    def all(self, flt: F, sort: Sort, limit: int | None = None) -> list[R]:
        """The whole filtered list, for scripts."""
        return self._list.all(self._where(flt), sort, limit)
