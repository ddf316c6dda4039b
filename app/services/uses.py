"""Whether other records still name one that somebody wants to remove."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

Columns = tuple[InstrumentedAttribute[Any], ...]


def is_used(session: Session, columns: Iterable[InstrumentedAttribute[Any]], id: str) -> bool:
    """Whether any of these columns holds `id` in a row that is not itself removed."""
    for column in columns:
        statement = select(column).where(column == id).limit(1)
        removed = getattr(column.class_, "deleted_at", None)  # parts have none: they live and die with their root
        if removed is not None:
            statement = statement.where(removed.is_(None))
        if session.scalar(statement) is not None:
            return True
    return False
