"""The one search box: anything by any name in any script, newest first, names before bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from app.core.text import fold, fts_query, snippet
from app.db.unit_of_work import Store

CANDIDATES = 120
"""Hits read for each of the two passes before ranking: ranking 100,000 hits by bm25 would cost a key's time."""

LONGEST = 120
"""Characters of a line of text that may still be somebody's name or a code."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `snippet` is the piece of text that matched, "" when the name itself did."""

    kind: str
    id: str
    name: str
    snippet: str


class SearchQueries:
    """Reads the search index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: str, limit: int = 30, kinds: Sequence[str] = ()) -> list[Hit]:
        """The best `limit` records for what was typed, best first; an empty query finds nothing.

        Every word must match (the words' order is free, each by its beginning; Japanese anywhere). What is
        meant exactly (a name in any script, a code) stands first, then names that begin so, other names, texts.
        """
        match = fts_query(query)
        if not match:
            return []
        kind_filter = "AND e.kind IN (" + ",".join(f":kind{no}" for no in range(len(kinds))) + ") " if kinds else ""
        sql = text(
            "SELECT e.id, e.kind, e.entity_id, e.name, e.body "
            "FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
            f"WHERE search_fts MATCH :match {kind_filter}ORDER BY search_fts.rowid DESC LIMIT :limit"
        )
        params = {f"kind{no}": kind for no, kind in enumerate(kinds)}
        with self._store.read() as session:
            connection = session.connection()
            named = connection.execute(sql, {**params, "match": f"name_tokens : ({match})", "limit": CANDIDATES}).all()
            found = {row[0]: (row, True) for row in named}
            if len(found) < CANDIDATES:
                for row in connection.execute(sql, {**params, "match": match, "limit": CANDIDATES}):
                    found.setdefault(row[0], (row, False))
        wanted = fold(query).strip()
        ranked = sorted(found.values(), key=lambda item: (_rank(item[0], wanted, item[1]), -item[0][0]))
        return [
            Hit(row[1], row[2], row[3], "" if by_name else snippet(row[4], query)) for row, by_name in ranked[:limit]
        ]


def _rank(row: Any, wanted: str, by_name: bool) -> int:
    """0 the very name, 1 a code or another of its names, 2 a name that begins so, 3 other names, 4 texts."""
    name = fold(row.name)
    if name == wanted:
        return 0
    if any(fold(line).strip() == wanted for line in row.body.splitlines() if len(line) < LONGEST):
        return 1
    if not by_name:
        return 4
    return 2 if name.startswith(wanted) else 3
