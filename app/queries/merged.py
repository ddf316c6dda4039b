"""Records that were merged into another are found as that other, however long ago and however often."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

_INTO = {
    kind: text(f"SELECT merged_into_id FROM {kind} WHERE id = :id AND deleted_at IS NOT NULL")
    for kind in ("person", "organisation")
}


def followed(session: Session, kind: str, id: str) -> str:
    """The id under which a "person" or an "organisation" lives now; one that was never merged is its own."""
    seen = set()
    while id not in seen:
        seen.add(id)
        into = session.execute(_INTO[kind], {"id": id}).scalar()
        if not into:
            break
        id = into
    return id
