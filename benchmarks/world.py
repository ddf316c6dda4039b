"""A store with many meetings, made quickly for measuring: rows written straight by SQL, never by the program itself."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.text import index_text, sort_key
from app.db import upgrade
from app.db.engine import connect
from app.db.search_index import RECIPE

SCALE = int(os.environ.get("SCALE", "100000"))
"""Meetings in the store; `SCALE=1000000 make bench` for the large one."""

_WORDS = (
    *("cell", "manufacturing", "finance", "recycling", "lithium", "nickel", "sulphate", "courtesy", "call", "panel"),
    *("session", "delegation", "plant", "visit", "minerals", "cooperation", "ministry", "power", "energy", "supply"),
    *("chain", "working", "lunch", "review", "briefing", "電池", "重要鉱物", "会合", "बैठक", "खनिज"),
)
_KINDS = ("panel", "closed-door", "bilateral", "courtesy-call", "call", "internal")
_STATUSES = ("held", "held", "held", "confirmed", "tentative", "cancelled")
_BEGIN = datetime(2015, 1, 1, 9, tzinfo=UTC)


def build(path: Path, meetings: int = SCALE, seed: int = 7) -> Path:
    """Make (or reuse) a store at `path` with `meetings` meetings, 2,000 people and two participants a meeting."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.unlink(missing_ok=True)
    upgrade.prepare(draft)
    with closing(connect(draft, None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        chance = random.Random(seed)
        people = list(_people(chance, 2000))
        connection.executemany(_PERSON, people)
        connection.executemany(_MEETING, _meetings(chance, meetings))
        connection.executemany(_PARTICIPATION, _participations(chance, meetings, people))
        connection.executemany(_ENTRY, _entries(connection))
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {RECIPE}")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    draft.rename(path)
    return path


_STAMP = "2025-01-01T00:00:00Z"
_PERSON = (
    "INSERT INTO person (id, code, side, nationality, honorific, languages, is_fictional, is_interpreter, is_sealed, "
    "outward_label, do_not_contact, email, phone, notes, source_codes, shown_name, sort_name, version, created_at, "
    "created_by, updated_at, updated_by) VALUES (?, '', 'IN', '', '', '[]', 1, 0, 0, '{}', 0, '', '', '', '[]', ?, ?, "
    f"1, '{_STAMP}', '', '{_STAMP}', '')"
)
_MEETING = (
    "INSERT INTO meeting (id, code, title, kind, status, status_reason, starts_at, ends_at, time_zone, place, "
    "language_mode, languages, rule, marking, channel, channel_reference, purpose, notes, version, "
    "created_at, created_by, updated_at, updated_by) "
    "VALUES (?, '', ?, ?, ?, '', ?, ?, 'Asia/Kolkata', ?, 'one-language', '[]', 'none', "
    f"'IN CONFIDENCE', 'direct', '', '', '', 1, '{_STAMP}', '', '{_STAMP}', '')"
)
_PARTICIPATION = (
    "INSERT INTO participation (id, meeting_id, person_id, side, role, order_in_side, pinned, status, snapshot, "
    "shown_name, anonymous_in_record, represented_by, remarks) "
    "VALUES (?, ?, ?, ?, 'member', ?, 0, 'accepted', '{}', ?, 0, '', '')"
)
_ENTRY = (
    "INSERT INTO search_entry (kind, entity_id, name, body, name_tokens, body_tokens) VALUES ('meeting', ?, ?, ?, ?, ?)"
)


def _people(chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    for no in range(count):
        name = f"{chance.choice(_WORDS).title()} Sample {no}"
        yield f"person-{no:08d}", name, sort_key(name)


def _meetings(chance: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    for no in range(count):
        start = _BEGIN + timedelta(minutes=55 * no)
        title = " ".join(chance.choice(_WORDS) for _ in range(4)) + f" {no}"
        yield (
            f"meeting-{no:08d}",
            title,
            chance.choice(_KINDS),
            chance.choice(_STATUSES),
            start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            (start + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            f"Room {no % 9}",
        )


def _participations(
    chance: random.Random, count: int, people: list[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str, str, int, str]]:
    for no in range(count):
        for side, (id, name, _) in zip(("JP", "IN"), chance.sample(people, 2), strict=True):
            yield f"participation-{no:08d}-{side}", f"meeting-{no:08d}", id, side, 1, name


def _entries(connection: object) -> Iterator[tuple[str, str, str, str, str]]:
    rows = connection.execute("SELECT id, title, place FROM meeting").fetchall()  # type: ignore[attr-defined]
    for id, title, place in rows:
        yield id, title, place, index_text(title), index_text(place)
