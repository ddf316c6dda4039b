"""Who held which post in an organisation, from-to: those of today first, then those who left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from app.core.enums import LevelBand
from app.db.unit_of_work import Store
from app.queries.people import NATIVE
from app.queries.values import as_date, as_json

MOST = 400
"""Posts that a page shows; a ministry with more is read in the list of people."""


@dataclass(frozen=True, slots=True)
class PostHolder:
    """Somebody in a post; `title` is by language, an open end is held still. `is_sealed` and `do_not_contact` as of the
    person."""

    person_id: str
    name: str
    native: str
    title: Mapping[str, str]
    level_band: LevelBand | None
    held_from: date | None
    held_to: date | None
    is_sealed: bool
    do_not_contact: bool


_POSTS = text(
    f"SELECT p.id, p.shown_name, {NATIVE.format(person='p.id')}, h.title, h.level_band, h.held_from, h.held_to, "
    "p.is_sealed, p.do_not_contact FROM position h JOIN person p ON p.id = h.person_id "
    "WHERE h.organisation_id = :id AND p.deleted_at IS NULL "
    "ORDER BY h.held_to IS NOT NULL, h.held_to DESC, p.sort_name, h.order_no LIMIT :limit"
)


class PostQueries:
    """Reads the posts of organisations."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, organisation_id: str, limit: int = MOST) -> list[PostHolder]:
        """Everybody who holds or held a post there: those of today by name, then those who left, the latest first."""
        with self._store.read() as session:
            rows = session.execute(_POSTS, {"id": organisation_id, "limit": limit}).all()
        return [
            PostHolder(
                id, name, native or "", as_json(title), LevelBand(band) if band else None, as_date(first),
                as_date(last), bool(sealed), bool(hands_off),
            )
            for id, name, native, title, band, first, last, sealed, hands_off in rows
        ]  # fmt: skip
