"""Reading the mission: what every page, document and clock asks first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db.unit_of_work import Store
from app.domain.mission import Mission


@dataclass(frozen=True, slots=True)
class MissionInfo:
    """The mission as set up. Texts are by language, zones IANA names, states alpha-2; `story_now` (UTC) in a sample;
    `reference_patterns` maps a kind of record to the pattern of its numbers, "" to the pattern of all others."""

    id: str
    version: int
    name: Mapping[str, str]
    sending_state: str
    receiving_state: str
    city: Mapping[str, str]
    address: Mapping[str, str]
    time_zone: str
    home_time_zone: str
    letterhead: str
    letterhead_image: bytes | None
    paper: str
    reference_prefix: str
    marking_ceiling: str
    fiscal_year_start: str
    languages: tuple[str, ...]
    is_sample: bool
    story_now: datetime | None
    reference_patterns: Mapping[str, str]


class MissionQueries:
    """Reads the mission."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def current(self) -> MissionInfo | None:
        """The mission, or None before the first run is done."""
        with self._store.read() as session:
            row = session.scalar(select(Mission).where(Mission.deleted_at.is_(None)).order_by(Mission.id).limit(1))
            if row is None:
                return None
            return MissionInfo(
                id=row.id,
                version=row.version,
                name=dict(row.name or {}),
                sending_state=row.sending_state,
                receiving_state=row.receiving_state,
                city=dict(row.city or {}),
                address=dict(row.address or {}),
                time_zone=row.time_zone,
                home_time_zone=row.home_time_zone,
                letterhead=row.letterhead,
                letterhead_image=row.letterhead_image,
                paper=row.paper,
                reference_prefix=row.reference_prefix,
                marking_ceiling=row.marking_ceiling,
                fiscal_year_start=row.fiscal_year_start,
                languages=tuple(row.languages or ()),
                is_sample=row.is_sample,
                story_now=row.story_now,
                reference_patterns=dict(row.reference_patterns or {}),
            )
