"""Lists, search and saves over many meetings, each against the bare driver doing the same work on the same file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import container
from app.core.settings import Settings
from app.core.text import fts_query
from app.db.engine import connect
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter
from app.services.attendance import ParticipantDraft
from benchmarks import world
from benchmarks.measure import Result, compare

TYPED = ("c", "ce", "cell", "cell man", "nickel su", "電池", "重要鉱", "खनिज", "panel 12", "lunch")


def run(folder: Path) -> Iterator[Result]:
    """L2 page of 200, F1/F2 search as typed, D1 save of a meeting with ten people; the ids of the whole list."""
    path = world.build(folder / f"meetings-{world.SCALE}.db")
    desk = container.build(path, settings=Settings(folder / "settings.json"))
    with closing(connect(path, None)) as raw:
        newest = Sort("starts_at", descending=True)
        yield compare(
            f"first page of 200 of {world.SCALE:,} meetings",
            lambda: raw.execute(_PAGE).fetchall(),
            lambda: desk.queries.meetings.first(MeetingFilter(), newest),
            2.5,
        )
        yield compare(
            f"order of all {world.SCALE:,} meetings",
            lambda: raw.execute("SELECT rowid FROM meeting WHERE deleted_at IS NULL ORDER BY starts_at, id").fetchall(),
            lambda: desk.queries.meetings.ids(MeetingFilter(), Sort("starts_at")),
            1.5,
        )
        typed, again = itertools.cycle(TYPED), itertools.cycle(TYPED)
        yield compare(
            "a key in the search box, ten queries in turn",
            lambda: raw.execute(_SEARCH, (fts_query(next(typed)),)).fetchall(),
            lambda: desk.queries.search.find(next(again)),
            4.0,
            runs=40,
        )
        people = [row[0] for row in raw.execute("SELECT id FROM person LIMIT 10")]
        draft = replace(desk.services.meetings.blank(), title="A meeting to save", place="Room 1")
        drafts = [ParticipantDraft(person_id=id) for id in people]
        numbers = itertools.count()
        yield compare(
            "save of a meeting with 10 people (synchronous FULL)",
            lambda: _raw_save(raw, next(numbers), people),
            lambda: desk.services.meetings.create(draft, drafts),
            3.0,
        )
        raw.execute("DELETE FROM participation WHERE meeting_id LIKE 'bench-%'")
        raw.execute("DELETE FROM meeting WHERE id LIKE 'bench-%'")
    desk.close()


_PAGE = (
    "SELECT m.rowid, m.id, m.title, m.kind, m.status, m.starts_at, m.ends_at, m.time_zone, m.place, r.name, "
    "(SELECT count(*) FROM participation p WHERE p.meeting_id = m.id) FROM meeting m "
    "LEFT JOIN room r ON r.id = m.room_id WHERE m.deleted_at IS NULL ORDER BY m.starts_at DESC, m.id DESC LIMIT 200"
)
_SEARCH = (
    "SELECT e.entity_id, e.name FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
    "WHERE search_fts MATCH ? ORDER BY search_fts.rowid DESC LIMIT 50"
)


def _raw_save(raw: Any, no: int, people: list[str]) -> None:
    id = f"bench-{no:06d}"
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        world._MEETING,
        (id, "A meeting to save", "panel", "tentative", "2025-07-07T13:00:00Z", "2025-07-07T14:00:00Z", "Room 1"),
    )
    raw.executemany(
        world._PARTICIPATION, [(f"{id}-{n}", id, person, "IN", n, "Somebody") for n, person in enumerate(people)]
    )
    raw.execute("COMMIT")
