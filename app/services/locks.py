"""Gentle locks: who is writing in what just now, so that two people in one record do not type over each other.

A lock stops nobody. It tells the other window who is at a line; a save without it still meets the row as it stands and
merges or says what collides (`base.merge`). A window that dies leaves a lock that runs out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.documents import EditLock
from app.services.base import Service

EXPIRY = timedelta(seconds=20)
"""A lock that was not renewed for so long holds nothing."""
HEARTBEAT = timedelta(seconds=8)
"""How often a window renews its locks: twice and again before they run out."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a lock; `mine` when it is the asking window."""

    owner_kind: str
    owner_id: str
    holder: str
    mine: bool
    since: datetime


class LockService(Service):
    """Takes and gives back locks. `session` is the id of a window, made anew with each start."""

    def take(self, owner_kind: str, owner_id: str, session: str) -> Held:
        """Ask for the lock. Gives who holds it now: the asking window, or the other one that had it first."""
        with self.store.write() as work:
            row = work.session.get(EditLock, (owner_kind, owner_id))
            if row is None:
                row = EditLock(owner_kind=owner_kind, owner_id=owner_id)
                work.session.add(row)
            elif row.session != session and _alive(row, work.at):
                return Held(owner_kind, owner_id, row.holder, mine=False, since=row.renewed_at)
            row.holder, row.session, row.renewed_at = work.actor, session, work.at
        return Held(owner_kind, owner_id, work.actor, mine=True, since=work.at)

    def renew(self, session: str) -> int:
        """The window is still there: all its locks hold on. Gives how many it has. Locks that ran out are cleared."""
        with self.store.write() as work:
            rows = work.session.scalars(select(EditLock)).all()
            count = 0
            for row in rows:
                if row.session == session:
                    row.renewed_at, count = work.at, count + 1
                elif not _alive(row, work.at):
                    work.session.delete(row)
        return count

    def release(self, session: str, owner_kind: str | None = None, owner_id: str | None = None) -> None:
        """Give a lock back, or with no owner all of the window's."""
        with self.store.write() as work:
            statement = delete(EditLock).where(EditLock.session == session)
            if owner_kind is not None:
                statement = statement.where(EditLock.owner_kind == owner_kind)
            if owner_id is not None:
                statement = statement.where(EditLock.owner_id == owner_id)
            work.session.execute(statement)

    def holders(self, owner_kind: str, owner_ids: Iterable[str], session: str = "") -> dict[str, Held]:
        """Who holds which of these now: owner id -> holder."""
        wanted = list(owner_ids)
        with self.store.read() as reading:
            return {
                row.owner_id: Held(owner_kind, row.owner_id, row.holder, row.session == session, row.renewed_at)
                for row in _rows(reading, owner_kind, wanted)
                if _alive(row, self.store.clock.now())
            }


def _rows(session: Session, owner_kind: str, ids: list[str]) -> Iterable[EditLock]:
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        yield from session.scalars(
            select(EditLock).where(EditLock.owner_kind == owner_kind, EditLock.owner_id.in_(chunk))
        )


def _alive(row: EditLock, now: datetime) -> bool:
    """Whether it was renewed lately; a lock of the future is one of a clock that was wrong."""
    return abs(now - row.renewed_at) <= EXPIRY
