"""Every table in one import, for whoever needs the whole schema (mapper, migrations' check, integrity check)."""

from __future__ import annotations

from app.domain import (
    attendance,
    audit,
    delegations,
    documents,
    followups,
    meetings,
    minutes,
    mission,
    organisations,
    people,
    places,
    search,
    topics,
    visits,
)
from app.domain.base import Base

__all__ = ["MODULES", "Base", "metadata"]

MODULES = (
    attendance,
    audit,
    delegations,
    documents,
    followups,
    meetings,
    minutes,
    mission,
    organisations,
    people,
    places,
    search,
    topics,
    visits,
)
metadata = Base.metadata
