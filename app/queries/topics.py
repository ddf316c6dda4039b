"""Reading topics, sources, and the claims that stand side by side about one record.

In the order they were made means by rowid: ids made within one millisecond do not sort.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from app.db.unit_of_work import Store
from app.domain.topics import Claim, Source, Topic


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """A topic; `name` is by language."""

    id: str
    version: int
    code: str
    name: Mapping[str, str]
    parent_id: str
    description: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a fact was read."""

    id: str
    version: int
    code: str
    title: str
    address: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class ClaimInfo:
    """What one source says about one field of a record; `chosen` is the one the officer relies on."""

    id: str
    subject_kind: str
    subject_id: str
    about: str
    value: str
    source_id: str
    source_code: str
    source: str
    as_of: date | None
    confidence: str
    chosen: bool
    note: str


class TopicQueries:
    """Reads topics."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[TopicInfo]:
        """All topics in the order they were made."""
        with self._store.read() as session:
            rows = session.scalars(
                select(Topic).where(Topic.deleted_at.is_(None)).order_by(literal_column("topic.rowid"))
            )
            return [
                TopicInfo(row.id, row.version, row.code, dict(row.name or {}), row.parent_id or "", row.description)
                for row in rows
            ]


class SourceQueries:
    """Reads sources."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[SourceInfo]:
        """All sources in the order they were noted."""
        with self._store.read() as session:
            rows = session.scalars(
                select(Source).where(Source.deleted_at.is_(None)).order_by(literal_column("source.rowid"))
            )
            return [SourceInfo(row.id, row.version, row.code, row.title, row.address, row.published_on) for row in rows]


class ClaimQueries:
    """Reads claims."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claims(self, kind: str, id: str) -> list[ClaimInfo]:
        """What is claimed about this record, field by field, in the order it was noted."""
        with self._store.read() as session:
            return claims_of(session, kind, id)


def claims_of(session: Session, kind: str, id: str) -> list[ClaimInfo]:
    """What is claimed about a record, field by field, in the order it was noted."""
    statement = (
        select(Claim, Source)
        .outerjoin(Source, Source.id == Claim.source_id)
        .where(Claim.subject_kind == kind, Claim.subject_id == id, Claim.deleted_at.is_(None))
        .order_by(Claim.about, literal_column("claim.rowid"))
    )
    return [_claim(claim, source) for claim, source in session.execute(statement).tuples()]


def _claim(row: Claim, source: Source | None) -> ClaimInfo:
    return ClaimInfo(
        id=row.id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        about=row.about,
        value=row.value,
        source_id=row.source_id or "",
        source_code=source.code if source else "",
        source=source.title if source else "",
        as_of=row.as_of,
        confidence=row.confidence,
        chosen=row.chosen,
        note=row.note,
    )
