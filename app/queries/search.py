"""The one search box: anything by any name in any script, newest first, names before bodies, narrowed by what is typed
("kind:person", "from:july", "org:…", "side:jp"; core/search_words)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.clock import Clock, SystemClock
from app.core.search_words import Asked, parse
from app.core.text import fold, fts_query, highlight, snippet
from app.db.unit_of_work import Store
from app.queries.periods import mission_zone
from app.queries.search_about import abouts
from app.queries.search_filters import conditions

CANDIDATES = 120
"""Hits read for each of the two passes before ranking: ranking 100,000 hits by bm25 would cost a key's time."""

STRETCH = 3
"""How many times longer or shorter than its folded form a line can be: most lines are told apart without folding."""

Marks = tuple[tuple[int, int], ...]
"""Pieces of a text that answer: (start, end) in the text as it stands."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `snippet` is the piece of text that matched, "" when the name itself did; `words` are what was
    looked for; `about` tells it from others of its name. `open_kind` and `open_id` lead to the page that shows it: a
    paper's is its owner's."""

    kind: str
    id: str
    name: str
    snippet: str
    words: str = ""
    open_kind: str = ""
    open_id: str = ""
    about: str = ""

    @property
    def name_marks(self) -> Marks:
        """Where the name answers; worked out when it is painted, not for every key."""
        return tuple(highlight(self.name, self.words))

    @property
    def snippet_marks(self) -> Marks:
        """Where the snippet answers."""
        return tuple(highlight(self.snippet, self.words))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood, and what was found, by kind in the order of each kind's best hit."""

    asked: Asked
    groups: tuple[tuple[str, tuple[Hit, ...]], ...]


class SearchQueries:
    """Reads the search index."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store, self._clock = store, clock or SystemClock()

    def find(self, query: str, limit: int = 30, kinds: Sequence[str] = ()) -> list[Hit]:
        """The best `limit` records for what was typed, best first; an empty query finds nothing.

        Every word must match (the words' order is free, each by its beginning; Japanese anywhere). What is
        meant exactly (a name in any script, a code) stands first, then names that begin so, other names, texts.
        Filters in the query narrow it; a query of filters alone finds whatever they let through, newest first.
        """
        if ":" not in query and "：" not in query:  # the fast way of every key that is typed
            return self._find(Asked(query, tuple(kinds)), limit) if query.strip() else []
        asked = parse(query, self._today())
        if kinds:
            asked = Asked(
                asked.text, _both(asked.kinds, kinds), asked.since, asked.until, asked.organisation, asked.side
            )
            if not asked.kinds:
                return []
        return self._find(asked, limit)

    def answer(self, query: str, limit: int = 60) -> Answer:
        """The same, grouped, with what was understood of the query."""
        asked = parse(query, self._today())
        groups: dict[str, list[Hit]] = {}
        for hit in self._find(asked, limit):
            groups.setdefault(hit.kind, []).append(hit)
        return Answer(asked, tuple((kind, tuple(hits)) for kind, hits in groups.items()))

    def _today(self) -> date:
        with self._store.read() as session:
            return self._clock.now().astimezone(mission_zone(session)).date()

    def _find(self, asked: Asked, limit: int) -> list[Hit]:
        match = fts_query(asked.text)
        if (not match and not asked.narrowed) or (asked.text and not match):
            return []
        with self._store.read() as session:
            where, params = conditions(session, asked)
            narrow = "".join(f" AND {one}" for one in where)
            if not match:
                rows = session.connection().execute(text(_ALL.format(narrow=narrow)), {**params, "limit": limit})
                return _told_apart(session, [_hit(session, row, True, "") for row in rows.all()])
            sql = text(_MATCHING.format(narrow=narrow))
            connection = session.connection()
            named = connection.execute(sql, {**params, "match": f"name_tokens : ({match})", "limit": CANDIDATES}).all()
            found = {row[0]: (row, True) for row in named}
            if len(found) < CANDIDATES:
                for row in connection.execute(sql, {**params, "match": match, "limit": CANDIDATES}):
                    found.setdefault(row[0], (row, False))
            wanted = fold(asked.text).strip()
            ranked = sorted(found.values(), key=lambda item: (_rank(item[0], wanted, item[1]), -item[0][0]))
            return _told_apart(session, [_hit(session, row, by_name, asked.text) for row, by_name in ranked[:limit]])


_MATCHING = (
    "SELECT e.id, e.kind, e.entity_id, e.name, e.body "
    "FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
    "WHERE search_fts MATCH :match{narrow} ORDER BY search_fts.rowid DESC LIMIT :limit"
)
_ALL = (
    "SELECT e.id, e.kind, e.entity_id, e.name, e.body FROM search_entry e WHERE 1{narrow} "
    "ORDER BY e.id DESC LIMIT :limit"
)


def _both(typed: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind in given if kind in typed) if typed else tuple(given)


def _hit(session: Session, row: Any, by_name: bool, words: str) -> Hit:
    shown = "" if by_name else snippet(_line(row.body, words), words)
    open_kind, open_id = _home(session, row.entity_id) if row.kind == "document" else (row.kind, row.entity_id)
    return Hit(row.kind, row.entity_id, row.name, shown, words, open_kind, open_id)


def _told_apart(session: Session, hits: Sequence[Hit]) -> list[Hit]:
    said = abouts(session, [(hit.kind, hit.id) for hit in hits])
    return [replace(hit, about=said[hit.id]) if hit.id in said else hit for hit in hits]


_HOME = text(
    "SELECT owner_kind, owner_id FROM attachment WHERE id = :id UNION ALL "
    "SELECT CASE WHEN record_id IS NOT NULL THEN 'record' ELSE 'meeting' END, coalesce(record_id, meeting_id, '') "
    "FROM dispatch WHERE id = :id"
)


def _home(session: Session, document_id: str) -> tuple[str, str]:
    """Whose page shows a paper."""
    row = session.execute(_HOME, {"id": document_id}).first()
    return (row[0], row[1]) if row else ("document", document_id)


def _rank(row: Any, wanted: str, by_name: bool) -> int:
    """0 the very name, 1 a code or another of its names, 2 a name that begins so, 3 other names, 4 texts."""
    name = fold(row.name)
    if name == wanted:
        return 0
    if any(fold(line).strip() == wanted for line in row.body.splitlines() if _may_be(line, wanted)):
        return 1
    if not by_name:
        return 4
    return 2 if name.startswith(wanted) else 3


def _may_be(line: str, wanted: str) -> bool:
    return len(line) <= STRETCH * len(wanted) + STRETCH and len(wanted) <= STRETCH * len(line)


def _line(body: str, words: str) -> str:
    """The line that says most of the words: to mark a whole record of a hundred lines would cost a key's time."""
    wanted = fold(words).split()
    best, most = "", 0
    for line in body.splitlines():
        folded = fold(line)
        said = sum(word in folded for word in wanted)
        if said > most:
            best, most = line, said
            if said == len(wanted):
                break
    return best or body
