"""What a picker offers while somebody types: few, fast, found by any part of any name in any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.i18n import language
from app.core.ltext import pick
from app.core.text import fold, fts_query
from app.db.unit_of_work import Store
from app.queries.people import FIRST_POSITION, NATIVE, title_in_window
from app.queries.places import PlaceQueries
from app.queries.topics import TopicQueries


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a picker: `title` is the record's name, `detail` tells namesakes apart, `kind` as in the search."""

    id: str
    title: str
    detail: str
    kind: str


_SEPARATOR = " · "

_FOUND = (
    "SELECT {columns} FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
    "JOIN {table} r ON r.id = e.entity_id {joins} "
    "WHERE search_fts MATCH :match AND e.kind = :kind ORDER BY bm25(search_fts, 8.0, 1.0), {order} LIMIT :limit"
)
_FIRST = "SELECT {columns} FROM {table} r {joins} WHERE r.deleted_at IS NULL ORDER BY {order} LIMIT :limit"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind is read: `columns` are the id, the title and the detail's parts."""

    name: str
    table: str
    columns: str
    order: str
    detail: Callable[..., Iterable[str]]
    joins: str = ""


def _person(native: str | None, title: str | None, organisation: str | None) -> Iterable[str]:
    return (native or "", title_in_window(title), organisation or "")


def _organisation(native: str | None, parent: str | None) -> Iterable[str]:
    return (native or "", parent or "")


def _delegation(organisation: str | None, arrives_on: str | None) -> Iterable[str]:
    return (organisation or "", arrives_on or "")


def _meeting(starts_at: str, time_zone: str, place: str | None) -> Iterable[str]:
    start = datetime.strptime(starts_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return (start.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%d %H:%M"), place or "")


_PERSON = _Kind(
    "person",
    "person",
    f"r.id, r.shown_name, {NATIVE.format(person='r.id')}, h.title, o.shown_name",
    "r.sort_name",
    _person,
    f"LEFT JOIN position h ON h.id = {FIRST_POSITION.format(person='r.id')} "
    "LEFT JOIN organisation o ON o.id = h.organisation_id",
)
_ORGANISATION = _Kind(
    "organisation",
    "organisation",
    "r.id, r.shown_name, (SELECT n.text FROM organisation_name n WHERE n.organisation_id = r.id "
    "AND n.script <> 'Latn' ORDER BY n.position LIMIT 1), "
    "(SELECT p.shown_name FROM organisation p WHERE p.id = r.parent_id)",
    "r.sort_name",
    _organisation,
)
_DELEGATION = _Kind(
    "delegation",
    "delegation",
    "r.id, r.shown_name, (SELECT o.shown_name FROM organisation o WHERE o.id = r.organisation_id), r.arrives_on",
    "r.shown_name",
    _delegation,
)
_MEETING = _Kind("meeting", "meeting", "r.id, r.title, r.starts_at, r.time_zone, r.place", "r.starts_at DESC", _meeting)


class ChoiceQueries:
    """Reads what pickers offer. Nothing typed gives the first of the list; `limit` is the most lines given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places, self._topics = PlaceQueries(store), TopicQueries(store)

    def people(self, text: str = "", limit: int = 20) -> list[Choice]:
        """People by any part of their names, title or organisation."""
        return self._read(text, limit, _PERSON)

    def organisations(self, text: str = "", limit: int = 20) -> list[Choice]:
        """Organisations by any part of any name."""
        return self._read(text, limit, _ORGANISATION)

    def people_and_organisations(self, text: str = "", limit: int = 20) -> list[Choice]:
        """People first, then organisations; each gets at least half of the lines when both have enough."""
        with self._store.read() as session:
            people = _choices(session, text, limit, _PERSON)
            organisations = _choices(session, text, limit, _ORGANISATION)
        half = limit - min(len(organisations), limit // 2)
        shown = people[:half]
        return shown + organisations[: limit - len(shown)]

    def delegations(self, text: str = "", limit: int = 20) -> list[Choice]:
        """Delegations by name or sending body."""
        return self._read(text, limit, _DELEGATION)

    def meetings(self, text: str = "", limit: int = 20) -> list[Choice]:
        """Meetings by title, people, place or topic, the latest first among equals."""
        return self._read(text, limit, _MEETING)

    def rooms(self, text: str = "", limit: int = 50) -> list[Choice]:
        """Rooms by any part of their own or their venue's name."""
        rooms = self._places.rooms()
        lang = language()
        found = [
            Choice(room.id, pick(room.name, lang), pick(room.venue, lang), "room")
            for room in rooms
            if _contains(text, *room.name.values(), *room.venue.values())
        ]
        return found[:limit]

    def topics(self, text: str = "", limit: int = 50) -> list[Choice]:
        """Topics by any part of their name or code."""
        lang = language()
        found = [
            Choice(topic.id, pick(topic.name, lang), topic.code, "topic")
            for topic in self._topics.all()
            if _contains(text, topic.code, *topic.name.values())
        ]
        return found[:limit]

    def _read(self, typed: str, limit: int, kind: _Kind) -> list[Choice]:
        with self._store.read() as session:
            return _choices(session, typed, limit, kind)


def _choices(session: Session, typed: str, limit: int, kind: _Kind) -> list[Choice]:
    match = fts_query(typed)
    if typed.strip() and not match:
        return []
    sql = (_FOUND if match else _FIRST).format(
        columns=kind.columns, table=kind.table, joins=kind.joins, order=kind.order
    )
    params: dict[str, Any] = {"limit": limit, **({"match": match, "kind": kind.name} if match else {})}
    rows = session.execute(text(sql), params)
    return [
        Choice(id, title, _SEPARATOR.join(part for part in kind.detail(*rest) if part), kind.name)
        for id, title, *rest in rows
    ]


def _contains(typed: str, *names: str) -> bool:
    wanted = fold(typed).split()
    whole = " ".join(fold(name) for name in names)
    return all(word in whole for word in wanted)
