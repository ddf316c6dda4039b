"""Reading assessments: what stands now, and how it moved. Screens of the mission alone: nothing that leaves reads this
(domain.md 4.3; 4.6, 37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.enums import Assessed, Quadrant, Stance
from app.db.unit_of_work import Store
from app.domain.stakeholder_grid import quadrant
from app.queries.values import as_date

SUBJECTS = ("person", "organisation")
"""What can be assessed."""


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One judgement of one thing on one day; `value` as stored ("4", "supporter")."""

    id: str
    version: int
    about: Assessed
    value: str
    evidence: str
    assessed_on: date
    assessor: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is thought of somebody: the newest judgement of each kind, and all of them newest first. `quadrant` is None
    until power and interest are both judged."""

    kind: str
    id: str
    power: AssessmentRow | None
    interest: AssessmentRow | None
    stance: AssessmentRow | None
    relationship: AssessmentRow | None
    quadrant: Quadrant | None
    history: tuple[AssessmentRow, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody's way over the grid: `path` holds (day, power, interest), oldest first, from where they stood at the
    period's start; empty while power or interest is not judged."""

    kind: str
    id: str
    name: str
    side: str
    stance: Stance
    relationship: int | None
    path: tuple[tuple[date, int, int], ...]


class StakeholderQueries:
    """Reads assessments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def profile(self, kind: str, id: str) -> Profile:
        """What is thought of a "person" or an "organisation" now; nothing judged gives an empty profile."""
        with self._store.read() as session:
            rows = [_row(row) for row in session.execute(_HISTORY, {"kind": kind, "id": id})]
        newest: dict[Assessed, AssessmentRow] = {}
        for row in rows:
            newest.setdefault(row.about, row)
        power, interest = newest.get(Assessed.POWER), newest.get(Assessed.INTEREST)
        return Profile(
            kind=kind,
            id=id,
            power=power,
            interest=interest,
            stance=newest.get(Assessed.STANCE),
            relationship=newest.get(Assessed.RELATIONSHIP),
            quadrant=quadrant(int(power.value), int(interest.value)) if power and interest else None,
            history=tuple(rows),
        )

    def movements(self, since: date | None = None, until: date | None = None) -> list[Movement]:
        """Everybody's way over the grid up to `until`, with where they stood on `since` as its first place."""
        with self._store.read() as session:
            return movements(session, since, until)


_HISTORY = text(
    "SELECT id, version, about, value, evidence, assessed_on, assessor FROM assessment WHERE deleted_at IS NULL "
    "AND subject_kind = :kind AND subject_id = :id ORDER BY assessed_on DESC, rowid DESC"
)
_ALL = text(
    "SELECT a.subject_kind, a.subject_id, coalesce(p.shown_name, o.shown_name), coalesce(p.side, o.side), a.about, "
    "a.value, a.assessed_on FROM assessment a "
    "LEFT JOIN person p ON a.subject_kind = 'person' AND p.id = a.subject_id AND p.deleted_at IS NULL "
    "LEFT JOIN organisation o ON a.subject_kind = 'organisation' AND o.id = a.subject_id AND o.deleted_at IS NULL "
    "WHERE a.deleted_at IS NULL AND coalesce(p.id, o.id) IS NOT NULL AND a.assessed_on <= :until "
    "ORDER BY coalesce(p.sort_name, o.sort_name), a.subject_kind, a.subject_id, a.assessed_on, a.rowid"
)


def _row(values: Sequence[Any]) -> AssessmentRow:
    id, version, about, value, evidence, assessed_on, assessor = values
    day = as_date(assessed_on)
    assert day is not None
    return AssessmentRow(id, version, Assessed(about), value, evidence, day, assessor)


def movements(session: Session, since: date | None, until: date | None) -> list[Movement]:
    """Everybody's way over the grid, in the order of their names."""
    told: dict[tuple[str, str], list[Any]] = {}
    for row in session.execute(_ALL, {"until": (until or date.max).isoformat()}):
        told.setdefault((row[0], row[1]), []).append(row)
    return [_movement(rows, since) for rows in told.values()]


def _movement(rows: Sequence[Any], since: date | None) -> Movement:
    kind, id, name, side = rows[0][:4]
    now: dict[Assessed, str] = {}
    path: list[tuple[date, int, int]] = []
    for *_, about, value, assessed_on in rows:
        now[Assessed(about)] = value
        day = as_date(assessed_on)
        assert day is not None
        if Assessed.POWER not in now or Assessed.INTEREST not in now:
            continue
        place = (day, int(now[Assessed.POWER]), int(now[Assessed.INTEREST]))
        # Both judged on one day are one step; what lies before the period is where they came from.
        if path and (path[-1][0] == day or (since and day <= since)):
            path[-1] = place
        elif not path or path[-1][1:] != place[1:]:
            path.append(place)
    relationship = now.get(Assessed.RELATIONSHIP)
    return Movement(
        kind, id, name, side, Stance(now.get(Assessed.STANCE, Stance.UNKNOWN)),
        int(relationship) if relationship is not None else None, tuple(path),
    )  # fmt: skip
