"""Parts of a record (names, positions, members, rooms) brought to what a draft says, row by row.

Rows that stay keep their id, so that the audit trail says "changed" where something changed, and Undo gives back the
very row, instead of a heap of removals and additions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from app.domain.base import Base

P = TypeVar("P", bound=Base)


def sync(rows: list[P], wanted: Sequence[dict[str, Any]], make: type[P], key: str = "") -> None:
    """Make `rows` (a relationship's list) say `wanted`, in that order.

    With `key` a row is recognised by that column (a room's id, a member's person), else by its place. A wanted row
    whose key is None or unknown is new.
    """
    spare: dict[Any, P] = {getattr(row, key): row for row in rows} if key else dict(enumerate(rows))
    result: list[P] = []
    for no, values in enumerate(wanted):
        row = spare.pop(values.get(key) if key else no, None)
        if row is None:
            row = make(**values)
        else:
            for name, value in values.items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
        result.append(row)
    if result != rows:
        rows[:] = result
