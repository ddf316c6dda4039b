"""Who is meant by an @name in a record: those who sit at the table first, then everybody the mission knows.

Any spelling counts: every script of a person's name, its parts, its reading, every name and abbreviation of an
organisation. A person is not meant by the name of the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from app.core.names import PersonSnapshot
from app.core.text import fold, fts_query
from app.domain.attendance import Participation
from app.domain.mission import Mission

SEARCHED = 40
"""Records looked at outside the meeting for one name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an organisation that a name may mean. `side` is a side's code or ""; `here`: takes part."""

    kind: str
    id: str
    title: str
    detail: str
    side: str
    here: bool
    names: tuple[str, ...] = ()


_PEOPLE = (
    "SELECT p.id, p.shown_name, p.side, o.shown_name, o.side FROM person p "
    "LEFT JOIN position h ON h.id = (SELECT id FROM position WHERE person_id = p.id ORDER BY order_no LIMIT 1) "
    "LEFT JOIN organisation o ON o.id = h.organisation_id WHERE p.id IN :ids AND p.deleted_at IS NULL"
)
_PERSON_NAMES = 'SELECT person_id, "full", family, given, reading FROM person_name WHERE person_id IN :ids'
_ORGANISATIONS = "SELECT id, shown_name, side, code FROM organisation WHERE id IN :ids AND deleted_at IS NULL"
_ORGANISATION_NAMES = "SELECT organisation_id, text FROM organisation_name WHERE organisation_id IN :ids"
_FOUND = (
    "SELECT e.kind, e.entity_id FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
    "WHERE search_fts MATCH :match AND e.kind IN ('person', 'organisation') "
    "ORDER BY bm25(search_fts, 8.0, 1.0) LIMIT :limit"
)


def present(session: Session, meeting_id: str) -> list[Named]:
    """Who takes part, our side first, each in the order listed, then their organisations."""
    rows = session.query(Participation).filter(Participation.meeting_id == meeting_id).all()
    ours = session.scalar(select(Mission.sending_state))
    rows.sort(key=lambda row: (row.side != ours, row.side, row.order_in_side))
    names = _collect(session, _PERSON_NAMES, [row.person_id for row in rows if row.person_id])
    people: list[Named] = []
    organisations: dict[str, str] = {}
    for row in rows:
        if row.organisation_id:
            organisations.setdefault(row.organisation_id, row.side)
        if not row.person_id:
            continue
        seen = PersonSnapshot.from_json(row.snapshot)
        spellings = [row.shown_name, *(name.full for name in seen.names), *names.get(row.person_id, ())]
        where = next(iter(seen.organisation.values()), "")
        people.append(
            Named("person", row.person_id, row.shown_name, where, row.side, True, tuple(dict.fromkeys(spellings)))
        )
    known = {found.id: found for found in _organisations(session, list(organisations))}
    bodies = [
        Named("organisation", id, known[id].title, "", side, True, known[id].names)
        for id, side in organisations.items()
        if id in known
    ]
    return people + bodies


def elsewhere(session: Session, typed: str, known: Iterable[Named] = ()) -> list[Named]:
    """Others that the search index finds for `typed`, best first, without those in `known`."""
    match = fts_query(typed)
    if not match:
        return []
    found = session.execute(text(_FOUND), {"match": match, "limit": SEARCHED}).tuples().all()
    there = {(one.kind, one.id) for one in known}
    wanted = [(kind, id) for kind, id in found if (kind, id) not in there]
    people = {one.id: one for one in _people(session, [id for kind, id in wanted if kind == "person"])}
    bodies = {one.id: one for one in _organisations(session, [id for kind, id in wanted if kind != "person"])}
    return [{**people, **bodies}[id] for _, id in wanted if id in people or id in bodies]


def meant(candidates: Sequence[Named], typed: str) -> list[Named]:
    """Those whose own names answer `typed`: equal ones alone if there are any, else those with words beginning so."""
    ranked = [(rank, one) for one in candidates if (rank := _rank(one, typed)) is not None]
    best = min((rank for rank, _ in ranked), default=0)
    return [one for rank, one in ranked if rank == 0 or best != 0]


def named(one: Named, words: str) -> bool:
    """Whether `words` are one of the whole names of `one`."""
    return _rank(one, words) == 0


def by_id(session: Session, kind: str, id: str) -> Named | None:
    """One person or organisation, None when it is gone."""
    found = (_people if kind == "person" else _organisations)(session, [id])
    return found[0] if found else None


def _rank(one: Named, typed: str) -> int | None:
    wanted = fold(typed).strip()
    words = wanted.replace(".", " ").split()
    if not words:
        return None
    close = wanted.replace(" ", "")
    begins = False
    for name in one.names:
        folded = fold(name)
        if folded == wanted or folded.replace(" ", "").replace(".", "") == close.replace(".", ""):
            return 0
        parts = folded.replace(".", " ").replace("-", " ").split()
        begins = begins or folded.startswith(wanted) or all(any(p.startswith(w) for p in parts) for w in words)
    return 1 if begins else None


def _people(session: Session, ids: Sequence[str]) -> list[Named]:
    names = _collect(session, _PERSON_NAMES, ids)
    return [
        Named("person", id, shown, body or "", side or body_side or "", False, (shown, *names.get(id, ())))
        for id, shown, side, body, body_side in _rows(session, _PEOPLE, ids)
    ]


def _organisations(session: Session, ids: Sequence[str]) -> list[Named]:
    names = _collect(session, _ORGANISATION_NAMES, ids)
    return [
        Named("organisation", id, shown, "", side or "", False, (shown, *([code] if code else []), *names.get(id, ())))
        for id, shown, side, code in _rows(session, _ORGANISATIONS, ids)
    ]


def _rows(session: Session, sql: str, ids: Sequence[str]) -> Sequence[Any]:
    if not ids:
        return ()
    return session.execute(text(sql).bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)}).all()


def _collect(session: Session, sql: str, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, *words in _rows(session, sql, ids):
        found.setdefault(id, []).extend(word for word in words if word)
    return found
