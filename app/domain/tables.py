"""Every table in one import, for whoever needs the whole schema (mapper, migrations' check, integrity check)."""

from __future__ import annotations

from app.domain import (  # noqa: F401  (to import them is to map them)
    attendance,
    audit,
    delegations,
    documents,
    exchange,
    followups,
    meetings,
    minutes,
    mission,
    organisations,
    people,
    places,
    search,
    stakeholders,
    topics,
    visits,
)
from app.domain.base import Base

__all__ = ["Base", "metadata"]

metadata = Base.metadata
