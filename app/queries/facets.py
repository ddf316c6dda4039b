"""What a list of organisations can be narrowed by: the countries, sectors and topics that are in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from app.db.unit_of_work import Store
from app.queries.values import as_json

MOST_SECTORS = 60
"""Sectors a menu still shows; those with the most organisations."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Codes of countries and names of sectors, the most frequent first; `topics` are (id, name by language)."""

    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topics: tuple[tuple[str, Mapping[str, str]], ...] = ()


_COUNTRIES = text(
    "SELECT country FROM organisation WHERE deleted_at IS NULL AND country <> '' "
    "GROUP BY country ORDER BY count(*) DESC, country"
)
_SECTORS = text(
    "SELECT s.value FROM organisation o, json_each(o.sectors) s WHERE o.deleted_at IS NULL AND s.value <> '' "
    "GROUP BY s.value ORDER BY count(*) DESC, s.value LIMIT :limit"
)
_TOPICS = text(
    "SELECT t.id, t.name FROM topic t WHERE t.deleted_at IS NULL AND EXISTS (SELECT 1 FROM organisation o, "
    "json_each(o.topic_ids) u WHERE u.value = t.id AND o.deleted_at IS NULL) ORDER BY t.rowid"
)


class FacetQueries:
    """Reads what is in use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def organisations(self) -> Facets:
        """What the organisations can be narrowed by."""
        with self._store.read() as session:
            topics = session.execute(_TOPICS).all()
            return Facets(
                tuple(session.execute(_COUNTRIES).scalars()),
                tuple(session.execute(_SECTORS, {"limit": MOST_SECTORS}).scalars()),
                tuple((id, as_json(name)) for id, name in topics),
            )
