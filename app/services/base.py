"""What every service does the same way: refuse bad drafts, find rows, and merge an edit without overwriting anybody.

A save brings three values of each field: as the editor loaded it (base), as typed (mine), as it stands now (theirs).
Fields that only one side touched merge silently; a field that both changed to different values is a `Conflict`, shown
with both values. Nothing is ever overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.orm import Session

from app.core.errors import Conflict, FieldConflict, NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.db.unit_of_work import Store
from app.domain.base import Edited

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound=Edited)
Draft = TypeVar("Draft", bound="DataclassInstance")


class Service:
    """Writes one noun. Each public method is one unit of work."""

    def __init__(self, store: Store) -> None:
        self.store = store


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all the problems at once, or nothing."""
    found = tuple(problems)
    if found:
        raise Refused(problems=found)


def find(session: Session, table: type[Row], id: str | None) -> Row:
    """The live row, or NotFound."""
    row = session.get(table, id) if id else None
    if row is None or row.deleted_at is not None:
        raise NotFound(N_("This record does not exist any more."))
    return row


def merge(kind: str, row: Edited, current: Draft, mine: Draft, base: Draft | None) -> Draft:
    """The draft to store: three-way by field. `base` None means: take mine as it is (scripts, first save).

    Raises Conflict naming each field that both sides changed differently.
    """
    if base is None:
        return mine
    conflicts: list[FieldConflict] = []
    changes: dict[str, Any] = {}
    for item in fields(mine):
        was, new, now = getattr(base, item.name), getattr(mine, item.name), getattr(current, item.name)
        if new in (was, now):
            changes[item.name] = now
        elif now == was:
            changes[item.name] = new
        else:
            conflicts.append(FieldConflict(item.name, new, now))
    if conflicts:
        raise Conflict(kind, row.id, row.version, conflicts)
    return replace(current, **changes)
