"""Turning raw SQLite values into typed ones, for queries that skip the ORM for speed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any


def as_instant(value: str) -> datetime:
    """`2025-07-02T12:15:00Z` -> aware datetime in UTC."""
    return datetime(
        int(value[0:4]),
        int(value[5:7]),
        int(value[8:10]),
        int(value[11:13]),
        int(value[14:16]),
        int(value[17:19]),
        0,
        UTC,
    )


def instant_text(value: datetime) -> str:
    """The stored form of an instant, for comparisons in SQL."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_date(value: str | None) -> date | None:
    """`2025-07-02` -> date; None stays None."""
    return date.fromisoformat(value) if value else None


def as_json(value: str | None) -> Any:
    """JSON text -> data; NULL is an empty mapping."""
    return json.loads(value) if value else {}
