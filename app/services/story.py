"""The sample story's data files, and what was made of them so far."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

STORY = Path(__file__).resolve().parents[2] / "resources" / "samples" / "story"
ZONE = "Asia/Kolkata"
"""Where the story plays: its files give local times."""
PRESENT = datetime(2025, 7, 7, 12, 22, tzinfo=UTC)
"""The story's now: Monday 7 July 2025, 17:52 in New Delhi."""

Data = Mapping[str, Any]


@dataclass(slots=True)
class Cast:
    """What was made so far: code -> id, by kind. Codes are the story's own and always the same.

    `series` gives the codes of each generated series of people.
    """

    sources: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    series: dict[str, list[str]] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    delegations: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)


def read(name: str) -> Data:
    """One data file of the story, by its name without the ending."""
    return tomllib.loads((STORY / f"{name}.toml").read_text(encoding="utf-8"))


def instant(day: date, clock: str) -> datetime:
    """A local time of the story ("09:30" in New Delhi) in UTC."""
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE)).astimezone(UTC)


def texts(entry: Data) -> dict[str, str]:
    """The texts by language among an entry's keys."""
    return {lang: entry[lang] for lang in ("en", "ja", "hi") if entry.get(lang)}
